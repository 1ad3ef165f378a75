import pytest

from standoff.reading.acts import find_statements
from standoff.reading.frames import Matcher
from tests.reading.scenes import scene


def acts(text: str) -> list[str]:
    return [match.act for match in Matcher(scene(text)).matches()]


def coded(text: str) -> set[tuple[str, str, str]]:
    found = find_statements(scene(text, "2019-05-10"))
    return {(one.act, ",".join(one.party), ",".join(one.addressee)) for one in found}


def test_the_longer_cue_wins() -> None:
    assert acts("Peru ruled out talks with Chile.")[0] == "reject"


def test_a_preposition_counts_only_where_it_hangs_on_its_cue() -> None:
    assert "demand" not in acts("Peru called the limits on fishing useful.")


def test_a_class_of_words_decides_between_acts() -> None:
    assert "posture_up" in acts("Peru sent troops to the north.")
    assert "transmit" in acts("Peru sent a reply to Chile.")


def test_vowing_not_to_is_an_assurance() -> None:
    assert "assure" in acts("Peru promised not to attack Chile.")


def test_the_own_plan_is_defended_not_supported() -> None:
    found = acts("Peru's president defended his decision.")
    assert "support" not in found


TURNED = [
    ("Niger did not sign or accept the offer of Mali.", ("reject", "NER", "MLI")),
    ("Chile promised Peru that it would not shell the harbour.", ("assure", "CHL", "PER")),
    ("Chile promised Peru not to join the boycott.", ("commit", "CHL", "PER")),
    ("Chile vowed that it would not join the treaty of Peru.", ("reject", "CHL", "PER")),
    ("Chile will not oppose the plan of Peru.", ("accept", "CHL", "PER")),
    ("Chile suspended its threat to leave the treaty with Peru.", ("concede", "CHL", "PER")),
    ("It was Chile that rejected the offer of Peru.", ("reject", "CHL", "PER")),
    ("An attack on Peru is out of the question, the Chilean president said.", ("assure", "CHL", "PER")),
    ("A deal with Peru is out of the question, the Chilean president said.", ("reject", "CHL", "PER")),
    ("Chile expects Peru to withdraw its troops.", ("demand", "CHL", "PER")),
    ("Chile will under no circumstances accept the offer of Peru.", ("reject", "CHL", "PER")),
    ("Chile by no means accepts the offer of Peru.", ("reject", "CHL", "PER")),
    ("Chile gave in to none of the Peruvian demands.", ("reject", "CHL", "PER")),
    ("Chile backed away from its threat to close the border with Peru.", ("concede", "CHL", "PER")),
    ("Chile allowed the tariffs on Peru to lapse.", ("ease", "CHL", "PER")),
    ("Chile allowed the truce with Peru to lapse.", ("reject", "CHL", "PER")),
    ("Chile's offer to Peru still stands.", ("reaffirm", "CHL", "PER")),
    ('"We cannot but accept the offer of Peru," the Chilean minister said.', ("offer", "CHL", "PER")),
    ('"Peru has nothing to fear from us," the Chilean president said.', ("assure", "CHL", "PER")),
]


@pytest.mark.parametrize(("text", "act"), TURNED, ids=[text for text, _ in TURNED])
def test_a_few_words_do_not_turn_an_act_into_its_opposite(text: str, act: tuple[str, str, str]) -> None:
    assert coded(text) == {act}


UNSAID = [
    "Chile has neither accepted nor rejected the offer of Peru.",
    "Chile did not accept or reject the offer of Peru.",
    "Chile sees no reason to reject the offer of Peru.",
    "Chile would be foolish to reject the offer of Peru.",
    "The talks between Chile and Peru did not take place.",
    "The attack of Chile on Peru never happened.",
    "Chile expects Peru to attack.",
    "Peru called the Chilean offer a step in the right direction.",
    "Chile talked Peru out of attacking Bolivia.",
    "Chile almost signed the treaty with Peru.",
    "Chile has never before rejected an offer of Peru.",
    "It is not true that Chile rejected the offer of Peru.",
    "Reports that Chile rejected the offer of Peru are false.",
    "Peru doubts that Chile will accept its offer.",
    "Soldiers crossed the border into Chile. Chile closed the road.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_what_is_not_said_or_done_is_no_act(text: str) -> None:
    assert not {act for act, _, _ in coded(text)} & {"reject", "accept", "meet", "assault", "demand", "posture_up"}


@pytest.mark.parametrize("forces", ["gendarmes", "troops", "gunboats"])
def test_forces_that_leave_a_place_are_no_refusal(forces: str) -> None:
    assert acts(f"Peru said that it would withdraw its {forces} from the disputed islet.") == ["posture_down"]


def test_who_leaves_a_treaty_refuses_it() -> None:
    assert "reject" in acts("Peru withdrew from the treaty with Chile.")


def test_what_is_asked_of_somebody_is_not_done() -> None:
    assert "ease" not in acts("Peru has been asked to release the sailors.")


def test_an_answer_put_off_is_deferred() -> None:
    assert coded("Peru put off its answer to Chile on the fishing quota.") == {("defer", "PER", "CHL")}


def test_the_past_that_the_parse_takes_for_a_participle_has_its_subject() -> None:
    assert ("coerce", "PER", "CHL") in coded("Peru expelled on Friday Chile's ambassador over remarks about the inquiry.")


def test_who_may_do_harm_hints_at_it() -> None:
    assert ("hint", "PER", "CHL") in coded("Peru may impose sanctions on Chile.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru brushed aside Chile's demand for access to the port.", ("reject", "PER", "CHL")),
        ("Peru has given the green light to Chile's request for a cable.", ("accept", "PER", "CHL")),
        ("Peru threw its weight behind Chile in the dispute.", ("support", "PER", "CHL")),
        ("Peru will not raise tariffs on Chile if it opens the port.", ("offer", "PER", "CHL")),
        ("Chilean drilling south of the island would be unacceptable to Peru.", ("reject", "PER", "CHL")),
    ],
)
def test_idioms_and_conditions_of_answers(text: str, told: tuple[str, str, str]) -> None:
    assert told in coded(text)
