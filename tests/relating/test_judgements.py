import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.core.dates import Published
from standoff.core.records import Figure, LocalActor, Noise, Statement
from standoff.relating.actors import merge_actors, own_key
from standoff.relating.judgements import (
    actor_subject,
    corrected,
    find_again,
    judge_identity,
    judge_items,
    ordered,
    standings,
    subject_of,
    undone,
)
from standoff.relating.judgements_tables import Judgement, Subject, with_id

START = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
ARTICLE = "a" * 64


def judgement(number: int, kind: Any, decision: Any, *subjects: Subject, **more: Any) -> Judgement:
    when = START + dt.timedelta(minutes=number)
    return with_id(Judgement(id="", when=when, who="me", kind=kind, decision=decision, subjects=subjects, **more))


def person(key: str) -> Subject:
    return Subject(kind="actor", id=f"actor-{key}", name=key)


def two(number: int, decision: str, a: str, b: str) -> Judgement:
    return judgement(number, "actors", decision, person(a), person(b))


def undo(number: int, of: Judgement) -> Judgement:
    return judgement(number, "undo", "undo", undoes=of.id)


def statement(start: int = 10, end: int = 30, act: str = "demand", identifier: str = "statement-1") -> Statement:
    return Statement(id=identifier, article=ARTICLE, start=start, end=end, text="x" * (end - start), act=act, party=("CHL",))


def valid(log: list[Judgement]) -> list[Judgement]:
    taken_back = undone(ordered(log))
    return [one for one in ordered(log) if one.id not in taken_back]


def test_an_id_is_made_from_all_of_a_judgement() -> None:
    one = two(0, "same", "a", "b")
    assert one.id != two(1, "same", "a", "b").id and one.id == two(0, "same", "a", "b").id


def test_an_undo_takes_back_and_its_undo_restores() -> None:
    first = two(0, "same", "a", "b")
    second = undo(1, first)
    third = undo(2, second)
    assert undone([first, second]) == {first.id: second.id}
    assert undone([first, second, third]) == {second.id: third.id}


def test_sameness_goes_over_steps() -> None:
    identity = judge_identity([two(0, "same", "a", "b"), two(1, "same", "b", "c")])
    assert {identity.find(f"actor-{key}") for key in "abc"} == {"actor-a"}


def test_a_set_goes_by_the_code_that_one_of_it_has() -> None:
    coded = Subject(kind="actor", id="CHL", name="CHL")
    identity = judge_identity([judgement(0, "actors", "same", person("chile"), coded)])
    assert identity.find("actor-chile") == "CHL"


def test_the_newest_wins_over_several_steps_and_the_conflict_is_told() -> None:
    log = [two(0, "same", "a", "b"), two(1, "same", "b", "c"), two(2, "not_same", "a", "c")]
    identity = judge_identity(log)
    assert identity.find("actor-b") == identity.find("actor-c") != identity.find("actor-a")
    fate = identity.fates[log[0].id]
    assert (fate.state, fate.by) == ("overruled", log[2].id)


def test_an_older_not_same_gives_way_to_newer_sameness_over_steps() -> None:
    log = [two(0, "not_same", "a", "c"), two(1, "same", "a", "b"), two(2, "same", "b", "c")]
    identity = judge_identity(log)
    assert len({identity.find(f"actor-{key}") for key in "abc"}) == 1
    assert identity.fates[log[0].id].state == "overruled"


def test_a_judgement_given_twice_is_overruled_twice() -> None:
    log = [two(0, "same", "a", "b"), two(1, "same", "a", "b"), two(2, "same", "b", "c"), two(3, "not_same", "a", "c")]
    identity = judge_identity(log)
    assert [identity.fates[one.id].state for one in log] == ["overruled", "overruled", "in force", "in force"]


def test_unsure_takes_the_place_of_an_older_same() -> None:
    identity = judge_identity([two(0, "same", "a", "b"), two(1, "unsure", "a", "b")])
    assert identity.root == {} and identity.unsure == {frozenset(("actor-a", "actor-b"))}


def actor(name: str, *parties: str, **more: Any) -> LocalActor:
    return LocalActor(name=name, type="person", speaks_for=parties, **more)


def judged_actors(log: list[Judgement], *actors: LocalActor) -> list[tuple[str, ...]]:
    found = merge_actors((("x.txt", Published(), one) for one in actors), judge_identity(log))
    return sorted(one.names for one in found)


def decide(number: int, decision: str, a: LocalActor, b: LocalActor) -> Judgement:
    return judgement(number, "actors", decision, actor_subject(a), actor_subject(b))


def test_actors_judged_the_same_are_merged() -> None:
    a, b = actor("Ada Holm", "CAN"), actor("The Iron Lady", "CAN")
    assert len(judged_actors([], a, b)) == 2
    assert len(judged_actors([decide(0, "same", a, b)], a, b)) == 1


def test_what_the_rules_joined_is_split() -> None:
    a, b = actor("Ada Holm", "CAN"), actor("Holm", "CAN")
    assert len(judged_actors([], a, b)) == 1
    assert judged_actors([decide(0, "not_same", a, b)], a, b) == [("Ada Holm",), ("Holm",)]


def test_a_coded_actor_gives_its_name_to_what_is_the_same() -> None:
    state, words = LocalActor(name="Chile", type="state", code="CHL"), LocalActor(name="the long thin country", type="group")
    (found,) = merge_actors(
        (("x.txt", Published(), one) for one in (words, state)), judge_identity([decide(0, "same", words, state)])
    )
    assert (found.id, found.name, found.code) == ("CHL", "Chile", "CHL")


def test_whom_people_are_unsure_of_are_proposed_and_whom_they_told_apart_are_not() -> None:
    a, b, c = actor("Ada Holm", "CAN"), actor("Bert Holm", "NOR"), actor("Cara Lind", "NOR")
    identity = judge_identity([decide(0, "not_same", a, b), decide(1, "unsure", a, c)])
    found = identity.proposed(merge_actors((("x.txt", Published(), one) for one in (a, b, c)), identity))
    assert {one.name: one.proposed for one in found} == {
        "Ada Holm": (own_key(c),),
        "Bert Holm": (),
        "Cara Lind": (own_key(a),),
    }


def test_a_field_is_corrected_and_the_plover_code_follows() -> None:
    fixed = corrected(statement(), {"act": ("reject",), "party": ("PER", "BOL")})
    assert isinstance(fixed, Statement)
    assert (fixed.act, fixed.plover, fixed.party) == ("reject", "REJECT", ("PER", "BOL"))


def test_numbers_are_corrected_as_numbers() -> None:
    figure = Figure(id="figure-1", article=ARTICLE, start=0, end=2, text="40", low=40, high=40)
    fixed = corrected(figure, {"low": ("50",), "high": ()})
    assert isinstance(fixed, Figure)
    assert (fixed.low, fixed.high) == (50, None)


@pytest.mark.parametrize("fields", [{"status": ("sung",)}, {"text": ("other",)}, {"low": ("3",)}])
def test_a_value_that_a_field_cannot_hold_is_refused(fields: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match=r"status|Invalid|no field"):
        corrected(statement(), fields)


def test_an_item_is_found_again_where_its_span_moved_a_little() -> None:
    moved = statement(8, 30, identifier="statement-2")
    assert find_again(subject_of(statement()), [statement(60, 80), moved]) == moved


def test_of_two_items_over_one_span_the_one_coded_alike_is_taken() -> None:
    alike = statement(identifier="statement-9")
    assert find_again(subject_of(statement()), [statement(act="reject", identifier="statement-8"), alike]) == alike


def test_an_item_that_shares_less_than_half_is_another() -> None:
    assert find_again(subject_of(statement(10, 30)), [statement(21, 41)]) is None


def test_an_item_judged_wrong_is_dropped() -> None:
    log = [judgement(0, "coding", "wrong", subject_of(statement()))]
    assert judge_items(log, [statement()], [ARTICLE]).changed == {"statement-1": None}


def test_what_is_coded_otherwise_by_now_is_not_dropped_and_told() -> None:
    one = judgement(0, "coding", "wrong", subject_of(statement()))
    out = judge_items([one], [statement(act="reject")], [ARTICLE])
    assert out.changed == {} and out.fates[one.id].why == "the reading in force has reject there, not demand"


def test_the_newest_correction_of_a_field_wins_and_the_other_is_told() -> None:
    old, new = (
        judgement(n, "coding", "correct", subject_of(statement()), fields={"act": (act,)})
        for n, act in ((0, "reject"), (1, "warn"))
    )
    out = judge_items([old, new], [statement()], [ARTICLE])
    (item,) = out.changed.values()
    assert isinstance(item, Statement)
    assert (item.act, item.doubts, out.fates[old.id].by) == ("warn", ("judged",), new.id)


def test_a_correction_after_a_wrong_brings_the_item_back() -> None:
    subject = subject_of(statement())
    log = [judgement(0, "coding", "wrong", subject), judgement(1, "coding", "correct", subject, fields={"act": ("warn",)})]
    out = judge_items(log, [statement()], [ARTICLE])
    assert out.changed["statement-1"] is not None and out.fates[log[0].id].state == "overruled"


def test_noise_that_people_add_takes_what_is_coded_in_it() -> None:
    span = Subject(kind="span", id=ARTICLE, article=ARTICLE, start=5, end=40, text="x" * 35)
    out = judge_items([judgement(0, "noise", "noise", span)], [statement()], [ARTICLE])
    (noise,) = out.added.values()
    assert (noise.start, noise.end, noise.reason) == (5, 40, "judged") and out.changed == {"statement-1": None}


def test_noise_that_is_the_article_after_all_goes() -> None:
    noise = Noise(id="noise-1", article=ARTICLE, start=0, end=5, text="xxxxx", reason="subscribe")
    out = judge_items([judgement(0, "noise", "article", subject_of(noise))], [noise], [ARTICLE])
    assert out.changed == {"noise-1": None}


def test_an_article_that_is_not_there_is_told() -> None:
    one = judgement(0, "coding", "wrong", subject_of(statement()))
    assert judge_items([one], [], []).fates[one.id].state == "not applied"


def test_each_judgement_is_told_with_what_became_of_it() -> None:
    first = two(0, "same", "a", "b")
    log = [first, undo(1, first), judgement(2, "undo", "undo", undoes="judgement-none")]
    assert [one.state for one in standings(log, undone(log), {})] == ["undone", "in force", "not applied"]


steps = st.lists(
    st.tuples(st.sampled_from(["same", "not_same", "unsure", "undo"]), st.integers(0, 5), st.integers(0, 5)), max_size=14
)


def built(moves: list[tuple[str, int, int]]) -> list[Judgement]:
    log: list[Judgement] = []
    for number, (what, a, b) in enumerate(moves):
        if what == "undo" and log:
            log.append(undo(number, log[(a * 6 + b) % len(log)]))
        elif what != "undo" and a != b:
            log.append(two(number, what, str(a), str(b)))
    return log


@given(steps, st.randoms(use_true_random=False))
def test_a_log_in_any_order_gives_the_same(moves: list[tuple[str, int, int]], chance: Any) -> None:
    log = built(moves)
    shuffled = [*log, *log]
    chance.shuffle(shuffled)
    assert judge_identity(valid(shuffled)) == judge_identity(valid(log))


@given(steps)
def test_who_is_the_same_and_who_is_apart_never_contradict(moves: list[tuple[str, int, int]]) -> None:
    identity = judge_identity(valid(built(moves)))
    assert all(len(pair) == 2 for pair in identity.apart)
    for one in valid(built(moves)):
        if one.kind == "actors" and identity.fates[one.id].state == "in force":
            a, b = (subject.id for subject in one.subjects)
            if one.decision == "same":
                assert identity.find(a) == identity.find(b)
            elif one.decision == "not_same":
                assert identity.is_apart(a, b)


@given(steps)
def test_undoing_all_newest_first_leaves_nothing(moves: list[tuple[str, int, int]]) -> None:
    log = [one for one in built(moves) if one.kind == "actors"]
    log += [undo(100 + number, one) for number, one in enumerate(reversed(log))]
    assert not judge_identity(valid(log))


@given(st.lists(st.tuples(st.sampled_from(["wrong", "reject", "warn"]), st.booleans()), max_size=8))
def test_undoing_the_newest_gives_what_was_before(moves: list[tuple[str, bool]]) -> None:
    subject = subject_of(statement())
    log: list[Judgement] = []
    for number, (what, back) in enumerate(moves):
        fields = {} if what == "wrong" else {"act": (what,)}
        one = judgement(2 * number, "coding", "wrong" if what == "wrong" else "correct", subject, fields=fields)
        before = judge_items(valid(log), [statement()], [ARTICLE]).changed
        log.append(one)
        if back:
            log.append(undo(2 * number + 1, one))
            assert judge_items(valid(log), [statement()], [ARTICLE]).changed == before
    kept = [one for one in valid(log) if one.kind == "coding"]
    last = judge_items(valid(log), [statement()], [ARTICLE]).changed.get("statement-1", statement())
    assert (last is None) == bool(kept and kept[-1].decision == "wrong")


def test_the_newest_of_each_pair_of_decisions_holds() -> None:
    for older, newer in itertools.permutations(("same", "not_same", "unsure"), 2):
        log = [two(0, older, "a", "b"), two(1, newer, "a", "b")]
        fates = judge_identity(log).fates
        assert [fates[one.id].state for one in log] == ["overruled", "in force"]
