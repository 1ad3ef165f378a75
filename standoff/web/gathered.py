"""Meetings out of an index: which mentions tell of one, how far it got and when it is, as of a day."""

import bisect
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from standoff.report.gatherings import STATUSES, State, Told, state_of, together
from standoff.report.shapes import MeetingLine
from standoff.web.desk import knows
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.passing import first_day
from standoff.web.shown import left_out

MOST_TOLD = 8  # mentions of one meeting that are shown, the first by date


class Gathered(NamedTuple):
    """One meeting: the mentions of it that were asked for, and what all that are known by then come down to."""

    mentions: Sequence[Line]
    told: Told
    state: State

    @property
    def first_day(self) -> dt.date:
        """The first day that it may be on; the last one possible where it has no day."""
        return self.told.earliest or self.told.latest or dt.date.max


def gathered(index: Index, lines: Iterable[Line], until: dt.date | None) -> list[Gathered]:
    """The meetings that these lines mention, in the order of the first of them; what no event is known of stands alone."""
    known = index.state.tables.meetings.of_item
    groups: dict[int | str, list[Line]] = {}
    for line in lines:
        groups.setdefault(known.get(line.id, line.id), []).append(line)
    first, last = index.as_of(until)
    newest_day = first or last
    # Of the whole record what a meeting comes down to is kept: thousands are looked at for a page of some dozens.
    kept: dict[int | str, tuple[Told, State]] = index.meetings if until is None else {}
    found = []
    for key, mentions in groups.items():
        known_of_it = kept.get(key)
        if known_of_it is None:
            told = _told(index, key, until) if isinstance(key, int) else _alone(mentions[0])
            known_of_it = kept[key] = told, state_of(told, newest_day)
        found.append(Gathered(mentions, *known_of_it))
    return found


def ahead(index: Index, until: dt.date | None) -> list[Gathered]:
    """The meetings whose day, or a part of the days on which they may be, comes after the newest article, soonest first."""
    first, last = index.as_of(until)
    newest_day = first or last
    planned = index.by_state.get("planned", ())
    known, ends = index.state.tables.meetings.of_item, index.state.tables.meetings.ends
    if newest_day is None:
        lines = list(planned)
    else:
        # What no telling puts after the newest day is not ahead, whatever the tellings come down to: most are left out so.
        near = [
            line for line in index.announced_by(newest_day, ("meeting",))
            if line.status == "planned" and ((place := known.get(line.id)) is None or ends[place] > newest_day)
        ]  # fmt: skip
        cut = bisect.bisect_right(planned, newest_day, key=first_day)
        # As of a day before the newest article, what is announced further on stands among the near ones.
        later = [] if until is not None and until <= newest_day else _known(index, planned[cut:], until)
        lines = list({line.id: line for line in (*near, *later)}.values())
    return sorted((one for one in gathered(index, lines, until) if one.state == "ahead"), key=lambda one: one.first_day)


def told_whole(index: Index, lines: Iterable[MeetingLine], all_of: Iterable[Gathered]) -> tuple[MeetingLine, ...]:
    """Meetings in words, made of some mentions of each, with how many articles tell of them counted over all mentions."""
    by_mention = {line.id: one.mentions for one in all_of for line in one.mentions}

    def counted(one: MeetingLine) -> MeetingLine:
        told = index.told(line for place in one.evidence for line in by_mention[place.id])
        return msgspec.structs.replace(one, told_by=str(told) if told.articles > 1 else "")

    return tuple(map(counted, lines))


def further_mentions(shown: Iterable[Gathered]) -> tuple[str, ...]:
    """A remark on the mentions of meetings that are counted and not shown, if there are any."""
    more = sum(max(0, len(one.mentions) - MOST_TOLD) for one in shown)
    return left_out(more, 0, "further mention", f"of meetings, beyond {MOST_TOLD} of one: the CSV of Meetings has all")


def _known(index: Index, lines: Iterable[Line], until: dt.date | None) -> list[Line]:
    return [line for line in lines if knows(index, until, line.status, (line.earliest, line.latest), line.article.name)]


def _told(index: Index, place: int, until: dt.date | None) -> Told:
    """What the tellings of a meeting that are known by a day come down to."""
    head = index.state.tables.meetings.heads[place]
    if until is None and head.verdict in STATUSES:
        return Told(head.verdict, head.earliest, head.latest)
    whole: tuple[dt.date, Told] | None = index.settled.get(place)
    if whole is not None and until is not None and until >= whole[0]:
        return whole[1]
    tellings = list(zip(head.states, head.windows, head.articles, strict=True))
    known = [
        Told(status, *days) for status, days, article in tellings
        if status in STATUSES and knows(index, until, status, days, article)
    ]  # fmt: skip
    told = together(known) if known else Told("planned", None, None)
    if until is not None and len(known) == sum(status in STATUSES for status in head.states):
        index.settled[place] = until, told  # all of it is known by then, and so it is by any later day
    return told


def _alone(line: Line) -> Told:
    """What one mention tells, as far as a list knows it: days that are those of its article are not its own."""
    article = line.article
    if line.status == "planned" and (line.earliest, line.latest) == (article.earliest, article.latest):
        return Told(line.status, None, None)
    return Told(line.status, line.earliest, line.latest)
