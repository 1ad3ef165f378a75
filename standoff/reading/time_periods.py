"""Periods of account: "a year ago" after a quarter means that quarter of the year before, not a day or a year."""

import re

from standoff.reading.raw_times import RawTime
from standoff.reading.resolution import Days, moved, unit_around

# Code points after a quarter was named within which a comparison still means it; two or three sentences of TimeML's news.
_REACH = 600
_OF_ACCOUNT = re.compile(r"\s(?:period|quarter)\b")


class Periods:
    """The quarter of which an article speaks, followed from one expression of time to the next."""

    def __init__(self) -> None:
        self._quarter: Days | None = None
        self._end = 0

    def meant(self, raw: RawTime, text: str) -> Days | None:
        """The quarter that a comparison or "the quarter" means after one was named shortly before, else None."""
        if self._quarter is None or raw.start - self._end > _REACH:
            return None
        if _a_year_before(raw):
            return unit_around(moved(self._quarter.first, -1, "year"), "quarter")
        if raw.kind == "year" and raw.year and _OF_ACCOUNT.match(text, raw.end):
            return unit_around(self._quarter.first.replace(year=raw.year), "quarter")
        return self._quarter if _that_quarter(raw) else None

    def heard(self, raw: RawTime, days: Days | None) -> None:
        """Take note of what an expression meant."""
        if days is None or raw.type != "DATE":
            return
        if days.precision == "quarter" and not _a_year_before(raw):
            # The quarter that is compared stays, where the one it is compared with is named by its year.
            older = self._quarter is not None and days.first < self._quarter.first and raw.start - self._end <= _REACH
            self._quarter, self._end = self._quarter if older else days, raw.end
        elif days.precision in ("year", "half"):
            self._quarter = None


def _a_year_before(raw: RawTime) -> bool:
    return raw.kind in ("ago", "anchored_offset") and (raw.amount, raw.unit, raw.shift) == (1, "year", -1)


def _that_quarter(raw: RawTime) -> bool:
    return raw.kind == "unit" and raw.unit == "quarter" and raw.name in ("the", "same", "this")
