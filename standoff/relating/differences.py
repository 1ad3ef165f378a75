"""What a copy changed: sentence beside sentence, then word beside word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property

from standoff.codebook.cues import cue_verbs
from standoff.codebook.quantities import quantity_words
from standoff.core.spans import Span
from standoff.reading.numbers import find_numbers
from standoff.relating.copies import WORD, words_of
from standoff.relating.origins_tables import Change, ChangeKind

# A sentence is another one altered where this share of the shorter one's word pairs, and this many, stand in it: an edit
# breaks two pairs, so a sentence of ten words keeps half after two. Below, the two only speak of the same thing.
LEAST_ALIKE = 0.5
LEAST_PAIRS = 3
# Edits with no more than this many equal words between them are one edit.
BRIDGED = 1
# Words between an edit and the cue whose source it changes: "two American officials said".
NEAR_CUE = 2

# Numbers in words up to here are how prose counts persons, not figures.
SMALL = 10

_COMMON = frozenset({"says", "tells", "according"})

Bounds = tuple[int, int]


@dataclass(frozen=True)
class _Sentence:
    """A sentence of one text with its words and where they stand in it."""

    span: Span

    @cached_property
    def places(self) -> list[Bounds]:
        return [match.span() for match in WORD.finditer(self.span.text)]

    @cached_property
    def words(self) -> list[str]:
        return [" ".join(words_of(self.span.text[start:end])) for start, end in self.places]

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(zip(self.words, self.words[1:], strict=False))

    def text(self, first: int, last: int) -> str:
        """The words from `first` to `last` (exclusive) as written."""
        return "" if first >= last else self.span.text[self.places[first][0] : self.places[last - 1][1]]


def find_changes(
    source: str, source_sentences: Iterable[Bounds], copy: str, copy_sentences: Iterable[Bounds]
) -> tuple[Change, ...]:
    """What the text `copy` changed of the text `source`, in the copy's order; then what it left out, in the source's.

    Sentences are given by their bounds in code points. Sentences with the same words in another place are no change.
    """
    olds, news = _sentences(source, source_sentences), _sentences(copy, copy_sentences)
    used: set[int] = set()
    found: list[Change] = []
    for new in news:
        place = _best(new, olds)
        if place is None:
            found.append(Change(kind="added", source=None, copy=new.span, before="", after=new.span.text))
            continue
        used.add(place)
        found += _altered(olds[place], new)
    for place, old in enumerate(olds):
        if place not in used and _best(old, news) is None:
            found.append(Change(kind="left out", source=old.span, copy=None, before=old.span.text, after=""))
    return tuple(found)


def _sentences(text: str, bounds: Iterable[Bounds]) -> list[_Sentence]:
    found = [_Sentence(Span(start, end, text[start:end])) for start, end in sorted(bounds)]
    return [one for one in found if one.words]


def _best(one: _Sentence, others: Sequence[_Sentence]) -> int | None:
    """The sentence most like this one, if any is like it."""
    best, alike = None, (0.0, 0.0)
    for place, other in enumerate(others):
        if other.words == one.words:
            return place
        shared = len(one.pairs & other.pairs)
        if shared < LEAST_PAIRS:
            continue
        score = (shared / min(len(one.pairs), len(other.pairs)), shared / max(len(one.pairs), len(other.pairs)))
        if score[0] >= LEAST_ALIKE and score > alike:
            best, alike = place, score
    return best


def _altered(old: _Sentence, new: _Sentence) -> Iterator[Change]:
    """The changes within a sentence: its figures first, then the other edits by what they touch."""
    if old.words == new.words:
        return
    figures = list(_figure_changes(old, new))
    for before, after in figures:
        yield _change("figure", old, new, before, after)
    told = {word for pair in figures for side in pair for word in words_of(side)}
    for first, last, start, end in _edits(old.words, new.words):
        before, after = old.text(first, last), new.text(start, end)
        if all(word in told for word in words_of(before) + words_of(after)):
            continue
        cue = _touches_cue(old.words, first, last) or _touches_cue(new.words, start, end)
        yield _change("attribution" if cue else "wording", old, new, before, after)


def _change(kind: ChangeKind, old: _Sentence, new: _Sentence, before: str, after: str) -> Change:
    return Change(kind=kind, source=old.span, copy=new.span, before=before, after=after)


def _edits(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The places where the words differ, those close together as one."""
    found: list[tuple[int, int, int, int]] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and first - found[-1][1] <= BRIDGED and start - found[-1][3] <= BRIDGED:
            first, start = found[-1][0], found[-1][2]
            found.pop()
        found.append((first, last, start, end))
    return found


def _touches_cue(words: Sequence[str], first: int, last: int) -> bool:
    """Whether the edit holds words of saying, or stands right before them as their source does."""
    return last > first and any(_is_cue(word) for word in words[first : last + NEAR_CUE])


def _is_cue(word: str) -> bool:
    """Whether the word reports speech; of forms that could be nouns ("states", "report"), only the commonest."""
    verb = cue_verbs().get(word)
    if verb is None or word == verb.lemma or word.endswith("s"):
        return word in _COMMON
    return "of" in verb.takes or {"that", "tag"} <= verb.takes


def _figure_changes(old: _Sentence, new: _Sentence) -> Iterator[tuple[str, str]]:
    """Figures as told that stand in one sentence only, those of the same number side by side, then in order."""
    before, after = _told(old.span.text), _told(new.span.text)
    for one in [one for one in before if one in after]:
        if one in after:
            before.remove(one)
            after.remove(one)
    for number, words in list(before):
        same = next((one for one in after if one[0] == number), None)
        if same is not None:
            yield words, same[1]
            before.remove((number, words))
            after.remove(same)
    if len(before) == len(after):
        yield from ((one[1], other[1]) for one, other in zip(before, after, strict=True))
    else:
        yield from ((words, "") for number, words in before if _counts(number, words))
        yield from (("", words) for number, words in after if _counts(number, words))


def _counts(number: tuple[float, float], words: str) -> bool:
    """Whether a number that the other sentence lacks is a figure: "two officials" is not."""
    return number[1] > SMALL or any(map(str.isdigit, words))


def _told(text: str) -> list[tuple[tuple[float, float], str]]:
    """Each number of a sentence with its modifier, as written: ((100000, 100000), "about 100,000")."""
    found = []
    for number in find_numbers(text):
        modifier = _modifiers().search(text, 0, number.start)
        start = modifier.start() if modifier is not None else number.start
        found.append(((number.low, number.high), " ".join(text[start : number.end].split())))
    return found


@cache
def _modifiers() -> re.Pattern[str]:
    bounds = quantity_words().modifiers
    forms = sorted({*bounds.above, *bounds.below, *bounds.about}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})\s+$", re.I)
