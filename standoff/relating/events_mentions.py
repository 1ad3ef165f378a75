"""A mention of an event: what one place of an article tells of it, in the form in which mentions are compared.

Glimpses are held by the thousand, and none leads back to itself: the garbage collector need not go over them (`gc=False`).
"""

import datetime as dt
from functools import cached_property
from typing import NamedTuple

import msgspec


class Mention(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What one place of one article tells of an event. Words are stems; actors are codes or names in lower case.

    `family` is what its `head` (a lemma, or an act) shares with other words for the same; `agents` act, `patients` are
    acted upon, and both sides of a meeting are its agents; `others` stand beside it. `own` are the words that belong to
    it, `words` those of its whole sentence. `sentence` counts from 0,
    `entered` tells that the reader entered it as a meeting. `day` is the window that it gives, if any,
    `weekday` (Monday is 0) what it names where its article has no date to tell the day by.
    """

    id: str
    head: str
    family: str
    sentence: int
    repeated: bool = False
    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    place: str | None = None
    day: tuple[dt.date | None, dt.date | None] | None = None
    weekday: int | None = None
    own: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    mode: str = ""
    definite: bool = False
    negated: bool = False
    title: bool = False
    start: int = 0
    end: int = 0
    items: tuple[str, ...] = ()
    entered: bool = False

    @cached_property
    def actors(self) -> frozenset[str]:
        """Whoever it names."""
        return self.agents | self.patients | self.others


class Glimpse(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The part of a mention by which most are ruled out at once."""

    head: str
    family: str
    agents: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    day: tuple[dt.date | None, dt.date | None] | None = None
    weekday: int | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is known of the article that mentions stand in: its id, its own words, and when it came out.

    `words` are the stems that it uses most; `families` counts its mentions by family.
    """

    article: str
    words: frozenset[str] = frozenset()
    families: dict[str, int] = {}
    earliest: dt.date | None = None
    latest: dt.date | None = None


class Placed(NamedTuple):
    """A mention with its article."""

    mention: Mention
    page: Page
