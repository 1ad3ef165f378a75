import gzip
import json
from pathlib import Path

import pytest

from benchmarks.copies import exact, load, ours, scores, through_a_record
from tests.relating.texts import story, text


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Twenty stories with one near copy and one cut among them."""
    texts = [text(story(seed)) for seed in range(20)]
    texts += [text([*story(3), "One line more than that."]), text(story(5)[:3])]
    with gzip.open(tmp_path / "reuters21578.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"id": str(number), "text": one}) + "\n" for number, one in enumerate(texts))
    pairs = ({"a": "3", "b": "20", "kind": "near_dup"}, {"a": "21", "b": "5", "kind": "contained"})
    (tmp_path / "silver_pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs), encoding="utf-8")
    return tmp_path


def test_planted_pairs_are_found(data: Path) -> None:
    report = ours(load(data))
    assert report["near_dup"] == report["contained"] == {"found": 1, "joined": 1}
    assert (report["precision"], report["pairs_joined"]) == (1, 2)


def test_what_is_wrongly_joined_or_missed_is_told(data: Path) -> None:
    wrong = frozenset((0, 1))
    report = scores(load(data), {wrong}, {wrong})
    assert report["near_dup"] == {"found": 0, "joined": 0}
    assert report["precision"] == 0


def test_a_record_finds_the_same_pairs(data: Path) -> None:
    assert through_a_record(load(data))["pairs"] == 2


def test_the_exact_share_is_of_the_shorter_text() -> None:
    assert exact("a b c d e f", "x a b c d e y z") == 0.5


def test_missing_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="cannot be read as a folder with reuters21578"):
        load(tmp_path)
