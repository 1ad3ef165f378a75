import datetime as dt

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.conflicts import decide, may_be_decided
from standoff.relating.conflicts_tables import Claim
from tests.relating.claims import figure

KEPT = ("conflict", "update", "compatible", "same")  # what the record keeps of two claims
DAY = dt.date(2031, 5, 6)
WORDS = ("trawler", "harbour", "quota", "lighthouse")
days = st.integers(-130, 130).map(lambda number: DAY + dt.timedelta(days=number))
windows = st.one_of(st.just((None, None)), st.tuples(days, days).map(lambda ends: (min(ends), max(ends))))
one_day = days.map(lambda day: (day, day))
claims = st.builds(
    lambda slot, stance, told, spoken, low, article: figure(
        slot=slot, stance=stance, article=article, low=low, high=low, claimer=("SWE",) if stance == "blamed" else (),
        topic="talks" if slot == "when" else "attack" if slot in ("deed", "forecast") else "soldiers",
        words=("talks",) if slot == "when" else WORDS, stems=WORDS, target=("SWE",) if slot == "forecast" else (),
        told_earliest=told[0], told_latest=told[1], earliest=spoken[0], latest=spoken[1],
    ),
    st.sampled_from(["figure", "deed", "forecast", "quotation", "demand", "when"]),
    st.sampled_from(["denied", "blamed", "expected"]),
    st.one_of(one_day, windows), st.one_of(one_day, windows), st.sampled_from([40, 45, 7300]), st.sampled_from("abc"),
)  # fmt: skip


@given(claims, claims)
def test_what_is_quickly_seen_to_be_of_two_things_is_never_kept(one: Claim, other: Claim) -> None:
    other = msgspec.structs.replace(other, slot=one.slot, topic=one.topic, words=one.words, target=one.target)
    if not may_be_decided(one, other):
        found = decide(one, other)
        assert found is None or found.verdict not in KEPT


def test_claims_of_one_day_are_decided_in_every_slot() -> None:
    for slot in ("figure", "deed", "forecast", "quotation", "demand"):
        one = figure(slot=slot, words=WORDS)
        assert may_be_decided(one, msgspec.structs.replace(one, article="b")), slot


def test_claims_of_two_slots_are_not_decided() -> None:
    assert not may_be_decided(figure(), figure(slot="demand"))
