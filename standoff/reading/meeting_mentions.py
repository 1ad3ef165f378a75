"""Mentions of meetings: nouns and verbs of meeting with their sides, bounds, place and day."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from standoff.codebook.meetings import MeetingNoun, MeetingVerb, meeting_nouns, meeting_verbs, meeting_words, told_nouns
from standoff.core.dates import When
from standoff.core.records import MeetingStatus
from standoff.reading.clauses import Slots, verb_slots
from standoff.reading.meeting_answers import answer_of
from standoff.reading.meeting_bounds import Bounds, noun_bounds, verb_bounds
from standoff.reading.meeting_journeys import JOURNEYS, on_the_way
from standoff.reading.meeting_senses import (
    about_to,
    asks_for,
    elsewhere,
    joined_in,
    of_another_sense,
    only_wished,
    plain_call,
    spoken_to,
)
from standoff.reading.meeting_sides import (
    CLOSE,
    also_with,
    conjoined,
    host_of,
    members_of,
    noun_sides,
    party_of_subject,
    union,
    with_own,
)
from standoff.reading.meeting_status import CLIMB, status_of
from standoff.reading.places import place_in
from standoff.reading.scene import Scene

# How many named sides the classifier's chance weighs as much as, in choosing the best mention. Chosen on hand-coded articles.
CLEAR = 16
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
    answered: bool = False
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
    verb = meeting_verbs().get(lemma) if token.pos_ == "VERB" or lemma == "due" else None
    return _verb_mention(scene, token, verb, sure=sure) if verb is not None and (sure or not verb.told) else None


def told_mention(scene: Scene, token: Token) -> Mention | None:
    """The mention of a meeting at a word of which no rule says that it tells of one ("was in the capital on Monday")."""
    if token.pos_ in ("NOUN", "PROPN"):
        verb = _holding_verb(token)
        sides, bounds = noun_sides(scene, token, verb), noun_bounds(token, verb)
        if (len(sides) < 2 and spoken_to(token)) or only_wished(token):
            return None
    else:
        verb, slots = token, verb_slots(token)
        others = (t for name in _OTHERS if (t := slots.get(name)) is not None)
        if token.lemma_.lower() in meeting_words().speeches or joined_in(token, slots) or _no_meeting(scene, token):
            return None
        sides = union(party_of_subject(scene, slots), *(conjoined(scene, other) for other in others))
        bounds = verb_bounds(token, slots)
    place, date = _place_date(scene, bounds, token)
    status = status_of(scene, token, verb, date)
    if status is None:
        return None
    return Mention(
        head=token,
        bounds=bounds,
        participants=sides,
        persons=_persons(scene, bounds),
        status=status,
        place=place,
        date=date,
        forum=None,
        way=_way(scene, bounds),
        weak=True,
        title=scene.context.in_title(token.idx),
        who=_who(scene, bounds),
        named=_named(scene, bounds),
    )


def _no_meeting(scene: Scene, verb: Token) -> bool:
    """Whether a verb only speaks to a meeting, leads to another one's or puts one into the future."""
    told, entry = verb_slots(verb).object, meeting_verbs().get(verb.lemma_.lower())
    said_there = told is not None and told.lemma_.lower() in meeting_nouns() and spoken_to(told)
    return (
        said_there
        or about_to(verb)
        or asks_for(verb)
        or elsewhere(verb)
        or (entry is not None and on_the_way(scene, verb, entry))
    )


_OTHERS = ("with", "object", "to", "alongside")  # the slots of any verb in which the other side may stand


def _noun_mention(scene: Scene, noun: Token, entry: MeetingNoun, *, sure: bool) -> Mention | None:
    if of_another_sense(noun, entry, sure=sure):
        return None
    answer = answer_of(scene, noun)
    verb = _holding_verb(noun) if answer is None else answer.verb
    sides = noun_sides(scene, noun, verb) if answer is None else answer.sides
    if len(sides) == 1 and (with_own(scene, noun, sure=sure) or spoken_to(noun)):
        return None
    bounds = noun_bounds(noun, verb)
    place, date = _place_date(scene, bounds, noun)
    unclear = only_wished(noun) or (not sure and not _concrete(sides, entry.weak, place, date, verb, noun))
    if answer is None and unclear:
        return None
    status = status_of(scene, noun, verb, date) if answer is None else answer.status
    if status is None:
        return None
    return Mention(
        head=noun,
        bounds=bounds,
        participants=sides,
        persons=_persons(scene, bounds),
        status=status,
        place=place,
        date=date,
        forum=_forum(scene, noun),
        way=entry.way,
        weak=entry.weak,
        answered=answer is not None,
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
    if elsewhere(verb) or asks_for(verb):
        return None
    subject = party_of_subject(scene, slots)
    sides = union(subject, conjoined(scene, other), also_with(scene, verb)) if other is not None else subject
    if joined_in(verb, slots) or _at_home(scene, slots, entry, sides) or on_the_way(scene, verb, entry):
        return None
    if len(sides) == 1 and entry.lemma in meeting_words().guests:
        sides = union(sides, host_of(slots, entry))
    bounds = verb_bounds(verb, slots)
    place, date = _place_date(scene, bounds, verb)
    if only_wished(verb) or (not sure and not _two_sided(scene, slots, entry, other, sides, place, date)):
        return None
    status = status_of(scene, verb, verb, date)
    if status is None:
        return None
    return Mention(
        head=verb,
        bounds=bounds,
        participants=sides,
        persons=_persons(scene, bounds),
        status=status,
        place=place,
        date=date,
        forum=None,
        way=entry.way or _way(scene, bounds),
        weak=entry.lemma in JOURNEYS,  # talks that follow say more of the meeting than the journey
        title=scene.context.in_title(verb.idx),
        who=_who(scene, bounds),
        named=_named(scene, bounds),
        unknown_side=other is None and _animate(slots),
    )


def _at_home(scene: Scene, slots: Slots, entry: MeetingVerb, sides: tuple[str, ...]) -> bool:
    """Whether those met are of the one side that meets them, or a crowd, a chamber, a paper of it."""
    met = [token for name in entry.slots if (token := slots.get(name)) is not None]
    if any(token.lemma_.lower() in meeting_words().audiences for token in met) and len(sides) < 2:
        return True
    named = (token for token in met if token.pos_ != "PRON")
    return len(sides) == 1 and bool(party_of_subject(scene, slots)) and any(conjoined(scene, token) == sides for token in named)


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
        return len(sides) > 1 and guest and bool(party_of_subject(scene, slots))
    if entry.lemma in ("due", "expect"):
        traveller = slots.subject or slots.object
        guest = traveller is not None and (traveller.ent_type_ == "PERSON" or traveller.lemma_.lower() in _PEOPLE)
        return len(sides) > 1 and guest and slots.inf is None
    if entry.lemma == "invite":
        return len(sides) > 1 and other is not None and slots.get("to") is not None and bool(party_of_subject(scene, slots))
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
        return len(sides) > 1 and other is not None and other.ent_type_ == "PERSON" and plain_call(slots)
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


def _holding_verb(noun: Token) -> Token | None:
    """The verb by which the meeting takes place, is planned or called off; None where the noun hangs elsewhere."""
    token = noun
    for _ in range(CLIMB):
        head = token.head
        if head.i == token.i:
            return token if token.pos_ == "VERB" else None
        if noun.lemma_ == "touch" and head.lemma_ == "be":
            return None
        if head.pos_ in ("VERB", "AUX"):
            if token.lower_ in ("before", "ahead") and head.lemma_.lower() in ("say", "tell", "announce"):
                return None  # "said before the summit": who said so need not be there
            known = head.lemma_.lower() in meeting_words().holders or head.lemma_.lower() in meeting_words().callers
            return head if known or head.lemma_ == "be" else None
        token = head
    return None


def _plural_subject(scene: Scene, slots: Slots) -> bool:
    subject = slots.subject
    if subject is None:
        return False
    return (
        subject.tag_ in ("NNS", "NNPS")
        or any(child.dep_ == "conj" for child in subject.children)
        or len(scene.party(subject)) > 1
    )


def _concrete(sides: tuple[str, ...], weak: bool, place: str | None, date: When | None, verb: Token | None, noun: Token) -> bool:
    """Whether the mention is of a particular meeting, not of talks as such."""
    if weak:
        return (len(sides) >= 2 and (date is not None or place is not None or noun.lemma_ in ("call", "visit", "touch"))) or (
            len(sides) >= 1
            and date is not None
            and (
                (place is not None and noun.lemma_ in ("session", "visit", "trip"))
                or (verb is not None and verb.lemma_ in meeting_words().conveners)
            )
        )
    held = verb is not None and verb.lemma_ != "be"
    if sides and any(t.lower_ in meeting_words().particular for t in noun.lefts):
        return True
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
