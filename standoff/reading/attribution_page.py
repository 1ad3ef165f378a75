"""What the rules of attribution ask of a page: its tokens, its quotations, and what stands beside what."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from standoff.reading.context import Context
from standoff.reading.lines import paragraphs
from standoff.reading.offsets import parsed_text
from standoff.reading.quotes import Quotation, find_quotations

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
DASHES = frozenset(("-", "--", "–", "—", "---"))
MARKS = frozenset(('"', "''", "``", "'", "“", "”"))
ENDS = frozenset(".!?")


@dataclass(frozen=True)
class Found:
    """An attribution before it is finished: bounds in code points, pieces in order.

    `quoted` tells for each piece whether it is the inside of a quotation; `anchor` is the place of the cue. `borrowed` says
    that cue and source are those of the words before, from which these go on without any of their own.
    """

    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    pieces: tuple[tuple[int, int], ...]
    quoted: tuple[bool, ...]
    anchor: int
    via: str | None = None
    borrowed: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One article with its quotations, looked up by place."""

    context: Context
    quotations: tuple[Quotation, ...]
    paragraphs: tuple[tuple[int, int], ...]
    _lefts: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    @property
    def doc(self) -> Doc:
        """The article's tokens."""
        return self.context.doc

    def quotation_at(self, place: int) -> Quotation | None:
        """The quotation that the code point `place` stands in, marks included."""
        index = bisect_right(self._lefts, place) - 1
        if index >= 0 and place < self.quotations[index].right:
            return self.quotations[index]
        return None

    def quotation_before(self, place: int) -> Quotation | None:
        """The quotation that ends right before `place`: only blanks, commas and dashes between."""
        index = bisect_left(self._lefts, place) - 1
        if index < 0:
            return None
        quotation = self.quotations[index]
        between = self.context.text[quotation.right : place]
        same = self.paragraph(quotation.left) == self.paragraph(max(place - 1, 0))
        return quotation if quotation.right <= place and same and not between.strip(" \t,–—-\u00a0\n") else None

    def quotation_after(self, place: int) -> Quotation | None:
        """The first quotation of the same paragraph that opens at or after `place`."""
        index = bisect_left(self._lefts, place)
        if index == len(self.quotations) or self.quotations[index].left >= self.paragraph(place)[1]:
            return None
        return self.quotations[index]

    def paragraph(self, place: int) -> tuple[int, int]:
        """The bounds of the paragraph that holds `place`, or the nearest one before it."""
        index = max(bisect_right(self._starts, place) - 1, 0)
        return self.paragraphs[index]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that show something and begin within `start`:`end` (code points)."""
        span = self.doc.char_span(start, end, alignment_mode="expand") if start < end else None
        return [] if span is None else [token for token in span if not token.is_space and start <= token.idx < end]


def open_page(context: Context) -> Page:
    """The page of an article, its quotations paired."""
    bounds = tuple(paragraphs(parsed_text(context.doc)))
    text = without_noise(context)
    quotations = find_quotations(text, bounds)
    return Page(context, quotations, bounds or ((0, 0),), [q.left for q in quotations], [start for start, _ in bounds] or [0])


def without_noise(context: Context) -> str:
    """The stored text with the noise blanked: its typographic marks tell opening from closing ones."""
    text = context.text
    if not context.noise:
        return text
    pieces, place = [], 0
    for noise in sorted(context.noise, key=lambda n: n.start):
        if noise.end > place:
            pieces += [text[place : noise.start], " " * (noise.end - max(noise.start, place))]
            place = noise.end
    return "".join((*pieces, text[place:]))


def words(text: str) -> int:
    """How many words stand in `text`."""
    return len(text.split())


def end_of(token: Token) -> int:
    """The code point after `token`."""
    return int(token.idx) + len(token)


def is_dash(token: Token) -> bool:
    """Whether `token` is a dash between words, not the hyphen within one."""
    if token.text not in DASHES:
        return False
    return token.text != "-" or token.i == 0 or bool(token.nbor(-1).whitespace_)


def is_finite(token: Token) -> bool:
    """Whether `token` is a finite verb (or a modal)."""
    return token.tag_ in FINITE
