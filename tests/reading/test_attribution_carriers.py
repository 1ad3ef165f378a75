import pytest

from standoff.reading.attribution_carriers import agency_of
from tests.reading.test_attribution import read, told


def channel(text: str) -> str | None:
    return read(text)[0].channel


def test_an_agency_is_known_with_its_article_and_kind() -> None:
    names = [
        agency.name if (agency := agency_of(words)) else None for words in ("the Reuters news agency", "AFP", "the ministry")
    ]
    assert names == ["Reuters", "Agence France-Presse", None]


def test_who_was_told_carried_it() -> None:
    assert read("Two sources told Reuters that the bridge was mined.")[0].via == "Reuters"


def test_an_agency_that_reports_what_another_says_is_no_source() -> None:
    (one,) = read("The minister said the bridge was mined, Reuters reported.")
    assert one.source is not None
    assert (one.source.text, one.via) == ("The minister", "Reuters")


def test_an_agency_that_quotes_somebody_is_no_source() -> None:
    (one,) = read("The minister was quoted by Reuters as saying that the bridge was mined.")
    assert one.source is not None
    assert (one.source.text, one.via) == ("The minister", "Reuters")


def test_an_agency_alone_is_the_source() -> None:
    (one,) = read("Two ships have been lost, Reuters reported.")
    assert one.source is not None
    assert one.source.text == "Reuters"


def test_told_reporters_is_a_channel() -> None:
    assert channel("“It is over,” the minister told reporters on Monday.") == "told reporters"


def test_a_statement_is_a_channel() -> None:
    text = "In a statement posted on Facebook on Monday, the minister said that the bridge was mined."
    assert channel(text) == "a statement posted on Facebook"


def test_a_call_is_a_channel() -> None:
    assert channel("The bridge is mined, officials said during a phone call with reporters.") == "a phone call with reporters"


def test_a_channel_within_what_is_said_is_none() -> None:
    assert channel("The minister said that the plan was laid out in a letter.") is None


@pytest.mark.parametrize("body", ["National Assembly", "National Guard", "Guardian Council", "Foreign Affairs Committee"])
def test_an_outlets_name_within_that_of_a_body_is_no_outlet(body: str) -> None:
    assert read(f"The minister told the {body} that the bridge was mined.")[0].via is None


def test_an_outlet_of_an_everyday_name_is_one_before_a_day() -> None:
    assert read("The minister told the Guardian Friday that the bridge was mined.")[0].via == "The Guardian"


def test_who_carried_the_words_before_did_not_carry_the_next() -> None:
    found = read("The minister was quoted by Reuters as saying the rock was safe. Then she said the lamp was lit.")
    assert [item.via for item in found] == ["Reuters", None]


def test_a_dateline_with_its_day_and_agency_is_no_part_of_what_is_told() -> None:
    text = "ARICA, May 8 (Reuters) - Chile left the rock on Monday, the interior ministry said."
    assert told(text) == [("the interior ministry", "said", ("Chile left the rock on Monday",))]
