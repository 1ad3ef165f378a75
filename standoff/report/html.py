"""The brief as one HTML file: no script, no request to anywhere, every line a link to its marked sentence."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from standoff.report import phrases, words
from standoff.report.brief import evidence_of
from standoff.report.marks import Mark, holdable, marked_text
from standoff.report.shapes import Brief, Evidence, FigureGroup, FigureLine, Source

TEMPLATES = Path(__file__).with_name("templates")


def to_html(brief: Brief) -> str:
    """The brief as one self-contained HTML file; article text is escaped, whatever it holds."""
    marks = _marks_by_source(brief)
    bodies = {source.number: _body(source, marks.get(source.number, [])) for source in brief.sources}
    style = Markup(_read("brief.css"))  # noqa: S704 - our own stylesheet, not input
    page = (
        _environment().get_template("brief.html.j2").render(brief=brief, bodies=bodies, style=style, bars=_bars(brief), p=phrases)
    )
    return holdable(page)


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web's; nothing else in a page's metadata becomes a link."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(told_by=words.told_by)
    environment.filters.update(web_address=web_address, flat=words.flat, names=words.names_of, counted=words.counted)
    return environment


@cache
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _marks_by_source(brief: Brief) -> dict[int, list[Evidence]]:
    """The places that the brief cites in each source, each item once."""
    found: dict[int, dict[str, Evidence]] = {}
    for place in evidence_of(brief):
        found.setdefault(place.source, {}).setdefault(place.id, place)
    return {number: list(places.values()) for number, places in found.items()}


def _body(source: Source, places: list[Evidence]) -> Markup:
    marks = [Mark(start, end, "span", "sentence") for start, end in source.sentences]
    marks += [Mark(item.start, item.end, "span", "noise", title=f"left out: {_reason(item.reason)}") for item in source.noise]
    marks += [Mark(place.start, place.end, "mark", "cited", target=place.id, title=place.id) for place in places]
    return marked_text(source.text, marks)


def _reason(reason: str) -> str:
    return reason.replace("_", " ")


def _bars(brief: Brief) -> dict[FigureGroup, list[Markup]]:
    """For each group of figures a bar a line; bars are drawn, and say nothing that the words beside them do not."""
    return {group: [bar_of(group, line) for line in group.lines] for group in brief.figures}


def bar_of(group: FigureGroup, line: FigureLine) -> Markup:
    """A line's range between nought and a tenth beyond the group's highest bound; open ends fade out."""
    top = max([bound for one in group.lines for bound in (one.low, one.high) if bound] or [0]) * 1.1
    if not top or (line.low is None and line.high is None):
        return Markup("")
    low, high = (100 * (bound or 0) / top for bound in (line.low, line.high if line.high is not None else top))
    parts = [_piece("track", 0, 100)]
    if line.low is None or line.high is None:
        known = high if line.low is None else low
        parts += [_piece("fade", low, high), _piece("range", max(0, known - 0.8), known + 0.8)]
    else:
        parts.append(_piece("range", min(low, 98.4), max(high, low + 1.6)))
    drawing = Markup("").join(parts)
    return Markup('<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">{}</svg>').format(drawing)


def _piece(css: str, start: float, end: float) -> Markup:
    return Markup('<rect class="{}" x="{:.1f}" y="0" width="{:.1f}" height="6"/>').format(css, start, end - start)
