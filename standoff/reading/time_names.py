"""What single words of time stand for: months, weekdays, units, parts of a period, "last" and "next"."""

from standoff.codebook.times import time_words
from standoff.reading.time_numbers import ordinal_of

_PARTS = (
    ("mid", ("mid", "middle", "height")),
    ("early", ("early", "beginning", "start", "first", "turn")),
    ("late", ("late", "end", "last", "close", "second half")),
)


def part_of(words: str | None) -> str | None:
    """Which part of a period the words before it mean: early, mid, late, before ("earlier this"), after, any."""
    if not words:
        return None
    low = words.lower()
    if low.startswith(("earlier", "later")):
        return "before" if low.startswith("earlier") else "after"
    if "some" in low or "rest" in low:
        return None
    for part, cues in _PARTS:
        if any(cue in low for cue in cues):
            return part
    return None


def shift_of(words: str | None) -> int | None:
    """-1, 0 or 1 for words like last, this and next; None for "that", "the same", "the following" (it depends)."""
    if not words:
        return None
    low = " ".join(words.lower().split())
    if low in {"this past", "this last", "last", "past", "the past", "the last", "latest", "recent"}:
        return -1
    if low in {"next", "coming", "the coming", "this coming", "the next"}:
        return 1
    return 0 if low in {"this", "current", "the current"} else None


def month_of(name: str | None) -> int | None:
    """The number of a month by its name or abbreviation, or None."""
    if name is None:
        return None
    low = name.lower().rstrip(".")
    for month in time_words().months:
        if low == month.name.lower() or low in {s.lower() for s in month.short}:
            return month.number
    return None


def weekday_of(name: str | None) -> int | None:
    """The ISO number of a weekday by its name or abbreviation, or None."""
    if name is None:
        return None
    low = name.lower().rstrip(".")
    for day in time_words().weekdays:
        if low == day.name.lower() or low in {s.lower() for s in day.short}:
            return day.number
    return None


def day_of(text: str) -> int:
    """The day of the month that digits or an ordinal say."""
    return int(text) if text.isdigit() else ordinal_of(text)


def int_of(text: str | None) -> int | None:
    """The digits as a number, or None."""
    return int(text) if text else None


_DAYTIMES = {
    "morning": "MO",
    "early morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "noon": "12:00",
    "midnight": "24:00",
}


def daytime_of(text: str | None) -> str | None:
    """The TIMEX3 code of a part of the day, or None."""
    return _DAYTIMES.get(" ".join(text.lower().split())) if text else None


def unit_of(text: str) -> str:
    """The codebook name of a unit in the singular or plural."""
    low = text.lower()
    return next((u.name for u in time_words().units if low in (u.name, u.many)), low)
