import pytest

from standoff.codebook.cues import channels, cue_nouns, cue_verbs, phrasal_verbs, recipients, unsaying


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("says", "say"),
        ("saying", "say"),
        ("denied", "deny"),
        ("denies", "deny"),
        ("quipped", "quip"),
        ("agreeing", "agree"),
        ("agreed", "agree"),
        ("stresses", "stress"),
        ("admitted", "admit"),
        ("noting", "note"),
        ("thought", "think"),
        ("showed", "show"),
        ("signaled", "signal"),
        ("signalled", "signal"),
        ("labelling", "label"),
    ],
)
def test_a_verb_is_known_in_its_forms(form: str, lemma: str) -> None:
    assert cue_verbs()[form].lemma == lemma


def test_frames_tell_verbs_apart() -> None:
    assert "that" in cue_verbs()["said"].takes
    assert "that" not in cue_verbs()["dismissed"].takes
    assert cue_verbs()["believes"].kind == "mind"


def test_an_ordinary_verb_is_no_cue() -> None:
    assert "walked" not in cue_verbs()


def test_the_word_lists_are_there() -> None:
    assert "claim" in cue_nouns()
    assert "decline" in unsaying()
    assert "reporter" in recipients()
    assert "statement" in channels()


def test_a_phrasal_verb_is_no_cue_by_itself() -> None:
    assert "pointed" not in cue_verbs()
    assert phrasal_verbs()["pointed"].particle == "out"
