"""Planted acts: each act of the codebook and each rule against its known ambiguities, in sentences of our own."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.core.records import Statement, spans_of
from standoff.core.spans import check
from standoff.reading.acts import find_statements
from tests.reading.scenes import scene


def statements(text: str) -> tuple[Statement, ...]:
    return find_statements(scene(text, "2019-05-10"))


def coded(text: str) -> set[tuple[str, str, str]]:
    return {(s.act, ",".join(s.party), ",".join(s.addressee)) for s in statements(text)}


def one(text: str, act: str) -> Statement:
    found = [s for s in statements(text) if s.act == act]
    assert len(found) == 1, statements(text)
    return found[0]


PLANTED = [
    ("Japan demanded that China withdraw its patrol boats.", "demand", "JPN", "CHN"),
    ("Japan called on China to release the fishermen.", "demand", "JPN", "CHN"),
    ("Japan gave China until Sunday to release the fishermen.", "demand", "JPN", "CHN"),
    ("Japan set China a two-week deadline to release the fishermen.", "demand", "JPN", "CHN"),
    ("Chile postponed the tariffs on Peru.", "ease", "CHL", "PER"),
    ("Chile would suspend the ban on Peru's fish, a spokesman said.", "ease", "CHL", "PER"),
    ("Chile dropped its objection to Peru's loan.", "concede", "CHL", "PER"),
    ("Chile retracted its accusation against Peru.", "concede", "CHL", "PER"),
    ("Chile no longer insists on a toll from Peru.", "concede", "CHL", "PER"),
    ("Chile insists that all sanctions of Peru be lifted.", "demand", "CHL", "PER"),
    ("Chile bowed to the demands of Peru.", "concede", "CHL", "PER"),
    ("Chile has gone back on its promise to Peru.", "reject", "CHL", "PER"),
    ("Chile withdrew its recognition of Kosovo.", "reject", "CHL", "XKX"),
    ("Chile voted against the loan to Peru.", "reject", "CHL", "PER"),
    ("Chile defied the ultimatum of Peru.", "reject", "CHL", "PER"),
    ("Chile heeded the call of Peru to open the pass.", "accept", "CHL", "PER"),
    ("Chile had no objection to the bid of Peru.", "accept", "CHL", "PER"),
    ("Chile raised objections to the bid of Peru.", "reject", "CHL", "PER"),
    ("Chile called its frigates back from the coast of Peru.", "posture_down", "CHL", "PER"),
    ("Chile regretted that it had insulted Peru.", "concede", "CHL", "PER"),
    ("Chile will sign the treaty only if Peru pays.", "demand", "CHL", "PER"),
    ("Chile dangled the prospect of sanctions against Peru.", "hint", "CHL", "PER"),
    ("Chile vowed to retaliate if Peru closes the port and urged Bolivia to stay neutral.", "demand", "CHL", "BOL"),
    ("Chile demanded an apology from Peru and vowed to answer Peru with force.", "threaten", "CHL", "PER"),
    ("Chile told Peru that it would retaliate.", "threaten", "CHL", "PER"),
    ("In a letter to Peru, Chile said it would not accept the line.", "reject", "CHL", "PER"),
    ("In a phone call with the Peruvian president, the Chilean president demanded an apology.", "demand", "CHL", "PER"),
    ("Peru test-fired a missile off the coast near Chile.", "posture_up", "PER", "CHL"),
    ("Japan plans to respond to China with a proposal on the fishing grounds.", "propose", "JPN", "CHN"),
    ("Japan asked China to explain the new rules and demanded a meeting of the envoys.", "demand", "JPN", "CHN"),
    ("Japan called on China to leave the bay and rejected its proposal.", "reject", "JPN", ""),
    ("Japan proposed a joint fisheries treaty to China.", "propose", "JPN", "CHN"),
    ("India said it was ready to hold talks with Pakistan.", "offer_talks", "IND", "PAK"),
    ("India is willing to open the crossing if Pakistan returns the pilot.", "offer", "IND", "PAK"),
    ("India offered Pakistan a share of the water.", "offer", "IND", "PAK"),
    ("Chile promised Peru to reopen the port.", "commit", "CHL", "PER"),
    ("Peru accepted Chile's offer on Monday.", "accept", "PER", "CHL"),
    ("Peru signed a ceasefire agreement with Chile.", "accept", "PER", "CHL"),
    ("Peru rejected Chile's demand for an apology.", "reject", "PER", "CHL"),
    ("Peru refused to meet with Chile.", "reject", "PER", "CHL"),
    ("Peru called off the talks with Chile.", "reject", "PER", "CHL"),
    ("Egypt vowed to uphold the principle of free passage against Sudan.", "reaffirm", "EGY", "SDN"),
    ("Egypt said it would not tolerate any dam built by Sudan.", "red_line", "EGY", "SDN"),
    ("Egypt backed down and dropped its demand to Sudan.", "concede", "EGY", "SDN"),
    ("Iran threatened to close the strait to Saudi Arabia.", "threaten", "IRN", "SAU"),
    ("Iran said it reserves the right to respond to Saudi Arabia.", "hint", "IRN", "SAU"),
    ("Kenya warned Somalia that the drought would lead to famine.", "warn", "KEN", "SOM"),
    ("Kenya assured Somalia that it has no plans to attack.", "assure", "KEN", "SOM"),
    ("Kenya denied that it had bombed Somalia.", "deny", "KEN", ""),
    ("Kenya accused Somalia of arming the rebels.", "accuse", "KEN", "SOM"),
    ("Kenya condemned Somalia's attack on the harbour.", "accuse", "KEN", "SOM"),
    ("Canada expressed its support for Norway.", "support", "CAN", "NOR"),
    ("Canada declined to say which ports it would close.", "withhold", "CAN", ""),
    ("Canada handed Norway a written reply.", "transmit", "CAN", "NOR"),
    ("Greece deployed thousands of troops along its frontier with Turkey.", "posture_up", "GRC", "TUR"),
    ("Greece withdrew its troops from Turkey.", "posture_down", "GRC", "TUR"),
    ("Greece imposed sanctions on Turkey.", "sanction", "GRC", "TUR"),
    ("Greece lifted its sanctions on Turkey.", "ease", "GRC", "TUR"),
    ("Sweden sent humanitarian aid to Ethiopia.", "aid", "SWE", "ETH"),
    ("Vietnam seized two ships from China.", "coerce", "VNM", "CHN"),
    ("Vietnam attacked China on Friday.", "assault", "VNM", "CHN"),
]


@pytest.mark.parametrize(("text", "act", "party", "addressee"), PLANTED, ids=[p[1] + "-" + p[2] for p in PLANTED])
def test_an_act_with_its_party_and_addressee(text: str, act: str, party: str, addressee: str) -> None:
    found = coded(text)
    assert any(a == act and p == party and (not addressee or q == addressee) for a, p, q in found), found


def test_talks_are_one_statement_of_both_sides() -> None:
    found = one("The foreign ministers of Chile and Peru met in Lima on Monday.", "meet")
    assert {*found.party, *found.addressee} == {"CHL", "PER"}
    assert found.status == "happened"
    assert found.plover == "CONSULT"


def test_announced_talks_are_planned_and_export_as_agree() -> None:
    found = one("Chile plans to hold talks with Peru next week.", "meet")
    assert (found.status, found.plover) == ("planned", "AGREE")


def test_rule_1_unless_is_a_threat_and_if_a_conditional_offer() -> None:
    threat = one("Chile said it would impose tariffs unless Peru opens the port.", "threaten")
    assert threat.condition is not None and threat.condition.text.startswith("unless")
    offer = one("Chile said it would lift the tariffs if Peru opens the port.", "offer")
    assert offer.condition is not None and offer.condition.text.startswith("if")


def test_rule_2_a_demand_names_who_could_comply() -> None:
    assert one('"Peru must open the port," Chile said.', "demand").addressee == ("PER",)


def test_rule_4_a_rivals_description_is_no_position_of_the_party() -> None:
    found = one("Chile said Peru had deployed troops near the border.", "posture_up")
    assert (found.party, found.status) == (("PER",), "reported")
    assert found.attribution is not None


@pytest.mark.parametrize(
    "text",
    [
        "Sudan claims that Kenya rejected its offer.",
        "Kenya rejected Sudan's offer, Sudan claimed.",
        "Sudan claims that its offer was rejected by Kenya.",
    ],
)
def test_a_rejection_is_of_the_one_who_rejects_not_of_the_one_who_tells_it(text: str) -> None:
    rejected = one(text, "reject")
    assert (rejected.party, rejected.addressee) == (("KEN",), ("SDN",))
    assert rejected.attribution is not None


def test_rule_7_a_right_reserved_is_a_hint_and_keeping_on_a_commitment() -> None:
    assert one("Chile said it reserves the right to strike Peru.", "hint").plover == "THREATEN"
    assert ("commit", "CHL") in {(a, p) for a, p, _ in coded("Chile will continue to work with Peru.")}


def test_rule_7_a_weapons_test_is_a_show_of_force() -> None:
    assert ("posture_up", "PRK") in {(a, p) for a, p, _ in coded("North Korea launched a ballistic missile on Sunday.")}


def test_rule_9_a_ministry_and_a_spokesman_act_for_their_state() -> None:
    found = coded("The Chilean foreign ministry rejected Peru's proposal.")
    assert ("reject", "CHL", "PER") in found


def test_we_is_the_party_of_the_one_quoted() -> None:
    found = coded('"We will not accept any preconditions," the Peruvian foreign minister told reporters in Lima.')
    assert any(act == "reject" and party == "PER" for act, party, _ in found), found


def test_negation_turns_acceptance_into_rejection_and_rejection_into_openness() -> None:
    assert any(a == "reject" for a, _, _ in coded("Peru will not accept Chile's offer."))
    assert any(a == "offer_talks" for a, _, _ in coded("Peru did not rule out talks with Chile."))
    assert any(a == "hint" for a, _, _ in coded("Peru did not rule out sanctions against Chile."))


LEFT_OPEN = [
    ("Iran refused to rule out a strike on Israel.", "hint", "IRN", "ISR"),
    ("Kenya's minister declined on Monday to rule out military action against Somalia.", "hint", "KEN", "SOM"),
    ("Norway was reluctant to rule out a ban on Icelandic trawlers.", "hint", "NOR", "ISL"),
    ("Kenya stopped short of ruling out a boycott of Somalia's fish.", "hint", "KEN", "SOM"),
    ("Peru would not rule out a withdrawal from the treaty with Chile.", "hint", "PER", "CHL"),
    ("Peru has yet to rule out a blockade of Chile.", "hint", "PER", "CHL"),
    ("No option has been ruled out, the Kenyan president said.", "hint", "KEN", ""),
    ("Iran refused to rule out talks with the United States.", "offer_talks", "IRN", "USA"),
    ("Iran would not rule out a deal with the United States.", "offer_talks", "IRN", "USA"),
]


@pytest.mark.parametrize(("text", "act", "party", "addressee"), LEFT_OPEN)
def test_what_is_not_ruled_out_is_left_open_not_rejected(text: str, act: str, party: str, addressee: str) -> None:
    assert coded(text) == {(act, party, addressee)}


def test_what_is_ruled_out_is_rejected() -> None:
    assert coded("Peru's president ruled out any concession to Chile.") == {("reject", "PER", "CHL")}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Kenya has yet to accept the offer of Sudan.", "defer"),
        ("Kenya has yet to decide whether to sign the treaty with Sudan.", "defer"),
        ("Kenya is yet to reply to Sudan's proposal.", "withhold"),
    ],
)
def test_an_answer_that_is_still_to_come_is_put_off(text: str, act: str) -> None:
    assert coded(text) == {(act, "KEN", "SDN")}


def test_what_is_only_supposed_is_no_statement() -> None:
    assert not statements("If Peru attacks Chile, prices may rise.")


def test_the_content_of_an_act_is_not_a_second_act() -> None:
    assert [s.act for s in statements("Peru rejected Chile's demand that it withdraw its troops.")] == ["reject"]


def test_coordinated_acts_are_coded_apart() -> None:
    found = {act for act, _, _ in coded("Chile accused Peru of cheating and imposed sanctions on Peru.")}
    assert {"accuse", "sanction"} <= found


def test_the_victim_of_an_attack_is_not_whom_a_threat_is_aimed_at() -> None:
    found = one("Brazil threatened Chile with sanctions for any attack on Peru.", "threaten")
    assert found.addressee == ("CHL",)


def test_an_inferred_addressee_is_doubted() -> None:
    text = "Peru accused Chile of cheating. Chile rejected the accusation by Peru. Peru demanded an apology."
    found = [s for s in statements(text) if s.act == "demand"]
    assert [s.addressee for s in found] == [("CHL",)]
    assert "inferred_addressee" in found[0].doubts
    assert found[0].certainty < 1


def test_the_means_of_a_threat() -> None:
    found = one("Brazil threatened Chile with economic sanctions.", "threaten")
    assert found.means is not None and found.means.text == "economic sanctions"


def test_the_evidence_is_the_clause() -> None:
    found = one("While markets were calm, Brazil rejected Chile's proposal, which analysts had praised.", "reject")
    assert found.text.startswith("Brazil rejected Chile's proposal")


def test_an_act_is_dated_by_the_time_near_it() -> None:
    found = one("Brazil rejected Chile's proposal on Tuesday.", "reject")
    assert found.date is not None and str(found.date.earliest) == "2019-05-07"


def test_no_party_no_statement() -> None:
    assert statements("The weather attacked the roses and rejected all hope.") == ()


WIDER = [
    ("Kenya's president called his Somali counterpart on Monday to discuss the drought.", "meet", "KEN", "SOM"),
    ("Peru refused a request from Chile to cross its airspace.", "reject", "PER", "CHL"),
    ("Peru is willing to withdraw its troops from Chile.", "offer", "PER", "CHL"),
    ("Peru is ready to strike Chile.", "threaten", "PER", "CHL"),
    ("Peru launched a cyber attack on Chile.", "assault", "PER", "CHL"),
    ("Peru launched a scathing attack on Chile.", "accuse", "PER", "CHL"),
    ("Peru freed two sailors from Chile.", "concede", "PER", "CHL"),
    ("Peru's foreign minister said Chile must lift its tariffs.", "demand", "PER", "CHL"),
    ("Peru's president called Chile's claims baseless.", "deny", "PER", "CHL"),
    ("Peru vowed revenge on Chile.", "threaten", "PER", "CHL"),
    ("Rebels rejected the truce with Peru.", "reject", "rebels", ""),
    ("Police in Kenya arrested two students.", "coerce", "KEN", ""),
    ("A rebel commander rejected the truce with Peru.", "reject", "rebel commander", ""),
    ("A gunman attacked a camp in Peru.", "assault", "gunmen", ""),
    ("A bombing by Chile killed three civilians in Peru.", "assault", "CHL", ""),
    ("Peru's leaders agreed on a cease-fire with Chile.", "accept", "PER", "CHL"),
    ("Bolivian warplanes pounded rebel camps near the lake.", "assault", "BOL", ""),
    ("The hill battalion of Peru battled insurgents near the river.", "assault", "PER", ""),
    ("Two Chilean frigates sailed into the waters off Peru.", "posture_up", "CHL", ""),
    ("Peru was exceeding the enrichment limit, and on Friday it test-fired a missile.", "posture_up", "PER", ""),
    ("Peru pulled out of the fishing treaty with Chile.", "reject", "PER", "CHL"),
    ("Peru's president withdrew Peru from the fishing treaty.", "reject", "PER", ""),
    ("Chile responded with tariffs against Peru.", "sanction", "CHL", "PER"),
    ("Chile banned its airlines from flying over Peru.", "sanction", "CHL", "PER"),
    ("Peru did not respond to a request for comment.", "withhold", "PER", ""),
    ("There was no word from Peru on the fire.", "withhold", "PER", ""),
    ("Chile likened Peru's general to a pirate and a thug.", "accuse", "CHL", "PER"),
    ("Chile voiced frustration with Peru.", "accuse", "CHL", "PER"),
    ("Peru's senator earned the backing of Chile.", "support", "CHL", "PER"),
    ("Dozens of students marched through Lima.", "protest", "protesters", ""),
    ("Chile will only sign the treaty if Peru lifts its tariffs.", "demand", "CHL", ""),
    ("Chile and Bolivia are in talks with Peru over the lake.", "meet", "CHL,BOL", "PER"),
    ("Chile put out a statement accusing Peru of cheating.", "accuse", "CHL", "PER"),
    ("Chile came under artillery attack from Peru.", "assault", "PER", "CHL"),
    ("The raid drew sharp condemnation from Chile.", "accuse", "CHL", ""),
    ("Chilean warplanes destroyed two rebel camps.", "assault", "CHL", ""),
    ("Chile played down the quarrel with Peru.", "assure", "CHL", ""),
    ("Peru offered its visiting neighbours tea, and its army pulled back from Chile.", "posture_down", "PER", "CHL"),
]


@pytest.mark.parametrize(("text", "act", "party", "addressee"), WIDER, ids=[f"{p[1]}-{p[2]}-{i}" for i, p in enumerate(WIDER)])
def test_other_ways_to_say_an_act(text: str, act: str, party: str, addressee: str) -> None:
    test_an_act_with_its_party_and_addressee(text, act, party, addressee)


def test_a_deed_without_its_doer_is_told_of_nobody() -> None:
    found = one("Four sailors were shot dead off the coast of Peru.", "assault")
    assert found.party == ()
    assert "no_party_found" in found.doubts
    assert one("A roadside bomb killed four sailors in Peru.", "assault").party == ()


def test_what_a_rival_does_is_the_charge_of_the_one_who_tells_it() -> None:
    text = "Chile accused Peru of cheating. Chile's president said Peru was supplying the rebels with rifles."
    assert ("aid", "PER") not in {(act, party) for act, party, _ in coded(text)}
    assert [s.addressee for s in statements(text) if s.act == "accuse"] == [("PER",), ("PER",)]


def test_a_measure_of_europe_is_its_unions() -> None:
    assert one("Europe imposed new sanctions on Peru.", "sanction").party == ("EU",)


def test_the_army_is_that_of_the_state_that_the_article_is_about() -> None:
    text = "Peru closed its ports. Peru buried its dead. Peru is a proud country. Soldiers fired on villagers on Friday."
    assert one(text, "assault").party == ("PER",)


def test_an_addressee_is_not_inferred_to_be_a_part_of_the_world() -> None:
    text = "Peru rejected the offer of Chile. The West was silent. The West slept. The West dined. Peru demanded an apology."
    assert [s.addressee for s in statements(text) if s.act == "demand"] == [("CHL",)]


def test_the_west_acts() -> None:
    assert one("The West rejected the proposal of Peru.", "reject").party == ("WEST",)


def test_a_subject_taken_for_the_object_of_after_is_still_the_subject() -> None:
    found = coded("Peru called for calm after Chile on Monday expelled two diplomats from Bolivia.")
    assert any(party == "CHL" for act, party, _ in found if act in ("coerce", "sanction")), found


def test_a_treaty_signed_is_support_to_plover() -> None:
    assert one("Peru signed a treaty with Chile.", "accept").plover == "SUPPORT"


def test_a_trade_war_is_no_assault() -> None:
    assert "assault" not in {act for act, _, _ in coded("Peru launched a trade war with Chile.")}


def test_an_obligation_of_which_nobody_speaks_is_nobodys_demand() -> None:
    found = coded("Chile must lift its tariffs on Peru.")
    assert ("demand", "CHL") not in {(act, party) for act, party, _ in found}


def test_what_others_hold_possible_is_no_threat() -> None:
    found = coded("Chile said Peru could attack Bolivia.")
    assert ("threaten", "PER") not in {(act, party) for act, party, _ in found}


def test_rebels_are_the_only_group_that_is_named() -> None:
    found = coded("The Houthis hold the north of Yemen. On Friday militants accepted the truce.")
    assert any(act == "accept" and party == "HOUTHI" for act, party, _ in found), found


def test_a_negation_within_the_auxiliary_counts() -> None:
    found = {act for act, _, _ in coded('"Peru does not, and never will, accept the offer of Chile," Peru\'s president said.')}
    assert "reject" in found
    assert "accept" not in found


def test_a_trip_home_is_no_meeting() -> None:
    assert "meet" not in {act for act, _, _ in coded("Peru's president flew to Peru on Monday.")}


@pytest.mark.parametrize(
    ("text", "act", "evidence"),
    [
        (
            "However, Peru rejected the proposal of Chile.",
            "reject",
            "Peru rejected the proposal of Chile",
        ),
        (
            "Peru has asked the government of Chile to keep mid- and long-range rockets away from the whole of the "
            "northern border, and it wants an answer.",
            "demand",
            "Peru has asked the government of Chile to keep mid- and long-range rockets away from the whole of the "
            "northern border",
        ),
    ],
    ids=["however", "within-a-noun-phrase"],
)
def test_evidence_is_readable(text: str, act: str, evidence: str) -> None:
    assert one(text, act).text == evidence


VOCABULARY = """
Iran Peru Chile will would not never if unless said rejected demanded that to the talks sanctions on with we our must
threatened withdraw troops , . " ? and he its offer ready prepared accused of attack meet next week
"""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=40).map(" ".join))
def test_any_words_are_read_and_every_offset_holds(text: str) -> None:
    for statement in statements(text):
        for span in spans_of(statement):
            check(text, span)
        assert statement.party
        assert set(statement.party) != set(statement.addressee)


def test_nobody_rejects_itself_by_its_own_name() -> None:
    assert all(statement.addressee != statement.party for statement in statements("Iran rejected Iran."))


def test_a_council_of_two_sides_meets_as_these_two() -> None:
    assert one("A special meeting of the NATO-Russia Council will take place in Oslo on Wednesday.", "meet").party == (
        "NATO",
        "RUS",
    )


def test_the_content_ends_before_a_finite_verb_that_goes_on_with_the_clause_above() -> None:
    text = "Japan called on China to exercise restraint and offered to mediate."
    found = one(text, "demand")
    assert found.content is not None
    assert found.content.text == "to exercise restraint"
    assert ("offer_talks", ("JPN",)) in {(s.act, s.party) for s in statements(text)}


def test_to_withdraw_troops_on_a_condition_is_an_offer() -> None:
    assert one("Chile said it would withdraw its troops if Peru stopped the raids.", "offer").party == ("CHL",)


def test_to_leave_a_treaty_on_a_condition_is_a_threat() -> None:
    assert one("Chile said it would leave the treaty if Peru raised the duty.", "threaten").party == ("CHL",)


def test_what_is_told_to_a_third_party_is_not_aimed_at_it() -> None:
    assert ("accuse", "CHL", "PER") in coded("Chile told Brazil that Peru had cheated the fishermen of the bay.")


def test_a_condition_ends_before_the_act_that_the_parse_joins_to_it() -> None:
    found = one("Chile vowed to retaliate if Peru closes the port and urged Bolivia to stay neutral.", "threaten")
    assert found.condition is not None
    assert found.condition.text == "if Peru closes the port"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Japan called on China to release the fishermen that it has held since 2003.", None),
        ("On Friday Japan called on China to release the fishermen that it has held since 2003.", "Friday"),
        ("Japan welcomed the offer, which China rejected on Friday.", "Friday"),
    ],
)
def test_a_day_of_something_else_is_not_that_of_the_act(text: str, day: str | None) -> None:
    act = "reject" if "rejected" in text else "demand"
    date = one(text, act).date
    assert (date and date.text) == day


def test_a_deed_that_is_only_planned_has_not_happened() -> None:
    assert one("Kenya will send troops to the border with Sudan.", "posture_up").status == "planned"


@pytest.mark.parametrize(
    ("text", "act", "status"),
    [
        ("Iran is expected to reject the American proposal.", "reject", "planned"),
        ("Iran is likely to reject the American proposal, analysts said.", "reject", "planned"),
        ("Iran is unlikely to accept the American proposal.", "reject", "planned"),
        ("Iran will probably reject the American proposal.", "reject", "planned"),
        ("Iran could accept the American proposal.", "accept", "considered"),
        ("Iran is believed to have rejected the American proposal.", "reject", "reported"),
        ("Iran has reportedly rejected the American proposal.", "reject", "reported"),
    ],
)
def test_what_others_expect_of_a_party_is_hedged(text: str, act: str, status: str) -> None:
    made = one(text, act)
    assert (made.party, made.addressee, made.status) == (("IRN",), ("USA",), status)
    assert "hedged" in made.doubts and made.certainty < 1


def test_what_a_party_says_of_itself_is_not_hedged() -> None:
    made = one('"We will probably reject the American proposal," the Iranian minister said.', "reject")
    assert (made.status, made.doubts) == ("stated", ())


def test_what_others_hold_possible_is_no_rejection() -> None:
    assert coded("Iran may reject the American proposal.") == set()


def test_an_offer_that_is_denounced_is_turned_down() -> None:
    assert ("reject", "PER", "CHL") in coded("Peru denounced Chile's offer of a truce as a cunning ploy.")


@pytest.mark.parametrize("verb", ["urged", "asked"])
def test_a_demand_of_nobody_named_has_no_party(verb: str) -> None:
    found = one(f"Kuwait was {verb} on Sunday to release the crew of the tanker.", "demand")
    assert (found.party, found.addressee) == ((), ("KWT",))
    assert "no_party_found" in found.doubts
