"""Who looks at a state without speaking for it: experts on it, media of its country, heads of programmes about it.

"A Sudan expert", "head of the EU programme at the Harlow Institute", "Japanese media", "an official with knowledge of Chad".
"""

from collections.abc import Container

from spacy.tokens import Doc, Token

from standoff.codebook.agencies import agencies
from standoff.codebook.castwords import cast_words
from standoff.codebook.world import world

_BEFORE = frozenset({"amod", "compound", "nmod", "poss"})
_CLIMB = 5  # nested modifiers of a name ("North Korea policy programme")
_PRIVATE = frozenset({"private", "independent"})
_OF_STATE = frozenset({"central", "reserve", "national", "state"})  # banks that speak for their state


def aloof(noun: Token, party: tuple[str, ...]) -> bool:
    """Whether a noun does not speak for a state named beside it: "Sudan experts", "Japanese media", "Sudanese rebels"."""
    words = cast_words()
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN" or any(_of_a_state(child) for child in noun.lefts):
        return False
    if lemma in words.learned or irregular(noun) or any(irregular(child) for child in noun.lefts):
        return any(a_state(code) for code in party)
    news = lemma == "agency" and any(child.lower_ == "news" for child in noun.lefts)
    lefts = {child.lower_ for child in noun.lefts}
    if not (news or lemma in words.press) or not lefts.isdisjoint(words.official):
        return False
    return all(a_state(code) for code in party) and (words.one_voice.isdisjoint(party) or not lefts.isdisjoint(_PRIVATE))


def _of_a_state(name: Token) -> bool:
    """Whether a word names an agency that speaks for its state ("Turkey's Anadolu news agency")."""
    outlet = agencies().get(name.lower_) if name.dep_ == "compound" else None
    return outlet is not None and outlet.state is not None


def a_state(code: str) -> bool:
    """Whether a code is a state's, or only a name for several ("both Koreas")."""
    return world().types.get(code) == "state" or code in world().together


def only_a_subject(name: Token, named: Container[int]) -> bool:
    """Whether a name only says what a programme, a desk or a firm is about or where it is ("director of China studies").

    `named`: the tokens that name a party.
    """
    words, token = cast_words(), name
    for _ in range(_CLIMB):
        if token.dep_ not in _BEFORE or token.head.i < token.i:
            return False
        if token.head.i in named:  # another word of the same name ("African Union")
            token = token.head
            continue
        if private_body(token.head) or (token.dep_ != "poss" and token.head.lemma_.lower() in words.subjects):
            return True
        token = token.head
    return False


def private_body(noun: Token) -> bool:
    """Whether a noun is of a body that is no actor of ours, such as a firm; a state's own bank is one."""
    if noun.lemma_.lower() not in cast_words().private_bodies:
        return False
    return noun.lemma_.lower() != "bank" or all(child.lower_ not in _OF_STATE for child in noun.lefts)


def irregular(noun: Token) -> bool:
    """Whether a noun is of fighters who are no state's ("the commander of a guerrilla column in eastern Colombia")."""
    return noun.lemma_.lower() in cast_words().irregulars


def of_many(noun: Token) -> bool:
    """Whether people may be of any state where none is named beside them: diplomats, and a mixed company with observers in it.

    "Diplomats said", "officials and analysts said": no state is guessed for them from the words around.
    """
    words = cast_words()
    others = (other.lemma_.lower() for other in noun.conjuncts if other.tag_ in ("NNS", "NNPS"))
    return noun.lemma_.lower() in words.from_anywhere or any(one in words.learned | words.from_anywhere for one in others)


def speaks_alone(noun: Token, party: tuple[str, ...]) -> bool:
    """Whether somebody who speaks does so for none of the states named beside them: firms, unions, neighbours, activists.

    What is done to them may well be done to their state, so that this is asked of speakers alone.
    """
    if not party or noun.pos_ == "PROPN" or not all(a_state(code) for code in party):
        return False
    words, lemma = cast_words(), noun.lemma_.lower()
    if any(child.lower_ in _PRIVATE for child in noun.lefts) or aloof(noun, party):
        return True
    own = private_body(noun) and lemma not in words.press and lemma != "website"  # a ministry's website speaks for it
    return own or lemma in words.private_voices


def only_knows(doc: Doc, preposition: int) -> bool:
    """Whether a preposition leads to what somebody knows or has, not to whom they belong.

    "An official with knowledge of Chad", "a person close to the president".
    """
    if doc[preposition].lower_ == "close":
        return preposition + 1 < len(doc) and doc[preposition + 1].lower_ == "to"
    if doc[preposition].lower_ != "with":
        return False
    return any(child.dep_ == "pobj" and child.lemma_.lower() in cast_words().ties for child in doc[preposition].children)


def sent(noun: Token) -> bool:
    """Whether a noun is of somebody who is sent for a state's sake by others ("the special envoy for Chad")."""
    lemma = noun.lemma_.lower()
    return lemma == "envoy" or (lemma in {"representative", "coordinator"} and any(c.lower_ == "special" for c in noun.lefts))
