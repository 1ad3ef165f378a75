"""Judgements in the record: the log, only ever added to, and the record as the log has it."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, insert, select

from standoff.core.errors import MalformedInput, NotFound
from standoff.core.records import AnyItem, LocalActor
from standoff.relating.actors import own_key
from standoff.relating.judgements import (
    JUDGED,
    PARTIES,
    Fates,
    Identity,
    JudgedItems,
    item_of,
    judge_identity,
    judge_items,
    judged,
    kind_of,
    ordered,
    standings,
    undone,
)
from standoff.relating.judgements_again import find_actors_again, find_articles_again, find_conflicts_again, find_tellings_again
from standoff.relating.judgements_tables import Decision, Judgement, JudgementKind, Standing, Subject, with_id
from standoff.store import query, schema
from standoff.store.database import asking, transaction
from standoff.store.lookup import MOST_KEYS
from standoff.store.query import EVERYTHING, Filter, ItemRow, Kind
from standoff.store.write import dates_of

SMALLEST_STEP = dt.timedelta(microseconds=1)
TWO, SETS, ITEM = ("same", "not_same", "unsure"), ("conflict", "no_conflict", "unsure"), ("correct", "wrong", "unsure")


def judgement_log(engine: Engine) -> list[Judgement]:
    """All judgements, oldest first."""
    with asking(engine) as connection:
        return _log(connection)


def has_judgements(engine: Engine) -> bool:
    """Whether anybody judged anything."""
    with asking(engine) as connection:
        return connection.execute(select(schema.judgement.c.number).limit(1)).first() is not None


def put_judgement(
    engine: Engine,
    kind: JudgementKind,
    decision: Decision,
    *,
    who: str,
    subjects: tuple[Subject, ...] = (),
    fields: dict[str, tuple[str, ...]] | None = None,
    reason: str | None = None,
    undoes: str | None = None,
    item: AnyItem | None = None,
) -> Judgement:
    """Add a judgement to the log; it is newer than all that the log holds, whatever the clock says."""
    with transaction(engine) as connection:
        log = _log(connection)
        now = dt.datetime.now(dt.UTC)
        when = max(now, log[-1].when + SMALLEST_STEP) if log else now
        made = Judgement(
            id="", when=when, who=who, kind=kind, decision=decision, subjects=subjects, fields=fields or {}, reason=reason,
            undoes=undoes, item=None if item is None else msgspec.json.decode(msgspec.json.encode(item)),
        )  # fmt: skip
        kept = with_id(made)
        _add(connection, kept)
        return kept


def import_judgements(engine: Engine, lines: Iterable[bytes | str]) -> tuple[int, int]:
    """Add judgements from JSON lines, all or none; how many were added, and how many the log held already.

    Raises MalformedInput where a line is no judgement, or is not the one that its id was made for.
    """
    found = [_parsed(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    with transaction(engine) as connection:
        known = {one.id for one in _log(connection)}
        new = [one for one in ordered(found) if one.id not in known]
        whens = {one.id: one.when for one in (*_log(connection), *new)}
        for one in new:
            if one.undoes in whens and whens[one.undoes] >= one.when:
                raise MalformedInput(f"{one.id} takes back {one.undoes}, which is not older; nothing was imported")
            _add(connection, one)
    return len(new), len(found) - len(new)


def export_lines(log: Iterable[Judgement]) -> Iterator[bytes]:
    """The log as JSON lines."""
    for one in log:
        yield msgspec.json.encode(one) + b"\n"


def find_judgement(engine: Engine, identifier: str) -> Judgement:
    """The judgement whose id starts so, with or without its kind; raises NotFound."""
    wanted = identifier if identifier.startswith("judgement-") else f"judgement-{identifier}"
    found = [one for one in judgement_log(engine) if one.id.startswith(wanted)]
    if len(found) != 1:
        what = "several judgements have ids that start" if found else "no judgement has an id that starts"
        raise NotFound(f"{what} with {identifier!r}; list them with: standoff judgements")
    return found[0]


def _parsed(number: int, line: bytes | str) -> Judgement:
    try:
        one = msgspec.json.decode(line, type=Judgement)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise MalformedInput(f"line {number} is no judgement: {error}; nothing was imported") from error
    subjects = {"actors": 2, "events": 2, "stories": 2, "origins": 2, "undo": 0}.get(one.kind, 1)
    as_many = len(one.subjects) > 1 if one.kind == "conflicts" else len(one.subjects) == subjects
    as_many = as_many and (one.item is None or item_of(one) is not None)
    whole = one.when.tzinfo is not None and as_many and (one.kind == "undo") == (one.undoes is not None)
    if not whole or one.decision not in _decisions(one.kind) or with_id(one).id != one.id:
        raise MalformedInput(f"line {number} is not the judgement that its id was made for; nothing was imported")
    return one


def _decisions(kind: JudgementKind) -> tuple[str, ...]:
    return {
        "actors": TWO,
        "conflicts": SETS,
        "events": TWO,
        "stories": TWO,
        "origins": TWO,
        "coding": ITEM,
        "noise": ("noise", "article"),
        "undo": ("undo",),
    }[kind]


def _log(connection: Connection) -> list[Judgement]:
    rows = connection.execute(select(schema.judgement.c.data)).scalars()
    return ordered(msgspec.convert(data, Judgement) for data in rows)


def _add(connection: Connection, one: Judgement) -> None:
    row = {"id": one.id, "made": dt.datetime.now(dt.UTC).replace(microsecond=0), "data": msgspec.to_builtins(one)}
    connection.execute(insert(schema.judgement).values(**row))


class Ruling:
    """The log applied to the record as it stands at one moment."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.log = judgement_log(engine)
        self.undone = undone(self.log)
        self.valid = [one for one in self.log if one.id not in self.undone]
        self.actors, self.fates = self._actors()
        about_items = [one for one in self.valid if one.kind in ("coding", "noise", "conflicts")]
        named = {subject.article or "" for one in about_items for subject in one.subjects}
        articles = _read(engine, sorted(named))
        self.rows = tuple(_rows_of(engine, articles))
        self.events = self._events()
        self.stories = self._of_articles("stories")
        self.origins = self._of_articles("origins")
        self.items: JudgedItems = judge_items(self.valid, [row.item for row in self.rows], articles)
        self.rows += self._keep()
        self.canonical = self._canonical()
        self.conflicts, fates = find_conflicts_again(self.valid, [row.item for row in self.rows])
        self.fates |= fates

    def __bool__(self) -> bool:
        return (
            any((self.actors, self.events, self.stories, self.origins, self.conflicts))
            or bool(self.items.changed)
            or bool(self.items.added)
        )

    def standings(self) -> tuple[Standing, ...]:
        """Each judgement with what became of it."""
        return standings(self.log, self.undone, {**self.fates, **self.items.fates})

    def of_kind(self, kind: type[Kind], where: Filter = EVERYTHING) -> tuple[ItemRow[Kind], ...]:
        """The items of a kind as judged that pass the filter.

        Where a judgement may change who or what passes, all items of those days and articles are looked at.
        """
        wide = msgspec.structs.replace(where, party=None, act=None)
        rows = [self.applied(row) for row in query.items(self.engine, kind, wide)]
        kept: list[ItemRow[Any]] = [row for row in rows if row is not None and self._passes(row.item, where)]
        if kind.__struct_config__.tag == "noise" and self.items.added:
            kept += self._added(where)
        again = [row for row in self._kept(kind, where) if self._passes(row.item, where)]
        return tuple(sorted([*kept, *again], key=_by_day) if again else kept)

    def applied(self, row: ItemRow[Any]) -> ItemRow[Any] | None:
        """One row as judged; None where it was judged wrong."""
        item = self.items.changed.get(row.item.id, row.item)
        return None if item is None else msgspec.structs.replace(row, item=self._renamed(item))

    def find(self, identifier: str) -> ItemRow[Any]:
        """The item with that id, as judged; one that was judged wrong says so among its doubts; raises NotFound."""
        for row in self._added(EVERYTHING):
            if row.item.id == identifier:
                return row
        row = self.raw_item(identifier)
        found = self.applied(row)
        if found is not None:
            return found
        item = judged(row.item)
        if hasattr(item, "doubts"):
            item = msgspec.structs.replace(item, doubts=(*item.doubts[:-1], f"{JUDGED} wrong"))
        return msgspec.structs.replace(row, item=item)

    def raw_item(self, identifier: str) -> ItemRow[Any]:
        """The item with that id as it was read, one too that no reading has any more and people keep; raises NotFound."""
        try:
            return query.item(self.engine, identifier)
        except NotFound:
            kept = [row for row in self.rows if row.item.id in self.items.kept and row.item.id.startswith(identifier)]
            if len(kept) != 1:
                raise
            return kept[0]

    def _keep(self) -> tuple[ItemRow[Any], ...]:
        """The rows of codings that people keep; one whose words its article does not hold is not kept."""
        found = []
        for item in tuple(self.items.kept.values()):
            row = query.article(self.engine, item.article)
            if row.article.text[item.start : item.end] == item.text:
                name, outlet = row.article.name, row.article.outlet
                found.append(ItemRow(item=item, article_name=name, outlet=outlet, published=row.published))
            else:
                del self.items.kept[item.id]
                self.items.changed.pop(item.id, None)
        return tuple(found)

    def _kept(self, kind: type[Kind], where: Filter) -> Iterator[ItemRow[Any]]:
        """The codings of a kind that people keep, as judged, of the filter's days and article."""
        tag = str(kind.__struct_config__.tag)
        for row in self.rows if self.items.kept else ():
            if row.item.id not in self.items.kept or kind_of(row.item) != tag:
                continue
            there = where.article is None or where.article == row.article_name or row.item.article.startswith(where.article)
            found = self.applied(row)
            if there and found is not None and query.touches(*dates_of(found.item, found.published), where):
                yield found

    def parties(self, raw: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
        """Who acts in how many items, as judged, from the same before."""
        numbers: Counter[str] = Counter()
        for party, number in raw:
            numbers[self.canonical.get(party, party)] += number
        for row in self.rows:
            after = self.applied(row)
            if row.item.id not in self.items.kept:
                numbers.subtract(self.canonical.get(party, party) for party in _acting(row.item))
            numbers.update(() if after is None else _acting(after.item))
        return tuple(sorted(((party, n) for party, n in numbers.items() if n > 0), key=lambda one: (-one[1], one[0])))

    def counts(self, raw: dict[str, int]) -> dict[str, int]:
        """How many items of each kind, as judged."""
        numbers = Counter(raw)
        for row in self.rows:
            kept = row.item.id in self.items.kept
            left = self.items.changed.get(row.item.id, row.item) is not None
            numbers[kind_of(row.item)] += (kept and left) - (not kept and not left)
        numbers.update("noise" for _ in self.items.added)
        return {kind: number for kind, number in numbers.items() if number or kind == "article"}

    def _actors(self) -> tuple[Identity, Fates]:
        if not any(one.kind == "actors" for one in self.valid):
            return Identity(), {}
        found, missing = find_actors_again(self.valid, self._actors_named())
        identity = judge_identity(found)
        return identity, {**identity.fates, **missing}

    def _actors_named(self) -> Iterator[LocalActor]:
        """The actors that judgements name; where one of these has none of its own any more, all actors."""
        subjects = [subject for one in self.valid if one.kind == "actors" for subject in one.subjects]
        words = [word for one in subjects for word in (one.id, one.name)]
        named = [actor for _, actor in query.local_actors(self.engine, words)]
        if {own_key(actor) for actor in named} >= {subject.id for subject in subjects}:
            yield from named
        else:
            yield from (actor for _, actor in query.local_actors(self.engine))

    def is_settled(self, sides: Iterable[Collection[str]]) -> bool:
        """Whether people said of accounts, each given by the ids of its items, that they all hold."""
        every = [set(side) for side in sides]
        return all(self.both_hold(one, other) for one, other in combinations(every, 2))

    def both_hold(self, one: Collection[str], other: Collection[str]) -> bool:
        """Whether the newest judgement of an item of each of two sides says that both hold."""
        mine, theirs = set(one), set(other)
        newest = max(
            (made for items, made in self.conflicts.items() if _has_both(items, mine, theirs)),
            key=lambda made: made.when,
            default=None,
        )
        return newest is not None and newest.decision == "no_conflict"

    def _events(self) -> Identity:
        """Which items tell of one event, or of two."""
        if not any(one.kind == "events" for one in self.valid):
            return Identity()
        named = {subject.article or "" for one in self.valid if one.kind == "events" for subject in one.subjects}
        items = [row.item for row in _rows_of(self.engine, _read(self.engine, sorted(named)))]
        found, missing = find_tellings_again(self.valid, items)
        identity = judge_identity(found, "events")
        self.fates |= {**identity.fates, **missing}
        return identity

    def _of_articles(self, kind: JudgementKind) -> Identity:
        """Which articles (by id) are of one story or one text, or of two."""
        identity, fates = _articles_judged(self.engine, self.valid, kind)
        self.fates |= fates
        return identity

    def one_story(self) -> Iterator[tuple[str, str, bool]]:
        """Two articles by their ids, and whether people hold them to be of one story."""
        return self.stories.pairs()

    def _canonical(self) -> dict[str, str]:
        """By the name of an actor among parties, the name under which all that is judged the same goes."""
        names = self.actors.names
        return {names[key]: names[root] for key, root in self.actors.root.items() if names[key] != names[root]}

    def _renamed(self, item: Any) -> Any:
        changes: dict[str, Any] = {}
        for field in ("attribution", "reply_to"):
            if self.items.changed.get(getattr(item, field, None) or "", item) is None:
                changes[field] = None
        for field in PARTIES:
            before = getattr(item, field, ())
            after = tuple(dict.fromkeys(self.canonical.get(party, party) for party in before))
            if after != before:
                changes[field] = after
        return judged(msgspec.structs.replace(item, **changes)) if changes else item

    def _passes(self, item: Any, where: Filter) -> bool:
        if where.act is not None and getattr(item, "act", None) != where.act:
            return False
        return where.party is None or self.canonical.get(where.party, where.party) in _acting(item)

    def _added(self, where: Filter) -> Iterator[ItemRow[Any]]:
        if where.party is not None or where.act is not None:
            return
        for article in query.articles(self.engine, where):
            for noise in self.items.added.values():
                # A log from elsewhere may hold any span: one that does not hold its words is not shown.
                if noise.article == article.article.id and article.article.text[noise.start : noise.end] == noise.text:
                    name, outlet = article.article.name, article.article.outlet
                    yield ItemRow(item=noise, article_name=name, outlet=outlet, published=article.published)


def one_text(engine: Engine) -> Iterator[tuple[str, str, bool]]:
    """Two articles by their ids, and whether people hold them to be one text; asks nothing else of the log."""
    log = judgement_log(engine)
    taken_back = undone(log)
    return _articles_judged(engine, [one for one in log if one.id not in taken_back], "origins")[0].pairs()


def _articles_judged(engine: Engine, valid: Sequence[Judgement], kind: JudgementKind) -> tuple[Identity, Fates]:
    """Which articles (by id) people hold to be one or two in this respect, and what became of what they said."""
    named = {subject.id for one in valid if one.kind == kind for subject in one.subjects}
    found, missing = find_articles_again(valid, _read(engine, sorted(named)), kind)
    identity = judge_identity(found, kind)
    return identity, {**identity.fates, **missing}


def _by_day(row: ItemRow[Any]) -> tuple[dt.date, str, int, str]:
    earliest, _ = dates_of(row.item, row.published)
    return earliest or dt.date.max, row.article_name, row.item.start, row.item.id


def _has_both(items: frozenset[str], one: set[str], other: set[str]) -> bool:
    """Whether two of the items stand on two sides, each on its own."""
    return any(a != b for a in items & one for b in items & other)


def _acting(item: Any) -> Sequence[str]:
    """The parties under which an item is found, once a role, as the record counts them."""
    roles = [dict.fromkeys(getattr(item, role, ())) for role in ("party", "participants", "holder")]
    return [party for role in roles for party in role]


def _read(engine: Engine, articles: Sequence[str]) -> list[str]:
    """Those of these articles that have a reading in force."""
    r = schema.reading
    found: list[str] = []
    with asking(engine) as connection:
        for first in range(0, len(articles), MOST_KEYS):
            some = articles[first : first + MOST_KEYS]
            found += connection.execute(select(r.c.article).where(r.c.current, r.c.article.in_(some))).scalars()
    return found


def _rows_of(engine: Engine, articles: Sequence[str]) -> Iterator[ItemRow[Any]]:
    """All items in force of these articles."""
    i, r = schema.item, schema.reading
    with asking(engine) as connection:
        for first in range(0, len(articles), MOST_KEYS):
            some = articles[first : first + MOST_KEYS]
            rows = connection.execute(query.item_columns().where(r.c.current, i.c.article.in_(some)).order_by(i.c.id)).mappings()
            yield from (query.item_row(row, query.KINDS[row["kind"]]) for row in rows)
