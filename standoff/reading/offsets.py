"""From code points to tokens: the text of a parse, and which token of it stands at an offset."""

from bisect import bisect_right
from functools import cached_property

from spacy.tokens import Doc, Token

_TEXT = "standoff_text"


def parsed_text(doc: Doc) -> str:
    """The text that the parser was shown, put together once: `Doc.text` joins all tokens anew at each call."""
    found = doc.user_data.get(_TEXT)
    if not isinstance(found, str):
        found = doc.user_data[_TEXT] = doc.text
    return found


class TokenIndex:
    """The tokens of one Doc by their code-point offsets; built on the first question."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    @cached_property
    def text(self) -> str:
        """The parsed text."""
        return parsed_text(self.doc)

    def at(self, offset: int) -> Token | None:
        """The token that covers the code point at `offset` or stands before it; None in an empty Doc."""
        if not len(self.doc):
            return None
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def from_(self, offset: int) -> int:
        """The index of the first token that starts at or after the code point `offset`; the Doc's length if none."""
        return bisect_right(self._starts, offset - 1)
