"""Journeys that lead to a meeting with others than the host."""

from spacy.tokens import Token

from standoff.codebook.meetings import MeetingVerb, meeting_verbs
from standoff.codebook.world import world
from standoff.reading.clauses import Slots, verb_slots
from standoff.reading.meeting_sides import conjoined, members_of, union
from standoff.reading.scene import Scene

JOURNEYS = frozenset({"arrive", "travel", "fly"})


def on_the_way(scene: Scene, verb: Token, entry: MeetingVerb) -> bool:
    """Whether somebody goes where others are met than the host: "flew to Oslo to meet with the Swedish minister"."""
    if entry.lemma not in JOURNEYS:
        return False
    host = union(*(_filling(scene, verb, entry)), members_of(_claimed(verb_slots(verb), entry)))
    aims = (child for child in verb.rights if child.dep_ in ("advcl", "xcomp") and child.tag_ == "VB")
    met = (union(*_filling(scene, aim, other)) for aim in aims if (other := meeting_verbs().get(aim.lemma_.lower())) is not None)
    return any(sides and not set(sides) & set(host) for sides in met)


def _filling(scene: Scene, verb: Token, entry: MeetingVerb) -> list[tuple[str, ...]]:
    """The parties that stand in the slots of a verb of meeting."""
    slots = verb_slots(verb)
    return [conjoined(scene, token) for name in entry.slots if (token := slots.get(name)) is not None]


def _claimed(slots: Slots, entry: MeetingVerb) -> tuple[str, ...]:
    """The states whose places stand in the slots, be it one where others meet ("Washington")."""
    places = (token for name in entry.slots if (token := slots.get(name)) is not None)
    return tuple(claim.code for token in places for found in world().find(token.text) for claim in found.claims)
