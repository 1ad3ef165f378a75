import datetime as dt
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

pytest.importorskip("altair", reason="needs the extra standoff[web]")
pytest.importorskip("vl_convert", reason="needs the extra standoff[web]")

from standoff.report.charts import MODES, STANCES, THEMES, Bar, Look, Range, lanes, ranges
from standoff.report.inline import dark_style, inline

MAY = dt.date(2030, 5, 1)
LIGHT = Look(colours=THEMES["light"])
BARS = [Bar("NOR", (MAY, MAY), "said"), Bar("SWE", (MAY, dt.date(2030, 5, 31)), "planned"), Bar("SWE", (MAY, MAY), "happened")]


class Drawing(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def test_a_chart_is_one_image_with_words_for_it() -> None:
    drawing = Drawing(inline(lanes(BARS, MODES, LIGHT), 'Lanes of "herring" & more'))
    assert ("role", "img") in drawing.attributes
    assert ("aria-label", 'Lanes of "herring" & more') in drawing.attributes


def test_only_what_draws_is_left() -> None:
    drawing = Drawing(inline(lanes(BARS, MODES, LIGHT), "Lanes"))
    assert set(drawing.tags) <= {"svg", "g", "path", "line", "rect", "text", "circle"}
    assert not {name for name, _ in drawing.attributes} & {"style", "class", "id", "href", "xlink:href", "xmlns"}


def test_names_stay_text() -> None:
    told = [Range((MAY, MAY), 1, 2, "<script>x</script>"), Range((MAY, MAY), 2, 3, "a & b")]
    page = inline(ranges(told, LIGHT), "Ranges")
    assert "<script" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page


@pytest.mark.parametrize("drawn", [lanes(BARS, MODES, LIGHT), lanes([Bar("NOR", (MAY, MAY), "for")], STANCES, LIGHT),
                                   ranges([Range((MAY, MAY), 1, None, "a"), Range((MAY, None), 1, 2, "b")], LIGHT)])  # fmt: skip
def test_every_colour_has_its_dark_one(drawn: str) -> None:
    turned = set(re.findall(r'\[fill="([^"]+)"\]', dark_style()))
    told = {value for name, value in Drawing(inline(drawn, "Chart")).attributes if name == "fill"}
    assert told - {"none"} <= turned


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_days_are_the_same_in_every_part_of_the_world(zone: str) -> None:
    draw = (
        "import datetime as dt; from standoff.report.charts import *; "
        "print(lanes([Bar('NOR', (dt.date(2030, 5, 1),) * 2, 'said')], MODES, Look(colours=THEMES['light'])))"
    )
    found = subprocess.run(
        [sys.executable, "-c", draw], env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True
    )
    assert re.findall(r">(\d+ \w+ 2030)<", found.stdout)[0] == "1 May 2030"
