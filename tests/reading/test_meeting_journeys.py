from standoff.reading.meeting_mentions import mention_at, told_mention
from tests.reading.scenes import scene


def journeys(text: str) -> list[str]:
    """The words of travel that are mentions of a meeting."""
    told = scene(text)
    verbs = [token for token in told.context.doc if token.lemma_ in ("travel", "fly")]
    return [token.text for token in verbs if mention_at(told, token, sure=True) or told_mention(told, token)]


def test_a_journey_to_meet_others_than_the_host_is_no_meeting_with_the_host() -> None:
    assert journeys("The Norwegian minister travelled to Peru to meet with Swedish officials on Monday.") == []


def test_a_journey_to_meet_the_host_is() -> None:
    assert journeys("The Norwegian minister flew to Peru to meet with Peruvian officials on Monday.") == ["flew"]


def test_a_capital_stands_for_those_who_are_met_there() -> None:
    text = "The Norwegian minister will fly to Washington this week to speak with American officials."
    assert journeys(text) == ["fly"]
