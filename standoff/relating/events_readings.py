"""From a reading to mentions of events: its meetings, and its statements, each an act that other articles may tell too."""

import calendar
import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from standoff.codebook.events import act_family, is_repeated
from standoff.codebook.meetings import meeting_words
from standoff.codebook.topics import generic_words
from standoff.core.dates import Published, When
from standoff.core.records import Figure, Meeting, Statement
from standoff.relating.actors import folded
from standoff.relating.events_match import Window
from standoff.relating.events_mentions import Mention, Page, Placed
from standoff.relating.named import named_in
from standoff.relating.topics import key_of

MEET = "meet"
PAGE_WORDS = 32  # of an article's own words, those that it uses most
LEAST_USED = 2
LEAST_LETTERS = 3
# How a statement's status is told beside a meeting's.
_MODES = {"happened": "held", "happening": "held", "held": "held", "planned": "planned", "cancelled": "cancelled"}
_AGAINST = frozenset({"refused", "denied"})
_WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# "OSLO, March 4 (Wire) - " dates the article, not what it tells.
_DATELINE = re.compile(r"[^\n.]{2,60}\([\w ./]{2,30}\)\s*[-–—]{1,2}\s")


def page_of(article: str, text: str, mentions: Iterable[Mention], published: Published) -> Page:
    """What mentions are compared by besides themselves; `text` is the article's without noise."""
    counted = Counter(_words(text))
    often = sorted((word for word, number in counted.items() if number >= LEAST_USED), key=lambda word: (-counted[word], word))
    return Page(
        article=article,
        words=frozenset(often[:PAGE_WORDS]),
        families=dict(Counter(mention.family for mention in mentions)),
        earliest=published.earliest,
        latest=published.latest,
    )


def mentions_of(
    statements: Sequence[Statement],
    meetings: Sequence[Meeting],
    figures: Sequence[Figure],
    sentences: Sequence[tuple[int, int]],
) -> tuple[Mention, ...]:
    """The mentions of one article, by place; a statement that codes a meeting is one mention with it."""
    starts = [start for start, _ in sentences]
    told: set[str] = set()
    found = []
    for meeting in meetings:
        same = [one for one in statements if one.act == MEET and one.start < meeting.end and meeting.start < one.end]
        told.update(one.id for one in same)
        found.append(_meeting(meeting, same, _number(starts, meeting.start)))
    for statement in statements:
        if statement.id not in told:
            inside = [one for one in figures if statement.start <= one.start and one.end <= statement.end]
            found.append(_statement(statement, inside, _number(starts, statement.start)))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.id)))


def placed_in(page: Page, mentions: Iterable[Mention]) -> tuple[Placed, ...]:
    """The mentions of an article with it."""
    return tuple(Placed(mention, page) for mention in mentions)


def _number(starts: Sequence[int], place: int) -> int:
    return max(0, bisect_right(starts, place) - 1)


def _meeting(meeting: Meeting, same: Sequence[Statement], sentence: int) -> Mention:
    dateline = _DATELINE.match(meeting.text)
    text = meeting.text[dateline.end() :] if dateline else meeting.text
    told = meeting.date
    if dateline and told is not None and told.start is not None and told.start < meeting.start + dateline.end():
        told = None
    words = frozenset(_words(f"{text} {meeting.forum or ''}")) - _names((*meeting.persons, meeting.place or ""))
    return Mention(
        id=meeting.id, head=MEET, family=MEET, sentence=sentence, start=meeting.start, end=meeting.end,
        agents=_sides(meeting.participants), persons=_surnames(meeting.persons), place=_place(meeting.place),
        day=_window(told), weekday=_weekday(told, text), own=words, words=words,
        mode=_MODES.get(meeting.status, ""),
        negated=meeting.status in _AGAINST, items=(meeting.id, *(one.id for one in same)), entered=True,
    )  # fmt: skip


def _statement(statement: Statement, figures: Sequence[Figure], sentence: int) -> Mention:
    meets = statement.act == MEET
    content = statement.content.text if statement.content is not None else statement.text
    sides = (*statement.party, *statement.addressee)
    names = _names((statement.speaker,) if statement.speaker else ())
    return Mention(
        id=statement.id, head=statement.act, family=act_family(statement.act), repeated=is_repeated(statement.act),
        sentence=sentence, start=statement.start, end=statement.end,
        agents=_sides(sides) if meets else frozenset(statement.party),
        patients=frozenset() if meets else frozenset(statement.addressee),
        persons=_surnames((statement.speaker,) if statement.speaker else ()), day=_window(statement.date),
        weekday=_weekday(statement.date, statement.text),
        own=frozenset(_words(content)) - names, words=frozenset(_words(statement.text)) - names,
        figures=frozenset(map(_figure, figures)),
        mode=_MODES.get(statement.status, ""), negated=statement.status in _AGAINST, items=(statement.id,),
    )  # fmt: skip


def _sides(parties: Iterable[str]) -> frozenset[str]:
    """The parties of a meeting, a council by its members."""
    members = meeting_words().members
    return frozenset(one for party in parties for one in members.get(party, (party,)))


def _surnames(persons: Iterable[str]) -> frozenset[str]:
    return frozenset(words[-1] for person in persons if (words := folded(person).split()))


def _names(names: Iterable[str]) -> frozenset[str]:
    """All words of names, as topics: persons and places are compared as such."""
    return frozenset(key_of(word) for name in names for word in folded(name).split())


def _place(place: str | None) -> str | None:
    return (folded(place) or None) if place else None


def _window(when: When | None) -> Window | None:
    return None if when is None or not (when.earliest or when.latest) else (when.earliest, when.latest)


def _weekday(when: When | None, text: str) -> int | None:
    """The one day of the week that is named, where no day is known."""
    if _window(when) is not None:
        return None
    named = {_WEEKDAYS[word] for match in _WORD.finditer(text) if (word := match.group()) in _WEEKDAYS}
    return named.pop() if len(named) == 1 else None


def _figure(figure: Figure) -> str:
    """A figure in words that are the same wherever the figure is: "soldiers: 70,000 to 94,000"."""
    low, high = (None if end is None else f"{end:,}" for end in (figure.low, figure.high))
    if low == high:
        amount = low or "?"
    else:
        amount = f"up to {high}" if low is None else f"{low} or more" if high is None else f"{low} to {high}"
    unit = figure.unit or figure.counted
    return f"{unit.casefold()}: {amount}" if unit else amount


def _words(text: str) -> Iterator[str]:
    """The words of a text that say what it is about, as topics: no actor, nothing that any crisis is told with."""
    yield from _words_once(text)


@lru_cache(maxsize=64)
def _words_once(text: str) -> tuple[str, ...]:
    """The same, found once where statements share a sentence."""
    return tuple(_words_in(text))


def _words_in(text: str) -> Iterator[str]:
    actors = [(match.start, match.end) for match in named_in(text)]
    place = 0
    for match in _WORD.finditer(text):
        while place < len(actors) and actors[place][1] <= match.start():
            place += 1
        word = match.group().casefold()
        acting = place < len(actors) and actors[place][0] <= match.start()
        if not acting and len(word) >= LEAST_LETTERS and word not in generic_words():
            yield key_of(word)


def days_of(windows: Iterable[Window | None]) -> tuple[dt.date | None, dt.date | None, bool]:
    """The days that all windows allow, else all days told; and whether they disagree."""
    kept = [window for window in windows if window is not None and any(window)]
    if not kept:
        return None, None, False
    first = max((window[0] for window in kept if window[0] is not None), default=None)
    last = min((window[1] for window in kept if window[1] is not None), default=None)
    if first is None or last is None or first <= last:
        return first, last, False
    low, high = (window[0] for window in kept), (window[1] for window in kept)
    return min((one for one in low if one), default=None), max((one for one in high if one), default=None), True
