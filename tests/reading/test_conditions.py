import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from standoff.reading.acts import find_statements
from standoff.reading.clauses import Slots
from standoff.reading.conditions import GOOD_EVIDENCE, MAX_EVIDENCE, bounds
from tests.reading.scenes import scene

CONDITIONS = [
    ("Chile will lift the tariffs if Peru opens the port.", "if Peru opens the port"),
    ("Chile will impose tariffs unless Peru opens the port.", "unless Peru opens the port"),
    ("Chile is ready to lift the tariffs in exchange for access to the port.", "in exchange for access to the port"),
    ('"Any attack on Peru will bring massive consequences," Chile said.', "Any attack on Peru"),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_the_condition_is_a_span(text: str, condition: str) -> None:
    found = [s.condition.text for s in find_statements(scene(text)) if s.condition is not None]
    assert condition in found


def test_an_act_without_a_condition_has_none() -> None:
    assert [s.condition for s in find_statements(scene("Chile will impose tariffs on Peru."))] == [None]


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
