"""At whom an act is aimed, as its clause and the words around it name them."""

from collections.abc import Iterable

from spacy.tokens import Token

from standoff.codebook.world import world
from standoff.reading.conditions import bounds, condition_of
from standoff.reading.frames import Match
from standoff.reading.roles import Parties, Roles

# Slots that name the other side itself.
_DIRECT = frozenset({"object", "indirect", "to", "with", "against", "on", "at", "that-subject", "inf-subject", "from", "for"})
# What one of a party's own side may say of or to another; deeds between states are no home affair.
_HOME_AFFAIRS = frozenset({"accuse", "demand", "support", "warn", "reject"})
_IN_WORDS = frozenset({"content", "condition"})
# What is said to the one at whom it is aimed, where the clause names nobody else: no accusation, which may be told to others.
_SAID_TO = frozenset(
    {"threaten", "demand", "reject", "accept", "offer", "offer_talks", "commit", "concede", "warn", "assure", "propose"}
)
_TAKING = frozenset({"coerce", "assault", "posture_up"})  # done to a region, they are aimed at its state


def aimed_at(match: Match, roles: Roles) -> Parties:
    """The parties that an act is aimed at, as its clause names them; notes where that is the party's own side."""
    for name in match.frame.to:
        if name in _IN_WORDS and match.inward and _at_home(match, roles):
            break
        named = _named(name, match, roles)
        if match.act in _TAKING:
            named = tuple(dict.fromkeys(land for party in named for land in world().lands.get(party, (party,))))
        named = tuple(party for party in named if party not in match.party)
        if named:
            return named[:1] if name == "content" and match.act != "meet" else named
    if match.inward and _at_home(match, roles):
        return match.party
    return _told(match, roles) if match.act in _SAID_TO else ()


def _named(name: str, match: Match, roles: Roles) -> Parties:
    """The parties that one of the places named by a frame names, the party itself too."""
    if name == "content":
        _first, last = bounds(match.slots, match.clause)
        return roles.named(match.slots.head.i + 1, last)
    if name == "condition":
        return _in_condition(match, roles)
    named = roles.slot(name, match.slots)
    aimed = match.slots.get(name) if name in _DIRECT else None
    match.inward |= aimed is not None and aimed.pos_ != "PRON" and bool(named) and set(named) <= set(match.party)
    return named


def _at_home(match: Match, roles: Roles) -> bool:
    """Whether it is aimed at somebody of the own side ("the senator urged the president to"), and not at a thing of it."""
    if match.act not in _HOME_AFFAIRS:
        return False
    slots = (match.slots.get(name) for name in match.frame.to if name in _DIRECT)
    aimed = next((token for token in slots if token is not None), None)
    if aimed is None or not set(roles.of_phrase(aimed)) & set(match.party) or any(c.tag_ == "PRP$" for c in aimed.lefts):
        return False
    if aimed.pos_ == "PROPN":  # somebody of the side, and not the side by its own name: nobody rejects itself
        return next(world().find(aimed.text), None) is None
    return aimed.tag_ == "NN" and aimed.lemma_.lower() in roles.lexicon.classes["ORGAN"]


def _told(match: Match, roles: Roles) -> Parties:
    """To whom it is said, by the cue ("told Peru that") or by the way it is said ("in a letter to Peru")."""
    said = roles.scene.attribution_at(match.slots.head.idx)
    verbs = [match.slots.head, match.clause] + (roles.scene.cue_tokens(said) if said is not None else [])
    heard = (roles.scene.hearer(said) if said is not None else ()) or _by_way_of(verbs, roles)
    return tuple(party for party in heard if party not in match.party and world().types.get(party) != "organisation")


def _by_way_of(verbs: Iterable[Token], roles: Roles) -> Parties:
    """The other end of a letter, a call or talks in which something is said."""
    words = roles.lexicon.classes["TEXT"] | roles.lexicon.classes["CALL"]
    ways = (way for verb in verbs for prep in verb.children if prep.lower_ in ("in", "during") for way in prep.children)
    ends = (end for way in ways if way.lemma_.lower() in words for end in way.children if end.lower_ in ("to", "with"))
    return next((party for end in ends for token in end.children if (party := roles.of_phrase(token))), ())


def _in_condition(match: Match, roles: Roles) -> Parties:
    span = condition_of(roles.scene.context, match.slots, match.clause, roles.lexicon)
    if span is None:
        return ()
    inside = roles.covering(span)
    return roles.named(inside.start, inside.stop - 1)[:1]
