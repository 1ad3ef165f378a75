"""Words led in by a label, a dash or a clause with a colon; each text is a headline and a line of body, made up."""

import pytest

from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.core.spans import Span, cut
from standoff.reading.attribution import find_attributions
from standoff.reading.context import Context
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse

HEAD = "Talks on the lighthouse"
BODY = "Chilean Foreign Minister Ana Reyes and the Peruvian president, Hugo Salas, were in Lima."


def told(text: str, title: str | None = None) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    doc = next(iter(parse([masked(text, [])], DEFAULT_MODEL)))
    span: Span | None = cut(text, 0, len(title)) if title is not None else None
    context = Context(article=Article(id=text_id(text), name="x", text=text), doc=doc, title=span)
    return [
        (a.source.text if a.source else None, a.cue.text if a.cue else None, tuple(c.text for c in a.content))
        for a in find_attributions(context)
    ]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Reyes: Peru could lose the lighthouse", ("Reyes", None, ("Peru could lose the lighthouse",))),
        ("Chile: Peru must leave the lighthouse", ("Chile", None, ("Peru must leave the lighthouse",))),
        ("Peru to leave the lighthouse - Salas", ("Salas", None, ("Peru to leave the lighthouse",))),
        ("Attack on lighthouse imminent – sources", ("sources", None, ("Attack on lighthouse imminent",))),
        ("No keeper to leave the rock: Chilean minister", ("Chilean minister", None, ("No keeper to leave the rock",))),
        ("Peru ready to talk, says Salas", ("Salas", "says", ("Peru ready to talk",))),
    ],
)
def test_a_headline_is_led_in_by_whoever_can_speak(headline: str, expected: tuple[str, str | None, tuple[str, ...]]) -> None:
    assert expected in told(f"{headline}\n\n{BODY}", headline)


@pytest.mark.parametrize(
    "headline",
    [
        "Chile: Storm closes the northern ports",
        "Lighthouse talks: What comes next?",
        "See also: The keepers of the rock",
        "Lighthouse feud: Three things to know - Harbour Post",
    ],
)
def test_a_headline_about_something_is_told_by_nobody(headline: str) -> None:
    assert told(f"{headline}\n\n{BODY}", headline) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('Prime Minister Lena Kovic: "We stay on the rock."', ("Prime Minister Lena Kovic", None, ("We stay on the rock.",))),
        ("Reyes: We want the keepers out.", ("Reyes", None, ("We want the keepers out.",))),
        (
            '"We shall not sell the rock," - president Hugo Salas.',
            ("president Hugo Salas", None, ("We shall not sell the rock,",)),
        ),
        ('"The lamp stays lit" – Reyes', ("Reyes", None, ("The lamp stays lit",))),
        ('She put it this way: "The rock is ours."', ("She", "put", ("The rock is ours.",))),
        ('The minister\'s answer was short: "No, and never."', ("The minister", "was", ("No, and never.",))),
    ],
)
def test_a_line_of_the_body_is_led_in(line: str, expected: tuple[str, str | None, tuple[str, ...]]) -> None:
    assert expected in told(f"{HEAD}\n\n{BODY}\n\n{line}", HEAD)


@pytest.mark.parametrize(
    "line",
    [
        "The next step: The keepers will go home.",
        'Read more: "The keepers of the rock"',
        "Three ports are open: Arica, Ilo and Callao.",
        'The ship bears a name that nobody likes: "The Rock".',
        "Boats for sale - Reyes Harbour Supplies",
    ],
)
def test_a_label_that_names_nobody_leads_in_nothing(line: str) -> None:
    assert told(f"{HEAD}\n\n{BODY}\n\n{line}", HEAD) == []


def test_the_dash_of_a_line_of_speech_is_no_part_of_it() -> None:
    line = "- We are ready to leave the rock, - said the Chilean minister."
    assert ("the Chilean minister", "said", ("We are ready to leave the rock",)) in told(f"{HEAD}\n\n{BODY}\n\n{line}", HEAD)


def test_what_a_verb_already_tells_is_told_once() -> None:
    text = f'{HEAD}\n\n{BODY}\n\nReyes said: "The lamp stays lit."'
    assert told(text, HEAD) == [("Reyes", "said", ("The lamp stays lit.",))]
