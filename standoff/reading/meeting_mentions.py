"""Mentions of meetings: nouns and verbs of meeting with their sides, bounds, place and day."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from standoff.codebook.meetings import MeetingNoun, MeetingVerb, meeting_nouns, meeting_verbs, meeting_words, told_nouns
from standoff.codebook.world import world
from standoff.core.dates import When
from standoff.core.records import MeetingStatus
from standoff.reading.clauses import Slots, verb_slots
from standoff.reading.meeting_bounds import Bounds, noun_bounds, verb_bounds
from standoff.reading.meeting_status import CLIMB, ORDER, status_of
from standoff.reading.places import place_in
from standoff.reading.scene import Scene

# How many named sides the classifier's chance weighs as much as, in choosing the best mention. Chosen on hand-coded articles.
CLEAR = 16
CLOSE = 12  # tokens within which two mentions in one sentence are of one meeting
_MEETING_PLACES = frozenset({"in", "at", "to"})  # "on" says about what


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One mention of a meeting, before mentions of the same one are merged."""

    head: Token
    bounds: Bounds
    participants: tuple[str, ...]
    persons: tuple[str, ...]
    status: MeetingStatus
    place: str | None
    date: When | None
    forum: str | None
    way: str | None
    weak: bool
    title: bool
    who: tuple[tuple[str, frozenset[str]], ...] = ()
    named: frozenset[str] = frozenset()
    borrowed: bool = False
    unknown_side: bool = False
    chance: float = 0.5

    @property
    def hostless(self) -> bool:
        """Whether somebody travels to a place that stands for no side: who else is named nearby is not the host."""
        alone = len(self.participants) == 1 and self.named <= set(self.participants)
        return alone and self.way == "visit" and self.place is not None

    @property
    def detail(self) -> float:
        """How much the mention says: which sides, by name, in which persons, where and when, and how clearly."""
        sides = len(self.participants) + len(self.named & set(self.participants)) + len(self.who)
        return sides + (self.place is not None) + (self.date is not None) - self.weak + CLEAR * self.chance


def mention_at(scene: Scene, token: Token, *, sure: bool = False) -> Mention | None:
    """The mention of a meeting that `token` is the head of, or None; where one is `sure`, no more is asked of it."""
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "PROPN"):
        noun = meeting_nouns().get(lemma) or (told_nouns().get(lemma) if sure else None)
        return _noun_mention(scene, token, noun, sure=sure) if noun is not None else None
    verb = meeting_verbs().get(lemma) if token.pos_ == "VERB" else None
    return _verb_mention(scene, token, verb, sure=sure) if verb is not None and (sure or not verb.told) else None


def _noun_mention(scene: Scene, noun: Token, entry: MeetingNoun, *, sure: bool) -> Mention | None:
    words = meeting_words()
    beside = {t.lower_ for t in noun.lefts} | {noun.nbor(-1).lower_ if noun.i else ""}
    if not sure and ((entry.plural and noun.tag_ not in ("NNS", "NNPS")) or beside & words.not_words):
        return None
    if (
        noun.lemma_ == "call"
        and not sure
        and not (beside & words.call_words or _has_prep(noun, ("between", "with")) or _from_to(noun) or _taken(noun))
    ):
        return None
    if noun.lemma_ == "round" and not sure and not _of_meetings(noun):
        return None  # "a round of airstrikes"
    if noun.dep_ == "compound" and noun.head.lemma_.lower() in meeting_nouns():
        return None
    verb = _holding_verb(noun)
    sides = _noun_sides(scene, noun, verb)
    bounds = noun_bounds(noun, verb)
    place, date = _place_date(scene, bounds, noun)
    if not sure and (_only_wished(noun) or not _concrete(sides, entry.weak, place, date, verb, noun)):
        return None
    forum = _forum(scene, noun)
    return Mention(
        head=noun,
        bounds=bounds,
        participants=sides,
        persons=_persons(scene, bounds),
        status=status_of(scene, noun, verb, date),
        place=place,
        date=date,
        forum=forum,
        way=entry.way,
        weak=entry.weak,
        title=scene.context.in_title(noun.idx),
        who=_who(scene, bounds),
        named=_named(scene, bounds),
    )


def _verb_mention(scene: Scene, verb: Token, entry: MeetingVerb, *, sure: bool) -> Mention | None:
    slots = verb_slots(verb)
    other = next((t for name in entry.slots if (t := slots.get(name)) is not None and scene.party(t)), None)
    unmet = meeting_words().audiences | (meeting_words().matters if entry.lemma == "meet" else frozenset())
    if not sure and any(t is not None and t.lemma_.lower() in unmet for t in map(slots.get, entry.slots)):
        return None
    subject = _party_of_subject(scene, slots)
    sides = union(subject, _conjoined(scene, other)) if other is not None else subject
    bounds = verb_bounds(verb, slots)
    place, date = _place_date(scene, bounds, verb)
    if not sure and (_only_wished(verb) or not _two_sided(scene, slots, entry, other, sides, place, date)):
        return None
    return Mention(
        head=verb,
        bounds=bounds,
        participants=sides,
        persons=_persons(scene, bounds),
        status=status_of(scene, verb, verb, date),
        place=place,
        date=date,
        forum=None,
        way=entry.way or _way(scene, bounds),
        weak=entry.lemma in ("arrive", "travel", "fly"),  # talks that follow say more of the meeting than the journey
        title=scene.context.in_title(verb.idx),
        who=_who(scene, bounds),
        named=_named(scene, bounds),
        unknown_side=other is None and _animate(slots),
    )


def _two_sided(
    scene: Scene,
    slots: Slots,
    entry: MeetingVerb,
    other: Token | None,
    sides: tuple[str, ...],
    place: str | None,
    date: When | None,
) -> bool:
    """Whether somebody meets somebody: two parties, or one with a day or place where the verb is "meet"."""
    decided = _by_its_verb(scene, slots, entry, other, sides, placed=place is not None, dated=date is not None)
    return decided if decided is not None else _by_its_sides(scene, slots, entry, other, sides, place, date)


def _by_its_verb(
    scene: Scene, slots: Slots, entry: MeetingVerb, other: Token | None, sides: tuple[str, ...], *, placed: bool, dated: bool
) -> bool | None:
    """What verbs with a sense of their own need to tell of a meeting; None for the others."""
    if other is not None and entry.lemma in meeting_words().visiting:
        guest = other.ent_type_ in ("GPE", "PERSON") or other.lemma_.lower() in _PEOPLE
        return len(sides) > 1 and guest and bool(_party_of_subject(scene, slots))
    if entry.lemma == "invite":
        return len(sides) > 1 and other is not None and slots.get("to") is not None and bool(_party_of_subject(scene, slots))
    if other is not None and entry.lemma == "send":
        return len(sides) > 1 and slots.object is not None and slots.object.lemma_.lower() in meeting_words().emissaries
    if other is not None and entry.lemma == "see":
        return len(sides) > 1 and other.ent_type_ == "PERSON" and dated and placed
    if entry.lemma == "discuss" and not dated and not placed:
        return False
    if entry.lemma == "tell":
        return len(sides) > 1 and _by_telephone(slots.head)
    if entry.lemma == "sit" and other is not None:
        return len(sides) > 1 and any(child.lower_ == "down" for child in slots.head.children)
    if entry.lemma == "call":
        return len(sides) > 1 and other is not None and other.ent_type_ == "PERSON" and _plain_call(slots)
    if entry.lemma == "negotiate" and slots.object is not None:
        return False  # "negotiated a deal with": the deal, not a meeting
    return None


def _by_its_sides(
    scene: Scene,
    slots: Slots,
    entry: MeetingVerb,
    other: Token | None,
    sides: tuple[str, ...],
    place: str | None,
    date: When | None,
) -> bool:
    if len(sides) > 1:
        if entry.lemma == "speak" and _by_telephone(slots.head):
            return True
        alone = entry.lemma == "meet" and slots.object is None  # "Norwegian and Swedish diplomats met"
        return other is not None or alone or (entry.lemma in meeting_words().together and (date is not None or place is not None))
    body = slots.subject is not None and slots.subject.ent_type_ == "ORG"
    if other is None and sides and body and entry.lemma in meeting_words().of_bodies and date is not None and place is not None:
        return True
    if entry.lemma == "meet" and not sides and slots.subject is not None and slots.subject.lower_ in ("they", "both", "sides"):
        return date is not None or place is not None
    if (
        other is None
        and sides
        and entry.lemma in meeting_words().of_bodies
        and slots.object is None
        and _plural_subject(scene, slots)
    ):
        return date is not None or place is not None
    if entry.lemma != "meet" or not sides:
        return entry.lemma == "meet" and date is not None and place is not None  # its sides may be said before
    if other is None and _plural_subject(scene, slots):
        return date is not None or place is not None
    return (date is not None and place is not None) or (other is None and _animate(slots))


def _plain_call(slots: Slots) -> bool:
    """Whether somebody is called up, not called out or called names."""
    return slots.complement is None and not any(child.dep_ in ("prt", "oprd") for child in slots.head.children)


def _by_telephone(verb: Token) -> bool:
    """Whether something was told "by telephone" or "over the phone"; told "in a phone call" is the call's own mention."""
    inside = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 2 * CLOSE)]
    return any(
        t.lower_ in ("phone", "telephone") and t.nbor(-1).lower_ in ("by", "the") and t.nbor().lower_ != "call"
        for t in inside[:-1]
    )


def _animate(slots: Slots) -> bool:
    """Whether people are met whose party is unknown: "meet with the family of the missing man"."""
    token = slots.get("with")
    return token is not None and (token.ent_type_ == "PERSON" or token.lemma_.lower() in _PEOPLE)


_PEOPLE = frozenset(
    {"family", "leader", "minister", "official", "delegation", "envoy", "president", "representative", "counterpart", "ally"}
)


def _only_wished(head: Token) -> bool:
    """Whether talks are only offered, wished for or asked for: willing to, open to, opens the door to, urged to."""
    willing = meeting_words().willing
    if head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "on"):
        return False
    token = head
    if head.dep_ == "dobj" and head.head.lemma_.lower() in meeting_words().conveners:
        token = head.head  # "called a meeting" convenes one, "called for a meeting" does not
    for _ in range(CLIMB):
        if token.head.i == token.i or token.dep_ in ("ccomp", "nsubj", "nsubjpass", "advcl", "relcl") or token.lower_ in ORDER:
            return False
        token = token.head
        if token.lemma_.lower() in willing or token.lower_ in willing:
            return True
        if token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VB", "VBG", "VBN") and token.lemma_ != "be":
            return False
    return False


def _taken(call: Token) -> bool:
    """Whether a call from somebody is taken or not ("refused to take a call from"), rather than one for something."""
    return (
        call.tag_ == "NN"
        and _has_prep(call, ("from",))
        and call.dep_ == "dobj"
        and call.head.lemma_ in ("take", "accept", "receive")
    )


def _from_to(call: Token) -> bool:
    """Whether a call goes from somebody to somebody."""
    return _has_prep(call, ("from",)) and any(t.lower_ == "to" and t.dep_ in ("prep", "dative") for t in call.subtree)


def _of_meetings(noun: Token) -> bool:
    """Whether a round is one of talks, or of what the text leaves out."""
    of = next((child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
    return of is None or any(inner.lemma_.lower() in meeting_nouns() for inner in of.subtree)


def _has_prep(noun: Token, names: tuple[str, ...]) -> bool:
    return any(child.dep_ == "prep" and child.lower_ in names for child in noun.children)


def _holding_verb(noun: Token) -> Token | None:
    """The verb by which the meeting takes place, is planned or called off; None where the noun hangs elsewhere."""
    token = noun
    for _ in range(CLIMB):
        head = token.head
        if head.i == token.i:
            return token if token.pos_ == "VERB" else None
        if head.pos_ in ("VERB", "AUX"):
            if token.lower_ in ("before", "ahead") and head.lemma_.lower() in ("say", "tell", "announce"):
                return None  # "said before the summit": who said so need not be there
            known = head.lemma_.lower() in meeting_words().holders or head.lemma_.lower() in meeting_words().callers
            return head if known or head.lemma_ == "be" else None
        token = head
    return None


def union(*parts: tuple[str, ...]) -> tuple[str, ...]:
    """All codes, each once, in order of first mention."""
    return tuple(dict.fromkeys(code for part in parts for code in part))


def _conjoined(scene: Scene, token: Token) -> tuple[str, ...]:
    """The parties of a noun phrase, of its adjectives ("Norwegian and Swedish officials"), and of those joined to it."""
    found = scene.party(token)
    for child in token.children:
        if child.dep_ in ("conj", "appos", "amod", "nmod") or (child.dep_ == "compound" and not found):
            found = union(found, _conjoined(scene, child))
    return members_of(found)


def members_of(parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties, a council of two by its members, and no part of the world: one travels there, and meets others."""
    words = meeting_words()
    return union(*(words.members.get(code, (code,)) for code in parties if code not in words.regions))


def _party_of_subject(scene: Scene, slots: Slots) -> tuple[str, ...]:
    subject = slots.subject or (slots.object if slots.passive else None)
    return _conjoined(scene, subject) if subject is not None else ()


def _plural_subject(scene: Scene, slots: Slots) -> bool:
    subject = slots.subject
    if subject is None:
        return False
    return (
        subject.tag_ in ("NNS", "NNPS")
        or any(child.dep_ == "conj" for child in subject.children)
        or len(scene.party(subject)) > 1
    )


_SIDES = frozenset({"between", "with", "of", "among", "by", "to", "from", "involving"})


def _noun_sides(scene: Scene, noun: Token, verb: Token | None) -> tuple[str, ...]:
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
        if subject is not None and noun not in subject.subtree:
            sides = union(_conjoined(scene, subject), sides)
        for name in ("with", "between"):
            token = slots.get(name)
            if token is not None:
                sides = union(sides, _conjoined(scene, token))
        if verb.lemma_.lower() in meeting_words().callers:
            for token in (slots.object, slots.indirect):
                sides = union(sides, _conjoined(scene, token) if token is not None else ())
    elif len(sides) < 2 and (_has_prep(noun, ("with",)) or noun.lemma_ in ("visit", "call")):
        sides = union(_nearest_subject(scene, noun), sides)
    return sides if len(sides) != 1 else union(sides, _far_side(scene, noun))


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
            return union(*(_conjoined(scene, inner) for inner in token.children if inner.dep_ == "pobj"))
    return ()


def _nearest_subject(scene: Scene, noun: Token) -> tuple[str, ...]:
    """The party of the clause in which somebody's "talks with X" stand: the other side."""
    token = noun
    while token.head.i != token.i:
        token = token.head
        if token.pos_ == "VERB":
            return _party_of_subject(scene, verb_slots(token))
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
                sides = union(sides, _conjoined(scene, inner) or (_within(scene, inner) if child.lower_ == "of" else ()))
                if child.lower_ == "of" or inner.lemma_.lower() in meeting_nouns():
                    sides = union(sides, _side_phrases(scene, inner), _within_compounds(scene, inner))
    return sides


def _within_compounds(scene: Scene, noun: Token) -> tuple[str, ...]:
    return members_of(union(*(scene.party(t) for child in noun.lefts for t in child.subtree)))


def _concrete(sides: tuple[str, ...], weak: bool, place: str | None, date: When | None, verb: Token | None, noun: Token) -> bool:
    """Whether the mention is of a particular meeting, not of talks as such."""
    if weak:
        return (len(sides) >= 2 and (date is not None or place is not None or noun.lemma_ in ("call", "visit"))) or (
            len(sides) >= 1
            and date is not None
            and (
                (place is not None and noun.lemma_ in ("session", "visit", "trip"))
                or (verb is not None and verb.lemma_ in meeting_words().conveners)
            )
        )
    held = verb is not None and verb.lemma_ != "be"
    if noun.lemma_ == "summit" and sides:
        named = len(sides) > 1 or (verb is None and any(child.dep_ == "compound" for child in noun.lefts))
        return (noun.tag_ != "NNS" and named) or place is not None or date is not None
    at_it = noun.dep_ == "pobj" and noun.head.lower_ in ("after", "during", "following", "before", "ahead", "at", "of")
    if len(sides) >= 2:
        return held or at_it or date is not None or place is not None or noun.lemma_ == "summit"
    return len(sides) <= 1 and date is not None and (place is not None or (held and len(sides) == 1))


def _forum(scene: Scene, noun: Token) -> str | None:
    """The body that meets: "the Harbour Council", "a G20 summit"."""
    around = [
        *noun.lefts,
        *(inner for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of" for inner in child.children),
    ]
    for token in around:
        phrase = scene.context.doc[token.left_edge.i : token.right_edge.i + 1]
        if any(t.ent_type_ == "ORG" for t in phrase) and (
            token.lemma_.lower() in meeting_words().forums or token.pos_ == "PROPN"
        ):
            words = " ".join(phrase.text.split())
            return re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE) or None
    return None


# --- place, date, persons ---------------------------------------------------------------------------------------


def _place_date(scene: Scene, bounds: Bounds, head: Token) -> tuple[str | None, When | None]:
    doc = scene.context.doc
    place = place_in(doc[head.i : bounds.last.i + 1], _MEETING_PLACES) or place_in(doc[bounds.first.i : head.i], _MEETING_PLACES)
    times = scene.context.times_in(bounds.first.idx, bounds.last.idx + len(bounds.last))
    near = min(times, key=lambda when: abs((when.start or 0) - head.idx), default=None)
    return place, near


def _persons(scene: Scene, bounds: Bounds) -> tuple[str, ...]:
    doc = scene.context.doc
    names = (scene.speaker(token) for token in doc[bounds.first.i : bounds.last.i + 1] if token.pos_ in ("PROPN", "NOUN", "PRON"))
    return tuple(dict.fromkeys(name for name in names if name))


def _who(scene: Scene, bounds: Bounds) -> tuple[tuple[str, frozenset[str]], ...]:
    """The persons of each side that the clause speaks of."""
    found: dict[str, set[str]] = {}
    for token in scene.context.doc[bounds.first.i : bounds.last.i + 1]:
        person, party = scene.speaker(token), scene.party(token)
        if person is not None and len(party) == 1:
            found.setdefault(party[0], set()).add(person)
    return tuple((party, frozenset(persons)) for party, persons in found.items())


def _way(scene: Scene, bounds: Bounds) -> str | None:
    """How they met, where the clause says so: "spoke by telephone"."""
    inside = scene.context.doc[bounds.first.i : bounds.last.i + 1]
    return "call" if any(token.lower_ in meeting_words().by_wire for token in inside) else None


def _named(scene: Scene, bounds: Bounds) -> frozenset[str]:
    """The parties that the clause names, by a name and not by "the two leaders" or "they"."""
    inside = scene.context.doc[bounds.first.i : bounds.last.i + 1]
    return frozenset(code for token in inside if token.pos_ in ("PROPN", "ADJ") for code in members_of(scene.party(token)))
