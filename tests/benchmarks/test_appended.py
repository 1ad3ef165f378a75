import gzip
import json
from pathlib import Path

from benchmarks.appended import DATED, UNDATED, planted, scores, stories

FIRST = "\n\n".join(
    (
        "Chile demanded on Monday that Peru open the harbour of Callao to its ships this month, the envoy Luis Vera said.",
        "Peru rejected the demand in a letter that its own envoy gave to reporters in the capital late on Tuesday evening.",
        "The harbour has been shut since the storm of last year broke the outer wall of the old port in three places.",
        "Talks go on in Arica next week, when the two sides are to look at what the pilots and the shipping agents propose.",
    )
)
SECOND = "NAIROBI (AP) - Kenya and Uganda agreed on Tuesday to halve what a freight train pays at the post of Malaba, both said."


def test_a_story_that_is_found_whole_scores_full() -> None:
    row = planted([(f"Harbour talks stall\n\n{FIRST}", f"Two states sign a pact\n\n{SECOND}")])
    assert row == {"texts": 1, "split": 1, "start": 1, "second": 1.0, "lost": 0.0}


def test_a_story_that_is_not_found_scores_nothing() -> None:
    row = planted([(f"Harbour talks stall\n\n{FIRST}", SECOND)])
    assert row == {"texts": 1, "split": 0, "start": 0, "second": 0.0, "lost": 0.0}


def test_articles_without_title_or_text_are_left_out(tmp_path: Path) -> None:
    rows = [{"title": "A", "text": "B c.\n"}, {"title": "", "text": "B"}, {"title": "A", "text": " "}]
    with gzip.open(tmp_path / "x.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    assert stories(tmp_path / "x.gz") == [("A", "B c.")]


def test_every_way_to_put_two_together_is_scored() -> None:
    longer = "\n\n".join((FIRST, FIRST))
    found = [
        ("Harbour talks stall", longer),
        ("Pact is signed", f"NAIROBI (AP) - {longer}"),
        ("Port opens at last", longer + " Yes."),
    ]
    result = scores(found, pairs=6)
    assert set(result) == {"one story", *DATED, *UNDATED}
    assert result["one story"] == {"texts": 3, "split": 0}
