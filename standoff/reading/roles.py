"""Roles: who acts and at whom it is aimed, from the slots of a frame."""

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property

from spacy.tokens import Token

from standoff.codebook.lexicon import Lexicon
from standoff.core.spans import Span
from standoff.reading.clauses import NOMINAL, Slots, outer_subject, verb_slots
from standoff.reading.scene import Scene
from standoff.reading.surroundings import prevailing

Parties = tuple[str, ...]
_WHERE = frozenset({"in", "at", "near", "across", "through", "inside", "outside"})
_OWNING = frozenset({"poss", "compound", "amod", "nmod", "nummod"})
_ARMED = frozenset({"rebel", "militant", "insurgent", "separatist", "fighter", "guerrilla", "jihadist"})
MAX_PHRASE = 40  # tokens of a phrase searched for parties; longer ones are run-on sentences


class Roles:
    """Finds the parties of slots in one scene."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        self.scene, self.lexicon = scene, lexicon
        self._speakers: dict[int, Parties] = {}
        self._places = [token.idx for token in scene.context.doc]

    def of_phrase(self, token: Token) -> Parties:
        """For whom the noun phrase headed by `token` acts; for "a number of Iranian ships" its owner's."""
        found = self.scene.party(token)
        if found and token.pos_ == "NOUN" and self._addressed(token, found):
            return ()
        if found:
            return self._joined(token, found) if token.tag_ in ("NNS", "NNPS") else found
        if token.lemma_.lower() in self.lexicon.classes["ORGAN"]:
            if _both(token):
                return self.dyad if len(self.dyad) > 1 else ()
            definite = any(c.lower_ in ("the", "member") for c in token.lefts)
            return self.owners(token) or (self.speaker(token) if definite else ())
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of" and token.lemma_.lower() in self.lexicon.classes["CONTAINER"]:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return self.of_phrase(inner)
        return ()

    def local(self, token: Token) -> Parties:
        """A party of the place: the state where an organ sits ("police in Lima"), else a group by its own name, if any."""
        lemma = token.lemma_.lower()
        if lemma in self.lexicon.classes["SEAT"]:
            for child in token.rights:
                if child.dep_ == "prep" and child.lower_ in ("in", "of", "at"):
                    found = next((p for c in child.children if c.dep_ == "pobj" and (p := self.scene.party(c))), ())
                    if found:
                        return found
        if lemma in self.lexicon.classes["HOME_ORGAN"] and self.home:
            return self.home
        name = self.scene.cast.speaker(token)
        if name in self._office_holders:
            return (str(name),)
        group = self.lexicon.classes["GROUP"]
        kind = next((c for c in token.lefts if c.dep_ == "compound" and c.lemma_.lower() in group), None)
        if kind is not None and token.i - kind.i == 1:
            return (f"{kind.lower_} {token.lower_}",)
        if lemma in _ARMED and len(self._armed) == 1:
            return self._armed
        if lemma in group:
            many = f"{lemma[:-3]}men" if lemma.endswith("man") else f"{lemma}s"
            return (token.lower_ if token.tag_ in ("NNS", "NNPS") else many,)
        if token.ent_type_ == "ORG" and token.pos_ == "PROPN" and not self.scene.cast.known(token):
            return (self._name(token),)
        return ()

    @cached_property
    def home(self) -> Parties:
        """The state that the article is about, where it names one far more often than any other."""
        return prevailing(self.mentions)

    @cached_property
    def _armed(self) -> Parties:
        """The groups that the article names, which "rebels" without a name are where there is only one."""
        return tuple({a.code: None for a in self.scene.cast.actors if a.code is not None and a.type == "group"})

    @cached_property
    def _office_holders(self) -> frozenset[str]:
        """The persons with an office of whom it is not told which state they serve."""
        return frozenset(a.name for a in self.scene.cast.actors if a.type == "person" and a.roles and not a.speaks_for)

    def _name(self, token: Token) -> str:
        first = last = token.i
        doc = token.doc
        while first > 0 and doc[first].ent_iob_ == "I":
            first -= 1
        while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
            last += 1
        return str(doc[first : last + 1].text).removeprefix("the ").removeprefix("The ")

    def _addressed(self, noun: Token, found: Parties) -> bool:
        """Whether the party of a document is only the one that it goes to ("the letter to Peru")."""
        if noun.lemma_.lower() not in self.lexicon.classes["TEXT"] or self.owners(noun):
            return False
        to = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "to"), None)
        return to is not None and any(set(self.scene.party(c)) & set(found) for c in to.children)

    @cached_property
    def dyad(self) -> Parties:
        """The two parties that the article names most: who "both sides" are."""
        return tuple(party for party, _ in self.mentions.most_common(2))

    def _joined(self, noun: Token, found: Parties) -> Parties:
        """All for whom a plural acts: "Chilean and Peruvian officials", "the ministers of Chile and Peru"."""
        for child in noun.children:
            inner = [child] if child.dep_ in ("amod", "compound", "nmod") else []
            if child.dep_ == "prep" and child.lower_ == "of":
                inner = [c for c in child.children if c.dep_ == "pobj"]
            for token in inner:
                for joined in (token, *(c for c in token.children if c.dep_ == "conj")):
                    found += tuple(party for party in self.scene.party(joined) if party not in found)
        return found

    @cached_property
    def mentions(self) -> Counter[str]:
        """How often the article names each party."""
        counts: Counter[str] = Counter()
        for token in self.scene.context.doc:
            counts.update(self.scene.party(token))
        return counts

    def covering(self, span: Span) -> range:
        """The indices of the tokens that `span` touches."""
        first = max(bisect_right(self._places, span.start) - 1, 0)
        return range(first, bisect_left(self._places, span.end))

    def owners(self, noun: Token) -> Parties:
        """The parties that a noun phrase names before its head: "Russia's demand", "US-Iran talks"."""
        found: dict[str, None] = {}
        for child in noun.lefts:
            if child.dep_ in _OWNING:
                found.update(dict.fromkeys(self.scene.party(child)))
                for inner in child.lefts:
                    found.update(dict.fromkeys(self.scene.party(inner) if inner.dep_ in _OWNING else ()))
        return tuple(found)

    def owner_token(self, noun: Token) -> Token | None:
        """The token of a noun phrase that names whose it is: before the head, or after "of", "by", "from"."""
        for child in noun.lefts:
            if child.dep_ in _OWNING and self.scene.party(child):
                return child
        hostile = noun.lemma_.lower() in self.lexicon.classes["HOSTILE"]
        for child in noun.rights:
            if child.dep_ in ("prep", "agent") and child.lower_ in ("of", "by", "from", "with") + (
                () if hostile else ("on", "against")
            ):
                for inner in child.children:
                    if inner.dep_ == "pobj" and self.scene.party(inner):
                        return inner
        return None

    def speaker(self, token: Token) -> Parties:
        """For whom the words at `token` are said: the attribution's party, else that of the governing verb of speech."""
        if token.i not in self._speakers:
            self._speakers[token.i] = ()  # what is asked again while it is looked for: a verb of speech that is its own subject
            self._speakers[token.i] = self._find_speaker(token)
        return self._speakers[token.i]

    def _find_speaker(self, token: Token) -> Parties:
        said = self.scene.attribution_at(token.idx)
        if said is not None and said.party:
            return said.party
        if said is not None and said.source is not None:
            inside = self.covering(said.source)
            named = self.named(inside.start, inside.stop - 1)
            if named:
                return named[:1]
        current = token
        for _ in range(8):
            head = current.head
            if head.i == current.i:
                break
            if current.dep_ in ("ccomp", "advcl", "xcomp", "parataxis", "dobj") and head.lemma_ in self.lexicon.moods.reporting:
                subject = verb_slots(head).subject
                return self.of_phrase(subject) if subject is not None else ()
            if head.lemma_ == "make" and any(c.lower_ == "clear" for c in (*head.rights, *current.lefts)):
                subject = verb_slots(head).subject
                return self.of_phrase(subject) if subject is not None else ()
            current = head
        return ()

    def rival(self, slots: Slots, token: Token | None) -> bool:
        """Whether `token` names a party other than the one whose words these are."""
        if token is None:
            return False
        if token.lower_ == "you":
            return bool(self.speaker(slots.head))
        said, named = self.speaker(slots.head), self.of_phrase(token)
        return bool(said and named) and not set(said) & set(named)

    def named(self, first: int, last: int) -> Parties:
        """The parties that the tokens `first`..`last` name, first person words as their speaker's."""
        found: dict[str, None] = {}
        for index in range(first, min(last, first + MAX_PHRASE) + 1):
            token = self.scene.context.doc[index]
            if (token.pos_ in NOMINAL or token.pos_ == "ADJ") and not self._victim(token):
                found.update(dict.fromkeys(self.scene.party(token)))
        return tuple(found)

    def _victim(self, token: Token) -> bool:
        """Whether the token names whom a hostile act hits ("any attack on Ukraine"): no one a threat is aimed at."""
        prep = token.head
        if token.dep_ in ("compound", "appos", "npadvmod") and prep.dep_ == "pobj":
            return self._victim(prep)
        if token.dep_ == "pobj" and prep.lower_ in _WHERE:
            return True
        return (
            token.dep_ == "pobj"
            and prep.lower_ in ("on", "against", "into", "in", "of", "to")
            and prep.head.lemma_.lower() in self.lexicon.classes["HOSTILE"]
        )

    def slot(self, name: str, slots: Slots) -> Parties:
        """The parties in the slot `name` of a frame (see the lexicon)."""
        name, _, wanted = name.partition("=")
        if name == "speaker":
            return self.speaker(slots.head)
        if name == "owner":
            return self.owners(slots.head)
        if name in ("light", "warner"):
            return self.of_phrase(slots.subject) if slots.subject is not None else ()
        if name == "clause":
            return self._of_clause(slots.head)
        if name == "rel":
            return self._relative(slots.head)
        base, _, part = name.partition("-")
        token = slots.get(base)
        if token is None:
            return ()
        if not part:
            return self.of_phrase(token) or (
                self._inside(token) if wanted != "ACTOR" and base not in ("subject", "object") else ()
            )
        if part == "owner":
            return self.owners(token) or self._after(token)
        inner = verb_slots(token).get(part)
        return self.of_phrase(inner) if inner is not None else ()

    def _of_clause(self, noun: Token) -> Parties:
        """The party of the subject of the clause around a noun ("he flew home after talks with")."""
        token = noun
        for _ in range(8):
            if token.head.i == token.i:
                return ()
            token = token.head
            if token.pos_ in ("VERB", "AUX"):
                subject = verb_slots(token).subject
                return self.of_phrase(subject) if subject is not None else ()
        return ()

    def _relative(self, noun: Token) -> Parties:
        for child in noun.rights:
            if child.dep_ in ("relcl", "acl"):
                slots = verb_slots(child)
                if slots.subject is not None and slots.subject.i != noun.i:
                    return self.of_phrase(slots.subject)
        return ()

    def _inside(self, token: Token) -> Parties:
        return self.owners(token) or self._after(token)

    def _after(self, noun: Token) -> Parties:
        """The party that a noun phrase names after its head ("the border with Ukraine")."""
        owner = self.owner_token(noun)
        return self.of_phrase(owner) if owner is not None else ()


def _both(noun: Token) -> bool:
    return any(c.lower_ in ("both", "two") for c in noun.lefts) or (
        noun.lower_ == "sides" and any(c.lower_ in ("the", "all") for c in noun.lefts)
    )


def counterparts(pairs: Counter[tuple[str, str]], mentions: Counter[str]) -> dict[str, str]:
    """For each party the one that it deals with most in this article: by coded pairs, else by mentions."""
    found: dict[str, str] = {}
    ranked = [party for party, _ in mentions.most_common()]
    for party in mentions:
        both = Counter({other: pairs[party, other] + pairs[other, party] for other in mentions if other != party})
        best = max(both, key=lambda other: (both[other], mentions[other]), default=None)
        if best is not None and both[best] > 0:
            found[party] = best
        else:
            rest = [other for other in ranked if other != party]
            if rest:
                found[party] = rest[0]
    return found


__all__ = ["Parties", "Roles", "counterparts", "outer_subject"]
