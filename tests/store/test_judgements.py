import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from standoff.api import Record
from standoff.core.errors import MalformedInput, NotFound, UsageError
from standoff.core.records import LocalActor, Statement
from standoff.relating.judgements_tables import with_id
from standoff.store.database import open_engine
from standoff.store.query import Filter
from standoff.store.write import put
from tests.store.planted import HARBOUR, article, at, harbour_reading, place, reading_of


@pytest.fixture
def record(engine: Engine) -> Record:
    put(engine, article(), harbour_reading(article()))
    return Record(engine)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Record]:
    engine = open_engine(tmp_path / "other.db")
    put(engine, article(), harbour_reading(article()))
    yield Record(engine)
    engine.dispose()


def demand(record: Record) -> Statement:
    return next(row.item for row in record.raw.statements() if row.item.act == "demand")


def acts(record: Record) -> list[str]:
    return sorted(row.item.act for row in record.statements())


def test_a_log_gives_each_judgement_back(record: Record) -> None:
    made = record.judge("Ada", reason="a rival says so").correct(demand(record).id, {"act": ("propose",)})
    (standing,) = record.judgements()
    assert standing.judgement == made and standing.state == "in force"


def test_what_is_wrong_goes_from_views_and_counts_but_not_from_what_was_read(record: Record) -> None:
    record.judge("Ada").wrong(demand(record).id)
    assert (acts(record), record.counts()["statement"]) == (["reject"], 1)
    assert (len(record.raw.statements()), record.raw.counts()["statement"]) == (2, 2)


def test_what_is_wrong_is_still_found_by_its_id_and_says_so(record: Record) -> None:
    record.judge("Ada").wrong(demand(record).id)
    assert record.item(demand(record).id).item.doubts == ("judged wrong",)


def test_nothing_refers_to_what_is_wrong(record: Record) -> None:
    record.judge("Ada").wrong(record.raw.attributions()[0].item.id)
    assert {row.item.attribution for row in record.statements()} == {None}


def test_noise_of_another_text_is_not_shown(record: Record) -> None:
    one = record.judge("Ada").noise("harbour.txt", 0, 7)
    subject = msgspec.structs.replace(one.subjects[0], text="another")
    forged = with_id(msgspec.structs.replace(one, subjects=(subject,), when=one.when + dt.timedelta(1)))
    record.import_judgements([msgspec.json.encode(forged)])
    assert {row.item.text for row in record.noise()} == {"Subscribe to our newsletter"}


def test_a_corrected_act_is_found_by_the_filter(record: Record) -> None:
    record.judge("Ada").correct(demand(record).id, {"act": ("propose",), "party": ("BOL",)})
    (row,) = record.statements(Filter(act="propose"))
    assert (row.item.party, row.item.plover, row.item.doubts) == (("BOL",), "REQUEST", ("judged",))
    assert record.statements(Filter(act="demand")) == ()
    assert [row.item.act for row in record.statements(Filter(party="BOL"))] == ["propose"]


def test_a_corrected_party_counts_among_the_parties(record: Record) -> None:
    before = dict(record.parties())
    record.judge("Ada").correct(demand(record).id, {"party": ("BOL",)})
    assert dict(record.parties()) == {**before, "CHL": before["CHL"] - 1, "BOL": 1}


def test_a_corrected_issue_goes_before_the_words(record: Record) -> None:
    from standoff.store.write import put_dossier

    issues = [{"id": "port", "name": "The port", "words": ["harbour"]}, {"id": "fish", "name": "Fish", "words": ["fish"]}]
    put_dossier(record.engine, {"name": "x", "parties": [], "issues": issues})
    record.judge("Ada").correct(demand(record).id, {"issue": ("Fish",)})
    assert {row.item.issue for row in record.statements(Filter(act="demand"))} == {("Fish",)}
    assert [row.id for row in record.issues()] == ["fish"]


def test_an_answer_moves_with_the_demand_whose_issue_is_corrected(record: Record) -> None:
    from standoff.store.write import put_dossier

    issues = [{"id": "port", "name": "The port", "words": ["harbour"]}, {"id": "fish", "name": "Fish", "words": ["fish"]}]
    put_dossier(record.engine, {"name": "x", "parties": [], "issues": issues})
    record.judge("Ada").correct(demand(record).id, {"issue": ("Fish",)})
    assert {row.item.act: row.item.issue for row in record.statements()} == {"demand": ("Fish",), "reject": ("Fish",)}
    assert {row.item.act: row.item.issue for row in record.raw.statements()} == {"demand": ("The port",), "reject": ("The port",)}


def test_an_answer_that_is_corrected_keeps_the_issue_of_what_it_answers(record: Record) -> None:
    from standoff.store.write import put_dossier

    issues = [{"id": "port", "name": "The port", "words": ["harbour"]}]
    put_dossier(record.engine, {"name": "x", "parties": [], "issues": issues})
    answer = next(row.item for row in record.statements() if row.item.act == "reject")
    record.judge("Ada").correct(answer.id, {"party": ("BOL",)})
    assert {row.item.issue for row in record.statements(Filter(party="BOL"))} == {("The port",)}


def test_parties_that_are_the_same_go_by_the_code(engine: Engine) -> None:
    of = article("The islanders refused the demand. Fiji refused the demand too.", "islands.txt")
    statements = tuple(
        Statement(**place("statement", of, words), act="reject", party=(party,))
        for words, party in (("The islanders refused the demand", "the islanders"), ("Fiji refused the demand", "FJI"))
    )
    actors = (
        LocalActor(name="the islanders", type="group", mentions=(at(of.text, "The islanders"),)),
        LocalActor(name="Fiji", type="state", code="FJI", mentions=(at(of.text, "Fiji"),)),
    )
    put(engine, of, reading_of(of, statements=statements, actors=actors))
    record = Record(engine)
    record.judge("Ada").actors("same", "the islanders", "Fiji")
    assert [row.item.party for row in record.statements(Filter(party="FJI"))] == [("FJI",), ("FJI",)]
    assert record.statements(Filter(party="the islanders")) == record.statements(Filter(party="FJI"))
    assert record.actors(Filter(party="the islanders")) == record.actors(Filter(party="FJI")) != ()
    assert record.parties() == (("FJI", 2),)
    assert [actor.id for actor in record.actors()] == ["FJI"]


def test_noise_of_ones_own_takes_what_stands_in_it(record: Record) -> None:
    span = at(HARBOUR, "Peru rejected the demand, its envoy said.")
    made = record.judge("Ada").noise("harbour.txt", span.start, span.end, "caption")
    assert acts(record) == ["demand"]
    assert {row.item.reason for row in record.noise()} == {"subscribe", "caption"}
    assert record.counts()["noise"] == 2
    record.undo(made.id, "Ada")
    assert acts(record) == ["demand", "reject"]


def test_noise_that_is_the_article_after_all_goes(record: Record) -> None:
    record.judge("Ada").not_noise(record.noise()[0].item.id)
    assert record.noise() == () and len(record.raw.noise()) == 1


def test_noise_of_ones_own_can_be_judged_the_article_again(record: Record) -> None:
    record.judge("Ada").noise("harbour.txt", 0, 7, "caption")
    (own,) = [row.item for row in record.noise() if row.item.reason == "caption"]
    record.judge("Ada").not_noise(own.id)
    assert [row.item.reason for row in record.noise()] == ["subscribe"]
    assert [one.state for one in record.judgements()] == ["overruled", "in force"]


def test_an_undo_of_an_undo_puts_a_judgement_in_force_again(record: Record) -> None:
    made = record.judge("Ada").wrong(demand(record).id)
    back = record.undo(made.id, "Bert")
    assert acts(record) == ["demand", "reject"]
    record.undo(back.id, "Ada")
    assert acts(record) == ["reject"]


def test_what_is_taken_back_cannot_be_taken_back_again(record: Record) -> None:
    made = record.judge("Ada").wrong(demand(record).id)
    record.undo(made.id, "Ada")
    with pytest.raises(UsageError, match="taken back already"):
        record.undo(made.id, "Ada")


def reread(record: Record, **changes: Any) -> None:
    """A newer reader reads the article: the demand's span is longer by its full stop, and its id another."""
    first = harbour_reading(article(), "reader-2")
    longer = place("statement", article(), "Chile demanded on Monday that Peru open the harbour.")
    asked = msgspec.structs.replace(first.statements[0], **longer, **changes)
    put(record.engine, article(), msgspec.structs.replace(first, statements=(asked, *first.statements[1:])))


def test_a_correction_survives_a_newer_reader(record: Record) -> None:
    before = demand(record).id
    record.judge("Ada").correct(before, {"party": ("BOL",)})
    reread(record)
    (row,) = record.statements(Filter(act="demand"))
    assert row.item.id != before and row.item.party == ("BOL",)


def test_a_wrong_survives_a_newer_reader_that_still_errs(record: Record) -> None:
    record.judge("Ada").wrong(demand(record).id)
    reread(record, party=("PER",))
    assert acts(record) == ["reject"]


def test_a_wrong_that_a_newer_reader_has_mended_is_told_as_not_applied(record: Record) -> None:
    record.judge("Ada").wrong(demand(record).id)
    reread(record, act="propose")
    assert acts(record) == ["propose", "reject"]
    assert [one.state for one in record.judgements()] == ["not applied"]


def reread_without(record: Record) -> None:
    """A newer reader finds nothing in the article."""
    put(record.engine, article(), reading_of(article(), "reader-2"))


def test_what_is_right_is_kept_when_a_newer_reader_lacks_it(record: Record) -> None:
    before, counts, parties = demand(record), record.counts()["statement"], dict(record.parties())
    made = record.judge("Ada").right(before.id)
    reread_without(record)
    (row,) = record.statements()
    assert (row.item.id, row.item.act, row.item.party, row.item.doubts) == (before.id, "demand", before.party, ("judged",))
    assert row.item.attribution is None  # the reading in force has no such attribution
    assert record.item(before.id).item == msgspec.structs.replace(row.item, issue=record.item(before.id).item.issue)
    assert record.counts()["statement"] == 1 < counts and dict(record.parties()).keys() <= parties.keys()
    assert sum(dict(record.parties()).values()) == 1
    (standing,) = record.judgements()
    assert standing.state == "in force" and standing.why.startswith("kept as judged")
    record.judge("Ada").undo(made.id)
    assert record.statements() == () and record.counts().get("statement", 0) == 0 and record.parties() == ()


def test_what_is_corrected_is_kept_as_corrected_and_can_be_judged_further(record: Record) -> None:
    before = demand(record).id
    record.judge("Ada").correct(before, {"party": ("BOL",)})
    reread_without(record)
    assert [row.item.party for row in record.statements(Filter(party="BOL"))] == [("BOL",)]
    assert record.statements(Filter(act="reject")) == ()
    record.judge("Ada").correct(before, {"act": ("propose",)})
    assert [(row.item.act, row.item.party) for row in record.statements()] == [("propose", ("BOL",))]
    record.judge("Ada").wrong(before)
    assert record.statements() == ()


def test_what_is_kept_stands_among_the_demands_with_its_words(record: Record) -> None:
    (before,) = record.demands()
    assert before.quote
    record.judge("Ada").right(demand(record).id)
    reread_without(record)
    assert [(one.party, one.asked, one.quote) for one in record.demands()] == [(before.party, before.asked, before.quote)]


def test_what_is_kept_goes_with_the_log(record: Record, other: Record) -> None:
    record.judge("Ada").right(demand(record).id)
    reread_without(record)
    put(other.engine, article(), reading_of(article(), "reader-2"))
    other.import_judgements(record.export_judgements())
    assert other.statements() == record.statements() != ()


def test_a_kept_coding_that_is_not_what_was_judged_is_refused(record: Record) -> None:
    made = record.judge("Ada").right(demand(record).id)
    forged = with_id(msgspec.structs.replace(made, item={**(made.item or {}), "start": 1}))
    with pytest.raises(MalformedInput):
        record.import_judgements([msgspec.json.encode(forged)])


def test_what_a_newer_reader_codes_alike_over_wider_words_is_not_kept_beside_it(record: Record) -> None:
    record.judge("Ada").right(demand(record).id)
    first = harbour_reading(article(), "reader-2")
    wider = {**place("statement", article(), article().text[:-1])}
    asked = msgspec.structs.replace(first.statements[0], **wider)
    put(record.engine, article(), msgspec.structs.replace(first, statements=(asked,)))
    (row,) = record.statements()
    assert row.item.id == asked.id and row.item.doubts == ("judged",)


def test_a_judgement_of_what_a_newer_reader_lacks_is_told(record: Record) -> None:
    record.judge("Ada").wrong(demand(record).id)
    put(record.engine, article(), reading_of(article(), "reader-2"))
    (standing,) = record.judgements()
    assert standing.state == "not applied" and "no statement over that span" in standing.why


def test_an_export_makes_the_same_views_in_another_record(record: Record, other: Record) -> None:
    made = record.judge("Ada").wrong(demand(record).id)
    record.judge("Ada").correct(record.statements()[0].item.id, {"addressee": ("CHL", "BOL")})
    record.undo(made.id, "Ada")
    lines = list(record.export_judgements())
    assert other.import_judgements(lines) == (3, 0)
    assert other.import_judgements(lines) == (0, 3)
    assert other.statements() == record.statements()
    assert other.judgements() == record.judgements()


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["same", "not_same", "wrong", "correct", "noise", "undo"]), st.integers(0, 7)), max_size=9)
)
def test_any_judgements_and_undos_are_the_same_replayed_elsewhere(moves: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = (Record(open_engine(Path(folder) / name)) for name in ("one.db", "other.db"))
        for record in (one, other):
            put(record.engine, article(), harbour_reading(article()))
        for what, number in moves:
            _move(one, what, number)
        lines = list(one.export_judgements())
        for line in lines[::2]:
            other.import_judgements([line])
        other.import_judgements(lines)
        for view in ("statements", "noise", "meetings", "actors", "parties", "counts", "judgements"):
            assert getattr(other, view)() == getattr(one, view)()
        one.close()
        other.close()


def _move(record: Record, what: str, number: int) -> None:
    rows, log = record.raw.statements(), record.judgements()
    judging = record.judge("Ada")
    match what:
        case "same" | "not_same":
            judging.actors(what, "its envoy", "CHL")
        case "wrong":
            judging.wrong(rows[number % 2].item.id)
        case "correct":
            judging.correct(rows[number % 2].item.id, {"act": (("warn", "propose")[number // 4],)})
        case "noise":
            judging.noise("harbour.txt", number, number + 90)
        case "undo" if log and log[number % len(log)].state != "undone":
            judging.undo(log[number % len(log)].judgement.id)


def test_a_line_that_was_changed_is_refused_and_nothing_is_imported(record: Record, other: Record) -> None:
    record.judge("Ada").wrong(demand(record).id)
    record.judge("Ada").correct(record.statements()[0].item.id, {"act": ("warn",)})
    good, bad = record.export_judgements()
    with pytest.raises(MalformedInput, match="line 2"):
        other.import_judgements([good, bad.replace(b"warn", b"meet")])
    with pytest.raises(MalformedInput, match="line 1"):
        other.import_judgements([b"no json"])
    assert other.judgements() == ()


@pytest.mark.parametrize("fields", [{}, {"act": ("sing",)}, {"low": ("3",)}])
def test_a_correction_that_cannot_be_is_refused(record: Record, fields: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(UsageError):
        record.judge("Ada").correct(demand(record).id, fields)
    assert record.judgements() == ()


def test_an_actor_that_nobody_names_is_refused(record: Record) -> None:
    with pytest.raises(NotFound, match="standoff actors"):
        record.judge("Ada").actors("same", "CHL", "Nobody")


def test_one_actor_is_not_judged_with_itself(record: Record) -> None:
    with pytest.raises(UsageError, match="one actor"):
        record.judge("Ada").actors("not_same", "CHL", "Chile")


def test_a_judgement_needs_a_name(record: Record) -> None:
    with pytest.raises(UsageError, match="who judges"):
        record.judge(" ")


def test_what_is_right_keeps_its_coding_and_is_marked_as_judged(record: Record) -> None:
    made = record.judge("Ada").right(demand(record).id)
    row = next(row for row in record.statements() if row.item.act == "demand")
    assert (made.decision, made.fields["act"], row.item.doubts[-1]) == ("correct", ("demand",), "judged")


def test_who_is_unsure_of_a_coding_leaves_it_as_it_was_read(record: Record) -> None:
    judging = record.judge("Ada")
    judging.wrong(demand(record).id)
    judging.unsure(demand(record).id)
    assert acts(record) == ["demand", "reject"]
    assert [one.state for one in record.judgements()] == ["overruled", "in force"]


def test_accounts_that_all_hold_are_settled_until_that_is_taken_back(record: Record) -> None:
    one, other = (row.item.id for row in record.raw.statements())
    made = record.judge("Ada").conflict("no_conflict", [one, other])
    ruling = record.ruling()
    assert ruling is not None and ruling.is_settled([{one, "another"}, {other}])
    assert not ruling.is_settled([{one}, {"another"}])
    record.judge("Ada").undo(made.id)
    assert (after := record.ruling()) is not None and not after.is_settled([{one}, {other}])


def test_accounts_are_two_or_more(record: Record) -> None:
    with pytest.raises(UsageError, match="two or more"):
        record.judge("Ada").conflict("conflict", [demand(record).id, demand(record).id])
