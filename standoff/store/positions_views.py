"""Issues, positions and demands as people ask for them: out of the index, with the words of what is quoted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Engine, Select, Text, cast, select

from standoff.codebook.acts import acts
from standoff.core.records import Statement
from standoff.relating.exchanges import is_ask, is_reply
from standoff.relating.issues import IssueIndex, index_of
from standoff.relating.placing import FOCUS, NAMED, UNSAID, Near, Placed, places_of
from standoff.store import schema
from standoff.store.database import asking
from standoff.store.judgements import Ruling
from standoff.store.positions import FOUND, dossier_in_force, found_issues
from standoff.store.query import EVERYTHING, Filter, _in_days, is_article
from standoff.store.quick import batches
from standoff.store.told import AT_ONCE, Gist, Told, day_order, gist_of, statements

_Under = tuple[str, bool, int]  # an issue, whether only what is answered is about it, and how near


class _Text(msgspec.Struct, gc=False):
    text: str = ""


_TEXT = msgspec.json.Decoder(_Text)


@dataclass(frozen=True, kw_only=True)
class Book:
    """Which issues are in force, and under which number statements are filed under them."""

    index: IssueIndex
    dossier: int

    @property
    def keys(self) -> list[str]:
        """The ids of the issues."""
        return list(self.index.names)


def _ordered(own: Near, tied: Near, place: Mapping[str, int]) -> tuple[str, ...]:
    """The issues of a statement, the one that it is most about first: its own, else those of what it answers.

    What is answered goes before what only stands around the answer: "Sweden, its ships at sea, refused".
    """
    issues = own if own and (not tied or min(own.values()) < NAMED) else tied
    return tuple(issues) if len(issues) == 1 else tuple(sorted(issues, key=lambda key: (issues[key], place[key])))


def book_of(engine: Engine) -> Book:
    """The issues of the dossier in force, else those found."""
    with asking(engine) as connection:
        number, issues = dossier_in_force(connection)
    if number == FOUND:
        return Book(index=index_of(found_issues(engine), found=True), dossier=FOUND)
    return Book(index=index_of(issues, found=False), dossier=number)


def placed_on_issues(engine: Engine, book: Book, where: Filter = EVERYTHING, ruling: Ruling | None = None) -> list[Placed]:
    """The statements that stand on an issue in force and pass the filter's days and article, as judged, by date."""
    every, _ = _told(engine, book, where, ruling)
    return by_day(one.placed for one in every if one.placed.issues)


def placed_in_exchange(
    engine: Engine, book: Book, where: Filter = EVERYTHING, ruling: Ruling | None = None
) -> tuple[list[Placed], list[Placed]]:
    """The statements on issues, and of the rest those that demand or reply, but for what says nothing of its own."""
    every, unsaid = _told(engine, book, where, ruling)
    kept = [one.placed for one in every if one.placed.issues or _exchanges(one.placed, unsaid)]
    return by_day(one for one in kept if one.issues), by_day(one for one in kept if not one.issues)


def gists(
    engine: Engine, book: Book, where: Filter = EVERYTHING, ruling: Ruling | None = None
) -> tuple[tuple[Gist, ...], frozenset[str]]:
    """All statements that pass the filter's days and article, by date, and the ids of those that say nothing of their own."""
    every, unsaid = _told(engine, book, where, ruling)
    found = sorted(map(gist_of, every), key=lambda one: day_order(one.placed))
    return tuple(found), frozenset(unsaid)


def in_exchange(found: Iterable[Gist], unsaid: Collection[str]) -> tuple[list[Placed], list[Placed]]:
    """The same as `placed_in_exchange`, of statements that were asked for already."""
    every = [one.placed for one in found]
    return [one for one in every if one.issues], [one for one in every if not one.issues and _exchanges(one, unsaid)]


def _exchanges(one: Placed, unsaid: Collection[str]) -> bool:
    return (is_ask(one.act) or is_reply(one.act)) and one.id not in unsaid


def by_day(found: Iterable[Placed]) -> list[Placed]:
    """Statements in the order of a list: by first day, article and place."""
    return sorted(found, key=day_order)


def _told(engine: Engine, book: Book, where: Filter, ruling: Ruling | None) -> tuple[Iterator[Told], set[str]]:
    """The statements that pass, with their issues, and which of them say nothing of their own."""
    again, silent = _filed_again(book, ruling)
    articles = None if where.article is None else _ids(engine, where.article)
    issues = issues_by_statement(engine, book, articles)
    with asking(engine) as connection:
        a = schema.about
        unsaid = set(connection.execute(select(a.c.item).where(a.c.dossier == book.dossier, a.c.key == UNSAID)).scalars())
    return statements(engine, issues, where, ruling, again), (unsaid - again.keys()) | silent


def _ids(engine: Engine, name_or_id: str) -> list[str]:
    """The ids of the articles that a filter by article leaves."""
    with asking(engine) as connection:
        return list(connection.execute(select(schema.article.c.id).where(is_article(name_or_id))).scalars())


def count_undated(engine: Engine, book: Book, where: Filter, ruling: Ruling | None = None) -> int:
    """How many statements that positions and demands are made of have no day at all; of the filter's article and issue."""
    i, a = schema.item, schema.about
    wanted = [act for act, known in acts().items() if known.stance is not None or is_ask(act) or is_reply(act)]
    days = msgspec.structs.replace(where, since=None, until=None)
    query = _statements(days).with_only_columns(i.c.id).where(i.c.act.in_(wanted), i.c.earliest.is_(None), i.c.latest.is_(None))
    if where.issue is not None:
        name = where.issue.casefold()
        keys = [key for key, called in book.index.names.items() if name == key.casefold() or name in called.casefold()]
        about = select(a.c.item).where(a.c.dossier == book.dossier, a.c.key.in_(keys), a.c.reading == i.c.reading)
        query = query.where(i.c.id.in_(about))
    with asking(engine) as connection:
        found = set(connection.execute(query).scalars())
    changed = ruling.items.changed if ruling is not None else {}
    return sum(changed.get(one, one) is not None for one in found)


def issues_by_statement(engine: Engine, book: Book, articles: Iterable[str] | None = None) -> Mapping[str, tuple[str, ...]]:
    """By statement the ids of its issues; of some articles (by id) only, where these are given."""
    place = {key: number for number, key in enumerate(book.keys)}
    found: dict[str, tuple[_Under, ...]] = {}
    once: dict[tuple[_Under, ...], tuple[_Under, ...]] = {}  # most statements stand as many others do: one copy of each way
    for row in _about_all(engine, book) if articles is None else _about(engine, articles):
        if row.dossier == book.dossier and row.key in place:
            under = (*found.get(row.item, ()), (row.key, row.tied, row.near))
            found[row.item] = once.setdefault(under, under)
    issues = {under: _ordered(*_near(under), place) for under in set(found.values())}
    return {item: issues[under] for item, under in found.items()}


def _near(under: Iterable[_Under]) -> tuple[Near, Near]:
    """The issues of a statement's own words, and those of what it answers, with how near they are."""
    every = list(under)
    return {key: near for key, tied, near in every if not tied}, {key: near for key, tied, near in every if tied}


def _about_all(engine: Engine, book: Book) -> Iterator[Any]:
    """Which statements are about which keys of the dossier in force."""
    a, r = schema.about, schema.reading
    query = select(a.c.dossier, a.c.item, a.c.key, a.c.tied, a.c.near).join(r, r.c.id == a.c.reading)
    with asking(engine) as connection:
        for keys in batches(book.keys):
            asked = connection.execution_options(yield_per=AT_ONCE)
            yield from asked.execute(query.where(r.c.current, a.c.dossier == book.dossier, a.c.key.in_(keys)))


def _about(engine: Engine, articles: Iterable[str]) -> Iterator[Any]:
    """What the statements of some articles are about, in every dossier."""
    a, r = schema.about, schema.reading
    query = select(a.c.dossier, a.c.item, a.c.key, a.c.tied, a.c.near)
    with asking(engine) as connection:
        for some in batches(articles):
            # Asked for by the dossier too, SQLite would go through all that is filed under it to find a few readings.
            readings = connection.execute(select(r.c.id).where(r.c.current, r.c.article.in_(some))).scalars().all()
            yield from connection.execute(query.where(a.c.reading.in_(readings)))


def quoted(engine: Engine, rows: Sequence[Any], ruling: Ruling | None = None) -> tuple[Any, ...]:
    """The same positions, changes or demands with the words of the statements that they quote, those that people keep too."""
    wanted = {cited.quote_id for row in rows for cited in _cited(row) if cited.quote_id}
    texts = _texts(engine, wanted)
    if ruling is not None:
        texts |= {identifier: item.text for identifier, item in ruling.items.kept.items()}
    return tuple(_with_quotes(row, texts) for row in rows)


def _cited(row: Any) -> Iterator[Any]:
    yield row
    yield from getattr(row, "changes", ())
    yield from getattr(row, "answers", ())


def _with_quotes(row: Any, texts: Mapping[str, str]) -> Any:
    parts = {
        name: tuple(_with_quotes(one, texts) for one in getattr(row, name))
        for name in ("changes", "answers")
        if hasattr(row, name)
    }
    return msgspec.structs.replace(row, quote=texts.get(row.quote_id, ""), **parts)


def _texts(engine: Engine, ids: Iterable[str]) -> dict[str, str]:
    i, r = schema.item, schema.reading
    found: dict[str, str] = {}
    with asking(engine) as connection:
        for some in batches(ids):
            query = select(i.c.id, cast(i.c.data, Text).label("data")).join(r, r.c.id == i.c.reading)
            for row in connection.execute(query.where(r.c.current, i.c.id.in_(some))):
                found[row.id] = _TEXT.decode(row.data).text
    return found


def _statements(where: Filter) -> Select[Any]:
    """The statements in force that pass the filter's days and article, in few columns."""
    i, r, a = schema.item, schema.reading, schema.article
    columns = (i.c.reading, i.c.id, i.c.act, i.c.article, a.c.name, i.c.start, i.c.earliest, i.c.latest)
    query = select(*columns, cast(i.c.data, Text).label("data")).join(r, r.c.id == i.c.reading).join(a, a.c.id == i.c.article)
    query = query.where(r.c.current, i.c.kind == "statement", *_in_days(i.c.earliest, i.c.latest, where))
    return query if where.article is None else query.where(is_article(where.article))


def filed_again(book: Book, ruling: Ruling | None) -> dict[str, tuple[str, ...]]:
    """By statement the ids of its issues, in the articles in which people judged a statement.

    All statements of such an article are filed anew: an answer goes by what it answers, so it moves when that is corrected.
    """
    return _filed_again(book, ruling)[0]


def _filed_again(book: Book, ruling: Ruling | None) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """The same, and which of them say nothing of their own."""
    found: dict[str, tuple[str, ...]] = {}
    unsaid: set[str] = set()
    if ruling is None:
        return found, unsaid
    statements: dict[str, list[Statement]] = defaultdict(list)
    for row in ruling.rows:
        if isinstance(row.item, Statement):
            statements[row.item.article].append(row.item)
    for were in statements.values():
        if any(one.id in ruling.items.changed for one in were):
            after = [ruling.items.changed.get(one.id, one) for one in were]
            found |= _filed([one for one in after if isinstance(one, Statement)], book.index, ruling, unsaid)
    return found, unsaid


def _filed(statements: Sequence[Statement], index: IssueIndex, ruling: Ruling, unsaid: set[str]) -> dict[str, tuple[str, ...]]:
    """The issues of the statements of one article: what people gave, else by their words, else by what they answer.

    What says nothing of its own is put into `unsaid`.
    """
    own: dict[str, dict[str, int]] = {one.id: {} for one in statements}
    tied: dict[str, dict[str, int]] = {one.id: {} for one in statements}
    for one in places_of(statements, lambda statement: _issues_as_judged(statement, index, ruling)):
        if one.key == UNSAID:
            unsaid.add(one.item)
        else:
            (tied if one.tied else own)[one.item][one.key] = one.near
    given = {one.id for one in statements if "issue" in ruling.items.corrections.get(one.id, {})}
    place = {key: number for number, key in enumerate(index.names)}
    return {id_: _ordered(near, {} if id_ in given else tied[id_], place) for id_, near in own.items()}


def _issues_as_judged(statement: Statement, index: IssueIndex, ruling: Ruling) -> Near:
    """The ids of a statement's issues with how near they are: those that people gave it, else those that its words point to."""
    given = ruling.items.corrections.get(statement.id, {}).get("issue")
    if given is None:
        return index.of(statement)
    wanted = {name.casefold() for name in given}
    return {key: FOCUS for key, name in index.names.items() if not wanted.isdisjoint((key.casefold(), name.casefold()))}
