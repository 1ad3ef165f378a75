from pathlib import Path

from benchmarks.presets import f1_of, picture
from benchmarks.scoring import Score


def test_f1_over_sheets_is_of_their_sums() -> None:
    assert f1_of([Score(gold=4, predicted=2, hits=2), Score(gold=2, predicted=4, hits=1)]) == 0.5


def test_the_picture_is_a_png(tmp_path: Path) -> None:
    found = {"bare pipeline": {"articles a second": 9.0}, "fast": {"articles a second": 7.0, "statement": 0.4}}
    picture(found, tmp_path / "presets.png")
    assert (tmp_path / "presets.png").read_bytes().startswith(b"\x89PNG")
