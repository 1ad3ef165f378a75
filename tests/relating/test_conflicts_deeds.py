import pytest

from standoff.relating.conflicts import decide
from standoff.relating.conflicts_tables import Claim, Decision
from tests.relating.claims import claims

TENSE = "Norway and Sweden quarrel over herring\n\n"


def forecasts(text: str, published: str = "2031-05-06") -> dict[str, Claim]:
    return {one.stance: one for one in claims(TENSE + text, "forecast", published)}


def between(one: str, other: str, slot: str, published: str = "2031-05-06") -> list[Decision]:
    mine, theirs = claims(TENSE + one, slot), claims(TENSE + other, slot, published)
    return [found for a in mine for b in theirs if (found := decide(a, b)) is not None]


def test_three_stances_on_one_deed_are_told_apart() -> None:
    text = (
        "Denmark believes that Norway is preparing an attack on Sweden. Finland says there is no reason to think that Norway "
        "will attack Sweden any time soon. Norway said it has no intention of attacking anybody."
    )
    found = forecasts(text)
    assert set(found) == {"soon", "not soon", "denied"}
    assert {one.party for one in found.values()} == {("NOR",)}
    assert (found["soon"].claimer, found["denied"].claimer) == (("DNK",), ("NOR",))


def test_a_supposed_deed_is_no_forecast() -> None:
    assert not forecasts("Denmark is ready to help if Norway attacks Sweden.")


def test_imminent_against_not_soon_is_a_conflict() -> None:
    found = between(
        "Denmark believes that Norway is preparing an attack on Sweden.",
        "Finland says there is no reason to think that Norway will attack Sweden soon.",
        "forecast",
    )
    assert [(one.verdict, one.kind) for one in found] == [("conflict", "forecast")]
    assert "attack by Norway against Sweden" in found[0].reason


def test_a_denial_and_not_soon_can_both_hold() -> None:
    found = between(
        "Norway said it has no intention of attacking Sweden.", "Finland says Norway is unlikely to attack Sweden.", "forecast"
    )
    assert [one.verdict for one in found] == ["compatible"]


def test_plans_of_two_parties_are_two_things() -> None:
    found = between(
        "Denmark believes that Norway is preparing an attack on Sweden.",
        "Finland believes that Sweden is unlikely to attack Norway.",
        "forecast",
    )
    assert {one.verdict for one in found} == {"different_referent"}


def test_a_source_that_changes_its_mind_updates_its_forecast() -> None:
    found = between(
        "Denmark believes that Norway is preparing an attack on Sweden.",
        "Denmark says Norway is unlikely to attack Sweden.",
        "forecast",
        published="2031-05-16",
    )
    assert [one.verdict for one in found] == ["update"]


def test_a_denial_stands_against_the_charge() -> None:
    found = between(
        "Sweden accused Norway of cutting fishing nets near the lighthouse.",
        "Norway denied cutting any fishing nets.",
        "deed",
    )
    assert ("conflict", "denial") in [(one.verdict, one.kind) for one in found]


def test_a_denial_of_something_else_does_not() -> None:
    found = between(
        "Sweden accused Norway of cutting fishing nets near the lighthouse.", "Norway denied raising a tariff on timber.", "deed"
    )
    assert all(one.verdict != "conflict" for one in found)


def test_a_denial_that_names_no_deed_answers_its_own_news() -> None:
    found = between(
        "Sweden accused Norway of cutting fishing nets near the lighthouse.", "Norway denied any responsibility.", "deed"
    )
    assert "conflict" in [one.verdict for one in found]


def test_denied_entry_is_no_denial() -> None:
    assert not claims(TENSE + "Norway denied the envoys entry to the harbour.", "deed")


def test_two_that_are_blamed_for_one_deed_are_a_question_of_who() -> None:
    found = between(
        "Sweden accused Norway of ramming the trawler Vega near the lighthouse with a cutter.",
        "Norway accused Sweden of ramming the trawler Vega near the lighthouse with a cutter.",
        "deed",
    )
    assert ("conflict", "actor") in [(one.verdict, one.kind) for one in found]


def test_who_foresees_is_the_subject_and_not_what_stands_before_the_verb() -> None:
    (found,) = claims(
        "Denmark rejects Norwegian demands, believes Oslo is ready to attack Sweden\n\nNothing else is new.", "forecast"
    )
    assert (found.claimer, found.party) == (("DNK",), ("NOR",))


def test_what_stands_beside_a_charge_is_no_part_of_it() -> None:
    (charge,) = claims(
        TENSE + "Sweden accused Norway of moving trawlers to the fjord after the attack on the lighthouse.", "deed"
    )
    assert "trawler" in charge.stems
    assert "lighthous" not in charge.stems
    assert charge.topic != "attack"


def test_the_accused_may_lay_it_on_a_third() -> None:
    found = between(
        "Sweden blamed Norway for the bombing of the herring market in Haugesund.",
        "Norway accused Denmark of bombing the herring market in Haugesund.",
        "deed",
    )
    assert ("conflict", "actor") in [(one.verdict, one.kind) for one in found]


def test_two_who_blame_two_others_for_one_deed_are_a_question_of_who() -> None:
    found = between(
        "Sweden blamed Norway for the bombing of the timber market in Haugesund.",
        "Finland blamed Denmark for the attack on the old timber market in Haugesund.",
        "deed",
    )
    assert ("conflict", "actor") in [(one.verdict, one.kind) for one in found]


def test_two_deeds_in_one_town_are_no_question_of_who() -> None:
    found = between(
        "Sweden blamed Norway for the bombing of the herring market near Haugesund.",
        "Finland blamed Denmark for the attack on a timber ferry near Haugesund.",
        "deed",
    )
    assert all(one.verdict != "conflict" for one in found)


def test_what_one_voice_lays_on_two_is_no_question_of_who() -> None:
    found = between(
        "Sweden blamed Norway for the bombing of the herring market in Haugesund.",
        "Sweden blamed Denmark for the attack on the herring market in Haugesund.",
        "deed",
    )
    assert all(one.verdict != "conflict" for one in found)


def test_a_charge_is_told_once_with_who_lays_it() -> None:
    text = "The attack on the herring market was carried out by Denmark, the Norwegian foreign ministry said on Tuesday."
    found = [(one.party, one.claimer) for one in claims(TENSE + text, "deed") if one.stance == "blamed"]
    assert found == [(("DNK",), ("NOR",))]


def test_what_a_party_is_told_to_have_done_stands_against_its_denial() -> None:
    told = "Norway on Monday withdrew its offer of joint herring patrols off Bergen, two diplomats said."
    for denial in (
        "Norway denied that it had withdrawn its offer of joint herring patrols off Bergen.",
        "“We have not withdrawn our offer of joint herring patrols,” a Norwegian spokesman said.",
    ):
        (found,) = between(told, denial, "deed")
        assert (found.verdict, found.kind) == ("conflict", "denial")


def test_what_a_party_says_of_itself_is_no_charge() -> None:
    told = "Norway said that it had withdrawn its offer of joint herring patrols off Bergen."
    assert between(told, "Norway denied that it had withdrawn its offer of joint herring patrols off Bergen.", "deed") == []


def test_another_deed_is_not_what_is_denied() -> None:
    told = "Norway on Monday signed a treaty on joint herring patrols off Bergen, two diplomats said."
    assert not between(told, "Norway denied that it had withdrawn its offer of joint herring patrols off Bergen.", "deed")


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (
            "Denmark said that a Norwegian invasion of Sweden is imminent.",
            "Finland said that an invasion of Sweden by Norway is out of the question.",
        ),
        (
            "Denmark said that an attack by Norway on Sweden is inevitable.",
            "A Norwegian attack isn't on the cards, a Finnish official said.",
        ),
        ("Norway will invade Sweden within weeks, Danish officials said.", "Norway on Monday ruled out an invasion of Sweden."),
        (
            "Norway will attack within weeks, Danish officials said.",
            "The Norwegian government said that war with Sweden was out of the question.",
        ),
        (
            "War between Norway and Sweden is only a matter of time, Denmark said.",
            "There is no chance of a war between Sweden and Norway, Finland said.",
        ),
        (
            "Denmark said that a Norwegian attack on Sweden looks unavoidable.",
            "Norway dismissed reports that an attack on Sweden was imminent.",
        ),
        (
            "Denmark said that a Norwegian attack on Sweden is imminent.",
            "Norway is not going to attack Sweden, the Norwegian government said.",
        ),
    ],
)
def test_what_is_ruled_out_stands_against_what_is_near(near: str, far: str) -> None:
    assert ("conflict", "forecast") in [(one.verdict, one.kind) for one in between(near, far, "forecast")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Finland has not ruled out a Norwegian invasion of Sweden.",
        "Norway refused to rule out an attack on Sweden.",
        "Finland ruled out sanctions after the Norwegian attack on Sweden.",
    ],
)
def test_what_is_left_open_or_ruled_out_beside_an_attack_is_no_forecast(sentence: str) -> None:
    assert not forecasts(sentence)


def test_two_who_do_not_expect_it_agree() -> None:
    found = between(
        "Norway said that an attack on Sweden was out of the question.",
        "Finland says Norway is unlikely to attack Sweden.",
        "forecast",
    )
    assert {one.verdict for one in found} == {"compatible"}


def test_who_would_attack_stands_with_the_word() -> None:
    found = forecasts(
        "Denmark said that an attack by Norway on Sweden is imminent, while a Norwegian war with Finland is out of the question."
    )
    assert {stance: (one.party, one.target) for stance, one in found.items()} == {
        "soon": (("NOR",), ("SWE",)),
        "ruled out": (("NOR",), ("FIN",)),
    }


def test_who_says_so_behind_the_deed_is_not_its_target() -> None:
    found = forecasts("A Norwegian invasion is not on the cards, a Finnish official said.")
    assert (found["ruled out"].target, found["ruled out"].claimer) == ((), ("FIN",))


def test_a_deed_that_is_foreseen_is_laid_on_nobody() -> None:
    assert not claims(TENSE + "Denmark said on Monday that a Norwegian invasion of Sweden is imminent.", "deed")


def test_what_a_party_says_it_did_not_do_is_a_denial_whatever_the_deed() -> None:
    text = "Norway said on Tuesday that its patrol had not fired on the Swedish boat."
    assert [(one.stance, one.party, one.topic) for one in claims(TENSE + text, "deed")] == [("denied", ("NOR",), "shooting")]


def test_an_attack_that_is_launched_is_no_launch() -> None:
    (charge,) = claims(TENSE + "Sweden accused Norway of launching an attack on the lighthouse.", "deed")
    assert charge.topic == "attack"


@pytest.mark.parametrize(
    "text",
    [
        "Norway would deny Sweden the herring that it needs.",
        "Norway denied Swedish skippers the right to land herring.",
        "Norway did not confirm or deny the seizure of the herring boats.",
        "No one in Norway denies the seizure of the herring boats.",
        "Norway never denied seizing the herring boats.",
        "Norway didn't deny seizing the herring boats.",
        "Norway denied a request for three herring boats to land.",
    ],
)
def test_what_is_refused_or_not_denied_is_no_denial(text: str) -> None:
    assert [one for one in claims(TENSE + text, "deed") if one.stance == "denied"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway denied Swedish claims that it had seized the herring boats.",
        "Norway denied on Monday that it had seized the herring boats.",
        "Norway denies it wants the herring boats.",
        "Norway in May denied seizing the herring boats.",
        "Norway continued to deny seizing the herring boats.",
    ],
)
def test_what_is_said_not_to_be_so_is_denied(text: str) -> None:
    assert [one.party for one in claims(TENSE + text, "deed") if one.stance == "denied"] == [("NOR",)]


@pytest.mark.parametrize(
    "text",
    [
        "If Norway is responsible for the attack on the herring boats, Sweden will ask for damages.",
        "It is not known whether Norway was behind the attack on the herring boats.",
        "The boats will leave under an agreement struck by Norway and Sweden.",
        "Sweden asked why the plan was approved by Norway.",
    ],
)
def test_what_is_only_supposed_or_agreed_is_laid_on_nobody(text: str) -> None:
    assert [one for one in claims(TENSE + text, "deed") if one.stance == "blamed"] == []


def test_what_another_has_not_done_is_no_denial_of_the_one_who_is_quoted() -> None:
    text = "“He has not withdrawn the offer of joint herring patrols,” a Norwegian spokesman said."
    assert [one for one in claims(TENSE + text, "deed") if one.stance == "denied"] == []


def test_a_state_that_both_name_makes_no_conflict_of_two_deeds() -> None:
    charge = "Sweden accused Norway of shelling the old lighthouse, and Finland and Denmark called for calm."
    denial = "Norway denied hiding letters from Denmark, and Sweden and Finland sent their ministers."
    assert all(one.verdict != "conflict" for one in between(charge, denial, "deed"))


def test_a_place_that_both_name_tells_that_they_speak_of_one_deed() -> None:
    charge = "Sweden accused Norway of shelling the old lighthouse of Haugesund, and Finland and Denmark called for calm."
    denial = "Norway denied any part in what befell Haugesund, and Sweden and Finland sent their ministers to Denmark."
    assert ("conflict", "denial") in [(one.verdict, one.kind) for one in between(charge, denial, "deed")]
