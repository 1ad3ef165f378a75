import pytest
from spacy.tokens import Token

from standoff.codebook.lexicon import lexicon
from standoff.reading.moods import mood_of
from standoff.reading.tokens import DEFAULT_MODEL, parse


def verb(text: str, form: str) -> Token:
    doc = next(iter(parse([text], DEFAULT_MODEL)))
    return next(token for token in doc if token.text == form)


MOODS = [
    ("Chile need not accept the offer.", "accept", "not-void"),
    ("Chile does not have to accept the offer.", "accept", "not-void"),
    ("Chile failed to accept the offer.", "accept", "not-void"),
    ("Chile has yet to accept the offer.", "accept", "not-void"),
    ("Chile is yet to accept the offer.", "accept", "not-void"),
    ("Chile decided against accepting the offer.", "accepting", "not-future"),
    ("Chile would rather leave the council than accept the offer.", "accept", "not-void"),
    ("Instead of accepting the offer, Chile left.", "accepting", "not-void"),
    ("Chile stopped short of accepting the offer.", "accepting", "not-void"),
    ("Chile refrained from accepting the offer.", "accepting", "not-void"),
    ("Chile never said it would accept the offer.", "accept", "not-void"),
    ("Chile said it would accept the offer.", "accept", "future"),
    ("Chile accepted the offer.", "accepted", "plain"),
    ("Chile did not accept the offer.", "accept", "not-plain"),
    ("Chile will accept the offer.", "accept", "future"),
    ("Chile will never accept the offer.", "accept", "not-future"),
    ("Chile is going to accept the offer.", "accept", "future"),
    ("Chile isn't going to accept the offer.", "accept", "not-future"),
    ("Chile could accept the offer.", "accept", "may"),
    ("Chile must accept the offer.", "accept", "must"),
    ("Chile plans to accept the offer.", "accept", "future"),
    ("Chile is ready to accept the offer.", "accept", "willing"),
    ("Chile refused to accept the offer.", "accept", "refused"),
    ("Chile wants to accept the offer.", "accept", "wanted"),
    ("Chile would have accepted the offer.", "accepted", "not-void"),
    ("Chile was to have accepted the offer.", "accepted", "not-void"),
    ("Chile was to accept the offer.", "accept", "future"),
    ("Chile is believed to have accepted the offer.", "accepted", "plain"),
    ("Chile appears to have accepted the offer.", "accepted", "plain"),
    ("Chile was able to accept the offer.", "accept", "plain"),
    ("Chile will accept no offer.", "accept", "not-future"),
    ("Chile neither accepted nor rejected the offer.", "rejected", "not-plain"),
    ("Chile does not trust the offer, nor will it accept the map.", "accept", "not-future"),
    ("Chile did not accept or reject the offer.", "reject", "not-plain"),
    ("Chile will not leave, divide or surrender the islands.", "divide", "not-future"),
    ("Chile has neither offered nor agreed to accept the map.", "accept", "not-future"),
    ("Chile has not signed, ratified or accepted the text.", "accepted", "not-plain"),
    ("Chile did not sign the text and rejected the offer.", "rejected", "plain"),
    ("Chile did not sign the text or it rejected the offer.", "rejected", "plain"),
    ("Chile will accept or reject the offer.", "reject", "future"),
    ("Chile cannot but accept the offer.", "accept", "may"),
    ("Chile will under no circumstances accept the offer.", "accept", "not-future"),
    ("Chile would in this case accept the offer.", "accept", "future"),
    ("Chile talked Peru out of accepting the offer.", "accepting", "not-void"),
    ("Chile would be foolish to accept the offer.", "accept", "not-void"),
    ("Chile would be glad to accept the offer.", "accept", "void"),
    ("Chile accepted the offer with no conditions.", "accepted", "plain"),
    ("Chile would accept the offer under no conditions.", "accept", "not-future"),
    ("Chile not only accepted the offer, it signed it.", "accepted", "plain"),
    ("Chile did not just accept the offer, it signed it.", "accept", "plain"),
    ("Chile will not just accept the offer.", "accept", "not-future"),
    ("Not until May did Chile accept the offer.", "accept", "plain"),
    ("Chile will not hesitate to accept the offer.", "accept", "future"),
    ("Chile did not fail to accept the offer.", "accept", "plain"),
    ("Chile hesitated to accept the offer.", "accept", "refused"),
    ("Nothing will stop Chile from accepting the offer.", "accepting", "future"),
    ("A storm stopped Chile from accepting the offer.", "accepting", "not-void"),
    ("Reports that Chile accepted the offer are false.", "accepted", "not-void"),
    ("Reports that Chile accepted the offer are true.", "accepted", "plain"),
]


@pytest.mark.parametrize(("text", "form", "mood"), MOODS, ids=[m[0] for m in MOODS])
def test_the_mood_of_a_predicate(text: str, form: str, mood: str) -> None:
    assert mood_of(verb(text, form), lexicon()).keys[-1] == mood


def test_a_condition_is_tried_first() -> None:
    assert mood_of(verb("Chile will accept the offer if Peru pays.", "accept"), lexicon()).keys == ("future-if", "future")


def test_a_clause_that_is_a_condition_says_so() -> None:
    assert mood_of(verb("If Peru pays, Chile will accept.", "pays"), lexicon()).under_if
    assert mood_of(verb("Should Peru invade Chile, Brazil will respond.", "invade"), lexicon()).under_if


def test_a_question_is_marked() -> None:
    assert mood_of(verb("Will Chile accept the offer?", "accept"), lexicon()).question
    assert not mood_of(verb("Chile will accept the offer. Why?", "accept"), lexicon()).question


@pytest.mark.parametrize(
    ("text", "form", "foreseen"),
    [
        ("Chile is expected to accept the offer.", "accept", True),
        ("Chile expects to accept the offer.", "accept", False),
        ("Chile is unlikely to accept the offer.", "accept", True),
        ("Chile might accept the offer.", "accept", True),
        ("Chile is considering accepting the offer.", "accepting", True),
        ("Chile has reportedly accepted the offer.", "accepted", True),
        ("Chile will accept the offer.", "accept", False),
        ("Chile vowed to accept the offer.", "accept", False),
    ],
)
def test_what_is_only_expected_or_possible_is_foreseen(text: str, form: str, foreseen: bool) -> None:
    assert mood_of(verb(text, form), lexicon()).foreseen is foreseen
