import pytest

from standoff.reading.mentions import find_mentions
from standoff.reading.office_links import link_offices
from standoff.reading.offices import find_offices
from standoff.reading.persons import find_persons
from standoff.reading.phrases import named_parties
from tests.reading.casting import layout_of


def offices_of(text: str, name: str) -> list[tuple[str, bool]]:
    """The offices of a person by their words, each with whether it is a former one."""
    layout = layout_of(text)
    mentions = find_mentions(layout)
    offices = find_offices(layout, named_parties(layout.doc, mentions))
    people = find_persons(layout.doc, mentions, offices)
    link_offices(layout.doc, people, offices)
    person = next(one for one in people if name in one.name)
    return [(layout.doc[one.first : one.last + 1].text, one.former) for one in person.offices]


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("US Ambassador to Israel Andrey Turkov agreed.", [("Ambassador", False)]),
        ("Peru's Vice Minister of Commerce Andrey Turkov agreed.", [("Vice Minister", False)]),
        ("In Lima a leader of the ruling party, Andrey Turkov, agreed.", [("leader", False)]),
        ("Andrey Turkov, a former judge who is Peru's ambassador to Chile, agreed.", [("judge", True), ("ambassador", False)]),
        (
            "Andrey Turkov, vice president and expert at Lima Hall, agreed.",
            [("vice president", False), ("expert", False)],
        ),
        ("Andrey Turkov, who was ambassador to Chile under the old president, agreed.", [("ambassador", True)]),
        ("Andrey Turkov, who was ambassador to Chile at the time, agreed.", [("ambassador", False)]),
        ("Andrey Turkov, who also served as ambassador to Chile, agreed.", [("ambassador", True)]),
        ("The judge met Andrey Turkov, who agreed.", []),
    ],
)
def test_the_offices_beside_a_name_are_its_own(text: str, offices: list[tuple[str, bool]]) -> None:
    assert offices_of(text, "Turkov") == offices
