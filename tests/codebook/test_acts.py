"""The acts' data file."""

import pytest

from standoff.codebook.acts import PLOVER_TYPES, acts, plover_of
from standoff.codebook.files import decode
from standoff.codebook.noise import noise_patterns
from standoff.core.errors import CodebookError


def test_every_act_exports_to_a_plover_type_or_none() -> None:
    assert {act.plover for act in acts().values()} - {None} <= PLOVER_TYPES


def test_a_planned_meeting_is_an_agreement() -> None:
    assert (plover_of("meet", "happened"), plover_of("meet", "planned")) == ("CONSULT", "AGREE")


def test_accepting_what_was_demanded_is_conceding() -> None:
    assert plover_of("accept", "stated", demanded=True) == "CONCEDE"


def test_an_unknown_field_is_refused_with_its_place() -> None:
    from standoff.codebook.acts import Act

    with pytest.raises(CodebookError, match=r"mine\.yaml.*colour"):
        decode(
            b"{act: a, label: b, definition: c, family: d, plover: null, score: null, stance: null, colour: red}",
            Act,
            "mine.yaml",
        )


@pytest.mark.parametrize("line", ["Leave a Reply", "Advertisement", "Share on Facebook", "All rights reserved."])
def test_page_furniture_is_known_by_its_words(line: str) -> None:
    assert any(pattern.fullmatch(line) for _, pattern in noise_patterns().lines)
