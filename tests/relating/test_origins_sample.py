"""The bundled sample has one wire story, a paper's cut of it, and another paper's piece on the same thing."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from standoff.api import Record, open_record

SAMPLE = Path(str(files("standoff") / "sample"))
WIRE, CUT, OWN = "02-corrand-wire.txt", "03-saltmere-courier.txt", "04-aldmoor-gazette.txt"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("sample") / "record.db") as record:
        record.read_sources([SAMPLE / name for name in (WIRE, CUT, OWN)])
        yield record


def test_the_paper_cut_the_wire_story(record: Record) -> None:
    (origin,) = record.origins()
    assert (origin.articles, origin.first, origin.core) == ((WIRE, CUT), WIRE, WIRE)
    assert [copy.kind for copy in origin.copies] == ["cut"]


def test_the_cut_made_a_rough_figure_a_firm_one(record: Record) -> None:
    origin = record.origin_of(CUT)
    assert origin is not None
    figures = [(change.before, change.after) for change in origin.copies[0].changes if change.kind == "figure"]
    assert ("about 100,000", "100,000") in figures


def test_it_altered_and_dropped_sources(record: Record) -> None:
    origin = record.origin_of(CUT)
    assert origin is not None
    sources = [(change.before, change.after) for change in origin.copies[0].changes if change.kind == "attribution"]
    assert ("American", "US") in sources
    assert ("Russian news agencies reported", "") in sources


def test_what_another_paper_wrote_in_its_own_words_is_a_source_of_its_own(record: Record) -> None:
    assert record.origin_of(OWN) is None
    assert str(record.origin_index().tally([WIRE, CUT, OWN])) == "2 origins (3 articles)"
