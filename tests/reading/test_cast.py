import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.cast import Cast, find_cast
from standoff.reading.context import Context
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse
from tests.reading.casting import Read


def read(text: str) -> tuple[Context, Cast]:
    doc = next(iter(parse([masked(text, [])], DEFAULT_MODEL)))
    context = Context(article=Article(id=text_id(text), name="x", text=text), doc=doc)
    return context, find_cast(context)


def party_of(text: str, word: str, nth: int = 0) -> tuple[str, ...]:
    context, cast = read(text)
    return cast.party([token for token in context.doc if token.text == word][nth])


def test_a_state_is_named_by_its_abbreviation_but_not_by_the_pronoun() -> None:
    context, cast = read("The US told us that it would wait.")
    assert [token.text for token in context.doc if cast.party(token) == ("USA",)][:1] == ["US"]
    assert cast.party(next(token for token in context.doc if token.text == "us")) == ()


def test_a_seat_of_government_acts_for_its_state() -> None:
    assert party_of("The Kremlin said on Monday that the drill was over.", "Kremlin") == ("RUS",)


def test_officials_act_for_the_state_of_their_adjective() -> None:
    assert party_of("Norwegian officials said that the port would stay open.", "officials") == ("NOR",)


def test_a_person_speaks_for_the_state_in_the_title() -> None:
    text = "Chilean Foreign Minister Ana Reyes Lorca arrived on Friday. Lorca said that the treaty would be signed."
    assert party_of(text, "Lorca", 1) == ("CHL",)


def test_a_pronoun_takes_the_party_of_the_person_before() -> None:
    text = "Chilean Foreign Minister Ana Reyes Lorca arrived on Friday. She said that the treaty would be signed."
    context, cast = read(text)
    she = next(token for token in context.doc if token.text == "She")
    assert (cast.party(she), cast.speaker(she)) == (("CHL",), "Ana Reyes Lorca")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_cast(text: str) -> None:
    _, cast = read(text)
    assert all(span.text == text[span.start : span.end] for actor in cast.actors for span in actor.mentions)


WORDS = st.sampled_from(
    [
        *("The", "US", "Norwegian", "Norway", "Chile's", "official", "officials", "minister", "foreign", "said", "told", "that"),
        *(
            "President",
            "Ana",
            "Lorca",
            ",",
            ".",
            '"',
            "he",
            "She",
            "it",
            "they",
            "the",
            "statement",
            "country",
            "of",
            "for",
            "in",
        ),
        *(
            "Oslo",
            "and",
            "(",
            ")",
            "-",
            "led",
            "spokesman",
            "former",
            "\n",
            "NATO",
            "(NAT)",
            "who",
            "is",
            "government",
            "Gen.",
            "'s",
        ),
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_jumble_of_news_words_has_a_cast(text: str) -> None:
    context, cast = read(text)
    for token in context.doc:
        assert all(isinstance(code, str) for code in cast.party(token))
    assert all(span.text == text[span.start : span.end] for actor in cast.actors for span in actor.mentions)


@pytest.mark.parametrize("text", ["", " ", "\n\n", '"', "It", "The US's", "he, she. they"])
def test_a_scrap_of_text_has_a_cast(text: str) -> None:
    read(text)


def test_a_name_for_two_states_together_means_both() -> None:
    assert party_of("Both Koreas said on Monday that the drill was over.", "Koreas") == ("KOR", "PRK")


@pytest.mark.parametrize(
    ("text", "noun", "party"),
    [
        ("Syria's ally, Russia, has blocked the text.", "ally", ("RUS",)),
        ("The two sides, Peru and Chile, said so.", "sides", ("PER", "CHL")),
        ("Peru's capital, Lima, was quiet.", "capital", ()),
    ],
)
def test_a_noun_is_whom_the_name_between_commas_behind_it_says(text: str, noun: str, party: tuple[str, ...]) -> None:
    assert Read(text).party(noun) == party
