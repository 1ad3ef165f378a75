"""Quick questions give what the record holds, in either kind of database, and their errors are the record's."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Engine

from standoff.core.errors import RecordError
from standoff.core.records import Noise
from standoff.store import quick
from standoff.store.database import asking, open_engine, transaction
from standoff.store.quick import ASKED, ask_among, ask_each, decoded, encoded, give_room, next_number, put_rows, remembered
from tests.store.planted import article, harbour_reading

COUNT = "INSERT INTO story_count (word, articles) VALUES (?, ?)"
AMONG = "SELECT word, articles FROM story_count WHERE word IN"


def test_each_question_has_its_own_rows_in_order(engine: Engine) -> None:
    with transaction(engine) as connection:
        put_rows(connection, COUNT, [(3, 30), (1, 10)])
        query = "SELECT articles FROM story_count WHERE word = ?"
        assert list(ask_each(connection, query, [(1,), (2,), (3,)])) == [[(10,)], [], [(30,)]]


@pytest.mark.parametrize("number", [0, 1, 49, 50, ASKED, 2 * ASKED + 1])
def test_a_list_of_any_length_is_asked_for_once_each(engine: Engine, number: int) -> None:
    with transaction(engine) as connection:
        put_rows(connection, COUNT, [(word, 2 * word) for word in range(2 * ASKED + 5)])
        assert sorted(ask_among(connection, AMONG, range(number))) == [(word, 2 * word) for word in range(number)]


def test_a_connection_that_relates_keeps_more_of_the_record_at_hand(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "roomy.db")
    with transaction(engine) as connection:
        before = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
        give_room(connection)
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() < before < 0  # below nought it counts kilobytes
    engine.dispose()


def test_what_was_asked_for_is_not_asked_again(engine: Engine) -> None:
    asked: list[int] = []

    def ask(numbers: Sequence[int]) -> dict[int, int]:
        asked.extend(numbers)
        return {number: 10 * number for number in numbers if number < 5}

    for _ in range(2):  # in two transactions of one connection
        with transaction(engine) as connection:
            assert remembered(connection, "test", [3, 4, 5], ask) == {3: 30, 4: 40}
    assert asked == [3, 4, 5, 5]


def test_what_is_taken_back_is_not_remembered(engine: Engine) -> None:
    with pytest.raises(KeyError), transaction(engine) as connection:
        assert remembered(connection, "test", [3], lambda _: {3: "taken back"}) == {3: "taken back"}
        raise KeyError
    with transaction(engine) as connection:
        assert remembered(connection, "test", [3], lambda _: {3: "there"}) == {3: "there"}


def test_no_more_is_remembered_than_a_bound(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "MOST_REMEMBERED", 2)
    with transaction(engine) as connection:
        assert len(remembered(connection, "test", [1, 2, 3], lambda some: dict.fromkeys(some, "before"))) == 3
        found = remembered(connection, "test", [1, 2, 3], lambda some: dict.fromkeys(some, "anew"))
    assert found == {1: "anew", 2: "before", 3: "before"}


def test_numbers_go_on_behind_the_last_row(engine: Engine) -> None:
    with transaction(engine) as connection:
        assert next_number(connection, "failure") == 1
        row = (7, "a.txt", "is empty", "2031-03-04 00:00:00+00:00")
        put_rows(connection, "INSERT INTO failure (id, name, reason, seen) VALUES (?, ?, ?, ?)", [row])
        assert next_number(connection, "failure") == 8


def test_an_error_of_the_driver_is_told_like_any_other(engine: Engine) -> None:
    with pytest.raises(RecordError, match="no_such_table"), asking(engine) as connection:
        list(ask_each(connection, "SELECT 1 FROM no_such_table WHERE 1 = ?", [(1,)]))


def test_a_struct_comes_back_from_json_and_from_plain_data() -> None:
    noise = harbour_reading(article()).noise[0]
    assert decoded(encoded(noise), Noise) == noise
    assert decoded(msgspec.to_builtins(noise), Noise) == noise
