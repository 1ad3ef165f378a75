"""Meetings for tests: what is read of a text, by the rules or with chances that a classifier might give."""

from collections.abc import Mapping

from standoff.core.records import Meeting
from standoff.reading.act_candidates import candidates
from standoff.reading.act_model import Judged, Side
from standoff.reading.acts import frames_of
from standoff.reading.meetings import find_meetings
from standoff.reading.scene import Scene
from tests.reading.scenes import scene

DAY = "2021-03-17"
BOTH = {"NOR": 0.9, "SWE": 0.9}
HELD = {"planned": 0.05, "held": 0.9, "cancelled": 0.0, "refused": 0.0}
NO_CHANCE = {"planned": 0.0, "held": 0.0, "cancelled": 0.0, "refused": 0.0}


def meetings(text: str) -> tuple[Meeting, ...]:
    """The meetings by the rules alone."""
    return find_meetings(scene(text, DAY))


def only(text: str) -> Meeting:
    """The one meeting by the rules alone."""
    found = meetings(text)
    assert len(found) == 1, found
    return found[0]


def judged(
    text: str, chances: Mapping[str, Mapping[str, float]], sides: Mapping[str, float] = BOTH
) -> tuple[Scene, list[Judged]]:
    """The scene, and its predicates with the chances of statuses by their words (none where `chances` has none) and of sides."""
    seen = scene(text, DAY)
    frames = frames_of(seen)
    taking_part = tuple(Side((code,), chance, 0.0) for code, chance in sides.items())
    asked = candidates(frames.matcher, frames.matches, frames.found)
    told = [Judged(one, 0.1, {"meet": 0.9}, taking_part, {**NO_CHANCE, **chances.get(one.token.text, {})}) for one in asked]
    assert set(chances) <= {one.candidate.token.text for one in told}
    return seen, told


def weighed(text: str, head: str, chances: Mapping[str, float], sides: Mapping[str, float] = BOTH) -> tuple[Meeting, ...]:
    """The meetings where a classifier that is asked of the word `head` alone sees these chances."""
    seen, told = judged(text, {head: chances}, sides)
    return find_meetings(seen, [one for one in told if one.candidate.token.text == head])
