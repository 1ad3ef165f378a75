"""Proposed matches: two actors that may be one, with what speaks for it; a person decides, nothing is merged on it."""

from typing import Literal

import msgspec

ProposalWay = Literal["name", "file", "office", "unsure"]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One place of an article (by name) at which an actor is named: `article_text[start:end] == text`, in code points."""

    article: str
    start: int
    end: int
    text: str


class Proposal(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="proposal"):
    """Two actors that may be one: `a` of the record, and `b` of the record too, or of the shipped file of office-holders.

    `way` says how it was found: `name`, two actors whose names sound alike; `file`, an actor and an office-holder whose names
    do; `office`, a source that an article names by office only (`a` is the attribution's id) and the holder of that office;
    `unsure`, two actors that people could not tell.
    `score` is from 0 to 1, and orders proposals; `reason` says in words what speaks for and against. `accept` and `reject` are
    the commands that decide (with `--by`); where there is no rejecting, a proposal is left alone.
    """

    id: str
    way: ProposalWay
    a: str
    a_name: str
    b: str
    b_name: str
    score: float
    reason: str
    a_places: tuple[Place, ...]
    b_places: tuple[Place, ...]
    accept: str
    reject: str | None = None
