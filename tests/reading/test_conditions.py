import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from standoff.reading.acts import find_statements
from standoff.reading.clauses import Slots, verb_slots
from standoff.reading.conditions import GOOD_EVIDENCE, MAX_EVIDENCE, bounds, completed
from tests.reading.scenes import scene

CONDITIONS = [
    ("Chile will lift the tariffs if Peru opens the port.", "if Peru opens the port"),
    ("Chile will impose tariffs unless Peru opens the port.", "unless Peru opens the port"),
    ("Chile is ready to lift the tariffs in exchange for access to the port.", "in exchange for access to the port"),
    (
        "Iran is ready to halt enrichment provided that the United States lifts its sanctions.",
        "provided that the United States lifts its sanctions",
    ),
    (
        "Iran will halt enrichment on condition that the United States lifts its sanctions.",
        "on condition that the United States lifts its sanctions",
    ),
    ("Kenya will keep the border open so long as Sudan withdraws its troops.", "so long as Sudan withdraws its troops"),
    ("As long as Iran enriches uranium, the United States will not lift sanctions.", "As long as Iran enriches uranium"),
    ("Kenya will release the sailors only if Sudan pays compensation.", "only if Sudan pays compensation"),
    ("Kenya will release the sailors unless Sudan pays compensation.", "unless Sudan pays compensation"),
    ("In exchange for sanctions relief, Iran will allow inspections.", "In exchange for sanctions relief"),
    ("Peru offered to open its waters in return for U.S. aid, a minister said.", "in return for U.S. aid"),
    (
        "Iran agreed to the inspections, provided the United States unfreezes its assets.",
        "provided the United States unfreezes its assets",
    ),
    (
        '"We will lift the tariffs on one condition: that Norway withdraws its fleet," the Icelandic minister said.',
        "on one condition: that Norway withdraws its fleet",
    ),
    (
        "Sudan will lift the ban as long as Kenya, which imposed its own last week, does the same.",
        "as long as Kenya, which imposed its own last week, does the same",
    ),
    ("Kenya will lift its sanctions once Sudan withdraws its troops.", "once Sudan withdraws its troops"),
    ("Kenya will lift its sanctions when Sudan has withdrawn its troops.", "when Sudan has withdrawn its troops"),
    ("Should Peru cross the river, Chile will respond with force, a general said.", "Should Peru cross the river"),
    ("Chile will not raise its tariffs if Peru opens the port.", "if Peru opens the port"),
    ("Chile accepted Peru's plan, subject to a guarantee for the port.", "subject to a guarantee for the port"),
    (
        "Chile's offer to Peru to clear the mines hinges on the withdrawal of its patrols.",
        "hinges on the withdrawal of its patrols",
    ),
    ("Once Sudan has freed the sailors, Kenya will lift its sanctions.", "Once Sudan has freed the sailors"),
    ('"Any attack on Peru will bring massive consequences," Chile said.', "Any attack on Peru"),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_the_condition_is_a_span(text: str, condition: str) -> None:
    found = [s.condition.text for s in find_statements(scene(text)) if s.condition is not None]
    assert condition in found


def test_an_act_without_a_condition_has_none() -> None:
    assert [s.condition for s in find_statements(scene("Chile will impose tariffs on Peru."))] == [None]


def test_what_a_condition_names_is_not_told_as_done() -> None:
    found = find_statements(scene("Kenya is ready to lift the ban provided that Sudan withdraws its troops from Kenya."))
    assert [(s.act, s.party) for s in found] == [("offer", ("KEN",))]


def test_what_once_tells_of_the_past_is_done() -> None:
    found = find_statements(scene("Kenya lifted its sanctions once Sudan withdrew its troops from Kenya."))
    assert [(s.act, s.party, s.condition) for s in found] == [("ease", ("KEN",), None), ("posture_down", ("SDN",), None)]


def test_what_once_waits_for_is_not_told_as_done() -> None:
    found = find_statements(scene("Kenya will lift its sanctions once Sudan withdraws its troops from Kenya."))
    assert [(s.act, s.party) for s in found] == [("offer", ("KEN",))]


def test_anonymity_is_no_condition_of_an_act() -> None:
    told = "Kenya will impose tariffs on Sudan, an official said on condition that he not be named."
    assert [s.condition for s in find_statements(scene(told))] == [None]


def test_an_if_that_asks_is_no_condition() -> None:
    assert [s.condition for s in find_statements(scene("Kenya declined to say if Sudan would pay."))] == [None]


def test_long_evidence_is_cut_at_a_break() -> None:
    tail = ", a plan that its own ministers had praised for years and that nobody outside of the capital had ever read in full"
    found = find_statements(scene(f"Chile rejected Peru's plan for a wide canal through the southern desert{tail}."))
    assert found and all(len(s.text) <= MAX_EVIDENCE for s in found)
    assert min(len(s.text) for s in found) <= GOOD_EVIDENCE


def test_clauses_nested_deeper_than_python_goes_have_bounds() -> None:
    depth = 3000
    heads = [place for clause in range(depth) for place in (max(2 * clause - 2, 0), 2 * clause)]
    doc = Doc(Vocab(), words=["said", "that"] * depth, heads=heads, deps=["ROOT", "mark", *["ccomp", "mark"] * (depth - 1)])
    assert bounds(Slots(doc[0]), doc[0]) == (0, 2 * depth - 1)


@pytest.mark.parametrize(
    "line",
    [
        "MOSCOW, Jan 5 (Reuters) - ",
        "TEHRAN, Iran (AP) — ",
        "NAIROBI, March 3 (Xinhua) -- ",
        "OSLO, Norway (AP) — ",
        "OSLO – ",
    ],
)
def test_the_evidence_begins_behind_the_dateline(line: str) -> None:
    found = find_statements(
        scene(f"The trawlers of Norway and Iceland\n\n{line}Norway demanded that Iceland recall its trawlers.")
    )
    assert [s.text for s in found] == ["Norway demanded that Iceland recall its trawlers"]


def test_short_evidence_takes_in_what_is_demanded() -> None:
    held = scene("Norway again called for Sweden to leave the island.")
    called = next(token for token in held.context.doc if token.text == "called")
    short = held.context.span(0, called.idx + len(called))
    assert short is not None
    assert completed(held.context, short, verb_slots(called)).text == "Norway again called for Sweden to leave the island"
