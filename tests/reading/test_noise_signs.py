import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading.noise_signs import signs_of, words_of

PROSE = "The envoys met for three hours in the old harbour town and agreed to speak again before the winter."
MENU = ["Home", "World", "Sport", "Weather"]


def test_every_line_has_its_row() -> None:
    assert signs_of([*MENU, PROSE], {}).shape[0] == 5


@settings(deadline=None)
@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=12))
def test_signs_are_numbers_whatever_the_lines(lines: list[str]) -> None:
    assert np.isfinite(signs_of(lines, {"home": 2.0})).all()


def test_words_weigh_with_their_log_odds() -> None:
    table = signs_of(["Subscribe now", "Envoys now"], {"subscribe": 3.0, "now": 0.5})
    assert table[0, 15] == 3.5
    assert table[1, 15] == 0.5


def test_the_body_is_told_from_what_stands_before_and_behind_it() -> None:
    table = signs_of([*MENU, PROSE, PROSE.upper() + ".", PROSE, *MENU], {})
    inside = table[:, -8]
    assert inside.tolist() == [0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0]


def test_words_are_in_small_letters_and_keep_their_apostrophe() -> None:
    assert words_of("Don't miss: Today's 3 Envoys") == ["don't", "miss", "today's", "envoys"]
