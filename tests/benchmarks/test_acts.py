from pathlib import Path

import pytest

from benchmarks.acts import QUADS, Events, by_lexicon, by_network, macro_f1, marked, measure, read_events

TEXT = "<s>Chile</s> bombed a harbour in <t>Peru</t>."


def test_marks_become_code_points() -> None:
    event = marked(TEXT)
    assert event.text == "Chile bombed a harbour in Peru."
    assert event.source is not None
    assert event.target is not None
    assert [event.text[slice(*span)] for span in (event.source, event.target)] == ["Chile", "Peru"]


def test_a_sentence_may_lack_a_mark() -> None:
    assert marked("<s>Chile</s> complained.").target is None


def test_macro_f1_weighs_classes_alike() -> None:
    assert macro_f1(["A", "A", "A", "B"], ["A", "A", "A", None]) == pytest.approx(0.5)
    assert macro_f1(["A", "B"], ["B", "A"]) == 0


def test_a_table_is_read(tmp_path: Path) -> None:
    file = tmp_path / "events.tsv"
    file.write_text(f"marked_sentence\tgold_root\tgold_penta\n{TEXT}\tASSAULT\t4\n", encoding="utf-8")
    events = read_events(file)
    assert (events.roots, events.quads) == (["ASSAULT"], ["4"])


def test_the_lexicon_and_the_network_code_a_plain_event() -> None:
    assert by_lexicon([marked(TEXT)]) == ["ASSAULT"]
    assert by_network([marked(TEXT)]) == ["ASSAULT"]


def test_a_sentence_without_an_act_has_no_root_by_the_lexicon() -> None:
    assert by_lexicon([marked("<s>Chile</s> lies west of <t>Bolivia</t>.")]) == [None]


def test_the_report_has_a_row_for_each_way() -> None:
    report = measure(Events([marked(TEXT)], ["ASSAULT"], [QUADS["ASSAULT"]]), None)
    assert report == {name: {"roots": 1.0, "quads": 1.0, "right": 1.0} for name in ("frames of the lexicon", "network")}
