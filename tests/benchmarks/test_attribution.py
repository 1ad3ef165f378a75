from pathlib import Path

import pytest

from benchmarks.attribution import Relation, Tally, measure, read_ann

TEXT = "The minister said that the talks had failed.\n"
ANN = (
    "T1\tSource 0 12\tThe minister\nT2\tCue 13 17\tsaid\nT3\tContent 18 43\tthat the talks had failed\n"
    "T4\tAttribution 13 17\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
)


def test_a_brat_file_gives_its_relations() -> None:
    assert read_ann(ANN) == [{"source": ((0, 12),), "cue": ((13, 17),), "content": ((18, 43),)}]


def test_a_discontinuous_span_keeps_its_pieces_in_order_of_place() -> None:
    (relation,) = read_ann("T1\tContent 20 30;0 10\tx\nT2\tCue 11 15\ty\nE1\tAttribution:T2 Content:T1 Cue:T2\n")
    assert relation["content"] == ((0, 10), (20, 30))


def test_an_argument_without_its_span_is_left_out() -> None:
    assert read_ann("T1\tCue 11 15\ty\nE1\tAttribution:T1 Cue:T1 Content:T9\n") == [{"cue": ((11, 15),)}]


def test_linked_asks_for_source_and_content_at_once() -> None:
    tally = Tally()
    gold: Relation = {"source": ((0, 12),), "content": ((18, 43),)}
    tally.add([gold], [{"source": ((0, 12),), "content": ((18, 40),)}], TEXT)
    table = tally.table()
    assert (table["source"]["f1"], table["content"]["f1"], table["linked"]["f1"]) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(("end", "f1"), [(40, 1.0), (43, 1.0), (26, 0.0)])
def test_overlap_asks_for_half_of_what_either_side_covers(end: int, f1: float) -> None:
    tally = Tally()
    gold: Relation = {"source": ((0, 12),), "content": ((18, 43),)}
    tally.add([gold], [{"source": ((4, 12),), "content": ((18, end),)}], TEXT)
    assert tally.table()["overlap"]["f1"] == f1


def test_an_attribution_is_matched_once_and_with_the_best() -> None:
    tally = Tally()
    gold: Relation = {"source": ((0, 12),), "content": ((18, 43),)}
    tally.add([gold], [{"source": ((0, 12),), "content": ((18, 40),)}, gold], TEXT)
    assert tally.counts["overlap"] == [1, 2, 1]


def test_a_corpus_is_measured(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "a_1.ann").write_text(ANN, encoding="utf-8")
    report = measure(tmp_path, finders=("rules",))
    assert report["articles"] == 1
    assert report["systems"]["rules"]["linked"]["f1"] == pytest.approx(1.0)
