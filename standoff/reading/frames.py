"""Frames on the parse: which act each cue word of an article stands for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from standoff.codebook.acts import acts
from standoff.codebook.lexicon import Cue, Frame, Lexicon, Pos, lexicon
from standoff.reading.clauses import (
    MAX_CLIMB,
    Slots,
    adjective_slots,
    happens,
    kinds,
    noun_slots,
    says_when,
    verb_slots,
    words_beside,
)
from standoff.reading.moods import Mood, clause_verb, mood_of, negated_with, not_yet
from standoff.reading.roles import Roles
from standoff.reading.scene import Scene
from standoff.reading.tense import subjunctive

_POS: dict[str, tuple[Pos, ...]] = {
    "VERB": ("verb", "adj"),
    "AUX": ("verb",),
    "NOUN": ("noun", "verb"),
    "PROPN": ("noun",),
    "ADJ": ("adj", "verb"),
    "ADV": ("adj",),
    "ADP": ("adj",),
}
_GOVERNED = frozenset({"xcomp", "pcomp", "prep", "ccomp"})
_ENDED = frozenset({"longer", "anymore", "more"})
_TAKEN_BACK = frozenset({"ask", "no", "threat"})
_SPEECH_HEADS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "compound", "amod", "poss", "nmod"})


@dataclass(slots=True)
class Match:
    """One frame found at one predicate; `inward` where it is aimed at the party's own side.

    `chances` are those that the act is aimed at each side, where the classifier was asked.
    """

    frame: Frame
    act: str
    status: str | None
    slots: Slots
    clause: Token
    mood: Mood
    party: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    doubts: list[str] = field(default_factory=list)
    inward: bool = False
    chances: Mapping[str, float] | None = None


class Matcher:
    """Tries the frames of the lexicon on the tokens of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.lexicon: Lexicon = lexicon()
        self.scene = scene
        self.roles = Roles(scene, self.lexicon)
        self._moods: dict[int, Mood] = {}
        self._unsaid: dict[int, set[str]] = {}

    def matches(self) -> Iterator[Match]:
        """Each predicate's best frame, in the order of the text."""
        index = self.lexicon.cues
        for token in self.scene.context.doc:
            lemma = token.lemma_.lower()
            for pos in _POS.get(token.pos_, ()):
                cues = index.get((pos, lemma))
                if cues and _fits_pos(token, pos):
                    found = self._match(token, pos, cues)
                    if found is not None:
                        yield found
                        break

    def mood(self, verb: Token) -> Mood:
        """The mood of a clause, worked out once."""
        if verb.i not in self._moods:
            self._moods[verb.i] = mood_of(verb, self.lexicon)
        return self._moods[verb.i]

    def unsaid(self, token: Token) -> set[str]:
        """The families of acts that the words at a predicate name only as not said or done ("failed to condemn")."""
        return self._unsaid.get(token.i, set())

    def _deny(self, token: Token, cues: Iterable[Cue], found: Match | None) -> None:
        """Note what is not said or done here, at the predicate and at those that govern it; what is `found` is said."""
        said = (cue.frame for cue in cues if cue.frame.party != ("speaker",))
        named = (frame for frame in said if not any(mood.startswith("not-") for mood in frame.when))
        families = {acts()[frame.act].family for frame in named}
        if found is not None:
            families.discard(acts()[found.act].family)
        for _ in range(MAX_CLIMB):
            self._unsaid.setdefault(token.i, set()).update(families)
            joined = negated_with(token, self.lexicon)  # "did not accept or reject": neither
            if not joined and (token.dep_ not in _GOVERNED or token.head.i == token.i):
                break
            token = token.head

    def _match(self, token: Token, pos: Pos, cues: tuple[Cue, ...]) -> Match | None:
        if pos == "noun" and _never_was(token):
            self._deny(token, cues, None)
            return None
        beside = words_beside(token) if any(cue.beside for cue in cues) else set()
        slots: Slots | None = None
        without_party: Match | None = None
        for cue in cues:
            if cue.beside and not (beside.issuperset(cue.beside) and _attached(token, cue)):
                continue
            slots = slots or self.slots(token, pos)
            found = self._try(cue.frame, slots, pos)
            if found is not None and any(self.roles.slot(name, slots) for name in found.frame.party):
                break
            without_party = without_party or found
        else:
            found = without_party
        if slots is not None and _void(self.mood(self.clause(slots, pos))):
            self._deny(token, (cue for cue in cues if beside.issuperset(cue.beside)), found)
        return found

    def slots(self, token: Token, pos: Pos) -> Slots:
        """The slots of a predicate, read by its part of speech."""
        if pos == "verb":
            return verb_slots(token)
        return noun_slots(token, self.lexicon) if pos == "noun" else adjective_slots(token)

    def _try(self, frame: Frame, slots: Slots, pos: Pos) -> Match | None:
        clause = self.clause(slots, pos)
        mood = self.mood(clause)
        if mood.under_if or mood.question:
            return None
        shifted = self._act(frame, mood, slots)
        if shifted is None:
            return None
        tests = Tests(self, slots, mood)
        if frame.needs and not any(tests.holds(need) for need in frame.needs):
            return None
        if any(tests.holds(lack) for lack in frame.lacks):
            return None
        act, _, status = shifted.partition(":")
        return Match(frame, act, status or frame.status, slots, clause, mood)

    def clause(self, slots: Slots, pos: Pos) -> Token:
        """The verb whose mood is that of the predicate."""
        if pos == "verb":
            return slots.head
        if slots.light is not None:
            return slots.light
        return clause_verb(slots.head) if slots.predicate else slots.head

    def _act(self, frame: Frame, mood: Mood, slots: Slots) -> str | None:
        keys = mood.keys
        if frame.pos == "noun" and slots.light is None and not slots.predicate:
            keys = ("plain",)
        if frame.when:
            noun_no = "neg-det" in frame.when and _no(slots.head)
            if not noun_no and not any(key in frame.when for key in keys):
                return None
            shifted = self.lexicon.shifts.get((frame.act, keys[0])) or ""
            return shifted if frame.act == "meet" and shifted.startswith("meet:") else frame.act
        if mood.negated and _no_longer(slots.head) and acts()[frame.act].family in _TAKEN_BACK and frame.pos == "verb":
            return "concede"
        if mood.negated and frame.negated is not None:
            return frame.negated
        for key in keys:
            if (frame.act, key) in self.lexicon.shifts:
                return self.lexicon.shifts[frame.act, key]
        return frame.act if keys[-1] == "plain" else None


def _never_was(noun: Token) -> bool:
    """Whether what a noun names is said not to have been: "the talks did not take place", "an attack never happened"."""
    return noun.dep_ in ("nsubj", "nsubjpass") and happens(noun.head) and any(c.dep_ == "neg" for c in noun.head.lefts)


def _void(mood: Mood) -> bool:
    """Whether what a predicate names is not said or done, or only asked."""
    return mood.negated or mood.question


def _attached(token: Token, cue: Cue) -> bool:
    """Whether the preposition of a two-word cue hangs on its head ("called on them"), not on something below it."""
    if len(cue.beside) != 1 or cue.beside[0] not in _PREPOSITIONS:
        return True
    if cue.beside[0] in ("in", "up", "out", "off") and token.pos_ == "VERB":
        return any(c.lower_ == cue.beside[0] and (c.dep_ in ("prt", "advmod") or 0 < c.i - token.i <= 2) for c in token.children)
    return any(c.lower_ == cue.beside[0] and not any(says_when(i) for i in c.children) for c in token.children)


def _no_longer(verb: Token) -> bool:
    """Whether what the verb tells has come to an end ("no longer demands", "does not insist any more")."""
    return any(c.lower_ in _ENDED and c.dep_ in ("advmod", "npadvmod", "neg") for c in verb.children)


def _no(noun: Token) -> bool:
    return any(c.lower_ in ("no", "any", "neither") for c in noun.lefts)


def _fits_pos(token: Token, pos: Pos) -> bool:
    """Whether a token that the parser calls a noun or an adjective may be the verb of a cue, and so on."""
    if pos == "verb" and token.pos_ in ("NOUN", "ADJ"):
        return (
            token.dep_ in ("ROOT", "ccomp", "conj", "relcl")
            and any(c.dep_ == "nsubj" for c in token.lefts)
            and token.lower_ != token.lemma_
        )
    if pos == "adj":
        return token.dep_ not in ("amod", "compound", "advmod", "mark", "prep", "case") or token.pos_ == "VERB"
    return not (pos == "verb" and token.dep_ in ("amod", "compound"))


class Tests:
    """The constraints of frames, asked of one predicate; each answer is worked out when it is first needed."""

    def __init__(self, matcher: Matcher, slots: Slots, mood: Mood) -> None:
        self._matcher, self._slots, self._mood = matcher, slots, mood
        self._kinds: dict[int, set[str]] = {}

    def holds(self, need: str) -> bool:
        """Whether the constraint `need` holds; its parts are joined by "&"."""
        return all(self._part(part) for part in need.split("&"))

    def _part(self, part: str) -> bool:
        name, _, wanted = part.partition("=")
        special = None if wanted else _SPECIAL.get(name)
        if special is not None:
            return special(self)
        token = self._token(name)
        if token is None:
            return False
        if not wanted:
            return True
        if wanted == "ACTOR":
            return bool(self._matcher.roles.of_phrase(token)) or "GROUP" in self.kinds(token)
        return wanted in self.kinds(token)

    def kinds(self, token: Token) -> set[str]:
        """The classes of a slot's head."""
        if token.i not in self._kinds:
            self._kinds[token.i] = kinds(token, self._matcher.lexicon)
        return self._kinds[token.i]

    def _token(self, name: str) -> Token | None:
        slots = self._slots
        plain = slots.get(name)
        if plain is not None:
            return plain
        if name == "light":
            return slots.light
        base, _, part = name.partition("-")
        if not part:
            return None
        token = slots.get(base)
        if token is None:
            return None
        if part == "owner":
            return self._matcher.roles.owner_token(token)
        if part == "neg":
            return token if any(c.lower_ == "no" for c in token.lefts) else None
        return verb_slots(token).get(part)

    def _is(self) -> bool:
        return self._slots.predicate

    def _negated(self) -> bool:
        return self._mood.negated

    def _passive(self) -> bool:
        return self._slots.passive

    def _rival(self) -> bool:
        return self._matcher.roles.rival(self._slots, self._slots.subject)

    def _subject_rival(self) -> bool:
        subject = self._slots.subject
        owner = self._matcher.roles.owner_token(subject) if subject is not None else None
        return self._matcher.roles.rival(self._slots, owner)

    def _object_rival(self) -> bool:
        return self._matcher.roles.rival(self._slots, self._slots.object)

    def _own(self) -> bool:
        """Whether the subject is the one whose words these are."""
        subject = self._slots.subject
        said = self._matcher.roles.speaker(self._slots.head)
        return subject is not None and bool(set(said) & set(self._matcher.roles.of_phrase(subject)))

    def _plural(self) -> bool:
        subject = self._slots.subject
        return subject is not None and len(self._matcher.roles.of_phrase(subject)) > 1

    def _own_clause(self, below: Token | None) -> bool:
        """Whether a clause has the subject of the predicate for its own ("regretted that it had signed", "regretted signing")."""
        subject = self._slots.subject
        inner = verb_slots(below).subject if below is not None else None
        if subject is None or inner is None:
            return False
        roles = self._matcher.roles
        return inner.i == subject.i or bool(set(roles.of_phrase(inner)) & set(roles.of_phrase(subject)))

    def _two_owners(self) -> bool:
        return len(self._matcher.roles.owners(self._slots.head)) > 1

    def _bare(self) -> bool:
        slots = self._slots
        return slots.object is None and slots.that is None and slots.inf is None

    def _claims(self) -> bool:
        """Whether the complement is a plain clause, not a question ("say which", "say whether")."""
        that = self._slots.that
        if that is None:
            return False
        return not any(
            c.lower_ in _ASKING or c.head.lower_ in _ASKING for c in (*that.lefts, *(g for c in that.lefts for g in c.lefts))
        )

    def _asks(self) -> bool:
        return self._slots.that is not None and not self._claims()

    def _own_object(self) -> bool:
        """Whether the object is the party's own ("defended his decision")."""
        subject, thing = self._slots.subject, self._slots.object
        owner = self._matcher.roles.owner_token(thing) if thing is not None else None
        if subject is None or owner is None:
            return False
        return bool(set(self._matcher.roles.of_phrase(subject)) & set(self._matcher.roles.of_phrase(owner)))

    def _thing(self) -> bool:
        """Whether the subject is not the one whose words these are: a deed, an event, "it", a rival."""
        subject = self._slots.subject
        if subject is None:
            return False
        named = self._matcher.roles.of_phrase(subject)
        return not set(named) & set(self._matcher.roles.speaker(self._slots.head)) or "THING" in self.kinds(subject)

    def _refraining(self) -> bool:
        """Whether the infinitive is negated ("vowed not to strike")."""
        inf = self._slots.inf
        return inf is not None and any(c.dep_ == "neg" or c.lower_ in ("not", "never") for c in inf.lefts)

    def _that_not(self) -> bool:
        """Whether the clause is negated ("vowed that it would not strike")."""
        that = self._slots.that
        return that is not None and any(c.dep_ == "neg" for c in that.lefts)

    def _exists(self) -> bool:
        """Whether it is said that there is, or is not, what the noun names."""
        head = self._slots.head.head
        return head.lemma_ == "be" and any(c.dep_ == "expl" for c in head.lefts)

    def _owned(self) -> bool:
        return bool(self._matcher.roles.owners(self._slots.head))

    def _such(self) -> bool:
        return any(c.lower_ == "such" for c in self._slots.head.lefts)

    def _timed(self) -> bool:
        """Whether the noun says when something else was ("after the talks", "ahead of a visit")."""
        token = self._slots.head
        for _ in range(4):
            if token.dep_ not in ("pobj", "prep", "conj", "pcomp"):
                return False
            token = token.head
            if token.lower_ in _TIMING:
                return True
        return False

    def _bidding(self) -> bool:
        """Whether the complement says what shall be ("insisted that it leave", "that it must leave"), not what is."""
        that = self._slots.that
        if that is None:
            return False
        modals = {c.lower_ for c in that.lefts if c.dep_ in ("aux", "auxpass")}
        return bool(modals & _BIDDING) or subjunctive(that)

    def _supposing(self) -> bool:
        """Whether the complement says what could or would be."""
        that = self._slots.that
        return that is not None and any(c.lower_ in _SUPPOSING for c in that.lefts)

    def _impersonal(self) -> bool:
        subject = self._slots.subject
        return subject is not None and subject.lower_ in ("it", "that", "this", "everything", "much")

    def _untrue(self) -> bool:
        """Whether a word of the clause says that something is not so ("called the claims baseless")."""
        untrue = self._matcher.lexicon.classes["UNTRUE"]
        return any(t.lemma_.lower() in untrue for c in self._slots.head.rights for t in (c, *c.children))

    def _reduced(self) -> bool:
        """Whether the predicate only says more about a noun ("in a statement released by")."""
        return self._slots.head.dep_ == "acl"

    def _small(self) -> bool:
        """Whether the clause after "called" has no verb of its own ("called the charges false")."""
        that = self._slots.that
        return that is not None and not any(c.dep_ in ("aux", "auxpass", "mark", "cop") for c in that.children)

    def _hitting(self) -> bool:
        """Whether the noun is followed by what it hit ("airstrikes targeting rebels")."""
        return any(c.dep_ in ("acl", "relcl") and c.lemma_.lower() in _HITTING for c in self._slots.head.rights)

    def _beside(self, *words: str) -> bool:
        found = words_beside(self._slots.head)
        return any(word in found for word in words)


_TIMING = frozenset({"during", "after", "before", "following", "ahead", "since", "at", "until", "amid"})
_PREPOSITIONS = frozenset(
    {"on", "upon", "to", "for", "with", "at", "by", "from", "of", "in", "against", "behind", "off", "up", "out"}
)
_BIDDING = frozenset({"must", "should", "ought", "shall"})
_SUPPOSING = frozenset({"could", "might", "may", "would", "will"})
_HITTING = frozenset({"target", "hit", "strike", "kill", "destroy"})
_ASKING = frozenset({"whether", "if", "which", "what", "who", "when", "where", "how", "why", "whose"})
_SPECIAL: dict[str, Callable[[Tests], bool]] = {
    "is": Tests._is,
    "neg": Tests._negated,
    "passive": Tests._passive,
    "rival": Tests._rival,
    "subject-rival": Tests._subject_rival,
    "object-rival": Tests._object_rival,
    "own": Tests._own,
    "plural": Tests._plural,
    "twoowners": Tests._two_owners,
    "bare": Tests._bare,
    "own-object": Tests._own_object,
    "own-that": lambda tests: tests._own_clause(tests._slots.that),
    "own-ing": lambda tests: tests._own_clause(tests._slots.ing),
    "timed": Tests._timed,
    "such": Tests._such,
    "exists": Tests._exists,
    "owner": Tests._owned,
    "yet": lambda tests: not_yet(tests._slots.head),
    "but": lambda tests: tests._beside("but"),
    "debt": lambda tests: tests._beside("debt"),
    "inf-not": Tests._refraining,
    "that-not": Tests._that_not,
    "thing": Tests._thing,
    "small": Tests._small,
    "bidding": Tests._bidding,
    "reduced": Tests._reduced,
    "untrue": Tests._untrue,
    "supposing": Tests._supposing,
    "impersonal": Tests._impersonal,
    "figurative": lambda tests: tests._beside("trade", "price", "diplomatic", "charm", "propaganda", "currency", "culture"),
    "relhit": Tests._hitting,
    "claim": Tests._claims,
    "question": Tests._asks,
    "public": lambda tests: tests._beside("public", "publicly"),
    "later": lambda tests: tests._beside("later", "soon", "tomorrow", "next", "based"),
    "off": lambda tests: tests._beside("off"),
    "out": lambda tests: tests._beside("out"),
    "up": lambda tests: tests._beside("up"),
    "back": lambda tests: tests._beside("back"),
    "home": lambda tests: tests._beside("home"),
    "aside": lambda tests: tests._beside("aside"),
}
