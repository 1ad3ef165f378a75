"""Mentions of invented events, each with its article, for tests of how they are linked."""

import datetime as dt
from typing import Any

from standoff.relating.events_mentions import Mention, Page, Placed

STORY = frozenset({"strait", "ferry", "lantern", "toll", "pilot", "harbour"})
MONDAY = dt.date(2031, 3, 3)


def day(number: int) -> tuple[dt.date, dt.date]:
    """The day so many days after Monday, 3 March 2031."""
    one = MONDAY + dt.timedelta(days=number)
    return one, one


def page(article: str, published: int | None = 1, words: frozenset[str] = STORY) -> Page:
    first, last = (None, None) if published is None else day(published)
    return Page(article=article, words=words, earliest=first, latest=last)


def talks(article: str, number: int | None = None, *, published: int | None = 1, **fields: Any) -> Placed:
    """Talks of Norway and Sweden, on the day `number` (days after Monday) where it is given."""
    given: dict[str, Any] = {"agents": frozenset({"NOR", "SWE"}), "place": "oslo", "own": frozenset({"toll"}), **fields}
    name = given.pop("id", f"meeting-{article}")
    window = given.pop("day", None if number is None else day(number))
    words = given.pop("about", STORY)
    place = given.pop("sentence", 0)
    mention = Mention(id=name, head="meet", family="meet", sentence=place, day=window, items=(name,), **given)
    return Placed(mention, page(article, published, words))


def act(article: str, head: str, *, published: int | None = 1, **fields: Any) -> Placed:
    """An act of Norway's towards Sweden."""
    given: dict[str, Any] = {"agents": frozenset({"NOR"}), "patients": frozenset({"SWE"}), "family": head, **fields}
    name = given.pop("id", f"statement-{article}")
    sentence = given.pop("sentence", 0)
    return Placed(Mention(id=name, head=head, sentence=sentence, items=(name,), **given), page(article, published))
