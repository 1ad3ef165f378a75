"""A drawn chart as a part of a page: only what draws it, in colours that the page's style turns to dark ones."""

import re
from dataclasses import fields
from xml.etree import ElementTree

from markupsafe import Markup

from standoff.report.charts import THEMES, Theme

SPACE = "{http://www.w3.org/2000/svg}"
# What a drawing of bars, rules, areas, points and labels is made of; nothing else of a document gets into a page.
_TAGS = frozenset({"svg", "g", "path", "line", "rect", "text", "circle"})
_KEPT = frozenset(
    {
        *("d", "transform", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "viewBox"),
        *("fill", "stroke", "stroke-width", "stroke-miterlimit", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"),
        *("opacity", "fill-opacity", "stroke-opacity", "text-anchor", "font-size", "font-weight"),
    }
)
_NEEDLESS = {("opacity", "1"), ("stroke-width", "1"), ("transform", "translate(0,0)"), ("stroke-miterlimit", "10")}
_UNSEEN = frozenset({"background", "foreground"})  # frames that are not painted
_FRACTION = re.compile(r"\d+\.\d{2,}(?:e-?\d+)?")


def inline(svg: str, label: str) -> Markup:
    """The chart as an element of a page, one image to those who hear the page; raises ParseError where it is no drawing."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - drawn in this process, without any document type or entity
    _clean(root)
    root.attrib.update(role="img", **{"aria-label": label})
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704 - only the tags and attributes above


def _clean(element: ElementTree.Element) -> None:
    element.tag = element.tag.removeprefix(SPACE)
    element.attrib = {name: _short(name, value) for name, value in element.attrib.items() if _is_kept(name, value)}
    kept: list[ElementTree.Element] = []
    for child in element:
        if child.tag.removeprefix(SPACE) in _TAGS and child.get("class") not in _UNSEEN:
            _clean(child)
            kept += [*child] if child.tag == "g" and not child.attrib else [child]
    element[:] = kept


def _is_kept(name: str, value: str) -> bool:
    return name in _KEPT and (name, value) not in _NEEDLESS


def _short(name: str, value: str) -> str:
    """Coordinates to a tenth of a pixel."""
    return (
        value
        if name.endswith("opacity")
        else _FRACTION.sub(lambda number: f"{float(number.group()):.1f}".removesuffix(".0"), value)
    )


def dark_style() -> str:
    """The rules that paint every colour of a light chart in the dark one's."""
    pairs = zip(_colours(THEMES["light"]), _colours(THEMES["dark"]), strict=True)
    rules = (f'.chart [{name}="{light}"] {{ {name}: {dark}; }}' for light, dark in pairs for name in ("fill", "stroke"))
    return "@media screen and (prefers-color-scheme: dark) {\n" + "\n".join(rules) + "\n}"


def _colours(theme: Theme) -> list[str]:
    """All colours, each in its place."""
    found: list[str] = []
    for field in fields(theme):
        value = getattr(theme, field.name)
        found += [value] if isinstance(value, str) else value
    return found
