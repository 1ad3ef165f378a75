"""Every page in a real browser: no error on its console, no request to anywhere else, nothing that axe objects to."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from standoff.store import judging
from standoff.store.database import open_engine
from standoff.store.judgements import judgement_log
from standoff.web.app import ServeOptions, make_app
from tests.report.conftest import Plant
from tests.web.conftest import crowded, dispute, hostile, keep, rival, running
from tests.web.test_deciding import doubtful

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")

LONG, BAD, GOOD = (plant().article.id[:16] for plant in (crowded, hostile, dispute))
PAGES = {
    "situation": "/situation",
    "issues": "/issues",
    "issue": "/issues/herring",
    "actors": "/actors",
    "actor": "/actors/SWE",
    "timeline": "/timeline",
    "meetings": "/meetings",
    "figures": "/figures",
    "forecasts": "/forecasts",
    "conflicts": "/conflicts",
    "positions": "/positions",
    "what changed": "/positions?between=2030-05-01",
    "events": "/events",
    "series": "/series",
    "stories": "/stories",
    "origins": "/origins",
    "doubtful codings": "/review",
    "names that may be one": "/review?what=actors",
    "accounts to decide on": "/review?what=conflicts",
    "two actors": "/compare?a=NOR&b=SWE",
    "decisions": "/judgements",
    "search": "/search",
    "found": "/search?q=herring&party=NOR",
    "nothing found": "/search?q=xylophone",
    "articles": "/articles",
    "article": f"/articles/{GOOD}",
    "hostile article": f"/articles/{BAD}",
    "crowded article": f"/articles/{LONG}",
    "sources": "/sources",
    "an error": "/timeline?since=x",
}
LOOKS = {
    "wide, light": (1280, "light"),
    "wide, dark": (1280, "dark"),
    "narrow, light": (390, "light"),
    "narrow, dark": (390, "dark"),
}
CHECKED = ((1280, "light"), (390, "dark"))  # by axe: each width and each scheme once, for it takes a second a page
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


class Tab:
    """A page of the browser with what went wrong on it."""

    def __init__(self, browser: Any, base: str, width: int, scheme: str, *, script: bool = True) -> None:
        self.base = base
        self.look = (width, scheme)
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.wrong: list[str] = []
        self.page.on("console", lambda told: self.wrong.append(told.text) if told.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.base).netloc:
            self.wrong.append(f"asked {request.url}")

    def open(self, path: str) -> Any:
        answer = self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")
        if answer.status >= 400:  # the browser itself notes that the page it opened is an error
            self.wrong = [told for told in self.wrong if not told.startswith("Failed to load resource")]
        return self.page


@pytest.fixture(params=LOOKS, scope="module")
def tab(request: pytest.FixtureRequest, browser: Any, served: str) -> Iterator[Tab]:
    width, scheme = LOOKS[request.param]
    found = Tab(browser, served, width, scheme)
    yield found
    found.context.close()


@pytest.fixture
def wide(browser: Any, served: str) -> Iterator[Tab]:
    found = Tab(browser, served, 1280, "light")
    yield found
    found.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_fits_its_window_and_is_accessible(tab: Tab, name: str) -> None:
    tab.wrong.clear()
    page = tab.open(PAGES[name])
    assert tab.wrong == []
    assert page.evaluate("window.hurt") is None
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    if tab.look not in CHECKED:
        return
    found = axe.Axe().run(page, options=RULES).response["violations"]
    told = [(one["id"], one["nodes"][0]["html"][:160], one["nodes"][0]["failureSummary"][:300]) for one in found]
    assert told == []


def test_the_first_tab_stop_skips_to_the_page(wide: Tab) -> None:
    page = wide.open("/situation")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_on_a_narrow_screen_the_present_page_is_in_view_among_their_names(browser: Any, served: str) -> None:
    tab = Tab(browser, served, 390, "light")
    left, right = tab.open("/review").evaluate(
        """(() => { const at = document.querySelector('nav.site [aria-current="page"]').getBoundingClientRect();
        return [at.left, at.right]; })()"""
    )
    tab.context.close()
    assert left >= 0 and right <= 390


@pytest.fixture
def smallest(browser: Any, served: str) -> Iterator[Tab]:
    """A window as narrow as WCAG asks pages to fit: 1280 pixels at four times their size."""
    found = Tab(browser, served, 320, "light")
    yield found
    found.context.close()


@pytest.mark.parametrize("path", ["/situation", "/timeline", "/figures", "/issues/herring", "/search?q=herring", "/review"])
def test_a_page_fits_the_smallest_window(smallest: Tab, path: str) -> None:
    page = smallest.open(path)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_chart_fits_a_telephone_and_stays_legible(browser: Any, served: str) -> None:
    tab = Tab(browser, served, 390, "dark")
    page = tab.open("/issues/herring")
    chart = page.locator(".chart img").first
    chart.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    shown, drawn, address = chart.evaluate("one => [one.getBoundingClientRect().width, one.naturalWidth, one.currentSrc]")
    tab.context.close()
    assert "size=narrow" in address and "theme=dark" in address
    assert 0 < shown <= 358 and shown >= 0.9 * drawn


def test_the_whole_sentence_of_a_cell_shows_on_focus_and_on_hover_and_goes_with_escape(wide: Tab) -> None:
    page = wide.open("/situation")
    said = page.locator(".matrix .said").first
    whole = said.locator(".full")
    assert not whole.is_visible()
    said.locator(".clamp a").focus()
    assert whole.is_visible() and len(whole.inner_text()) >= len(said.locator(".clamp").inner_text()) - 2
    page.keyboard.press("Escape")
    assert not whole.is_visible()
    page.locator("#positions").click()
    assert not whole.is_visible()
    said.hover()
    assert whole.is_visible()


def test_actors_lead_to_a_comparison_of_two(wide: Tab) -> None:
    page = wide.open("/actors")
    page.get_by_role("link", name="compare two actors").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("datalist option[value=NOR]").count() == 1
    page = wide.open("/actors/Ane%20Vik")
    page.get_by_role("link", name="Compare with another actor").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_label("One actor").input_value() == "Ane Vik" and wide.wrong == []


def test_on_a_telephone_hits_come_before_the_facets(browser: Any, served: str) -> None:
    tab = Tab(browser, served, 390, "light")
    page = tab.open("/search?q=herring")
    hit, facets = (page.locator(one).first.bounding_box()["y"] for one in (".hits li", ".facets"))
    assert hit < 900 and hit < facets
    page.get_by_role("link", name="Narrow by party").click()
    assert page.evaluate("document.activeElement.id") == "facets"
    tab.context.close()


def test_paper_as_wide_as_a4_has_the_wide_layout_and_says_what_is_shown(browser: Any, served: str) -> None:
    tab = Tab(browser, served, 718, "light")
    page = tab.open("/situation?until=2030-05-06")
    page.emulate_media(media="print")
    assert page.locator(".matrix thead").bounding_box()["width"] > 300
    assert page.locator(".matrix tbody tr").first.evaluate("one => getComputedStyle(one).display") == "table-row"
    page = tab.open("/timeline?party=NOR")
    page.emulate_media(media="print")
    assert page.get_by_text("Only: Party: Norway").is_visible() and not page.locator(".filters").is_visible()
    page = tab.open("/timeline?page=2")
    page.emulate_media(media="print")
    assert page.get_by_text("Page 2 of").is_visible() and not page.get_by_role("link", name="Before").is_visible()
    tab.context.close()


def test_a_quotation_opens_its_article_at_its_words(wide: Tab) -> None:
    page = wide.open("/issues/herring")
    page.locator("a.quote", has_text="Sweden rejected a limit on herring").first.click()
    page.wait_for_load_state("networkidle")
    mark = page.locator("mark.wanted").first
    assert mark.text_content() == "Sweden rejected a limit on herring"
    box = mark.bounding_box()
    assert box is not None and 0 <= box["y"] < 900
    assert page.locator(".codes li.wanted").count() == 1


def test_a_mark_and_its_entry_lead_to_each_other(wide: Tab) -> None:
    page = wide.open(f"/articles/{GOOD}")
    page.locator("mark.k-figure").first.click()
    assert "300 to 400 sailors" in page.evaluate("document.activeElement.closest('li').textContent")
    entry = page.locator(".codes li", has_text="Sweden threatens").first
    entry.locator(".head a").click()
    assert "seized" in page.locator("mark.lit").first.text_content()
    assert "item=" in page.url


def test_marks_are_walked_with_keys_while_the_text_has_the_focus(wide: Tab) -> None:
    page = wide.open(f"/articles/{GOOD}")
    page.keyboard.press("n")
    assert page.locator("mark.lit").count() == 0
    page.locator("#reading").focus()
    page.keyboard.press("n")
    assert "Norway demanded" in page.locator("mark.lit").first.text_content()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('li') !== null")


def test_filters_are_in_the_address(wide: Tab) -> None:
    page = wide.open("/timeline")
    page.get_by_label("Party").select_option("SWE")
    page.get_by_label("Act").select_option("threaten")
    page.get_by_role("button", name="Show").click()
    page.wait_for_load_state("networkidle")
    assert re.search(r"party=SWE", page.url) and re.search(r"act=threaten", page.url)
    assert page.locator(".dated li").count() == 1
    assert page.get_by_label("Party").input_value() == "SWE"


def test_pages_work_without_script(browser: Any, served: str) -> None:
    tab = Tab(browser, served, 390, "dark", script=False)
    page = tab.open("/search?q=herring")
    page.locator("a.quote").first.click()
    page.wait_for_load_state("networkidle")
    assert page.locator("mark.wanted").count() >= 1
    tab.context.close()


def test_a_page_prints_without_what_only_a_screen_can_do(wide: Tab) -> None:
    page = wide.open("/situation")
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible() and page.locator(".matrix").is_visible()


@pytest.fixture
def decided(browser: Any, tmp_path: Path) -> Iterator[tuple[Tab, Any]]:
    """A tab on a record of its own, to decide in."""
    engine = open_engine(tmp_path / "decided.db")
    keep(engine, doubtful(), rival())
    with running(make_app(engine, ServeOptions(who="Ada"))) as base:
        tab = Tab(browser, base, 1280, "light")
        yield tab, engine
        tab.context.close()
    engine.dispose()


def pressed(page: Any, key: str) -> None:
    """Press a key that decides, and wait for the page that comes back with the focus on its list."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_selector("#queue:focus, #queue :focus", state="attached")


def test_a_queue_is_decided_by_keys_from_end_to_end_with_undo(decided: tuple[Tab, Any]) -> None:
    tab, engine = decided
    page = tab.open("/review#queue")
    page.wait_for_selector("[data-entry]:focus", state="attached")
    first = page.locator("[data-entry]").first.inner_text()
    page.keyboard.press("j")
    page.keyboard.press("k")
    pressed(page, "r")
    assert page.locator("[data-entry]").first.inner_text() != first
    pressed(page, "a")
    assert (page.locator("[data-entry]").count(), page.locator(".log li").count()) == (0, 2)
    pressed(page, "z")
    assert page.locator("[data-entry]").count() == 1
    log = [(one.who, one.kind, one.decision) for one in judgement_log(engine)]
    assert log == [("Ada", "coding", "wrong"), ("Ada", "coding", "correct"), ("Ada", "undo", "undo")]
    assert tab.wrong == []


def test_the_focus_stays_in_its_place_over_a_decision_and_comes_back_with_undo(decided: tuple[Tab, Any]) -> None:
    tab, engine = decided
    plant = Plant("maybe.txt", "Norway might wait. Sweden might go. Norway might stay.", "2030-05-07")
    for words in ("Norway might wait", "Sweden might go", "Norway might stay"):
        plant.statement(words, "hint", "NOR" if words.startswith("N") else "SWE", certainty=0.5)
    keep(engine, plant, dossier=False)
    tab.open("/review")
    page = tab.page
    for _ in range(600):
        if page.locator("[data-entry]").count() == 5:
            break
        page.wait_for_timeout(100)
        page.reload()
    order = page.locator("[data-entry]").evaluate_all("all => all.map(one => one.dataset.entry)")
    page.locator("[data-entry]").nth(2).focus()
    pressed(page, "a")
    focused = "document.activeElement.dataset.entry"
    assert page.evaluate(focused) == order[3]
    page.keyboard.press("k")
    pressed(page, "r")
    assert page.evaluate(focused) == order[3]
    pressed(page, "z")
    assert page.evaluate(focused) == order[1]


def test_undo_by_key_takes_back_each_of_ones_own_decisions_once(decided: tuple[Tab, Any]) -> None:
    tab, engine = decided
    other = judging.Judging(engine, "Bo")
    page = tab.open("/review#queue")
    page.wait_for_selector("[data-entry]:focus", state="attached")
    first = page.locator("[data-entry]").first.get_attribute("data-entry")
    pressed(page, "u")
    other.unsure(page.locator("[data-entry]").first.get_attribute("data-entry"))
    for _ in range(600):
        if page.locator(".log li").count() == 2:
            break
        page.wait_for_timeout(100)
        page.reload()
    page.locator("#queue").focus()
    pressed(page, "z")
    assert [one.subjects[0].id for one in judgement_log(engine) if one.decision == "unsure" and one.who == "Ada"] == [first]
    assert [one.who for one in judgement_log(engine)] == ["Ada", "Bo", "Ada"]
    page.keyboard.press("z")
    page.get_by_text("Nothing that you decided stands").wait_for()
    assert len(judgement_log(engine)) == 3


def test_the_log_stands_in_lines_whatever_became_of_its_decisions(decided: tuple[Tab, Any]) -> None:
    tab, _ = decided
    page = tab.open("/review#queue")
    page.wait_for_selector("[data-entry]:focus", state="attached")
    pressed(page, "r")
    pressed(page, "z")
    page = tab.open("/judgements")
    widths = page.locator(".log .head").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert len(widths) == 2 and min(widths) > 600
    assert page.get_by_role("button", name="Put back").count() == 1


def test_names_are_merged_by_keys_side_by_side(decided: tuple[Tab, Any]) -> None:
    tab, engine = decided
    page = tab.open("/review?what=actors")
    page.get_by_role("link", name="Side by side").click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".sides.two > li").count() == 2
    page.locator("#queue").focus()
    page.keyboard.press("a")
    page.get_by_text("judged to be one").first.wait_for()
    assert [one.decision for one in judgement_log(engine)] == ["same"]


def test_keys_do_nothing_while_somebody_writes(decided: tuple[Tab, Any]) -> None:
    tab, engine = decided
    page = tab.open("/review")
    page.locator("#who").fill("")
    page.locator("#who").press_sequentially("arzu")
    assert page.locator("#who").input_value() == "arzu"
    page.locator("#who").press("Enter")
    assert judgement_log(engine) == []


def test_five_million_letters_on_one_line_stay_within_the_window(browser: Any, tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "line.db")
    plant = Plant("line.txt", "herring" * 714_286, "2030-05-01")
    keep(engine, plant)
    with running(make_app(engine)) as base:
        tab = Tab(browser, base, 390, "light")
        page = tab.open(f"/articles/{plant.article.id[:16]}")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert len(page.locator("#reading").inner_text()) <= 45_000 and tab.wrong == []
        tab.context.close()
    engine.dispose()
