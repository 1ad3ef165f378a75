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
