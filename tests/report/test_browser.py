"""The brief's one file in a real browser: quiet, asking nothing of anybody, accessible, on any screen and on paper."""

from typing import Any

import pytest

from standoff.report.brief import build_brief
from standoff.report.html import to_html
from standoff.store.database import open_engine
from standoff.store.views import Views
from standoff.store.write import put, put_dossier
from tests.report.conftest import Plant
from tests.report.crisis import crisis

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SCRIPT = "<script>window.hurt = 1</script><img src=x onerror='window.hurt = 2'>\"'><svg onload=window.hurt=3>"
TURNED = "\u202egnirreh\u2066 \x07"
DOSSIER = {"name": "Herring", "parties": [], "issues": [{"id": "herring", "name": f"herring {SCRIPT}", "words": ["herring"]}]}
DAYS = ("2030-05-01", "2030-05-03", "2030-05-09")


def hostile() -> tuple[Plant, ...]:
    """Markup and marks of direction in every name and quotation, on days enough for each chart."""
    found = []
    for number, day in enumerate(DAYS):
        said = f"Norway demanded {SCRIPT} herring {number}. {SCRIPT} {number}00 sailors near {SCRIPT}. {'x' * 3000}"
        text = f"{SCRIPT} herring\n{TURNED} {said}"
        plant = Plant(f"{number}{SCRIPT[:40]}.txt", text, day, outlet=f"<b>{TURNED}", url="javascript:alert(1)")
        plant.statement(f"Norway demanded {SCRIPT} herring {number}", "demand", f"<i>{SCRIPT}", addressee=("<i>SWE",))
        plant.figure(f"{number}00 sailors", low=100 * number, high=None, unit="sailors", party=(SCRIPT,), place=f"near {SCRIPT}")
        found.append(plant)
    return tuple(found)


@pytest.fixture(scope="module", params=[crisis, hostile], ids=["a crisis", "hostile articles"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a brief as a file."""
    folder = tmp_path_factory.mktemp("brief")
    engine = open_engine(folder / "record.db")
    put_dossier(engine, DOSSIER)
    for plant in request.param():
        put(engine, plant.article, plant.reading())
    page = folder / "brief.html"
    page.write_text(to_html(build_brief(Views(engine))), encoding="utf-8")
    engine.dispose()
    return page.as_uri()


class Tab:
    """The brief in a window of a width and a colour scheme, with what went wrong there."""

    def __init__(self, browser: Any, address: str, width: int = 1280, scheme: str = "light") -> None:
        self.wrong: list[str] = []
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.page.on("console", lambda told: self.wrong.append(told.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda asked: self.wrong.append(asked.url) if asked.url.split("#")[0] != address else None)
        self.page.goto(address)

    def __enter__(self) -> "Tab":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")])
def test_it_is_quiet_fits_its_window_and_is_accessible(browser: Any, address: str, width: int, scheme: str) -> None:
    with Tab(browser, address, width, scheme) as tab:
        assert tab.wrong == []
        assert tab.page.evaluate("window.hurt") is None
        assert tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        tab.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = axe.Axe().run(tab.page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:160], one["nodes"][0]["failureSummary"][:300]) for one in found] == []


def test_a_chart_is_seen_once_and_fits(browser: Any, address: str) -> None:
    for width, shown in ((1280, ".wide"), (320, ".narrow")):
        with Tab(browser, address, width) as tab:
            seen = tab.page.locator("figure.chart svg:visible")
            assert seen.count() == tab.page.locator(f"figure.chart {shown} svg").count() > 0
            assert all((seen.nth(place).bounding_box() or {})["width"] <= width for place in range(seen.count()))


def test_dark_charts_are_painted_in_dark_colours(browser: Any, address: str) -> None:
    painted = "getComputedStyle(document.querySelector('.chart svg text')).fill"
    with Tab(browser, address, scheme="light") as light, Tab(browser, address, scheme="dark") as dark:
        assert light.page.evaluate(painted) == "rgb(28, 27, 25)"
        assert dark.page.evaluate(painted) == "rgb(233, 230, 223)"


def test_it_is_read_by_keyboard(browser: Any, address: str) -> None:
    with Tab(browser, address) as tab:
        tab.page.keyboard.press("Tab")
        assert tab.page.evaluate("document.activeElement.textContent") == "Skip to the brief"
        tab.page.keyboard.press("Enter")
        assert tab.page.evaluate("document.activeElement.id") == "brief"
        tab.page.locator("#lanes ~ details summary").first.focus()
        tab.page.keyboard.press("Enter")
        assert tab.page.locator("#lanes ~ details").first.get_attribute("open") is not None


def test_a_quotation_of_each_section_opens_at_its_sentence(browser: Any, address: str) -> None:
    with Tab(browser, address) as tab:
        for section in ("timeline", "series"):
            link = tab.page.locator(f"section[aria-labelledby={section}] a.quote").first
            target = (link.get_attribute("href") or "")[1:]
            link.click()
            assert tab.page.evaluate("document.querySelector(':target').id") == target
            assert tab.page.locator(f"[id='{target}']").is_visible()


def test_on_paper_what_is_folded_is_unfolded(browser: Any, address: str) -> None:
    with Tab(browser, address) as tab:
        tab.page.emulate_media(media="print")
        folded = tab.page.locator("details table").first
        assert (folded.bounding_box() or {"height": 0})["height"] > 20
        assert tab.page.locator("nav").first.is_hidden()
