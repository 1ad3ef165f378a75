import pytest

from tests.reading.casting import Read


def test_a_title_before_the_name_gives_the_party() -> None:
    assert Read("Chilean Foreign Minister Ana Reyes Lorca arrived. Lorca spoke.").party("Lorca", 1) == ("CHL",)


def test_an_apposition_after_the_name_gives_the_party() -> None:
    assert Read("Dmitri Kozlin, a top Kremlin official, called. Kozlin was calm.").party("Kozlin", 1) == ("RUS",)


def test_an_apposition_before_the_name_gives_the_party() -> None:
    text = "The head of Norway's border agency, Ola Brekkestad, said so. Brekkestad left."
    assert Read(text).party("Brekkestad", 1) == ("NOR",)


def test_a_predicate_gives_the_party() -> None:
    assert Read("Ola Brekkestad is the Norwegian ambassador. Brekkestad spoke.").party("Brekkestad", 1) == ("NOR",)


def test_an_aide_speaks_for_whom_the_boss_speaks() -> None:
    text = "Chilean President Ana Lorca spoke. Wendy Sharpman, an aide to Lorca, agreed."
    assert Read(text).party("Sharpman") == ("CHL",)


def test_an_office_without_a_state_takes_the_one_spoken_of() -> None:
    text = "The Norwegian government denied it. Defense Minister Olmegsky Rezhnikan said at a meeting that all was quiet."
    assert Read(text).party("Rezhnikan") == ("NOR",)


def test_an_office_without_a_state_takes_that_of_the_same_office_before() -> None:
    text = "Chile's defense minister warned Peru on Monday. Defense Minister Ana Lorca said Peru was arming."
    assert Read(text).party("Lorca") == ("CHL",)


def test_a_state_that_has_no_such_office_is_passed_over() -> None:
    text = "American envoys pressed Norway. The United States wants a deal. Prime Minister Ola Brekkestad refused."
    assert Read(text).party("Brekkestad") == ("NOR",)


def test_a_dateline_is_home() -> None:
    text = "SANTIAGO, Chile (XYZ) -- Envoys from Peru and Bolivia met. Interior Minister Ana Lorca said so."
    assert Read(text).party("Lorca") == ("CHL",)


def test_an_expert_speaks_for_nobody() -> None:
    assert Read("Norwegian analyst Ola Brekkestad said so. Brekkestad is sceptical.").party("Brekkestad", 1) == ()


def test_the_register_of_office_holders_helps_where_the_text_is_silent() -> None:
    assert Read("Ban Ki-moon spoke on Monday.").party("Ban") == ("UN",)


def test_roles_are_kept_with_their_party_and_place() -> None:
    text = "Chilean Foreign Minister Ana Reyes Lorca arrived."
    person = next(actor for actor in Read(text).cast.actors if actor.type == "person")
    (role,) = person.roles
    assert (text[role.start : role.end], role.party) == ("Chilean Foreign Minister", ("CHL",))


def test_an_office_without_a_state_is_of_the_main_clause_not_of_its_condition() -> None:
    read = Read("Chile will close the port if Peru sends its ships, Minister Ana Soto said.")
    assert read.party("Soto") == ("CHL",)


def test_the_title_of_a_role_is_quoted_as_stored() -> None:
    text = "Chile’s Foreign Minister Ana Reyes Lorca arrived."
    roles = [role for actor in Read(text).cast.actors for role in actor.roles]
    assert roles
    assert [text[role.start : role.end] for role in roles] == [role.title for role in roles]


def test_an_office_holder_whom_all_call_by_the_last_name_is_known_by_a_longer_form_of_the_name() -> None:
    text = "Chile's government gave a dinner. Prime Minister Justyn P. Trudeau praised Chile. Chile was glad."
    assert Read(text).party("Trudeau") == ("CAN",)


def test_a_namesake_without_an_office_is_not_the_office_holder() -> None:
    assert Read("Chile's government gave a dinner. Justyn P. Trudeau, a singer, praised it.").party("Trudeau") != ("CAN",)


def test_a_counterpart_speaks_for_the_side_that_is_named() -> None:
    text = "Norwegian Foreign Minister Ola Brekkestad met his Chilean counterpart Ana Lorca. Lorca spoke."
    assert Read(text).party("Lorca", 1) == ("CHL",)


def test_a_counterpart_behind_the_name_speaks_for_the_side_that_is_named() -> None:
    text = "Foreign Minister Ola Brekkestad of Norway wrote to Ana Lorca, his Chilean counterpart. Lorca answered."
    assert Read(text).party("Lorca", 1) == ("CHL",)


def test_persons_in_a_row_go_with_the_states_in_a_row() -> None:
    text = "The foreign ministers of Norway and Chile, Ola Brekkestad and Ana Lorca, met. Lorca spoke. Brekkestad left."
    assert (Read(text).party("Lorca", 1), Read(text).party("Brekkestad", 1)) == (("CHL",), ("NOR",))


def test_a_colleague_does_not_take_over_the_office_before() -> None:
    text = "Norwegian Prime Minister Ola Brekkestad met her Chilean colleague, Ana Lorca, who agreed. Lorca left."
    assert Read(text).party("Lorca", 1) == ("CHL",)


@pytest.mark.parametrize("body", ["the Norwegian foreign ministry", "Norway's transport ministry", "the Norwegian navy"])
def test_a_body_behind_the_name_gives_the_party(body: str) -> None:
    assert Read(f"Ola Brekkestad of {body} said so. Brekkestad left.").party("Brekkestad", 1) == ("NOR",)


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Hale, a UN expert at the Lisbon Council, spoke. Hale, the UN expert, is calm.",
        "Ruth Hale, head of the UN programme at the Lisbon Council in Mali, spoke. Hale is calm.",
        "Ruth Hale, managing director at research firm Harbour Lights in Mali, spoke. Hale is calm.",
        "Ruth Hale, vice president and expert in Malian affairs at the Lisbon Council, spoke. Hale is calm.",
        "Ruth Hale, the Mali director at Harbour Lights Institute, spoke. Hale is calm.",
        "Ruth Hale, who was Mali's ambassador to the UN under the old president, spoke. Hale is calm.",
        "Ruth Hale, a Malian opposition leader, spoke. Hale is calm.",
        "Ruth Hale, a separatist leader in southern Mali, spoke. Hale is calm.",
    ],
)
def test_who_looks_at_a_state_or_opposes_it_does_not_speak_for_it(text: str) -> None:
    assert Read(text).party("Hale", 1) == ()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Fatou Diarra, a former Malian minister who now speaks for the African Union, agreed.", ("AU",)),
        ("Fatou Diarra, a former UN monitor who is Mali's ambassador to Peru, agreed.", ("MLI",)),
        ("Fatou Diarra, who speaks for the Malian navy, agreed.", ("MLI",)),
        ("Fatou Diarra, who runs a Malian charity, agreed.", ()),
        ("Fatou Diarra, who was Mali's foreign minister at the time, agreed.", ("MLI",)),
        ("Mali's Vice Minister of Commerce Fatou Diarra agreed.", ("MLI",)),
    ],
)
def test_what_a_person_leads_today_counts(text: str, party: tuple[str, ...]) -> None:
    assert Read(text).party("Diarra") == party


def test_an_envoy_does_not_speak_for_whom_the_mission_is_about() -> None:
    text = "Norway hopes for talks. Ola Brekkestad, special envoy for Mali, agreed. Brekkestad left."
    assert Read(text).party("Brekkestad", 1) == ("NOR",)


@pytest.mark.parametrize(("before", "party"), [("Peru left. Peru returned. ", ("PER",)), ("Peru left. ", ())])
def test_an_office_far_from_any_state_is_of_the_one_that_is_named_again_and_again(before: str, party: tuple[str, ...]) -> None:
    text = f"{before}{'It rained all day and nobody went out. ' * 12}Police officer Ola Brekkestad spoke."
    assert Read(text).party("Brekkestad") == party


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Peru pays. Foreign Minister Ola Brekkestad of Norway spoke.", ("NOR",)),
        ("Peru pays. General Ola Brekkestad of the African Union spoke.", ("AU",)),
        ("Peru pays. Foreign Minister Ola Brekkestad spoke of Norway.", ("PER",)),
        ("Peru pays. Ola Brekkestad of Norway spoke.", ()),
        ("Peru pays. A spokesman for the Norwegian army, Colonel Ola Brekkestad, spoke.", ("NOR",)),
        ("Peru pays. The director of an agency, Colonel Ola Brekkestad, spoke.", ("PER",)),
    ],
)
def test_a_state_behind_the_name_or_an_office_before_the_title_counts(text: str, party: tuple[str, ...]) -> None:
    assert Read(text).party("Brekkestad") == party
