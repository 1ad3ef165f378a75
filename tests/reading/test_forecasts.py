import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.records import Forecast
from standoff.core.spans import Span, check
from standoff.reading.forecasts import find_forecasts
from tests.reading.scenes import scene


def forecasts(text: str) -> tuple[Forecast, ...]:
    return find_forecasts(scene(text, "2021-03-17"))


def only(text: str) -> Forecast:
    found = forecasts(text)
    assert len(found) == 1, found
    return found[0]


def test_what_one_party_expects_of_another_is_a_forecast_of_the_first() -> None:
    found = only("Norway believes that Sweden could attack in early 2022.")
    assert found.holder == ("NOR",)
    assert found.window is not None
    assert found.window.text == "early 2022"


def test_an_own_plan_is_no_forecast() -> None:
    assert forecasts("Norway expects to sign the treaty on Friday.") == ()


def test_what_an_event_may_lead_to_is_a_forecast_of_who_says_so() -> None:
    found = only("The Swedish minister said that the vote could lead to a trade war.")
    assert found.holder == ("SWE",)


@pytest.mark.parametrize(
    "text",
    [
        "It is only a matter of time before Sweden attacks, the Norwegian general said.",
        "A deal was just a matter of time, the Norwegian minister said.",
    ],
)
def test_what_is_a_matter_of_time_is_a_forecast(text: str) -> None:
    assert only(text).holder == ("NOR",)


def test_a_matter_of_principle_is_no_forecast() -> None:
    assert forecasts("The border is a matter of principle, the Norwegian minister said.") == ()


def test_permission_is_no_forecast() -> None:
    assert forecasts("Norway said that its inspectors may use the bridge.") == ()


WORDS = [
    "Norway",
    "expects",
    "that",
    "Sweden",
    "could",
    "attack",
    "war",
    "might",
    "happen",
    "soon",
    ".",
    "said",
    "will",
    "collapse",
    "\n\n",
    "the",
    "if",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join))
def test_offsets_hold_in_any_heap_of_words(text: str) -> None:
    for found in forecasts(text):
        check(text, Span(found.start, found.end, found.text))


def test_what_another_is_likely_to_do_is_a_forecast() -> None:
    found = only("The Swedish envoy said that Norway is unlikely to comply.")
    assert (found.holder, found.text, found.confidence) == (("SWE",), "Norway is unlikely to comply", "unlikely")


def test_what_is_on_an_agenda_is_no_forecast() -> None:
    assert forecasts("The Norwegian minister is expected to speak to reporters.") == ()


def test_what_will_befall_another_under_a_condition_is_a_forecast() -> None:
    found = only("The Swedish envoy said that Norway will face decline if it scraps the pact.")
    assert found.holder == ("SWE",)


def test_what_is_only_supposed_to_be_believed_is_no_forecast() -> None:
    assert forecasts("If anybody believes that Norway will collapse, they are wrong.") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The pact is going to fall apart,” the Swedish minister said.", "The pact is going to fall apart"),
        ("The storm will weaken the pact, an analyst said.", "The storm will weaken the pact"),
        ("The embargo could starve the port.", "The embargo could starve the port"),
        ("It is possible that Norway may wait for the vote.", "Norway may wait for the vote"),
        ("The Swedish minister said there is a risk of a long strike.", "there is a risk of a long strike"),
        ("Analysts do not expect the talks to last.", "the talks to last"),
    ],
)
def test_views_of_what_comes_to_pass_are_forecasts(text: str, expected: str) -> None:
    assert expected in only(text).text


@pytest.mark.parametrize(
    "text",
    [
        "The Swedish minister said that any attack would be met with force.",
        "“Every shipment will be searched,” the Swedish minister said.",
        "Norway could open the gate.",
        "The Swedish minister said that there is no danger.",
    ],
)
def test_plans_threats_and_abilities_are_no_forecasts(text: str) -> None:
    assert forecasts(text) == ()


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("before September", "2021-03-17", "2021-08-31"),
        ("before the end of the year", "2021-03-17", "2021-12-31"),
        ("by 2023", "2021-03-17", "2023-12-31"),
        ("after September", "2021-10-01", "None"),
        ("in September", "2021-09-01", "2021-09-30"),
    ],
)
def test_a_window_is_open_on_the_side_that_its_preposition_says(words: str, earliest: str, latest: str) -> None:
    window = only(f"Norway believes that Sweden could attack {words}.").window
    assert window is not None
    assert (str(window.earliest), str(window.latest)) == (earliest, latest)


def test_what_is_said_to_be_imminent_is_a_forecast() -> None:
    found = only("An invasion of the north is imminent, the Norwegian army chief said.")
    assert (found.holder, found.confidence) == (("NOR",), "imminent")


def test_what_is_said_not_to_be_imminent_is_none() -> None:
    assert forecasts("An invasion of the north is not imminent, the Norwegian army chief said.") == ()


def test_a_thing_foretold_by_its_noun_and_day_is_a_forecast() -> None:
    found = only("The bank forecasts a recession in 2031.")
    assert found.window is not None
    assert found.window.text == "2031"


def test_a_rule_is_no_forecast() -> None:
    assert forecasts("No more than 50 observers may enter the port.") == ()


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Norway does not expect Sweden to attack.", "does not expect"),
        ("Norway no longer expects Sweden to attack.", "no longer expects"),
        ("Norway has never expected Sweden to attack.", "has never expected"),
        ("Analysts doubt that Sweden will attack.", "doubt"),
        ("Analysts rule out that Sweden will attack.", "rule out"),
        ("No analyst expects Sweden to attack.", "no analyst expects"),
        ("It is not unlikely that Sweden will attack, the Norwegian envoy said.", "not unlikely"),
        ("The Norwegian envoy said that Sweden is not likely to attack.", "not likely"),
        ("The Norwegian envoy said that Sweden is not expected to attack.", "not expected"),
        ("Norway expects Sweden to attack.", None),
        ("Norway expects that Sweden will not attack.", None),
    ],
)
def test_what_is_not_expected_says_so(text: str, confidence: str | None) -> None:
    assert only(text).confidence == confidence


def test_what_is_not_ruled_out_is_no_forecast_of_it() -> None:
    assert forecasts("Analysts do not rule out that Sweden will attack.") == ()
