import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import times_peers
from benchmarks.times import Timex, directions, duration_value, find_timexes, load, peers, read_document, score
from standoff.reading.tense import Tenses
from standoff.reading.tokens import DEFAULT_MODEL, parse

TIMEML = """<?xml version="1.0" ?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2021-03-17">March 17</TIMEX3></DCT>
<TEXT>They <EVENT eid="e1">met</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2021-03-15">Monday</TIMEX3> for
<TIMEX3 tid="t2" type="DURATION" value="PT2H">two hours</TIMEX3> &amp; left.</TEXT>
</TimeML>
"""


def test_document_is_read_with_true_offsets(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(TIMEML, encoding="utf-8")
    document = read_document(path)
    assert document.created == dt.date(2021, 3, 17)
    assert [document.text[t.start : t.end] for t in document.gold] == ["Monday", "two hours"]
    assert "&" in document.text


def test_file_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text("<TimeML></TimeML>", encoding="utf-8")
    with pytest.raises(ValueError, match="TimeML"):
        read_document(path)


def test_expressions_get_their_values(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(TIMEML, encoding="utf-8")
    document = read_document(path)
    doc = next(iter(parse([document.text], DEFAULT_MODEL)))
    assert [t.value for t in find_timexes(document.text, document.created, Tenses(doc))] == ["2021-03-15", "PT2H"]


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [(2.0, "week", "P2W"), (None, "day", "PXD"), (2.5, "year", "P2Y6M"), (1.5, "minute", "PT1M30S"), (2.0, "decade", "P20Y")],
)
def test_durations_are_written_as_timex3(amount: float | None, unit: str, value: str) -> None:
    assert duration_value(amount, unit) == value


def test_scores_follow_tempeval() -> None:
    gold = [Timex(0, 6, "Monday", "DATE", "2021-03-15"), Timex(10, 16, "Friday", "DATE", "2021-03-19")]
    found = [Timex(0, 6, "Monday", "DATE", "2021-03-22"), Timex(8, 16, "on Friday", "DATE", "2021-03-19")]
    result = score([(gold, found)])
    assert (result["strict_f1"], result["relaxed_f1"], result["value_f1"]) == (0.5, 1.0, 0.5)


def test_bare_names_are_scored_beside_the_last_before(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(TIMEML.replace("met", "will meet").replace("2021-03-15", "2021-03-22"), encoding="utf-8")
    document = read_document(path)
    doc = next(iter(parse([document.text], DEFAULT_MODEL)))
    found = find_timexes(document.text, document.created, Tenses(doc))
    assert directions([(document, found)]) == {"bare_names": 1, "bare_right": 1.0, "bare_last_before": 0.0}


@pytest.mark.parametrize(
    ("name", "said"), [("none", "is not there"), ("empty", "holds no TimeML"), ("other", "cannot be read as")]
)
def test_a_folder_without_timeml_is_said(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.tml").write_text("<TimeML></TimeML>", encoding="utf-8")
    with pytest.raises(SystemExit, match=said):
        load(tmp_path / name, "all")


def test_peers_are_scored_as_far_as_they_are_installed(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(TIMEML.replace("Monday", "15 March 2021"), encoding="utf-8")
    told = peers(load(tmp_path, "all"), sys.executable)
    assert set(told) == {"HeidelTime", "dateparser", "timexy"}
    # dateparser comes with the program: what else it finds ("two hours") it takes for a day.
    assert (told["dateparser"]["failed"], told["dateparser"]["value_f1"]) == (0, 0.5)


def test_a_peer_that_is_not_installed_is_named_with_its_package() -> None:
    def absent() -> times_peers.Tagger:
        raise ImportError("No module named 'clock'")

    assert times_peers.run("clock-tagger", absent, []) == {"missing": "No module named 'clock'", "package": "clock-tagger"}


def test_a_document_on_which_a_peer_fails_is_counted_and_empty() -> None:
    def tagger(text: str, day: str) -> Iterator[times_peers.Found]:
        yield 0, int(text), "DATE", day

    row = times_peers.run("clock-tagger", lambda: tagger, [("7", "2031-03-01"), ("no number", "2031-03-01")])
    assert (row["failed"], row["found"]) == (1, [[(0, 7, "DATE", "2031-03-01")], []])


def test_the_place_that_a_wrapper_counted_wrong_is_mended() -> None:
    assert times_peers._nearest("In May R&D closed; in May it opened.", "May", 27) == 22
    assert times_peers._nearest("In May it closed.", "June", 3) is None
