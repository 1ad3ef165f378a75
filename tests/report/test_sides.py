"""Demands beside replies, and what changed since a day, as a brief shows them."""

import datetime as dt

import pytest

from standoff.report.brief import build_brief, evidence_of
from standoff.report.render import FORMATS, render
from standoff.report.sides import MOST_DEMANDS, ON_NO_ISSUE

from .conftest import Keep, Plant

MAY = dt.date(2030, 5, 1)


def later(act: str, party: str, to: str, text: str, **fields: object) -> Plant:
    plant = Plant("later.txt", text + ".", "2030-05-20")
    plant.statement(text, act, party, addressee=(to,), issue=("herring limit",), **fields)
    return plant


def test_whose_answer_is_missing_is_named(keep: Keep, dispute: Plant) -> None:
    also = later("demand", "NOR", "DNK", "Norway asked Denmark for a limit on herring")
    (group,) = build_brief(keep(dispute, also)).demands
    assert [party.code for party in group.unanswered] == ["DNK"]
    assert "no answer found of Denmark" in render(build_brief(keep(dispute, also)), "md")


def test_replies_of_one_kind_are_one_with_all_their_places(keep: Keep, dispute: Plant) -> None:
    again = later("reject", "SWE", "NOR", "Stockholm again rejected any herring limit")
    (group,) = build_brief(keep(dispute, again)).demands
    assert [(reply.state, len(reply.evidence), reply.articles) for reply in group.replies] == [("rejects", 2, 2)]


def test_a_reply_told_by_the_other_side_says_so(keep: Keep, dispute: Plant) -> None:
    plant = Plant("told.txt", "Sweden gave in on herring, Oslo claimed.", "2030-05-20")
    said = plant.attribution("Sweden gave in on herring", party=("NOR",))
    plant.statement("Sweden gave in on herring", "accept", "SWE", addressee=("NOR",), attribution=said)
    brief = build_brief(keep(dispute, plant))
    assert {(reply.state, reply.told_by) for reply in brief.demands[0].replies} == {("rejects", None), ("accepts", "Norway")}
    assert all("as told by Norway" in render(brief, form) for form in ("md", "html"))


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_demand_that_only_the_other_side_tells_of_says_so_where_the_table_leads(keep: Keep, form: str) -> None:
    plant = Plant("told.txt", "Denmark wants all the cod, Oslo claimed.", "2030-05-20")
    said = plant.attribution("Denmark wants all the cod", party=("NOR",))
    plant.statement("Denmark wants all the cod", "demand", "DNK", addressee=("NOR",), attribution=said)
    text = render(build_brief(keep(plant)), form)
    place = {"md": "| Denmark demands → Norway, as told by Norway: “", "html": "demanded by Denmark, as told by Norway"}
    assert place[form] in text


def test_where_it_says_so_itself_too_nobody_else_is_named(keep: Keep) -> None:
    plant = Plant("told.txt", "Denmark wants all the cod, Oslo claimed. Denmark asked for the cod.", "2030-05-20")
    said = plant.attribution("Denmark wants all the cod", party=("NOR",))
    plant.statement("Denmark wants all the cod", "demand", "DNK", addressee=("NOR",), attribution=said)
    plant.statement("Denmark asked for the cod", "demand", "DNK", addressee=("NOR",))
    (group,) = build_brief(keep(plant)).demands
    assert group.told_by == ()


def test_many_demands_are_cut_and_counted(keep: Keep) -> None:
    text = " ".join(f"Norway demanded more herring for port {letter}." for letter in "abcdefg")
    plant = Plant("many.txt", text, "2030-05-01")
    for letter in "abcdefg":
        plant.statement(f"Norway demanded more herring for port {letter}", "demand", "NOR", addressee=("SWE",))
    (group,) = build_brief(keep(plant)).demands
    assert (len(group.demands), group.more_demands) == (MOST_DEMANDS, 3)
    assert "3 further demands: standoff demands" in render(build_brief(keep(plant)), "html")


def test_a_demand_on_no_issue_stands_last(keep: Keep, dispute: Plant) -> None:
    plant = Plant("cod.txt", "Norway demanded quiet at night.", "2030-05-03")
    plant.statement("Norway demanded quiet at night", "demand", "NOR", addressee=("SWE",))
    assert [group.issue for group in build_brief(keep(plant, dispute)).demands] == ["herring limit", ON_NO_ISSUE]


def test_an_issue_of_several_rows_is_said_once_above_them(keep: Keep, dispute: Plant) -> None:
    plant = Plant("cod.txt", "Norway demanded quiet at night. Sweden demanded lamps on all piers.", "2030-05-03")
    plant.statement("Norway demanded quiet at night", "demand", "NOR", addressee=("SWE",))
    plant.statement("Sweden demanded lamps on all piers", "demand", "SWE", addressee=("NOR",))
    brief = build_brief(keep(plant, dispute))
    assert [group.issue for group in brief.demands].count(ON_NO_ISSUE) == 2
    assert render(brief, "md").count(f"| {ON_NO_ISSUE} |") == 1
    page = render(brief, "html")
    assert page.count(f'<span class="hidden">{ON_NO_ISSUE}</span>') == 1  # a row keeps its name for those who listen to it
    assert page.count(f'role="rowheader">{ON_NO_ISSUE} <span') == 1


def test_without_a_day_there_is_nothing_about_changes(keep: Keep, dispute: Plant) -> None:
    brief = build_brief(keep(dispute))
    assert brief.changed is None
    assert "Changed since" not in render(brief, "md") + render(brief, "html")


def test_what_changed_since_a_day_is_told_with_what_was_before(keep: Keep, dispute: Plant) -> None:
    brief = build_brief(
        keep(dispute, later("accept", "SWE", "NOR", "Sweden took the limit on herring")), since=dt.date(2030, 5, 10)
    )
    assert brief.changed is not None
    assert [(line.party.code, line.before, line.state, line.sure) for line in brief.changed.shifts] == [
        ("SWE", "rejects", "accepts", True)
    ]
    assert [line.label for line in brief.changed.answers] == ["accepts"]
    assert brief.changed.demands == ()


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_shows_what_changed(keep: Keep, dispute: Plant, form: str) -> None:
    text = render(build_brief(keep(dispute), since=MAY), form)
    assert "Sweden" in text
    assert ("Changed since 1 May 2030" in text) is (form != "json")


def test_nothing_new_says_so_and_counts_what_has_no_day(keep: Keep, dispute: Plant) -> None:
    undated = Plant("some-day.txt", "Norway demanded more cod.", None)
    undated.statement("Norway demanded more cod", "demand", "NOR")
    text = render(build_brief(keep(dispute, undated), since=dt.date(2031, 1, 1)), "md")
    assert "No position, demand or reply is dated so late. 1 statement without any day may be newer too." in text


def test_every_change_has_its_place(keep: Keep, dispute: Plant) -> None:
    brief = build_brief(keep(dispute), since=MAY)
    ids = {place.id for place in evidence_of(brief.changed)}
    assert ids and ids <= {place.id for place in evidence_of(brief)}
