"""Where things stand in an article: pieces, sentences, quotations, subjects, who speaks; computed once for the cast."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.forms import Pieces, pieces_in
from standoff.codebook.roles import roles
from standoff.reading.context import Context
from standoff.reading.offsets import parsed_text

_QUOTES = frozenset({'"', "``", "''"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True)
class Layout:
    """One article's tokens with what the rules of the cast ask of them again and again."""

    context: Context

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.context.doc

    @cached_property
    def text(self) -> str:
        """The parsed text."""
        return parsed_text(self.doc)

    @cached_property
    def pieces(self) -> Pieces:
        """The text's words and signs."""
        return pieces_in(self.text)

    @cached_property
    def lower(self) -> Pieces:
        """The same in lower case."""
        return self.pieces.lower()

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and last token of the code points `start`:`end`, None where it starts within a token."""
        first = bisect_left(self._starts, start)
        last = bisect_right(self._starts, end - 1) - 1
        fits = first < len(self._starts) and self._starts[first] == start and last >= first
        return (first, last) if fits else None

    @cached_property
    def sentence(self) -> list[int]:
        """The number of each token's sentence."""
        numbers = [0] * len(self.doc)
        for number, sent in enumerate(self.context.sentences):
            for index in range(sent.start, sent.end):
                numbers[index] = number
        return numbers

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each token stands between double quotes; an unclosed quotation ends with its paragraph."""
        found = [False] * len(self.doc)
        inside = False
        for token in self.doc:
            if token.is_space and "\n" in token.text:
                inside = False
            elif token.text in _QUOTES:
                inside = not inside
            else:
                found[token.i] = inside
        return found

    @cached_property
    def unnamed(self) -> set[int]:
        """The numbers of the sentences that say that somebody would not be named ("on condition of anonymity")."""
        marks = (self.tokens(start, end) for start, end, _ in roles().marks.find(self.lower))
        return {self.sentence[bounds[0]] for bounds in marks if bounds is not None}

    def subject(self, token: Token) -> bool:
        """Whether the token is the subject of a verb."""
        return token.dep_ in SUBJECTS

    def speaking(self, token: Token) -> bool:
        """Whether the token is the subject of a verb of speech, or follows "according to"."""
        head = token.head
        if token.dep_ in SUBJECTS:
            return head.lemma_.lower() in cast_words().speech
        return token.dep_ == "pobj" and head.lower_ == "to" and head.i > 0 and self.doc[head.i - 1].lower_ == "according"
