import pytest

from tests.reading.casting import Read

OFFICIAL = "A senior Norwegian official said the offer stands. "
LORCA = "Chilean Foreign Minister Ana Lorca met Norwegian Prime Minister Ola Brekkestad. "


@pytest.mark.parametrize("again", ["The official added that time was short.", "That source also warned of delay."])
def test_a_source_without_a_name_is_remembered(again: str) -> None:
    read = Read(OFFICIAL + again)
    word = "official" if "official" in again else "source"
    assert read.party(word, -1) == ("NOR",)
    assert read.anonymous(word, -1)


def test_he_is_the_unnamed_official() -> None:
    read = Read(OFFICIAL + "He gave no details.")
    assert (read.party("He"), read.anonymous("He")) == (("NOR",), True)


def test_officials_without_a_state_are_of_the_government_that_just_spoke() -> None:
    read = Read("The White House warned Norway on Monday. Officials said that talks would go on.")
    assert (read.party("Officials"), read.anonymous("Officials")) == (("USA",), True)


def test_she_and_he_agree_in_gender() -> None:
    read = Read(LORCA + "She said yes. He said no.")
    assert (read.speaker("She"), read.speaker("He")) == ("Ana Lorca", "Ola Brekkestad")


def test_a_pronoun_after_a_quotation_is_the_one_who_spoke() -> None:
    read = Read('"We agree," said Chilean envoy Ana Lorca. "It is late," she said.')
    assert read.party("she") == ("CHL",)


def test_it_is_the_state_that_was_subject() -> None:
    assert Read("Norway warned Chile. It said that ships would sail.").party("It") == ("NOR",)


@pytest.mark.parametrize(
    "text",
    [
        "Norway asked Chile to withdraw the soldiers that it has deployed.",
        "Norway called on Chile to return the boats it seized.",
        "Norway wants Chile to free the sailors that it detained.",
    ],
)
def test_what_somebody_is_asked_to_undo_is_theirs(text: str) -> None:
    assert Read(text).party("it") == ("CHL",)


@pytest.mark.parametrize(
    "text",
    [
        "Norway asked Chile to accept the plan that it had proposed.",
        "Norway asked Chile about the plan that it had proposed.",
        "Norway told Chile that it had deployed soldiers.",
    ],
)
def test_what_somebody_is_asked_to_take_in_is_the_askers(text: str) -> None:
    assert Read(text).party("it") == ("NOR",)


def test_an_empty_it_is_nobody() -> None:
    assert Read("Norway warned Chile. It is clear that ships will sail.").party("It") == ()


def test_they_are_the_officials() -> None:
    assert Read("Norwegian officials met in Chile. They said that all was well.").party("They") == ("NOR",)


def test_a_description_by_office_is_its_holder() -> None:
    read = Read(LORCA + "The foreign minister was pleased. The prime minister was not.")
    assert (read.speaker("minister", -2), read.speaker("minister", -1)) == ("Ana Lorca", "Ola Brekkestad")


def test_the_top_diplomat_is_the_foreign_minister() -> None:
    read = Read(LORCA + "The top Chilean diplomat was pleased.")
    assert (read.speaker("diplomat"), read.anonymous("diplomat")) == ("Ana Lorca", False)


def test_the_leader_of_a_state_is_its_president() -> None:
    read = Read("Chilean President Ana Lorca met envoys from Norway. The Chilean leader was pleased.")
    assert read.speaker("leader") == "Ana Lorca"


def test_the_ministry_is_the_one_named_before() -> None:
    read = Read("Norway's foreign ministry summoned the envoy of Chile. Chile was silent. The ministry said no more.")
    assert read.party("ministry", 1) == ("NOR",)


def test_a_statement_speaks_for_whom_it_was_issued() -> None:
    read = Read("NATO ministers issued a statement on Norway. The statement said that time was short.")
    assert read.party("statement", 1) == ("NATO",)


def test_the_alliance_is_the_one_named() -> None:
    assert Read("NATO met in Norway. The alliance said that it would wait.").party("alliance") == ("NATO",)


def test_the_country_is_the_state_that_acted() -> None:
    assert Read("Norway fired a rocket. The country's military said so.").party("military") == ("NOR",)


def test_his_spokesman_speaks_for_his_side() -> None:
    read = Read("Chilean President Ana Lorca left Norway. Her spokesman said that she would return.")
    assert read.party("spokesman") == ("CHL",)


def test_an_expert_without_a_name_speaks_for_nobody() -> None:
    read = Read("Norway warned Chile. Analysts said that war was unlikely.")
    assert (read.party("Analysts"), read.anonymous("Analysts")) == ((), True)


def test_his_is_the_one_who_says_so() -> None:
    text = "Chilean minister Bo Larsen issued a warning after a Norwegian envoy said his government would send ships."
    assert Read(text).party("his") == ("NOR",)


def test_member_states_are_the_body_named() -> None:
    read = Read("NATO envoys met on Monday. The member states agreed to send ships.")
    assert read.party("states") == ("NATO",)


def test_the_leader_of_a_coalition_is_named_with_it() -> None:
    assert Read("The Saudi-led coalition denied it.").party("coalition") == ("SCOAL", "SAU")


def test_critics_are_not_counted_to_the_state_around_them() -> None:
    assert Read("Norway banned the march. Critics said that the ban was a mistake.").party("Critics") == ()


def test_whoever_would_not_be_named_is_anonymous() -> None:
    read = Read("A Norwegian minister, who spoke on condition of anonymity, said so. A Chilean minister agreed.")
    assert (read.anonymous("minister"), read.anonymous("minister", 1)) == (True, False)


def test_it_is_the_body_that_spoke_though_it_has_no_code() -> None:
    read = Read("Greyfield Holdings said that Norway had seized the ship. It added that the crew was safe.")
    assert read.party("It") == ("Greyfield Holdings",)


def test_a_woman_of_a_state_does_not_speak_for_it() -> None:
    assert Read("Two Norwegian women said that the road was closed.").party("women") == ()


def test_both_sides_are_the_two_that_were_named_together() -> None:
    read = Read("Norwegian and Chilean envoys met in Oslo. Both sides said that a pact was far off.")
    assert read.party("sides") == ("NOR", "CHL")


def test_both_leaders_are_of_the_two_states_that_the_article_names_most() -> None:
    read = Read("Norway wrote to Chile. Norway and Chile met. Peru, Norway and Chile left. The two leaders said it went well.")
    assert read.party("leaders") == ("NOR", "CHL")


def test_the_group_is_the_body_named_last_that_is_no_state() -> None:
    read = Read("The Taliban struck in Norway. The group said that talks were over.")
    assert (read.party("group"), read.anonymous("group")) == (("TALIB",), False)


def test_rebels_without_a_name_speak_for_no_state() -> None:
    assert Read("Norway sent troops. Rebels said that they would fight on.").party("Rebels") == ()


def test_sources_without_an_owner_speak_for_nobody() -> None:
    assert Read("Norway sent troops. Sources said that more would come.").party("Sources") == ()


def test_a_named_organization_is_not_the_group_named_before() -> None:
    assert Read("NATO met. A session of the Organization for Harbours opened.").party("Organization") == ()


def test_the_rebels_are_no_alliance_of_states() -> None:
    assert Read("Norway and NATO met. The rebels said that they would fight on.").party("rebels") == ()


def test_who_is_urged_is_not_who_urges() -> None:
    assert Read("Norway met Chile. Mediators urged Norway and Chile to sign.").party("Mediators") == ()


def test_two_countries_that_ask_a_third_are_not_the_third() -> None:
    read = Read("Norway, Chile and Peru met. Norway and Peru left. The two countries asked Peru to come back.")
    assert "PER" not in read.party("countries")


def test_who_says_something_of_a_state_can_be_of_it() -> None:
    text = "Norway rejected the note of Chile. A leader of the ruling party suggested that Norway could arm the rebels."
    assert Read(text).party("leader") == ("NOR",)


def test_the_one_top_diplomat_of_a_body_is_not_anonymous_and_a_top_diplomat_is() -> None:
    read = Read("The EU's top diplomat said that time was short. A top Norwegian diplomat said that it was not.")
    assert (read.anonymous("diplomat"), read.anonymous("diplomat", 1)) == (False, True)


AGED = "Chilean Foreign Minister Ana Lorca, 54, met Norwegian Prime Minister Ola Brekkestad, 61, on Monday. "


@pytest.mark.parametrize(("age", "name", "party"), [("54", "Ana Lorca", "CHL"), ("61", "Ola Brekkestad", "NOR")])
def test_the_one_of_an_age_is_whom_it_introduced(age: str, name: str, party: str) -> None:
    read = Read(f"{AGED}The {age}-year-old said that time was short.")
    assert (read.speaker("old"), read.party("old")) == (name, (party,))


def test_an_age_behind_a_quotation_names_its_speaker() -> None:
    assert Read(f'{AGED}"Time is short," the 54-year-old said.').speaker("old") == "Ana Lorca"


def test_an_age_of_nobody_is_that_of_the_person_in_focus() -> None:
    read = Read("Chilean Foreign Minister Ana Lorca came to Oslo. The 54-year-old said that time was short.")
    assert read.speaker("old") == "Ana Lorca"


def test_an_age_of_nobody_is_not_that_of_one_of_another_age() -> None:
    read = Read("Chilean Foreign Minister Ana Lorca, 61, came to Oslo. The 54-year-old said that time was short.")
    assert read.speaker("old") is None


@pytest.mark.parametrize("speaker", ["Peru's foreign minister", "A Peruvian official", "The Peruvian president"])
def test_what_a_speaker_says_of_it_is_said_of_the_speakers_own_side(speaker: str) -> None:
    read = Read(f"Chile demanded on Tuesday that Peru release the crew. {speaker} said that it would not release the crew.")
    assert read.party("it") == ("PER",)


def test_a_pronoun_further_on_is_not_bound_to_the_speaker() -> None:
    read = Read("Peru's foreign minister said that Chile had moved the troops that it keeps near the river.")
    assert read.party("it") == ("CHL",)


@pytest.mark.parametrize(
    "text",
    ["Mali called. An official with knowledge of Mali spoke.", "Mali called. The commander of a rebel column spoke in Mali."],
)
def test_nobody_is_guessed_for_whom_it_is_told_that_they_are_others(text: str) -> None:
    read = Read(text)
    assert (read.party("official") if "official" in text else read.party("commander")) == ()


def test_no_state_is_guessed_for_diplomats() -> None:
    assert Read("Norway pays. Two diplomats said so.").party("diplomats") == ()
    assert Read("Norway pays. Two officials said so.").party("officials") == ("NOR",)


def test_the_group_is_the_body_that_was_named_last_with_a_code_or_without() -> None:
    text = "Hezbollah attacked Peru. The Harlow Foundation said it was bad. The group called for calm."
    assert Read(text).party("group") == ("The Harlow Foundation",)
    assert Read("Hezbollah attacked Peru. The group called for calm.").party("group") == ("HEZB",)
