"""For whom a noun phrase acts, by what modifies its head: "Russian officials", "the president's office", "sources in Kyiv"."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.roles import roles
from standoff.reading.mentions import Mention
from standoff.reading.outsiders import aloof, sent

Parties = dict[int, tuple[str, ...]]
_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "npadvmod", "nummod"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "X"})
_CLIMB = 8
_WHERE = frozenset({"in", "at", "within", "inside"})


def head_of(doc: Doc, first: int, last: int) -> Token:
    """The token of `first`..`last` on which the others depend; the last one where the parse leaves several."""
    inside = range(first, last + 1)
    heads = [doc[i] for i in inside if doc[i].head.i not in inside or doc[i].head.i == i]
    return heads[-1] if heads else doc[last]


def named_parties(doc: Doc, mentions: Iterable[Mention]) -> Parties:
    """The party of every token of a mention; places carry none."""
    found: Parties = {}
    for mention in mentions:
        if not mention.place:
            for index in range(mention.first, mention.last + 1):
                found[index] = mention.party
    return found


def spread(doc: Doc, start: Token, party: tuple[str, ...], parties: Parties, taken: set[int]) -> None:
    """Carry the party of the modifier `start` up to the nouns that it modifies, as far as they can stand for it.

    A noun named by a mention keeps its own; nearer modifiers come first, so a prepositional one never replaces them.
    """
    token = start
    for _ in range(_CLIMB):
        above = _above(token)
        if above is None or above.i in taken:
            return
        if aloof(above, party):
            parties.setdefault(above.i, ())
            return
        if above.i in parties:
            if token.dep_ != "conj" or set(party) <= set(parties[above.i]):
                return
            parties[above.i] = (*parties[above.i], *(p for p in party if p not in parties[above.i]))
        else:
            parties[above.i] = party
        token = above


def abroad(noun: Token) -> bool:
    """Whether a noun is of those who serve elsewhere than where it says that they are ("diplomats in Nairobi")."""
    return noun.lemma_.lower() in cast_words().posted and any(c.dep_ == "prep" and c.lower_ in _WHERE for c in noun.rights)


def _above(token: Token) -> Token | None:
    """The noun that `token` modifies so that it may act for the same party."""
    words = cast_words()
    head = token.head
    if head.i == token.i:
        return None
    if token.dep_ in _MODIFIERS and head.pos_ in _NOUNS:
        return None if head.lemma_.lower() in words.places else head
    if token.dep_ == "pobj" and head.lower_ in words.belonging and head.head.pos_ in _NOUNS and head.head.lower_ != "close":
        noun = head.head
        lemma = noun.lemma_.lower()
        if (head.lower_ in _WHERE and lemma in words.posted) or (head.lower_ == "for" and sent(noun)):
            return None
        acts = lemma in words.agents or lemma in words.unnamed or roles().posts.get(lemma)
        return noun if acts else None
    return None


def join_coordinations(doc: Doc, parties: Parties) -> None:
    """Give the first of coordinated nouns the parties of all ("Washington and Kyiv believe")."""
    for index in sorted(parties, reverse=True):
        token = doc[index]
        if token.dep_ == "conj" and token.head.i in parties and token.head.pos_ in _NOUNS and token.pos_ in _NOUNS:
            above = token.head.i
            parties[above] = (*parties[above], *(p for p in parties[index] if p not in parties[above]))
