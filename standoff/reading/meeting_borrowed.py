"""Sides that a mention of a meeting leaves out, since they were said before: "after the talks", "they met"."""

from dataclasses import replace

from standoff.reading.meeting_mentions import Mention
from standoff.reading.scene import Scene

_TOLD = frozenset({"the", "this", "that", "these", "those", "both"})
_NEAR = 60  # tokens back within which "after meeting in the port" or "talks will be held" borrow their sides


def _two_before(scene: Scene, mention: Mention) -> tuple[str, ...]:
    """The two parties of the sentence, or of it and the one before; () unless there are just two."""
    sent = mention.head.sent
    before = max(sent.start - 1, 0)
    for start in (sent.start, scene.context.doc[before].sent.start):
        named = scene.cast.parties_between(start, mention.head.i)
        if len(named) == 2:
            return named
    return ()


def _bare(mention: Mention) -> bool:
    """Whether a mention names no side, or one of a meeting told before: "its talks there", not "it met with the families"."""
    if mention.head.pos_ == "VERB" or len(mention.participants) > 1:
        return not mention.participants
    bare = mention.head.tag_ == "NNS" and not any(c.dep_ in ("det", "amod", "compound", "nummod") for c in mention.head.lefts)
    told = bare or any(c.lower_ in _TOLD or c.dep_ == "poss" for c in mention.head.lefts)
    met = any(c.dep_ == "prep" and c.lower_ in ("with", "of", "between", "for") for c in mention.head.rights)
    return not mention.participants or (told and not met)


def with_sides(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """Mentions with the sides of the meeting named just before where they name one or none themselves."""
    found: list[Mention] = []
    for mention in mentions:
        if _bare(mention) and not mention.unknown_side and not mention.hostless:
            earlier = next((m for m in reversed(found) if mention.head.i - m.head.i <= _NEAR and len(m.participants) > 1), None)
            sides = earlier.participants if earlier is not None else _two_before(scene, mention)
            if set(mention.participants) <= set(sides):
                mention = replace(mention, participants=sides, borrowed=True)
        if mention.participants:
            found.append(mention)
    return found
