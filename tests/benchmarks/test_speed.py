import json
from pathlib import Path

import pytest

from benchmarks import speed
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading import reader
from standoff.reading.reader import preset, read

TEXT = "Peru closed its border on Friday.\n\nThe minister said the talks in Lima would go on."
SAID = Article(id=text_id(TEXT), name="one", text=TEXT)


@pytest.mark.parametrize("stage", speed.STAGES)
def test_each_stage_that_is_timed_is_one_of_the_readers(stage: str) -> None:
    assert callable(getattr(reader, stage))


def test_stages_are_timed_and_the_reader_is_left_as_it_was() -> None:
    before = {name: getattr(reader, name) for name in speed.STAGES}
    with speed.watched() as spent:
        read(SAID, preset("standard"))
    assert set(spent) == set(speed.STAGES)
    assert all(seconds >= 0 for seconds in spent.values())
    assert {name: getattr(reader, name) for name in speed.STAGES} == before


def test_texts_are_taken_from_lines_of_json(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(json.dumps({"text": f"Talks, day {day}."}) for day in range(3)), encoding="utf-8")
    assert [one.text for one in speed.load(path, 2)] == ["Talks, day 0.", "Talks, day 1."]


def test_without_a_file_the_sample_is_shuffled_and_no_text_comes_twice(tmp_path: Path) -> None:
    made = speed.load(tmp_path / "none.jsonl", 20)
    assert len({one.id for one in made}) == 20


def test_all_three_ways_are_timed_in_each_round() -> None:
    spent = speed._rounds([SAID], [TEXT], 2, "fast")
    assert set(spent) == {"bare", "parse", "whole"}
    assert all(len(rounds) == 2 and min(rounds) > 0 for rounds in spent.values())
