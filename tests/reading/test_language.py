import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.reading.language import UNKNOWN, detect_language


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_has_a_language_or_is_undetermined(text: str) -> None:
    found = detect_language(text)
    assert found == UNKNOWN or (found.isascii() and found.islower() and 2 <= len(found) <= 3)


@pytest.mark.parametrize("text", ["", " \n", "123 456", "?!", "🙂", "\0"])
def test_what_has_no_letters_is_undetermined(text: str) -> None:
    assert detect_language(text) == UNKNOWN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Chile demanded on Monday that Peru open the harbour, and its envoy rejected the demand.", "en"),
        ("Chile exigió el lunes que Perú abriera el puerto, y el portavoz rechazó la exigencia.", "es"),
        ("Le Chili a exigé lundi que le Pérou ouvre le port, et son émissaire a rejeté la demande.", "fr"),
        ("Чили потребовала в понедельник, чтобы Перу открыло порт, и посланник отверг требование.", "ru"),
        ("Şili pazartesi günü Peru'nun limanı açmasını istedi ve elçisi talebi reddetti.", "tr"),
    ],
)
def test_a_text_is_in_its_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_layout_does_not_matter() -> None:
    assert detect_language("\n\n \tChile demanded on Monday\n that Peru\nopen\nthe harbour.\n" * 3) == "en"


def test_names_of_another_country_do_not_make_another_language() -> None:
    text = "President Łukasz Żółkowski of Poland met Señor Núñez in Kraków on Tuesday and said that nothing was agreed."
    assert detect_language(text) == "en"
