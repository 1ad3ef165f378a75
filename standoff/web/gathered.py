"""Meetings out of an index: which mentions tell of one, how far it got and when it is, as of a day."""

import bisect
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from standoff.report.gatherings import STATUSES, State, Told, state_of, together
from standoff.web.desk import knows
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.passing import first_day


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
    if newest_day is None:
        lines = list(planned)
    else:
        near = [line for line in index.announced_by(newest_day, ("meeting",)) if line.status == "planned"]
        cut = bisect.bisect_right(planned, newest_day, key=first_day)
        # As of a day before the newest article, what is announced further on stands among the near ones.
        later = [] if until is not None and until <= newest_day else _known(index, planned[cut:], until)
        lines = list({line.id: line for line in (*near, *later)}.values())
    return sorted((one for one in gathered(index, lines, until) if one.state == "ahead"), key=lambda one: one.first_day)


def _known(index: Index, lines: Iterable[Line], until: dt.date | None) -> list[Line]:
    return [line for line in lines if knows(index, until, line.status, (line.earliest, line.latest), line.article.name)]


def _told(index: Index, place: int, until: dt.date | None) -> Told:
    """What the tellings of a meeting that are known by a day come down to."""
    head = index.state.tables.meetings.heads[place]
    if until is None and head.verdict in STATUSES:
        return Told(head.verdict, head.earliest, head.latest)
    tellings = zip(head.states, head.windows, head.articles, strict=True)
    known = [
        Told(status, *days) for status, days, article in tellings
        if status in STATUSES and knows(index, until, status, days, article)
    ]  # fmt: skip
    return together(known) if known else Told("planned", None, None)


def _alone(line: Line) -> Told:
    """What one mention tells, as far as a list knows it: days that are those of its article are not its own."""
    article = line.article
    if line.status == "planned" and (line.earliest, line.latest) == (article.earliest, article.latest):
        return Told(line.status, None, None)
    return Told(line.status, line.earliest, line.latest)
