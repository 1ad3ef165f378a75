"""News agencies and outlets: who carries a report, which is not who says what it reports."""

from functools import cache
from typing import Literal

import msgspec

from standoff.codebook.files import load


class Agency(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One agency or outlet; `state` is set where it is state media and speaks for that state."""

    name: str
    names: tuple[str, ...] = ()
    kind: Literal["agency", "outlet"]
    state: str | None = None
    near: str | None = None
    ambiguous: tuple[str, ...] = ()


class _AgenciesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    agencies: tuple[Agency, ...]


@cache
def agencies() -> dict[str, Agency]:
    """The agencies and outlets by every form of their names, in lower case without a leading article."""
    found: dict[str, Agency] = {}
    for agency in load("actors/agencies.yaml", _AgenciesFile).agencies:
        for form in (agency.name, *agency.names):
            found.setdefault(form.lower().removeprefix("the "), agency)
    return found
