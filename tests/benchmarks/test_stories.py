import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from benchmarks.stories import Text, f1, load, ours, rows, tfidf
from tests.relating.events import telling

FIRST = dt.date(2031, 3, 1)


def triples(events: int) -> list[Text]:
    return [
        Text(f"{event}-{edition}", str(event), "", telling(event, edition), FIRST + dt.timedelta(event % 20 + edition % 2))
        for event in range(events)
        for edition in range(3)
    ]


def test_what_is_grouped_right_scores_one_and_a_distractor_lowers_it() -> None:
    texts = [*triples(2), Text("d", None, "", "", None)]
    assert f1(texts, [0, 0, 0, 1, 1, 1, 2]) == 1.0
    assert f1(texts, [0, 0, 0, 1, 1, 1, 1]) == pytest.approx(2 * 0.875 / 1.875)
    assert f1(texts, [0, 1, 2, 3, 4, 5, 6]) == pytest.approx(0.5)


def test_invented_events_are_found_again() -> None:
    report = ours(triples(30))
    assert report["fixed"]["all"] > 0.97
    assert report["largest"] <= 4


def test_the_baseline_finds_them_at_some_threshold() -> None:
    report = tfidf(triples(12))
    assert max(row["all"] for row in report["tfidf"].values()) > 0.9


def test_distractors_are_the_same_in_every_run(tmp_path: Path) -> None:
    row = {"story": "1", "title": "t", "date": "2031-03-01", "text": "w"}
    for name, told in {
        "stories/triples_dev.jsonl.gz": [{**row, "id": "a"}],
        "news/international.jsonl.gz": [{**row, "id": str(number)} for number in range(9)],
        "copies/reuters21578.jsonl.gz": [{**row, "id": str(number), "text": "w " * 100} for number in range(9)],
    }.items():
        (tmp_path / name).parent.mkdir()
        with gzip.open(tmp_path / name, "wt") as out:
            out.writelines(json.dumps(one) + "\n" for one in told)
    found = load(tmp_path, None, 12)
    assert found == load(tmp_path, None, 12)
    assert sum(one.story is None for one in found) == 12


def test_rows_of_another_form_are_said(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "rows.gz", "wt") as out:
        out.write(json.dumps({"id": "a", "body": "w"}) + "\n")
    with pytest.raises(SystemExit, match="cannot be read as gzipped JSON lines with id, title and text: KeyError: 'text'"):
        rows(tmp_path / "rows.gz")
