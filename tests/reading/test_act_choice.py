from collections.abc import Mapping, Sequence

import pytest

from standoff.core.records import Statement
from standoff.reading.act_candidates import candidates
from standoff.reading.act_choice import ADDED, ALONE, DISPUTED, DOER_ALONE, DOUBT, revised
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
    unlikely = (Side(("CHL",), ADDED / 0.9 - 0.01, 0.1), Side(("PER",), 0.1, 0.9))
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


def test_what_is_dropped_is_not_turned_into_what_is_asked() -> None:
    told = coded("Chile softened its stance on the port of Peru.", {"softened": (0.01, "demand", 0.9)})
    assert [act for act, _, _ in told] == ["concede"]


def test_an_act_that_the_classifier_would_turn_is_doubted() -> None:
    (found,) = statements("Chile approved the proposal of Peru.", {"approved": (0.1, "reject", 0.6)})
    assert (found.act, found.doubts) == ("accept", (DISPUTED,))
    assert found.certainty < 0.5


def test_nothing_is_added_that_the_words_deny() -> None:
    denied = "Chile did not condemn the judges in Peru, nor did it thank them."
    assert "accuse" not in [act for act, _, _ in coded(denied, {"condemn": (0.05, "accuse", 0.9)})]
    assert "accuse" not in [act for act, _, _ in coded("Chile failed to condemn Peru.", {"failed": (0.05, "accuse", 0.9)})]


def test_nothing_is_added_that_is_said_not_to_have_been_said() -> None:
    assert coded("Chile never said that it would blacken Peru.", {"blacken": (0.05, "accuse", 0.9)}) == []


def test_an_addressee_that_only_the_classifier_tells_is_doubted() -> None:
    (found,) = statements("Chile rejected the proposal.", {"rejected": (0.1, "reject", 0.9)})
    assert found.addressee == ("PER",)
    assert ALONE in found.doubts


def test_what_has_a_condition_stands_unless_the_classifier_is_sure_of_no_act() -> None:
    text = "Chile will reopen the border if Peru pays."
    assert [act for act, _, _ in coded(text, {"reopen": (0.4, "threaten", 0.2)})] == ["offer"]
    assert coded(text, {"reopen": (0.8, "threaten", 0.1)}) == []


def test_no_threat_is_added_to_the_words_of_an_offer() -> None:
    told = coded(
        "Chile wrote to Peru that it was ready to lift the ban.", {"wrote": (0.1, "threaten", 0.8), "ready": (0.9, "offer", 0.05)}
    )
    assert "threaten" not in [act for act, _, _ in told]


AT_HOME = (Side(("CHL",), 0.9, 0.6), Side(("PER",), 0.1, 0.2))
RULED_OUT = (Side(("CHL",), 0.9, 0.05), Side(("PER",), 0.1, 0.02))


def test_what_is_likeliest_aimed_at_the_own_side_is_coded_so() -> None:
    text = "Chile quarrelled with Peru. Chilean senators blackened the minister."
    (found,) = statements(text, {"blackened": (0.05, "accuse", 0.9)}, AT_HOME)
    assert (found.party, found.addressee) == (("CHL",), ("CHL",))


def test_no_deed_between_states_is_aimed_at_the_own_side() -> None:
    found = coded("Chile mustered its fleet off Peru.", {"mustered": (0.05, "posture_up", 0.9)}, AT_HOME)
    assert ("posture_up", ("CHL",), ("CHL",)) not in found


def test_an_addressee_is_not_guessed_that_the_classifier_rules_out() -> None:
    text = "Chile threatened Peru with war. Chile refused to pay."
    assert ("reject", ("CHL",), ("PER",)) in coded(text, {})
    assert ("reject", ("CHL",), ()) in coded(text, {"refused": (0.1, "reject", 0.9)}, RULED_OUT)


def test_the_doer_that_no_frame_finds_is_the_likeliest_side() -> None:
    (found,) = statements("Three sailors of Peru were shot dead on Monday.", {"shot": (0.05, "assault", 0.9)})
    assert found.party == ("CHL",)
    assert DOER_ALONE in found.doubts
    assert "no_party_found" not in found.doubts


def test_who_is_charged_in_a_passive_does_not_charge() -> None:
    told = {"suspected": (0.05, "accuse", 0.9)}
    assert coded("Chile is suspected of blackening Peru.", told) == []
    assert coded("Chile is suspected of it by Peru.", told, (Side(("CHL",), 0.9, 0.9), Side(("PER",), 0.8, 0.1))) == [
        ("accuse", ("PER",), ("CHL",))
    ]


def test_the_one_who_tells_of_an_act_is_not_its_party() -> None:
    told = coded("Peru claims that Chile rejected its offer.", {"rejected": (0.02, "reject", 0.97)}, PERU_TO_CHILE)
    assert ("reject", ("CHL",), ("PER",)) in told


def test_a_charge_that_becomes_an_act_is_of_the_one_charged() -> None:
    text = "According to Peru, Chile refused to withdraw its troops."
    assert coded(text, {"refused": (0.02, "reject", 0.97)}) == [("reject", ("CHL",), ("PER",))]


def test_a_charge_of_what_a_pronoun_means_stays_with_the_one_who_tells_it() -> None:
    text = "Chile's envoy handed it over on Monday. It refuses to withdraw the troops, according to Peru's minister."
    even = (Side(("PER",), 0.5, 0.5), Side(("CHL",), 0.5, 0.5))
    assert coded(text, {"refuses": (0.02, "reject", 0.97)}, even) == [("reject", ("PER",), ("CHL",))]


def test_what_another_party_tells_is_not_aimed_at_the_doers_own_side() -> None:
    home = (Side(("PER",), 0.1, 0.1), Side(("CHL",), 0.9, 0.9))
    told = coded("Peru's minister said Chile had demanded a ransom for the sailors.", {"demanded": (0.02, "demand", 0.97)}, home)
    assert [addressee for act, _, addressee in told if act == "demand"] == [("PER",)]


@pytest.mark.parametrize(("name", "code", "addressee"), [("Chile", "CHL", ("CHL",)), ("NATO", "NATO", ())])
def test_a_state_can_blame_its_own_side_and_a_body_hardly(name: str, code: str, addressee: tuple[str, ...]) -> None:
    told = coded(f"{name}'s chief spoke of failure.", {"spoke": (0.02, "accuse", 0.97)}, (Side((code,), 0.9, 0.9),))
    assert told == [("accuse", (code,), addressee)]


def test_what_a_party_is_considering_is_not_said_or_done() -> None:
    text = "Chile is considering rejecting the proposal of Peru."
    (found,) = statements(text, {"considering": (0.02, "reject", 0.97)})
    assert (found.act, found.status) == ("reject", "considered")


def test_who_tells_that_another_agreed_denies_nothing() -> None:
    verdicts = {"insists": (0.1, "deny", 0.9), "accepted": (0.02, "accept", 0.97)}
    told = coded("Peru insists that Chile accepted the proposal.", verdicts, PERU_TO_CHILE)
    assert [act for act, _, _ in told if act == "deny"] == []


def test_who_denies_that_another_agreed_is_told_to_deny() -> None:
    verdicts = {"insists": (0.1, "deny", 0.9)}
    told = coded("Peru insists that Chile never accepted the proposal.", verdicts, PERU_TO_CHILE)
    assert ("deny", ("PER",), ("CHL",)) in told


def test_who_is_asked_does_not_ask() -> None:
    text = "Chile was urged on Sunday to release the crew of the tanker."
    assert coded(text, {"urged": (0.1, "demand", 0.9)}, (Side(("CHL",), 0.9, 0.1),)) == [("demand", (), ("CHL",))]


def test_forces_that_will_leave_on_a_condition_are_an_offer() -> None:
    text = "Chile told Peru that it would retire behind the river if Peruvian planes left the valley."
    assert coded(text, {"retire": (0.1, "posture_down", 0.9)}) == [("offer", ("CHL",), ("PER",))]


def test_a_deed_that_is_only_possible_is_a_hint() -> None:
    (found,) = statements("Chile may step up patrols off Peru.", {"step": (0.1, "posture_up", 0.9)})
    assert (found.act, found.status) == ("hint", "considered")


def test_what_another_shall_do_is_no_deed_of_theirs() -> None:
    verdicts = {"insisted": (0.1, "demand", 0.9), "pull": (0.02, "posture_down", 0.97)}
    told = coded("Peru insisted that Chile pull back its troops.", verdicts, PERU_TO_CHILE)
    assert [act for act, _, _ in told] == ["demand"]
