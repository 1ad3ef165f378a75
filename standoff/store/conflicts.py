"""Conflicts in the record: what each reading claims, the keys of its claims, and the pairs found by asking the keys."""

import datetime as dt
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection, Engine, and_, insert, select

from standoff.relating.claims import claims_of
from standoff.relating.claims_index import METHOD, UNKNOWN_DAY, day_of, echoes, keys
from standoff.relating.conflicts import decide, may_be_decided
from standoff.relating.conflicts_tables import Claim, Decision
from standoff.store import schema
from standoff.store.database import asking, transaction
from standoff.store.quick import Row, ask_among, ask_each, decoded, encoded, next_number, put_rows, remembered
from standoff.store.subject import Subject

AT_ONCE = 50  # articles completed in one transaction
# Claims of one key that are looked at: so many of the nearest days before, and behind. It bounds what one article costs,
# however many articles a record holds about one thing; said again in the same words, a claim is an echo and has no key.
NEAREST = 6
MOST_CANDIDATES = 24  # claims that one claim is decided with, those with most keys in common first
MOST_OWN = 200  # claims of its own under one key that a claim is decided with, the last told: only a list of thousands has more
ECHO_DAYS = 7
FEW_REPLACED = 500  # readings replaced by later ones that are all asked for; of more, those that matter
KEPT = frozenset({"conflict", "update", "compatible", "same"})

_BEFORE = "SELECT claim FROM claim_key WHERE key = ? AND day <= ? ORDER BY day DESC, claim DESC LIMIT ?"
_BEHIND = "SELECT claim FROM claim_key WHERE key = ? AND day > ? ORDER BY day, claim LIMIT ?"
_UNDATED = "SELECT claim FROM claim_key WHERE key = ? AND day = ? ORDER BY claim DESC LIMIT ?"
_KEPT = f"SELECT id, reading, data FROM claim WHERE method = '{METHOD}' AND id IN"  # noqa: S608 - a constant of ours
_IN_FORCE = "SELECT id FROM reading WHERE current AND id IN"
_REPLACED = "SELECT id FROM reading WHERE NOT current LIMIT ?"
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
        self.own: dict[int, Claim] = {}
        self.under: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=MOST_OWN))  # own claims by key
        self.claims: list[Row] = []
        self.keys: list[Row] = []
        self.pairs: list[Row] = []

    def put(self, claims: Sequence[Claim]) -> None:
        keyed = [(claim, keys(claim)) for claim in claims]
        holders = self._holders(keyed)
        ranked = [_most_shared(own_keys, holders) for _, own_keys in keyed]
        kept = self._kept(ranked)
        for (claim, own_keys), numbers in zip(keyed, ranked, strict=True):
            self._put(claim, own_keys, self._candidates(own_keys, numbers, kept))
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

    def _kept(self, ranked: Iterable[Sequence[int]]) -> dict[int, Claim]:
        """Those claims, of each row as many as are looked at; all of a row where some are not in force."""
        rows = list(ranked)
        first = {number for numbers in rows for number in numbers[:MOST_CANDIDATES]}
        kept = self._claims(first)
        short = [numbers for numbers in rows if not kept.keys() >= set(numbers[:MOST_CANDIDATES])]
        return kept | self._claims({number for numbers in short for number in numbers} - first)

    def _claims(self, numbers: Iterable[int]) -> dict[int, Claim]:
        """Those of these claims whose reading is in force."""
        rows = remembered(self.connection, "claim", sorted(numbers), self._asked)
        force = in_force(self.connection, {reading for reading, _ in rows.values()})
        return {number: claim for number, (reading, claim) in rows.items() if reading in force}

    def _asked(self, numbers: Sequence[int]) -> dict[int, tuple[int, Claim]]:
        rows = ask_among(self.connection, _KEPT, numbers)
        return {number: (reading, decoded(data, Claim)) for number, reading, data in rows}

    def _candidates(self, own_keys: Sequence[str], ranked: Sequence[int], kept: Mapping[int, Claim]) -> dict[int, Claim]:
        there = islice((number for number in ranked if number in kept), MOST_CANDIDATES)
        found = {number: kept[number] for number in there}
        mine = {number for key in own_keys for number in self.under.get(key, ())}
        return found | {number: self.own[number] for number in sorted(mine)}

    def _put(self, claim: Claim, own_keys: tuple[str, ...], candidates: Mapping[int, Claim]) -> None:
        decided: dict[int, Decision] = {}
        for number, other in candidates.items():
            decision = decide(other, claim) if may_be_decided(other, claim) else None
            if decision is None or decision.verdict not in KEPT:
                continue
            if decision.verdict == "same" and echoes(other, claim) and _together(other, claim):
                self._insert(claim, echo=number)
                return
            decided[number] = decision
        key = self._insert(claim)
        self.own[key] = claim
        for one in own_keys:
            self.under[one].append(key)
        self.keys += [(one, day_of(claim), key) for one in own_keys]
        self.pairs += [(number, key, one.verdict, one.kind, one.reason) for number, one in decided.items()]

    def _insert(self, claim: Claim, echo: int | None = None) -> int:
        number = self.next + len(self.claims)
        self.claims.append((number, self.reading, METHOD, claim.slot, echo, encoded(claim)))
        return number


def _most_shared(own_keys: Sequence[str], holders: Mapping[str, Sequence[int]]) -> list[int]:
    """The claims that stand under these keys, those under most of them first."""
    return [number for number, _ in Counter(number for key in own_keys for number in holders[key]).most_common()]


def in_force(connection: Connection, readings: Collection[int]) -> set[int]:
    """Those of these readings that no later one has replaced: few are replaced, and the many are kept all over the record."""
    replaced = {number for (number,) in next(ask_each(connection, _REPLACED, [(FEW_REPLACED + 1,)]))}
    if len(replaced) <= FEW_REPLACED:
        return set(readings) - replaced
    return {number for (number,) in ask_among(connection, _IN_FORCE, sorted(readings))}


def _together(a: Claim, b: Claim) -> bool:
    """Whether two claims were told within days of each other, as far as is known."""
    days = day_of(a), day_of(b)
    return UNKNOWN_DAY in days or abs(days[0] - days[1]) <= ECHO_DAYS


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
