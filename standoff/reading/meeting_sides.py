"""Who takes part in a meeting: the parties in the slots of the noun or verb that tells of it."""

from spacy.tokens import Token

from standoff.codebook.meetings import MeetingVerb, meeting_nouns, meeting_words
from standoff.codebook.world import world
from standoff.reading.clauses import Slots, verb_slots
from standoff.reading.meeting_status import ORDER
from standoff.reading.scene import Scene

CLOSE = 12  # tokens: two mentions in one sentence so near are of one meeting, and a "with" so near belongs to it


def host_of(slots: Slots, entry: MeetingVerb) -> tuple[str, ...]:
    """The state whose capital somebody goes to, where nobody else is named whom he would meet there ("is due in Seoul")."""
    place = next((token for name in entry.slots if (token := slots.get(name)) is not None), None)
    if place is None or any(c.lower_ == "with" for c in slots.head.subtree) or place.text in meeting_words().venues:
        return ()
    claims = [claim for found in world().find(place.text) for claim in found.claims]
    capital = len(claims) == 1 and claims[0].kind == "capital"
    return (claims[0].code,) if capital else ()


def also_with(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Those behind a second "with": "not just with the minister, but also with leaders of the opposition"."""
    second = (c for prep in verb.children if prep.lower_ == "with" for c in prep.children if c.dep_ == "conj")
    return union(*(conjoined(scene, inner) for c in second for inner in c.children if inner.dep_ == "pobj"))


def has_prep(noun: Token, names: tuple[str, ...]) -> bool:
    """Whether one of these prepositions hangs on the noun."""
    return any(child.dep_ == "prep" and child.lower_ in names for child in noun.children)


def union(*parts: tuple[str, ...]) -> tuple[str, ...]:
    """All codes, each once, in order of first mention."""
    return tuple(dict.fromkeys(code for part in parts for code in part))


def conjoined(scene: Scene, token: Token) -> tuple[str, ...]:
    """The parties of a noun phrase, of its adjectives ("Norwegian and Swedish officials"), and of those joined to it."""
    found = scene.party(token)
    for child in token.children:
        if child.dep_ in ("conj", "appos", "amod", "nmod") or (child.dep_ == "compound" and not found):
            found = union(found, conjoined(scene, child))
    return members_of(found)


def members_of(parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties, a council of two by its members, and no part of the world: one travels there, and meets others."""
    words = meeting_words()
    return union(*(words.members.get(code, (code,)) for code in parties if code not in words.regions))


def party_of_subject(scene: Scene, slots: Slots) -> tuple[str, ...]:
    """The parties of the subject, of a passive those of its object."""
    subject = slots.subject or (slots.object if slots.passive else None)
    return conjoined(scene, subject) if subject is not None else ()


_SIDES = frozenset({"between", "with", "of", "among", "by", "to", "from", "involving"})


def noun_sides(scene: Scene, noun: Token, verb: Token | None) -> tuple[str, ...]:
    """Who takes part in the meeting of a noun: named before it, behind prepositions, as subject of the `verb` that holds it."""
    sides: tuple[str, ...] = ()
    for child in noun.lefts:
        if child.dep_ in ("compound", "poss", "amod", "nmod") and not _town(child):
            sides = union(sides, _within(scene, child))
    sides = union(sides, _side_phrases(scene, noun))
    if noun.dep_ in ("conj", "appos"):
        sides = union(sides, _side_phrases(scene, noun.head))
    if verb is not None and verb.lemma_ != "be":
        slots = verb_slots(verb)
        subject = slots.subject or (slots.object if slots.passive else None)
        if subject is not None and (verb.dep_ == "relcl" or noun not in subject.subtree):
            sides = union(conjoined(scene, subject), sides)
        for name in ("with", "between"):
            token = slots.get(name)
            if token is not None:
                sides = union(sides, conjoined(scene, token))
        if verb.lemma_.lower() in meeting_words().callers:
            for token in (slots.object, slots.indirect):
                sides = union(sides, conjoined(scene, token) if token is not None else ())
    elif len(sides) < 2 and (has_prep(noun, ("with",)) or noun.lemma_ in ("visit", "call", "touch")):
        sides = union(_nearest_subject(scene, noun), sides)
    return sides if len(sides) != 1 else union(sides, _far_side(scene, noun))


def with_own(scene: Scene, noun: Token, *, sure: bool) -> bool:
    """Whether those with whom a side meets are its own ("a meeting with White House officials"), or a crowd or a chamber."""
    met = [c for prep in noun.rights if prep.lower_ == "with" for c in prep.children if c.dep_ == "pobj"]
    crowd = any(c.lemma_.lower() in meeting_words().audiences for c in met)
    if crowd or sure:
        return crowd
    owners = union(*(_within(scene, c) for c in noun.lefts if c.dep_ == "poss"))
    there = set(owners or _nearest_subject(scene, noun))
    return bool(there) and any(set(conjoined(scene, c)) == there for c in met if c.pos_ != "PRON")


def _town(child: Token) -> bool:
    """Whether a capital before the noun says where ("the Geneva talks"), not who."""
    if child.dep_ != "compound" or child.left_edge.i != child.i or child.text.isupper():
        return False
    claims = [claim for found in world().find(child.text) for claim in found.claims]
    return bool(claims) and all(claim.kind == "capital" for claim in claims)


def _far_side(scene: Scene, noun: Token) -> tuple[str, ...]:
    """The party behind a "with" further on, which the parser hung elsewhere ("talks in the coming days with X")."""
    for token in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + CLOSE)]:
        if token.pos_ in ("VERB", "AUX") or token.text in (",", ";"):
            return ()
        if token.lower_ == "with":
            return union(*(conjoined(scene, inner) for inner in token.children if inner.dep_ == "pobj"))
    return ()


def _nearest_subject(scene: Scene, noun: Token) -> tuple[str, ...]:
    """The party of the clause in which somebody's "talks with X" stand: the other side."""
    token = noun
    while token.head.i != token.i:
        below, token = token, token.head
        if token.pos_ in ("VERB", "AUX"):
            found = party_of_subject(scene, verb_slots(token))
            if found or token.dep_ != "pcomp":
                return found
        elif below.lower_ in ORDER and token.dep_ in ("nsubj", "nsubjpass"):
            return conjoined(scene, token)  # "the minister, ahead of stepping into talks with"
    return ()


def _within(scene: Scene, token: Token) -> tuple[str, ...]:
    return members_of(union(*(scene.party(t) for t in token.subtree)))


def _side_phrases(scene: Scene, noun: Token) -> tuple[str, ...]:
    sides: tuple[str, ...] = ()
    for child in noun.rights:
        if child.dep_ != "prep" or child.lower_ not in _SIDES:
            continue
        for inner in child.children:
            if inner.dep_ == "pobj":
                sides = union(sides, conjoined(scene, inner) or (_within(scene, inner) if child.lower_ == "of" else ()))
                if child.lower_ == "of" or inner.lemma_.lower() in meeting_nouns():
                    sides = union(sides, _side_phrases(scene, inner), _within_compounds(scene, inner))
    return sides


def _within_compounds(scene: Scene, noun: Token) -> tuple[str, ...]:
    return members_of(union(*(scene.party(t) for child in noun.lefts for t in child.subtree)))
