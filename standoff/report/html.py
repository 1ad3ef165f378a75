"""The brief as one HTML file: no script, no request to anywhere, every line a link to its marked sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from standoff.report import charts, phrases, words
from standoff.report.basis import Evidence, Passage
from standoff.report.inline import dark_style
from standoff.report.marks import Mark, excerpts, holdable, marked_text
from standoff.report.pictures import NEEDED, pictures_of
from standoff.report.shapes import Brief, FigureGroup, FigureLine, Source
from standoff.report.walk import evidence_of, places_of
from standoff.report.wholes import Moment

TEMPLATES = Path(__file__).with_name("templates")
# Code points of all articles together up to which they are shown whole: with their marks some two megabytes, which a browser
# opens at once, also on a telephone.
MOST_TEXT = 1_000_000
LONGEST_HINT = 360  # code points


def to_html(brief: Brief) -> str:
    """The brief as one self-contained HTML file; article text is escaped, whatever it holds."""
    pictures = pictures_of(brief)
    page = _environment().get_template("brief.html.j2")
    style = Markup(_read("brief.css") + (dark_style() if pictures else ""))  # noqa: S704 - our own style, not input
    omitted = [*phrases.omissions(brief), *([] if charts.available() else [NEEDED])]
    return holdable(
        page.render(
            brief=brief, bodies=_bodies(brief), style=style, bars=_bars(brief), p=phrases, pictures=pictures, omitted=omitted,
            whole=_is_whole(brief),
        )
    )  # fmt: skip


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
    environment.filters.update(
        web_address=web_address,
        flat=words.flat,
        names=words.names_of,
        counted=words.counted,
        number=words.number_words,
        groupby_run=_runs,
        short=_short,
    )
    return environment


def _short(text: str) -> str:
    """What a reader takes in of a sentence while pointing at a line; the line leads to the whole."""
    return text if len(text) <= LONGEST_HINT else text[: LONGEST_HINT - 1].rstrip() + "…"


def _runs(lines: Iterable[Moment], name: Callable[[Moment], str]) -> list[tuple[str, list[Moment]]]:
    """Lines that follow each other under one name."""
    return [(key, list(same)) for key, same in groupby(lines, key=name)]


@cache
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _marks_by_source(brief: Brief) -> dict[int, list[Evidence]]:
    """The places that the brief cites in each source, each item once."""
    found: dict[int, dict[str, Evidence]] = {}
    for place in evidence_of(brief):
        found.setdefault(place.source, {}).setdefault(place.id, place)
    return {number: list(places.values()) for number, places in found.items()}


def _is_whole(brief: Brief) -> bool:
    """Whether the articles are shown with all their text."""
    return sum(len(source.text) for source in brief.sources) <= MOST_TEXT


def _bodies(brief: Brief) -> dict[int, Markup]:
    """By number the text of each source: all of it, or what stands around the places that the brief cites."""
    marks, passages, whole = _marks_by_source(brief), _passages(brief), _is_whole(brief)
    return {
        source.number: _body(source, marks.get(source.number, []), passages.get(source.number, []), whole=whole)
        for source in brief.sources
    }


def _passages(brief: Brief) -> dict[int, list[Passage]]:
    """The sentences of each source that are compared with a copy's, each once."""
    found: dict[int, dict[str, Passage]] = {}
    for place in places_of(brief.copies):
        if isinstance(place, Passage):
            found.setdefault(place.source, {}).setdefault(place.target, place)
    return {number: list(places.values()) for number, places in found.items()}


def _body(source: Source, places: list[Evidence], passages: list[Passage], *, whole: bool) -> Markup:
    marks = [Mark(start, end, "span", "sentence") for start, end in source.sentences]
    marks += [Mark(item.start, item.end, "span", "noise", title=f"left out: {_reason(item.reason)}") for item in source.noise]
    marks += [Mark(place.start, place.end, "mark", "cited", target=place.id, title=place.id) for place in places]
    marks += [Mark(one.start, one.end, "span", "compared", target=one.target) for one in passages]
    return marked_text(source.text, marks) if whole else excerpts(source.text, marks, _windows(source, (*places, *passages)))


def _windows(source: Source, places: Iterable[Evidence | Passage]) -> Iterator[tuple[int, int]]:
    """The title, and around each place the sentences that hold it with one before and one after."""
    if source.sentences:
        yield source.sentences[0]
    starts, ends = [start for start, _ in source.sentences], [end for _, end in source.sentences]
    for place in places:
        first, last = bisect_right(starts, place.start) - 2, bisect_left(ends, place.end) + 1
        start = starts[max(0, first)] if starts else place.start
        end = ends[min(last, len(ends) - 1)] if ends else place.end
        yield min(start, place.start), max(end, place.end)


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
    drawing = "".join(parts)
    return Markup(  # noqa: S704 - of numbers and words of our own
        f'<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">{drawing}</svg>'
    )


def _piece(css: str, start: float, end: float) -> str:
    return f'<rect class="{css}" x="{start:.1f}" y="0" width="{end - start:.1f}" height="6"/>'
