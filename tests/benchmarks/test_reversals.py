"""What is thought of a sentence of a minimal pair, by the statements coded for it."""

import msgspec
import pytest

from benchmarks.reversals import Sentence, Told, Verdict, aimed, figures, load, pinned, verdict
from standoff.core.records import Statement

SENTENCE = Sentence(
    pair=1,
    kind="lifted or imposed",
    text="Chile lifted its ban on Peruvian fish.",
    acts=("ease", "meet:planned"),
    may_be_none=False,
    party=("CHL",),
    addressee=("PER",),
    reversed=("sanction", "meet:happened"),
)


def coded(act: str, *, party: str = "CHL", certainty: float = 1.0, **more: object) -> Statement:
    made = Statement(id="s", article="a", start=0, end=5, text="Chile", act=act, party=(party,), certainty=certainty)
    return msgspec.structs.replace(made, **more)


VERDICTS: list[tuple[Verdict, list[Statement]]] = [
    ("right", [coded("ease")]),
    ("right", [coded("meet", status="planned")]),
    ("missed", [coded("accuse")]),
    ("missed", []),
    ("reversed", [coded("sanction")]),
    ("reversed", [coded("ease"), coded("sanction")]),
    ("reversed", [coded("meet", status="happened")]),
    ("reversed", [coded("ease", party="PER")]),
    ("doubted", [coded("sanction", certainty=0.5)]),
    ("doubted", [coded("sanction", doubts=("model_act",))]),
    ("missed", [coded("sanction", party="PER")]),
]


@pytest.mark.parametrize(("wanted", "statements"), VERDICTS)
def test_the_verdict_on_a_sentence(wanted: Verdict, statements: list[Statement]) -> None:
    assert verdict(SENTENCE, statements) == wanted


def test_where_nothing_need_be_coded_silence_is_right() -> None:
    assert verdict(msgspec.structs.replace(SENTENCE, may_be_none=True), []) == "right"


def test_at_whom_it_is_aimed_is_asked_of_what_is_right_only() -> None:
    assert aimed(SENTENCE, [coded("ease", addressee=("PER",))]) is True
    assert aimed(SENTENCE, [coded("ease", addressee=("BOL",))]) is False
    assert aimed(SENTENCE, [coded("accuse", addressee=("PER",))]) is None


def test_a_pair_is_told_apart_where_both_sentences_are_right() -> None:
    other = msgspec.structs.replace(SENTENCE, pair=2)
    told = [Told(SENTENCE, (), "right", True), Told(SENTENCE, (), "right", None)]
    told += [Told(other, (), "right", False), Told(other, (), "reversed", None)]
    assert figures(told)["told apart"] == 0.5
    assert pinned({"work": figures(told)}) == {"work: right": 0.75, "work: not reversed": 0.75, "work: told apart": 0.5}


def test_the_halves_share_no_pair_and_make_up_the_sheet() -> None:
    work, check = ({one.pair for one in load(half)} for half in ("work", "check"))
    assert not work & check
    assert len(work | check) >= 150
    assert all(len([one for one in load() if one.pair == pair]) == 2 for pair in (*work, *check))
