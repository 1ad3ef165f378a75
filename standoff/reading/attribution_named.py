"""What a verb says of its object or about a noun: a name given to it, a clause within its relative clause, a report denied."""

from spacy.tokens import Token

from standoff.codebook.cues import CueVerb, cue_nouns, cue_verbs
from standoff.reading.attribution_content import Bounds
from standoff.reading.attribution_page import ENDS, Page, end_of, is_finite
from standoff.reading.attribution_source import is_passive, own_subject
from standoff.reading.quotes import Quotation

# How many tokens may stand between a verb and the name that it gives: "called the offer made on Monday".
_GAP = 18
# Verbs that give a name without "as": "called the plan a farce".
_PLAIN = frozenset(("call", "brand", "label", "dub", "term"))
_NO_OBJECT = frozenset(("for", "on", "upon", "off", "in", "into", "out", "to", "by"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "DET"))
_RELATIVES = frozenset(("which", "that", "who", "whom", "what", "whatever"))
_OBJECTS = frozenset(("it", "him", "her", "them", "this", "that", "us", "me", "you"))
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
    first = gap[1] if gap[0].lower_ in _OBJECTS and len(gap) > 1 else gap[0]
    if last is not None:
        return (int(first.idx), last), False
    if len(gap) > (2 if gap[0].lower_ in _OBJECTS else 1):
        return (int(first.idx), quotation.right), False
    return (quotation.start, quotation.end), True


def described(verb: Token, cue: CueVerb) -> tuple[Bounds, bool] | None:
    """What `verb` makes of its object with "as" ("described the offer as a trap"), as bounds and False."""
    if "as" not in cue.takes or own_subject(verb) is None or is_passive(verb):
        return None
    thing = next((child for child in verb.rights if child.dep_ in ("dobj", "nsubj")), None)
    likened = next((c for w in (verb, thing) if w is not None for c in w.rights if c.lower_ == "as" and c.dep_ == "prep"), None)
    if thing is None or likened is None or likened.i < thing.i or not any(likened.children):
        return None
    last = likened.right_edge
    while last.i > likened.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return (int(thing.left_edge.idx), end_of(last)), False


def blaming(verb: Token) -> Bounds | None:
    """Who is blamed, and for what: "blamed the outage on the north", without the mere "blamed the north"."""
    if verb.lemma_.lower() != "blame" or is_passive(verb) or own_subject(verb) is None:
        return None
    blamed = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if blamed is None:
        return None
    why = [c for word in (verb, blamed) for c in word.rights if c.dep_ in ("prep", "dative") and c.lower_ in ("on", "for")]
    last = why[-1].right_edge if why else None
    while last is not None and last.i > blamed.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return (int(blamed.left_edge.idx), end_of(last)) if last is not None and blamed.left_edge.i > verb.i else None


def called_what(page: Page, verb: Token, cue: CueVerb) -> tuple[Bounds, bool] | None:
    """The name in "what the envoy called a pretext": from behind the verb to the end of the noun phrase."""
    subject = own_subject(verb)
    if "name" not in cue.takes or subject is None or subject.left_edge.i == 0 or subject.i > verb.i:
        return None
    following = verb.nbor(1) if verb.i + 2 < verb.sent.end else None
    if subject.left_edge.nbor(-1).lower_ != "what" or following is None:
        return None
    first = following.nbor(1) if following.lower_ == "as" else following
    last = next((c for c in reversed(list(verb.rights)) if c.dep_ in ("oprd", "dobj", "ccomp", "xcomp", "prep", "attr")), None)
    if last is None or first.text in {",", ";"}:
        return None
    quotation = page.quotation_at(int(first.idx)) or page.quotation_after(int(first.idx))
    end = end_of(last.right_edge)
    if quotation is not None and quotation.closed and quotation.left <= end:
        end = max(end, quotation.right) if quotation.left > first.idx else quotation.right
    return (int(first.idx), end), False


def _names(gap: list[Token], *, plain: bool) -> bool:
    """Whether an object (and "as") stands between a verb and a quotation, and nothing that would part them."""
    if not gap or len(gap) > _GAP or gap[0].lower_ in _NO_OBJECT:
        return False
    if any(is_finite(token) or token.text in ENDS or token.text in {",", ":", ";"} for token in gap):
        return False
    if any(token.tag_ == "TO" or token.lower_ == "what" for token in gap):
        return False  # "called the king to wish him"
    linked = any(token.lower_ == "as" for token in gap[1:])
    return linked or (plain and any(token.pos_ in _NOMINAL and token.lower_ not in {"a", "an"} for token in gap))


def _told_on(page: Page, verb: Token, quotation: Quotation) -> int | None:
    """The end of the sentence where the name goes on in a second quotation ('called it "new" and "bold"')."""
    text, last = page.context.text, quotation
    following = page.quotation_after(quotation.right)
    while following is not None and following.left < verb.sent.end_char:
        between = text[last.right : following.left]
        if any(t.tag_ == "VBG" and t.lower_ in cue_verbs() for t in page.tokens(last.right, following.left)):
            break
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
    if first <= verb.sent.start or not _opens(verb.doc[first - 1], subject):
        return None
    head = following.head if following.dep_ in ("aux", "auxpass") and following.head.i > following.i else following
    last = head.right_edge
    while last.i > following.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return ((int(following.idx), end_of(last)), False) if last.i > following.i else None


def _opens(before: Token, subject: Token | None) -> bool:
    """Whether a relative word stands before the one who tells, or the noun that is told of ("a plane it said had strayed")."""
    if before.lower_ in _RELATIVES:
        return True
    return subject is not None and subject.tag_ in ("PRP", "NNP") and before.tag_ in ("NN", "NNS") and before.i < subject.i


def denied_report(page: Page, verb: Token) -> tuple[Bounds, bool] | None:
    """What is denied: a deed, or what reports of nobody named say ("denied reports (that) it had sold arms")."""
    if verb.lemma_.lower() not in _DENYING:
        return None
    if is_passive(verb):
        return _report_denied_by(verb)
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


def _report_denied_by(verb: Token) -> tuple[Bounds, bool] | None:
    """What a report says that somebody is said to deny: "reports that it had sold arms were denied by the ministry"."""
    noun = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    if noun is None or own_subject(verb) is None or noun.lemma_.lower() not in _REPORTS | cue_nouns():
        return None
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "relcl", "ccomp") and _whole(c)), None)
    if clause is None or not any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.lefts):
        return None
    first = clause.left_edge if clause.left_edge.lower_ != "that" else clause.left_edge.nbor(1)
    return (int(first.idx), end_of(clause.right_edge)), False


def _deed(noun: Token) -> bool:
    """Whether a deed is denied ("any role in the raid"), no access, no report and no person."""
    lemma = noun.lemma_.lower()
    said = lemma in _REPORTS or lemma in cue_nouns() or lemma in _GRANTED
    return noun.pos_ == "NOUN" and not said and any(child.dep_ == "prep" for child in noun.rights)


def _whole(clause: Token) -> bool:
    """Whether a clause has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") and child.lower_ not in _RELATIVES for child in clause.lefts)
