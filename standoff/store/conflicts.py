"""Conflicts in the record: what each reading claims, the keys of its claims, and the pairs found by asking the keys."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, and_, insert, select, text

from standoff.core.records import AnyItem, LocalActor, Reading
from standoff.relating.claims import claims_of
from standoff.relating.claims_index import METHOD, UNKNOWN_DAY, day_of, echoes, keys
from standoff.relating.conflicts import decide
from standoff.relating.conflicts_tables import Claim, Decision
from standoff.store import schema
from standoff.store.database import asking, transaction
from standoff.store.query import KINDS

ASKED = 400  # values in one question: SQLite takes 999 in its older builds
AT_ONCE = 50  # articles completed in one transaction
# Claims of one key that are looked at: so many of the nearest days before, and behind. It bounds what one article costs,
# however many articles a record holds about one thing; said again in the same words, a claim is an echo and has no key.
NEAREST = 8
MOST_CANDIDATES = 40  # claims that one claim is decided with, those with most keys in common first
ECHO_DAYS = 7
KEPT = frozenset({"conflict", "update", "compatible", "same"})

_NEAREST = text(
    "SELECT claim, day FROM "
    "(SELECT claim, day FROM claim_key WHERE key = :key AND day <= :day ORDER BY day DESC LIMIT :most) AS before "
    "UNION ALL SELECT claim, day FROM "
    "(SELECT claim, day FROM claim_key WHERE key = :key AND day > :day ORDER BY day LIMIT :most) AS behind"
)


def put_claims(connection: Connection, article: str) -> None:
    """Tell what an article's current reading claims beside what the record holds, once, within the transaction."""
    r, done = schema.reading, schema.claimed
    row = connection.execute(select(r.c.id, r.c.data).where(r.c.article == article, r.c.current)).first()
    if row is None:
        return
    if connection.execute(select(done.c.reading).where(done.c.reading == row.id, done.c.method == METHOD)).first() is not None:
        return
    connection.execute(insert(done).values(reading=row.id, method=METHOD, made=_now()))
    body, reading = _reading(connection, article, row.id, row.data)
    _Putting(connection, row.id).put(claims_of(body, reading))


def complete(engine: Engine) -> int:
    """Do the same for articles that were kept without it, by an older Standoff; how many there were."""
    done = 0
    while waiting := _waiting(engine):
        with transaction(engine) as connection:
            for article in waiting:
                put_claims(connection, article)
        done += len(waiting)
    return done


def _waiting(engine: Engine) -> list[str]:
    r, done = schema.reading, schema.claimed
    query = select(r.c.article).outerjoin(done, and_(done.c.reading == r.c.id, done.c.method == METHOD))
    with asking(engine) as connection:
        return list(
            connection.execute(query.where(r.c.current, done.c.reading.is_(None)).order_by(r.c.id).limit(AT_ONCE)).scalars()
        )


def _reading(connection: Connection, article: str, number: int, outline: dict[str, Any]) -> tuple[str, Reading]:
    """An article's text and the parts of its reading that claims are made from."""
    a, i, p, t = schema.article, schema.item, schema.passage, schema.local_actor
    body = connection.execute(select(a.c.text).where(a.c.id == article)).scalar_one()
    items: dict[str, list[AnyItem]] = {kind: [] for kind in KINDS}
    for row in connection.execute(
        select(i.c.kind, i.c.data).where(i.c.reading == number, i.c.kind != "noise").order_by(i.c.start)
    ):
        items[row.kind].append(msgspec.convert(row.data, KINDS[row.kind]))
    bounds = connection.execute(select(p.c.start, p.c.end).where(p.c.article == article).order_by(p.c.start))
    actors = connection.execute(select(t.c.data).where(t.c.reading == number).order_by(t.c.place)).scalars()
    whole = msgspec.structs.replace(
        msgspec.convert(outline, Reading),
        sentences=tuple((start, end) for start, end in bounds),
        actors=tuple(msgspec.convert(data, LocalActor) for data in actors),
        attributions=tuple(items["attribution"]), statements=tuple(items["statement"]), figures=tuple(items["figure"]),
        forecasts=tuple(items["forecast"]),
    )  # fmt: skip
    return body, whole


class _Putting:
    """One reading's claims on their way into the record."""

    def __init__(self, connection: Connection, reading: int) -> None:
        self.connection = connection
        self.reading = reading
        self.own: dict[int, tuple[Claim, tuple[str, ...]]] = {}

    def put(self, claims: Sequence[Claim]) -> None:
        keyed = [(claim, keys(claim)) for claim in claims]
        holders = self._holders(keyed)
        kept = self._claims({number for found in holders.values() for number in found})
        for claim, own_keys in keyed:
            self._put(claim, own_keys, self._candidates(own_keys, holders, kept))

    def _holders(self, keyed: Iterable[tuple[Claim, tuple[str, ...]]]) -> dict[str, list[int]]:
        """Which claims of the record stand under each key, the nearest days first."""
        found: dict[str, list[int]] = {}
        for claim, own_keys in keyed:
            for key in own_keys:
                if key not in found:
                    found[key] = list(self._nearest(key, day_of(claim)))
        return found

    def _nearest(self, key: str, day: int) -> Iterable[int]:
        """The claims of a key on the nearest days; of a claim without a day the newest, and those without one for any."""
        days = (dt.date.max.toordinal(), UNKNOWN_DAY) if day == UNKNOWN_DAY else (day, UNKNOWN_DAY)
        numbers: dict[int, None] = {}
        for one in days:
            most = NEAREST if one != UNKNOWN_DAY else NEAREST // 2
            for row in self.connection.execute(_NEAREST, {"key": key, "day": one, "most": most}):
                if one != UNKNOWN_DAY or row.day == UNKNOWN_DAY:
                    numbers[row.claim] = None
        return numbers

    def _claims(self, numbers: Iterable[int]) -> dict[int, Claim]:
        """Those of these claims whose reading is in force."""
        c, r = schema.claim, schema.reading
        found = {}
        query = select(c.c.id, c.c.data).join(r, r.c.id == c.c.reading).where(r.c.current, c.c.method == METHOD)
        for some in batches(sorted(numbers)):
            for row in self.connection.execute(query.where(c.c.id.in_(some))):
                found[row.id] = msgspec.convert(row.data, Claim)
        return found

    def _candidates(
        self, own_keys: Sequence[str], holders: Mapping[str, Sequence[int]], kept: Mapping[int, Claim]
    ) -> dict[int, Claim]:
        shared = Counter(number for key in own_keys for number in holders[key] if number in kept)
        found = {number: kept[number] for number, _ in shared.most_common(MOST_CANDIDATES)}
        mine = {number: claim for number, (claim, others) in self.own.items() if not set(others).isdisjoint(own_keys)}
        return {**found, **mine}

    def _put(self, claim: Claim, own_keys: tuple[str, ...], candidates: Mapping[int, Claim]) -> None:
        decided: dict[int, Decision] = {}
        for number, other in candidates.items():
            decision = decide(other, claim)
            if decision is None or decision.verdict not in KEPT:
                continue
            if decision.verdict == "same" and echoes(other, claim) and abs(day_of(other) - day_of(claim)) <= ECHO_DAYS:
                self._insert(claim, echo=number)
                return
            decided[number] = decision
        key = self._insert(claim)
        self.own[key] = (claim, own_keys)
        if own_keys:
            rows = [{"key": one, "day": day_of(claim), "claim": key} for one in own_keys]
            self.connection.execute(insert(schema.claim_key), rows)
        if decided:
            self.connection.execute(insert(schema.claim_pair), [_pair_row(number, key, one) for number, one in decided.items()])

    def _insert(self, claim: Claim, echo: int | None = None) -> int:
        row = {"reading": self.reading, "method": METHOD, "slot": claim.slot, "echo": echo, "data": msgspec.to_builtins(claim)}
        key = self.connection.execute(insert(schema.claim).values(**row)).inserted_primary_key
        assert key is not None  # noqa: S101 - an insert of one row always has a key; this tells the type checker
        return int(key[0])


def batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    """The numbers in lists that one question takes."""
    source = iter(numbers)
    while some := list(islice(source, ASKED)):
        yield some


def _pair_row(a: int, b: int, decision: Decision) -> dict[str, Any]:
    return {"a": a, "b": b, "verdict": decision.verdict, "of": decision.kind, "reason": decision.reason}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
