import pytest

from standoff.report.phrases import cell_note
from standoff.report.shapes import Cell


@pytest.mark.parametrize(("disputed", "ending"), [(False, "1 article"), (True, "1 article, which the party denies")])
def test_a_position_that_the_party_denies_is_told_as_such(disputed: bool, ending: str) -> None:
    told = Cell(
        stance="against", symbol="-", label="rejects", since="3 March", last="3 March", before=None, statements=1, articles=1,
        origins=1, disputed=disputed, evidence=(), more_places=0,
    )  # fmt: skip
    assert cell_note(told).endswith(ending)
