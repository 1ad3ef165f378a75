"""Compare: two actors side by side, with what speaks for their being one; to merge them, to split them, or to leave it open."""

from collections.abc import Sequence
from itertools import islice

from sqlalchemy import Engine

from standoff.core.errors import NotFound
from standoff.core.records import LocalActor
from standoff.relating.actors import own_key
from standoff.relating.tables import Actor
from standoff.report.shapes import Shape
from standoff.report.words import window_words
from standoff.store import lookup
from standoff.store.query import EVERYTHING
from standoff.web.ask import Asked, segment
from standoff.web.desk import PageDesk, newest
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.pages.review import Card, Choosing, Cited, actor_card, choices, gathered
from standoff.web.shown import Shown, Table, of_any_day

ASKED = ("a", "b", "until", "table")
MOST_SAID = 5
MOST_NAMES = 300  # offered while a name is typed, of parties and of speakers; any other can be typed
MOST_ROWS = 300  # of one name: actors as articles have them, newest first


class Compared(Shape, frozen=True, kw_only=True):
    """The two actors (fewer where less was asked for), whether they are one now, and the decisions that can be taken."""

    actors: tuple[Card, ...]
    one: bool
    state: str
    choices: tuple[Choosing, ...]


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """The two actors asked for."""
    names = [name for name in (asked.get("a"), asked.get("b")) if name]
    found = [_found(index, engine, name) for name in names]
    accounts = tuple(_account(index, engine, actor, local) for actor, local in found)
    keys = tuple(own_key(local) for _, local in found)
    one = len(found) == 2 and (keys[0] == keys[1] or found[0][0].id == found[1][0].id)
    data = Compared(actors=accounts, one=one, state=_state(index, keys, one=one), choices=_choices(found))
    rows = [(one.head, one.facts, cited.quote, cited.article) for one in accounts for cited in one.cited]
    table = Table(title="Actors", heads=("actor", "facts", "quote", "article"), rows=rows)
    names = sorted({*islice(index.by_party, MOST_NAMES), *islice(index.by_speaker, MOST_NAMES)})
    return Shown(
        title="Compare actors", template="compare.html.j2", data=data, tables={"actors": table}, extra={"names": names},
        not_shown=of_any_day(asked, "names, offices and statements"),
    )  # fmt: skip


def _choices(found: list[tuple[Actor, LocalActor]]) -> tuple[Choosing, ...]:
    keys = tuple(own_key(local) for _, local in found)
    if len(set(keys)) < 2:
        return ()
    return choices("actors", keys, tuple(local.code or local.name for _, local in found))


def _found(index: Index, engine: Engine, name: str) -> tuple[Actor, LocalActor]:
    """The actor of that code or name, and one that articles have under it; raises NotFound."""
    rows = lookup.actors_named(engine, (name,), MOST_ROWS)
    actors = gathered(index, rows)
    if not actors:
        raise NotFound(f"nobody in this record has the code or name {name[:60]!r}; see the list of actors")
    local = next((actor for _, actor in rows if name in (actor.code, actor.name)), rows[0][1])
    return next((one for one in actors if one.id == own_key(local)), actors[0]), local


def _account(index: Index, engine: Engine, actor: Actor, local: LocalActor) -> Card:
    """What is known of an actor, with its newest statements."""
    base, name = actor_card(index, actor), local.code or local.name
    lines = newest([line for line in _lines(index, name) if line.kind == "statement"], MOST_SAID)
    desk = PageDesk(engine, index, EVERYTHING, lines)
    places = [desk.evidence(desk.items[line.id]) for line in reversed(lines) if line.id in desk.items]
    said = tuple(Cited(quote=one.quote, article=one.article, outlet=one.outlet, href=one.href) for one in places)
    days = [line for line in _lines(index, name) if line.earliest]
    facts = (*base.facts, f"in statements of {window_words(days[0].earliest, days[-1].latest)}") if days else base.facts
    return Card(head=local.name, facts=facts, href=f"/actors/{segment(name)}", cited=(*said, *base.cited))


def _lines(index: Index, name: str) -> Sequence[Line]:
    ruling = index.state.ruling
    known = ruling.canonical.get(name, name) if ruling is not None else name
    return index.by_party.get(known) or index.by_speaker.get(name, ())


def _state(index: Index, keys: tuple[str, ...], *, one: bool) -> str:
    ruling = index.state.ruling
    if len(keys) < 2:
        return "choose two actors"
    if ruling is not None and keys[0] != keys[1] and ruling.actors.find(keys[0]) == ruling.actors.find(keys[1]):
        return "judged to be one"
    if ruling is not None and ruling.actors.is_apart(*keys):
        return "judged to be two"
    if ruling is not None and frozenset(keys) in ruling.actors.unsure:
        return "somebody was unsure"
    return "one by their name" if one else "two, as far as anybody has said"
