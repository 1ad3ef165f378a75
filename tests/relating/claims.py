"""Articles of our own sentences read by the real reader, and their claims."""

import datetime as dt
from functools import cache
from typing import Any

from standoff.api import read_article
from standoff.core.records import Reading
from standoff.relating.claims import claims_of
from standoff.relating.conflicts_tables import Claim


@cache
def read(text: str, published: str = "2031-05-06") -> Reading:
    return read_article(text, name=f"{published}.txt", published=published)


def claims(text: str, slot: str, published: str = "2031-05-06") -> list[Claim]:
    return [one for one in claims_of(text, read(text, published)) if one.slot == slot]


def figure(words: str = "40 sailors", /, **fields: Any) -> Claim:
    """A figure's claim made by hand: 40 Norwegian sailors at the pier of Bergen, told on one day."""
    known: dict[str, Any] = {
        "item": "figure-1", "article": "a", "slot": "figure", "start": 0, "end": len(words), "text": words, "topic": "soldiers",
        "party": ("NOR",), "low": 40, "high": 40, "unit": "sailors", "group": "soldier", "names": ("bergen",),
        "scene": ("NOR", "SWE", "herring"), "stems": ("pier", "wait"), "told_earliest": dt.date(2031, 5, 6),
        "told_latest": dt.date(2031, 5, 6),
    }  # fmt: skip
    return Claim(**{**known, **fields})


def later(days: int) -> dict[str, Any]:
    """The days of an article so many days after that of `figure`."""
    day = dt.date(2031, 5, 6) + dt.timedelta(days=days)
    return {"told_earliest": day, "told_latest": day}
