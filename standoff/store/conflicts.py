"""Conflicts in the record: what each reading claims, the keys of its claims, and the pairs found by asking the keys."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, and_, insert, select

from standoff.relating.claims import claims_of
from standoff.relating.claims_index import METHOD, UNKNOWN_DAY, day_of, echoes, keys
from standoff.relating.conflicts import decide, may_be_decided
from standoff.relating.conflicts_tables import Claim, Decision
from standoff.store import schema
from standoff.store.database import asking, transaction
from standoff.store.quick import Row, ask_among, ask_each, decoded, encoded, next_number, put_rows
from standoff.store.subject import Subject

AT_ONCE = 50  # articles completed in one transaction
# Claims of one key that are looked at: so many of the nearest days before, and behind. It bounds what one article costs,
# however many articles a record holds about one thing; said again in the same words, a claim is an echo and has no key.
NEAREST = 6
MOST_CANDIDATES = 24  # claims that one claim is decided with, those with most keys in common first
ECHO_DAYS = 7
KEPT = frozenset({"conflict", "update", "compatible", "same"})

_BEFORE = "SELECT claim FROM claim_key WHERE key = ? AND day <= ? ORDER BY day DESC, claim DESC LIMIT ?"
_BEHIND = "SELECT claim FROM claim_key WHERE key = ? AND day > ? ORDER BY day, claim LIMIT ?"
_UNDATED = "SELECT claim FROM claim_key WHERE key = ? AND day = ? ORDER BY claim DESC LIMIT ?"
_KEPT = f"SELECT id, reading, data FROM claim WHERE method = '{METHOD}' AND id IN"  # noqa: S608 - a constant of ours
_IN_FORCE = "SELECT id FROM reading WHERE current AND id IN"
_CLAIM = "INSERT INTO claim (id, reading, method, slot, echo, data) VALUES (?, ?, ?, ?, ?, ?)"
_PAIR = "INSERT INTO claim_pair (a, b, verdict, of, reason) VALUES (?, ?, ?, ?, ?)"


def put_claims(subject: Subject) -> None:
    """Tell what an article's current reading claims beside what the record holds, once, within the transaction."""
    connection, reading = subject.connection, subject.reading
    made = "SELECT reading FROM claimed WHERE reading = ? AND method = ?"
    if reading is None or next(ask_each(connection, made, [(reading, METHOD)])):
        return
    connection.execute(insert(schema.claimed).values(reading=reading, method=METHOD, made=_now()))
    _Putting(connection, reading).put(claims_of(subject.text, subject.whole))


def complete(engine: Engine) -> int:
    """Do the same for articles that were kept without it, by an older Standoff; how many there were."""
    done = 0
    while waiting := _waiting(engine):
        with transaction(engine) as connection:
            for article in waiting:
                put_claims(Subject(connection, article))
        done += len(waiting)
    return done


def _waiting(engine: Engine) -> list[str]:
    r, done = schema.reading, schema.claimed
    query = select(r.c.article).outerjoin(done, and_(done.c.reading == r.c.id, done.c.method == METHOD))
    with asking(engine) as connection:
        return list(
            connection.execute(query.where(r.c.current, done.c.reading.is_(None)).order_by(r.c.id).limit(AT_ONCE)).scalars()
        )


class _Putting:
    """One reading's claims on their way into the record."""

    def __init__(self, connection: Connection, reading: int) -> None:
        self.connection = connection
        self.reading = reading
        self.next = next_number(connection, "claim")
        self.own: dict[int, tuple[Claim, tuple[str, ...]]] = {}
        self.met: dict[int, Claim] = {}
        self.claims: list[Row] = []
        self.keys: list[Row] = []
        self.pairs: list[Row] = []

    def put(self, claims: Sequence[Claim]) -> None:
        keyed = [(claim, keys(claim)) for claim in claims]
        holders = self._holders(keyed)
        kept = self._claims({number for found in holders.values() for number in found})
        for claim, own_keys in keyed:
            self._put(claim, own_keys, self._candidates(own_keys, holders, kept))
        put_rows(self.connection, _CLAIM, self.claims)
        put_rows(self.connection, "INSERT INTO claim_key (key, day, claim) VALUES (?, ?, ?)", sorted(self.keys))
        put_rows(self.connection, _PAIR, self.pairs)

    def _holders(self, keyed: Iterable[tuple[Claim, tuple[str, ...]]]) -> dict[str, list[int]]:
        """Which claims of the record stand under each key, the nearest days first."""
        days: dict[str, int] = {}
        for claim, own_keys in keyed:
            for key in own_keys:
                days.setdefault(key, day_of(claim) or dt.date.max.toordinal())
        asked = list(days.items())
        before = ask_each(self.connection, _BEFORE, ((key, day, NEAREST) for key, day in asked))
        found = {key: [number for (number,) in rows] for (key, _), rows in zip(asked, before, strict=True)}
        for query, most in ((_BEHIND, NEAREST), (_UNDATED, NEAREST // 2)):
            values = [(key, day if query is _BEHIND else UNKNOWN_DAY, most) for key, day in asked]
            for (key, _), rows in zip(asked, ask_each(self.connection, query, values), strict=True):
                found[key] += [number for (number,) in rows if number not in found[key]]
        return found

    def _claims(self, numbers: Iterable[int]) -> dict[int, str]:
        """Those of these claims whose reading is in force, as they are kept: most are never looked at."""
        rows = list(ask_among(self.connection, _KEPT, sorted(numbers)))
        force = {reading for (reading,) in ask_among(self.connection, _IN_FORCE, sorted({row[1] for row in rows}))}
        return {number: data for number, reading, data in rows if reading in force}

    def _candidates(
        self, own_keys: Sequence[str], holders: Mapping[str, Sequence[int]], kept: Mapping[int, str]
    ) -> dict[int, Claim]:
        shared = Counter(number for key in own_keys for number in holders[key] if number in kept)
        found = {number: self._claim(number, kept[number]) for number, _ in shared.most_common(MOST_CANDIDATES)}
        mine = {number: claim for number, (claim, others) in self.own.items() if not set(others).isdisjoint(own_keys)}
        return {**found, **mine}

    def _claim(self, number: int, data: str) -> Claim:
        if number not in self.met:
            self.met[number] = decoded(data, Claim)
        return self.met[number]

    def _put(self, claim: Claim, own_keys: tuple[str, ...], candidates: Mapping[int, Claim]) -> None:
        decided: dict[int, Decision] = {}
        for number, other in candidates.items():
            decision = decide(other, claim) if may_be_decided(other, claim) else None
            if decision is None or decision.verdict not in KEPT:
                continue
            if decision.verdict == "same" and echoes(other, claim) and abs(day_of(other) - day_of(claim)) <= ECHO_DAYS:
                self._insert(claim, echo=number)
                return
            decided[number] = decision
        key = self._insert(claim)
        self.own[key] = (claim, own_keys)
        self.keys += [(one, day_of(claim), key) for one in own_keys]
        self.pairs += [(number, key, one.verdict, one.kind, one.reason) for number, one in decided.items()]

    def _insert(self, claim: Claim, echo: int | None = None) -> int:
        number = self.next + len(self.claims)
        self.claims.append((number, self.reading, METHOD, claim.slot, echo, encoded(claim)))
        return number


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
