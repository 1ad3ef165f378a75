"""What stands where in an article: sentence numbers, quotations, subjects and who speaks, for the coreference rules."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from standoff.codebook.castwords import cast_words
from standoff.reading.context import Context

_QUOTES = frozenset({'"', "``", "''"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


@dataclass(frozen=True, slots=True)
class Stage:
    """Per token index: the number of its sentence, and whether it stands inside a quotation."""

    doc: Doc
    sentence: list[int]
    quoted: list[bool]

    def subject(self, token: Token) -> bool:
        """Whether the token is the subject of a verb."""
        return token.dep_ in _SUBJECTS

    def speaking(self, token: Token) -> bool:
        """Whether the token is the subject of a verb of speech, or follows "according to"."""
        head = token.head
        if token.dep_ in _SUBJECTS:
            return head.lemma_.lower() in cast_words().speech
        return token.dep_ == "pobj" and head.lower_ == "to" and head.i > 0 and self.doc[head.i - 1].lower_ == "according"


def stage_of(context: Context) -> Stage:
    """The stage of the article in `context`."""
    doc = context.doc
    sentence = [0] * len(doc)
    for number, sent in enumerate(context.sentences):
        for index in range(sent.start, sent.end):
            sentence[index] = number
    return Stage(doc=doc, sentence=sentence, quoted=_quoted(doc))


def _quoted(doc: Doc) -> list[bool]:
    """Whether each token stands between double quotes; an unclosed quotation ends with its paragraph."""
    found = [False] * len(doc)
    inside = False
    for token in doc:
        if token.is_space and "\n" in token.text:
            inside = False
        elif token.text in _QUOTES:
            inside = not inside
        else:
            found[token.i] = inside
    return found
