"""The steps by which an article that was read is told beside all that the record holds: one line a step, in their order."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from standoff.store.quick import give_room
from standoff.store.subject import Subject


class Step(NamedTuple):
    """One way of relating.

    `put` relates one article by asking indexes, within the transaction that keeps its reading, and does nothing
    where that is done already; `complete` does the same for articles that were kept without it, and returns how many.
    """

    name: str
    put: Callable[[Subject], None]
    complete: Callable[[Engine], int]


@cache
def steps() -> tuple[Step, ...]:
    """All steps; their modules load numpy and the codebook, which whoever only asks does without."""
    from standoff.store import conflicts, events, origins, positions, stories

    return (
        Step("origins", origins.put_origin, origins.complete),
        Step("stories", stories.put_story, stories.complete_stories),
        Step("positions", positions.put_positions, positions.complete),
        Step("conflicts", conflicts.put_claims, conflicts.complete),
        Step("events", events.put_events, events.complete),
    )


def relate(connection: Connection, article: str) -> None:
    """Tell one article, by its id, beside all that the record holds."""
    give_room(connection)
    subject = Subject(connection, article)
    for step in steps():
        step.put(subject)


def complete(engine: Engine) -> None:
    """Relate the articles that were kept by an older Standoff, which knew fewer steps."""
    for step in steps():
        step.complete(engine)
