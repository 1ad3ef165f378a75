"""Whether two accounts of what was set beforehand can both hold: told as held, as ahead, as called off, as never held."""

import datetime as dt

from standoff.codebook.conflicts import conflict_words
from standoff.relating.conflicts_figures import days_between
from standoff.relating.conflicts_tables import Claim, Decision

# Set by judgement, checked on own sentences and on the development half of benchmarks/conflicts, which has no such pair.
NEAR_DAYS = 7  # told without its day, what is off is what was set for a day so near, at a place told in both
Window = tuple[dt.date | None, dt.date | None]
NOT_HELD = frozenset({"off", "denied"})
HELD = "held"
_WORDS = {"off": "as called off", "denied": "as never held", HELD: "as held"}


def decide_held(a: Claim, b: Claim, what: str, shared: str) -> Decision | None:
    """What two tellings of one happening on one day are to each other where one says that it is off or never was.

    None where neither says so; where one tells no day, nothing but such a disagreement is found.
    """
    if NOT_HELD.isdisjoint((a.group, b.group)):
        return None
    told = f"one tells of the {what} {_told(a)}, the other {_told(b)}: {shared}"
    if a.group == b.group:
        return Decision("same", f"both tell of the {what} {_told(a)}: {shared}", "time")
    if {a.group, b.group} <= NOT_HELD:
        return Decision("compatible", told, "time")
    off, other = (a, b) if a.group in NOT_HELD else (b, a)
    return Decision("update" if _takes_over(off, other) else "conflict", told, "time")


def is_one_occasion(a: Claim, b: Claim) -> bool:
    """Whether two of which one tells no day can be one happening: near each other, at one place, and none a further one."""
    if _is_other(a) or _is_other(b) or not _places(a) & _places(b):
        return False
    return max(days_between(_day(a), b.days), days_between(_day(b), a.days)) <= NEAR_DAYS


def one_day(a: Claim, b: Claim) -> bool:
    """Whether one of two says that it was not held, and both mean the same day."""
    return not NOT_HELD.isdisjoint((a.group, b.group)) and a.latest is not None and _day(a) == _day(b) and a.earliest == a.latest


def has_no_day(claim: Claim) -> bool:
    """Whether a telling gives no day of its own."""
    return claim.earliest is None and claim.latest is None


def _takes_over(off: Claim, other: Claim) -> bool:
    """Whether the later word replaces the earlier: what was ahead is off, or what was off was held after all."""
    if other.group == HELD:
        first = off.told_latest, other.earliest or other.told_earliest
    else:
        first = other.told_latest, off.told_earliest
    earlier, later = first
    return earlier is not None and later is not None and earlier < later


def _told(claim: Claim) -> str:
    return _WORDS.get(claim.group or "", "as ahead")


def _day(claim: Claim) -> Window:
    return claim.days if has_no_day(claim) else (claim.earliest, claim.latest)


def _is_other(claim: Claim) -> bool:
    return not conflict_words().other_one.isdisjoint(claim.marks)


def _places(claim: Claim) -> set[str]:
    """Where it was, by the words behind "in"; of one without a day any word, as in "the Bergen talks"."""
    told = {word for one in claim.marks if one.startswith("@") for word in one[1:].split()}
    return told | ({*claim.stems, *claim.names} if has_no_day(claim) else set())
