"""Perturbed readings hold their spans, and the benchmark of scale measures every step of relating."""

from pathlib import Path

import msgspec

from benchmarks.perturbing import Perturber, Read
from benchmarks.scale import measure, table
from standoff.core.records import items_of, spans_of
from standoff.store.steps import steps
from tests.store.planted import article, harbour_reading


def sources() -> list[Read]:
    one = article()
    return [Read(one, harbour_reading(one))]


def perturber() -> Perturber:
    found = Perturber(sources())
    found.stays = set()
    for length, words in found.by_length.items():
        found.by_length[length] = [*words, "abcdefghijklmnopqrstuvwxyz"[:length]]
    return found


def test_the_first_ones_are_the_sources_themselves() -> None:
    assert perturber().made(0) == sources()[0]


def test_a_perturbed_reading_holds_every_span() -> None:
    made = perturber().made(7)
    for item in items_of(made.reading):
        assert all(made.article.text[span.start : span.end] == span.text for span in spans_of(item))
        assert item.article == made.article.id


def test_it_is_another_article_with_other_ids_on_another_day() -> None:
    source, made = sources()[0], perturber().made(7)
    assert len(made.article.text) == len(source.article.text)
    ids = {item.id for item in items_of(made.reading)}
    assert len(ids) == len(items_of(source.reading))
    assert ids.isdisjoint(item.id for item in items_of(source.reading))
    assert made.reading.statements[0].date != source.reading.statements[0].date


def test_what_refers_to_an_item_still_does() -> None:
    made = perturber().made(7).reading
    said = {item.id for item in made.attributions}
    assert {item.attribution for item in made.statements if item.attribution} <= said


def test_the_same_number_gives_the_same_article() -> None:
    assert msgspec.json.encode(perturber().made(5)) == msgspec.json.encode(perturber().made(5))


def test_every_step_is_measured_at_every_size(tmp_path: Path) -> None:
    rows = measure(sources(), [1, 3], tmp_path / "scale.db")
    assert [row["articles"] for row in rows] == [1, 3]
    assert [list(row["steps"]) for row in rows] == [[step.name for step in steps()]] * 2
    assert "| relating, all steps |" in table(rows)


def test_time_is_up_in_good_order(tmp_path: Path) -> None:
    (row,) = measure(sources(), [5], tmp_path / "scale.db", until=0)
    assert row["articles"] == 0
