"""Cues beside a clause of its own: "according to", "in the words of", "as the minister put it"."""

from itertools import pairwise

from spacy.tokens import Token

from standoff.codebook.cues import cue_verbs, support_verbs
from standoff.reading.attribution_page import ENDS, FINITE, MARKS, Found, Page, end_of, is_dash
from standoff.reading.attribution_source import own_subject, phrase, subject_of, tidy

# Tokens between a noun and the "that" of its clause.
_NEAR = 6
# According to what things go as they should: nobody says them by that.
_COURSE = frozenset({"plan", "schedule", "custom", "tradition", "protocol", "need", "rank", "procedure", "form"})
_THINGS = frozenset({"it", "this", "that", "what", "one", "thing", "message", "answer"})
_PLAIN_SPEAKING = frozenset(
    {"adamant", "blunt", "categorical", "emphatic", "unequivocal", "firm", "explicit", "defiant", "clear"}
)


def according_to(page: Page, token: Token) -> Found | None:
    """The attribution whose cue is "according to" at `token`."""
    doc = page.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    source = _source(token)
    if source is None or (source[0] == source[1] and doc[source[0]].lower_ in _COURSE):
        return None
    pieces = content_beside(page, token, source)
    if not pieces:
        return None
    return Found(
        cue=(int(token.idx), end_of(doc[token.i + 1])),
        source=tidy(doc, *source),
        pieces=tuple(bounds for bounds, _ in pieces),
        quoted=tuple(quoted for _, quoted in pieces),
        anchor=int(token.idx),
    )


def as_put(page: Page, verb: Token) -> Found | None:
    """The attribution of "as the minister put it" with its verb at `verb`: the rest of the sentence, or the quotation before."""
    doc, subject = verb.doc, own_subject(verb)
    if verb.i + 2 >= len(doc) or verb.nbor().lower_ != "it" or subject is None or subject.left_edge.i <= verb.sent.start:
        return None
    opener = subject.left_edge.nbor(-1)
    if opener.lower_ != "as" or subject.i > verb.i:
        return None
    return beside(page, opener, verb.i + 2, cue=verb, source=tidy(doc, int(subject.left_edge.i), int(verb.i) - 1))


def spoken_plainly(page: Page, adjective: Token) -> Found | None:
    """The attribution of "the minister was adamant: ..." with its adjective at `adjective`: the clause behind the colon."""
    doc, be = adjective.doc, adjective.head
    if (
        adjective.lower_ not in _PLAIN_SPEAKING
        or adjective.i + 3 >= len(doc)
        or adjective.nbor().text != ":"
        or be.lemma_ != "be"
        or adjective.dep_ != "acomp"
    ):
        return None
    subject = own_subject(be)
    first = doc[adjective.i + 2]
    if subject is None or subject.i > be.i or subject.lower_ in _THINGS or first.is_space or first.text in MARKS:
        return None
    told = _trimmed([t for t in doc[first.i : first.sent.end] if not t.is_space])
    if not _tells(told):
        return None
    return _one(adjective, tidy(doc, int(subject.left_edge.i), int(be.i) - 1), (int(told[0].idx), end_of(told[-1])), quoted=False)


def in_words_of(page: Page, noun: Token) -> Found | None:
    """The attribution whose cue is "in the words of", with its noun at `noun`."""
    doc = noun.doc
    if noun.i < 2 or noun.i + 2 >= len(doc) or [t.lower_ for t in doc[noun.i - 2 : noun.i + 2]] != ["in", "the", "words", "of"]:
        return None
    head = next((child for child in noun.nbor().children if child.dep_ == "pobj"), None)
    if head is None:
        return None
    return beside(
        page, doc[noun.i - 2], int(head.right_edge.i) + 1, cue=noun, source=tidy(doc, noun.i + 2, int(head.right_edge.i))
    )


def beside(page: Page, opener: Token, after: int, *, cue: Token, source: tuple[int, int]) -> Found | None:
    """What stands before the words from `opener` up to the token `after`, else behind them, in the same sentence."""
    before = page.quotation_before(int(opener.idx))
    left = _trimmed([t for t in opener.doc[opener.sent.start : opener.i] if not t.is_space])
    right = _trimmed([t for t in opener.doc[after : opener.sent.end] if not t.is_space])
    told = left if _tells(left) else right
    if page.quotation_at(int(opener.idx)) is not None:
        return None
    if before is not None and before.closed and not _goes_on(page, before.left, opener):
        return _one(cue, source, (before.start, before.end), quoted=True)
    led_in = page.quotation_at(int(right[0].idx)) if right and told is right else None
    if led_in is not None and led_in.closed and led_in.left == right[0].idx and led_in.right >= end_of(right[-1]):
        return _one(cue, source, (led_in.start, led_in.end), quoted=True)
    return _one(cue, source, (int(told[0].idx), end_of(told[-1])), quoted=False) if _tells(told) else None


def _one(cue: Token, source: tuple[int, int], piece: tuple[int, int], *, quoted: bool) -> Found:
    return Found(cue=(int(cue.idx), end_of(cue)), source=source, pieces=(piece,), quoted=(quoted,), anchor=int(cue.idx))


def _source(token: Token) -> tuple[int, int] | None:
    """The tokens of the noun phrase after "according to"."""
    doc = token.doc
    first = token.i + 2
    head = next((child for child in doc[token.i + 1].children if child.dep_ == "pobj"), None)
    if head is None or head.left_edge.i > first + 1:
        last = first
        while last + 1 < token.sent.end and not _stops(doc[last + 1]):
            last += 1
        return (first, last) if first < token.sent.end else None
    return first, _up_to_comma(head)


def _up_to_comma(head: Token) -> int:
    """The end of the phrase, at a comma that the sentence goes on after rather than an apposition."""
    return int(head.right_edge.i)


def _stops(token: Token) -> bool:
    return (
        token.text in {",", ";", ":", "."}
        or is_dash(token)
        or token.text in MARKS
        or token.is_space
        or token.pos_ in {"VERB", "AUX"}
    )


def content_beside(page: Page, token: Token, source: tuple[int, int]) -> list[tuple[tuple[int, int], bool]]:
    """What is told: the quotation or the clause before, or the rest of the sentence after where the cue opens it."""
    doc = page.doc
    sentence = token.sent
    before = page.quotation_before(int(token.idx))
    if before is not None and before.closed and before.end - before.start > 20 and not _goes_on(page, before.left, token):
        return [((before.start, before.end), True)]
    inside = page.quotation_at(int(token.idx))
    if inside is not None and inside.closed:
        return []
    left = _trimmed([t for t in doc[_clause_start(token) : token.i] if not t.is_space])
    left = _trimmed(left[: _adding(left)])
    if not left and token.i and doc[token.i - 1].text == ",":
        return _sentence_before(page, token)
    right = _trimmed([t for t in doc[source[1] + 1 : sentence.end] if not t.is_space])
    if left and right and _interrupts(token, left, right):
        return [((int(left[0].idx), end_of(right[-1])), False)]
    if _tells(left):
        return [((int(left[0].idx), end_of(left[-1])), False)]
    if _tells(right):
        return [((int(right[0].idx), end_of(right[-1])), False)]
    return []


def _goes_on(page: Page, left: int, token: Token) -> bool:
    """Whether a quotation is but the end of a clause of the reporter: 'it was "part of a campaign," according to'."""
    began = page.tokens(max(int(token.sent.start_char), page.paragraph(left)[0]), left)
    return bool(began) and page.context.text[left + 1].islower() and any(t.tag_ in FINITE for t in began)


def _interrupts(token: Token, left: list[Token], right: list[Token]) -> bool:
    """Whether the cue stands between a subject and its verb: "The photos, according to the ministry, were taken later"."""
    parted = token.doc[token.i - 1].text == ","
    return parted and right[0].tag_ in FINITE and not any(t.tag_ in FINITE for t in left)


def _adding(tokens: list[Token]) -> int:
    """Where a participle tells on ("..., warning that ..."), or the end."""
    forms = cue_verbs()
    for place, (token, following) in enumerate(pairwise(tokens)):
        if token.text == "," and following.tag_ == "VBG" and following.lower_ in forms and place > 2:
            return place
    return len(tokens)


def _tells(tokens: list[Token]) -> bool:
    return sum(token.is_alpha for token in tokens) >= 3


def _clause_start(token: Token) -> int:
    """The first token of what is told before the cue: its clause, or the sentence."""
    head = token.head
    while head.head != head and head.pos_ not in ("VERB", "AUX"):
        head = head.head
    if head.dep_ == "relcl" and head.left_edge.i < head.i < token.i:
        opener = next((t for t in token.doc[head.left_edge.i : head.i] if t.lower_ in {"which", "who", "that"}), None)
        if opener is not None:
            return int(opener.i) + 1
    joint = next((t for t in reversed(token.doc[token.sent.start : token.i]) if _second_clause(t)), None)
    if joint is not None:
        return int(joint.i) + 1
    own = head.pos_ in ("VERB", "AUX") and head.dep_ in ("ccomp", "advcl") and head.i < token.i
    return int(head.left_edge.i) if own and head.left_edge.i < token.i else int(token.sent.start)


def _second_clause(token: Token) -> bool:
    """Whether `token` is the "that" of a clause told on with "and that"."""
    return token.lower_ == "that" and token.i > token.sent.start and token.nbor(-1).lower_ == "and"


def _sentence_before(page: Page, token: Token) -> list[tuple[tuple[int, int], bool]]:
    """The sentence before, where damage has cut the cue off from it: "... of components. , according to X"."""
    index = token.sent.start - 1
    if index < 1 or (token.sent.start != token.i and page.doc[token.sent.start].text != ","):
        return []
    if page.paragraph(int(page.doc[index].idx)) != page.paragraph(int(token.idx)):
        return []
    sentence = _trimmed([t for t in page.doc[index].sent if not t.is_space])
    return [((int(sentence[0].idx), end_of(sentence[-1])), False)] if len(sentence) > 2 else []


def clause_of_noun(page: Page, noun: Token) -> Found | None:
    """The clause that a noun holds, where its source stands beside it: "the ministry's claim that ..."."""
    opener = _that_after(noun)
    source = _owner(noun)
    if opener is None or source is None or opener.i + 2 >= noun.sent.end:
        return None
    clause = _trimmed([t for t in noun.doc[opener.i + 1 : _noun_end(noun, opener)] if not t.is_space])
    if not _tells(clause) or page.quotation_at(int(noun.idx)) is not None:
        return None
    return Found(
        cue=(int(noun.idx), end_of(noun)),
        source=_named(noun, source),
        pieces=((int(clause[0].idx), end_of(clause[-1])),),
        quoted=(False,),
        anchor=int(noun.idx),
    )


def _named(noun: Token, source: Token) -> tuple[int, int]:
    """The bounds of the source, without the 's of an owner."""
    if source.head == noun:
        return tidy(noun.doc, source.left_edge.i, source.i)
    return phrase(source, noun)


def _that_after(noun: Token) -> Token | None:
    for index in range(noun.i + 1, min(noun.sent.end, noun.i + _NEAR)):
        token = noun.doc[index]
        if token.lower_ == "that":
            return token if token.dep_ == "mark" or token.tag_ == "IN" else None
        if token.text in {",", ";", ":"} or is_dash(token) or token.text in MARKS or token.tag_ in FINITE:
            return None
    return None


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: "the ministry's claim", "the US claim", "claims by the ministry"."""
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in support_verbs():
        return subject_of(noun.head)
    for child in noun.children:
        if child.dep_ == "poss" and child.lower_ != "its":
            return child
        if child.dep_ in ("compound", "nmod", "amod") and child.ent_type_ in ("GPE", "NORP", "ORG", "PERSON"):
            return child
        if child.lower_ in ("by", "from") and child.i > noun.i:
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    return None


def _noun_end(noun: Token, opener: Token) -> int:
    """Where the noun's clause ends: with its verb's phrase, or the sentence."""
    head = opener.head
    within = head.i > opener.i and head.left_edge.i >= noun.i
    return int(head.right_edge.i) + 1 if within else int(noun.sent.end)


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].text in {",", ";", ":"} or is_dash(tokens[0])):
        tokens = tokens[1:]
    while tokens and (tokens[-1].text in {",", ";", ":"} or tokens[-1].text in ENDS or is_dash(tokens[-1])):
        tokens = tokens[:-1]
    return tokens
