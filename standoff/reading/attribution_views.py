"""Views put beside or behind a noun: "per officials", "in Peru's view", "Peru's view is that", "rumour has it that"."""

from spacy.tokens import Token

from standoff.codebook.cues import cue_nouns
from standoff.reading.attribution_page import FINITE, Found, Page, end_of
from standoff.reading.attribution_phrases import beside, content_beside
from standoff.reading.attribution_source import own_subject, phrase, subject_of, tidy

# What is held as a view, besides the nouns that hold a clause by themselves.
_HELD = frozenset(
    {
        "position",
        "argument",
        "stance",
        "message",
        "assessment",
        "judgment",
        "judgement",
        "understanding",
        "reasoning",
        "response",
        "answer",
        "reply",
    }
)
# "In Peru's view", "by its own account", "from Peru's point of view".
_LOOKS = frozenset({"view", "opinion", "eyes", "telling", "words", "account", "estimation", "reading", "judgment", "judgement"})
_FROM = frozenset({"in", "by", "from"})
# "As Peru sees it".
_OURS = frozenset({"my", "our", "your"})
_SEEING = frozenset({"see", "tell", "view"})


def per(page: Page, token: Token) -> Found | None:
    """The attribution of "per officials" at `token`, but for a rate ("per day"): it stands apart and names somebody or a text."""
    doc = token.doc
    noun = next((child for child in token.children if child.dep_ == "pobj"), None)
    if noun is None or not _names(noun) or not _parted(token, int(noun.right_edge.i)):
        return None
    source = (token.i + 1, int(noun.right_edge.i))
    pieces = content_beside(page, token, source)
    if not pieces:
        return None
    return Found(
        cue=(int(token.idx), end_of(token)),
        source=tidy(doc, *source),
        pieces=tuple(bounds for bounds, _ in pieces),
        quoted=tuple(quoted for _, quoted in pieces),
        anchor=int(token.idx),
    )


def in_view_of(page: Page, noun: Token) -> Found | None:
    """The attribution of "in Peru's view" or "in the view of Peru" with its noun at `noun`."""
    opener = noun.head.head if noun.lower_ == "view" and noun.head.lower_ == "of" else noun.head
    if noun.lower_ == "view" and opener.lower_ == "point":
        noun, opener = opener, opener.head
    if opener.lower_ not in _FROM or opener.dep_ != "prep" or not _parted(opener, int(opener.right_edge.i)):
        return None
    held = _holder(noun, ("of",))
    if held is None:
        return None
    return beside(page, opener, int(opener.right_edge.i) + 1, cue=noun, source=_span(held))


def as_seen(page: Page, verb: Token) -> Found | None:
    """The attribution of "as Peru sees it" with its verb at `verb`."""
    subject = own_subject(verb)
    if subject is None or subject.i > verb.i or verb.i + 2 >= len(verb.doc) or verb.nbor().lower_ != "it":
        return None
    first = int(subject.left_edge.i)
    if first == 0 or verb.doc[first - 1].lower_ != "as":
        return None
    return beside(page, verb.doc[first - 1], verb.i + 2, cue=verb, source=tidy(verb.doc, first, int(verb.i) - 1))


def has_it(verb: Token) -> Found | None:
    """The attribution of "rumour has it that" with its verb at `verb`."""
    doc, subject = verb.doc, own_subject(verb)
    if subject is None or subject.i > verb.i or verb.i + 4 >= len(doc):
        return None
    if doc[verb.i + 1].lower_ != "it" or doc[verb.i + 2].lower_ != "that" or doc[verb.i + 2].dep_ not in ("mark", "det", "nsubj"):
        return None
    return _one(verb, phrase(subject, verb), doc[verb.i + 3], _end(verb, doc[verb.i + 2]))


def view_is(noun: Token) -> Found | None:
    """The attribution of "Peru's view is that" and of "it is the view of Peru that", with its noun at `noun`."""
    verb = noun.head
    if verb.lemma_ != "be" or noun.dep_ not in ("nsubj", "attr") or noun.lemma_.lower() not in _HELD | cue_nouns():
        return None
    clause = next((c for c in verb.rights if c.dep_ in ("ccomp", "acl", "advcl") and c.i > noun.i), None)
    clause = clause or next((c for c in noun.rights if noun.dep_ == "attr" and c.dep_ in ("acl", "ccomp")), None)
    held = _holder(noun, ("of", "from", "in"))
    if clause is None or held is None:
        return None
    that = next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)
    if that is None or that.i < max(noun.i, verb.i) or that.i + 2 >= len(noun.doc):
        return None
    return _one(noun, _span(held), that.nbor(), _end(noun, that))


def made_clear(adjective: Token) -> Found | None:
    """The attribution of "made (it) clear that", with its adjective at `adjective`."""
    doc = adjective.doc
    before = reversed(doc[max(adjective.sent.start, adjective.i - 4) : adjective.i])
    verb = next((t for t in before if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.lemma_ != "make" or verb.tag_ == "VB" or adjective.i + 3 >= adjective.sent.end:
        return None
    subject, that = subject_of(verb), adjective.nbor()
    if subject is None or subject.i > verb.i or that.lower_ != "that" or adjective.nbor(-1).pos_ == "DET":
        return None
    return _one(adjective, phrase(subject, verb), that.nbor(), _end(adjective, that))


def views(page: Page, token: Token) -> Found | None:
    """Whichever of these attributions has its cue at `token`, None without."""
    lower, lemma = token.lower_, token.lemma_.lower()
    if lower == "per":
        return per(page, token)
    if lower in _LOOKS and (found := in_view_of(page, token)) is not None:
        return found
    if lemma in _HELD or lemma in cue_nouns():
        return view_is(token) if page.quotation_at(int(token.idx)) is None else None
    if lower == "clear" and page.quotation_at(int(token.idx)) is None:
        return made_clear(token)
    if lemma == "have" and page.quotation_at(int(token.idx)) is None:
        return has_it(token)
    return as_seen(page, token) if lemma in _SEEING and token.pos_ == "VERB" else None


def _names(noun: Token) -> bool:
    """Whether a noun behind "per" is somebody or a text, and no unit: a name, a plural, or one with an article or an owner."""
    if noun.ent_type_ in ("MONEY", "QUANTITY", "PERCENT", "CARDINAL"):
        return False
    return noun.tag_ in ("NNP", "NNPS", "NNS") or any(c.dep_ in ("det", "poss") for c in noun.lefts)


def _parted(opener: Token, last: int) -> bool:
    """Whether a phrase is set off: it opens the sentence before a comma, or ends it or a clause behind one."""
    doc = opener.doc
    after = doc[last + 1].text if last + 1 < len(doc) else "."
    before = doc[opener.i - 1].text if opener.i else ""
    opens = opener.is_sent_start or before in ('"', "“", "”", "--", "–", "—")
    return after == "," if opens else before == "," and after in (",", ".", ";", "?", "!")


def _holder(noun: Token, prepositions: tuple[str, ...]) -> Token | None:
    """Whose view it is: its owner, or the name behind "of"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return None if child.lower_ in _OURS else child
        if child.dep_ == "prep" and child.lower_ in prepositions:
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    return None


def _span(held: Token) -> tuple[int, int]:
    """The bounds of a holder without the 's of an owner."""
    return tidy(held.doc, int(held.left_edge.i), int(held.i) if held.dep_ == "poss" else int(held.right_edge.i))


def _end(cue: Token, that: Token) -> int:
    """The index of the last token of the clause that "that" opens."""
    head = that.head
    last = int(head.right_edge.i) if head.i > that.i else int(cue.sent.end) - 1
    while last > that.i and (cue.doc[last].is_punct or cue.doc[last].is_space):
        last -= 1
    return last


def _one(cue: Token, source: tuple[int, int], first: Token, last: int) -> Found | None:
    told = cue.doc[first.i : last + 1]
    if not any(t.tag_ in FINITE for t in told):
        return None
    piece = (int(first.idx), end_of(cue.doc[last]))
    return Found(cue=(int(cue.idx), end_of(cue)), source=source, pieces=(piece,), quoted=(False,), anchor=int(cue.idx))
