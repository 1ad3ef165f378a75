"""Publication dates as metadata give them: read where they can mean one thing only, kept out otherwise."""

import calendar
import datetime as dt
import re
from functools import cache

from standoff.codebook.times import time_words
from standoff.core.dates import Published

YEARS = range(1800, 2101)
# Years that news which is read today may bear; outside of them a date is kept as it is given and flagged. Not calibrated: the
# telegraph agencies' archives that are sold as text begin about then.
LIKELY_FROM = 1900
UNREADABLE, UNLIKELY = "published_unreadable", "published_unlikely"
SHOWN = 60  # code points of an unreadable value that its flag repeats
_ZONE = r"(?:\s*(?-i:[A-Z]{1,5}\b)?\s*(?:[+-]\d\d:?\d\d)?(?:\s*\([A-Za-z ]+\))?)?"
_CLOCK = re.compile(rf"(?:\bat\s+|(?<=\d)T|\b)\d{{1,2}}[:h]\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s*[ap]\.?m\b\.?)?{_ZONE}", re.IGNORECASE)
_HOUR = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])")  # or seconds since 1970
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_YMD = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6}Z?)?")
_DMY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_YM = re.compile(r"(\d{4})-(\d\d)")
_Y = re.compile(r"\d{4}")
_TH = r"(?:st|nd|rd|th)?"


def given(value: object) -> tuple[Published, tuple[str, ...]]:
    """The publication window that `value` states, and intake's remarks on it: a flag where it cannot be read.

    Units are days, of the time zone that the value itself is in. Never a guess: 03/04/2022 is kept out.
    """
    text = _as_text(value)
    if not text:
        return Published(), ()
    try:
        window = _window(text)
    except ValueError:
        window = None
    if window is None or window[0].year not in YEARS:
        return Published(), (f"{UNREADABLE}:{text[:SHOWN]}",)
    conflicts = _weekday_conflicts(text, window)
    found = Published(earliest=window[0], latest=window[1], basis="given", evidence=(text[:SHOWN],), conflicts=conflicts)
    return found, () if is_likely(found, dt.datetime.now(dt.UTC).date()) else (f"{UNLIKELY}:{text[:SHOWN]}",)


def is_likely(published: Published, today: dt.date) -> bool:
    """Whether a date is neither before LIKELY_FROM nor ahead of `today`; somewhere it is tomorrow already."""
    earliest, latest = published.earliest, published.latest
    early = latest is not None and latest.year < LIKELY_FROM
    return not early and (earliest is None or earliest <= today + dt.timedelta(days=1))


def _as_text(value: object) -> str:
    if isinstance(value, dt.date):
        return (value.date() if isinstance(value, dt.datetime) else value).isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "" if value is None else str(type(value).__name__)
    return " ".join(str(value).split())


def _window(text: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day that `text` allows, None where it has no form that we know; raises ValueError for no date."""
    if _HOUR.fullmatch(text):
        return None
    if _EPOCH.fullmatch(text):
        return _one(_since_epoch(text))
    if found := _COMPACT.fullmatch(text):
        return _one(dt.date(int(found[1]), int(found[2]), int(found[3])))
    bare = _weekdays().sub(" ", _CLOCK.sub(" ", text)).strip(" ,;|-")
    for read in (_numeric, _worded, _coarse):
        window = read(bare)
        if window is not None:
            return window
    return None


def _one(day: dt.date) -> tuple[dt.date, dt.date]:
    return day, day


def _since_epoch(text: str) -> dt.date:
    seconds = float(text) / (1 if len(text.partition(".")[0]) == 10 else 1000)
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date()


def _numeric(text: str) -> tuple[dt.date, dt.date] | None:
    if found := _YMD.fullmatch(text):
        return _one(dt.date(int(found[1]), int(found[3]), int(found[4])))
    if found := _DMY.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if first > 12 or first == second:
            return _one(dt.date(year, second, first))
        if second > 12:
            return _one(dt.date(year, first, second))
    return None


def _worded(text: str) -> tuple[dt.date, dt.date] | None:
    day_first, month_first, _ = _forms()
    found = day_first.fullmatch(text) or month_first.fullmatch(text)
    return _one(dt.date(int(found["year"]), _months()[found["month"].casefold()], int(found["day"]))) if found else None


def _coarse(text: str) -> tuple[dt.date, dt.date] | None:
    """A month or a year."""
    if _Y.fullmatch(text):
        return dt.date(int(text), 1, 1), dt.date(int(text), 12, 31)
    found = _YM.fullmatch(text)
    named = _forms()[2].fullmatch(text)
    if found:
        year, month = int(found[1]), int(found[2])
    elif named:
        year, month = int(named["year"]), _months()[named["month"].casefold()]
    else:
        return None
    first = dt.date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _weekday_conflicts(text: str, window: tuple[dt.date, dt.date]) -> tuple[str, ...]:
    """What the value says of the day of the week, where that is another."""
    found = _weekdays().search(text)
    if found is None or window[0] != window[1]:
        return ()
    said = next(d for d in time_words().weekdays if found[1].casefold() in {f.casefold() for f in (d.name, *d.short)})
    return () if said.number == window[0].isoweekday() else (f"{window[0]} is not a {said.name}",)


@cache
def _months() -> dict[str, int]:
    return {form.casefold(): month.number for month in time_words().months for form in (month.name, *month.short)}


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    month = f"(?P<month>{'|'.join(sorted(_months(), key=len, reverse=True))})\\.?"
    day, year = rf"(?P<day>\d{{1,2}}){_TH}", r"(?P<year>\d{4})"
    forms = (rf"{day}[\s-]*(?:of\s+)?{month}[\s,-]*{year}", rf"{month}\s*{day}[\s,]+{year}", rf"{month}[\s,]+{year}")
    first, second, third = (re.compile(form, re.IGNORECASE) for form in forms)
    return first, second, third


@cache
def _weekdays() -> re.Pattern[str]:
    names = sorted((form for d in time_words().weekdays for form in (d.name, *d.short)), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(names)})\b\.?,?", re.IGNORECASE)
