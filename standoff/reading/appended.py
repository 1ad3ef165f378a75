"""Appended stories: a second, separate story that a page or a wire round-up puts behind the first in the same text.

What tells one: its first paragraph opens with a dateline ("GENEVA (AP) -"), and a headline, a rule, an end mark, a credit or a
lead-in ("In other news") stands before it. Without a dateline there must be a headline, and before it a lead-in; or an end mark,
or a rule and a byline, where the two parts share few names. A rule alone, subheads, a dateline at the top tell nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from standoff.codebook.noise import AppendedPatterns, noise_patterns
from standoff.reading.datelines import opens_with_dateline

# The share of the second part's names that stand in the first too: of reports by different outlets on one event 10% have less
# than .25 and half have .41 or more; of reports on different events 5% have more than .29 and half .11 or less (300 and 400 pairs
# of BASIL); of the two halves of one article 10% have less than .14 and a quarter less than .22 (600 articles of foreign news).
SAME_STORY, OTHER_STORY = 0.3, 0.2
# A first story is done after this much of it, so that a summary before the body is none; one with a dateline of its own, as a
# wire's briefs have, after one paragraph, which is enough for the last one too. These, and those below, were set by hand.
FIRST_PARAGRAPHS, FIRST_WORDS, BRIEF_WORDS = 3, 80, 20
HEAD_PARTS = 8  # lines at most between two stories: credit, rule, lead-in, headline, deck, byline, date, caption
HEADLINE_WORDS = range(3, 25)
ENTRIES = 3  # headings that are times, from which a page is live
OWN_DATELINE = 3  # the paragraphs among which the first story's own dateline stands: a summary may come first
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]{2,}")


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph: its words with plain quotes, and why it is noise, if it is."""

    words: str
    reason: str | None = None

    @property
    def body(self) -> bool:
        """Whether it is a sentence or more of an article; a short question alone may be a headline."""
        asks = self.words.endswith(("?", "!")) and len(self.words.split()) in HEADLINE_WORDS
        return self.reason is None and not asks and bool(_SENTENCE.search(self.words))

    @property
    def headline(self) -> bool:
        """Whether it reads like a headline: a few words that begin with a capital and end no sentence."""
        fits = len(self.words.split()) in HEADLINE_WORDS and self.reason in (None, "related_links", "furniture")
        ends = self.words.endswith((".", ":", ",", ";", "…"))
        return fits and not ends and self.words.lstrip("\"'(")[:1].isupper()


REASONS = ("appended_story", "appended_update")  # the second: of what the first tells of, so another version of it


@dataclass(frozen=True, slots=True)
class Appended:
    """A story behind the first: the parts `start` to `end` (exclusive), and the reason why they are noise."""

    start: int
    end: int
    reason: str


def appended_stories(parts: Sequence[Part], title: str = "") -> list[Appended]:
    """The stories behind the first one, in order, each to where the next one starts; none of a live page."""
    signs = noise_patterns().appended
    if sum(bool(signs.clock.fullmatch(part.words)) and after.body for part, after in pairwise(parts)) >= ENTRIES:
        return []
    starts: list[int] = []
    for place, part in enumerate(parts):
        start = _start(parts, place, signs, title) if place and part.body else None
        if start is not None and _words(parts[place:]) >= BRIEF_WORDS and (starts or _is_story(parts[:start], signs)):
            starts.append(start)
    return [Appended(a, b, _reason(parts, starts[0], a, b)) for a, b in pairwise([*starts, len(parts)])]


def _start(parts: Sequence[Part], place: int, signs: AppendedPatterns, title: str) -> int | None:
    """Where the story starts whose first paragraph stands at `place`, None where nothing tells that one starts."""
    top = place
    while top > 0 and place - top < HEAD_PARTS and not _of_the_body(parts[top - 1], signs):
        top -= 1
    if top == place:
        return None
    head = range(top, place)
    ends = [i for i in head if signs.ends.fullmatch(parts[i].words)]
    closed = [i for i in head if signs.dividers.fullmatch(parts[i].words) or i in ends]
    credits = [i for i in head if signs.credits.fullmatch(parts[i].words)]
    leads = [i for i in head if _leads(parts[i], signs)]
    after = max([top, *(i + 1 for i in (*closed, *credits, *leads))])
    headlines = [i for i in range(after, place) if parts[i].headline]
    headlines = [i for i in headlines[-2:] if i == headlines[-1] or not parts[i].words.endswith("?")]  # a question may be the end
    if not opens_with_dateline(parts[place].words):
        signed = closed and any(parts[i].reason == "byline_box" for i in range(after, place))
        # What goes through all of the text is asked last.
        if not (headlines and (leads or ((ends or signed) and shared(parts[:top], parts[place:]) < OTHER_STORY))):
            return None
    if any(_repeats(parts, i, title) for i in head):
        return None
    marks = [*leads, *closed[-1:], *headlines, *([after] if credits else [])]
    return min((i for i in marks if i > max(credits, default=-1)), default=None)


def _repeats(parts: Sequence[Part], place: int, title: str) -> bool:
    """Whether a page gives a headline that it has given before, so that its own article starts there."""
    words = parts[place].words.casefold()
    return parts[place].headline and (
        title.casefold().startswith(words) or any(p.words.casefold() == words for p in parts[:place])
    )


def _leads(part: Part, signs: AppendedPatterns) -> bool:
    return part.reason in (None, "related_links", "furniture") and bool(signs.leads.fullmatch(part.words))


def _of_the_body(part: Part, signs: AppendedPatterns) -> bool:
    """Whether a paragraph is of the story before: a sentence that is neither a mark of its end nor a credit."""
    return part.body and not any(mark.fullmatch(part.words) for mark in (signs.dividers, signs.ends, signs.credits, signs.leads))


def _is_story(parts: Sequence[Part], signs: AppendedPatterns) -> bool:
    bodies = [part for part in parts if _of_the_body(part, signs)]
    if any(opens_with_dateline(part.words) for part in bodies[:OWN_DATELINE]):
        return _words(bodies) >= BRIEF_WORDS
    return len(bodies) >= FIRST_PARAGRAPHS and _words(bodies) >= FIRST_WORDS


def _words(parts: Sequence[Part]) -> int:
    return sum(len(part.words.split()) for part in parts if part.body)


def shared(first: Sequence[Part], second: Sequence[Part]) -> float:
    """The share of the names in `second` that `first` has too; names are words with a capital within a sentence."""
    known, others = _names(first), _names(second)
    return len(known & others) / len(others) if others else 0.0


def _names(parts: Sequence[Part]) -> set[str]:
    return {name for part in parts if part.body for name in _NAME.findall(part.words)}


def _reason(parts: Sequence[Part], first: int, start: int, end: int) -> str:
    return REASONS[shared(parts[:first], parts[start:end]) >= SAME_STORY]
