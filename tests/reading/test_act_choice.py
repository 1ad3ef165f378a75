from collections.abc import Mapping, Sequence

from standoff.core.records import Statement
from standoff.reading.act_candidates import candidates
from standoff.reading.act_choice import DOUBT, revised
from standoff.reading.act_model import Judged, Side
from standoff.reading.acts import frames_of, statements_of
from tests.reading.scenes import scene

Verdict = tuple[float, str, float]
"""The chance of no act, an act and its chance."""
Told = tuple[str, tuple[str, ...], tuple[str, ...]]

CHILE_TO_PERU = (Side(("CHL",), 0.9, 0.1), Side(("PER",), 0.1, 0.9))
PERU_TO_CHILE = (Side(("CHL",), 0.02, 0.97), Side(("PER",), 0.97, 0.02))
NOBODY = (Side(("CHL",), 0.05, 0.05), Side(("PER",), 0.05, 0.05))


def coded(text: str, verdicts: Mapping[str, Verdict], sides: Sequence[Side] = CHILE_TO_PERU) -> list[Told]:
    """Act, party and addressee of each statement, where the classifier says this of these predicates, and nothing of others."""
    return [(one.act, one.party, one.addressee) for one in statements(text, verdicts, sides)]


def statements(text: str, verdicts: Mapping[str, Verdict], sides: Sequence[Side] = CHILE_TO_PERU) -> tuple[Statement, ...]:
    frames = frames_of(scene(text))
    told = [
        Judged(one, none, {"commit": 0.0, act: chance}, tuple(sides), {})
        for one in candidates(frames.matcher, frames.matches, frames.found)
        for none, act, chance in [verdicts.get(one.token.text, (-1.0, "", 0.0))]
        if none >= 0
    ]
    return statements_of(revised(frames, told))


PLAIN = "Chile rejected the proposal of Peru."
UNSEEN = "Chile blackened the name of Peru."


def test_a_frame_stands_where_the_classifier_agrees() -> None:
    assert coded(PLAIN, {"rejected": (0.1, "reject", 0.9)}) == [("reject", ("CHL",), ("PER",))]


def test_a_frame_falls_where_the_classifier_is_sure_of_no_act() -> None:
    assert coded(PLAIN, {"rejected": (0.99, "reject", 0.01)}) == []


def test_a_frame_is_corrected_where_the_classifier_is_sure() -> None:
    assert [act for act, _, _ in coded(PLAIN, {"rejected": (0.02, "accuse", 0.97)})] == ["accuse"]


def test_the_sides_of_a_frame_are_corrected_where_the_classifier_is_sure() -> None:
    assert coded(PLAIN, {"rejected": (0.02, "reject", 0.97)}, PERU_TO_CHILE) == [("reject", ("PER",), ("CHL",))]


def test_the_sides_of_a_frame_stand_where_the_classifier_is_not_sure() -> None:
    assert coded(PLAIN, {"rejected": (0.02, "reject", 0.97)}, NOBODY) == [("reject", ("CHL",), ("PER",))]


def test_an_act_that_no_frame_finds_is_added_and_says_so() -> None:
    (found,) = statements(UNSEEN, {"blackened": (0.05, "accuse", 0.9)})
    assert (found.act, found.party, found.addressee) == ("accuse", ("CHL",), ("PER",))
    assert DOUBT in found.doubts


def test_nothing_is_added_on_a_slight_chance() -> None:
    assert coded(UNSEEN, {"blackened": (0.8, "accuse", 0.2)}) == []


def test_nothing_is_added_whose_party_is_unlikely() -> None:
    unlikely = (Side(("CHL",), 0.25, 0.1), Side(("PER",), 0.1, 0.9))
    assert coded(UNSEEN, {"blackened": (0.05, "accuse", 0.9)}, unlikely) == []


def test_acts_of_one_family_are_weighed_together() -> None:
    frames = frames_of(scene(UNSEEN))
    (asked,) = (one for one in candidates(frames.matcher, frames.matches, frames.found) if one.token.text == "blackened")
    told = Judged(asked, 0.05, {"accuse": 0.4, "threaten": 0.3, "warn": 0.25}, CHILE_TO_PERU, {})
    assert [one.act for one in statements_of(revised(frames, [told]))] == ["threaten"]


def test_a_frame_tips_the_scales_between_two_families() -> None:
    frames = frames_of(scene(PLAIN))
    (asked,) = (one for one in candidates(frames.matcher, frames.matches, frames.found) if one.token.text == "rejected")
    told = Judged(asked, 0.02, {"accuse": 0.5, "reject": 0.45}, CHILE_TO_PERU, {})
    assert [one.act for one in statements_of(revised(frames, [told]))] == ["reject"]


def test_all_who_are_likely_to_meet_are_the_party_of_a_meeting() -> None:
    both = (Side(("CHL",), 0.8, 0.8), Side(("PER",), 0.7, 0.7), Side(("BOL",), 0.1, 0.1))
    assert coded("Chile pored over the maps; Peru was in it too.", {"pored": (0.05, "meet", 0.9)}, both) == [
        ("meet", ("CHL", "PER"), ())
    ]


def test_a_meeting_of_one_side_gets_the_other() -> None:
    both = (Side(("CHL",), 0.9, 0.9), Side(("PER",), 0.8, 0.8))
    ((_, party, addressee),) = coded("Chile met on Monday in Lima with a delegation.", {"met": (0.05, "meet", 0.9)}, both)
    assert {*party, *addressee} == {"CHL", "PER"}


def test_one_clause_is_not_told_twice() -> None:
    text = "Chile wants to blacken the name of Peru."
    assert len(coded(text, {"wants": (0.2, "accuse", 0.7), "blacken": (0.1, "accuse", 0.8)})) == 1


def test_a_frame_whose_words_leave_no_doubt_stands_whatever_the_classifier_says() -> None:
    assert coded("Chile gave Peru two days to leave the port.", {"gave": (0.9, "aid", 0.1)}) == [("demand", ("CHL",), ("PER",))]
    assert coded("Chile postponed the tariffs on Peru.", {"postponed": (0.1, "sanction", 0.9)}) == [("ease", ("CHL",), ("PER",))]


def test_a_correction_says_so_and_is_no_surer_than_its_chance() -> None:
    (found,) = statements(PLAIN, {"rejected": (0.02, "accuse", 0.6)})
    assert DOUBT in found.doubts
    assert found.certainty <= 0.6


def test_what_a_frame_finds_to_help_is_not_turned_into_harm() -> None:
    told = coded("Chile suspended its sanctions on Peru.", {"suspended": (0.01, "sanction", 0.9)})
    assert [act for act, _, _ in told] == ["ease"]


def test_what_is_not_ruled_out_is_no_denial() -> None:
    told = coded("Chile has not ruled out a strike on Peru.", {"ruled": (0.2, "assure", 0.6)})
    assert [act for act, _, _ in told] == ["hint"]


def test_a_frame_stands_where_the_classifier_is_sure_of_some_act_only() -> None:
    assert coded(PLAIN, {"rejected": (0.05, "accuse", 0.3)}) == [("reject", ("CHL",), ("PER",))]


def test_nothing_is_added_within_a_condition() -> None:
    told = coded("Chile will close the port unless Peru blackens its name.", {"blackens": (0.05, "accuse", 0.9)})
    assert "accuse" not in [act for act, _, _ in told]
