"""Values as people read them: days, amounts, lists, one-line quotes."""

import datetime as dt
import re
from calendar import monthrange
from typing import TYPE_CHECKING

from standoff.core.dates import Published, When

if TYPE_CHECKING:
    from standoff.store.sightings import Sighting

# Control characters, escape sequences among them, must not reach a terminal out of somebody's article.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
HEX_SHOWN = 8  # of an id's 16 digits: enough to be unique in a record of ten thousand items nine times in ten


def clean(text: str) -> str:
    """The text without control characters, line ends and tabs kept."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text on one line, its white space runs each one blank."""
    return clean(" ".join(text.split()))


def short_id(identifier: str) -> str:
    """The beginning of an id's digits, which `standoff show` takes as well."""
    kind, dash, digits = identifier.rpartition("-")
    return digits[:HEX_SHOWN] if dash and kind and re.fullmatch(r"[0-9a-f]{16}", digits) else identifier


def short_name(name: str, most: int = 18) -> str:
    """The beginning of a long name."""
    return name if len(name) <= most else name[: most - 1] + "…"


def listed(values: tuple[str, ...]) -> str:
    """Several values in one cell."""
    return ", ".join(map(one_line, values))


def days(earliest: dt.date | None, latest: dt.date | None) -> str:
    """A window of days, as short as it can be said: a day, a month, a year, or from-to."""
    if earliest is None or latest is None:
        return f"by {latest}" if latest else f"from {earliest}" if earliest else ""
    if earliest == latest:
        return earliest.isoformat()
    if earliest.day == 1 and latest.day == monthrange(latest.year, latest.month)[1] and earliest.year == latest.year:
        if earliest.month == latest.month:
            return f"{earliest:%Y-%m}"
        if (earliest.month, latest.month) == (1, 12):
            return f"{earliest:%Y}"
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest}/{latest:%d}"
    return f"{earliest}/{latest:%m-%d}" if earliest.year == latest.year else f"{earliest}/{latest}"


def sighting_words(one: "Sighting") -> str:
    """How a text was given once more: the name, who printed it, when, and where it was found."""
    parts = (one.name, one.outlet, days(one.published.earliest, one.published.latest), one.url)
    return " · ".join(one_line(part) for part in parts if part)


def own_days(when: When | None, published: Published) -> str:
    """An item's own days, else its article's publication window in brackets."""
    if when is not None and (when.earliest or when.latest):
        return days(when.earliest, when.latest)
    out = days(published.earliest, published.latest)
    return f"({out})" if out else ""


def amount(low: float | None, high: float | None) -> str:
    """A range as words: 40 to 60; at least 40; up to 60; 60."""
    if low is None or high is None:
        return f"at least {low:,}" if low is not None else f"up to {high:,}" if high is not None else ""
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 article, 2 articles."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
