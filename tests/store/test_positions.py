"""Topics, issues, positions and demands as kept: filed as articles come, asked by index."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, delete, select, update

from standoff.core.dates import Published
from standoff.core.records import Article, Attribution, Reading, Statement
from standoff.store import schema
from standoff.store.database import asking, open_engine, transaction
from standoff.store.judging import Judging
from standoff.store.positions import choose, complete, found_issues
from standoff.store.query import Filter
from standoff.store.views import Views
from standoff.store.write import put, put_dossier
from tests.store.planted import article, at, place, reading_of

Kept = tuple[Article, Reading]
DAY = dt.date(2031, 3, 3)


@pytest.fixture
def engine(tmp_path: Path) -> Iterable[Engine]:
    found = open_engine(tmp_path / "record.db")
    yield found
    found.dispose()


def kept(name: str, day: int, *said: tuple[str, str, str, str], reader: str = "reader-1", teller: str | None = None) -> Kept:
    """An article of one sentence a statement: act, party, addressee, words; with `teller`, all of it is told by that party."""
    text = "\n".join(words for *_, words in said)
    one = article(text, name)
    statements, sources = [], []
    for act, party, to, words in said:
        more: dict[str, Any] = {"act": act, "party": (party,), "addressee": (to,), "issue": (words.split()[-1],)}
        if teller is not None:
            source = Attribution(**place("attribution", one, words), content=(at(text, words),), party=(teller,))
            sources.append(source)
            more["attribution"] = source.id
        statements.append(Statement(**place("statement", one, words), **more))
    when = DAY.replace(day=day)
    published = Published(earliest=when, latest=when, basis="given")
    return one, reading_of(one, reader, published=published, statements=tuple(statements), attributions=tuple(sources))


ASKED = kept("a.txt", 3, ("demand", "CHL", "PER", "Chile demanded that Peru lift the tariffs"))
REFUSED = kept("b.txt", 5, ("reject", "PER", "CHL", "Peru refused to touch the tariffs"))
OPENED = kept("c.txt", 9, ("offer_talks", "PER", "CHL", "Lima will discuss the tariffs"))
OTHER = kept("d.txt", 9, ("demand", "NOR", "SWE", "Norway wants more herring"))
ALL = (ASKED, REFUSED, OPENED, OTHER)


def filled(engine: Engine, *given: Kept) -> Views:
    for one, reading in given:
        put(engine, one, reading)
    return Views(engine)


def rows(engine: Engine) -> set[tuple[Any, ...]]:
    """What is filed, by what it says."""
    t = schema.about
    with asking(engine) as connection:
        return {(row.dossier, row.key, row.item, row.tied, row.near) for row in connection.execute(select(t))}


def tallies(engine: Engine) -> dict[str, Any]:
    with asking(engine) as connection:
        return {row.key: row.data for row in connection.execute(select(schema.topic)) if row.articles}


def test_an_issue_is_found_once_two_parties_speak_of_it(engine: Engine) -> None:
    views = filled(engine, ASKED)
    assert views.issues() == ()
    (row,) = filled(engine, REFUSED).issues()
    assert (row.id, row.name, row.found, row.articles, row.parties) == ("tariff", "tariffs", True, 2, ("CHL", "PER"))


def test_positions_come_with_their_changes_and_words(engine: Engine) -> None:
    chile, peru = filled(engine, *ALL).positions()
    assert (chile.party, chile.state) == ("CHL", "demands")
    assert [(one.before, one.state, one.earliest) for one in peru.changes] == [
        (None, "rejects", DAY.replace(day=5)),
        ("rejects", "open", DAY.replace(day=9)),
    ]
    assert (peru.quote, peru.changes[0].quote) == ("Lima will discuss the tariffs", "Peru refused to touch the tariffs")


def test_positions_are_as_of_a_day(engine: Engine) -> None:
    views = filled(engine, *ALL)
    assert [(row.party, row.state) for row in views.positions(Filter(until=DAY.replace(day=4)))] == [
        ("CHL", "demands"),
        ("PER", "silent"),
    ]


def test_changes_are_those_between_two_days_seen_with_what_went_before(engine: Engine) -> None:
    (change,) = filled(engine, *ALL).changes(Filter(since=DAY.replace(day=8), until=DAY.replace(day=10)))
    assert (change.party, change.before, change.state) == ("PER", "rejects", "open")


def test_a_demand_stands_beside_the_replies(engine: Engine) -> None:
    demand, other = filled(engine, *ALL).demands()
    assert (demand.issue_name, demand.party, demand.quote) == ("tariffs", ("CHL",), "Chile demanded that Peru lift the tariffs")
    assert [(answer.state, answer.quote) for answer in demand.answers] == [
        ("rejects", "Peru refused to touch the tariffs"),
        ("open", "Lima will discuss the tariffs"),
    ]
    assert (other.issue, other.party, other.unanswered) == ("", ("NOR",), ("SWE",))


def test_what_a_rival_says_a_party_wants_is_kept_apart(engine: Engine) -> None:
    told = kept("e.txt", 10, ("accept", "PER", "CHL", "Peru gave way on the tariffs, Chile said"), teller="CHL")
    peru = next(row for row in filled(engine, *ALL, told).positions() if row.party == "PER")
    assert (peru.state, len(peru.ascribed)) == ("open", 1)


def test_the_order_in_which_articles_come_does_not_matter(engine: Engine, tmp_path: Path) -> None:
    other = open_engine(tmp_path / "other.db")
    filled(engine, *ALL)
    filled(other, *reversed(ALL))
    assert rows(engine) == rows(other)
    assert Views(engine).positions() == Views(other).positions()
    other.dispose()


def test_a_new_reading_takes_the_place_of_the_old_one(engine: Engine, tmp_path: Path) -> None:
    fresh = kept("b.txt", 5, ("accept", "PER", "CHL", "Peru refused to touch the tariffs"), reader="reader-2")
    views = filled(engine, *ALL, fresh)
    assert {(row.party, row.changes[0].state) for row in views.positions()} == {("CHL", "demands"), ("PER", "accepts")}
    other = open_engine(tmp_path / "other.db")
    filled(other, ASKED, fresh, OPENED, OTHER)
    assert tallies(engine) == tallies(other)
    other.dispose()


def test_an_old_reader_used_again_brings_its_filing_back(engine: Engine) -> None:
    fresh = kept("b.txt", 5, ("accept", "PER", "CHL", "Peru refused to touch the tariffs"), reader="reader-2")
    before = rows(filled(engine, *ALL).engine)
    views = filled(engine, fresh, REFUSED)
    assert rows(engine) == before
    assert next(row for row in views.positions() if row.party == "PER").changes[0].state == "rejects"


def test_putting_an_article_again_files_nothing_twice(engine: Engine) -> None:
    before = tallies(filled(engine, *ALL).engine)
    filled(engine, *ALL)
    assert tallies(engine) == before


DOSSIER = {"name": "Fish", "parties": ["NOR", "SWE"], "issues": [{"id": "fish", "name": "Herring", "words": ["herring"]}]}


def test_a_dossier_files_what_was_read_before_it_and_what_comes_after(engine: Engine) -> None:
    views = filled(engine, OTHER)
    put_dossier(engine, DOSSIER)
    filled(engine, kept("f.txt", 12, ("reject", "SWE", "NOR", "Sweden keeps its herring")))
    (row,) = views.issues()
    assert (row.id, row.found, row.articles) == ("fish", False, 2)
    assert {(one.party, one.state) for one in views.positions()} == {("NOR", "demands"), ("SWE", "rejects")}


def test_issues_found_can_be_saved_as_a_dossier_even_beside_one(engine: Engine) -> None:
    views = filled(engine, *ALL)
    put_dossier(engine, DOSSIER)
    assert [issue.id for issue in views.as_dossier().issues] == ["fish"]
    found = views.as_dossier("Trade", found=True)
    assert (found.name, [(issue.name, issue.words) for issue in found.issues]) == ("Trade", [("tariffs", ("tariff*",))])


def test_what_was_kept_without_filing_is_filed_later(engine: Engine) -> None:
    before = rows(filled(engine, *ALL).engine)
    with transaction(engine) as connection:
        for table in (schema.about, schema.placing, schema.topic, schema.issue):
            connection.execute(table.delete())
    assert complete(engine) == 4
    assert rows(engine) == before
    assert complete(engine) == 0


def test_a_large_record_keeps_its_issues_until_it_has_grown_by_a_fifth(engine: Engine) -> None:
    filled(engine, *ALL)
    with transaction(engine) as connection:
        connection.execute(schema.placing.update().where(schema.placing.c.number == 4).values(number=2000))
        connection.execute(schema.issue.update().values(chosen=1900))
        choose(connection)
    assert [issue.id for issue in found_issues(engine)] == ["tariff"]
    with transaction(engine) as connection:
        choose(connection, anew=True)
    assert found_issues(engine) == ()


def test_statements_are_named_by_their_issues(engine: Engine) -> None:
    named = {row.article_name: row.item.issue for row in filled(engine, *ALL).statements()}
    assert named["a.txt"] == ("tariffs",)
    assert named["d.txt"] == ()  # its reader's word, herring, is no issue of the record


def test_a_judged_coding_counts_in_positions_and_demands(engine: Engine) -> None:
    views = filled(engine, *ALL)
    refusal = REFUSED[1].statements[0].id
    Judging(engine, "Ada").correct(refusal, {"act": ("accept",)})
    peru = next(row for row in views.positions() if row.party == "PER")
    assert [one.state for one in peru.changes] == ["accepts", "open"]
    assert [one.state for one in views.raw.demands()[0].answers] == ["rejects", "open"]
    assert [one.state for one in views.demands()[0].answers] == ["accepts", "open"]


def test_what_was_judged_wrong_makes_no_position(engine: Engine) -> None:
    views = filled(engine, *ALL)
    Judging(engine, "Ada").wrong(ASKED[1].statements[0].id)
    assert [row.party for row in views.positions()] == ["PER"]


def test_an_issue_given_by_a_person_holds(engine: Engine) -> None:
    views = filled(engine, *ALL)
    Judging(engine, "Ada").correct(OTHER[1].statements[0].id, {"issue": ("tariffs",)})
    assert ("NOR", "demands") in {(row.party, row.state) for row in views.positions()}


def test_the_statements_on_an_issue_are_asked_of_an_index(engine: Engine) -> None:
    filled(engine, *ALL)
    with asking(engine) as connection:
        plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN SELECT item FROM about WHERE dossier = 0 AND key = 'tariff'").all()
    assert any("SEARCH" in str(row) for row in plan)


def within(name: str, act: str, party: str, words: str, *inner: tuple[str, str, str]) -> Kept:
    """An article of one sentence that holds other statements: act, party and words of each."""
    one = article(words, name)
    more: dict[str, Any] = {"act": act, "party": (party,), "addressee": ("PER",)}
    statements = [Statement(**place("statement", one, words), **more)]
    statements += [Statement(**place("statement", one, text), act=deed, party=(who,)) for deed, who, text in inner]
    when = DAY.replace(day=4)
    published = Published(earliest=when, latest=when, basis="given")
    return one, reading_of(one, published=published, statements=tuple(statements))


LIFTED = within(
    "g.txt",
    "demand",
    "CHL",
    "Chile told Peru to lift the tariffs",
    ("ease", "PER", "lift the tariffs"),
    ("accept", "PER", "tariffs"),
)
TAKEN_BACK = within(
    "h.txt", "deny", "CHL", "Chile denied asking for lower tariffs", ("demand", "CHL", "asking for lower tariffs")
)


def test_what_is_only_demanded_is_neither_an_answer_nor_a_position(engine: Engine) -> None:
    views = filled(engine, *ALL, LIFTED)
    (demand,) = [row for row in views.demands() if row.issue == "tariff"]
    assert [answer.state for answer in demand.answers] == ["rejects", "open"]
    peru = next(row for row in views.positions() if row.party == "PER")
    assert [change.state for change in peru.changes] == ["rejects", "open"]


def test_nor_is_it_an_answer_where_no_issue_is_found(engine: Engine) -> None:
    (demand,) = filled(engine, LIFTED).demands()
    assert (demand.answers, demand.unanswered) == ((), ("PER",))


def test_a_demand_that_is_denied_is_none(engine: Engine) -> None:
    before = filled(engine, REFUSED, OPENED).demands()
    assert filled(engine, TAKEN_BACK).demands() == before


def test_what_a_person_takes_for_no_demand_holds_its_words_no_more(engine: Engine) -> None:
    views = filled(engine, *ALL, LIFTED)
    demand = next(one for one in LIFTED[1].statements if one.act == "demand")
    Judging(engine, "Ada").correct(demand.id, {"act": ("accuse",)})
    peru = next(row for row in views.positions() if row.party == "PER")
    assert "accepts" in [change.state for change in peru.changes]


def test_what_was_filed_by_an_older_method_is_filed_anew(engine: Engine) -> None:
    before = rows(filled(engine, *ALL, LIFTED).engine)
    tallied = tallies(engine)
    with transaction(engine) as connection:
        connection.execute(update(schema.placing).values(method="positions-1"))
        connection.execute(delete(schema.about))
    assert complete(engine) == len(ALL) + 1
    assert (rows(engine), tallies(engine)) == (before, tallied)


def test_topics_that_only_an_older_method_knew_are_gone(engine: Engine) -> None:
    filled(engine, *ALL, LIFTED)
    tallied = tallies(engine)
    with transaction(engine) as connection:
        connection.execute(update(schema.placing).values(method="positions-1"))
        connection.execute(update(schema.topic).where(schema.topic.c.key == "tariff").values(key="tarif"))
    complete(engine)
    assert tallies(engine) == tallied


def test_a_demand_is_told_once_unless_an_issue_is_asked_for(engine: Engine) -> None:
    both = kept("k.txt", 4, ("demand", "CHL", "PER", "Chile wants the herring quota without any tariffs"))
    views = filled(engine, *ALL, both, kept("l.txt", 5, ("reject", "SWE", "NOR", "Sweden kept its herring")))
    assert {"tariff", "herring"} <= set(views.issue_index().names)
    identifier = both[1].statements[0].id
    assert len([row for row in views.demands() if identifier in row.statements]) == 1
    assert len([row for row in views.demands(Filter(issue="tariff")) if identifier in row.statements]) == 2


def test_what_days_leave_out_for_want_of_a_day_is_counted(engine: Engine) -> None:
    one, reading = kept("m.txt", 4, ("accept", "PER", "CHL", "Peru gave way on the tariffs"))
    views = filled(engine, *ALL, (one, msgspec.structs.replace(reading, published=Published())))
    until = Filter(until=DAY.replace(day=20))
    assert (views.undated(until), views.undated(Filter()), views.undated(Filter(until=until.until, issue="herring"))) == (1, 0, 0)
    Judging(engine, "Ada").wrong(reading.statements[0].id)
    assert views.undated(until) == 0


def test_an_answer_is_about_what_it_answers_before_what_stands_around_it(engine: Engine) -> None:
    text = "Chile demanded that Peru lift the tariffs\nPeru, its herring sold, refused the demand"
    one = article(text, "n.txt")
    first, second = text.split("\n")
    asked = Statement(**place("statement", one, first), act="demand", party=("CHL",), addressee=("PER",))
    answer = Statement(
        **place("statement", one, second), act="reject", party=("PER",), content=at(text, "the demand"), reply_to=asked.id
    )
    views = filled(engine, *ALL, kept("o.txt", 5, ("reject", "SWE", "NOR", "Sweden kept its herring")))
    put(engine, one, reading_of(one, statements=(asked, answer)))
    (row,) = [row for row in views.statements() if row.item.id == answer.id]
    assert row.item.issue == ("tariffs",)
