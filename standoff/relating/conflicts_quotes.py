"""Whether two quotations are one utterance, and whether they are told in the same words.

Method: the words are aligned (difflib); what differs between the first and the last shared run is looked at word by word.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from standoff.codebook.conflicts import conflict_words, stem
from standoff.relating.claims_quotes import GAP
from standoff.relating.conflicts_figures import days_between
from standoff.relating.conflicts_tables import Claim, Decision

# Chosen on the development half of benchmarks/conflicts: below this share of the shorter one's words in runs of two or
# more, two quotations on one matter are not one utterance.
LEAST_SHARED = 0.6
LEAST_RUN = 4  # words of the longest shared run: fewer are a phrase that anybody uses
# Words of so many letters, none of them in all news, in the shared runs of two quotations that share less than so much of the
# shorter one: "when it comes to", "has nothing to do with" are said of anything. Chosen on the development half too: from .85 on
# one of its conflicts is lost.
LEAST_TELLING, LONG_WORD, NEARLY_ALL = 2, 4, 0.8
MOST_DAYS = 30
Change = tuple[list[str], list[str]]  # the words of the one, and those that the other has instead
_NO_LETTER = re.compile(r"[\W_]+")
EDGE = 2  # words beyond a shared run that are looked at
LONG = 8  # words of a shared run that two persons do not say by chance
# The same for one utterance in other words, as two translations have it: of the content words of either, in their order.
LEAST_ALIKE, LEAST_CONTENT, LONGER = 0.6, 3, 0.5
SAID_DAYS = 3  # told further apart, it was more likely said again


def may_be_one(a: Claim, b: Claim) -> bool:
    """Whether two quotations have the words of one utterance, and a run of them as long: quick to see, unlike what they share."""
    if days_between(a.days, b.days) > MOST_DAYS:
        return False
    mine, theirs = [word for word in a.words if word != GAP], [word for word in b.words if word != GAP]
    if _one_speaker(a, b) and _share(_content(mine), _content(theirs)):
        return True
    length = min(LEAST_RUN, len(mine) - 1)
    runs = set(zip(*(mine[place:] for place in range(length)), strict=False))
    if length >= 1 and runs.isdisjoint(zip(*(theirs[place:] for place in range(length)), strict=False)):
        return False
    least = LEAST_SHARED * min(len(mine), len(theirs))  # no alignment shares more words than stand on both sides
    return _standing_in(mine, theirs) >= least and _standing_in(theirs, mine) >= least


def _is_phrase(runs: Iterable[list[str]]) -> bool:
    """Whether what two quotations share is what anybody says of anything."""
    return len({word for one in runs for word in one if _tells(word)}) < LEAST_TELLING


def _tells(word: str) -> bool:
    """Whether a word is more than grammar and what stands in all news."""
    return len(word) >= LONG_WORD and word not in conflict_words().grammar and word not in conflict_words().common


def _standing_in(words: list[str], others: list[str]) -> int:
    among = frozenset(others)
    return sum(word in among for word in words)


def decide_quotations(a: Claim, b: Claim) -> Decision | None:
    """What two quotations are to each other; None where they have nothing to do with each other."""
    mine, theirs = [word for word in a.words if word != GAP], [word for word in b.words if word != GAP]
    held = [mine] if mine == theirs else _runs(mine, theirs)
    shared, run = sum(map(len, held)), max(map(len, held), default=0)
    phrase = shared < NEARLY_ALL * min(len(mine), len(theirs)) and _is_phrase(held)
    if phrase or run < min(LEAST_RUN, len(mine) - 1) or shared < LEAST_SHARED * min(len(mine), len(theirs)):
        if reworded := _reworded(a, b, mine, theirs):
            return reworded
        return Decision("different_referent", f"{shared} words in common: two utterances") if shared else None
    if days_between(a.days, b.days) > MOST_DAYS:
        return Decision("different_referent", f"told more than {MOST_DAYS} days apart: said again, not told otherwise")
    if a.article == b.article:
        return Decision("same", "one article quotes an utterance twice, the second time in part", "quotation")
    if a.speaker and b.speaker and not _one_name(a.speaker, b.speaker) and run >= LONG:
        return Decision("conflict", f"the same {run} words are put in the mouth of {a.speaker} and of {b.speaker}", "actor")
    changed = [] if a.words == b.words else _changed(list(a.words), list(b.words))
    if changed:
        return _told_otherwise(changed)
    return Decision("same", f"the same words ({shared} in common)", "quotation")


def _told_otherwise(changed: list[Change]) -> Decision:
    """That words were changed: of one number or what was denied into another, or such as two translations may differ in."""
    unmoved = [one for one in _unmoved(changed) if _differs(*one)]
    if not unmoved:
        return Decision("conflict", "one utterance with its words in another order", "wording")
    telling = [one for one in unmoved if _is_telling(*one)]
    told = "; ".join(_told(*one) for one in [*telling, *(one for one in unmoved if one not in telling)][:4])
    if telling:
        return Decision("conflict", f"one utterance in different words: {told}", "quotation")
    return Decision(
        "conflict", f"one utterance in other words, as two translations or a shortening may have it: {told}", "wording"
    )


def _is_telling(mine: list[str], theirs: list[str]) -> bool:
    """Whether the one negates what the other does not, or they tell different numbers."""
    negating = conflict_words().negating
    if negating.isdisjoint(mine) != negating.isdisjoint(theirs):
        return True
    numbers, others = ({word for word in words if word[0].isdigit()} for words in (mine, theirs))
    return bool(numbers) and bool(others) and numbers != others


def _one_name(one: str, other: str) -> bool:
    """Whether two names are one person's: one surname, or one spelling but for hyphens: "Ri Yong Ho", "Ri Yong-ho"."""
    return _surname(one) == _surname(other) or _NO_LETTER.sub("", one.casefold()) == _NO_LETTER.sub("", other.casefold())


def _one_speaker(a: Claim, b: Claim) -> bool:
    """Whether one person said both at about one time, in two articles."""
    if a.article == b.article or not a.speaker or not b.speaker or days_between(a.days, b.days) > SAID_DAYS:
        return False
    return _one_name(a.speaker, b.speaker)


def _reworded(a: Claim, b: Claim, mine: list[str], theirs: list[str]) -> Decision | None:
    """One utterance of one person in other words; None where it is not that: too few of their content words are one."""
    if not _one_speaker(a, b):
        return None
    left, right = _content(mine), _content(theirs)
    if not _share(left, right):
        return None
    blocks = _matcher(left, right).get_matching_blocks()
    if sum(block.size for block in blocks) < LEAST_ALIKE * min(len(left), len(right)):
        return None
    gone, come = ([word for word in words if stem(word) not in others] for words, others in ((mine, right), (theirs, left)))
    gone, come = (
        [word for word in words if word not in conflict_words().grammar or word in conflict_words().negating]
        for words in (gone, come)
    )
    return _told_otherwise([(gone, come)]) if gone or come else None


def _content(words: list[str]) -> list[str]:
    """The stems of the words that say something."""
    return [stem(word) for word in words if word not in conflict_words().grammar]


def _share(mine: list[str], theirs: list[str]) -> bool:
    """Whether so many content words are in both, of the shorter and of the longer quotation, that they may be one utterance."""
    shared = len(set(mine) & set(theirs))
    fewer, more = sorted((len(set(mine)), len(set(theirs))))
    return shared >= max(LEAST_CONTENT, LEAST_ALIKE * fewer) and shared >= LONGER * more


def _runs(mine: list[str], theirs: list[str]) -> list[list[str]]:
    """The runs of two words and more that both hold in one order."""
    blocks = _matcher(mine, theirs).get_matching_blocks()
    return [mine[block.a : block.a + block.size] for block in blocks if block.size > 1]


def _matcher(a: list[str], b: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, a, b, autojunk=False)


def _surname(name: str) -> str:
    return name.split()[-1].casefold()


def _changed(a: list[str], b: list[str]) -> list[Change]:
    """The content words that differ within what both tell: between shared runs, and where one goes on otherwise than the other.

    Where a sentence ends, or a gap is printed, anything may have been left out; and a quotation may begin anywhere, so that
    in front of the first run only the first words of both count.
    """
    codes = _matcher(a, b).get_opcodes()
    held = [place for place, code in enumerate(codes) if code[0] == "equal" and _holds(a[code[1] : code[2]])]
    found: list[Change] = []
    for place, (tag, first, last, other_first, other_last) in enumerate(codes):
        if tag == "equal" or not held or not held[0] - 1 <= place <= held[-1] + 1:
            continue
        mine, theirs = a[first:last], b[other_first:other_last]
        edge = not held[0] < place < held[-1]
        if place < held[0] and max(last, other_last) > EDGE:
            continue
        if place > held[-1]:
            mine, theirs = mine[:EDGE], theirs[:EDGE]
        if GAP in mine or GAP in theirs or (edge and not (mine and theirs)):
            continue
        found.append((mine, theirs))
    return [one for one in found if _differs(*one)]


def _unmoved(found: list[Change]) -> list[Change]:
    """The changes without the words that both have, only in other places: "generally not allowed", "not generally allowed"."""
    both = {word for mine, _ in found for word in mine} & {word for _, theirs in found for word in theirs}
    if not both:
        return found
    return [
        ([word for word in mine if word not in both], [word for word in theirs if word not in both]) for mine, theirs in found
    ]


def _holds(run: list[str]) -> bool:
    """Whether a shared run says something: two words, or one of content."""
    return len(run) > 1 or (run[0] != GAP and run[0] not in conflict_words().grammar)


def _told(mine: list[str], theirs: list[str]) -> str:
    return f"“{' '.join(mine)}” against “{' '.join(theirs)}”" if mine and theirs else f"“{' '.join(mine or theirs)}” in one only"


def _differs(mine: list[str], theirs: list[str]) -> bool:
    left, right = ({stem(word) for word in words if word not in conflict_words().grammar} for words in (mine, theirs))
    return any(not _spelt_alike(word, right) for word in left) or any(not _spelt_alike(word, left) for word in right)


def _spelt_alike(word: str, others: set[str]) -> bool:
    """Whether a word stands among others in another spelling: "Moammar", "Muammar"; of numbers none."""
    if word in others:
        return True
    return len(word) > 4 and any(SequenceMatcher(None, word, other).ratio() >= 0.75 for other in others)
