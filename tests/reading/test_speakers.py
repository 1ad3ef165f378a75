import pytest

from standoff.core.records import Attribution
from standoff.reading.speakers import resolve_speakers
from tests.reading.casting import Read


def resolved(read: Read, said: Attribution) -> Attribution:
    return resolve_speakers(read.context, read.cast, (said,))[0]


def test_a_named_source_gives_speaker_and_party() -> None:
    read = Read("Chilean Foreign Minister Ana Lorca said that the treaty stands.")
    found = resolved(read, read.said("the treaty stands", "Chilean Foreign Minister Ana Lorca", "said", direct=False))
    assert (found.speaker, found.party, found.anonymous, found.doubts) == ("Ana Lorca", ("CHL",), False, ())


def test_a_name_at_the_end_of_the_source_is_the_speaker() -> None:
    read = Read("A senior official of the Norwegian government, Ola Brekkestad, said that the treaty stands.")
    found = resolved(
        read, read.said("the treaty stands", "A senior official of the Norwegian government, Ola Brekkestad", "said")
    )
    assert (found.speaker, found.party, found.anonymous) == ("Ola Brekkestad", ("NOR",), False)


def test_an_aide_is_anonymous_and_of_the_boss_party() -> None:
    read = Read("An aide to Chilean President Ana Lorca said that the treaty stands.")
    found = resolved(read, read.said("the treaty stands", "An aide to Chilean President Ana Lorca", "said"))
    assert (found.speaker, found.party, found.anonymous) == (None, ("CHL",), True)


def test_a_pronoun_is_resolved_with_a_doubt() -> None:
    read = Read("Chilean Foreign Minister Ana Lorca arrived. She said that the treaty stands.")
    found = resolved(read, read.said("the treaty stands", "She", "said"))
    assert (found.speaker, found.party, found.doubts) == ("Ana Lorca", ("CHL",), ("pronoun_party",))


def test_a_quotation_without_a_source_stays_visible() -> None:
    read = Read('"The treaty stands." Nobody knew who wrote it.')
    found = resolved(read, read.said("The treaty stands."))
    assert (found.source, found.party, found.doubts) == (None, (), ("no_source_found",))


@pytest.mark.parametrize(
    ("text", "source", "party"),
    [
        ("Ana Lorca, who heads the Chilean army’s northern wing, said that the treaty stands.", "Ana Lorca", "CHL"),
        ("Ana Lorca, a spokeswoman for Chancellor Angela Merkel's office, said that the treaty stands.", "Ana Lorca", "DEU"),
        (
            "Chile met US envoys. An administration official said that the treaty stands.",
            "An administration official",
            "USA",
        ),
        ("Ana Lorca, D-Ohio, said that the treaty stands.", "Ana Lorca", "USA"),
        ("James Larsen of Oklahoma, the Mexican envoy, said that the treaty stands.", "James Larsen", "MEX"),
        ("Ana Lorca, a leader of the UK Independence Party, said that the treaty stands.", "Ana Lorca", "UKIP"),
    ],
)
def test_offices_say_for_whom_their_holders_speak(text: str, source: str, party: str) -> None:
    read = Read(text)
    assert resolved(read, read.said("the treaty stands", source, "said", direct=False)).party == (party,)


def test_a_family_name_that_stands_first_is_the_persons() -> None:
    read = Read("South Korean envoy Chung Eui-yong left. Chung said that the treaty stands.")
    assert resolved(read, read.said("the treaty stands", "Chung", "said", direct=False)).speaker == "Chung Eui-yong"


def test_the_acting_minister_is_not_the_other_minister() -> None:
    read = Read("Acting Chilean President Ana Lorca met Russia's Vladimir Putin. Putin left. The acting president said no.")
    assert read.party("president") == ("CHL",)


def test_a_spy_source_is_of_the_state_spoken_of() -> None:
    read = Read("Chile closed the port. A military intelligence source said that the treaty stands.")
    found = resolved(read, read.said("the treaty stands", "A military intelligence source", "said", direct=False))
    assert (found.party, found.anonymous) == (("CHL",), True)


def test_europe_as_a_place_is_no_party() -> None:
    assert Read("The talks in Europe failed.").party("Europe") == ()


def test_europe_that_acts_is_the_union() -> None:
    assert Read("Europe rejected the offer of Chile.").party("Europe") == ("EU",)


def test_a_body_without_a_code_is_named_as_printed() -> None:
    read = Read("Greyfield Holdings said that the treaty stands.")
    assert resolved(read, read.said("the treaty stands", "Greyfield Holdings", "said")).party == ("Greyfield Holdings",)


def test_an_outlet_is_no_party() -> None:
    read = Read("Reuters reported that the treaty stands.")
    assert resolved(read, read.said("the treaty stands", "Reuters", "reported", direct=False)).party == ()


def test_an_inferred_party_is_less_certain() -> None:
    read = Read("Norway closed the port. Officials said that the treaty stands.")
    found = resolved(read, read.said("the treaty stands", "Officials", "said"))
    assert (found.party, found.doubts) == (("NOR",), ("inferred_party",))
    assert found.certainty < 1


def test_a_source_that_would_not_be_named_is_anonymous_without_a_verb_too() -> None:
    read = Read('"The treaty stands" - a Chilean diplomat, in Lima on Sunday, who did not want to be named.')
    source = "a Chilean diplomat, in Lima on Sunday, who did not want to be named"
    found = resolved(read, read.said("The treaty stands", source))
    assert (found.party, found.speaker, found.anonymous) == (("CHL",), None, True)


def test_a_firm_speaks_for_itself() -> None:
    read = Read("A Peruvian mining company said that the port was shut.")
    assert resolved(read, read.said("the port was shut", "A Peruvian mining company", "said")).party == ()


def test_experts_and_officials_speak_for_whom_the_officials_do() -> None:
    read = Read("Experts and Peruvian officials said that the port was shut.")
    assert resolved(read, read.said("the port was shut", "Experts and Peruvian officials", "said")).party == ("PER",)


@pytest.mark.parametrize(
    ("source", "party"),
    [
        ("Norwegian Minister Ola Brekke, Chilean Minister Ann Berg and Peruvian Minister Eva Holm", ("NOR", "CHL", "PER")),
        ("An aide to Norwegian Minister Ola Brekke and Chilean Minister Ann Berg", ("NOR",)),
    ],
)
def test_those_who_speak_together_speak_for_all_their_parties(source: str, party: tuple[str, ...]) -> None:
    read = Read(f"{source} said that the port was shut.")
    assert resolved(read, read.said("the port was shut", source, "said")).party == party


@pytest.mark.parametrize(
    ("source", "party"), [("The California Republican", ("USA",)), ("Republicans", ("GOP",)), ("The Republican Party", ("GOP",))]
)
def test_one_legislator_speaks_for_the_state_and_a_party_for_itself(source: str, party: tuple[str, ...]) -> None:
    read = Read(f"{source} said that the port was shut.")
    assert resolved(read, read.said("the port was shut", source, "said")).party == party
