"""What the tests of the cast share: an article read from a sentence or two."""

from spacy.tokens import Token

from standoff.core.ids import text_id
from standoff.core.records import Article, Attribution
from standoff.core.spans import cut
from standoff.reading.cast import Cast, find_cast
from standoff.reading.context import Context
from standoff.reading.layout import Layout
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse


def context_of(text: str) -> Context:
    doc = next(iter(parse([masked(text, [])], DEFAULT_MODEL)))
    return Context(article=Article(id=text_id(text), name="x", text=text), doc=doc)


def layout_of(text: str) -> Layout:
    return Layout(context_of(text))


class Read:
    """An article with its cast; words are asked for by their text and how often it stood before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.context = context_of(text)
        self.cast: Cast = find_cast(self.context)

    def token(self, word: str, nth: int = 0) -> Token:
        return [token for token in self.context.doc if token.text == word][nth]

    def party(self, word: str, nth: int = 0) -> tuple[str, ...]:
        return self.cast.party(self.token(word, nth))

    def speaker(self, word: str, nth: int = 0) -> str | None:
        return self.cast.speaker(self.token(word, nth))

    def anonymous(self, word: str, nth: int = 0) -> bool:
        return self.cast.anonymous(self.token(word, nth))

    def said(self, content: str, source: str | None = None, cue: str | None = None, *, direct: bool = True) -> Attribution:
        """An attribution of `content` to `source` by `cue`, as the stage before would hand it on."""
        place = self.text.index(content)
        spans = {
            name: cut(self.text, self.text.index(words), self.text.index(words) + len(words))
            for name, words in (("source", source), ("cue", cue))
            if words is not None
        }
        return Attribution(
            id="a",
            article="x",
            start=place,
            end=place + len(content),
            text=content,
            content=(cut(self.text, place, place + len(content)),),
            direct=direct,
            source=spans.get("source"),
            cue=spans.get("cue"),
        )
