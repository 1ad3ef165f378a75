import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import msgspec
import pytest

from standoff.core.dates import Published, When
from standoff.core.errors import OffsetError
from standoff.core.ids import content_id, text_id
from standoff.core.records import Article, Meeting, Reading
from standoff.core.spans import Span
from standoff.exchange.csv import export_tables
from standoff.exchange.event_convert import event_record
from standoff.exchange.jsonl import export_lines
from standoff.exchange.schema import export_schema
from standoff.store.database import open_engine
from standoff.store.views import Views
from standoff.store.write import put

TOLD = "Peru and Chile met in Arica about the fishing border"


def told(name: str, place: str) -> tuple[Article, Reading]:
    """An article that tells of the talks, with their place as it has it."""
    text = f"{TOLD}, writes {name}. The border of the fishing grounds is old. Fishing boats wait at the border."
    day = dt.date(2031, 3, 4)
    date = When(earliest=day, latest=day, precision="day", basis="stated")
    meeting = Meeting(
        id=content_id("meeting", name), article=text_id(text), start=0, end=len(TOLD), text=TOLD,
        participants=("PER", "CHL"), place=place, date=date,
    )  # fmt: skip
    one = Article(id=text_id(text), name=name, text=text)
    return one, Reading(
        article=one.id, reader="planted", language="en", meetings=(meeting,), published=Published(earliest=day, latest=day),
        sentences=((0, len(TOLD)),),
    )  # fmt: skip


@pytest.fixture
def views(tmp_path: Path) -> Iterator[Views]:
    engine = open_engine(tmp_path / "record.db")
    for name, place in (("a.txt", "Arica"), ("b.txt", "Tacna")):
        put(engine, *told(name, place))
    yield Views(engine)
    engine.dispose()


def test_an_event_is_a_line_of_its_own_kind_that_the_schema_takes(views: Views) -> None:
    lines = [json.loads(line) for line in export_lines(views)]
    (event,) = (line for line in lines if line["kind"] == "event")
    jsonschema.Draft202012Validator(export_schema()).validate(event)
    assert event["articles"] == ["a.txt", "b.txt"]
    assert {one["value"] for one in event["differences"]} == {"Arica", "Tacna"}


def test_the_tellings_of_an_event_lead_to_items_of_the_export(views: Views) -> None:
    lines = [json.loads(line) for line in export_lines(views)]
    (event,) = (line for line in lines if line["kind"] == "event")
    ids = {line["id"] for line in lines if line["kind"] == "meeting"}
    assert {item for telling in event["tellings"] for item in telling["items"]} <= ids


def test_a_quote_that_does_not_hold_stops_the_export(views: Views) -> None:
    (event,) = views.events()
    first = msgspec.structs.replace(event.tellings[0], quote=Span(3, 9, "wrong!"))
    broken = msgspec.structs.replace(event, tellings=(first, *event.tellings[1:]))
    with pytest.raises(OffsetError, match=event.id):
        event_record(broken, lambda name: views.article(name).article.text)


def test_tellings_and_differences_are_parallel_lists_in_a_table(views: Views) -> None:
    tables = dict(export_tables(views))
    (row,) = csv.DictReader(io.StringIO(tables["events.csv"].decode()))
    assert row["tellings_place"] == "Arica|Tacna"
    assert row["differences_articles"].count("|") == row["differences_value"].count("|") == 1
