"""What a verb says of its object or about a noun: a name given to it, a clause within its relative clause, a report denied."""

from spacy.tokens import Token

from standoff.codebook.cues import CueVerb, cue_nouns
from standoff.reading.attribution_content import Bounds
from standoff.reading.attribution_page import ENDS, Page, end_of, is_finite
from standoff.reading.quotes import Quotation

# How many tokens may stand between a verb and the name that it gives: "called the offer made on Monday".
_GAP = 12
# Verbs that give a name without "as": "called the plan a farce".
_PLAIN = frozenset(("call", "brand", "label", "dub", "term"))
_NO_OBJECT = frozenset(("for", "on", "upon", "off", "in", "into", "out", "to", "by"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "DET"))
_RELATIVES = frozenset(("which", "that", "who"))
_DENYING = frozenset(("deny", "refute"))
# Nouns besides those that hold a clause, of which one can be denied.
_REPORTS = frozenset(("report", "rumor", "rumour", "charge"))


# What is denied to somebody rather than denied.
_GRANTED = frozenset(
    ("access", "entry", "visa", "permission", "request", "bail", "right", "opportunity", "chance", "motion", "appeal")
)


def naming(page: Page, verb: Token, cue: CueVerb) -> tuple[Bounds, bool] | None:
    """The quoted name that `verb` gives to its object ('called it "insane"'), as bounds and whether all of it is quoted."""
    if "name" not in cue.takes:
        return None
    quotation = page.quotation_after(end_of(verb))
    if quotation is None or not quotation.closed or quotation.left >= verb.sent.end_char:
        return None
    gap = page.tokens(end_of(verb), quotation.left)
    if not _names(gap, plain=cue.lemma in _PLAIN):
        return None
    last = _told_on(page, verb, quotation)
    if last is not None:
        return (int(gap[0].idx), last), False
    return (quotation.start, quotation.end), True


def _names(gap: list[Token], *, plain: bool) -> bool:
    """Whether an object (and "as") stands between a verb and a quotation, and nothing that would part them."""
    if not gap or len(gap) > _GAP or gap[0].lower_ in _NO_OBJECT:
        return False
    if any(is_finite(token) or token.text in ENDS or token.text in {",", ":", ";"} for token in gap):
        return False
    if any(token.tag_ == "TO" for token in gap):
        return False  # "called the king to wish him"
    linked = any(token.lower_ == "as" for token in gap[1:])
    return linked or (plain and any(token.pos_ in _NOMINAL and token.lower_ not in {"a", "an"} for token in gap))


def _told_on(page: Page, verb: Token, quotation: Quotation) -> int | None:
    """The end of the sentence where the name goes on in a second quotation ('called it "new" and "bold"')."""
    text, last = page.context.text, quotation
    following = page.quotation_after(quotation.right)
    while following is not None and following.left < verb.sent.end_char:
        between = text[last.right : following.left]
        if any(is_finite(t) and t.head.i < t.i for t in page.tokens(last.right, following.left)) and "which" not in between:
            break
        last, following = following, page.quotation_after(following.right)
    return last.right if last is not quotation else None


def told_within(page: Page, verb: Token, cue: CueVerb) -> tuple[Bounds, bool] | None:
    """What is told within a relative clause: "the files, which it said showed a plan", as bounds and False."""
    following = verb.nbor(1) if verb.i + 1 < verb.sent.end else None
    if "that" not in cue.takes or following is None or not is_finite(following):
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj" and child.lower_ not in _RELATIVES), None)
    first = subject.left_edge.i if subject is not None else verb.i - 1
    if first <= verb.sent.start or verb.doc[first - 1].lower_ not in _RELATIVES:
        return None
    head = following.head if following.dep_ in ("aux", "auxpass") and following.head.i > following.i else following
    last = head.right_edge
    while last.i > following.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return ((int(following.idx), end_of(last)), False) if last.i > following.i else None


def denied_report(page: Page, verb: Token) -> tuple[Bounds, bool] | None:
    """What is denied: a deed, or what reports of nobody named say ("denied reports (that) it had sold arms")."""
    if verb.lemma_.lower() not in _DENYING:
        return None
    for noun in verb.rights:
        lemma = noun.lemma_.lower()
        if noun.dep_ == "dobj" and _deed(noun):
            return (int(noun.left_edge.idx), end_of(noun.right_edge)), False
        owned = any(child.dep_ in ("poss", "amod", "compound") and child.ent_type_ for child in noun.lefts)
        if noun.dep_ != "dobj" or (lemma not in _REPORTS and lemma not in cue_nouns()) or owned:
            continue
        clause = next((c for c in (*noun.rights, *verb.rights) if c.dep_ in ("acl", "relcl", "ccomp") and _whole(c)), None)
        if clause is not None and clause.i > noun.i:
            first = clause.left_edge if clause.left_edge.lower_ != "that" else clause.left_edge.nbor(1)
            return (int(first.idx), end_of(clause.right_edge)), False
    return None


def _deed(noun: Token) -> bool:
    """Whether a deed is denied ("any role in the raid"), no access, no report and no person."""
    lemma = noun.lemma_.lower()
    said = lemma in _REPORTS or lemma in cue_nouns() or lemma in _GRANTED
    return noun.pos_ == "NOUN" and not said and any(child.dep_ == "prep" for child in noun.rights)


def _whole(clause: Token) -> bool:
    """Whether a clause has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") and child.lower_ not in _RELATIVES for child in clause.lefts)
