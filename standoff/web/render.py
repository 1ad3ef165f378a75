"""A page as HTML, JSON or CSV; everything that comes from the record is escaped."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from standoff.codebook.acts import acts
from standoff.core.errors import NotFound
from standoff.exchange.csv import as_cell
from standoff.report import phrases, words
from standoff.report.gatherings import STATES
from standoff.report.html import bar_of, web_address
from standoff.report.marks import holdable
from standoff.web import charts, pieces
from standoff.web.ask import DIFFERENCES, KINDS, ORDERS, VERDICTS, Asked, link, segment
from standoff.web.index import Index
from standoff.web.pieces import short
from standoff.web.routes import ROUTES, Route
from standoff.web.shown import Shown, month_name

HERE = Path(__file__).parent
REPORT = HERE.parent / "report" / "templates"
CHOICES = {"kind": KINDS, "state": STATES, "order": ORDERS, "of": DIFFERENCES, "verdict": VERDICTS}
CHOICE_WORDS = {"passed": "announced, day past", "off": "cancelled or refused", "undated": "announced, day not told"}
DAYS = ("since", "until", "changed", "between")  # what is asked for by a day
MOST_CHOICES = 60  # parties or outlets to choose from in a list; any other can be written into the address


@cache
def environment() -> Environment:
    """The templates, every value escaped."""
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    found.filters.update(
        web_address=web_address, flat=words.flat, names=words.names_of, counted=words.counted, segment=segment,
        number=words.number_words, bar=bar_of, told=told, short=short, quoted=quote, flagged=words.flag_words,
        day=day, moment=moment, month=month_name,
    )  # fmt: skip
    found.globals.update(p=phrases, h=pieces, link=link, nav=[route for route in ROUTES if route.nav])
    return found


@cache
def style() -> bytes:
    """The stylesheet: the brief's, then what pages add."""
    return (REPORT / "brief.css").read_bytes() + (HERE / "static" / "web.css").read_bytes()


@cache
def script() -> bytes:
    """The script, which only adds keys and links between marks to pages that work without it."""
    return (HERE / "static" / "web.js").read_bytes()


def day(value: dt.date | str | None) -> str:
    """A day as people write it, "19 Jan 2022", from a date or as it stands in an address; "" where there is none."""
    found = dt.date.fromisoformat(value) if isinstance(value, str) and value else value
    return words.day_words(found) if isinstance(found, dt.date) else ""


def moment(value: dt.datetime | str) -> str:
    """A day and the time of it: "19 Jan 2022, 14:03"."""
    found = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{day(found.date())}, {found:%H:%M}"


def told(one: Any) -> str:
    """How many articles tell something, and how many origins they come down to: "2 origins (3 articles)"."""
    return words.told_by(one.origins, one.articles)


def to_html(route: Route, asked: Asked, shown: Shown, index: Index, session: Mapping[str, str] | None = None) -> bytes:
    """The page."""
    form = form_fields(shown, asked, index)
    page = environment().get_template(shown.template).render(
        **_common(index), route=route, asked=asked, shown=shown, not_shown=notes_of(asked, shown, index), data=shown.data,
        told_of=index.told_by(asked.where.until), as_of=as_of_words(index, asked.where.until),
        json=asked.link(asked.path + ".json", page=asked.get("page") or None),
        csv=list(_csv_links(asked, shown)),
        form=form, chosen=chosen_words(form, asked), session=session, **shown.extra,
    )  # fmt: skip
    return holdable(carried(page, asked.get("until"))).encode("utf-8", "replace")


def _csv_links(asked: Asked, shown: Shown) -> Iterator[tuple[str, str]]:
    """Each table's name and address; that of a list has the rows of all its pages."""
    for name, table in shown.tables.items():
        yield table.title, asked.link(asked.path + ".csv", table=name, page=None)


def carried(page: str, until: str) -> str:
    """The page with a day that it is asked for as of in all its links to other pages, but for that which clears the filters.

    Done here, so that no link of any template or view can forget it; what articles say has no such marks: it is escaped.
    """
    return _LINK.sub(partial(_dated, until), page) if until else page


def _dated(until: str, found: re.Match[str]) -> str:
    query = [pair for pair in (found["query"] or "").split("&amp;") if pair]
    if any(pair.startswith("until=") for pair in query):
        return found.group()
    return f'{found["before"]}href="{found["path"]}?{"&amp;".join(sorted((*query, f"until={until}")))}{found["place"] or ""}"'


# The links to pages of ours: not what belongs to all pages, and not the one that leads to the page without its filters.
_LINK = re.compile(
    r'(?P<before><(?:a|link) (?!class="clear")[^<>]*?)'
    r'href="(?P<path>/(?!static/|openapi)[^"?#]*)(?:\?(?P<query>[^"#]*))?(?P<place>#[^"]*)?"'
)


def error_html(index: Index | None, status: int, title: str, text: str, hints: tuple[tuple[str, str], ...]) -> bytes:
    """A page that says what went wrong and what to do."""
    common = _common(index) if index is not None else {"record": "Standoff", "index": None}
    page = (
        environment()
        .get_template("error.html.j2")
        .render(**common, route=None, status=status, title=title, text=text, hints=hints)
    )
    return holdable(page).encode("utf-8", "replace")


def refusal_html(status: int, title: str, text: str, way_on: tuple[str, str] | None) -> bytes:
    """A page that says why nothing is shown and what to do; it tells nothing of the record and links only where that helps."""
    page = environment().get_template("refusal.html.j2").render(status=status, title=title, text=text, way_on=way_on)
    return holdable(page).encode("utf-8", "replace")


def _common(index: Index) -> dict[str, Any]:
    return {"record": index.dossier.name if index.dossier else "Record", "index": index}


def as_of_words(index: Index, until: dt.date | None) -> str:
    """The window in which the newest article came out, in words."""
    first, last = index.as_of(until)
    return words.window_words(first, last) if first or last else "no publication date known"


def notes_of(asked: Asked, shown: Shown, index: Index) -> tuple[str, ...]:
    """What the page does not show; as of a day, articles of which no day is known too."""
    until, number = asked.where.until, index.undated_articles
    if until is None or not number:
        return shown.not_shown
    note = f"what {words.counted(number, 'article')} of which no day is known tell without a day: whether it was known by then"
    return (*shown.not_shown, f"{note} cannot be told")


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a page's form; `options` (value, name) where it chooses from a list."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...] | None = None


LABELS = {
    "party": "Party",
    "act": "Act",
    "issue": "Issue",
    "outlet": "Outlet",
    "since": "From",
    "until": "As of (to)",
    "kind": "Kind",
    "state": "State",
    "order": "Order",
    "changed": "Changes since",
    "month": "Month",
    "what": "Queue",
    "between": "Changed from",
    "of": "Differ in",
    "verdict": "Verdict",
}


def form_fields(shown: Shown, asked: Asked, index: Index) -> tuple[Field, ...]:
    """The fields by which a page is filtered."""
    return tuple(
        Field(name=name, label=LABELS[name], value=asked.get(name), options=_options(name, asked.get(name), index))
        for name in shown.filters
    )


def chosen_words(form: tuple[Field, ...], asked: Asked) -> list[str]:
    """What a page is narrowed by, in words, for a print that shows no form: "Party: Norway"."""
    listed = {field.name: field for field in form}
    found = []
    for name in LABELS:
        value = asked.get(name)
        if value:
            options = dict(listed[name].options or ()) if name in listed else {}
            told = day(value) if name in DAYS else month_name(value) if name == "month" else options.get(value, value)
            found.append(f"{LABELS[name]}: {told}")
    return found


def _options(name: str, value: str, index: Index) -> tuple[tuple[str, str], ...] | None:
    if name in DAYS:
        return None
    pairs = _pairs(name, index)
    if value and value not in {one for one, _ in pairs}:
        pairs.insert(0, (value, value))
    return (("", "any" if name != "order" else "newest first"), *pairs)


def _pairs(name: str, index: Index) -> list[tuple[str, str]]:
    if name == "party":
        return [(code, words.party_of(code).name) for code, _ in index.parties[:MOST_CHOICES]]
    if name == "act":
        return [(act, acts()[act].label) for act in acts() if act in index.by_act]
    if name == "issue":
        return [(issue.id, issue.name) for issue, _, _ in index.issue_list]
    if name == "outlet":
        return [(outlet, outlet) for outlet, _ in index.outlets[:MOST_CHOICES]]
    if name == "order":
        return [("oldest", "oldest first")]
    return [(one, CHOICE_WORDS.get(one, one)) for one in CHOICES[name]]


def envelope(asked: Asked, shown: Shown, index: Index) -> dict[str, Any]:
    """The JSON twin: the page's data with what it is of, as of when, and what it leaves out."""
    first, last = index.as_of(asked.where.until)
    told = index.told_by(asked.where.until)
    return {
        "title": shown.title, "link": asked.link(page=asked.get("page") or None),
        "as_of": {"earliest": first, "latest": last, "record": index.made, "articles": told.articles},
        "not_shown": notes_of(asked, shown, index), "data": shown.data,
    }  # fmt: skip


def to_json(asked: Asked, shown: Shown, index: Index) -> bytes:
    """The JSON twin as bytes."""
    return msgspec.json.encode(envelope(asked, shown, index)) + b"\n"


def to_csv(asked: Asked, shown: Shown, *, head: bool = True) -> bytes:
    """One table of the page, the first where none is named; raises NotFound where the page has none of that name."""
    name = asked.get("table") or next(iter(shown.tables), "")
    if name not in shown.tables:
        known = ", ".join(shown.tables) or "none"
        raise NotFound(f"this page has no table {name[:40]!r}; its tables are: {known}")
    table = shown.tables[name]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [*([table.heads] if head else []), *([as_cell(value) for value in row] for row in table.rows)]
    )
    return out.getvalue().encode("utf-8", "replace")


__all__ = ["charts", "environment", "error_html", "script", "style", "to_csv", "to_html", "to_json"]
