import hashlib

from hypothesis import given
from hypothesis import strategies as st

from standoff.core.ids import content_id, text_id


def test_a_texts_identity_is_its_sha_256() -> None:
    assert text_id("späť") == hashlib.sha256("späť".encode()).hexdigest()


def test_an_identifier_stays_the_same_for_ever() -> None:
    assert content_id("noise", "abc", 1, 5) == "noise-d9f2c3a53920f2fa"


@given(st.text(), st.integers())
def test_identifiers_are_stable_and_short(text: str, number: int) -> None:
    one = content_id("x", text, number)
    assert one == content_id("x", text, number)
    assert len(one) == len("x-") + 16


def test_other_parts_give_another_identifier() -> None:
    assert len({content_id("x", "a", "bc"), content_id("x", "ab", "c"), content_id("x", "abc"), content_id("x", "abc", "")}) == 4


@given(st.text(st.characters(categories=["Cs", "L"]), max_size=8))
def test_half_a_character_has_an_identity_too(text: str) -> None:
    assert len(text_id(text)) == 64
    assert content_id("x", text).startswith("x-")
