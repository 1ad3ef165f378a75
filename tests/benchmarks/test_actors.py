from pathlib import Path

from benchmarks.actors import Pair, fate, five, measure, pairs


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


def test_without_the_five_articles_their_persons_are_not_measured(tmp_path: Path) -> None:
    assert five(tmp_path) is None
