from collections import Counter

from spacy.tokens import Token

from standoff.codebook.lexicon import lexicon
from standoff.core.spans import Span
from standoff.reading.roles import Roles, counterparts
from tests.reading.scenes import scene


def roles(text: str) -> Roles:
    return Roles(scene(text), lexicon())


def token(found: Roles, form: str) -> Token:
    return next(t for t in found.scene.context.doc if t.text == form)


def test_officials_of_two_states_act_for_both() -> None:
    found = roles("Chilean and Peruvian officials met.")
    assert set(found.of_phrase(token(found, "officials"))) == {"CHL", "PER"}


def test_the_owner_of_an_army_acts() -> None:
    found = roles("Peru said its army would stay.")
    assert found.of_phrase(token(found, "army")) == ("PER",)


def test_both_sides_are_the_two_named_most() -> None:
    found = roles("Chile and Peru argued. Chile left, Peru stayed. Both sides signed a treaty.")
    assert set(found.of_phrase(token(found, "sides"))) == {"CHL", "PER"}


def test_the_speaker_is_the_subject_of_the_verb_of_speech() -> None:
    found = roles("Peru said the deal was dead.")
    assert found.speaker(token(found, "dead")) == ("PER",)


def test_whom_an_attack_hits_is_not_named_as_addressee() -> None:
    found = roles("Brazil spoke of an attack on Peru.")
    last = len(found.scene.context.doc) - 1
    assert "PER" not in found.named(1, last)


def test_a_span_covers_the_tokens_it_touches() -> None:
    found = roles("Peru left Chile.")
    assert [found.scene.context.doc[i].text for i in found.covering(Span(2, 8, "ru lef"))] == ["Peru", "left"]


def test_the_counterpart_is_whom_a_party_deals_with_most() -> None:
    pairs = Counter({("PER", "CHL"): 2, ("PER", "BRA"): 1})
    mentions = Counter({"BRA": 9, "PER": 5, "CHL": 3, "ECU": 1})
    found = counterparts(pairs, mentions)
    assert (found["PER"], found["CHL"], found["ECU"]) == ("CHL", "PER", "BRA")


def test_home_is_the_state_named_far_more_than_any_other() -> None:
    assert roles("Peru rained. Peru snowed. Chile was dry.").home == ("PER",)
    assert roles("Peru rained. Peru snowed. Chile was dry. Chile burned.").home == ()
