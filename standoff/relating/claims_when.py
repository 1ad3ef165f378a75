"""Days as claims: what is told to have happened, or to be due, on which days, where the day is told well enough to compare.

Method: an expression of time belongs to the word of a happening that stands nearest to it in its sentence, with no other
expression of time between them. A day that was worked out from the day of publication counts only where that is known.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import msgspec

from standoff.codebook.commonness import share_at_large
from standoff.codebook.conflicts import conflict_words, stem
from standoff.codebook.cues import cue_verbs
from standoff.core.dates import When
from standoff.relating.claims_held import NotHeld, how_held, not_held
from standoff.relating.claims_scene import ClaimScene
from standoff.relating.conflicts_tables import Claim

MOST_CLAIMS = 60  # of one article: live pages of a hundred entries tell hundreds of days
MOST_SPAN = 31  # days: what is told of a season or a year says too little of when
PUBLISHED = 3  # days: of an article with a wider window of publication "on Tuesday" may be one of several days
BEFORE, BEHIND = 18, 8  # words in front of an expression of time, and behind it, in which its happening is looked for
OPENING = 30  # the same behind an expression that opens its sentence, as in a list of days
MOST_KINDS = 3
COMMON = 0.25  # of all news articles: what so many hold ("and", "the") tells nothing
MOST_STEMS = 24
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_DASH = re.compile(r",?\s*(?:\([\w/ .]{2,30}\)\s*)?[-–—]{1,2}\s")
_PLACE = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
DATELINE = 40  # code points from the beginning of a sentence in which its dateline stands
LEAD = 24  # code points in front of an expression in which such a word stands
RANKED = 40  # code points between a happening and the "third" or "separate" that is said of it
_WEEKS = frozenset({"week", "weekend"})  # "this week", told again the week after, is no other week
DUE = "due"  # the stance of what is to be by a day, not on it


class _Happening(NamedTuple):
    """A word of a happening: what it tells of, and where it stands."""

    what: str
    start: int
    end: int


def when_claims(scene: ClaimScene) -> Iterator[Claim]:
    """One claim an expression of time with a happening of its own, those of the beginning of the article first.

    What is told as called off or denied has one without a day where no day is told with it.
    """
    off = {
        one.start: one for start, end in scene.sentences for one in not_held(scene.text, start, end, scene.denials(start, end))
    }
    made = 0
    for one, floor, ceiling in _told(scene):
        start, end = one.start or 0, one.end or 0
        near = _happenings(scene.text, start, end, floor, ceiling)
        if near and made < MOST_CLAIMS:
            made += 1
            told = next((off[kind.start] for kind in near if kind.start in off), None)
            if told is None or told.dates(scene.text, start, end):
                off.pop(told.start if told else -1, None)
                yield _claim(scene, one, near, floor, ceiling, told)
    for told in list(off.values())[: MOST_CLAIMS - made]:
        yield _undated(scene, told)


def _told(scene: ClaimScene) -> Iterator[tuple[When, int, int]]:
    """The expressions that are precise enough, each with the bounds that its happening stands in."""
    times = [one for one in scene.reading.times if one.start is not None and one.end is not None]
    edges = [0, *(one.end or 0 for one in times)], [*(one.start or 0 for one in times), len(scene.text)]
    for place, one in enumerate(times):
        start, end = scene.sentence(one.start or 0, one.end or 0)
        if (start, end) != (one.start, one.end) and _precise(scene, one) and not _is_dateline(scene.text, start, one):
            yield one, max(start, edges[0][place]), min(end, edges[1][place + 1])


def _is_dateline(text: str, sentence: int, one: When) -> bool:
    """Whether it only dates the article: "OSLO, May 6 - " in front of a sentence, whose city may stand as one of its own."""
    start = one.start or 0
    first = min(sentence, text.rfind("\n", 0, start) + 1)
    city, dash = text[first:start].strip(" ,("), _DASH.match(text, one.end or 0)
    return dash is not None and len(city) <= DATELINE and (city.isupper() if city else "(" in dash[0])


def _precise(scene: ClaimScene, one: When) -> bool:
    if one.earliest is None or one.latest is None or (one.latest - one.earliest).days > MOST_SPAN:
        return False
    before = scene.text[max(0, (one.start or 0) - LEAD) : one.start]
    if conflict_words().days.is_aside.search(before) and not conflict_words().days.is_by.search(before):
        return False
    if one.precision in _WEEKS and conflict_words().days.is_absolute.search(one.text or "") is None:
        return False
    return one.basis == "stated" or conflict_words().days.is_absolute.search(one.text or "") is not None or _dated(scene)


def _dated(scene: ClaimScene) -> bool:
    """Whether the day of publication is known well enough to tell which Tuesday is meant, and nothing in the text belies it."""
    published = scene.reading.published
    first, last = published.earliest, published.latest
    return first is not None and last is not None and (last - first).days <= PUBLISHED and not published.conflicts


def _happenings(text: str, start: int, end: int, floor: int, ceiling: int) -> list[_Happening]:
    """The happenings around an expression, the nearest first; what stands in front of it goes before what stands behind.

    None where a verb of saying stands between: "a spokesman said on Monday" tells when he spoke.
    """
    before = _nearest(list(_WORD.finditer(text, floor, start))[::-1])
    behind = list(_WORD.finditer(text, end, ceiling))[: BEHIND if before else OPENING]
    if behind and _is_saying(behind[0][0]) and not text[end : behind[0].start()].strip():
        return []
    found, stopped = _up_to_saying(before)
    if not found and stopped:
        return []
    found += _up_to_saying(behind)[0]
    return list({one.what: one for one in reversed(found)}.values())[::-1][:MOST_KINDS]


def _nearest(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The first BEFORE of these words and the names between them: "the envoys Kari Lund and Siri Dahl met"."""
    counted = 0
    for place, match in enumerate(words):
        counted += match[0].islower()
        if counted > BEFORE:
            return words[:place]
    return words


def _up_to_saying(words: list[re.Match[str]]) -> tuple[list[_Happening], bool]:
    """The happenings before the first verb of saying, and whether there is one."""
    kinds = conflict_words().dated_of
    found: list[_Happening] = []
    behind = ""
    for match in words:
        kind, modifies = kinds.get(stem(match[0])), match[0].endswith("ed") and behind.endswith("ed")
        behind = match[0]
        if modifies:  # "those killed mourned on Monday" tells when somebody mourned
            continue
        if kind is not None and not match[0].isupper():
            found.append(_Happening(kind.what, match.start(), match.end()))
        elif _is_saying(match[0]):
            return found, True
    return found, False


def _is_saying(word: str) -> bool:
    verb = cue_verbs().get(word.lower())
    return verb is not None and verb.kind == "speech" and stem(word) not in conflict_words().dated_of


def _undated(scene: ClaimScene, told: NotHeld) -> Claim:
    """What is told as called off or denied without its day."""
    near, (floor, ceiling) = [_Happening(told.what.what, told.start, told.end)], scene.sentence(told.start, told.end)
    made = _claim(scene, When(start=told.start, end=told.end), near, floor, ceiling, told)
    return msgspec.structs.replace(made, stance="", modifier=None, part=False)


def _claim(scene: ClaimScene, one: When, near: list[_Happening], floor: int, ceiling: int, told: NotHeld | None = None) -> Claim:
    text, place, until, days = scene.text, one.start or 0, one.end or 0, conflict_words().days
    ends = (near[0].start, near[0].end, *((told.first, told.last) if told else ()))
    start, end = min(place, *ends), max(until, *ends)
    first, last = scene.sentence(place, until)
    other = days.begins_other.search(text, end, last)
    last = other.start() if other is not None and other.start() - first > LEAD else last
    said, published = scene.said_at(place, until), scene.reading.published
    due = days.is_by.search(text[max(0, place - LEAD) : place]) is not None
    return Claim(
        item=said.id if said else scene.item_in(start, end), article=scene.reading.article, slot="when", start=start, end=end,
        group=told.told if told else how_held(scene.reading, text, near[0].what, (start, end), (first, last), one),
        text=text[start:end], topic=_topic(near), stance=DUE if due else "", words=tuple(kind.what for kind in near),
        party=_party(scene, first, last), claimer=scene.claimer(said),
        speaker=scene.speaker(said), modifier=text[place:until], part=days.is_absolute.search(text[place:until]) is None,
        changing=conflict_words().is_moved.search(text, first, last) is not None,
        names=tuple(name for name in scene.names(first, last) if not days.is_month.match(name)), scene=scene.lead,
        stems=_telling(scene, first, last),
        marks=(*_marks(scene, first, last, near), *_places(scene, first, last)), earliest=one.earliest, latest=one.latest,
        told_earliest=published.earliest, told_latest=published.latest,
    )  # fmt: skip


def _party(scene: ClaimScene, first: int, last: int) -> tuple[str, ...]:
    """Who is named in the sentence, but not as where it was."""
    at = conflict_words().days.is_at
    found = [code for start, _, code in scene.parties(first, last) if not at.search(scene.text[max(0, start - LEAD) : start])]
    return tuple(dict.fromkeys(found))[:2]


def _topic(near: list[_Happening]) -> str:
    """The happening nearest to the day; of "the talks opened on Monday" what opened."""
    phases = conflict_words().phases
    return next((one.what for one in near if one.what not in phases), near[0].what)


def _telling(scene: ClaimScene, first: int, last: int) -> tuple[str, ...]:
    """The stems of the words that not every article holds."""
    month = conflict_words().days.is_month
    found = scene.stems(first, last, most=2 * MOST_STEMS)
    return tuple(word for word in found if share_at_large(word) < COMMON and not month.match(word))[:MOST_STEMS]


def _places(scene: ClaimScene, first: int, last: int) -> list[str]:
    """Where it is told to have been: names behind "in" or "at", each with an @ in front."""
    text, at, month = scene.text, conflict_words().days.is_at, conflict_words().days.is_month
    found = [one for one in _PLACE.finditer(text, first, last) if at.search(text[max(0, one.start() - LEAD) : one.start()])]
    return [f"@{one[0].lower()}" for one in found if not month.match(one[0].lower())]


def _marks(scene: ClaimScene, first: int, last: int, near: list[_Happening]) -> tuple[str, ...]:
    """What tells one happening from others of its kind: "third" in front of it, and the numbers of its sentence."""
    text = scene.text
    words = [(match.start(), match[0].lower()) for match in _WORD.finditer(text, first, last)]
    apart = [
        word for (at, word), (behind, _) in pairwise([*words, (last, "")])
        if word in conflict_words().other_one and any(abs(kind.start - at) <= RANKED for kind in near)
    ]  # fmt: skip
    apart += [match[1].lower() for match in conflict_words().days.is_again.finditer(text, first, last)]
    times = [(one.start or 0, one.end or 0) for one in scene.reading.times]
    numbers = [
        match[0].lower() for match in conflict_words().days.is_number.finditer(text, first, last)
        if not any(start <= match.start() < end for start, end in times)
    ]  # fmt: skip
    return tuple(dict.fromkeys((*apart, *(f"#{number}" for number in numbers))))
