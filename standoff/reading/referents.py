"""What a word of an article can mean: persons, unnamed sources, parties and texts, as the coreference pass knows them."""

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from standoff.codebook.castwords import Gender
from standoff.reading.phrases import Parties

_DEFINITE = frozenset({"the", "that", "this", "these", "those", "both", "aforementioned", "same"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})

Kind = Literal["person", "source", "party", "text"]


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that a later word may mean; `last` is the token by which it was meant last.

    `part` weighs the part that it played there, `spoke` says whether it spoke, `guessed` that its party was inferred,
    `interim` that the person only holds the office for now ("acting").
    """

    kind: Kind
    party: tuple[str, ...]
    speaker: str | None = None
    plural: bool = False
    gender: Gender = "n"
    anonymous: bool = False
    guessed: bool = False
    nouns: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    last: int = -1
    part: float = 0.0
    spoke: bool = False
    interim: bool = False


@dataclass(slots=True)
class Meanings:
    """What the pass finds, by token index: party, speaker, who is anonymous, whose party was inferred."""

    parties: Parties
    speakers: dict[int, str]
    anonymous: set[int] = field(default_factory=set)
    guessed: set[int] = field(default_factory=set)


def new_one(kind: Kind, party: tuple[str, ...], token: Token, lemma: str, unnamed: frozenset[str]) -> Referent:
    """A referent met for the first time in `token`."""
    plural = token.tag_ in {"NNS", "NNPS"} or lemma == "people"
    return Referent(kind=kind, party=party, plural=plural, nouns={lemma}, anonymous=lemma in unnamed)


def definite(token: Token) -> bool:
    """Whether a noun is one already spoken of ("the official", "that source", "his spokesman")."""
    return any(child.lower_ in _DEFINITE or child.lower_ in _POSSESSIVES or child.dep_ == "poss" for child in token.lefts)


def possessor(token: Token) -> Token | None:
    """The possessor of a noun ("his", "the president's"), None if it has none."""
    return next((child for child in token.lefts if child.dep_ == "poss"), None)


def expletive(token: Token) -> bool:
    """Whether "it" means nothing ("it is clear that")."""
    if token.dep_ == "expl":
        return True
    head = token.head
    return token.dep_ == "nsubj" and head.lemma_ == "be" and any(c.dep_ in {"ccomp", "xcomp", "acl"} for c in head.rights)


def asked(token: Token, taking_in: frozenset[str]) -> Token | None:
    """Who is asked to do something about a thing whose maker or holder a pronoun is ("asked B to free the men that it holds").

    Nobody where it is to be taken in: who asks has made it ("urged B to accept the plan that it had made"). The pronoun is the
    subject of a relative clause, the thing stands in an infinitive, and B is its subject or the object of what governs it.
    """
    if token.dep_ != "nsubj" or token.head.dep_ != "relcl":
        return None
    verb = next((above for above in token.head.ancestors if above.pos_ == "VERB"), None)
    if verb is None or verb.dep_ not in {"xcomp", "ccomp"} or verb.lemma_.lower() in taking_in:
        return None
    if all(child.lower_ != "to" for child in verb.lefts):
        return None
    own = (child for child in verb.lefts if child.dep_ == "nsubj")
    governor = [child for child in verb.head.rights if child.i < verb.i]
    direct = (child for child in governor if child.dep_ in {"dobj", "dative"})
    through = (end for child in governor if child.dep_ == "prep" for end in child.rights if end.dep_ == "pobj")
    return next((one for some in (own, direct, through) for one in some), None)
