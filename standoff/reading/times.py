"""Recognition of time expressions: which words name a time, and what they say before anything is known of "now".

Method: one scan finds nucleus words (months, weekdays, units, four digits...); around each, the rules of
`time_patterns` are tried, and of overlapping finds the longest stays. Nothing here looks at the publication date.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from standoff.reading.raw_times import RawTime
from standoff.reading.time_builders import BUILDERS, Match
from standoff.reading.time_patterns import REACH, nucleus_pattern, rules, rules_around

__all__ = ["RawTime", "find_times"]


def find_times(text: str) -> list[RawTime]:
    """All expressions of time in `text`, in order, none overlapping another."""
    found: dict[tuple[int, int], RawTime] = {}
    seen: set[tuple[int, str]] = set()
    for nucleus in nucleus_pattern().finditer(text):
        for name in rules_around(nucleus.lastgroup or ""):
            for match in _matches(text, name, nucleus, seen):
                raw = BUILDERS[name](match)
                if raw is not None and (other := found.setdefault((raw.start, raw.end), raw)).part and not raw.part:
                    found[other.start, other.end] = raw  # "the second half of last year" is a half, not a late part
    return _with_years(text, [_with_lead(text, raw) for raw in _longest(list(found.values()))])


_ENDS_OF_ONE = re.compile(r",?\s+(?:and|or|to|through|until|till)\s+(?:on\s+|in\s+)?(?:the\s+)?|\s?[-–—]\s?")


def _with_years(text: str, found: list[RawTime]) -> list[RawTime]:
    """The expressions, a month or day that lacks its year with that of the one that it is told with: "May and June 2019"."""
    for place in range(len(found) - 2, -1, -1):
        raw, after = found[place], found[place + 1]
        if not _lacks_year(raw) or after.kind not in ("month", "date") or after.year is None or after.month is None:
            continue
        if _ENDS_OF_ONE.fullmatch(text, raw.end, after.start) is not None:
            later = (raw.month, raw.last_day or raw.day or 1) > (after.month, after.last_day or after.day or 31)
            found[place] = replace(raw, year=after.year - later)
    return found


def _lacks_year(raw: RawTime) -> bool:
    """Whether an expression is a month or a day of one, without a year or a word for it."""
    return raw.kind in ("month", "date") and raw.month is not None and raw.year is None and raw.shift is None


def _matches(text: str, name: str, nucleus: Match, seen: set[tuple[int, str]]) -> Iterator[Match]:
    pattern = rules()[name]
    place = max(0, nucleus.start() - REACH)
    limit = min(len(text), nucleus.end() + REACH)
    while match := pattern.search(text, place, limit):
        if match.start() > nucleus.start():
            return
        if match.end() > nucleus.start():
            if (match.start(), name) not in seen:
                seen.add((match.start(), name))
                yield match
            return
        place = match.end()


def _longest(candidates: list[RawTime]) -> list[RawTime]:
    """Of overlapping candidates the longest, the first among equals; in order."""
    kept: list[RawTime] = []
    starts: list[int] = []
    for raw in sorted(candidates, key=lambda r: (r.start - r.end, r.start)):
        place = bisect_left(starts, raw.start)
        free_before = place == 0 or kept[place - 1].end <= raw.start
        free_after = place == len(kept) or raw.end <= kept[place].start
        if free_before and free_after:
            kept.insert(place, raw)
            starts.insert(place, raw.start)
    return kept


_LEAD = re.compile(
    r"(?i)\b(between\s+(?:now|today)\s+and|from\s+(?:now|today)\s+(?:until|to)|since|until|till|by|before|after|within|in|over|for|"
    r"as early as|no later than|starting|beginning|from|on|during)\s+(?:the\s+)?$"
)


def _with_lead(text: str, raw: RawTime) -> RawTime:
    found = _LEAD.search(text, max(0, raw.start - 24), raw.start)
    if found is None:
        return raw
    lead = " ".join(found[1].lower().split())
    return replace(raw, lead="between" if lead.startswith(("between", "from now", "from today")) else lead)
