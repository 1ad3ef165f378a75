"""Actors: parties and speakers, then one: names, offices, positions, statements, whom it met, what rivals ascribe to it."""

from collections import Counter

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
from standoff.report.shapes import Cell, MeetingLine, Office, Party, Shape
from standoff.report.words import party_of, window_words
from standoff.store import lookup
from standoff.web.ask import Asked
from standoff.web.cells import cell_of, held
from standoff.web.desk import PageDesk, newest
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.shown import Pages, Shown, Table, at, left_out, line_table, paged

ASKED_LIST = ("page", "table")
ASKED = ("act", "issue", "since", "until", "page", "table")
LISTED, SIZE = 60, 40
MOST_READINGS = 300  # articles that an actor's names and offices are gathered from, newest first
MOST_POSITIONS, MOST_SPEAKERS, MOST_MEETINGS, MOST_ASCRIBED = 20, 12, 80, 20


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
    cell: Cell


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
    part, pages = paged(asked, index.parties, LISTED)
    entries = tuple(
        ActorEntry(party=party_of(code), statements=number, speakers=tuple(name for name, _ in _speakers(index, code)[:3]))
        for code, number in part
    )
    rows = [(one.party.code, one.party.name, one.statements, one.speakers) for one in entries]
    table = Table(title="Actors", heads=("code", "name", "statements", "speakers"), rows=rows)
    notes = ("actors that are only named and take part in no statement: standoff actors",)
    data = ActorList(actors=entries, pages=pages)
    return Shown(title="Actors", template="actors.html.j2", data=data, tables={"actors": table}, not_shown=notes, pages=pages)


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One actor by its code, or by its name where it has none."""
    key = asked.key
    known = lookup.some_actors(engine, key, MOST_READINGS)
    person = key not in index.by_party and key in index.by_speaker
    if not known and not person and key not in index.by_party:
        raise NotFound(f"nobody in this record has the code or name {key[:60]!r}; see the list of actors")
    where = msgspec.structs.replace(asked.where, party=None if person else key)
    pool = index.by_speaker.get(key, []) if person else index.choose(where)
    act, issue = asked.where.act, asked.where.issue
    lines = [line for line in pool if line.kind == "statement"]
    lines = [line for line in lines if line.act == act] if act else lines
    lines = [line for line in lines if issue in line.issues] if issue else lines
    own, others = [line for line in lines if not line.told_by], [line for line in lines if line.told_by]
    ascribed = newest(others, MOST_ASCRIBED)
    part, pages = paged(asked, own[::-1], SIZE)
    meetings = [] if person else index.choose(where, ("meeting",))
    issues = [issue.id for issue, _, _ in index.issue_list if (issue.id, key) in index.cells][:MOST_POSITIONS]
    places = [found for issue in issues if (found := held(index, issue, key, where.until))]
    context = [line for found in places for line in found.shown]
    desk = PageDesk(engine, index, where, [*part, *ascribed, *newest(meetings, MOST_MEETINGS)], context)
    gathered = make_meetings(desk)
    told = index.told(lines)
    actor = _actor(index, known, key)
    data = ActorPage(
        party=party_of(key), type=str(actor.type) if actor else "person" if person else "unknown",
        names=actor.names[:24] if actor else (), speaks_for=tuple(party_of(code) for code in actor.speaks_for) if actor else (),
        offices=_offices(actor), speakers=tuple(
            Counterpart(party=party_of(name), meetings=number) for name, number in _speakers(index, key)[:MOST_SPEAKERS]
        ),
        positions=tuple(
            ActorPosition(issue=one.issue, issue_name=index.names[one.issue], cell=cell)
            for one in places if (cell := cell_of(desk, one))
        ),
        met=_met(meetings, key), meetings=(*gathered.ahead, *gathered.held[::-1], *gathered.passed, *gathered.off),
        ascribed=desk.lines(desk.items[line.id] for line in ascribed if line.id in desk.items),
        statements=desk.lines(desk.items[line.id] for line in part if line.id in desk.items), pages=pages,
        origins=told.origins, articles=told.articles,
    )  # fmt: skip
    notes = (
        *left_out(len(meetings), MOST_MEETINGS, "older mention", "of its meetings: see Meetings"),
        *left_out(len(others), len(ascribed), "older statement", "that others ascribe to it"),
        *((f"names and offices from the newest {MOST_READINGS} articles only",) if len(known) == MOST_READINGS else ()),
    )
    return Shown(
        title=data.party.name, template="actor.html.j2", data=data, tables=_tables(data), not_shown=notes, pages=pages,
        filters=("act", "issue", "since", "until"), extra={"person": person},
    )  # fmt: skip


def _speakers(index: Index, code: str) -> list[tuple[str, int]]:
    """The persons who speak in a party's own statements, most frequent first."""
    return sorted(index.speakers.get(code, {}).items(), key=lambda pair: (-pair[1], pair[0]))


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


def _met(meetings: list[Line], key: str) -> tuple[Counterpart, ...]:
    counts = Counter(side for line in meetings for side in line.sides if side != key)
    return tuple(Counterpart(party=party_of(code), meetings=number) for code, number in counts.most_common(16))


def _tables(data: ActorPage) -> dict[str, Table]:
    place = ("quote", "article", "start", "end", "id")
    positions = [
        (one.issue_name, cell_word(one.cell), one.cell.stance, one.cell.since, one.cell.last, one.cell.evidence[0].quote,
         *at(one.cell.evidence[0])) for one in data.positions
    ]  # fmt: skip
    meetings = [(one.when, meeting_head(one), one.status, one.evidence[0].quote, *at(one.evidence[0])) for one in data.meetings]
    return {
        "statements": line_table("Statements", data.statements),
        "ascribed": line_table("Ascribed by others", data.ascribed),
        "positions": Table(title="Positions", heads=("issue", "position", "stance", "since", "last", *place), rows=positions),
        "meetings": Table(title="Meetings", heads=("date", "meeting", "status", *place), rows=meetings),
    }
