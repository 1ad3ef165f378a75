"""Who is meant by "he", "it", "they", "the official", "that source", "the ministry": one pass over the article in order.

Candidates are what was named before; they are ranked by how many sentences ago, whether they were a subject, whether
they spoke, and whether gender and number agree. A mismatch of gender is a demerit, not a ban: translations err in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from standoff.codebook.castwords import Gender, cast_words
from standoff.reading.phrases import Parties
from standoff.reading.stage import Stage

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "both", "aforementioned", "same"})
_PERSON_REACH = 8  # sentences
_STATE_REACH = 3

Kind = Literal["person", "source", "party"]


@dataclass(slots=True)
class Referent:
    """Somebody or something that a later word may mean, with where it was last meant."""

    kind: Kind
    party: tuple[str, ...]
    speaker: str | None = None
    plural: bool = False
    gender: Gender = "n"
    nouns: set[str] = field(default_factory=set)
    last: int = -1
    subject: bool = False
    spoke: bool = False


@dataclass(slots=True)
class Meanings:
    """What the pass finds: party, speaker and anonymity by token index."""

    parties: Parties
    speakers: dict[int, str]
    anonymous: set[int]


class Resolver:
    """The pass over one article; `heads` maps the head tokens of names to their referents."""

    def __init__(self, stage: Stage, meanings: Meanings, heads: dict[int, Referent]) -> None:
        self._stage = stage
        self._doc = stage.doc
        self._words = cast_words()
        self._found = meanings
        self._heads = heads
        self._seen: list[Referent] = []

    def run(self) -> None:
        """Resolve every pronoun and description in order of the text."""
        for token in self._doc:
            lower = token.lower_
            if token.i in self._heads:
                self._note(self._heads[token.i], token)
            elif token.pos_ == "PRON" or lower in _HE or lower in _SHE or lower in _IT or lower in _THEY:
                self._pronoun(token, lower)
            elif token.pos_ in {"NOUN", "PROPN"}:
                self._noun(token)

    def _note(self, referent: Referent, token: Token) -> None:
        """Record that `token` means `referent`."""
        if self._stage.quoted[token.i] and referent.last >= 0:
            return
        referent.last = token.i
        referent.subject = self._stage.subject(token)
        referent.spoke = self._stage.speaking(token)
        if referent in self._seen:
            self._seen.remove(referent)
        self._seen.append(referent)

    def _mean(self, token: Token, referent: Referent) -> None:
        """Let `token` stand for `referent`."""
        if referent.party:
            self._found.parties[token.i] = referent.party
        if referent.speaker:
            self._found.speakers[token.i] = referent.speaker
        if referent.kind == "source":
            self._found.anonymous.add(token.i)
        self._note(referent, token)

    def _pronoun(self, token: Token, lower: str) -> None:
        chosen = None
        if lower in _HE or lower in _SHE:
            chosen = self._best(self._animate(token), token, "m" if lower in _HE else "f")
        elif lower in _IT and not _expletive(token):
            chosen = self._best(self._parties(token), token)
        elif lower in _THEY:
            chosen = self._best(self._plural(token), token)
        if chosen is not None:
            self._mean(token, chosen)

    def _ago(self, referent: Referent, token: Token) -> int:
        return self._stage.sentence[token.i] - self._stage.sentence[referent.last]

    def _animate(self, token: Token) -> Iterator[Referent]:
        for referent in self._seen:
            animate = referent.kind == "person" or (referent.kind == "source" and not referent.plural)
            if animate and self._ago(referent, token) <= _PERSON_REACH:
                yield referent

    def _parties(self, token: Token) -> Iterator[Referent]:
        return (r for r in self._seen if r.kind == "party" and not r.plural and self._ago(r, token) <= _STATE_REACH)

    def _plural(self, token: Token) -> Iterator[Referent]:
        for referent in self._seen:
            if self._ago(referent, token) <= _STATE_REACH and (referent.plural or referent.kind == "party"):
                yield referent

    def _best(self, candidates: Iterator[Referent], token: Token, gender: Gender = "n") -> Referent | None:
        ranked = [(self._merit(r, token, gender), r.last, r) for r in candidates]
        return max(ranked, key=lambda found: found[:2])[2] if ranked else None

    def _merit(self, referent: Referent, token: Token, gender: Gender) -> float:
        merit = -1.0 * self._ago(referent, token)
        merit += 1.0 * referent.subject + 1.2 * referent.spoke
        if gender != "n" and referent.gender != "n" and referent.gender != gender:
            merit -= 6.0
        if token.lower_ in _THEY and not referent.plural:
            merit -= 2.0
        if self._stage.quoted[token.i] and referent.spoke:
            merit -= 3.0
        return merit

    def _noun(self, token: Token) -> None:
        """A description by an office or an unnamed source: "the official", "a US diplomat", "officials"."""
        lemma = token.lemma_.lower()
        if token.dep_ == "compound" or token.ent_type_ == "PERSON":
            return
        if lemma not in self._words.unnamed and lemma not in self._words.offices:
            if token.i in self._found.parties:
                self._note(self._as_party(token), token)
            return
        plural = token.tag_ in {"NNS", "NNPS"}
        if _definite(token):
            known = self._described(token, lemma, plural)
            if known is not None:
                self._mean(token, known)
                return
        if lemma in self._words.unnamed:
            party = self._found.parties.get(token.i) or self._around(token)
            self._mean(token, Referent(kind="source", party=party, plural=plural, nouns={lemma}))

    def _as_party(self, token: Token) -> Referent:
        party = self._found.parties[token.i]
        for referent in self._seen:
            if referent.kind == "party" and referent.party == party and referent.plural == (token.tag_ in {"NNS", "NNPS"}):
                return referent
        return Referent(kind="party", party=party, plural=token.tag_ in {"NNS", "NNPS"})

    def _described(self, token: Token, lemma: str, plural: bool) -> Referent | None:
        """Whom a definite description means: last an unnamed source of that noun, or a person of that office."""
        own = set(self._found.parties.get(token.i, ()))
        fitting = [r for r in self._seen if r.kind != "party" and r.plural == plural and lemma in r.nouns]
        agreeing = [r for r in fitting if not own or not r.party or own & set(r.party)]
        return agreeing[-1] if agreeing else None

    def _around(self, token: Token) -> tuple[str, ...]:
        """The party most likely spoken of around `token`: the nearest, subjects first."""
        near = [r for r in self._seen if r.party and self._ago(r, token) <= _STATE_REACH]
        if not near:
            return ()
        return max(near, key=lambda r: (-1.0 * self._ago(r, token) + 1.0 * r.subject, r.last)).party


def _definite(token: Token) -> bool:
    return any(child.lower_ in _DEFINITE for child in token.lefts)


def _expletive(token: Token) -> bool:
    """Whether "it" means nothing ("it is clear that")."""
    if token.dep_ == "expl":
        return True
    head = token.head
    return token.dep_ == "nsubj" and head.lemma_ == "be" and any(c.dep_ in {"ccomp", "xcomp", "acl"} for c in head.rights)
