"""Resolution: from an expression of time and a day (or window) of publication to the days that it can mean."""

import calendar as months
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from standoff.codebook.times import TimeUnit, time_words
from standoff.core.dates import Precision, Published, When
from standoff.reading.tense import Side
from standoff.reading.times import RawTime

ONE_DAY = dt.timedelta(days=1)
# A date without a year this near (days) is that one whatever the tense; TimeML's news texts bear it out.
NEAR = 60


@dataclass(frozen=True)
class Days:
    """The days from `first` to `last`, known to that precision."""

    first: dt.date
    last: dt.date
    precision: Precision


@dataclass(frozen=True, kw_only=True)
class Timed:
    """An expression with the side of "now" that its sentence puts it on."""

    raw: RawTime
    side: Side | None = None
    sure: bool = False


def whole_month(year: int, month: int) -> Days:
    """The days of a month; months below 1 or above 12 run into the neighbouring years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Days(dt.date(year, month, 1), dt.date(year, month, months.monthrange(year, month)[1]), "month")


def whole_year(year: int) -> Days:
    """The days of a year."""
    return Days(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _one(day: dt.date) -> Days:
    return Days(day, day, "day")


def _span(first: dt.date, last: dt.date, precision: Precision = "window") -> Days:
    return Days(first, last, precision) if first <= last else Days(last, first, precision)


def unit_around(day: dt.date, unit: str, shift: int = 0) -> Days | None:
    """The calendar unit that holds `day`, or the one `shift` units on; weeks start on Monday."""
    if unit == "week":
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=shift)
        return Days(monday, monday + dt.timedelta(days=6), "week")
    if unit == "weekend":
        saturday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=5, weeks=shift)
        return Days(saturday, saturday + ONE_DAY, "weekend")
    if unit == "month":
        return whole_month(day.year, day.month + shift)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1 + 3 * shift
        return Days(whole_month(day.year, first).first, whole_month(day.year, first + 2).last, "quarter")
    if unit == "year":
        return whole_year(day.year + shift)
    if unit == "decade":
        return decade_of(day.year // 10 * 10 + 10 * shift)
    if unit == "century":
        start = day.year // 100 * 100 + 100 * shift
        return _span(dt.date(start, 1, 1), dt.date(start + 99, 12, 31))
    if unit in ("day", "night"):
        return _one(day + dt.timedelta(days=shift))
    return None


def decade_of(year: int) -> Days:
    """The ten years from `year` on."""
    return Days(dt.date(year, 1, 1), dt.date(year + 9, 12, 31), "decade")


def season_of(name: str, year: int) -> Days:
    """The season `name` that begins in `year`; winter runs into the next one."""
    entry = next(s for s in time_words().seasons if s.name == name)
    wraps = entry.last < entry.first
    return Days(whole_month(year, entry.first).first, whole_month(year + wraps, entry.last).last, "season")


def moved(day: dt.date, amount: float, unit: str) -> dt.date:
    """The day `amount` units after (before, where negative) `day`."""
    if unit in ("year", "decade", "century", "month", "quarter", "season"):
        each = {"year": 12, "decade": 120, "century": 1200, "quarter": 3, "season": 3}.get(unit, 1)
        total = day.year * 12 + day.month - 1 + round(amount * each)
        year, month = total // 12, total % 12 + 1
        return dt.date(year, month, min(day.day, months.monthrange(year, month)[1]))
    days = {"week": 7, "fortnight": 14, "weekend": 7}.get(unit, 1)
    return day + dt.timedelta(days=0 if unit in ("second", "minute", "hour") and amount < 24 else round(amount * days))


def part_of_days(days: Days, part: str | None, today: dt.date | None) -> Days:
    """The early, middle or late third of a period; "before" and "after" cut it at `today`."""
    if part is None or days.precision == "day":
        return days
    if part in ("before", "after"):
        if today is None or not days.first <= today <= days.last:
            return days
        return _span(days.first, today) if part == "before" else _span(today, days.last)
    third = (days.last - days.first) / 3
    if part == "early":
        return _span(days.first, days.first + third)
    return _span(days.first + third, days.last - third) if part == "mid" else _span(days.last - third, days.last)


# --- one kind of expression after the other, for one day of publication -----------------------------------------------


def _nearest_year(side: Side | None, today: dt.date, build: Callable[[int], Days | None]) -> Days | None:
    """Of this year's, last year's and next year's the one on the right side; without a side the nearest."""
    found = [days for days in (build(today.year + shift) for shift in (-1, 0, 1)) if days is not None]
    if side == "past":
        behind = [days for days in found if days.first <= today]
        return behind[-1] if behind else None
    if side == "future":
        ahead = [days for days in found if days.last >= today]
        return ahead[0] if ahead else None
    return min(found, key=lambda days: _distance(days, today), default=None)


def _distance(days: Days, today: dt.date) -> int:
    if days.first <= today <= days.last:
        return 0
    return min(abs((days.first - today).days), abs((days.last - today).days))


def _day_of(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _date_in(raw: RawTime, year: int) -> Days | None:
    if raw.month is None or raw.day is None:
        return None
    first = _day_of(year, raw.month, raw.day)
    if first is None:
        return None
    last = _day_of(year, raw.month, raw.last_day) if raw.last_day else first
    return None if last is None else Days(first, last, "day" if last == first else "window")


def _settle_date(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    if raw.weekday is not None:
        # The weekday decides the year where it can: within six years each way it falls right once or twice.
        fits = [
            days for days in (_date_in(raw, today.year + shift) for shift in (0, -1, 1))
            if days is not None and days.first.isoweekday() == raw.weekday
        ]  # fmt: skip
        if fits:
            return fits[0]
    # A date without a year is the nearest one, unless the tense says otherwise and that lies within a year.
    nearest = _nearest_year(None, today, lambda year: _date_in(raw, year))
    if raw.lead == "since" and nearest is not None and nearest.first > today:
        return _nearest_year("past", today, lambda year: _date_in(raw, year))
    if side is None or nearest is None or _distance(nearest, today) <= NEAR:
        return nearest
    return _nearest_year(side, today, lambda year: _date_in(raw, year))


def _settle_weekday(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    if raw.weekday is None:
        return None
    back = (today.isoweekday() - raw.weekday) % 7
    ahead = (raw.weekday - today.isoweekday()) % 7
    if raw.shift == -1:
        return _one(today - dt.timedelta(days=back or 7))
    if raw.shift == 1:
        return _one(today + dt.timedelta(days=ahead or 7))
    forward = side == "future" or (raw.shift == 0 and side is None)
    return _one(today + dt.timedelta(days=ahead)) if forward else _one(today - dt.timedelta(days=back))


def _settle_weekday_of_week(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    week = unit_around(today, "week", raw.shift or 0)
    if week is None or raw.weekday is None:
        return None
    return _one(week.first + dt.timedelta(days=raw.weekday - 1))


def _settle_month(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    month = raw.month or 1
    if raw.shift == -1:
        return whole_month(today.year - (month >= today.month), month)
    if raw.shift == 1:
        return whole_month(today.year + (month <= today.month), month)
    if side == "past" and raw.shift is None:
        return whole_month(today.year - (month > today.month), month)
    return _nearest_year(side, today, lambda year: whole_month(year, month))


def _settle_month_of_year(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    return whole_month(today.year + (raw.shift or 0), raw.month or 1)


def _settle_unit(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    unit, shift = raw.unit or "day", raw.shift or 0
    if unit == "weekend" and shift == 0:
        return _weekend(side, today)
    words = (raw.name or "").split()
    if "past" in words or "coming" in words:
        return _span(moved(today, -1, unit), today) if "past" in words else _span(today, moved(today, 1, unit))
    return unit_around(today, unit, shift)


def _weekend(side: Side | None, today: dt.date) -> Days | None:
    this = unit_around(today, "weekend")
    return unit_around(today, "weekend", -1) if side == "past" and this is not None and today < this.first else this


def _unit_entry(name: str | None) -> TimeUnit:
    units = time_words().units
    return next((u for u in units if u.name == name), units[3])


def _settle_span(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    if raw.shift is None:
        return None
    if raw.amount is None:
        other = today + raw.shift * dt.timedelta(days=min(_unit_entry(raw.unit).reach, 36500))
    else:
        other = moved(today, raw.shift * raw.amount, raw.unit or "day")
    return _span(today, other)


def _settle_ago(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    unit, sign = raw.unit or "day", raw.shift or -1
    if raw.amount is None:
        return _span(today, today + sign * dt.timedelta(days=min(_unit_entry(unit).reach, 36500)))
    return around(moved(today, sign * raw.amount, unit), unit)


def around(day: dt.date, unit: str) -> Days | None:
    """What "n units ago" means, as a count of weeks or months is never exact to the day."""
    unit = {"fortnight": "week", "season": "quarter", "night": "day"}.get(unit, unit)
    return unit_around(day, unit) if unit not in ("second", "minute", "hour", "century", "weekend") else _one(day)


def _settle_days_off(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    return _one(today + dt.timedelta(days=int(raw.amount or 0)))


def _settle_quarter(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    number = int(raw.amount or 1)
    if raw.shift is not None:
        return _numbered(raw.kind, number, today.year + raw.shift)

    # Of quarters without a year those behind are meant, the one that has just ended above all: accounts look back. What will be
    # done in one is not done in one that has ended.
    def build(year: int) -> Days:
        return _numbered(raw.kind, number, year)

    behind = _nearest_year("past", today, build)
    far = behind is None or _distance(behind, today) > 2 * NEAR or raw.lead in ("in", "during", "by")
    return _nearest_year("future", today, build) if side == "future" and far else behind


def _numbered(kind: str, number: int, year: int) -> Days:
    length: int = 3 if kind == "quarter" else 6
    first = (number - 1) * length + 1
    precision: Precision = "quarter" if kind == "quarter" else "half"
    return Days(whole_month(year, first).first, whole_month(year, first + length - 1).last, precision)


def _settle_season(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    name = raw.name or "summer"
    if raw.shift is not None and raw.shift != 0:
        options = [season_of(name, today.year + shift) for shift in (-2, -1, 0, 1, 2)]
        if raw.shift < 0:
            return [days for days in options if days.last < today][-1]
        return next(days for days in options if days.first > today)
    return _nearest_year(side, today, lambda year: season_of(name, year))


def _holiday_in(raw: RawTime, year: int) -> Days | None:
    entry = next(h for h in time_words().holidays if h.name == raw.name)
    if entry.month is None:
        return None
    if entry.day is not None:
        return _one(dt.date(year, entry.month, entry.day))
    first = dt.date(year, entry.month, 1)
    skip = ((entry.weekday or 1) - first.isoweekday()) % 7
    return _one(first + dt.timedelta(days=skip, weeks=(entry.nth or 1) - 1))


def _settle_holiday(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    wanted: Side | None = {-1: "past", 1: "future"}.get(raw.shift or 0, side)  # type: ignore[assignment]
    return _nearest_year(wanted, today, lambda year: _holiday_in(raw, year))


def _settle_week_of(raw: RawTime, side: Side | None, today: dt.date) -> Days | None:
    day = _settle_date(raw, side, today)
    return unit_around(day.first, "week") if day else None


_SETTLERS: dict[str, Callable[[RawTime, Side | None, dt.date], Days | None]] = {
    "date": _settle_date,
    "weekday": _settle_weekday,
    "weekday_of_week": _settle_weekday_of_week,
    "month": _settle_month,
    "month_of_year": _settle_month_of_year,
    "unit": _settle_unit,
    "span": _settle_span,
    "ago": _settle_ago,
    "days_off": _settle_days_off,
    "quarter": _settle_quarter,
    "half": _settle_quarter,
    "season": _settle_season,
    "holiday": _settle_holiday,
    "week_of": _settle_week_of,
}


def stated(raw: RawTime) -> Days | None:
    """The days of an expression that says them all by itself, or None."""
    days = _stated(raw)
    return part_of_days(days, raw.part, None) if days else None


def _stated(raw: RawTime) -> Days | None:
    if raw.kind == "century" and raw.amount and 1 <= raw.amount <= 30:
        start = int(raw.amount - 1) * 100
        return _span(dt.date(start or 1, 1, 1), dt.date(start + 99, 12, 31))
    if raw.year is None:
        return None
    if raw.kind == "years" and raw.last_year:
        return _span(dt.date(raw.year, 1, 1), dt.date(raw.last_year, 12, 31))
    builders: dict[str, Callable[[int], Days | None]] = {
        "date": lambda year: _date_in(raw, year),
        "month": lambda year: whole_month(year, raw.month or 1),
        "year": whole_year,
        "decade": decade_of,
        "season": lambda year: season_of(raw.name or "summer", year),
        "quarter": lambda year: _numbered("quarter", int(raw.amount or 1), year),
        "half": lambda year: _numbered("half", int(raw.amount or 1), year),
        "holiday": lambda year: _holiday_in(raw, year),
        "week_of": lambda year: (days := _date_in(raw, year)) and unit_around(days.first, "week"),
    }
    build = builders.get(raw.kind)
    return build(raw.year) if build else None


def settle(timed: Timed, today: dt.date) -> Days | None:
    """The days that a relative expression means in an article of the day `today`, or None where it cannot be told."""
    if timed.raw.kind == "unit" and timed.raw.shift is None:
        return None
    settler = _SETTLERS.get(timed.raw.kind)
    try:
        days = settler(timed.raw, timed.side, today) if settler else None
        return part_of_days(days, timed.raw.part, today) if days else None
    except (OverflowError, ValueError):
        return None


def anchored(raw: RawTime, anchor: Days) -> Days | None:
    """The days of "that year", "the following month", "a year earlier", said after `anchor` was mentioned."""
    try:
        if raw.kind == "anchored_offset":
            return _anchored_offset(raw, anchor)
        if raw.kind == "anchored_month":
            return whole_month(anchor.first.year, raw.month or 1)
        if raw.kind == "anchored_weekday" and raw.weekday is not None:
            return _anchored_weekday(raw, anchor)
        if raw.kind == "unit" and raw.shift is None:
            step = {"the following": 1, "following": 1, "the previous": -1, "previous": -1}.get(raw.name or "", 0)
            return unit_around(anchor.first, raw.unit or "day", step)
    except (OverflowError, ValueError):
        return None
    return None


def _anchored_offset(raw: RawTime, anchor: Days) -> Days | None:
    if raw.amount is None:
        return None
    sign, unit = raw.shift or -1, raw.unit or "day"
    first = moved(anchor.first, sign * raw.amount, unit)
    if anchor.precision in ("day", "month", "quarter", "year") and unit in ("year", "day", "week", "month"):
        return unit_around(first, anchor.precision)
    return around(first, unit)


def _anchored_weekday(raw: RawTime, anchor: Days) -> Days:
    ahead = ((raw.weekday or 1) - anchor.first.isoweekday()) % 7
    if raw.text.lower().startswith("the previous"):
        return _one(anchor.first - dt.timedelta(days=(-ahead) % 7 or 7))
    return (
        _one(anchor.first + dt.timedelta(days=ahead or 7))
        if "following" in raw.text.lower()
        else _one(anchor.first + dt.timedelta(days=ahead))
    )


# --- all expressions of a text -------------------------------------------------------------------------------------------


class Follower(Protocol):
    """What an article says of a period, followed from one expression to the next (see `time_periods`)."""

    def meant(self, raw: RawTime, text: str) -> Days | None:
        """The days that what was said before gives to the expression, or None."""

    def heard(self, raw: RawTime, days: Days | None) -> None:
        """Take note of what an expression meant."""


def resolve(times: tuple[Timed, ...], published: Published, text: str, follower: Follower) -> tuple[When, ...]:
    """Every datable expression as the window that it means; what cannot be resolved keeps its words and no dates.

    Undirected durations, repetitions and words for now are no dates and are left out.
    """
    found: list[When] = []
    anchor: Days | None = None
    for timed in times:
        raw = timed.raw
        if not datable(raw):
            continue
        days = stated(raw)
        absolute = days is not None
        days = follower.meant(raw, text) or days
        if days is None:
            days = anchored(raw, anchor) if anchor and needs_anchor(raw) else _over_window(timed, published)
        found.append(_when(raw, days, published, text, absolute=absolute))
        follower.heard(raw, days)
        anchor = days or anchor
    return tuple(found)


def datable(raw: RawTime) -> bool:
    """Whether the expression names days, not a length of time, a repetition, or "now"."""
    if raw.kind in ("duration", "set"):
        return False
    if raw.kind == "span" and raw.shift is None:
        return False
    return not (
        raw.kind == "reference"
        and (raw.name == "present" or raw.text.lower() in ("recent", "future", "previously", "the future", "the past"))
    )


def needs_anchor(raw: RawTime) -> bool:
    """Whether the expression counts from a date mentioned before it."""
    return raw.kind.startswith("anchored") or (raw.kind == "unit" and raw.shift is None)


def _over_window(timed: Timed, published: Published) -> Days | None:
    """The days over all days of publication that are possible: resolution never falls as publication moves on."""
    if published.earliest is None or published.latest is None:
        return None
    first, last = settle(timed, published.earliest), settle(timed, published.latest)
    if first is None or last is None:
        return None
    if first == last:
        return first
    return Days(min(first.first, last.first), max(first.last, last.last), "window")


def _when(raw: RawTime, days: Days | None, published: Published, text: str, *, absolute: bool) -> When:
    start = raw.start
    if raw.lead == "between":
        start = max(text.lower().rfind("between", 0, raw.start), text.lower().rfind("from", 0, raw.start), 0)
    words = text[start : raw.end]
    if days is None:
        return When(text=words, start=start, end=raw.end)
    earliest: dt.date | None = days.first
    latest: dt.date | None = days.last
    precision = days.precision
    if raw.lead == "since":
        latest, precision = published.latest, "window"
    if raw.lead == "between":
        earliest, precision = published.earliest, "window"
    if latest is not None and earliest is not None and latest < earliest:
        latest = None
    basis = "stated" if absolute else "inferred"
    return When(earliest=earliest, latest=latest, precision=precision, basis=basis, text=words, start=start, end=raw.end)  # type: ignore[arg-type]
