import datetime as dt
from typing import Any

from standoff.core.records import Statement
from standoff.relating.positions import Placed, find_positions
from standoff.relating.tables import Position


def placed(act: str, day: int | None, party: str = "CHL", number: int = 0, certainty: float = 1.0) -> Placed:
    when = None if day is None else dt.date(2031, 3, day)
    fields: dict[str, Any] = {"id": f"{act}-{day}-{number}", "article": "a", "start": number, "end": number + 1, "text": act}
    statement = Statement(**fields, act=act, party=(party,), certainty=certainty)
    return Placed(statement, f"{day}.txt", when, when, ("port",))


def positions(*found: Placed) -> tuple[Position, ...]:
    return find_positions(found, {"port": "The port"})


def test_the_last_statement_sets_the_stance() -> None:
    (row,) = positions(placed("reject", 1), placed("accept", 5))
    assert (row.stance, row.act, row.since_earliest) == ("for", "accept", dt.date(2031, 3, 5))


def test_a_repeat_does_not_make_a_stance_newer() -> None:
    (row,) = positions(placed("accept", 1), placed("reject", 3), placed("reject", 9))
    assert (row.stance, row.since_earliest, row.last_earliest) == ("against", dt.date(2031, 3, 3), dt.date(2031, 3, 9))


def test_one_day_of_both_is_mixed() -> None:
    assert [row.stance for row in positions(placed("reject", 5), placed("accept", 5, number=3))] == ["mixed"]


def test_every_party_has_its_own_row() -> None:
    assert [(row.party, row.stance) for row in positions(placed("reject", 5, "PER"), placed("accept", 5))] == [
        ("CHL", "for"),
        ("PER", "against"),
    ]


def test_an_undated_statement_goes_before_dated_ones() -> None:
    (row,) = positions(placed("accept", 2), placed("reject", None))
    assert (row.stance, row.statements) == ("for", ("reject-None-0", "accept-2-0"))


def test_the_surest_statement_of_the_stance_is_quoted() -> None:
    (row,) = positions(placed("reject", 1), placed("accept", 2, number=1), placed("accept", 3, number=2, certainty=0.4))
    assert row.quote_id == "accept-2-1"


def test_no_statement_no_row() -> None:
    assert positions() == ()


def test_copies_of_one_text_count_as_one_origin() -> None:
    found = (placed("reject", 1), placed("reject", 2), placed("reject", 3))
    (row,) = find_positions(found, {"port": "The port"}, {"1.txt": "o", "2.txt": "o", "3.txt": "3.txt"}.__getitem__)
    assert (row.articles, row.origins) == (3, 2)
