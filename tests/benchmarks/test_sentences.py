"""What is thought of what was told of a sentence, by the kind of record."""

from typing import Any

import pytest

from benchmarks.sentences import KINDS, Sentence, Told, Verdict, figures, judge, load, told

MET = {"participants": ["CHL", "PER"], "status": "held"}
SAID = {"content": ["the road would be opened"], "party": ["CHL"], "speaker": "Rojas", "anonymous": False}
COUNT = {"text": "at least 40 lorries", "low": 40, "high": None}
OFFER: dict[str, Any] = {
    "acts": ["offer", "commit"], "party": ["CHL"], "addressee": ["PER"], "status": ["stated", "happened"],
    "condition": "if Peru agrees", "deadline": None,
}  # fmt: skip

VERDICTS: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]], Verdict]] = [
    ("meetings", [MET], [MET], "right"),
    ("meetings", [MET], [MET | {"status": "planned"}], "wrong"),
    ("meetings", [MET], [], "missed"),
    ("meetings", [], [MET], "wrong"),
    ("meetings", [], [], "right"),
    ("meetings", [MET], [MET, MET | {"participants": ["BOL"]}], "wrong"),
    ("meetings", [MET, MET | {"status": "planned"}], [MET | {"status": "planned"}, MET], "right"),
    ("attributions", [SAID], [SAID | {"content": ["that the road would be opened,"], "speaker": "Ana Rojas"}], "right"),
    ("attributions", [SAID], [SAID | {"party": ["PER"]}], "wrong"),
    ("attributions", [SAID], [SAID | {"speaker": None}], "wrong"),
    ("attributions", [SAID], [SAID | {"anonymous": True}], "wrong"),
    ("figures", [COUNT], [COUNT | {"text": "40 lorries"}], "right"),
    ("figures", [COUNT], [COUNT | {"high": 40}], "wrong"),
    ("fields", [OFFER], [OFFER | {"acts": ("commit",), "status": ("reported",)}], "right"),
    ("fields", [OFFER], [OFFER | {"condition": None}], "wrong"),
    ("fields", [OFFER], [OFFER | {"acts": ("accuse",)}], "missed"),
    ("fields", [OFFER], [OFFER, OFFER | {"acts": ("accuse",), "party": ["PER"]}], "right"),
    ("fields", [OFFER | {"acts": ["meet"]}], [OFFER | {"acts": ("meet",), "party": ["CHL", "PER"], "addressee": []}], "right"),
]


def sentence(wanted: list[dict[str, Any]], pair: int = 1) -> Sentence:
    return Sentence(pair=pair, kind="made up", text="Chile met Peru.", wanted=tuple(wanted))


@pytest.mark.parametrize(("kind", "wanted", "items", "verdict"), VERDICTS)
def test_the_verdict_on_a_sentence(
    kind: str, wanted: list[dict[str, Any]], items: list[dict[str, Any]], verdict: Verdict
) -> None:
    assert judge(KINDS[kind], sentence(wanted), items).verdict == verdict


def test_a_pair_is_told_apart_where_both_its_sentences_are_right() -> None:
    one, other = sentence([MET]), sentence([], pair=2)
    found = [Told(one, (), "right", ()), Told(one, (), "right", ()), Told(other, (), "right", ()), Told(other, (), "wrong", ())]
    assert figures(found)["told apart"] == 0.5


def test_fields_are_counted_of_what_was_found() -> None:
    found = [judge(KINDS["meetings"], sentence([MET]), [made]) for made in (MET, MET | {"status": "planned"})]
    assert figures(found)["status"] == 0.5


@pytest.mark.parametrize("kind", KINDS)
def test_each_sheet_is_parted_into_pairs_of_two_that_say_what_is_compared(kind: str) -> None:
    work, check = load(kind, "work"), load(kind, "check")
    assert {row.pair for row in work}.isdisjoint(row.pair for row in check)
    assert len(work) + len(check) == len(load(kind)) == 2 * len({row.pair for row in load(kind)})
    assert all(judge(KINDS[kind], row, []).verdict == ("missed" if row.wanted else "right") for row in work + check)
    assert all(judge(KINDS[kind], row, row.wanted).verdict == "right" for row in work + check)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_reading_tells_is_judged(kind: str) -> None:
    found = told(kind, [row for row in load(kind, "work") if row.wanted][:6])
    assert any(one.verdict == "right" and one.items for one in found)
