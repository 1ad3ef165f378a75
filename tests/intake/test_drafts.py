import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.core.errors import MalformedInput
from standoff.core.spans import check
from standoff.intake.drafts import article_of, titled


def test_a_title_is_set_above_its_text() -> None:
    text, span = titled("Dam talks", "The envoys met.")
    assert (text, span and span.text) == ("Dam talks\n\nThe envoys met.", "Dam talks")


def test_a_title_that_the_text_begins_with_is_its_span() -> None:
    text, span = titled("Dam talks", "\n Dam talks\nThe envoys met.")
    assert text == "\n Dam talks\nThe envoys met."
    assert span is not None
    assert span.start == 2


def test_a_title_that_is_but_the_beginning_of_a_longer_word_is_not_in_the_text() -> None:
    assert titled("Dam", "Damage was light.")[0] == "Dam\n\nDamage was light."


def test_case_spacing_and_a_sites_name_do_not_make_another_title() -> None:
    for title in ("DAM  TALKS", "Dam talks | Velm Tide", "Dam talks - Velm Tide"):
        text, span = titled(title, "Dam talks\nThe envoys met.")
        assert (text, span and span.text) == ("Dam talks\nThe envoys met.", "Dam talks")


def test_a_hyphen_in_a_word_is_no_sites_name() -> None:
    assert titled("Dam talks-about-talks", "Dam talks\nGo on.")[0].startswith("Dam talks-about")


@given(st.text(), st.text(min_size=1))
def test_the_span_always_holds(title: str, body: str) -> None:
    text, span = titled(title.strip(), body)
    if span is not None:
        check(text, span)


@pytest.mark.parametrize("text", [None, b"The envoys met.", 7])
def test_what_is_no_text_is_an_error_of_ours(text: Any) -> None:
    with pytest.raises(MalformedInput, match="not text"):
        article_of(text, name="a")


@pytest.mark.parametrize("published", ["2024-13-01", "yesterday", "03/04/2022", ["2024-01-01"]])
def test_a_date_that_a_program_gives_and_that_cannot_be_read_is_an_error(published: object) -> None:
    with pytest.raises(MalformedInput, match="2022-01-26"):
        article_of("The envoys met.", name="a", published=published)


def test_a_programs_own_date_is_taken() -> None:
    day = dt.date(2031, 5, 1)
    assert article_of("The envoys met.", name="a", published=day).published_given.earliest == day
