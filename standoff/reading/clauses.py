"""Clauses on the parse: what stands in which slot of a predicate, and in which mood it is said.

The parser errs, above all on translated text, so each slot has its back-offs: a preposition may hang on the object, an
infinitive may be called an adverbial clause, a subject may be that of the governing verb.
"""

from dataclasses import dataclass, field

from spacy.tokens import Token

from standoff.codebook.cues import cue_verbs
from standoff.codebook.lexicon import Lexicon
from standoff.codebook.meetings import meeting_words
from standoff.reading.clause_gaps import FINITE_TAGS, missed_past, named_by_what

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_OBJECT = frozenset({"dobj", "obj"})
_BESIDE = frozenset(
    {
        *("dobj", "obj", "attr", "acomp", "oprd", "prt", "prep", "pobj", "advmod", "nsubjpass", "compound", "amod", "dative"),
        "npadvmod",
    }
)
_PARTICLES = frozenset({"in", "up", "out", "off", "down", "over", "away", "back"})
_CLAUSAL = frozenset({"relcl", "advcl", "ccomp", "xcomp", "conj", "acl", "parataxis", "csubj", "pcomp"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend"})
# Where a verb without a subject of its own shares that of the clause around it.
_SHARING = frozenset({"xcomp", "conj", "advcl", "acomp", "pcomp", "prep", "ccomp", "attr", "oprd", "dobj", "parataxis", "pobj"})
_SUBORDINATORS = frozenset({"after", "before", "since", "until", "as"})
_WORDS = frozenset(
    {
        *("statement", "resolution", "letter", "bill", "report", "tweet", "message", "speech", "note", "communique"),
        *("decree", "editorial", "declaration", "order", "article", "post", "memo", "petition", "comment", "remark", "text"),
    }
)
MAX_GAP = 4  # words between a subject and its verb: a day, an adverb
MAX_CLIMB = 6  # governors followed upwards for a subject or a mood; deeper nesting is a parse error in news


@dataclass(slots=True)
class Slots:
    """The arguments of one predicate: the head token of each, None where the slot is empty."""

    head: Token
    subject: Token | None = None
    own_subject: bool = False
    object: Token | None = None
    indirect: Token | None = None
    inf: Token | None = None
    that: Token | None = None
    ing: Token | None = None
    complement: Token | None = None
    passive: bool = False
    predicate: bool = False
    light: Token | None = None
    preps: dict[str, Token] = field(default_factory=dict)
    places: dict[str, Token] = field(default_factory=dict)

    def get(self, name: str) -> Token | None:
        """The token in the slot `name`: a grammatical one, or a preposition's."""
        if name in ("subject", "object", "indirect", "inf", "that", "ing", "complement"):
            found: Token | None = getattr(self, name)
            return found
        return self.preps.get(name)


def happens(verb: Token) -> bool:
    """Whether a verb says of its subject that it takes place."""
    lemma = verb.lemma_.lower()
    return not {lemma, *(f"{lemma} {child.lower_}" for child in verb.children)}.isdisjoint(meeting_words().happening)


def says_when(token: Token) -> bool:
    """Whether the object of a preposition is a day or a month ("on Monday"), and so none of the predicate's arguments."""
    return token.lower_ in _DAYS or (token.pos_ == "PROPN" and token.ent_type_ == "DATE")


def is_infinitive(token: Token) -> bool:
    """Whether the verb stands with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.lefts)


def _clausal(child: Token, slots: Slots) -> None:
    dep = child.dep_
    if child.tag_ == "VBG" and dep in ("xcomp", "pcomp", "ccomp", "dobj"):
        slots.ing = slots.ing or child
    elif is_infinitive(child):
        slots.inf = slots.inf or child
    elif dep == "ccomp" or (dep == "xcomp" and child.pos_ in ("AUX", "VERB")):
        # "urged the two to leave" is parsed as a clause with a subject of its own
        slots.that = slots.that or child
    elif dep == "advcl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.lefts):
        slots.that = slots.that or child


def _preposition(child: Token, slots: Slots) -> None:
    name = child.lower_
    for inner in child.children:
        if inner.dep_ == "pobj" and says_when(inner):
            continue
        if inner.dep_ in ("pobj", "pcomp") and name not in slots.preps:
            slots.preps[name] = inner
            slots.places[name] = child
        elif inner.dep_ == "prep":  # "out of", "because of"
            _preposition(inner, slots)


def _object_preps(noun: Token, slots: Slots) -> None:
    """The prepositions on the object stand for those of the verb: "impose [sanctions on Iran]"."""
    inner = Slots(noun)
    for child in noun.children:
        if child.dep_ in ("prep", "agent"):
            _preposition(child, inner)
        elif child.dep_ in ("acl", "relcl") and slots.inf is None and is_infinitive(child) and child.i > slots.head.i:
            slots.inf = child
    for name, token in inner.preps.items():
        slots.preps.setdefault(name, token)
        slots.places.setdefault(name, inner.places[name])
        deeper = Slots(token)
        if token.pos_ in NOMINAL and name in ("of", "about"):
            for child in token.children:
                if child.dep_ == "prep":
                    _preposition(child, deeper)
            for low, what in deeper.preps.items():
                slots.preps.setdefault(low, what)
                slots.places.setdefault(low, deeper.places[low])


def _short_of(word: Token) -> bool:
    """Whether a word is the adverb of "stopped short of accusing them"."""
    return word.dep_ == "advmod" and word.lower_ == "short"


def _inner_prepositions(word: Token, slots: Slots) -> None:
    for child in word.children:
        if child.dep_ == "prep":
            _preposition(child, slots)


def _argument(child: Token, slots: Slots) -> None:
    dep = child.dep_
    if dep in ("nsubj", "csubj", "expl"):
        if slots.subject is None or dep == "nsubj":
            slots.subject, slots.own_subject = child, True
    elif dep in ("nsubjpass", "csubjpass"):
        slots.object, slots.passive = child, True
    elif dep in _OBJECT:
        if child.tag_ == "VBG" and child.pos_ == "VERB":
            slots.ing = child
        else:
            slots.object = slots.object or child
    elif dep == "dative":
        target = next((c for c in child.children if c.dep_ == "pobj"), None)
        if target is not None:
            slots.preps.setdefault(child.lower_, target)
            slots.places.setdefault(child.lower_, child)
        slots.indirect = target or child
    elif dep == "agent":
        agent = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
        if agent is not None and agent.dep_ == "pobj":
            slots.subject, slots.own_subject, slots.passive = agent, True, True
        elif agent is not None:
            slots.ing = slots.ing or agent
    elif dep == "prep":
        _preposition(child, slots)
    elif _short_of(child):
        _inner_prepositions(child, slots)
    elif dep == "auxpass":
        slots.passive = True
    elif dep in ("oprd", "acomp", "attr") or (dep == "npadvmod" and child.pos_ == "NOUN" and not child.ent_type_):
        if not _before_alike(child):
            slots.complement = slots.complement or child
    elif dep in ("xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp"):
        _clausal(child, slots)


def _before_alike(child: Token) -> bool:
    """Whether the parse tears an adjective from its noun and gives both the same place ("called the Chilean offer a step")."""
    after = child.nbor() if child.i + 1 < len(child.doc) else None
    return after is not None and after.head.i == child.head.i and after.dep_ == child.dep_


def verb_slots(verb: Token) -> Slots:
    """The slots of a verb; a missing subject is looked for in the governing clause."""
    slots = Slots(verb)
    for child in verb.children:
        _argument(child, slots)
    if slots.subject is not None and slots.subject.lower_ in _RELATIVE:
        slots.subject = _antecedent(verb) or slots.subject
    if slots.passive and slots.object is not None and slots.object.lower_ in _RELATIVE:
        slots.object = _antecedent(verb) or slots.object
    _relative_gap(slots)
    _missed_object(slots)
    if slots.object is not None:
        _object_preps(slots.object, slots)
    if missed_past(verb):
        slots.subject, slots.own_subject = verb.head, True
    elif verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "ROOT") and not any(c.dep_ == "aux" for c in verb.children):
        slots.passive = True
    if slots.subject is None and not slots.passive:
        slots.subject = outer_subject(verb)
    elif slots.passive and slots.object is None:
        slots.object = outer_subject(verb)
    return slots


def _antecedent(verb: Token) -> Token | None:
    """What "who" or "that" stands for as the subject of a clause; also in "it was Chile that refused"."""
    head = verb.head
    if verb.dep_ == "relcl":
        return head
    if verb.dep_ in ("ccomp", "advcl") and head.lemma_ == "be" and any(c.lower_ == "it" for c in head.lefts):
        return next((c for c in head.rights if c.dep_ == "attr" and c.i < verb.i), None)
    return None


def _relative_gap(slots: Slots) -> None:
    """In "the threats it made" and "which it sees as allies" the noun before the clause is the object."""
    verb = slots.head
    if verb.dep_ != "relcl" or slots.passive or not slots.own_subject or verb.head.pos_ not in NOMINAL:
        return
    gap = slots.object is None or slots.object.lower_ in _RELATIVE
    if gap and slots.subject is not None and slots.subject.i != verb.head.i:
        slots.object = verb.head


def _missed_object(slots: Slots) -> None:
    """An object that the parser hides: the subject of an infinitive ("wants Iran to"), a quantity ("sent about 500 men")."""
    if slots.object is not None:
        return
    if slots.inf is not None:
        slots.object = next((c for c in slots.inf.lefts if c.dep_ == "nsubj"), None)
    if slots.that is not None and slots.object is None:
        slots.object = named_by_what(slots.that)
    for name in ("between", "about", "around", "over"):
        token = slots.preps.get(name)
        if slots.object is None and token is not None and any(c.dep_ == "nummod" for c in token.lefts):
            slots.object = token
    _behind_day(slots)


def _behind_day(slots: Slots) -> None:
    """An object that the parser hangs on the day before it: "expelled on Friday Peru's envoy"."""
    found, on = slots.preps.get("on"), slots.places.get("on")
    if slots.object is not None or found is None or on is None or found.i <= on.i + 1 or found.ent_type_ == "DATE":
        return
    if on.nbor().lower_ in _DAYS:
        slots.object = slots.preps.pop("on")


def outer_subject(verb: Token) -> Token | None:
    """The subject that a verb without one of its own shares with the clause around it."""
    token, displaced = verb, False
    for _ in range(MAX_CLIMB):
        hidden = _hidden_subject(token)
        if hidden is not None:
            return hidden
        head, dep = token.head, token.dep_
        if head.i == token.i:
            return None
        if dep == "acl" and token.tag_ == "VBG" and head.lemma_ in _WORDS:
            return _author(head) or head
        if dep == "relcl" or (dep == "acl" and token.tag_ in ("VBG", "VBN")):
            return head
        if dep == "acl" and head.pos_ == "NOUN":
            return _owner_of_noun(head)
        if dep not in _SHARING and not _short_of(token):
            return None
        if dep == "ccomp" and token.tag_ not in ("VBG", "VB") and not displaced:
            return None
        # ("contending that it cheated and raising ..." goes on with the participle)
        wrong = misjoined(token) or (dep == "conj" and token.tag_ == "VBG" and _in_saying(token, head))
        displaced = displaced or wrong
        found = None if wrong else _subject_at(head, token, controlled=not displaced)
        if found is not None:
            return found
        token = head
    return None


def misjoined(verb: Token) -> bool:
    """Whether the parse joins a finite verb to one below the clause that it goes on with.

    "said it must end and condemned", "asked them to leave and called", "said they had shot first and asked the Council".
    """
    head = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.lefts):
        return False
    if verb.tag_ == "VBD" and _below_the_past(head):
        return True
    if any(c.tag_ == "MD" for c in head.lefts) or (verb.tag_ == "VBD" and head.dep_ == "xcomp" and is_infinitive(head)):
        return True
    before = head.tag_ == "VBN" and any(c.lower_ == "had" for c in head.lefts)
    cue = cue_verbs().get(verb.lower_)
    return before and head.dep_ == "ccomp" and cue is not None and cue.kind == "speech"


def _below_the_past(head: Token) -> bool:
    """Whether a verb to which a past tense is joined stands below one, in another tense: "accused them of arming and expelled".

    A participle, or the present in a condition ("vowed to answer if they leave and urged").
    """
    if head.tag_ == "VBG" and head.dep_ in ("pcomp", "xcomp"):
        return not any(c.dep_ == "aux" for c in head.lefts)
    if head.tag_ not in ("VBZ", "VBP") or head.dep_ != "advcl":
        return False
    above = head
    for _ in range(MAX_CLIMB):
        above = above.head
        if above.tag_ == "VBD":
            return True
    return False


def last_of(clause: Token) -> Token:
    """The last token of a clause, without a finite verb that the parse joins to it though it goes on with the clause above."""
    wrong = next((child for child in clause.rights if misjoined(child)), None)
    if wrong is None:
        return clause.right_edge
    last = wrong.left_edge.i - 1
    while last > clause.i and clause.doc[last].dep_ in ("cc", "punct"):
        last -= 1
    return clause.doc[last]


def _hidden_subject(verb: Token) -> Token | None:
    """The subject that the parser takes for the object of a preposition ("after Peru on Monday expelled ...")."""
    if verb.dep_ not in ("conj", "advcl") or verb.tag_ not in FINITE_TAGS:
        return None
    for token in reversed(verb.doc[max(verb.i - MAX_GAP, 0) : verb.i]):
        if token.dep_ == "pobj" and token.head.lower_ in _SUBORDINATORS:
            return token
        if not (token.dep_ in ("advmod", "npadvmod") or says_when(token) or (token.pos_ == "ADP" and token.i + 1 < verb.i)):
            break
    before = [c for c in verb.head.rights if c.dep_ == "conj" and c.i < verb.i and c.tag_ in FINITE_TAGS]
    return _hidden_subject(before[-1]) if before else None


def _in_saying(token: Token, head: Token) -> bool:
    """Whether a bare participle is joined to the finite clause that another participle governs."""
    bare = not any(c.dep_ == "aux" for c in token.lefts)
    return bare and head.tag_ in FINITE_TAGS and head.dep_ == "ccomp" and head.head.tag_ == "VBG"


def _author(text: Token) -> Token | None:
    """Whose words a text holds: its owner's, else those of the subject of the verb on which it depends."""
    owner = next((c for c in text.lefts if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    verb = text.head.head if text.dep_ == "pobj" else text.head
    if verb.pos_ == "VERB" and verb.tag_ == "VBN" and verb.dep_ == "acl":
        return None
    return _subject_at(verb, text) or outer_subject(verb) if verb.pos_ == "VERB" and verb.i != text.i else None


def _owner_of_noun(noun: Token) -> Token | None:
    """Who holds a plan, a pledge, an intention: its possessor, else the subject of its verb."""
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    return _subject_at(noun.head, noun) if noun.dep_ in ("dobj", "attr", "nsubjpass") else None


def _subject_at(head: Token, below: Token, *, controlled: bool = True) -> Token | None:
    """The subject of `head` as the one below it sees it; the object where the verb controls its object."""
    subject = None
    for child in head.children:
        if (child.dep_ in ("nsubj", "csubj") and child.i != below.i) or (child.dep_ == "nsubjpass" and child.i != below.i):
            subject = child
        elif (
            controlled and child.dep_ == "dobj" and below.dep_ == "xcomp" and child.i < below.i and head.lemma_ in OBJECT_CONTROL
        ):
            return child
    return subject


OBJECT_CONTROL = frozenset(
    {
        "urge",
        "ask",
        "call",
        "tell",
        "order",
        "press",
        "push",
        "invite",
        "force",
        "want",
        "request",
        "allow",
        "persuade",
        "advise",
        "lead",
        "prompt",
        "cause",
        "spur",
        "drive",
        "embolden",
    }
)


def noun_slots(noun: Token, lexicon: Lexicon) -> Slots:
    """The slots of an event noun; its light verb's arguments stand for its own ("made a threat against")."""
    slots = Slots(noun)
    for child in noun.children:
        dep = child.dep_
        if dep in ("prep", "agent"):
            _preposition(child, slots)
        elif dep in ("acl", "relcl", "ccomp", "advcl"):
            _clausal(child, slots)
            if (
                dep in ("acl", "ccomp")
                and slots.that is None
                and child.pos_ in ("VERB", "AUX")
                and child.tag_ not in ("VBG", "VBN", "VB")
            ):
                slots.that = child
    verb = noun.head
    if noun.dep_ == "conj" and verb.pos_ in NOMINAL:
        verb = verb.head
    if noun.dep_ in ("attr", "acomp"):
        slots.predicate = True
        slots.subject = verb_slots(verb).subject
    elif noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in lexicon.moods.light_verbs:
        outer = verb_slots(verb)
        slots.light, slots.subject, slots.indirect = verb, outer.subject, outer.indirect
        for name, token in outer.preps.items():
            slots.preps.setdefault(name, token)
            slots.places.setdefault(name, outer.places[name])
        slots.inf = slots.inf or outer.inf
    return slots


def adjective_slots(adjective: Token) -> Slots:
    """The slots of an adjective said of a subject ("is ready to talk")."""
    slots = Slots(adjective)
    for child in adjective.children:
        if child.dep_ in ("prep", "agent"):
            _preposition(child, slots)
        elif child.dep_ in ("xcomp", "ccomp", "advcl", "acl"):
            _clausal(child, slots)
        elif child.dep_ in ("nsubj", "nsubjpass"):
            slots.subject, slots.own_subject = child, True
    verb = adjective.head
    if adjective.dep_ in ("acomp", "oprd", "attr", "xcomp", "ROOT", "conj", "relcl", "ccomp") and verb.i != adjective.i:
        slots.predicate = True
        outer = verb_slots(verb)
        slots.subject = slots.subject or outer.subject or outer.object
        slots.inf = slots.inf or (outer.inf if outer.inf is not None and outer.inf.i > adjective.i else None)
        slots.that = slots.that or (outer.that if outer.that is not None and outer.that.i > adjective.i else None)
        for name, token in outer.preps.items():
            if token.i > adjective.i:
                slots.preps.setdefault(name, token)
                slots.places.setdefault(name, outer.places[name])
    return slots


def words_beside(token: Token) -> set[str]:
    """The words that stand close to a predicate, lemma and form: its particles, objects, prepositions and theirs."""
    found: set[str] = set()
    for child in token.children:
        if child.lower_ in _PARTICLES and child.dep_ == "prep" and child.i - token.i > 2:
            continue  # "giving the party a victory in a dull year" is not "give in"
        if child.dep_ in _BESIDE or child.pos_ in ("ADJ", "ADV", "ADP", "NOUN"):
            found.add(child.lemma_.lower())
            found.add(child.lower_)
            if child.dep_ in _CLAUSAL:
                continue
            for inner in child.children:
                if inner.dep_ in _BESIDE:
                    found.add(inner.lemma_.lower())
                    found.add(inner.lower_)
                    if inner.dep_ == "prep":
                        found.update(c.lemma_.lower() for c in inner.children if c.dep_ == "pobj")
    return found


def kinds(token: Token, lexicon: Lexicon, depth: int = 0) -> set[str]:
    """The classes of words that the head `token` belongs to; "a series of talks" is of the class of the talks."""
    lemma, lower = token.lemma_.lower(), token.lower_
    found = {*lexicon.kinds.get(lemma, ()), *lexicon.kinds.get(lower, ())}
    if token.ent_type_ == "PERSON" or (token.ent_type_ == "NORP" and token.pos_ in NOMINAL):
        found.add("PERSON")
    elif token.ent_type_ == "GPE" and token.pos_ == "PROPN":
        found.add("PLACE")
    if depth < 3:
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ in NOMINAL and token.pos_ in NOMINAL:
                found |= kinds(child, lexicon, depth + 1)
            elif "CONTAINER" in found and child.dep_ == "prep" and child.lower_ == "of":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found |= kinds(inner, lexicon, depth + 1)
    return found
