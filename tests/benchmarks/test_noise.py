import gzip
import json
from pathlib import Path

import pytest

from benchmarks.noise import body_f1, foreign_words, lines_score

BODY = [
    "The two governments said on Thursday that their envoys would meet again in the capital before the end of the month.",
    "Neither side would say whether the closing of the strait had been raised, but an adviser called the talks difficult.",
]


def test_a_body_that_is_all_there_scores_one() -> None:
    assert body_f1("one two three four five", "one two three four five") == 1


def test_a_body_with_another_text_scores_nought() -> None:
    assert body_f1("one two three four five", "six seven eight nine ten") == 0


def test_residues_are_the_lines_that_are_not_of_the_article_but_the_first() -> None:
    assert foreign_words("A title of its own\n" + BODY[0] + "\nSign up here today", BODY[0]) == 4


def test_lines_are_scored_against_their_labels(tmp_path: Path) -> None:
    lines = [["Subscribe now", "boilerplate"], *([line, "content"] for line in BODY), ["Leave a comment", "boilerplate"]]
    path = tmp_path / "pages.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"lines": [*lines, ["unclear", "mixed"]]}) + "\n")
    assert lines_score(path) == pytest.approx(
        {"precision": 1, "recall": 1, "line_f1": 1, "content_words_lost": 0, "furniture_words_removed": 1}
    )
