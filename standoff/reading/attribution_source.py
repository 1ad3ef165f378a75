"""Who is the source of a cue: the noun phrase that says, thinks or shows, as a span."""

from spacy.tokens import Doc, Token

from standoff.codebook.cues import channels, cue_verbs
from standoff.reading.attribution_page import FINITE, MARKS, end_of, is_dash

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_CLIMBS = frozenset(("conj", "advcl", "xcomp", "pcomp", "dep", "ccomp", "parataxis", "prep", "pobj", "appos"))
# How many steps up the tree, and how many words to the left, a subject is looked for.
_STEPS = 5
_REACH = 14


def subject_of(verb: Token) -> Token | None:
    """The head of the noun phrase that does what `verb` says, looked for up the tree, or None."""
    token: Token = verb
    for _ in range(_STEPS):
        if _within_speech(token, verb):
            token = token.head
            continue
        if token.dep_ == "conj" and token == verb and _of_the_reporter(token):
            token = token.head.head
            continue
        own = _quoted_one(token) if token != verb else None
        own = own or own_subject(token)
        if own is not None:
            return _antecedent(own, token)
        if token.dep_ in ("acl", "relcl") and not _issued(token, verb):
            return token.head if token.head.pos_ in _NOMINAL else None
        if token.head == token or (token.dep_ not in _CLIMBS and not _issued(token, verb)):
            return None
        if token.dep_ == "ccomp" and token.tag_ != "VBG":
            return None
        token = token.head
    return None


def _of_the_reporter(verb: Token) -> bool:
    """Whether a past verb was hung on a clause told by another past one: "said the army could not stay and repeated that"."""
    told = verb.head
    if verb.tag_ != "VBD" or told.dep_ != "ccomp" or told.head.tag_ != "VBD" or told.head.i > told.i:
        return False
    return not any(c.dep_ in _SUBJECTS for c in verb.lefts) and any(c.tag_ == "MD" for c in told.lefts)


def _issued(token: Token, verb: Token) -> bool:
    """Whether the way leads on through what somebody did: "issued a statement saying", "defended his plan by saying"."""
    if token == verb and token.dep_ == "acl" and token.tag_ == "VBG" and _thing(token.head):
        return True
    if token.dep_ in ("acl", "relcl"):
        return token != verb or token.head.lemma_.lower() in channels()
    return token.dep_ == "dobj" and token != verb


def _thing(noun: Token) -> bool:
    """Whether a participle that tells on hangs on an object that says nothing: "seized the tanker in the gulf saying that"."""
    top = noun
    while top.dep_ == "pobj" and top.head.head.pos_ in _NOMINAL:
        top = top.head.head
    return (
        top.dep_ == "dobj"
        and noun.tag_ in ("NN", "NNP")
        and top.tag_ in ("NN", "NNP")
        and top.ent_type_ not in ("PERSON", "NORP")
    )


def _within_speech(token: Token, verb: Token) -> bool:
    """Whether a participle that tells on was hung on what is said, not on who says it: "said the talks failed, adding ..."."""
    if verb.tag_ != "VBG" or token == verb:
        return False
    return token.dep_ == "ccomp" and token.head.i < token.i and token.head.lower_ in cue_verbs()


def _quoted_one(verb: Token) -> Token | None:
    """Who is quoted, in "was quoted by the agency as saying" and "the agency quoted him as saying"."""
    if verb.lemma_.lower() not in ("quote", "cite"):
        return None
    passive = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    return passive or next((child for child in verb.rights if child.dep_ == "dobj" and child.pos_ in _NOMINAL), None)


def own_subject(verb: Token) -> Token | None:
    """The subject that the parse gives to `verb` itself, on either side; the agent of a passive."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS and child.dep_ != "nsubjpass"]
    fitting = [child for child in subjects if child.pos_ in _NOMINAL | {"DET", "ADJ", "X"}]
    if fitting:  # the nearest before the verb: damaged marks leave it two
        return max((child for child in fitting if child.i < verb.i), key=lambda child: int(child.i), default=fitting[0])
    passive = any(child.dep_ == "nsubjpass" for child in verb.children)
    for child in verb.children:
        if child.dep_ == "agent" or (passive and child.lower_ == "by"):
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def is_passive(verb: Token) -> bool:
    """Whether `verb` is in the passive, so that its subject says nothing."""
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
        return verb.head
    return subject


def phrase(head: Token, verb: Token) -> tuple[int, int]:
    """The bounds (code points) of the noun phrase of `head`, on its own side of `verb`."""
    first, last = head.left_edge.i, head.right_edge.i
    holder = next((child for child in head.rights if child.left_edge.i <= verb.i <= child.right_edge.i), None)
    if holder is not None:
        last = max(head.i, holder.left_edge.i - 1)  # the verb stands in a clause on its own source: "leaders, who said"
    elif head.i < verb.i:
        last = min(last, verb.i - 1)
    else:
        first = max(first, verb.i + 1)
    return tidy(head.doc, first, last)


def tidy(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The bounds of the tokens `first`..`last` without punctuation or marks at their ends."""
    while first < last and _loose(doc[first]):
        first += 1
    while last > first and _loose(doc[last]):
        last -= 1
    return int(doc[first].idx), end_of(doc[last])


def _loose(token: Token) -> bool:
    if token.lower_ == "all" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "but":
        return True  # "Norland all but accused"
    return token.is_space or token.text in MARKS or is_dash(token) or token.text in {",", ";", ":", ".", "and", "but"}


def phrase_left_of(verb: Token) -> tuple[int, int] | None:
    """The words right before `verb`, back to a comma, mark or verb, where the parse gives no subject: token indices."""
    doc = verb.doc
    last = verb.i - 1
    while last > verb.sent.start and (doc[last].pos_ in ("AUX", "ADV", "PART") or doc[last].is_space):
        last -= 1
    first = last + 1
    while first - 1 >= max(verb.sent.start, last - _REACH) and not _stops(doc[first - 1]):
        first -= 1
    if first > last or not any(doc[i].pos_ in _NOMINAL for i in range(first, last + 1)):
        return None
    return first, last


def phrase_right_of(verb: Token) -> tuple[int, int] | None:
    """The words right after `verb`, up to a comma, mark or verb, where the parse gives no subject: token indices."""
    doc = verb.doc
    first = last = verb.i + 1
    stop = min(verb.sent.end, first + _REACH)
    while last < stop and not _stops(doc[last]):
        last += 1
    last -= 1
    if last < first or not any(doc[i].pos_ in _NOMINAL for i in range(first, last + 1)):
        return None
    return first, last


def _stops(token: Token) -> bool:
    return (
        token.text in MARKS
        or is_dash(token)
        or token.text in {",", ";", ":", ".", "!", "?", "(", ")"}
        or token.tag_ in FINITE
        or (token.tag_ in {"IN", "CC", "WDT"} and token.lower_ in {"that", "but", "while", "although", "as", "if", "because"})
    )
