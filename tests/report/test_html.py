from html.parser import HTMLParser

import pytest

from standoff.report import brief as brief_module
from standoff.report import html
from standoff.report.brief import build_brief, evidence_of
from standoff.report.html import web_address
from standoff.report.render import render
from standoff.report.walk import places_of

from .conftest import Keep, Plant
from .crisis import crisis

HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(2)>'


class Page(HTMLParser):
    """What a page consists of: ids, links, tags, and attributes by name."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.links.append(value or "")


@pytest.fixture
def hostile() -> Plant:
    text = f"A headline {HOSTILE}\n\nSweden rejected {HOSTILE} at once.\n\n{HOSTILE} {HOSTILE}"
    plant = Plant(f"{HOSTILE}.txt", text, "2030-05-02", outlet=HOSTILE, url="javascript:alert(3)")
    plant.statement(
        f"Sweden rejected {HOSTILE}", "reject", "SWE", addressee=(HOSTILE,), speaker=HOSTILE, condition=plant.span(HOSTILE)
    )
    plant.figure(HOSTILE, low=1, high=2, unit=HOSTILE, place=HOSTILE, modifier=HOSTILE, party=(HOSTILE,))
    plant.noise(f"{HOSTILE} {HOSTILE}", 'reason" onmouseover="alert(4)')
    return plant


def test_text_of_an_article_is_never_markup(keep: Keep, hostile: Plant) -> None:
    page = Page(render(build_brief(keep(hostile)), "html"))
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert not [name for name in page.attributes if name.startswith("on")]


def test_only_web_addresses_become_links(keep: Keep, hostile: Plant) -> None:
    page = Page(render(build_brief(keep(hostile)), "html"))
    assert [link for link in page.links if not link.startswith("#")] == []
    assert web_address("https://fjord.example/a") == "https://fjord.example/a"
    assert web_address("https://[broken") is None


def test_every_link_within_the_page_has_its_target(keep: Keep, dispute: Plant) -> None:
    brief = build_brief(keep(dispute))
    page = Page(render(brief, "html"))
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert {place.id for place in evidence_of(brief)} <= inside


def test_no_id_stands_twice(keep: Keep, dispute: Plant) -> None:
    page = Page(render(build_brief(keep(dispute)), "html"))
    assert len(page.ids) == len(set(page.ids))


def test_the_page_asks_nothing_of_the_network(keep: Keep, dispute: Plant) -> None:
    source = render(build_brief(keep(dispute)), "html")
    page = Page(source)
    assert not {"link", "script", "img", "iframe", "object", "embed", "video", "audio", "source"} & set(page.tags)
    assert not {"src", "srcset", "action", "poster", "background"} & page.attributes
    assert "url(" not in source
    assert "@import" not in source


def test_noise_is_marked_with_its_reason(keep: Keep, dispute: Plant) -> None:
    source = render(build_brief(keep(dispute)), "html")
    assert '<span class="noise" title="left out: navigation">' in source


def test_a_blank_cell_is_empty_and_explained(keep: Keep, dispute: Plant) -> None:
    other = Plant("ports.txt", "Norway asks for open ports. Oslo again asked for open ports.", "2030-05-01")
    other.statement("Norway asks for open ports", "demand", "NOR", issue=("open ports",))
    other.statement("Oslo again asked for open ports", "demand", "NOR", issue=("open ports",))
    source = render(build_brief(keep(dispute, other)), "html")
    assert '<td role="cell" class="blank"></td>' in source
    assert "blank: no statement found" in source


def test_code_points_that_html_cannot_hold_are_replaced_one_by_one(keep: Keep) -> None:
    plant = Plant("bytes.txt", "Sweden rejected\x07 the \x1b[31m limit.", "2030-05-02")
    plant.statement("Sweden rejected\x07 the", "reject", "SWE")
    source = render(build_brief(keep(plant)), "html")
    assert "Sweden rejected\ufffd the" in source
    assert "\x07" not in source
    assert "\x1b" not in source


def test_articles_too_many_to_be_whole_are_cut_to_what_is_cited(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = build_brief(keep(*crisis()))
    whole = render(brief, "html")
    monkeypatch.setattr(html, "MOST_TEXT", 100)
    cut = render(brief, "html")
    page = Page(cut)
    assert len(cut) < len(whole)
    assert "characters left out" in cut and "characters left out" not in whole
    assert "too many to show whole" in cut
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_of_a_large_record_only_what_is_cited_is_a_source(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = Plant("a-silent.txt", "Nobody said anything here.", "2030-04-01")
    views = keep(silent, *crisis())
    assert "a-silent.txt" in {source.name for source in build_brief(views).sources}
    monkeypatch.setattr(brief_module, "MOST_SOURCES", 3)
    large = build_brief(views)
    assert [source.number for source in large.sources] == [1, 2, 3, 4, 5]
    assert "a-silent.txt" not in {source.name for source in large.sources}
    assert all(large.sources[place.source - 1].name == place.article for place in places_of(large) if hasattr(place, "source"))
    assert "1 article of the record that nothing here cites: standoff articles" in large.not_shown
