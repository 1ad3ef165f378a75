"""Dates as windows: never more precise than the text that they come from."""

import datetime as dt
from typing import Literal

import msgspec

Precision = Literal["day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "window", "unknown"]
Basis = Literal["given", "stated", "inferred", "unknown"]


class When(msgspec.Struct, frozen=True, kw_only=True):
    """When something was or will be: every day from `earliest` to `latest` is possible (null = open).

    `text` is the expression it was read from, at `start`:`end` (code points), null where the date is implied.
    `basis` says how it was found: `stated` (absolute in the text), `inferred` (resolved against the publication
    window), `given` (metadata), `unknown` (an expression that could not be resolved).
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: Precision = "unknown"
    basis: Basis = "unknown"
    text: str | None = None
    start: int | None = None
    end: int | None = None


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When an article came out: a window with the reason for it.

    `evidence` holds the words that decided, `conflicts` says which constraints cannot both hold. Never today's date.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    basis: Basis = "unknown"
    evidence: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
