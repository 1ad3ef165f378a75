from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.claims_quotes import GAP, keys_of, words_of
from standoff.relating.conflicts_quotes import decide_quotations, may_be_one
from standoff.relating.conflicts_tables import Claim
from tests.relating.claims import claims, later

SAID = "We will not let a single trawler past the lighthouse before the council has voted"


def quotation(words: str, article: str = "a", speaker: str | None = "Ane Vik", **days: Any) -> Claim:
    return Claim(
        item="attribution-1", article=article, slot="quotation", start=0, end=len(words), text=words, topic="quotation",
        speaker=speaker, words=words_of(words), **{**later(0), **days},
    )  # fmt: skip


def test_another_word_in_one_utterance_is_a_conflict() -> None:
    found = decide_quotations(quotation(SAID), quotation(SAID.replace("trawler", "ferry"), "b"))
    assert found is not None
    assert (found.verdict, found.kind) == ("conflict", "wording")
    assert "“trawler” against “ferry”" in found.reason


def test_a_word_left_out_is_a_conflict() -> None:
    found = decide_quotations(quotation(SAID), quotation(SAID.replace(" single", ""), "b"))
    assert found is not None and found.verdict == "conflict"
    assert "“single” in one only" in found.reason


@pytest.mark.parametrize(
    "other",
    [
        SAID.replace("We will not", "We won't"),
        SAID.replace("a single trawler", "one … trawler"),
        SAID.replace("the council has", "the council [of elders] has"),
        SAID.replace("has voted", "had voted"),
        "before the council has voted",
        SAID.upper(),
    ],
)
def test_the_same_words_otherwise_printed_are_told_twice(other: str) -> None:
    found = decide_quotations(quotation(SAID), quotation(other, "b"))
    assert found is not None and found.verdict == "same", found


def test_two_utterances_are_two_things() -> None:
    found = decide_quotations(quotation(SAID), quotation("The council has to decide who may fish where this winter", "b"))
    assert found is None or found.verdict == "different_referent"


def test_one_utterance_in_two_mouths_is_a_conflict_of_who() -> None:
    found = decide_quotations(quotation(SAID), quotation(SAID, "b", speaker="Per Lund"))
    assert found is not None and (found.verdict, found.kind) == ("conflict", "actor")


def test_one_name_with_and_without_a_hyphen_is_one_mouth() -> None:
    found = decide_quotations(quotation(SAID, speaker="Li Ane Vik"), quotation(SAID, "b", speaker="Li Ane-vik"))
    assert found is not None and found.verdict == "same"


def test_what_is_said_again_months_later_is_no_other_telling() -> None:
    found = decide_quotations(quotation(SAID), quotation(SAID.replace("trawler", "ferry"), "b", **later(90)))
    assert found is not None and found.verdict == "different_referent"


def test_short_forms_are_written_out_and_gaps_kept() -> None:
    assert words_of("It's true... they can’t [all] leave.") == ("it", "is", "true", GAP, "they", "can", "not", GAP, "leave")


def test_one_changed_word_leaves_keys_in_common() -> None:
    assert set(keys_of(words_of(SAID))) & set(keys_of(words_of(SAID.replace("trawler", "ferry"))))


def test_quotations_of_an_article_are_claims_at_their_places() -> None:
    text = f"Herring talks\n\nThe Norwegian minister Ane Vik said on Monday: “{SAID}.” Nobody answered."
    (found,) = claims(text, "quotation")
    assert text[found.start : found.end] == found.text
    assert found.words[:4] == ("we", "will", "not", "let")


some_words = st.lists(st.sampled_from(["fog", "boat", "pier", "lamp", GAP]), min_size=5, max_size=12).map(tuple)


@given(some_words, some_words)
def test_what_is_quickly_seen_to_be_two_utterances_is_decided_so(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    a, b = quotation(SAID), quotation(SAID, "b")
    a, b = msgspec.structs.replace(a, words=one), msgspec.structs.replace(b, words=other)
    if not may_be_one(a, b):
        found = decide_quotations(a, b)
        assert found is None or found.verdict == "different_referent"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("when it comes to the herring trade and its boats", "when it comes to the north of the sea"),
        ("this has nothing to do with fish", "it has nothing to do with the lighthouse"),
        ("that would be very bad for us", "members of the council would be very glad, that would be very kind"),
    ],
)
def test_a_phrase_that_anybody_uses_is_no_utterance(one: str, other: str) -> None:
    found = decide_quotations(quotation(one), quotation(other, "b"))
    assert found is None or found.verdict == "different_referent"
