"""Demands as claims: who asks what of whom, by when, so that one demand told in two ways can be seen."""

from collections.abc import Iterator

from standoff.relating.claims_scene import ClaimScene
from standoff.relating.conflicts_tables import Claim


def demand_claims(scene: ClaimScene) -> Iterator[Claim]:
    """One claim a demand of the reading whose party is known."""
    published = scene.reading.published
    for one in scene.reading.statements:
        if one.act != "demand" or not one.party:
            continue
        said, deadline = scene.said(one), one.deadline
        yield Claim(
            item=one.id, article=one.article, slot="demand", start=one.start, end=one.end, text=one.text, topic="demand",
            party=one.party, target=one.addressee, claimer=scene.claimer(said), speaker=one.speaker,
            names=scene.names(one.start, one.end), stems=scene.stems(one.start, one.end),
            words=tuple(word.lower() for word in one.text.split()), earliest=deadline.earliest if deadline else None,
            latest=deadline.latest if deadline else None, told_earliest=published.earliest, told_latest=published.latest,
        )  # fmt: skip
