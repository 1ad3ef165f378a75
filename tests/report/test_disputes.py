"""Accounts that differ in a brief: what a later one took over is marked, mere updates are left out and counted."""

from standoff.report.brief import build_brief
from standoff.report.html import to_html
from standoff.report.markdown import to_markdown
from tests.report.conftest import Keep, Plant

PLACE = "the storm at Bergen in Norway"


def toll(name: str, killed: int, published: str, source: str | None = None) -> Plant:
    said = f", {source} said" if source else ""
    words = f"{killed} people were killed in {PLACE}"
    plant = Plant(name, f"Storm at Bergen. {words}{said}. Sailors of Norway searched the harbour of Bergen.", published)
    attribution = plant.attribution(words, party=(source,)) if source else None
    plant.figure(
        f"{killed} people were killed", low=killed, high=killed, unit="people", counted="people killed", party=("NOR",),
        place="Bergen", attribution=attribution,
    )  # fmt: skip
    return plant


def test_a_side_that_a_later_account_took_over_is_marked(keep: Keep) -> None:
    brief = build_brief(keep(toll("a", 40, "2031-05-01"), toll("b", 65, "2031-05-03"), toll("c", 120, "2031-05-03", "SWE")))
    (account,) = brief.accounts
    assert {side.says[:3].strip(): side.updated for side in account.sides} == {"40": True, "65": False, "120": False}
    assert "updated: a later account took over" in to_markdown(brief)
    assert '<li class="updated">' in to_html(brief)


def test_a_mere_update_is_no_account_that_differs_and_is_counted(keep: Keep) -> None:
    brief = build_brief(keep(toll("a", 40, "2031-05-01"), toll("b", 65, "2031-05-03")))
    assert brief.accounts == ()
    assert "1 account that a later one only took over: standoff conflicts" in brief.not_shown
