import pytest

from standoff.codebook.files import decode
from standoff.codebook.forecasts import forecast_words
from standoff.codebook.meetings import meeting_nouns, meeting_verbs
from standoff.codebook.quantities import QuantityWords, quantity_words
from standoff.core.errors import CodebookError


def test_vague_sizes_follow_the_codebook() -> None:
    vague = quantity_words().vague
    assert (vague["dozens"], vague["hundreds"], vague["tens of thousands"]) == ((24, 99), (200, 999), (20000, 99999))


def test_every_measure_form_has_one_measure() -> None:
    words = quantity_words()
    assert len(words.measure_forms) == sum(len(m.forms) for m in words.measures)


def test_unknown_field_is_an_error_that_names_the_file() -> None:
    with pytest.raises(CodebookError, match=r"quantities\.yaml"):
        decode(b"nonsense: 1", QuantityWords, "codebook/data/quantities.yaml")


def test_words_of_meetings_and_forecasts_load() -> None:
    assert meeting_nouns()["talk"].plural
    assert "with" in meeting_verbs()["meet"].slots
    assert "expect" in forecast_words().expecting
