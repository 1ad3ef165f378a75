"""What a page's view hands over: typed data for its JSON twin, tables for CSV, and what it does not show."""

import bisect
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from standoff.report.shapes import Evidence, Line, Shape
from standoff.report.words import counted, month_words, names_of
from standoff.web.ask import Asked
from standoff.web.index import Index
from standoff.web.lines import Line as Row
from standoff.web.packs import Head, Pack, Window
from standoff.web.passing import first_day

T = TypeVar("T")
MOST_ROWS = 2_000  # of one part of a CSV, which takes a second or some; the parts follow each other in one file


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of a page as CSV has it; `title` says which it is where a page has several."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page: `data` is its JSON twin, `tables` its CSV by name, `extra` what only its template needs."""

    title: str
    template: str
    data: Shape
    tables: dict[str, Table] = field(default_factory=dict)
    not_shown: tuple[str, ...] = ()
    pages: "Pages | None" = None
    filters: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


class Pages(Shape, frozen=True, kw_only=True):
    """Where a list stands: which of how many pages, of how many rows, and the addresses before and after."""

    page: int
    pages: int
    total: int
    size: int
    before: str | None
    after: str | None


def paged(asked: Asked, rows: Sequence[T], size: int) -> tuple[Sequence[T], Pages]:
    """One page of the rows; a page beyond the end is empty and leads back."""
    size = MOST_ROWS if asked.whole else size
    total, last = len(rows), max(1, -(-len(rows) // size))
    page = asked.page
    return rows[(page - 1) * size : page * size], pages_of(asked, total, page, last, size)


def pages_of(asked: Asked, total: int, page: int, last: int, size: int) -> Pages:
    """Where a page stands among `last` pages."""
    before = asked.link(page=min(page - 1, last) if min(page - 1, last) > 1 else None) if page > 1 else None
    after = asked.link(page=page + 1) if page < last else None
    return Pages(page=page, pages=last, total=total, size=size, before=before, after=after)


def newest_first(rows: Sequence[Row]) -> list[Row]:
    """Lines in the order of their days turned round, those without a day last all the same."""
    undated = bisect.bisect_left(rows, dt.date.max, key=first_day)
    return [*rows[:undated][::-1], *rows[undated:]]


def newest_lines(found: Sequence[Line]) -> tuple[Line, ...]:
    """Statements in words by their days turned round, those without a day last all the same."""
    dated = [line for line in found if line.earliest or line.latest]
    return (*dated[::-1], *(line for line in found if not (line.earliest or line.latest)))


def left_out(total: int, shown: int, what: str, how: str) -> tuple[str, ...]:
    """A remark on rows that a page leaves out, if it does."""
    return (f"{counted(total - shown, what, f'{what[:-1]}ies' if what.endswith('y') else None)} {how}",) if total > shown else ()


def without_days(index: Index, asked: Asked, kinds: Sequence[str], what: str, of: str = "") -> tuple[str, ...]:
    """A remark on what a filter by days leaves out because neither it nor its article has a day, if there is any."""
    return days_not_known(index.undated(asked.where, kinds, asked.outlet), what, of)


def days_not_known(number: int, what: str, of: str = "") -> tuple[str, ...]:
    """A remark on so many that a filter by days leaves out because no day of them is known, if there are any."""
    if not number:
        return ()
    plural = f"{what[:-1]}ies" if what.endswith("y") else what if what.endswith("s") else None
    return (f"{counted(number, what, plural)}{of and ' ' + of} of which no day is known: no filter by days finds them",)


def undated_rows(pack: Pack[Any], asked: Asked, wanted: Callable[[Head], bool], what: str) -> tuple[str, ...]:
    """A remark on the rows that would be wanted but for a filter by days, and of which no day is known, if there are any."""
    if asked.where.since is None and asked.where.until is None:
        return ()
    return days_not_known(
        sum(not any(day for window in days_of(head) for day in window) and wanted(head) for head in pack.heads), what
    )


def days_of(head: Head) -> Sequence[Window]:
    """The days of a row of several parts, each by itself, or those of the whole."""
    return head.windows or ((head.earliest, head.latest),)


def month_name(month: str) -> str:
    """A month as people write it, "Jan 2022", from "2022-01"; "undated" stands for those without a day."""
    return "without a day" if month == "undated" else month_words(dt.date.fromisoformat(f"{month}-01"))


def of_any_day(asked: Asked, what: str) -> tuple[str, ...]:
    """A remark on what a page does not show as of the day that is asked for, but as the whole record has it."""
    return (f"{what} as of that day: the whole record's stand here",) if asked.where.until else ()


def as_of_pack(pack: Pack[Any], index: Index) -> tuple[str, ...]:
    """A remark on what rows that are worked out over the whole record do not know yet, if there is anything."""
    if pack.made is None:
        return ("all of it: what hangs together over articles is being worked out; reload the page in some minutes",)
    if pack.newest >= index.mark.newest:
        return ()
    return (f"what came in after {pack.made:%H:%M:%S} UTC: what hangs together over articles is worked out now and then",)


LINE_HEADS = (
    *("date", "earliest", "latest", "act", "party", "addressee", "speaker", "status", "according_to", "ascribed"),
    *("condition", "means", "deadline", "doubts", "quote", *(PLACE_HEADS := ("article", "start", "end", "id"))),
)


def line_table(title: str, lines: Iterable[Line]) -> Table:
    """Statements as a table, a row a place: one that several articles tell has several rows."""
    rows = [
        (
            *(one.when, one.earliest, one.latest, one.act, names_of(one.party), names_of(one.whom), one.speaker, one.status),
            *(one.according_to, one.ascribed, one.condition, one.means, one.deadline, one.doubts, place.quote, *at(place)),
        )
        for one in lines
        for place in one.evidence
    ]
    return Table(title=title, heads=LINE_HEADS, rows=rows)


def at(place: Evidence) -> tuple[str, int, int, str]:
    """Where a piece of evidence stands, as the last columns of a table."""
    return place.article, place.start, place.end, place.id
