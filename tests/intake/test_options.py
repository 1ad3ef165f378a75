import pytest

from standoff.core.errors import UsageError
from standoff.intake import IntakeOptions, take_in


def test_a_column_for_a_field_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="text, title"):
        IntakeOptions(columns={"body": "text"})


def test_limits_must_let_something_through() -> None:
    with pytest.raises(UsageError):
        IntakeOptions(max_text_bytes=0)


def test_an_unknown_format_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="csv, html, jsonl, text"):
        take_in([], IntakeOptions(input_format="docx"))


@pytest.mark.parametrize("name", ["no-such", "hex", "rot13", "undefined", "a\0b"])
def test_what_is_no_encoding_of_text_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="encoding"):
        IntakeOptions(encoding=name)
