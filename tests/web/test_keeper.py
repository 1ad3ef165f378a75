import datetime as dt
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import Engine

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from standoff.core.dates import When
from standoff.store.database import open_engine
from standoff.store.judging import Judging
from standoff.store.query import Filter
from standoff.store.steps import complete
from standoff.store.views import Views
from standoff.store.write import put, put_dossier
from standoff.web.cells import held
from standoff.web.desk import PageDesk
from standoff.web.gathered import ahead
from standoff.web.keeper import LOOK_SECONDS, Keeper
from standoff.web.pages.figures import grouped
from standoff.web.passing import passes
from tests.report.conftest import Plant
from tests.web.conftest import DOSSIER, dispute, hostile, keep, rival
from tests.web.test_together import TEXT, letter


@pytest.fixture
def engine(tmp_path: Path):  # type: ignore[no-untyped-def]
    engine = open_engine(tmp_path / "kept.db")
    keep(engine, dispute(), rival())
    yield engine
    engine.dispose()


def late() -> Plant:
    plant = Plant("late.txt", "Sweden accepted a limit on herring.", "2030-05-08")
    plant.statement("Sweden accepted a limit on herring", "accept", "SWE")
    return plant


def same(left: Keeper, right: Keeper) -> bool:
    articles = [[one.id for one in keeper.index.article_list] for keeper in (left, right)]
    return (
        articles[0] == articles[1]
        and [line.id for line in left.index.lines] == [line.id for line in right.index.lines]
        and {key: [line.id for line in run] for key, run in left.index.cells.items()}
        == {key: [line.id for line in run] for key, run in right.index.cells.items()}
    )


def test_what_grew_is_what_would_be_made_anew(engine: Engine) -> None:
    keeper = Keeper(engine)
    keep(engine, late(), hostile(), dossier=False)
    assert keeper.refresh()
    assert same(keeper, Keeper(engine))


def test_nothing_new_changes_nothing(engine: Engine) -> None:
    keeper = Keeper(engine)
    before = keeper.index
    assert not keeper.refresh() and keeper.index is before


def test_an_article_read_again_leaves_no_old_lines(engine: Engine) -> None:
    keeper = Keeper(engine)
    again = dispute()
    again.found["stmt"] = again.found["stmt"][:1]
    import msgspec

    put(engine, again.article, msgspec.structs.replace(again.reading(), reader="another"))
    assert keeper.refresh()
    assert same(keeper, Keeper(engine))
    assert sum(line.kind == "statement" and line.article.name == "herring.txt" for line in keeper.index.lines) == 1


def test_another_dossier_names_other_issues(engine: Engine) -> None:
    keeper = Keeper(engine)
    put_dossier(engine, {**DOSSIER, "issues": [{"id": "sailors", "name": "sailors", "words": ["boats"]}]})
    complete(engine)
    assert keeper.refresh()
    assert [issue.id for issue, _, _ in keeper.index.issue_list] == ["sailors"]


def test_positions_are_those_of_the_record_itself(engine: Engine) -> None:
    index = Keeper(engine).index
    positions = Views(engine).positions(Filter())
    assert positions
    for one in positions:
        found = held(index, one.issue, one.party)
        assert found is not None
        assert (found.stance, found.last.act) == (one.stance, one.act)
        assert (found.since.earliest, found.since.latest) == (one.since_earliest, one.since_latest)
        assert tuple(line.id for line in found.run) == one.statements
    assert len(positions) == len(index.cells)


def test_figures_are_grouped_as_the_report_groups_them(engine: Engine) -> None:
    from standoff.report.numbers import group_figures

    mine = {frozenset(line.id for line in lines) for lines in grouped(Keeper(engine).index.kinds["figure"]).values()}
    theirs = {frozenset(row.item.id for row in rows) for rows in group_figures(Views(engine).figures()).values()}
    assert mine == theirs


def test_without_a_dossier_issues_are_found_as_the_record_finds_them(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "found.db")
    keep(engine, dispute(), rival(), dossier=False)
    found = [issue.id for issue in Keeper(engine).index.issues]
    assert found == [issue.id for issue in Views(engine).issue_index().issues] and found
    engine.dispose()


@pytest.mark.parametrize("until", ["2030-01-01", "2030-05-02", "2030-05-04", "2030-05-20"])
def test_lines_chosen_by_days_are_those_that_touch_them(engine: Engine, until: str) -> None:
    plant = Plant("open.txt", "Sweden rejected herring until then. Sweden rejected herring one day.", None)
    plant.statement(
        "Sweden rejected herring until then", "reject", "SWE", date=When(latest=dt.date(2030, 5, 10), precision="window")
    )
    plant.statement("Sweden rejected herring one day", "reject", "SWE")
    keep(engine, plant, dossier=False)
    index = Keeper(engine).index
    for kinds in (("statement",), ("meeting",), ("statement", "meeting", "forecast")):
        for where in (Filter(until=dt.date.fromisoformat(until)), Filter(until=dt.date.fromisoformat(until), party="SWE")):
            chosen = [line.id for line in index.choose(where, kinds)]
            assert chosen == [line.id for line in index.lines if passes(line, where, kinds)]


@pytest.mark.parametrize("party", [None, "SWE", "NOR", "CHL"])
@pytest.mark.parametrize("act", [None, "reject", "demand"])
@pytest.mark.parametrize("issue", [None, "herring"])
@pytest.mark.parametrize("outlet", [None, "Harbour Times"])
@pytest.mark.parametrize("since", [None, "2030-05-03"])
def test_lines_chosen_are_those_that_pass_every_filter(
    engine: Engine, party: str | None, act: str | None, issue: str | None, outlet: str | None, since: str | None
) -> None:
    index = Keeper(engine).index
    where = Filter(party=party, act=act, issue=issue, since=dt.date.fromisoformat(since) if since else None)
    for kinds in (("statement",), ("meeting",), ("statement", "meeting", "forecast")):
        chosen = [line.id for line in index.choose(where, kinds, outlet)]
        assert chosen == [line.id for line in index.lines if passes(line, where, kinds, outlet)]


def test_speakers_of_a_party_are_counted_as_its_own_statements_name_them(engine: Engine) -> None:
    keeper = Keeper(engine)
    keep(engine, late(), dossier=False)
    keeper.refresh()
    index = keeper.index
    for party, counts in index.speakers.items():
        lines = [line for line in index.by_part[party, "statement"] if line.speaker and not line.told_by]
        assert counts == {name: sum(line.speaker == name for line in lines) for name in {line.speaker for line in lines}}
    assert index.speakers


def test_what_is_kept_is_settled_after_a_refresh_that_changed_something(engine: Engine) -> None:
    settled: list[int] = []
    keeper = Keeper(engine, settled=lambda: settled.append(1))
    keeper.start()
    keep(engine, late(), dossier=False)
    until = monotonic() + 60 + LOOK_SECONDS
    while not settled and monotonic() < until:
        sleep(0.05)
    keeper.stop()
    assert settled


@pytest.mark.parametrize("latest", ["2030-05-10", "2030-06-20"])
def test_a_planned_meeting_without_a_first_day_lies_ahead_as_of_a_day(engine: Engine, latest: str) -> None:
    plant = Plant("soon.txt", "Norway will meet Sweden by then.", "2030-05-03")
    window = When(latest=dt.date.fromisoformat(latest), precision="window")
    plant.meeting("Norway will meet Sweden by then", "NOR", "SWE", status="planned", date=window)
    keep(engine, plant, dossier=False)
    index = Keeper(engine).index
    coming = [line for one in ahead(index, dt.date(2030, 5, 4)) for line in one.mentions]
    assert [line.id for line in coming if line.article.name == "soon.txt"]


def read_again_without_demands(engine: Engine) -> None:
    """A newer reader finds all of the first article but what is demanded there."""
    import msgspec

    again = dispute()
    again.found["stmt"] = [one for one in again.found["stmt"] if getattr(one, "act", "") != "demand"]
    put(engine, again.article, msgspec.structs.replace(again.reading(), reader="another"))


def test_what_people_judged_right_stays_on_the_pages_when_a_newer_reader_lacks_it(engine: Engine) -> None:
    keeper = Keeper(engine)
    demand = next(line.id for line in keeper.index.by_act["demand"] if line.article.name == "herring.txt")
    Judging(engine, "Ada").right(demand)
    keeper.refresh()
    read_again_without_demands(engine)
    assert keeper.refresh()
    (row,) = [row for row in Views(engine).statements() if row.item.id == demand]
    line = next(line for line in keeper.index.lines if line.id == demand)
    assert (line.act, line.sides, line.issues) == ("demand", row.item.party, ("herring",))
    assert same(keeper, Keeper(engine))
    desk = PageDesk(engine, keeper.index, Filter(), [line])
    assert desk.evidence(desk.items[demand]).sentence == "Norway demanded that Sweden accept a limit on herring."


def test_what_people_kept_goes_when_they_take_it_back(engine: Engine) -> None:
    keeper = Keeper(engine)
    demand = next(line.id for line in keeper.index.by_act["demand"] if line.article.name == "herring.txt")
    made = Judging(engine, "Ada").right(demand)
    read_again_without_demands(engine)
    keeper.refresh()
    assert demand in {line.id for line in keeper.index.lines}
    Judging(engine, "Ada").undo(made.id)
    keeper.refresh()
    assert demand not in {line.id for line in keeper.index.lines}
    assert same(keeper, Keeper(engine))


def test_copies_judged_in_a_large_record_are_told_at_once_without_the_rest_of_its_tables(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "copies.db")
    copy = letter("copy.txt", "Skerry Times", "2030-05-08", TEXT.replace("120 trawlers", "150 trawlers"))
    keep(engine, letter("first.txt", "Fjord Post", "2030-05-06"), copy)
    keeper = Keeper(engine, few=0)
    assert len(keeper.index.state.origins.origins) == 1
    made = Judging(engine, "Ada").origins("not_same", "first.txt", "copy.txt")
    assert keeper.refresh() and not keeper.index.state.origins.origins
    assert keeper.index.told_in_all.origins == 2 and keeper.index.state.tables.stories.made is None
    Judging(engine, "Ada").undo(made.id)
    assert keeper.refresh() and keeper.index.state.origins == Views(engine).origin_index()
    engine.dispose()
