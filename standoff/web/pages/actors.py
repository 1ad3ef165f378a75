"""Actors: parties and speakers, then one: names, offices, positions, statements, whom it met, what rivals ascribe to it."""

import bisect
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Engine

from standoff.core.dates import Published
from standoff.core.errors import NotFound
from standoff.core.records import LocalActor
from standoff.relating.actors import merge_actors
from standoff.relating.tables import Actor
from standoff.report import shapes
from standoff.report.gatherings import make_meetings
from standoff.report.phrases import cell_word, meeting_head
from standoff.report.shapes import MeetingLine, Meetings, Office, Party, Shape
from standoff.report.words import party_of, window_words
from standoff.store import lookup
from standoff.store.query import Filter
from standoff.web.ask import Asked
from standoff.web.cells import Held, cell_of, held, held_by
from standoff.web.desk import PageDesk, newest
from standoff.web.gathered import Gathered, gathered, told_whole
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.passing import Cell, as_made, first_day, own_cells, voices
from standoff.web.runs import Run
from standoff.web.shown import (
    Pages,
    Shown,
    Table,
    at,
    days_not_known,
    left_out,
    line_table,
    newest_first,
    newest_lines,
    paged,
    without_days,
)

ASKED_LIST = ("until", "page", "table")
ASKED = ("act", "issue", "since", "until", "page", "table")
LISTED, SIZE = 60, 40
MOST_NAMED = 3  # speakers of one party in the list
MOST_READINGS = 300  # articles that an actor's names and offices are gathered from, newest first
MOST_POSITIONS, MOST_SPEAKERS, MOST_MEETINGS, MOST_ASCRIBED, MOST_MET = 20, 12, 80, 20, 16


class ActorEntry(Shape, frozen=True, kw_only=True):
    """A party in the list."""

    party: Party
    statements: int
    speakers: tuple[str, ...]


class ActorList(Shape, frozen=True, kw_only=True):
    """Who acts in statements, most frequent first."""

    actors: tuple[ActorEntry, ...]
    pages: Pages


class Counterpart(Shape, frozen=True, kw_only=True):
    """Another party with the number of meetings told of, held or planned."""

    party: Party
    meetings: int


class ActorPosition(Shape, frozen=True, kw_only=True):
    """The actor's position on an issue."""

    issue: str
    issue_name: str
    cell: shapes.Cell


class ActorPage(Shape, frozen=True, kw_only=True):
    """One actor; `ascribed` is what others say that it said or did."""

    party: Party
    type: str
    names: tuple[str, ...]
    speaks_for: tuple[Party, ...]
    offices: tuple[Office, ...]
    speakers: tuple[Counterpart, ...]
    positions: tuple[ActorPosition, ...]
    met: tuple[Counterpart, ...]
    meetings: tuple[MeetingLine, ...]
    ascribed: tuple[shapes.Line, ...]
    statements: tuple[shapes.Line, ...]
    origins: int
    articles: int
    pages: Pages


def view_all(asked: Asked, index: Index, engine: Engine) -> Shown:
    """The list of parties."""
    until = asked.where.until
    part, pages = paged(asked, _parties(index, until), LISTED)
    late = _late(index, Filter(until=until))
    speaking = {code: _speakers(index, code, until, late)[:MOST_NAMED] for code, _ in part}
    entries = tuple(
        ActorEntry(party=party_of(code), statements=number, speakers=tuple(name for name, _ in speaking[code]))
        for code, number in part
    )
    rows = [(one.party.code, one.party.name, one.statements, one.speakers) for one in entries]
    table = Table(title="Actors", heads=("code", "name", "statements", "speakers"), rows=rows)
    notes = (
        *without_days(index, asked, ("statement",), "statement"),
        "actors that are only named and take part in no statement: standoff actors",
    )
    data = ActorList(actors=entries, pages=pages)
    return Shown(title="Actors", template="actors.html.j2", data=data, tables={"actors": table}, not_shown=notes, pages=pages,
                 filters=("until",))  # fmt: skip


def _parties(index: Index, until: dt.date | None) -> list[tuple[str, int]]:
    """Who acts in statements up to a day, with how many, most frequent first."""
    if until is None:
        return index.parties
    counts = ((party, bisect.bisect_right(index.by_part[party, "statement"], until, key=first_day)) for party, _ in index.parties)
    return sorted(((party, number) for party, number in counts if number), key=lambda pair: (-pair[1], pair[0]))


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One actor by its code, or by its name where it has none."""
    key, until = asked.key, asked.where.until
    known = lookup.some_actors(engine, key, MOST_READINGS, until)
    person = key not in index.by_party and (key in index.by_speaker or key in index.by_person)
    if not known and not person and key not in index.by_party and not lookup.some_actors(engine, key, 1):
        raise NotFound(f"nobody in this record has the code or name {key[:60]!r}; see the list of actors")
    actor = _actor(index, known, key)
    found = _of_person(index, asked) if person else _of_party(index, asked)
    own, others = [line for line in found.lines if not line.told_by], [line for line in found.lines if line.told_by]
    ascribed = newest(others, MOST_ASCRIBED)
    part, pages = paged(asked, newest_first(own), SIZE)
    context = [line for place in found.places for line in place.shown]
    desk = PageDesk(engine, index, asked.where, [*part, *ascribed, *newest(found.meetings, MOST_MEETINGS)], context)
    told, groups = index.told(found.lines), gathered(index, found.meetings, until)
    speakers = _speakers(index, key, until, _late(index, Filter(party=key, until=until)))
    data = ActorPage(
        party=party_of(key), type=str(actor.type) if actor else "person" if person else "unknown",
        names=actor.names[:24] if actor else (),
        speaks_for=tuple(party_of(code) for code in actor.speaks_for if code != key) if actor else (),
        offices=_offices(actor), speakers=tuple(
            Counterpart(party=party_of(name), meetings=number) for name, number in speakers[:MOST_SPEAKERS]
        ),
        positions=tuple(
            ActorPosition(issue=one.issue, issue_name=index.names[one.issue], cell=cell)
            for one in found.places if (cell := cell_of(desk, one))
        ),
        met=_met(groups, {key, *(actor.speaks_for if actor and person else ())}),
        meetings=told_whole(index, _in_order(make_meetings(desk)), groups),
        ascribed=desk.lines(desk.items[line.id] for line in ascribed if line.id in desk.items),
        statements=newest_lines(desk.lines(desk.items[line.id] for line in part if line.id in desk.items)), pages=pages,
        origins=told.origins, articles=told.articles,
    )  # fmt: skip
    return Shown(
        title=data.party.name, template="actor.html.j2", data=data, tables=_tables(data), pages=pages,
        not_shown=_left_out(asked, index, found, len(ascribed), len(known)), filters=("act", "issue", "since", "until"),
        extra={"person": person},
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What the filters leave of an actor: statements and meetings by their days, positions, and how many have no day."""

    lines: list[Line]
    meetings: list[Line]
    places: list[Held]
    undated: int


def _of_party(index: Index, asked: Asked) -> _Found:
    key, until = asked.key, asked.where.until
    where = msgspec.structs.replace(asked.where, party=key)
    coded = msgspec.structs.replace(where, act=None, issue=None)
    issues = [issue.id for issue, _, _ in index.issue_list if (issue.id, key) in index.cells][:MOST_POSITIONS]
    return _Found(
        lines=index.choose(where), meetings=index.choose(coded, ("meeting",)), undated=index.undated(where),
        places=[found for issue in issues if (found := held(index, issue, key, until))],
    )  # fmt: skip


def _of_person(index: Index, asked: Asked) -> _Found:
    """What a person said itself, and the meetings that name it; its positions are those of its own statements."""
    days = Filter(since=asked.where.since, until=asked.where.until)
    every, act, issue = index.of_person(asked.key, days), asked.where.act, asked.where.issue
    said = [line for line in every if line.kind == "statement"]
    runs: dict[str, list[Line]] = {}
    for line in index.of_person(asked.key, Filter(until=days.until)):
        for of, _ in own_cells(line):
            runs.setdefault(of, []).append(line)
    ranked = [issue.id for issue, _, _ in index.issue_list if issue.id in runs][:MOST_POSITIONS]
    return _Found(
        lines=[line for line in said if act in (None, line.act) and (issue is None or issue in line.issues)],
        meetings=[line for line in every if line.kind == "meeting"],
        places=[
            found for of in ranked
            if (found := held_by(of, asked.key, Run(sorted({one.id: one for one in runs[of]}.values(), key=as_made),
                                                   index.state.origins)))
        ],
        undated=0 if days == Filter() else sum(not any(line.days) for line in index.by_speaker.get(asked.key, ())),
    )  # fmt: skip


def _left_out(asked: Asked, index: Index, found: _Found, ascribed: int, known: int) -> tuple[str, ...]:
    others = sum(bool(line.told_by) for line in found.lines)
    return (
        *(days_not_known(found.undated, "statement")),
        *left_out(len(found.meetings), MOST_MEETINGS, "older mention", "of its meetings: see Meetings"),
        *left_out(others, ascribed, "older statement", "that others ascribe to it"),
        *((f"names and offices from the newest {MOST_READINGS} articles only",) if known == MOST_READINGS else ()),
        *(("names and offices in articles that came out later, or on no known day",) if asked.where.until else ()),
    )


def _in_order(found: Meetings) -> tuple[MeetingLine, ...]:
    """Those ahead soonest first, then the others newest first."""
    return (*found.ahead, *found.undated, *found.held[::-1], *found.passed[::-1], *found.off[::-1])


def _speakers(index: Index, code: str, until: dt.date | None, late: Mapping[Cell, int]) -> list[tuple[str, int]]:
    """The persons who speak in a party's own statements up to a day, most frequent first."""
    counts = index.speakers.get(code, {})
    if until is not None:
        days = {name: bisect.bisect_right(index.by_voice[code, name], until, key=first_day) for name in counts}
        counts = {name: number for name, day in days.items() if (number := day + late.get((code, name), 0))}
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _late(index: Index, where: Filter) -> Mapping[Cell, int]:
    """By party and person the statements that stand under a later day than the last one asked for and are known by it."""
    if where.until is None:
        return {}
    return Counter(voice for line in index.later(where, where.until, ("statement",)) for voice in voices(line))


def _actor(index: Index, known: list[tuple[str, LocalActor]], key: str) -> Actor | None:
    found = []
    for article, actor in known:
        head = index.articles.get(article)
        published = Published(earliest=head.earliest, latest=head.latest) if head else Published()
        found.append((head.name if head else article, published, actor))
    merged = merge_actors(found)
    return next((one for one in merged if key in (one.code, one.name)), merged[0] if merged else None)


def _offices(actor: Actor | None) -> tuple[Office, ...]:
    roles = actor.roles[:12] if actor else ()
    return tuple(Office(title=role.title, dates=window_words(role.earliest, role.latest)) for role in roles)


def _met(groups: Iterable[Gathered], self: set[str]) -> tuple[Counterpart, ...]:
    """The parties at the same meetings, with how many meetings: what several articles tell of one is one."""
    counts = Counter(side for one in groups for side in {side for line in one.mentions for side in line.sides} - self)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_MET]
    return tuple(Counterpart(party=party_of(code), meetings=number) for code, number in ranked)


def _tables(data: ActorPage) -> dict[str, Table]:
    place = ("quote", "article", "start", "end", "id")
    positions = [
        (one.issue_name, cell_word(one.cell), one.cell.stance, one.cell.since, one.cell.last, one.cell.disputed,
         one.cell.evidence[0].quote,
         *at(one.cell.evidence[0])) for one in data.positions
    ]  # fmt: skip
    meetings = [(one.when, meeting_head(one), one.status, one.evidence[0].quote, *at(one.evidence[0])) for one in data.meetings]
    return {
        "statements": line_table("Statements", data.statements),
        "ascribed": line_table("Ascribed by others", data.ascribed),
        "positions": Table(
            title="Positions", heads=("issue", "position", "stance", "since", "last", "disputed", *place), rows=positions
        ),
        "meetings": Table(title="Meetings", heads=("date", "meeting", "status", *place), rows=meetings),
    }
