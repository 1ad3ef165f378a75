"""The calendar of an article: when it came out, and which days its expressions of time mean.

The publication window comes from metadata, a dateline or a stated date, or by reasoning over the dates in the text; it is
never today's date. What cannot hold together is said in `conflicts`, not forced.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from standoff.core.dates import Published, When
from standoff.reading.context import Context
from standoff.reading.lines import Line, lines_of
from standoff.reading.offsets import parsed_text
from standoff.reading.resolution import Days, Timed, resolve, settle, stated
from standoff.reading.tense import Tenses
from standoff.reading.time_periods import Periods
from standoff.reading.times import RawTime, find_times

# An article is written on the day of its main event or the next; two days on for weekly rhythm and time zones.
NEWS_LAG = 2
# "Friday (Jan. 21)" names a day within about the last two weeks: older ones go without a weekday.
RECENT = dt.timedelta(days=13)
# A weekday fits a date every 5, 6 or 11 years. The first fitting year after the last year spoken of is taken where it
# follows at once, or where the next one is too far off to be meant.
SURE_GAP, FAR_GAP = 3, 12
# Reasoning from weekdays to the very day is only tried on windows of at most two months.
NARROWABLE = 62


def find_dates(context: Context) -> tuple[Published, tuple[When, ...]]:
    """The publication window of the article, and its datable expressions as windows, in order."""
    timed = read_times(context)
    published = publication_window(
        context.text, given=context.article.published_given, timed=timed, captured=context.article.captured
    )
    return published, resolve(timed, published, context.text, Periods())


def read_times(context: Context) -> tuple[Timed, ...]:
    """The expressions of time outside noise, each with the side of "now" that its sentence puts it on."""
    tenses = Tenses(context.doc)
    return tuple(Timed(raw=raw, side=tenses.side(raw), sure=tenses.sure(raw)) for raw in find_times(parsed_text(context.doc)))


@dataclass
class _Bounds:
    """What is known so far: publication from `low` to `high`, and why."""

    low: dt.date | None = None
    high: dt.date | None = None
    evidence: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def not_before(self, day: dt.date, why: str) -> None:
        if self.low is None or day > self.low:
            self.low = day
            self.evidence.append(why)

    def not_after(self, day: dt.date, why: str) -> None:
        if self.high is None or day < self.high:
            self.high = day
            self.evidence.append(why)


def publication_window(text: str, *, given: Published, timed: tuple[Timed, ...], captured: str | None = None) -> Published:
    """When the article came out: by metadata, else as it states, else as its calendar allows; unknown otherwise.

    `captured` (ISO 8601) is when the article was fetched, which it cannot follow.
    """
    if given.earliest is not None and given.latest is not None:
        return _checked_given(text, given, timed)
    found = _stated_window(text)
    if found is not None:
        return found
    return _inferred_window(timed, captured)


# --- given ----------------------------------------------------------------------------------------------------------


def _checked_given(text: str, given: Published, timed: tuple[Timed, ...]) -> Published:
    conflicts = list(given.conflicts)
    says = _stated_window(text)
    if says is not None and _apart(says, given):
        conflicts.append(f"metadata says {given.earliest} to {given.latest}, the text {'; '.join(says.evidence)}")
    conflicts += _weekday_conflicts(given, timed)
    return Published(
        earliest=given.earliest, latest=given.latest, basis="given", evidence=given.evidence, conflicts=tuple(conflicts)
    )


def _apart(one: Published, other: Published) -> bool:
    """Whether two windows lie further apart than time zones and overnight updates explain."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    lag = dt.timedelta(days=NEWS_LAG)
    return one.earliest > other.latest + lag or one.latest < other.earliest - lag


def _weekday_conflicts(published: Published, timed: tuple[Timed, ...]) -> list[str]:
    found = []
    for raw in (t.raw for t in timed):
        if raw.kind != "date" or raw.weekday is None or published.earliest is None or published.latest is None:
            continue
        years = [raw.year] if raw.year else list(range(published.earliest.year - 1, published.latest.year + 2))
        if not any(_fits(raw, year) for year in years):
            found.append(f"{raw.text!r} falls on that weekday in no year around {published.earliest}")
    return found


def _fits(raw: RawTime, year: int) -> bool:
    days = stated(_with_year(raw, year))
    return days is not None and (raw.weekday is None or days.first.isoweekday() == raw.weekday)


def _with_year(raw: RawTime, year: int) -> RawTime:
    return replace(raw, year=year)


# --- stated ---------------------------------------------------------------------------------------------------------

_HEAD_LINES = 15
_PUBLISHED_WORD = re.compile(r"(?i)\b(?:published|posted|first published|publication date|issued|released|date)\b")
_UPDATED_WORD = re.compile(r"(?i)\b(?:updated|modified|last update)\b")
_CAPTION = re.compile(r"(?i)\b(?:photo|file|image|picture|caption|screenshot|video)\b")
# A label right before the date.
_LABEL = re.compile(
    r"(?i)\b(?:published|posted|first published|publication date|issued|date|updated|modified|last update)\b"
    r"(?:\s(?:on|at))?\s*[:|\-–]?\s*$"
)
# What may stand beside the date on a line that states it: a label, an hour, a byline, a place.
_BESIDE = 60
# A day with month, year and weekday has hardly more code points.
_DAY_WIDTH = 30
_DATELINE = re.compile(r"^[\s\"“]*(?:[A-Z][\w.'’-]*,?\s?/?\s?){1,5},?\s*[(|]?\s*$")
_DAY_ALONE = re.compile(r"\s+(?:[-–—]|\()")
_AFTER_DATELINE = re.compile(r"^\s*(?:\([A-Z][\w ./-]{1,30}\)|/[A-Z][\w ]+/)?\s*\)?\s*(?:[-–—:]|\()")


def _stated_window(text: str) -> Published | None:
    """The publication day that a dateline or a line at the head or foot of the text states, with its year."""
    lines = [line for line in lines_of(text) if not line.blank]
    head = lines[:_HEAD_LINES]
    foot = [line for line in lines[_HEAD_LINES:] if len(line.text) < 120 and _PUBLISHED_WORD.search(line.text)]
    published: list[tuple[dt.date, str]] = []
    updated: list[tuple[dt.date, str]] = []
    single = sum(map(_opens_with_day, lines)) == 1  # more of them are a chronology
    for line in (*head, *foot):
        for day, words in _line_dates(line, single=single):
            (updated if _UPDATED_WORD.search(line.text) and not _PUBLISHED_WORD.search(line.text) else published).append(
                (day, words)
            )
    return _from_stated(published or updated)


def _opens_with_day(line: Line) -> bool:
    """Whether a line begins with a day and a dash, as the lines of a chronology do."""
    if not any(char.isdigit() for char in line.text[:_DAY_WIDTH]):
        return False
    first = next((raw for raw in find_times(line.text[: _DAY_WIDTH + 10]) if raw.kind == "date" and raw.day), None)
    return first is not None and not line.text[: first.start].strip() and _DAY_ALONE.match(line.text, first.end) is not None


def _line_dates(line: Line, *, single: bool) -> list[tuple[dt.date, str]]:
    if not any(char.isdigit() for char in line.text[:200]):
        return []
    raws = [raw for raw in find_times(line.text[:200]) if raw.kind == "date" and raw.year]
    found = []
    for raw in raws:
        days = stated(raw)
        if (
            days is not None
            and days.first == days.last
            and (_states(line.text, raw) or _is_dateline(line.text, raw, single=single))
        ):
            found.append((days.first, raw.text))
    return found[:1]


def _states(line: str, raw: RawTime) -> bool:
    rest = (line[: raw.start] + line[raw.end :]).strip()
    if _LABEL.search(line[: raw.start]):
        return len(rest) <= 2 * _BESIDE
    sentence = rest.endswith((".", "!", "?", '"', "”")) or re.search(r"\b(?:on|in|since|until|by|from)\s*$", line[: raw.start])
    few_words = len(re.findall(r"\b[a-z]{2,}\b", rest)) <= 2 and not _CAPTION.search(rest)
    return len(rest) <= _BESIDE and not sentence and few_words


def _is_dateline(line: str, raw: RawTime, *, single: bool) -> bool:
    """Whether a date opens a line behind a place, or alone ("March 5, 2024 - The ministers met") where no other line has one."""
    before, after = line[: raw.start], line[raw.end :]
    if not before.strip():
        return single and _DAY_ALONE.match(after) is not None
    return raw.start < 60 and _DATELINE.match(before) is not None and _AFTER_DATELINE.match(after) is not None


def _from_stated(found: list[tuple[dt.date, str]]) -> Published | None:
    if not found:
        return None
    days = sorted({day for day, _ in found})
    evidence = tuple(dict.fromkeys(words for _, words in found))
    if (days[-1] - days[0]).days <= NEWS_LAG:
        return Published(earliest=days[0], latest=days[-1], basis="stated", evidence=evidence)
    # Several lines state different days: the first is the article's own, the others are said beside it.
    first = found[0][0]
    return Published(
        earliest=first, latest=first, basis="stated", evidence=evidence, conflicts=(f"the text states {' and '.join(evidence)}",)
    )


# --- inferred -------------------------------------------------------------------------------------------------------


def _inferred_window(timed: tuple[Timed, ...], captured: str | None) -> Published:
    bounds = _Bounds()
    if captured:
        bounds.high = _captured_day(captured)
    for one in timed:
        _bound(bounds, one)
    if bounds.low and bounds.high and bounds.low > bounds.high:
        conflict = f"{' and '.join(bounds.evidence)} cannot be both behind and ahead of one day"
        return Published(evidence=tuple(bounds.evidence), conflicts=(conflict,))
    _decide_by_weekday(bounds, timed)
    if bounds.conflicts:
        return Published(evidence=tuple(bounds.evidence), conflicts=tuple(bounds.conflicts))
    _narrow(bounds, timed)
    known = bounds.low is not None and bounds.high is not None and bool(bounds.evidence)
    high = bounds.high if bounds.evidence else None
    return Published(earliest=bounds.low, latest=high, basis="inferred" if known else "unknown", evidence=tuple(bounds.evidence))


def _captured_day(captured: str) -> dt.date | None:
    try:
        return dt.datetime.fromisoformat(captured).date()
    except ValueError:
        return None


def _bound(bounds: _Bounds, timed: Timed) -> None:
    """What one dated expression says of the publication: things past come before it, things planned after."""
    raw, days = timed.raw, stated(timed.raw)
    if days is None or raw.kind in ("decade", "century", "years"):
        return
    if raw.kind == "year" and raw.lead not in ("in", "since", "during", "from", "until", "by", "before", "over"):
        return  # "the 2030 budget" was passed before 2030
    if timed.side == "past":
        bounds.not_before(days.first, f"{raw.text} is past")
    elif timed.side == "future" and timed.sure and raw.lead != "since":
        bounds.not_after(days.last, f"{raw.text} is to come")
        if raw.kind == "year" and raw.part == "early":
            # "Early 2022" is said in 2021 or as 2022 begins; farther off it is "in 2022".
            bounds.not_before(days.first.replace(year=days.first.year - 1), f"{raw.text} is near")


def _decide_by_weekday(bounds: _Bounds, timed: tuple[Timed, ...]) -> None:
    """Let "Friday (Jan. 21)" decide the year: weekday, month and day agree only in certain years."""
    pairs = [t for t in timed if t.raw.kind == "date" and t.raw.weekday is not None]
    choices: list[tuple[Timed, int]] = []
    for pair in pairs:
        year = pair.raw.year or _year_of(pair.raw, bounds)
        if pair.raw.year and not _fits(pair.raw, pair.raw.year):
            bounds.conflicts.append(f"{pair.raw.text!r} is not on that weekday")
            return
        if year is not None:
            choices.append((pair, year))
    if not choices:
        return
    if len({year for _, year in choices}) > 1 and max(y for _, y in choices) - min(y for _, y in choices) > 1:
        bounds.conflicts.append("weekdays and dates point to " + " and ".join(str(year) for _, year in choices))
        return
    _bound_by_pairs(bounds, [(pair, days) for pair, year in choices if (days := stated(_with_year(pair.raw, year)))])


def _bound_by_pairs(bounds: _Bounds, pairs: list[tuple[Timed, Days]]) -> None:
    """The window around dated weekdays: narrow after "Friday (Jan. 21)" told in the past, else about two weeks each way."""
    undated = [(pair, days) for pair, days in pairs if pair.raw.year is None]
    for pair, days in pairs:
        if pair.raw.year is not None and not (pair.side == "future" and pair.sure):
            bounds.not_before(days.first, f"{pair.raw.text} is past")  # with its year a date may be long past
    if not undated:
        return
    first, last = min(days.first for _, days in undated), max(days.last for _, days in undated)
    why = f"{undated[0][0].raw.text} falls in {first.year}"
    told = all("(" in pair.raw.text and pair.side != "future" for pair, _ in undated)
    bounds.not_before(first if told else first - RECENT, why)
    bounds.not_after(last + RECENT, why)


def _year_of(raw: RawTime, bounds: _Bounds) -> int | None:
    if bounds.low is None:
        return None
    top = bounds.high.year if bounds.high else bounds.low.year + 40
    fitting = [year for year in range(bounds.low.year, top + 1) if _fits(raw, year)]
    if not fitting:
        return None
    if len(fitting) == 1:
        return fitting[0]
    near, next_one = fitting[0] - bounds.low.year, fitting[1] - bounds.low.year
    return fitting[0] if near <= SURE_GAP or next_one >= FAR_GAP else None


def _narrow(bounds: _Bounds, timed: tuple[Timed, ...]) -> None:
    """Narrow a short window by the weekday of the main news: the first bare weekday told in the past."""
    if bounds.low is None or bounds.high is None or (bounds.high - bounds.low).days > NARROWABLE:
        return
    news = next((t for t in timed if t.raw.weekday is not None and t.raw.shift is None and t.side == "past"), None)
    told = any(t.raw.weekday is not None and "(" in t.raw.text and t.side != "future" for t in timed)
    if news is None or news.raw.kind not in ("weekday", "date") or not told:
        return
    shifts = range((bounds.high - bounds.low).days + 1)
    for shift in shifts:
        day = bounds.low + dt.timedelta(days=shift)
        last = settle(news, day)
        if last is not None and last.first == day:
            bounds.low, bounds.high = day, min(bounds.high, day + dt.timedelta(days=NEWS_LAG))
            bounds.evidence.append(f"{news.raw.text} is the day of the news")
            return
