"""The options that commands share, and what they ask for."""

import calendar
import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from standoff.codebook.acts import acts
from standoff.core.errors import UsageError
from standoff.store.known import issue_named, party_named
from standoff.store.query import Filter
from standoff.store.views import Views

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "csv", "json", "jsonl")

record_option = click.option(
    "--record",
    metavar="FILE-OR-URL",
    envvar="STANDOFF_RECORD",
    default="standoff.db",
    show_default=True,
    show_envvar=True,
    help="The record: an SQLite file or a PostgreSQL URL.",
)
format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to print it; the last three hold all columns.",
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The filters as given on the command line."""

    party: str | None = None
    act: str | None = None
    issue: str | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None

    def where(self, record: Views) -> Filter:
        """The filter that the words stand for in this record; raises UsageError, or NotFound for an article."""
        return Filter(
            party=None if self.party is None else known_party(record, self.party),
            act=None if self.act is None else known_act(self.act),
            issue=None if self.issue is None else issue_named(record, self.issue, "--issue"),
            since=None if self.since is None else days_of(self.since, "--since")[0],
            until=None if self.until is None else days_of(self.until, "--until")[1],
            article=None if self.article is None else record.article(self.article).article.name,
        )


def filter_options(command: F) -> F:
    """Add the filters to a command."""
    given = (
        ("--party", "NAME", "Only what this party does, by code or name (RUS, Russia, NATO)."),
        ("--act", "ACT", "Only this act, and what stands with it; see: standoff codebook."),
        ("--issue", "NAME", "Only this issue, by id or part of its name."),
        ("--since", "DATE", "Only from this day on: 2022-01-26, 2022-01 or 2022."),
        ("--until", "DATE", "Only up to this day, it included."),
        ("--article", "NAME", "Only this article, by name or the beginning of its id."),
    )
    for name, metavar, text in reversed(given):
        command = click.option(name, metavar=metavar, help=text)(command)
    return command


@contextmanager
def opened(where: str, *, create: bool = False) -> Iterator[Views]:
    """The record's views, let go of at the end."""
    from standoff.store.database import open_engine

    engine = open_engine(where, create=create)
    try:
        yield Views(engine)
    finally:
        engine.dispose()


def days_of(given: str, option: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a date, month or year in ISO 8601; raises UsageError."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", given.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day = (None if part is None else int(part) for part in found.groups())
        first = dt.date(year or 0, month or 1, day or 1)
        last_month = month or 12
        return first, dt.date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    except ValueError:
        raise UsageError(f"{option} {given!r} is no date; write a day (2022-01-26), a month (2022-01) or a year (2022)") from None


def known_act(given: str) -> str:
    """The act of that name; raises UsageError with what is possible."""
    name = given.strip().casefold().replace(" ", "_").replace("-", "_")
    if name in acts():
        return name
    near = difflib.get_close_matches(name, acts(), n=1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    raise UsageError(f"--act {given!r} is no act of the codebook{hint}; the acts are: {', '.join(acts())}")


def known_party(record: Views, given: str) -> str:
    """The party as the record has it, also by a name that a judgement has taken from it; raises UsageError with who is there."""
    ruling = record.ruling()
    for name, root in (ruling.canonical if ruling is not None else {}).items():
        if name.casefold() == given.strip().casefold():
            return root
    return party_named(record, given, "--party")
