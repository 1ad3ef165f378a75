"""Words led in without a verb of speech: "The minister: ...", '"..." - the minister', a headline's "... - sources".

A label is believed where it names somebody who can speak: a person whom the article knows, an office, in a headline a report,
sources or a state too. So "See also: ..." or "The next step: ..." is none.
"""

import re
from functools import cached_property

from spacy.tokens import Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.cues import cue_verbs
from standoff.codebook.forms import pieces_in
from standoff.codebook.roles import roles
from standoff.codebook.world import world
from standoff.reading.attribution_page import FINITE, Found, Page
from standoff.reading.quotes import Quotation

Bounds = tuple[int, int]

_BULLET = re.compile(r"[\s•*·–—-]*")
_LABEL = re.compile(r"(?P<label>[^\n:\"“”„«».!?;]{2,80}):\s+(?=\S)")
_SUFFIX = re.compile(r"(?:\s+[-–—]+\s*|:\s+|,?[”\"'’],?\s*[-–—]+\s*)(?P<label>[^\n:\"“”„«»!?;–—]{2,80}?)\.?\s*$")
_SAYS = re.compile(
    r",\s+(?:(?P<cue>[a-z]+)\s+(?P<label>[^\n:\"“”,;]{2,60})|(?P<label2>[^\n:\"“”,;]{2,60})\s+(?P<cue2>[a-z]+))\s*$"
)
_TO = re.compile(r"\s+(?:to|on|at|in)\s")
# A label of more words is a clause; a headline's content of fewer words says nothing.
_MOST_WORDS = 9
_LEAST_WORDS = 3
# What "X: ..." asks of somebody tells a state that speaks ("Norland: rebels must leave") from one that is told of.
_WANTS = frozenset(("must", "should", "will", "would", "can", "could", "cannot", "may", "might", "wo", "ca", "we", "our"))
_PLACES = frozenset(("GPE", "NORP", "ORG"))
_DOUBLE = frozenset('"“„«')
_PRONOUNS = frozenset(("he", "she", "they"))
# Whoever a headline names by their part alone.
_HEADS = frozenset(("report", "reports", "source", "sources", "study", "poll", "survey", "media"))


def labelled(page: Page, found: list[Found]) -> list[Found]:
    """The attributions, with those that a label, a dash or a clause with a colon leads in."""
    names = _Names(page)
    added: list[Found] = []
    for start, end in page.paragraphs:
        item = _of_paragraph(page, names, start, end)
        if item is not None and not _told([*found, *added], item.pieces):
            added.append(item)
    for quotation in page.quotations:
        if quotation.closed and not _told([*found, *added], ((quotation.start, quotation.end),)):
            item = _clause_before(page, names, quotation)
            if item is not None:
                added.append(item)
    return [*found, *added]


def _told(found: list[Found], pieces: tuple[Bounds, ...]) -> bool:
    return any(a < d and c < b for item in found for a, b in item.pieces for c, d in pieces)


class _Names:
    """Who can speak, by the words of a label."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def _surnames(self) -> frozenset[str]:
        people = (ent for ent in self.page.doc.ents if ent.label_ == "PERSON")
        return frozenset(ent[-1].text for ent in people if ent[-1].text[:1].isupper())

    def person(self, start: int, end: int) -> bool:
        """Whether the words end in a person's name or an office."""
        tokens = self._tokens(start, end)
        if not tokens or not tokens[-1].text[:1].isalpha():
            return False
        last = tokens[-1]
        named = last.ent_type_ == "PERSON" or last.text in self._surnames
        return (named and last.text[:1].isupper()) or self._office(start, end)

    def anyone(self, start: int, end: int) -> bool:
        """Whether the words name a person, an office, a report or unnamed sources."""
        tokens = self._tokens(start, end)
        return bool(tokens) and (self.person(start, end) or tokens[-1].lower_ in _HEADS or _unnamed(tokens[-1]))

    def place(self, start: int, end: int) -> bool:
        """Whether all of the words are the name of a state, a people or a body."""
        tokens = [t for t in self._tokens(start, end) if t.lower_ != "the"]
        if not tokens:
            return False
        words = self.page.context.text[int(tokens[0].idx) : end]
        known = any(found.start == 0 and found.end == len(words) for found in world().find(words))
        return known or all(t.ent_type_ in _PLACES for t in tokens)

    def _tokens(self, start: int, end: int) -> list[Token]:
        tokens = [t for t in self.page.tokens(start, end) if not t.is_punct]
        return [] if len(tokens) > _MOST_WORDS or any(t.tag_ in FINITE for t in tokens) else tokens

    def _office(self, start: int, end: int) -> bool:
        words = self.page.context.text[start:end]
        cut = _TO.search(words)
        words = words[: cut.start()] if cut is not None and cut.start() > 2 else words
        return any(last == len(words) for _, last, _ in roles().posts.find(pieces_in(words).lower()))


def _unnamed(token: Token) -> bool:
    return token.lemma_.lower() in cast_words().unnamed and token.tag_ in ("NNS", "NN")


def _of_paragraph(page: Page, names: _Names, start: int, end: int) -> Found | None:
    title = page.context.in_title(start)
    return _led_in(page, names, start, end, title=title) or _followed(page, names, start, end, title=title)


def _led_in(page: Page, names: _Names, start: int, end: int, *, title: bool) -> Found | None:
    """What follows a label and a colon at the start of a paragraph."""
    text = page.context.text
    bullet = _BULLET.match(text, start, end)
    first = bullet.end() if bullet is not None else start
    match = _LABEL.match(text, first, end)
    if match is None:
        return None
    label, told = match.span("label"), (match.end(), end)
    quotation = page.quotation_at(told[0])
    if quotation is not None and quotation.left == told[0] and quotation.closed:
        fits = names.anyone(*label) or names.place(*label)
        return _found(label, (quotation.start, quotation.end), quoted=True) if fits else None
    if text[end - 1] == "?" or not _spoken(page, names, label, told, title=title):
        return None
    return _found(label, told, quoted=False)


def _spoken(page: Page, names: _Names, label: Bounds, told: Bounds, *, title: bool) -> bool:
    """Whether words without marks behind a label are its words: a sentence in the body, a line of some words in a headline."""
    words = page.tokens(*told)
    if not title:
        return names.person(*label) and any(t.tag_ in FINITE for t in words)
    if len(words) < _LEAST_WORDS:
        return False
    return names.anyone(*label) or (names.place(*label) and any(t.lower_ in _WANTS for t in words))


def _followed(page: Page, names: _Names, start: int, end: int, *, title: bool) -> Found | None:
    """What stands before a dash, a colon or a comma and a label that end a headline; in the body, a quotation before a dash."""
    text = page.context.text
    match = _SUFFIX.search(text, start, end)
    if match is not None:
        label = match.span("label")
        before = page.quotation_at(start)
        if before is not None and before.left == start and before.closed and before.right <= label[0]:
            between = text[before.right : label[0]].strip(" ,")
            fits = names.person(*_head(text, label)) and between in {"-", "–", "—", "--"}
            return _found(label, (before.start, before.end), quoted=True) if fits else None
        if title and len(page.tokens(start, match.start())) >= _LEAST_WORDS and names.anyone(*label):
            return _found(label, (start, match.start()), quoted=False)
    return _tagged_headline(page, names, start, end) if title else None


def _head(text: str, label: Bounds) -> Bounds:
    """The label up to its apposition: "Ann Berg, a lawyer"."""
    comma = text.find(",", *label)
    return (label[0], comma) if comma > 0 else label


def _tagged_headline(page: Page, names: _Names, start: int, end: int) -> Found | None:
    """A headline without a verb before its tag: "Norland ready to talk, says Berg"."""
    match = _SAYS.search(page.context.text, start, end)
    if match is None:
        return None
    label, cue = (match.span("label"), match.span("cue")) if match.group("cue") else (match.span("label2"), match.span("cue2"))
    verb = cue_verbs().get(page.context.text[slice(*cue)])
    if verb is None or not ({"tag", "quotation"} & set(verb.takes)) or not (names.anyone(*label) or names.place(*label)):
        return None
    return _found(label, (start, match.start()), quoted=False, cue=cue)


def _clause_before(page: Page, names: _Names, quotation: Quotation) -> Found | None:
    """A quotation behind a colon that ends a clause about somebody: 'Her answer was short: "..."'."""
    text = page.context.text
    start = page.paragraph(quotation.left)[0]
    if text[quotation.left] not in _DOUBLE or not text[start : quotation.left].rstrip().endswith(":"):
        return None
    clause = [t for t in page.tokens(start, quotation.left) if t.sent.end_char >= quotation.left - 1]
    verb = next((t for t in clause if t.tag_ in FINITE and t.dep_ in ("ROOT", "ccomp", "parataxis")), None)
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None) if verb is not None else None
    source = _who(names, subject) if subject is not None else None
    if verb is None or source is None:
        return None
    return _found(source, (quotation.start, quotation.end), quoted=True, cue=_word(verb))


def _who(names: _Names, subject: Token) -> Bounds | None:
    """The one whom a subject names, or who owns it: "the minister", "the minister's answer"."""
    first, last = subject.left_edge, subject
    bounds = int(first.idx), int(last.idx) + len(last)
    if subject.lower_ in _PRONOUNS or (subject.pos_ != "PRON" and (names.person(*bounds) or names.place(*bounds))):
        return bounds
    owner = next((child for child in subject.lefts if child.dep_ == "poss"), None)
    return _who(names, owner) if owner is not None else None


def _word(token: Token) -> Bounds:
    return int(token.idx), int(token.idx) + len(token)


def _found(label: Bounds, told: Bounds, *, quoted: bool, cue: Bounds | None = None) -> Found:
    return Found(cue=cue, source=label, pieces=(told,), quoted=(quoted,), anchor=cue[0] if cue is not None else label[0])
