"""The records of the export that hold proposed matches of actors; see records.py for what all have in common."""

from typing import Annotated

import msgspec

from standoff.relating.proposals_tables import Proposal, ProposalWay

D = msgspec.Meta


class PlaceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One place at which an actor is named."""

    article: Annotated[str, D(description="Name of the article")]
    start: Annotated[int, D(description="First code point of the name in the article's `text`, counted from 0", ge=0)]
    end: Annotated[int, D(description="Code point after the last one", ge=1)]
    text: Annotated[str, D(description="The name as it stands there: `article.text[start:end]`")]


class ProposalRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="proposal"):
    """Two actors that may be one; nothing is merged without a person's word."""

    id: Annotated[str, D(description="Made from the two: the same in every run")]
    way: Annotated[
        ProposalWay, D(description="Names that sound alike, one of them of the shipped file, or an office without a name")
    ]
    a: Annotated[str, D(description="Id of the actor in doubt; of the attribution, where a source is named by office only")]
    a_name: Annotated[str, D(description="How it is named")]
    b: Annotated[str, D(description="Id of whom it may be; of a person of the shipped file, made from the name")]
    b_name: Annotated[str, D(description="The name of whom it may be")]
    score: Annotated[float, D(description="How much speaks for it", ge=0, le=1)]
    reason: Annotated[str, D(description="What speaks for and against it, in words")]
    a_places: Annotated[tuple[PlaceRecord, ...], D(description="Some places that name the one, an article each")]
    b_places: Annotated[tuple[PlaceRecord, ...], D(description="Some places that name the other; none where only the file does")]
    accept: Annotated[str, D(description="The command that makes the two one")]
    reject: Annotated[str | None, D(description="The command that tells them apart; null where none is needed")]


def proposal_record(proposal: Proposal) -> ProposalRecord:
    """The export record of a proposed match."""
    fields = {field: getattr(proposal, field) for field in ProposalRecord.__struct_fields__ if not field.endswith("_places")}
    return ProposalRecord(
        **fields,
        a_places=tuple(PlaceRecord(**msgspec.structs.asdict(place)) for place in proposal.a_places),
        b_places=tuple(PlaceRecord(**msgspec.structs.asdict(place)) for place in proposal.b_places),
    )
