import datetime as dt
from typing import Any

import msgspec
import pytest

from standoff.core.dates import When
from standoff.core.records import (
    AnyItem,
    Attribution,
    Figure,
    Forecast,
    Meeting,
    Noise,
    Reading,
    Statement,
    day,
    items_of,
    spans_of,
)
from standoff.core.spans import Span

TEXT = "Chile demanded on Monday that Peru open the harbour."
PLACE: dict[str, Any] = {"id": "x-1", "article": "a", "start": 0, "end": 51, "text": TEXT[:51]}
MONDAY = Span(18, 24, "Monday")
WHEN = When(text="Monday", start=18, end=24)
KINDS = [
    (Noise(**PLACE, reason="x"), "noise"),
    (Attribution(**PLACE, content=(MONDAY,)), "attribution"),
    (Statement(**PLACE, act="demand"), "statement"),
    (Figure(**PLACE), "figure"),
    (Meeting(**PLACE), "meeting"),
    (Forecast(**PLACE), "forecast"),
]


@pytest.mark.parametrize(("item", "kind"), KINDS)
def test_an_items_kind_is_in_its_json(item: AnyItem, kind: str) -> None:
    assert msgspec.to_builtins(item)["kind"] == kind


@pytest.mark.parametrize(("item", "kind"), KINDS)
def test_an_item_is_told_by_its_kind(item: AnyItem, kind: str) -> None:
    assert msgspec.json.decode(msgspec.json.encode(item), type=AnyItem) == item


def test_all_items_of_a_reading_are_listed() -> None:
    fields = ("noise", "attributions", "statements", "figures", "meetings", "forecasts")
    one_each: dict[str, Any] = {field: (item,) for field, (item, _) in zip(fields, KINDS, strict=True)}
    assert items_of(Reading(article="a", reader="r", language="en", **one_each)) == tuple(item for item, _ in KINDS)


OWN = Span(0, 51, TEXT[:51])


@pytest.mark.parametrize(
    ("item", "spans"),
    [
        (Noise(**PLACE, reason="x"), (OWN,)),
        (Attribution(**PLACE, content=(MONDAY, OWN), cue=MONDAY), (OWN, MONDAY, OWN, MONDAY)),
        (Statement(**PLACE, act="demand", condition=MONDAY, date=WHEN), (OWN, MONDAY, MONDAY)),
        (Statement(**PLACE, act="demand", date=When(earliest=dt.date(2031, 3, 3))), (OWN,)),
        (Figure(**PLACE, as_of=WHEN), (OWN, MONDAY)),
        (Meeting(**PLACE, outcome=MONDAY, participants=("CHL",)), (OWN, MONDAY)),
        (Forecast(**PLACE, window=WHEN), (OWN, MONDAY)),
    ],
)
def test_every_span_of_an_item_is_listed(item: AnyItem, spans: tuple[Span, ...]) -> None:
    assert spans_of(item) == spans


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        KINDS[0][0].start = 3  # type: ignore[misc]


def test_a_day_is_read_in_iso_form_only() -> None:
    assert day("2031-03-04") == dt.date(2031, 3, 4)
    with pytest.raises(ValueError, match="isoformat"):
        day("4 March 2031")
