"""What is shown of a set: why each two sides differ, and what a later account took over."""

import datetime as dt

from standoff.relating.conflicts_shown import pair_reasons, reasons_of, updated_sides, without_settled, without_updated
from standoff.relating.conflicts_tables import Conflict, ConflictSide, Join, Telling, Verdict


def side(says: str, day: int) -> ConflictSide:
    told = dt.date(2031, 5, day)
    place = Telling(item=f"figure-{says}", article=f"{says}.txt", start=0, end=len(says), quote=says)
    return ConflictSide(
        says=says, claimed_by=(), speaker=None, earliest=told, latest=told, origins=1, articles=1, tellings=(place,)
    )


def conflict(*joins: tuple[int, int, Verdict]) -> Conflict:
    """A toll of 40, then 65, then another's of 120."""
    return Conflict(
        id="conflict-1", of="figure", verdict="conflict", about="people killed", party=(), reason="first", earliest=None,
        latest=None, origins=3, articles=3, sides=(side("40", 1), side("65", 2), side("120", 2)),
        joins=tuple(Join(one=a, other=b, verdict=verdict, reason=f"{verdict} {a}{b}") for a, b, verdict in joins),
    )  # fmt: skip


def tally(names: object) -> tuple[int, int]:
    count = len(set(names))  # type: ignore[call-overload]
    return count, count


def test_a_side_that_a_later_account_took_over_is_told_as_such() -> None:
    one = conflict((1, 2, "conflict"), (0, 1, "update"), (0, 2, "update"))
    assert updated_sides(one) == {0}
    left = without_updated(one, tally)
    assert left is not None
    assert [side.says for side in left.sides] == ["65", "120"]
    assert [(join.one, join.other) for join in left.joins] == [(0, 1)]
    assert (left.origins, left.earliest) == (2, dt.date(2031, 5, 2))


def test_an_earlier_account_stays_where_what_took_over_is_not_in_its_conflict() -> None:
    assert not updated_sides(conflict((0, 2, "conflict"), (0, 1, "update")))


def test_a_mere_update_leaves_nothing_that_differs() -> None:
    assert without_updated(conflict((0, 1, "update")), tally) is None


def test_what_people_settled_goes_with_its_sides() -> None:
    def settled(one: object, other: object) -> bool:
        return {"figure-40"} in (one, other)

    left = without_settled(conflict((1, 2, "conflict"), (0, 2, "conflict")), settled, tally)
    assert left is not None
    assert [side.says for side in left.sides] == ["65", "120"]
    assert without_settled(conflict((0, 2, "conflict")), settled, tally) is None


def test_each_pair_has_its_own_reason() -> None:
    one = conflict((1, 2, "conflict"), (0, 2, "update"))
    assert pair_reasons(one) == ["“65” and “120”: conflict 12", "“40” and “120”: update 02"]
    assert reasons_of(one, 2) == [("conflict 12", (1,)), ("update 02", (0,))]
    assert pair_reasons(conflict((1, 2, "conflict"))) == ["conflict 12"]
