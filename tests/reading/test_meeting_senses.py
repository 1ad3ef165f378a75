import pytest

from tests.reading.told import HELD, meetings, weighed


@pytest.mark.parametrize(
    "text",
    [
        "Norway told fishermen to visit its website on Monday for the quotas of Sweden.",
        "Norway will meet Sweden in the qualifier on Saturday.",
        "Norway met Sweden in a friendly in Oslo on Saturday.",
    ],
)
def test_a_website_and_a_match_are_no_meetings(text: str) -> None:
    assert meetings(text) == ()


@pytest.mark.parametrize(("text", "head"), [("called for", "called"), ("wants", "summit")])
def test_talks_that_are_only_asked_for_are_none_however_sure_the_classifier_is(text: str, head: str) -> None:
    assert weighed(f"Norway {text} a summit with Sweden on Monday.", head, HELD) == ()
