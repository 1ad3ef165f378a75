"""Regions with authorities of their own, and the states that they are part of."""

from functools import cache

import msgspec

from standoff.codebook.files import load
from standoff.codebook.world import Group


class _Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    groups: tuple[Group, ...]


@cache
def lands() -> dict[str, tuple[str, ...]]:
    """For the code of each region the codes of the states that it lies in."""
    entries = load("actors/groups.yaml", _Groups).groups
    return {entry.code: entry.base for entry in entries if entry.kind == "region" and entry.base}
