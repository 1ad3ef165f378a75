from standoff.codebook.agencies import agencies
from standoff.reading.mentions import find_mentions
from standoff.reading.outlets import as_printed
from tests.reading.casting import layout_of


def test_an_outlet_is_no_party_and_its_name_names_no_state() -> None:
    assert as_printed("The Washington Post") == ()
    assert find_mentions(layout_of("The Washington Post reported it.")) == []


def test_the_voice_of_a_state_is_that_state() -> None:
    voice = next(outlet for outlet in agencies().values() if outlet.state is not None)
    assert as_printed(voice.name) == (voice.state,)


def test_any_other_body_is_called_as_printed() -> None:
    assert as_printed("Greyfield Holdings") == ("Greyfield Holdings",)


def test_a_paper_may_be_called_by_its_short_name() -> None:
    assert as_printed("the Journal") == ()
