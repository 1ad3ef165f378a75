import datetime as dt
from pathlib import Path

import pytest

from benchmarks.times import Timex, directions, duration_value, find_timexes, read_document, score
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
