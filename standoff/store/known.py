"""What the words of a filter stand for in a record, so that a filter that can find nothing is an error and not an empty list."""

from collections.abc import Iterable
from typing import Protocol

import msgspec
from sqlalchemy import Engine, select

from standoff.codebook.world import world
from standoff.core.errors import NotFound, UsageError
from standoff.relating.issues import IssueIndex
from standoff.relating.tables import Actor
from standoff.store import schema
from standoff.store.database import asking
from standoff.store.query import PARTY_CHARS, Filter, is_article

MOST_LISTED = 20


class Asked(Protocol):
    """What is asked of a record to understand a filter."""

    @property
    def engine(self) -> Engine:
        """Where the record is."""

    def parties(self) -> tuple[tuple[str, int], ...]:
        """Who acts in the record's items, the most frequent first."""

    def actors(self) -> tuple[Actor, ...]:
        """The actors over all articles."""

    def issue_index(self) -> IssueIndex:
        """The issues with their names."""


def known(record: Asked, where: Filter) -> Filter:
    """The filter with its party, issue and article as the record has them.

    Raises UsageError for a party or an issue that is not there, NotFound for an article. An actor that the codebook knows is
    no error where it does nothing: the answer to one question over many records may be an empty list.
    """
    return msgspec.structs.replace(
        where,
        party=None if where.party is None else _party(record, where.party),
        issue=None if where.issue is None else issue_named(record, where.issue),
        article=None if where.article is None else _article(record.engine, where.article),
    )


def _party(record: Asked, given: str) -> str:
    if _acts(record.engine, given) or given in world().names:
        return given
    wanted = given.strip().casefold()
    for party, name in world().names.items():
        if wanted in (party.casefold(), name.casefold()):
            return party
    return party_named(record, given)


def party_named(record: Asked, given: str, said: str = "party") -> str:
    """The party as the record has it: its code, or its name where there is none.

    Raises UsageError with who is there for one that neither acts nor is named in this record; `said` is what the value goes by.
    """
    wanted, there = given.strip().casefold(), record.parties()
    for party, _ in there:
        if party.casefold() == wanted:
            return party
    for actor in record.actors():
        if wanted in {name.casefold() for name in (actor.id, actor.name, *actor.names)}:
            return actor.code or actor.name
    listed = _listed(party for party, _ in there)
    raise UsageError(f"{said} {given!r} is nobody in this record; its parties, most frequent first: {listed}")


def issue_named(record: Asked, given: str, said: str = "issue") -> str:
    """The name of the issue with that id, else the words as given where a name holds them; raises UsageError with the issues."""
    names, wanted = record.issue_index().names, given.strip().casefold()
    for identifier, name in names.items():
        if wanted in (identifier.casefold(), name.casefold()):
            return name
    if any(wanted in name.casefold() for name in names.values()):
        return given.strip()
    raise UsageError(f"{said} {given!r} is no issue of this record; its issues are: {_listed(sorted(names), 2 * MOST_LISTED)}")


def _acts(engine: Engine, party: str) -> bool:
    p = schema.party
    query = select(p.c.actor).where(p.c.actor == party[:PARTY_CHARS], p.c.role != "addressee").limit(1)
    with asking(engine) as connection:
        return connection.execute(query).first() is not None


def _article(engine: Engine, given: str) -> str:
    """The name of the article that is meant."""
    a, r = schema.article, schema.reading
    query = select(a.c.name).join(r, r.c.article == a.c.id).where(r.c.current, is_article(given)).order_by(a.c.name).limit(3)
    with asking(engine) as connection:
        names = [row.name for row in connection.execute(query)]
    if not names:
        raise NotFound(f"no article {given!r} in the record; list them with: standoff articles")
    if len(names) > 1:
        raise NotFound(f"{given!r} may mean several articles ({', '.join(names)}); give its name or more of its id")
    return str(names[0])


def _listed(values: Iterable[str], most: int = MOST_LISTED) -> str:
    return ", ".join(list(values)[:most]) or "none"
