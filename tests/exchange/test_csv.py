import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.codebook.acts import acts
from standoff.core.errors import MalformedInput
from standoff.exchange.csv import as_cell, export_tables
from standoff.exchange.records import TABLES
from standoff.intake.formats.own import refuse_own
from standoff.store.database import transaction
from standoff.store.views import Views
from standoff.store.write import put_article
from tests.exchange.planted import ANSWER, article, plant


def tables(record: Views) -> dict[str, list[dict[str, str]]]:
    return {name: list(csv.DictReader(io.StringIO(raw.decode()))) for name, raw in export_tables(record)}


def test_there_is_a_table_for_each_kind_and_a_codebook(record: Views) -> None:
    assert set(tables(record)) == {f"{name}.csv" for name in (*TABLES, "codebook")}


def test_a_nested_record_is_a_column_a_field(record: Views) -> None:
    demand = next(row for row in tables(record)["statements.csv"] if row["act"] == "demand")
    assert (demand["date_earliest"], demand["content_text"], demand["deadline_earliest"]) == (
        "2031-05-05",
        "reopen the strait",
        "",
    )


def test_a_list_of_spans_is_parallel_lists(record: Views) -> None:
    told = next(row for row in tables(record)["attributions.csv"] if row["direct"] == "true")
    assert told["content_text"] == "We will close our ports|unless the strait opens"
    assert len(told["content_start"].split("|")) == 2


def test_a_list_of_parties_is_joined(record: Views) -> None:
    assert tables(record)["meetings.csv"][0]["participants"] == "CAN|NOR"


def test_a_text_with_line_ends_survives(record: Views) -> None:
    assert {row["name"]: row["text"] for row in tables(record)["articles.csv"]} == {
        row.article.name: row.article.text for row in record.articles()
    }


def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(record: Views) -> None:
    refusal = next(row for row in tables(record)["statements.csv"] if row["article"] == "b-answer.txt")
    assert refusal["text"] == "'=Norway will not reopen the strait"


@given(st.text())
def test_no_cell_of_text_starts_a_formula(text: str) -> None:
    assert not as_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.text()))
def test_no_cell_of_a_list_starts_a_formula(texts: list[str]) -> None:
    assert not as_cell(tuple(texts)).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(("value", "cell"), [(-5, "-5"), (2.5, "2.5"), (None, ""), (True, "true"), (False, "false")])
def test_a_value_that_is_no_text_is_written_as_it_is(value: object, cell: str) -> None:
    assert as_cell(value) == cell


def test_the_codebook_describes_every_column_of_every_table(record: Views) -> None:
    written = tables(record)
    described = {(row["table"], row["column"]) for row in written["codebook.csv"] if row["description"]}
    filled = {name.removesuffix(".csv"): rows for name, rows in written.items() if rows and name != "codebook.csv"}
    heads = {(name, head) for name, rows in filled.items() for head in rows[0]}
    assert heads and heads <= described


def test_the_codebook_defines_every_act(record: Views) -> None:
    rows = tables(record)["codebook.csv"]
    defined = {row["value"]: row["description"] for row in rows if (row["table"], row["column"]) == ("statements", "act")}
    assert all(act.definition in defined[name] for name, act in acts().items())


def test_what_one_of_several_does_not_hold_leaves_its_place_empty(tmp_path: Path) -> None:
    views = plant(tmp_path / "record.db")
    with transaction(views.engine) as connection:
        for number, outlet in ((1, None), (2, "Quay Times")):
            put_article(connection, article(f"feed#{number}", ANSWER, outlet=outlet))
    found = next(row for row in tables(views)["articles.csv"] if row["name"] == "b-answer.txt")
    views.engine.dispose()
    assert (found["also_name"], found["also_outlet"]) == ("feed#1|feed#2", "|Quay Times")


@pytest.mark.parametrize("kind", ["noise", "attributions", "statements", "figures", "meetings", "forecasts"])
def test_a_table_of_codings_is_known_as_one_where_articles_are_read(record: Views, kind: str) -> None:
    raw = dict(export_tables(record))[f"{kind}.csv"]
    with pytest.raises(MalformedInput, match="an export of a record"):
        refuse_own(raw.decode())
