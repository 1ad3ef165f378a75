"""The marks that codings and articles carry: why a certainty is low, and what is to be known of a text."""

from functools import cache

import msgspec

from standoff.codebook.files import load


class Marks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each doubt of a coding and each flag of an article means, by its name."""

    doubts: dict[str, str]
    flags: dict[str, str]


@cache
def marks() -> Marks:
    """The marks, as the data file has them."""
    return load("marks.yaml", Marks)


def doubt_words(doubt: str) -> str:
    """A doubt with what it means: "no_cue (a quotation that goes on ...)"; one that nobody knows as it is."""
    meaning = marks().doubts.get(doubt)
    return doubt if meaning is None else f"{doubt} ({meaning})"
