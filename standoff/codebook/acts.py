"""The acts of the codebook, with their PLOVER types, stances and families."""

from functools import cache
from typing import Literal

import msgspec

from standoff.codebook.files import load
from standoff.core.errors import CodebookError

PLOVER_TYPES = frozenset(
    [
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
        *("ACCUSE", "REJECT", "THREATEN", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"),
    ]
)


class Act(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One act: its name, label, definition, PLOVER export, stance and family of acts that coders confuse."""

    act: str
    label: str
    definition: str
    family: str
    plover: str | None
    score: float | None
    stance: Literal["for", "against", "open"] | None
    position: Literal["demands", "offers", "open", "partly", "accepts", "holds", "rejects"] | None = None
    plover_if_planned: str | None = None
    plover_if_demanded: str | None = None


class _ActsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    acts: tuple[Act, ...]


@cache
def acts() -> dict[str, Act]:
    """The acts by name, in the order of the codebook; raises CodebookError where the file breaks its rules."""
    found: dict[str, Act] = {}
    for act in load("acts.yaml", _ActsFile).acts:
        if act.act in found:
            raise CodebookError(f"acts.yaml: the act {act.act!r} stands twice; merge the two entries")
        if (act.stance is None) != (act.position is None):
            raise CodebookError(f"acts.yaml: {act.act!r} needs both a stance and a position, or neither")
        for code in (act.plover, act.plover_if_planned, act.plover_if_demanded):
            if code is not None and code not in PLOVER_TYPES:
                raise CodebookError(f"acts.yaml: {act.act!r} exports to {code!r}, which is no PLOVER type")
        found[act.act] = act
    return found


def plover_of(act: str, status: str, *, demanded: bool = False) -> str | None:
    """The PLOVER type that `act` exports to, given its status and whether it answers a demand."""
    entry = acts()[act]
    if status == "planned" and entry.plover_if_planned:
        return entry.plover_if_planned
    if demanded and entry.plover_if_demanded:
        return entry.plover_if_demanded
    return entry.plover
