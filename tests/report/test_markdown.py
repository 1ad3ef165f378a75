from markdown_it import MarkdownIt

from standoff.report.brief import build_brief, evidence_of
from standoff.report.plain import plain
from standoff.report.render import render

from .conftest import Keep, Plant


def test_every_place_is_named_by_source_and_item(keep: Keep, dispute: Plant) -> None:
    brief = build_brief(keep(dispute))
    text = render(brief, "md")
    assert [place.id for place in evidence_of(brief.threats) if f"[{place.source}] `{place.id}`" not in text] == []
    assert {place.id for place in evidence_of(brief.demands)} <= set(text.replace("`", " ").split())


def test_ranges_are_kept(keep: Keep, dispute: Plant) -> None:
    assert "300 to 400 — " in render(build_brief(keep(dispute)), "md")


def test_a_demand_without_an_answer_says_so(keep: Keep) -> None:
    plant = Plant("cod.txt", "Norway demanded a limit on cod.", "2030-04-01")
    plant.statement("Norway demanded a limit on cod", "demand", "NOR")
    assert "Replies: no statement found." in render(build_brief(keep(plant)), "md")


def test_words_of_an_article_are_never_markup() -> None:
    words = "1. *a* _b_ [c](https://d.example) <b>e</b> `f` # g | h &lt;"
    assert MarkdownIt().render(plain(words)) == f"<p>{_escaped(words)}</p>\n"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_a_newline_in_a_quotation_does_not_end_its_line(keep: Keep) -> None:
    plant = Plant("two.txt", "Sweden will\n\nclose its ports.", "2030-05-02")
    plant.statement("Sweden will\n\nclose its ports", "threaten", "SWE")
    assert "“Sweden will close its ports” [1]" in render(build_brief(keep(plant)), "md")
