"""Whether what was set beforehand was held: talks, visits, votes that are told as called off, or that somebody says never were.

Method: within one sentence a pattern of the codebook belongs to the word of a happening that stands next to it, behind it
first where it is a verb with its object ("cancelled the talks"), else before it ("the talks were cancelled").
"""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from standoff.codebook.conflicts import Dated, conflict_words, stem
from standoff.core.dates import When
from standoff.core.records import Reading

Told = Literal["off", "denied"]
OBJECT = 5  # words behind a verb in which its object stands
SUBJECT = 16  # words before it in which its subject stands
DENIED = 9  # words behind a denial in which what is denied stands
OPEN = 40  # code points before a pattern in which it may be left open
CLOSE = 3  # code points between a day and its happening: "Monday's talks"
Bounds = tuple[int, int]
_UNTIL = re.compile(r"\b(?:to|until|till)\s+(?:the\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CLAUSE = re.compile(
    r"[;:.!?]|, (?:but|while|although|though|and|after|before) |\b(?:but|while|although|whereas|after|before)\b", re.IGNORECASE
)


class NotHeld(NamedTuple):
    """That a happening, whose word begins at `start`, is told as off or denied, by the words from `first` to `last`."""

    told: Told
    what: Dated
    start: int
    end: int
    first: int
    last: int

    def dates(self, text: str, start: int, end: int) -> bool:
        """Whether a day told at `start`:`end` is that of the happening, and not the one on which it was called off or denied."""
        if self.first < self.start:  # "cancelled on Tuesday the talks", but "cancelled Tuesday's talks"
            return start >= self.end or (start >= self.last and self.start - end <= CLOSE)
        return end <= self.first and _UNTIL.search(text, max(0, start - OPEN), start) is None


def how_held(reading: Reading, text: str, what: str, span: Bounds, sentence: Bounds, when: When) -> Literal["held", "off"] | None:
    """How what was set beforehand is told otherwise: as held, as off by the reading, None where it may be ahead."""
    known, published = conflict_words(), reading.published
    if what not in known.set_beforehand:
        return None
    told = [one.status for one in reading.meetings if one.start < span[1] and span[0] < one.end]
    if "cancelled" in told:
        return "off"
    past = when.latest is not None and published.latest is not None and when.latest <= published.latest
    if not past or known.called_off.is_ahead.search(text, *sentence) or (told and "held" not in told):
        return None
    return "held"


def not_held(text: str, start: int, end: int, denials: Iterable[re.Match[str]]) -> list[NotHeld]:
    """What a sentence tells as called off or denied, each happening once; `denials`: where it denies something."""
    known = conflict_words()
    found: dict[int, NotHeld] = {}
    for match in known.called_off.found(text, start, end):
        word = _word_of(text, match, start, end)
        if word is None or (match.lastgroup == "off" and _is_left_open(text, start, match.start())):
            continue
        told: Told = "off" if match.lastgroup == "off" else "denied"
        found.setdefault(word.start(), _made(told, word, match))
    for match in denials:
        word = _behind(text, match.end(), end, DENIED)
        other = known.called_off.pattern.search(text, match.end(), end)
        if word is not None and other is None and not known.called_off.is_beside.search(text, match.end(), word.start()):
            found.setdefault(word.start(), _made("denied", word, match))
    return list(found.values())


def _made(told: Told, word: re.Match[str], cue: re.Match[str]) -> NotHeld:
    what = conflict_words().dated_of[stem(word[0])]
    return NotHeld(told, what, word.start(), word.end(), cue.start(), cue.end())


def _word_of(text: str, match: re.Match[str], start: int, end: int) -> re.Match[str] | None:
    """The happening that a pattern speaks of."""
    if match.lastgroup == "never":
        return _behind(text, match.end(), end, 1)
    behind = _behind(text, match.end(), end, OBJECT) if match.lastgroup == "off" else None
    return behind or _before(text, start, match.start())


def _behind(text: str, start: int, end: int, most: int) -> re.Match[str] | None:
    stop = _CLAUSE.search(text, start, end)
    words = list(_WORD.finditer(text, start, stop.start() if stop else end))[:most]
    return next((word for word in words if _is_set(word)), None)


def _before(text: str, start: int, end: int) -> re.Match[str] | None:
    breaks = [match.end() for match in _CLAUSE.finditer(text, start, end)]
    words = list(_WORD.finditer(text, breaks[-1] if breaks else start, end))[-SUBJECT:]
    return next((word for word in reversed(words) if _is_set(word)), None)


def _is_set(word: re.Match[str]) -> bool:
    kind = conflict_words().dated_of.get(stem(word[0]))
    return kind is not None and kind.set


def _is_left_open(text: str, start: int, end: int) -> bool:
    """Whether it could be, was asked for, or is denied itself: "the talks were not cancelled"."""
    if conflict_words().called_off.is_left_open.search(text, max(start, end - OPEN), end):
        return True
    return conflict_words().pattern_denying.search(text, start, end) is not None
