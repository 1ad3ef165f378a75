from pathlib import Path

import pytest

from benchmarks.actors import Pair, fate, five, measure, pairs

SHARED = Path(__file__).resolve().parents[3] / "shared"


def test_a_spelling_is_joined_a_misheard_name_proposed_and_another_left_apart() -> None:
    assert fate(Pair(True, "Ada Kovalenkova", "Ada Kowalenkova")) == "joined"
    assert fate(Pair(True, "Bela Zorinsky", "Bella Sorinski")) == "proposed"
    assert fate(Pair(False, "Ada Holm", "Bert Lindgren")) == "apart"


def test_no_two_persons_are_joined_and_most_spellings_are_found() -> None:
    """The floor: measured .955 and .929 of the halves, precision .84 and .90."""
    for half in ("A", "B"):
        found = measure(pair for pair in pairs() if pair.half == half)
        assert found["other"]["joined"] == 0
        assert found["recall"] >= 0.9
        assert found["precision"] >= 0.8


@pytest.mark.skipif(not (SHARED / "gold" / "across.yaml").is_file(), reason="needs the five articles, which cannot be shipped")
def test_the_persons_of_the_five_articles() -> None:
    found = five(SHARED)
    assert found is not None
    assert found["joined_wrongly"] == 0
    assert found["found_as_one"] >= 18
    assert found["proposed_rightly"] >= 2
