import pytest

from standoff.codebook.acts import acts
from standoff.codebook.lexicon import MOODS, Frame, check_frame, lexicon
from standoff.core.errors import CodebookError


def test_the_lexicon_is_large() -> None:
    assert len({(pos, head) for pos, head in lexicon().cues}) >= 300


def test_every_act_but_the_composed_one_has_a_cue() -> None:
    coded = {cue.frame.act for cues in lexicon().cues.values() for cue in cues}
    assert set(acts()) - coded <= {"partially_accept"}


def test_the_longest_cue_is_tried_first() -> None:
    lengths = [len(cue.beside) for cue in lexicon().cues["verb", "rule"]]
    assert lengths == sorted(lengths, reverse=True)


def test_moods_of_frames_are_known() -> None:
    known = {f"{no}{mood}{cond}" for no in ("", "not-") for mood in (*MOODS, "same") for cond in ("", "-if")} | {"neg-det"}
    used = {mood for cues in lexicon().cues.values() for cue in cues for mood in cue.frame.when}
    assert used <= known


def test_a_plain_act_stays_itself_and_an_unlisted_mood_says_nothing() -> None:
    assert lexicon().shifted("accuse", "plain") == "accuse"
    assert lexicon().shifted("accuse", "may") is None


def test_a_future_sanction_is_a_threat_and_a_negated_acceptance_a_rejection() -> None:
    assert lexicon().shifted("sanction", "future") == "threaten"
    assert lexicon().shifted("accept", "not-future") == "reject"


def test_a_frame_with_an_unknown_class_is_refused() -> None:
    with pytest.raises(CodebookError, match="NOSUCH"):
        check_frame(Frame(act="demand", cues=("demand",), needs=("object=NOSUCH",)), {}, "ask.yaml")


def test_a_frame_with_an_unknown_act_is_refused() -> None:
    with pytest.raises(CodebookError, match="grumble"):
        check_frame(Frame(act="grumble", cues=("grumble",)), {}, "ask.yaml")
