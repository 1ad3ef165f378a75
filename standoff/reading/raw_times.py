"""An expression of time as its words alone define it."""

from dataclasses import dataclass
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, kw_only=True)
class RawTime:
    """One expression of time at `start`:`end` (code points), as its words alone define it.

    `kind` says how it is resolved. `shift` is -1 for "last", 0 for "this", 1 for "next"; `amount` is None where
    the number is vague ("several"); `part` is early, mid, late, start or end; `lead` is the word before it that
    bounds it (since, until, between...).
    """

    start: int
    end: int
    text: str
    type: TimexType
    kind: str
    year: int | None = None
    last_year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    amount: float | None = None
    unit: str | None = None
    part: str | None = None
    daytime: str | None = None
    name: str | None = None
    lead: str | None = None
