"""What every part of a brief is made of: places in articles, sentences, parties, and lines that rest on places."""

import msgspec


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """Base of everything in a brief; `origins` beside `articles` counts copies of one text once, 0 where not asked."""


class Evidence(Shape, frozen=True, kw_only=True):
    """Where a line stands: article `article` (number `source` in the brief), its words and the sentence around them.

    Offsets are code points into the article's stored text; `id` is the item's.
    """

    id: str
    article: str
    source: int
    start: int
    end: int
    quote: str
    sentence: str
    sentence_start: int
    sentence_end: int


class Cited(Shape, frozen=True, kw_only=True):
    """A line with the places that it rests on; `more_places` counts those beyond the ones that a brief holds."""

    evidence: tuple[Evidence, ...]
    more_places: int = 0


class Passage(Shape, frozen=True, kw_only=True):
    """A sentence of an article (number `source`), in code points of its text; one that is compared with another's."""

    article: str
    source: int
    start: int
    end: int
    text: str

    @property
    def target(self) -> str:
        """The id under which a page holds it."""
        return f"at-{self.source}-{self.start}-{self.end}"


class Party(Shape, frozen=True, kw_only=True):
    """An actor in a column or a line: its code (or the name, where it has no code) and its name."""

    code: str
    name: str
