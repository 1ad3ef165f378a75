"""What every stage of a reading knows of the article: its text, its parse, and what earlier stages found."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from standoff.core.dates import Published, When
from standoff.core.ids import content_id
from standoff.core.records import Article, Noise
from standoff.core.spans import Span, cut, trim

# Trimmed from the ends of an evidence span: punctuation that belongs to the sentence around it.
EDGES = ",;:.–—-"

_CLOSING = re.compile(r"[.,!?]?[\"”]")
_MARKS = re.compile(r"[\"“”]")


def closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds `start`:`end` with the one quotation mark right outside of them that makes a pair of a mark inside."""
    marks = _MARKS.findall(text, start, end)
    if len(marks) % 2 == 0:
        return start, end
    after = _CLOSING.match(text, end)
    if after is not None and marks[-1] != "”":
        return start, after.end()
    if start > 0 and text[start - 1] in '"“' and marks[0] != "“":
        return start - 1, end
    return start, end


@dataclass(frozen=True, kw_only=True)
class Context:
    """One article on its way through the reader; `doc` holds its tokens with offsets into `article.text`."""

    article: Article
    doc: Doc
    noise: tuple[Noise, ...] = ()
    title: Span | None = None
    published: Published = field(default_factory=Published)
    times: tuple[When, ...] = ()
    carried_by: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The stored text, which every offset is into."""
        return self.article.text

    @cached_property
    def sentences(self) -> tuple[TokenSpan, ...]:
        """The sentences that show something, in order."""
        return tuple(sent for sent in self.doc.sents if sent.text.strip())

    def span(self, start: int, end: int, *, extra: str = "") -> Span | None:
        """The span at `start`:`end` without white space (or `extra`) at its ends, or None where nothing is left."""
        start, end = trim(self.text, start, end, extra)
        if '"' in extra:
            start, end = closed(self.text, start, end)
        return cut(self.text, start, end) if start < end else None

    def tokens_span(self, first: Token, last: Token, *, extra: str = "") -> Span | None:
        """The span from the token `first` to the token `last`, both included."""
        return self.span(first.idx, last.idx + len(last), extra=extra)

    def in_title(self, start: int) -> bool:
        """Whether the code point at `start` stands in the title."""
        return self.title is not None and self.title.start <= start < self.title.end

    def id(self, kind: str, start: int, end: int, *parts: object) -> str:
        """The identifier of an item of this article: made from its kind, place and whatever tells it from its like."""
        return content_id(kind, self.article.id, start, end, *parts)

    def times_in(self, start: int, end: int) -> tuple[When, ...]:
        """The time expressions that lie within `start`:`end`."""
        return tuple(t for t in self.times if t.start is not None and t.end is not None and start <= t.start and t.end <= end)
