"""Whether two quotations are one utterance, and whether they are told in the same words.

Method: the words are aligned (difflib); what differs between the first and the last shared run is looked at word by word.
"""

from difflib import SequenceMatcher

from standoff.codebook.conflicts import stem
from standoff.relating.claims_quotes import GAP
from standoff.relating.conflicts_figures import days_between
from standoff.relating.conflicts_tables import Claim, Decision

# Chosen on the development half of benchmarks/conflicts: below this share of the shorter one's words in runs of two or
# more, two quotations on one matter are not one utterance.
LEAST_SHARED = 0.6
LEAST_RUN = 4  # words of the longest shared run: fewer are a phrase that anybody uses
MOST_DAYS = 30
EDGE = 2  # words beyond a shared run that are looked at
LONG = 8  # words of a shared run that two persons do not say by chance
# Words that carry no content of their own: a quotation that differs only in them is told in the same words.
_GRAMMAR = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "but",
        "so",
        "that",
        "this",
        "these",
        "those",
        "it",
        "its",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "am",
        "do",
        "did",
        "does",
        "has",
        "have",
        "had",
        "will",
        "would",
        "not",
        "we",
        "i",
        "you",
        "he",
        "she",
        "they",
        "them",
        "us",
        "our",
        "my",
        "your",
        "his",
        "her",
        "their",
        "there",
        "as",
        "if",
        "then",
        "than",
        "well",
        "now",
        "mister",
        "who",
        "which",
        "what",
        "also",
        "just",
        "very",
    ]
) - {"not", "very"}


def may_be_one(a: Claim, b: Claim) -> bool:
    """Whether two quotations have the words of one utterance, and a run of them as long: quick to see, unlike what they share."""
    mine, theirs = [word for word in a.words if word != GAP], [word for word in b.words if word != GAP]
    length = min(LEAST_RUN, len(mine) - 1)
    runs = set(zip(*(mine[place:] for place in range(length)), strict=False))
    if length >= 1 and runs.isdisjoint(zip(*(theirs[place:] for place in range(length)), strict=False)):
        return False
    least = LEAST_SHARED * min(len(mine), len(theirs))  # no alignment shares more words than stand on both sides
    return _standing_in(mine, theirs) >= least and _standing_in(theirs, mine) >= least


def _standing_in(words: list[str], others: list[str]) -> int:
    among = frozenset(others)
    return sum(word in among for word in words)


def decide_quotations(a: Claim, b: Claim) -> Decision | None:
    """What two quotations are to each other; None where they have nothing to do with each other."""
    mine, theirs = [word for word in a.words if word != GAP], [word for word in b.words if word != GAP]
    runs = [len(mine)] if mine == theirs else _runs(mine, theirs)
    shared, run = sum(runs), max(runs, default=0)
    if run < min(LEAST_RUN, len(mine) - 1) or shared < LEAST_SHARED * min(len(mine), len(theirs)):
        return Decision("different_referent", f"{shared} words in common: two utterances") if shared else None
    if a.article == b.article:
        return Decision("same", "one article quotes an utterance twice, the second time in part", "quotation")
    if days_between(a.days, b.days) > MOST_DAYS:
        return Decision("different_referent", f"told more than {MOST_DAYS} days apart: said again, not told otherwise")
    if a.speaker and b.speaker and _surname(a.speaker) != _surname(b.speaker) and run >= LONG:
        return Decision("conflict", f"the same {run} words are put in the mouth of {a.speaker} and of {b.speaker}", "actor")
    changed = [] if a.words == b.words else _changed(list(a.words), list(b.words))
    if changed:
        return Decision("conflict", "one utterance in different words: " + "; ".join(changed[:4]), "quotation")
    return Decision("same", f"the same words ({shared} in common)", "quotation")


def _runs(mine: list[str], theirs: list[str]) -> list[int]:
    """How long the runs of two words and more are that both hold in one order."""
    return [block.size for block in _matcher(mine, theirs).get_matching_blocks() if block.size > 1]


def _matcher(a: list[str], b: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, a, b, autojunk=False)


def _surname(name: str) -> str:
    return name.split()[-1].casefold()


def _changed(a: list[str], b: list[str]) -> list[str]:
    """The content words that differ within what both tell: between shared runs, and where one goes on otherwise than the other.

    Where a sentence ends, or a gap is printed, anything may have been left out.
    """
    codes = _matcher(a, b).get_opcodes()
    held = [place for place, code in enumerate(codes) if code[0] == "equal" and _holds(a[code[1] : code[2]])]
    found = []
    for place, (tag, first, last, other_first, other_last) in enumerate(codes):
        if tag == "equal" or not held or not held[0] - 1 <= place <= held[-1] + 1:
            continue
        mine, theirs = a[first:last], b[other_first:other_last]
        if place > held[-1]:
            mine, theirs = mine[:EDGE], theirs[:EDGE]
        elif place < held[0]:
            mine, theirs = mine[-EDGE:], theirs[-EDGE:]
        edge = not held[0] < place < held[-1]
        if GAP in mine or GAP in theirs or (edge and not (mine and theirs)) or not _differs(mine, theirs):
            continue
        found.append(_told(mine, theirs))
    return found


def _holds(run: list[str]) -> bool:
    """Whether a shared run says something: two words, or one of content."""
    return len(run) > 1 or run[0] not in _GRAMMAR | {GAP}


def _told(mine: list[str], theirs: list[str]) -> str:
    return f"“{' '.join(mine)}” against “{' '.join(theirs)}”" if mine and theirs else f"“{' '.join(mine or theirs)}” in one only"


def _differs(mine: list[str], theirs: list[str]) -> bool:
    left, right = ({stem(word) for word in words if word not in _GRAMMAR} for words in (mine, theirs))
    return any(not _spelt_alike(word, right) for word in left) or any(not _spelt_alike(word, left) for word in right)


def _spelt_alike(word: str, others: set[str]) -> bool:
    """Whether a word stands among others in another spelling: "Moammar", "Muammar"; of numbers none."""
    if word in others:
        return True
    return len(word) > 4 and any(SequenceMatcher(None, word, other).ratio() >= 0.75 for other in others)
