"""Deciding on two claims: by structure (the same slot, another value), never by how alike their sentences sound."""

from collections.abc import Callable

from standoff.relating import conflicts_figures, conflicts_quotes, conflicts_when
from standoff.relating.conflicts_deeds import DENIAL_DAYS, FORECAST_DAYS, decide_deeds, decide_forecasts
from standoff.relating.conflicts_demands import MOST_DAYS, decide_demands
from standoff.relating.conflicts_figures import days_between, decide_figures
from standoff.relating.conflicts_quotes import decide_quotations
from standoff.relating.conflicts_tables import Claim, Decision
from standoff.relating.conflicts_when import decide_when

_BY_SLOT: dict[str, Callable[[Claim, Claim], Decision | None]] = {
    "figure": decide_figures,
    "deed": decide_deeds,
    "forecast": decide_forecasts,
    "quotation": decide_quotations,
    "demand": decide_demands,
    "when": decide_when,
}
_MAY: dict[str, Callable[[Claim, Claim], bool]] = {
    "figure": conflicts_figures.may_be_one,
    "deed": lambda a, b: days_between(a.days, b.days) <= DENIAL_DAYS,
    "forecast": lambda a, b: days_between(a.days, b.days) <= FORECAST_DAYS,
    "quotation": conflicts_quotes.may_be_one,
    "demand": lambda a, b: days_between(a.days, b.days) <= MOST_DAYS,
    "when": conflicts_when.may_be_one,
}


def decide(a: Claim, b: Claim) -> Decision | None:
    """What two claims are to each other, and why; None where their slots cannot be compared."""
    return _BY_SLOT[a.slot](a, b) if a.slot == b.slot else None


def may_be_decided(a: Claim, b: Claim) -> bool:
    """Whether `decide` may find more in two claims than that they are about two things; asked first, for it is quick."""
    return a.slot == b.slot and _MAY[a.slot](a, b)
