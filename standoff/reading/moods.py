"""The mood of a predicate: said or done, to be done, possible, wished, refused; negated or not; under a condition or not."""

from collections.abc import Container
from dataclasses import dataclass, replace

from spacy.tokens import Token

from standoff.codebook.lexicon import Lexicon
from standoff.reading.clauses import MAX_CLIMB, is_infinitive, misjoined
from standoff.reading.connectors import behind_connector, connector_after, connector_before

_PLAIN_BEFORE_ING = frozenset(
    {"by", "after", "for", "with", "while", "in", "without", "since", "following", "despite", "including"}
)
# "need not disarm", "does not have to leave": nobody forbids it, nobody asks for it.
_NO_DUTY = frozenset({"need", "have", "require", "oblige", "compel", "force"})
# What is named only as what is not done: "rather than attack", "instead of leaving", "far from rejecting", "short of condemning",
# "talked out of leaving".
_AWAY_FROM = frozenset({"instead", "short", "out"})
_STILL_TO = frozenset({"have", "be", "remain"})  # "has yet to", "is yet to", "remains yet to"
_HEARSAY = frozenset({"believe", "suspect", "think", "say", "report", "allege", "know", "see", "understand", "assume", "rumor"})
# What is said of somebody by those who guess at it.
_EXPECTED = frozenset({"expect", "tip", "predict", "forecast", "believe", "think", "suppose"})
_LIKELY = frozenset({"likely", "sure", "bound", "certain", "poised", "set", "inclined"})
PONDERED = frozenset({"consider", "weigh", "mull", "contemplate", "ponder", "debate"})  # the party has not decided
_POSSIBLY = frozenset(
    {"probably", "likely", "possibly", "perhaps", "maybe", "reportedly", "allegedly", "apparently", "presumably", "supposedly"}
)
_MAYBE = frozenset({"may", "might", "could"})
_REACH = 8  # tokens: from "rather" to "than" ("would rather leave the council than sign")
LONGEST_SENTENCE = 120  # tokens; what is longer is a list or a page without full stops
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_PRESENT = frozenset({"VBP", "VBZ"})
_PAST = frozenset({"VBD", "VBN"})
_WISHED = frozenset({"hope", "wish", "doubt", "pray"})  # what another may do is no act of its own yet
_TRUE = frozenset({"true", "accurate", "correct", "so"})
_NOTHING = frozenset({"none", "nothing", "nobody", "neither"})
_NO_WAY = frozenset({"circumstance", "way", "mean", "means", "account", "condition", "case", "time", "point", "event", "stage"})
_ONCE = frozenset({"once"})
_WHEN = frozenset({"when"})
_FALTERING = frozenset({"hesitate", "shrink", "fail", "forget", "neglect", "omit"})  # who does not do so does what follows
_HINDERING = frozenset({"stop", "prevent", "keep", "hinder", "deter", "dissuade", "refrain", "abstain"})  # "from" doing it
_MERELY = frozenset({"just", "merely"})


@dataclass(frozen=True, slots=True)
class Mood:
    """How a predicate is said. `kind` is as in the lexicon; `under_if` is true of a clause that is itself a condition.

    `foreseen` is true of what is told as expected, possible or believed ("is likely to", "may", "reportedly").
    """

    kind: str = "plain"
    negated: bool = False
    conditional: bool = False
    under_if: bool = False
    continuous: bool = False
    question: bool = False
    foreseen: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of this mood in the lexicon, the closest first."""
        name = ("not-" if self.negated else "") + self.kind
        return (f"{name}-if", name) if self.conditional else (name,)


def is_negated(token: Token, lexicon: Lexicon) -> bool:
    """Whether a verb, or what governs no more than it, is negated by any of its words, or by the verb that it is joined to."""
    if token.i > 0 and token.nbor(-1).lower_ == "but" and token.nbor(-1).dep_ == "advmod":
        return False  # "cannot but accept"
    for child in token.children:
        if _and_more(child):
            continue
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "det", "preconj", "cc") and child.lower_ in lexicon.moods.negators):
            return True
        if child.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and (
            child.lower_ in ("no", "nothing", "none", "nobody")
            or any(c.dep_ in ("det", "neg") and c.lower_ in ("no", "neither") for c in child.lefts)
        ):
            return True
        if child.dep_ == "aux" and any(c.dep_ == "neg" or any(map(_never, c.lefts)) for c in child.children):
            return True  # "does not, and never will, accept", "not once did it meet"
        if child.lower_ in ("longer",) and any(c.lower_ == "no" for c in child.lefts):
            return True
        if child.dep_ == "advmod" and any(_never(c) for c in child.lefts):
            return True  # "has never before rejected"
        of_subject = [c for c in child.rights if c.dep_ == "prep"] if child.dep_ == "nsubj" else []  # "Chile by no means accepts"
        if any(_nought(c) for prep in (child, *of_subject) if prep.dep_ == "prep" for c in prep.children):
            return True  # "will under no circumstances accept", "gave in to none of the demands"
    return negated_with(token, lexicon)


def _never(token: Token) -> bool:
    return token.lower_ == "never" or (token.lower_ == "not" and token.head.lower_ == "once")


def _and_more(child: Token) -> bool:
    """Whether "not" denies no verb: "not only rejected it", "did not just meet", "not until May did it accept"."""
    if child.lower_ not in ("not", "n't") or child.i + 1 >= len(child.doc):
        return False
    word = child.nbor().lower_
    if word == "until":
        return child.i == child.head.left_edge.i
    past = child.head.tag_ in _PAST or any(c.lower_ == "did" for c in child.head.lefts)
    return word == "only" or (word in _MERELY and past)


def _nought(token: Token) -> bool:
    """Whether the object of a preposition says that there is no such thing, or no way."""
    if token.dep_ != "pobj":
        return False
    no_way = token.lemma_ in _NO_WAY and any(c.lower_ == "no" for c in token.lefts) and token.head.lower_ != "with"
    return token.lower_ in _NOTHING or no_way  # "with no conditions" denies the conditions


def negated_with(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb shares the negation of the one it is joined to ("neither signed nor rejected", "did not sign or ratify")."""
    head = verb.head
    if verb.dep_ != "conj" or head.pos_ not in ("VERB", "AUX"):
        return False
    between = [c.lower_ for c in head.rights if c.dep_ == "cc" and c.i < verb.i]
    joined = between or [c.lower_ for c in verb.rights if c.dep_ == "cc"]  # "did not accept, sign or ratify"
    if "nor" in between:
        return True
    own = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)
    alike = verb.tag_ == head.tag_ or {verb.tag_, head.tag_} == _PAST  # which taggers confuse
    return not own and alike and not {"or", "nor"}.isdisjoint(joined) and is_negated(head, lexicon)


def _auxiliary(token: Token, lexicon: Lexicon) -> str | None:
    for child in token.children:
        if child.dep_ == "aux" and child.lower_ != "to":
            found = lexicon.auxiliaries.get(child.lower_) or lexicon.auxiliaries.get(child.lemma_.lower())
            # "'d" is "had" before a participle
            if found is not None and not (child.lower_ == "'d" and token.tag_ == "VBN"):
                return found
    return None


def _governor(token: Token) -> Token | None:
    """The word that governs an infinitive or a participle: "plans to", "ready to", "intention of"."""
    head = token.head
    if head.i == token.i:
        return None
    if token.dep_ == "pcomp":
        return head.head if head.dep_ in ("prep", "agent") and head.head.i != head.i else head
    return head


def _hearsay(head: Token) -> bool:
    """Whether the governor says no more than where it is known from ("is believed to have sunk it")."""
    return head.lemma_ in _HEARSAY and any(c.dep_ == "auxpass" for c in head.lefts)


def _from_governor(token: Token, lexicon: Lexicon, depth: int) -> Mood:
    head = _governor(token)
    if token.dep_ == "pcomp" and token.head.lower_ in _PLAIN_BEFORE_ING:
        return Mood("plain", negated=token.head.lower_ == "without")
    if head is None:
        return Mood("void" if is_infinitive(token) else "plain")
    if (
        token.dep_ in ("advcl", "relcl")
        and is_infinitive(token)
        and head.pos_ == "VERB"
        and head.lemma_.lower() not in lexicon.governors
    ):
        return Mood("void")
    if is_infinitive(token) and not_yet(token):
        return Mood("void", negated=True)
    if head.lower_ == "going" and is_infinitive(token):
        return Mood("future", negated=is_negated(head, lexicon))
    if head.lemma_ == "be" and is_infinitive(token):
        judged = next((c.lemma_.lower() for c in head.rights if c.dep_ == "acomp" and c.i < token.i), None)
        if judged is not None and judged not in lexicon.governors:
            return Mood("void", negated=judged in lexicon.classes["NEGATIVE"])  # "would be foolish to reject", "is glad to hear"
        return Mood("future", negated=is_negated(head, lexicon))
    if _hearsay(head) or (head.lower_ == "able" and head.head.tag_ == "VBD"):
        negated = is_negated(head, lexicon) or is_negated(head.head, lexicon)
        return Mood("plain", negated=negated, foreseen=head.lower_ != "able")
    if head.lower_ == "unlikely":
        return Mood("future", negated=not is_negated(clause_verb(head), lexicon), foreseen=True)
    found = lexicon.governors.get(head.lemma_.lower()) or lexicon.governors.get(head.lower_)
    if found == "future" and token.dep_ == "pcomp" and token.head.lower_ == "against":
        return Mood("future", negated=not is_negated(head, lexicon))  # "decided against attacking"
    if found is None:
        return Mood("void" if is_infinitive(token) else "plain")
    if found == "wanted" and any(c.dep_ == "nsubj" for c in token.lefts):
        return Mood("void")  # wanted of another
    if found == "same":
        return mood_of(head, lexicon, depth + 1)
    from_it = token.dep_ == "pcomp" and token.head.lower_ == "from"
    if head.lemma_.lower() in (_HINDERING if from_it else _FALTERING) and is_negated(head, lexicon):
        return replace(mood_of(head, lexicon, depth + 1), negated=False)  # "will not hesitate to attack"
    if found == "void" and (head.lemma_.lower() in lexicon.moods.unsaying):
        return Mood("void", negated=True)
    clause = clause_verb(head)
    kind = "may" if _auxiliary(clause, lexicon) == "may" and found in ("future", "willing") else found
    negated = is_negated(clause, lexicon) or (head.i != clause.i and is_negated(head, lexicon))
    if kind == "may" and found == "may" and head.lemma_.lower() == "have":
        kind = "must"
    if kind == "must" and negated and head.lemma_.lower() in _NO_DUTY:
        return Mood("void", negated=True)
    return Mood(kind, negated=negated, foreseen=_expected(head))


def _expected(head: Token) -> bool:
    """Whether a governor says that something is not decided, or only thought of somebody ("considers", "is likely to")."""
    passive = any(c.dep_ == "auxpass" for c in head.lefts)
    return head.lower_ in _LIKELY or head.lemma_ in PONDERED or (head.lemma_ in _EXPECTED and passive)


def _thought(verb: Token) -> bool:
    """Whether a clause is told as possible or by hearsay: "may", "will probably", "reportedly"."""
    return any(c.lower_ in (_POSSIBLY if c.dep_ == "advmod" else _MAYBE if c.dep_ == "aux" else ()) for c in verb.children)


def not_yet(verb: Token) -> bool:
    """Whether what an infinitive names is still to come: "has yet to answer", "is yet to sign"."""
    return verb.head.lemma_ in _STILL_TO and any(c.lower_ == "yet" for c in (*verb.head.children, *verb.lefts))


def clause_verb(head: Token) -> Token:
    """The verb of the clause of a predicate adjective or noun; a verb is its own."""
    if head.pos_ in ("VERB", "AUX") or head.dep_ == "ROOT":
        return head
    return head.head if head.dep_ in ("acomp", "attr", "oprd", "dobj", "nsubjpass", "xcomp", "ccomp") else head


def _inherits(token: Token) -> bool:
    if token.dep_ != "conj" or token.head.pos_ not in ("VERB", "AUX"):
        return False
    if token.tag_ in ("VBZ", "VBD", "VBG"):
        return False
    has_own = any(c.dep_ in ("aux", "nsubj", "nsubjpass", "auxpass") for c in token.children)
    return not has_own


def mood_of(verb: Token, lexicon: Lexicon, depth: int = 0) -> Mood:
    """The mood of the clause whose verb is `verb`."""
    if depth > MAX_CLIMB:
        return Mood()
    kind = _auxiliary(verb, lexicon)
    negated = is_negated(verb, lexicon)
    needless = negated and any(c.dep_ == "aux" and c.lower_ == "need" for c in verb.lefts)
    if needless or unsaid(verb, lexicon) or _untrue(verb, lexicon) or _nearly(verb):
        return Mood("void", negated=True)
    if _might_have(verb, lexicon):
        return Mood("void", negated=True)
    if kind is None and _inherits(verb):
        outer = mood_of(verb.head, lexicon, depth + 1)
        return Mood(
            outer.kind,
            negated=negated,
            conditional=outer.conditional,
            under_if=outer.under_if,
            foreseen=outer.foreseen or _thought(verb),
        )
    if kind is None and (
        is_infinitive(verb)
        or (verb.tag_ in ("VBG", "VB") and verb.dep_ in ("xcomp", "pcomp", "acl", "ccomp") and not _has_finite(verb))
    ):
        outer = _from_governor(verb, lexicon, depth)
        return Mood(
            outer.kind,
            negated=negated != outer.negated,
            conditional=outer.conditional or _conditional(verb, lexicon),
            under_if=under_if(verb, lexicon),
            foreseen=outer.foreseen or _thought(verb),
        )
    return Mood(
        kind or "plain",
        negated=negated,
        conditional=_conditional(verb, lexicon),
        under_if=under_if(verb, lexicon),
        continuous=verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children),
        question=_question(verb),
        foreseen=_thought(verb),
    )


def _might_have(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb tells of what did not happen, or is not known: "would have sent", "was to have sent"."""
    if verb.tag_ != "VBN" or not any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.lefts):
        return False
    due = is_infinitive(verb) and verb.head.lemma_ == "be" and verb.head.tag_ == "VBD"
    return due or _auxiliary(verb, lexicon) in ("future", "may", "must")


def unsaid(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a clause is named only as what nobody does or says: "rather than attack", "never said that it would attack"."""
    if verb.dep_ not in ("pcomp", "ccomp", "conj", "advcl"):
        return False
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ in ("of", "from"):
        if head.lower_ == "from":
            return not is_negated(head.head, lexicon)  # "nothing will stop it from attacking"
        return head.nbor(-1 if head.i else 0).lower_ in _AWAY_FROM
    if verb.dep_ == "ccomp" and head.i < verb.i and head.lemma_ in _WISHED:
        return True
    if verb.dep_ == "ccomp" and head.i < verb.i and head.lemma_.lower() in lexicon.moods.reporting:
        return is_negated(head, lexicon)
    if verb.dep_ == "ccomp":
        return False
    first = verb.doc[max(verb.left_edge.i - 1, 0) : verb.i]
    than = next((t for t in first if t.lower_ == "than"), None)
    return than is not None and any(t.lower_ in ("rather", "sooner") for t in verb.doc[max(than.i - _REACH, 0) : than.i])


def _untrue(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a clause is said not to be so: "it is not true that it fled", "reports that it fled are false"."""
    hangs = verb.dep_ in ("acl", "relcl") or (verb.dep_ == "ccomp" and verb.head.pos_ == "NOUN")
    told = hangs and verb.head.dep_ in ("nsubj", "nsubjpass")
    if not told and verb.dep_ not in ("ccomp", "csubj", "advcl"):
        return False
    be = verb.head.head if told else verb.head
    judged = next((c.lemma_.lower() for c in be.rights if c.dep_ in ("acomp", "attr")), None) if be.lemma_ == "be" else None
    return judged in (_TRUE if is_negated(be, lexicon) else lexicon.classes["UNTRUE"])


def _nearly(verb: Token) -> bool:
    """Whether something all but happened ("almost signed"), and so did not."""
    return verb.i > 0 and verb.nbor(-1).lower_ in ("almost", "nearly") and verb.nbor(-1).head.i == verb.i


def _has_finite(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in verb.children)


def _conditional(verb: Token, lexicon: Lexicon) -> bool:
    if any(conditional_clause(child, verb, lexicon) for child in verb.children):
        return True
    return connector_after(verb) is not None or connector_before(verb) is not None


def conditional_clause(clause: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Whether a clause that hangs on `verb` states a condition of it: "if", "unless", "once they leave", "should they attack"."""
    before = clause.dep_ == "ccomp" and clause.i < verb.i  # what the parse takes for words that are quoted
    if before or clause.dep_ == "advcl":
        return inverted(clause) or (not before and (awaited(clause) or opens(clause, lexicon.moods.conditions)))
    return False


def under_if(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the clause is itself a condition or a mere possibility ("if Iran attacks", "whether to attack")."""
    token, within = verb, True
    for _ in range(MAX_CLIMB):
        if inverted(token) or (within and behind_connector(token)):
            return True
        within = within and token.dep_ != "relcl"  # the parse hangs main clauses on a noun before them
        if awaited(token) or opens(token, lexicon.moods.hypothetical):
            return True
        if token.dep_ not in ("conj", "xcomp", "acomp", "attr", "dobj", "relcl", "acl", "prep", "pobj") or (
            token.dep_ == "conj" and misjoined(token)
        ):
            return False
        token = token.head
    return False


def opens(clause: Token, words: Container[str]) -> bool:
    """Whether one of `words` opens a clause."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in words for c in clause.lefts)


def awaited(clause: Token) -> bool:
    """Whether "once", or "when" with a perfect, opens a clause in the present: what something waits for, not what was."""
    finite = [clause, *(c for c in clause.lefts if c.dep_ in ("aux", "auxpass"))]
    perfect = opens(clause, _WHEN) and any(c.dep_ == "aux" and c.lemma_ == "have" for c in clause.lefts)
    if not (perfect or opens(clause, _ONCE)) or not any(c.tag_ in _PRESENT for c in finite):
        return False
    return not any(c.tag_ == "VBD" for c in finite)


def inverted(verb: Token) -> bool:
    """Whether the auxiliary stands before the subject without a question ("should Iran attack", "had they agreed")."""
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    return any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in ("should", "had", "were") and c.i < subject.left_edge.i for c in verb.lefts
    )


def _question(verb: Token) -> bool:
    """Whether the sentence ends in a question mark."""
    doc, last = verb.doc, verb.i
    for token in doc[verb.i + 1 : verb.i + LONGEST_SENTENCE]:
        if token.is_sent_start:
            break
        last = token.i
    while last > verb.i and (doc[last].is_space or doc[last].lower_ in ('"', "'")):
        last -= 1
    return last > verb.i and doc[last].lower_ == "?"
