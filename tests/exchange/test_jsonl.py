import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from standoff.core.errors import MalformedInput, OffsetError
from standoff.exchange.jsonl import export_lines, json_lines
from standoff.intake.formats.own import refuse_own
from standoff.store import schema
from standoff.store.views import Views
from tests.exchange.planted import ANSWER, BRIDGE, plant


def lines(record: Views) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export_lines(record)]


def of_kind(record: Views, kind: str) -> list[dict[str, Any]]:
    return [line for line in lines(record) if line["kind"] == kind]


def test_every_kind_of_object_is_there(record: Views) -> None:
    kinds = {line["kind"] for line in lines(record)}
    assert kinds >= {"article", "noise", "attribution", "statement", "figure", "meeting", "forecast", "actor"}


def test_every_object_has_an_id_of_its_own(record: Views) -> None:
    ids = [line["id"] for line in lines(record)]
    assert len(set(ids)) == len(ids)


def test_an_item_names_its_article_by_its_name(record: Views) -> None:
    assert {line["article"] for line in lines(record) if "start" in line} == {"a-bridge.txt", "b-answer.txt"}


def test_offsets_are_code_points_into_the_exported_text(record: Views) -> None:
    texts = {line["name"]: line["text"] for line in of_kind(record, "article")}
    placed = [(line["article"], line) for line in lines(record) if "start" in line]
    placed += [(line["article"], piece) for line in of_kind(record, "attribution") for piece in line["content"]]
    assert len(placed) > 10
    for name, span in placed:
        assert texts[name][span["start"] : span["end"]] == span["text"]


def test_an_article_keeps_its_text_title_and_publication_window(record: Views) -> None:
    first = of_kind(record, "article")[0]
    assert (first["text"], first["title"], first["flags"], first["carried_by"], first["outlet"]) == (
        BRIDGE,
        BRIDGE.splitlines()[0],
        ["damaged"],
        ["AFP"],
        "The Narrows",
    )
    assert {key: first["published"][key] for key in ("earliest", "latest", "basis")} == {
        "earliest": "2031-05-06",
        "latest": "2031-05-06",
        "basis": "given",
    }


def test_a_quotation_told_in_pieces_has_several_content_spans(record: Views) -> None:
    told = next(line for line in of_kind(record, "attribution") if line["direct"])
    assert [piece["text"] for piece in told["content"]] == ["We will close our ports", "unless the strait opens"]


def test_a_statement_carries_the_fields_of_the_codebook(record: Views) -> None:
    demand = next(line for line in of_kind(record, "statement") if line["act"] == "demand")
    assert (demand["party"], demand["addressee"], demand["plover"], demand["speaker"]) == (
        ["CAN"],
        ["NOR"],
        "REQUEST",
        "Ada Holm",
    )
    date = demand["date"]
    assert (date["earliest"], date["latest"], date["precision"], date["text"]) == ("2031-05-05", "2031-05-05", "day", "on Monday")


def test_a_statement_names_its_issue_as_the_dossier_does(record: Views) -> None:
    demand = next(line for line in of_kind(record, "statement") if line["act"] == "demand")
    assert demand["issue"] == ["The strait"]


def test_articles_come_by_name_each_followed_by_its_items_by_place(record: Views) -> None:
    keys = [
        (line.get("article") or line["name"], line["kind"] != "article", line.get("start", -1), line.get("end", -1), line["id"])
        for line in lines(record)
        if line["kind"] == "article" or "start" in line
    ]
    assert keys == sorted(keys)


def test_the_same_record_is_exported_as_the_same_bytes(record: Views, tmp_path: Path) -> None:
    again = plant(tmp_path / "again.db")
    assert b"".join(export_lines(record)) == b"".join(export_lines(again))
    again.engine.dispose()


def test_a_span_that_does_not_hold_is_never_exported(record: Views) -> None:
    with record.engine.begin() as connection:
        connection.execute(update(schema.article).where(schema.article.c.name == "b-answer.txt").values(text=ANSWER[1:]))
    with pytest.raises(OffsetError, match=r"b-answer\.txt"):
        lines(record)


@given(st.lists(st.text()))
def test_a_line_is_a_line_whoever_cuts_them(texts: list[str]) -> None:
    written = b"".join(json_lines([{"text": text} for text in texts])).decode()
    assert [json.loads(line)["text"] for line in written.splitlines()] == texts


def test_the_line_ends_of_unicode_are_escaped() -> None:
    (line,) = json_lines(["a\u2028b\u2029c\x85d"])
    assert line == b'"a\\u2028b\\u2029c\\u0085d"\n'


@pytest.mark.parametrize("kind", ["article", "noise", "attribution", "statement", "figure", "meeting", "forecast"])
def test_an_export_is_known_as_one_where_articles_are_read(record: Views, kind: str) -> None:
    line = next(line for line in export_lines(record) if json.loads(line)["kind"] == kind)
    with pytest.raises(MalformedInput, match="an export of a record"):
        refuse_own(line.decode())
