"""Who speaks in each attribution, and for whom: the source span, read by the cast."""

import msgspec
from spacy.tokens import Token

from standoff.core.records import Attribution
from standoff.core.spans import Span
from standoff.reading.cast import Cast
from standoff.reading.context import Context


def resolve_speakers(context: Context, cast: Cast, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions with speaker, party and anonymity filled in; one without a source says so in its doubts."""
    return tuple(_resolved(context, cast, attribution) for attribution in attributions)


def _resolved(context: Context, cast: Cast, attribution: Attribution) -> Attribution:
    if attribution.source is None:
        return msgspec.structs.replace(attribution, doubts=_with(attribution.doubts, "no_source_found"))
    head = source_head(context, attribution.source)
    if head is None:
        return attribution
    party = cast.party(head)
    if not cast.known(head):
        party = _named_within(context, cast, attribution.source)
    doubts = attribution.doubts
    if party and cast.guessed(head):
        doubts = _with(doubts, "pronoun_party" if head.pos_ == "PRON" else "inferred_party")
    return msgspec.structs.replace(
        attribution, speaker=cast.speaker(head), party=party, anonymous=cast.anonymous(head), doubts=doubts
    )


def _named_within(context: Context, cast: Cast, source: Span) -> tuple[str, ...]:
    """The parties named in a source span whose head says nothing."""
    span = context.doc.char_span(source.start, source.end, alignment_mode="expand")
    return cast.parties_between(span.start, span.end - 1) if span is not None and len(span) else ()


def source_head(context: Context, source: Span) -> Token | None:
    """The token of the source span on which its others depend, the first of several; None where no token fits."""
    span = context.doc.char_span(source.start, source.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _with(doubts: tuple[str, ...], doubt: str) -> tuple[str, ...]:
    return doubts if doubt in doubts else (*doubts, doubt)
