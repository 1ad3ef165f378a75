"""Meetings: ahead, held, announced for days now past, called off."""

from sqlalchemy import Engine

from standoff.report.gatherings import STATES, make_meetings
from standoff.report.phrases import meeting_head, meeting_notes
from standoff.report.shapes import MeetingLine, Meetings, Shape
from standoff.web.ask import Asked
from standoff.web.desk import PageDesk
from standoff.web.gathered import MOST_TOLD, further_mentions, gathered, told_whole
from standoff.web.index import Index
from standoff.web.shown import PLACE_HEADS, Pages, Shown, Table, as_of_pack, at, paged, without_days

ASKED = ("party", "outlet", "state", "since", "until", "page", "table")
SIZE = 60  # meetings of one page


class MeetingsPage(Shape, frozen=True, kw_only=True):
    """The meetings of one page."""

    meetings: Meetings
    pages: Pages


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the meetings: those ahead soonest first, then the rest newest first."""
    every = gathered(index, index.choose(asked.where, ("meeting",), asked.outlet), asked.where.until)
    state = asked.get("state")
    coming = sorted((one for one in every if one.state == "ahead"), key=lambda one: one.first_day)
    rest = [one for one in reversed(every) if one.state != "ahead"]
    chosen = [one for one in (*coming, *rest) if not state or one.state == state]
    part, pages = paged(asked, chosen, SIZE)
    shown = [line for one in part for line in one.mentions[: None if asked.whole else MOST_TOLD]]
    found = make_meetings(PageDesk(engine, index, asked.where, shown))
    told = {name: told_whole(index, getattr(found, name), part) for name in STATES}
    newest_first = Meetings(**{name: lines if name == "ahead" else lines[::-1] for name, lines in told.items()})
    data = MeetingsPage(meetings=newest_first, pages=pages)
    rows = [
        (name, one.when, one.earliest, one.latest, meeting_head(one), one.level, one.forum, one.outcome, place.quote, *at(place))
        for name, lines in _named(newest_first)
        for one in lines
        for place in one.evidence
    ]
    heads = ("state", "date", "earliest", "latest", "meeting", "level", "forum", "outcome", "quote", *PLACE_HEADS)
    return Shown(
        title="Meetings", template="meetings.html.j2", data=data, pages=pages,
        tables={"meetings": Table(title="Meetings", heads=heads, rows=rows)},
        filters=("party", "outlet", "state", "since", "until"), extra={"notes": meeting_notes},
        not_shown=(
            *as_of_pack(index.state.tables.meetings, index),
            *without_days(index, asked, ("meeting",), "mention", "of meetings"),
            *further_mentions(part),
        ),
    )  # fmt: skip


def _named(found: Meetings) -> list[tuple[str, tuple[MeetingLine, ...]]]:
    return [(name, getattr(found, name)) for name in STATES]
