"""What relating leaves in a record, written directly for synthetic articles: sheets, mentions, claims, and pairs within stories.

Mentions, claims and the decision on two of them are made by the functions that a read makes them by; only the search for
pairs is cut short, for which articles belong together is known. The indexes by which a read finds pairs are left empty: pages
ask none of them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from standoff.core.records import Article, Reading
from standoff.relating.claims import claims_of
from standoff.relating.claims_index import METHOD as CLAIMS
from standoff.relating.claims_index import echoes
from standoff.relating.conflicts import decide
from standoff.relating.conflicts_tables import Claim
from standoff.relating.events_readings import mentions_of, page_of
from standoff.relating.stories_index import Days, Evidence, Outline
from standoff.relating.stories_words import METHOD as STORIES
from standoff.store.events import METHOD as EVENTS

TABLES = ("story_sheet", "story_pair", "event_page", "mention", "mention_pair", "claimed", "claim", "claim_pair")
Rows = tuple[str, list[dict[str, Any]]]
LOOKED_AT = 8  # earlier articles of a story that a new one is paired with, the newest
ALIKE, SURE = 0.4, 2.0  # scores of the pairs of articles and of mentions
KEPT = ("conflict", "update", "compatible", "same")


class Relating:
    """Gives the rows of articles that come in their order; `story` is None for one that stands alone."""

    def __init__(self) -> None:
        self.mentions = self.claims = 0
        self.sheets: dict[int, list[int]] = defaultdict(list)
        self.told: dict[tuple[int, str], list[int]] = defaultdict(list)
        self.claimed: dict[tuple[int, str], list[tuple[int, Claim]]] = defaultdict(list)

    def rows(self, number: int, story: int | None, article: Article, reading: Reading, now: dt.datetime) -> Iterator[Rows]:
        """The rows of one article; `number` is that of its reading, of its sheet and of its page of mentions."""
        yield from self._sheet(number, story, article, reading, now)
        yield from self._mentions(number, story, article, reading, now)
        yield from self._claims(number, story, article, reading, now)

    def _sheet(self, number: int, story: int | None, article: Article, reading: Reading, now: dt.datetime) -> Iterator[Rows]:
        outline = Outline(days=Days.of(reading.published.earliest, reading.published.latest))
        row = {"id": number, "article": article.id, "method": STORIES, "weights": b"", "made": now}
        yield "story_sheet", [{**row, "data": msgspec.to_builtins(outline)}]
        if story is not None:
            words = tuple(article.text.rpartition(" as ")[2].split()[:6])
            data = msgspec.to_builtins(Evidence(words=words, days_apart=0))
            before = self.sheets[story][-LOOKED_AT:]
            yield "story_pair", [{"a": one, "b": number, "score": ALIKE, "form": False, "data": data} for one in before]
            self.sheets[story].append(number)

    def _mentions(self, number: int, story: int | None, article: Article, reading: Reading, now: dt.datetime) -> Iterator[Rows]:
        mentions = mentions_of(reading.statements, reading.meetings, reading.figures, reading.sentences)
        page = page_of(article.id, article.text, mentions, reading.published)
        yield "event_page", [{"id": number, "reading": number, "method": EVENTS, "data": _plain(page), "made": now}]
        for one in mentions:
            self.mentions += 1
            row = {"id": self.mentions, "page": number, "item": one.id, "family": one.family, "data": _plain(one)}
            yield "mention", [row]
            if story is not None:
                same = self.told[story, _head(article.text[one.start : one.end])]
                pairs = [{"a": before, "b": self.mentions, "score": SURE} for before in same[-LOOKED_AT:]]
                yield "mention_pair", pairs
                same.append(self.mentions)

    def _claims(self, number: int, story: int | None, article: Article, reading: Reading, now: dt.datetime) -> Iterator[Rows]:
        yield "claimed", [{"reading": number, "method": CLAIMS, "made": now}]
        for claim in claims_of(article.text, reading):
            self.claims += 1
            before = self.claimed[story, _head(claim.text)] if story is not None and claim.slot == "figure" else []
            echo, pairs = _decided(self.claims, claim, before[-LOOKED_AT:])
            row = {"id": self.claims, "reading": number, "method": CLAIMS, "slot": claim.slot, "echo": echo}
            yield "claim", [{**row, "data": msgspec.to_builtins(claim)}]
            yield "claim_pair", pairs
            if echo is None:
                before.append((self.claims, claim))


def _decided(number: int, claim: Claim, before: list[tuple[int, Claim]]) -> tuple[int | None, list[dict[str, Any]]]:
    """The claim of which this is an echo, else the decisions on it and those before it."""
    pairs = []
    for other, earlier in before:
        found = decide(earlier, claim)
        if found is None or found.verdict not in KEPT:
            continue
        if found.verdict == "same" and echoes(earlier, claim):
            return other, []
        pairs.append({"a": other, "b": number, "verdict": found.verdict, "of": found.kind, "reason": found.reason})
    return None, pairs


def _head(words: str) -> str:
    """What a sentence tells, without the words of its own."""
    return words.partition(" as ")[0].partition(" while ")[0]


def _plain(struct: msgspec.Struct) -> Any:
    return msgspec.to_builtins(struct, order="deterministic")
