"""Whether two accounts put one happening on days that cannot both hold.

A wrong pair costs more than a missed one: two things of a kind on two days are far commoner than one thing told with two
days, so that a good deal must be one in both before their days are held against each other.
"""

import calendar
import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from standoff.codebook.commonness import share_at_large
from standoff.codebook.conflicts import conflict_words, stem
from standoff.codebook.world import world
from standoff.relating.conflicts_figures import days_between
from standoff.relating.conflicts_held import decide_held, has_no_day, is_one_occasion, one_day
from standoff.relating.conflicts_tables import Claim, Decision

# Points of evidence and days: set by judgement and checked on the development half of benchmarks/conflicts (35 pairs of days).
LEAST_EVIDENCE = 2.75
AGAIN_EVIDENCE = 4.0  # of what happens again and again: meetings, strikes, statements
RARE = 0.035  # of all news articles hold such a word: it tells more than others
AHEAD_DAYS = 7  # told so near each other, what is still ahead in both is mostly one thing
NEAR_DAYS = 2  # of what happens again and again, two days further apart are two of them
LEAST_WORDS, LEAST_DUE = 3, 2  # telling words in common where no name but one state's is, and of two that are due
FAR_DAYS = 100  # further apart, two days are two happenings, however alike the words
WEEK = 7
TOLD_DAYS = 60  # told further apart, with a day that is only a day of the week
_DUE = "due"
_LASTING = frozenset({"end"})  # phases that lie on another day than what they end
_FIRST = frozenset({"first", "final", "next"})  # one may well leave these out
_WEEKDAYS = frozenset(name.casefold() for name in calendar.day_name)
Window = tuple[dt.date | None, dt.date | None]


def decide_when(a: Claim, b: Claim) -> Decision | None:
    """What two tellings of days are to each other; None where they are in one article or tell of different things."""
    both = [kind for kind in a.words if kind in b.words]
    if a.article == b.article or not (a.topic in both and b.topic in both):
        return None
    known = conflict_words()
    again, phase = not known.again.isdisjoint(both), known.phases.issuperset(both)
    common = _common(a, b, again=again)
    least = AGAIN_EVIDENCE if again and not (common.place and one_day(a, b)) else LEAST_EVIDENCE
    if not common.tells(phase=phase) or common.points < least:
        return None
    what = next((kind for kind in both if kind not in known.phases), both[0])
    if has_no_day(a) or has_no_day(b):
        return decide_held(a, b, what, common.said) if is_one_occasion(a, b) else None
    apart = _apart(a, b, again=again)
    if apart:
        return Decision("different_referent", f"{apart}: {common.said}", "time")
    held = decide_held(a, b, what, common.said) if _said_alike(a, b) or not days_between(_window(a), _window(b)) else None
    return held or _compare(a, b, what, common.said)


def may_be_one(a: Claim, b: Claim) -> bool:
    """Whether two tellings of days may be of one happening, by kind and days alone: quick to see, before all is compared."""
    return a.topic in b.words and b.topic in a.words and days_between(_window(a), _window(b)) <= FAR_DAYS


class _Common(NamedTuple):
    """What the sentences of two claims have in common."""

    names: list[str]
    words: set[str]
    telling: int
    due: bool
    points: float
    place: bool

    def tells(self, *, phase: bool) -> bool:
        """Whether it is more than a state and the kind of thing; `phase` where that is only a beginning or an end."""
        if phase:
            return self.telling >= LEAST_DUE
        named = self.place or len(self.names) > 1 or any(not one.isupper() for one in self.names)
        return named or self.telling >= (LEAST_DUE if self.due else LEAST_WORDS)

    @property
    def said(self) -> str:
        """The same in words."""
        told = [f"both name {_names(self.names[:3])}"] if self.names else []
        told += [f"{len(self.words)} telling word{'s' if len(self.words) > 1 else ''} in common"] if self.words else []
        return "; ".join(told)


def _common(a: Claim, b: Claim, *, again: bool) -> _Common:
    names = [one for one in a.names if one in b.names]
    words = (set(a.stems) & set(b.stems)) - _name_words(names)
    scene = (set(a.scene) & set(b.scene)) - set(names)
    scene -= _name_words([one for one in (*names, *scene) if one.isupper()])
    due = a.stance == b.stance == _DUE
    place = bool(_places(a) & _places(b))
    ranks = _ranks(a) & _ranks(b) or _numbers(a) & _numbers(b)
    points = min(3, sum(0.75 if one.isupper() else 1 for one in names))
    points += min(4, sum(0.75 if again and is_rare(one) else 0.5 for one in words))
    points += min(2, sum(0.25 if one.isupper() else 0.5 for one in scene)) + bool(ranks) + due
    points += 0.5 * (_ahead(a) and _ahead(b) and days_between(a.days, b.days) <= AHEAD_DAYS)
    telling = len(words - set(conflict_words().dated_of)) + (due and bool(_ranks(a) & _ranks(b)))
    return _Common(names, words, telling, due, points, place)


@lru_cache(maxsize=2**12)
def is_rare(word: str) -> bool:
    """Whether few articles hold a word of this stem."""
    return max(share_at_large(word + ending) for ending in ("", "e", "s", "es", "ed", "ing", "y")) < RARE


def _apart(a: Claim, b: Claim, *, again: bool) -> str:
    """Why two tellings are of two happenings; empty where nothing speaks against their being one."""
    mine, theirs = _ranks(a), _ranks(b)
    if mine and theirs and not mine & theirs:
        return f"one is the {_one(mine)}, the other the {_one(theirs)}"
    gap = days_between(_window(a), _window(b))
    if not gap or _said_alike(a, b):
        return ""
    if _passed(a, b) or _passed(b, a):
        return "one was over when the other was told to be ahead"
    if other := (mine ^ theirs) & conflict_words().other_one - _FIRST:
        return f"only one is told as the {_one(other)}"
    if again and (places := _elsewhere(a, b)):
        return places
    if _phase(a) != _phase(b) and {_phase(a), _phase(b)} & _LASTING:
        return "one tells of its end"
    if again and _numbers(a) and _numbers(b) and not _numbers(a) & _numbers(b):
        return "the numbers told with them differ"
    if again and gap > NEAR_DAYS and not (mine & theirs or _moved(a) or _moved(b)):
        return f"{gap} days lie between them, and such things happen often"
    if gap > FAR_DAYS:
        return f"{gap} days lie between them"
    if (a.part or b.part) and days_between(a.days, b.days) > TOLD_DAYS:
        return f"told more than {TOLD_DAYS} days apart"
    return ""


def _phase(claim: Claim) -> str:
    """Whether it is the beginning or the end that stands nearest to the day."""
    return claim.words[0] if claim.words and claim.words[0] in conflict_words().phases else ""


def _elsewhere(a: Claim, b: Claim) -> str:
    """That two are told to be in places of two countries; a place that is in no list is not known to be another."""
    mine, theirs = _places(a), _places(b)
    if not mine or not theirs or mine & theirs:
        return ""
    codes, other_codes = _codes(mine), _codes(theirs)
    if not codes or not other_codes or codes & other_codes:
        return ""
    return f"one is told of {_names(sorted(codes))}, the other of {_names(sorted(other_codes))}"


def _places(claim: Claim) -> set[str]:
    return {one[1:] for one in claim.marks if one.startswith("@")}


def _codes(places: set[str]) -> set[str]:
    return {match.claims[0].code for one in places for match in world().find(one.title())}


def _ranks(claim: Claim) -> set[str]:
    return {one for one in claim.marks if not one.startswith(("#", "@"))}


def _numbers(claim: Claim) -> set[str]:
    return {one for one in claim.marks if one.startswith("#")}


def _compare(a: Claim, b: Claim, what: str, shared: str) -> Decision:
    mine, theirs = _window(a), _window(b)
    days = f"{_words(a)} against {_words(b)}"
    if _said_alike(a, b):
        return Decision("same", f"both tell of one day of the week, “{a.modifier}”, for the {what}: {shared}", "time")
    if mine == theirs and a.stance == b.stance:
        return Decision("same", f"the same day of the {what}, {_words(a)}: {shared}", "time")
    if a.stance == b.stance == _DUE:
        return _differ(a, b, f"the {what} is due {days}: {shared}")
    if days_between(mine, theirs) == 0:
        return Decision("compatible", f"the days told of the {what} meet, {days}: {shared}", "time")
    return _differ(a, b, f"the {what} is put on days that do not meet, {days}: {shared}")


def _differ(a: Claim, b: Claim, reason: str) -> Decision:
    """A later word on a day that was still ahead takes over; else no day fits both."""
    earlier, later = _in_order(a, b)
    if earlier is not None and later is not None and _ahead(earlier) and (later.changing or _DUE not in (a.stance, b.stance)):
        return Decision("update", f"told later of a day that was still ahead: {reason}", "time")
    near = days_between(_window(a), _window(b)) == 1 and a.earliest == a.latest and b.earliest == b.latest
    clock = " (one day apart: the clock of another place may explain it)" if near else ""
    return Decision("conflict", f"{reason}{clock}", "time")


def _in_order(a: Claim, b: Claim) -> tuple[Claim, Claim] | tuple[None, None]:
    """The one that was surely told first, then the other."""
    for one, other in ((a, b), (b, a)):
        if one.told_latest and other.told_earliest and one.told_latest < other.told_earliest:
            return one, other
    return None, None


def _passed(one: Claim, other: Claim) -> bool:
    """Whether the day of one had come when the other was still told to be ahead: they are not one happening."""
    return _ahead(one) and other.latest is not None and one.told_latest is not None and other.latest <= one.told_latest


def _moved(claim: Claim) -> bool:
    """Whether it is told of a day still ahead that this is not the one first set."""
    return claim.changing and _ahead(claim)


def _ahead(claim: Claim) -> bool:
    return claim.latest is not None and claim.told_latest is not None and claim.latest > claim.told_latest


def _window(claim: Claim) -> Window:
    return (None if claim.stance == _DUE else claim.earliest), claim.latest


def _words(claim: Claim) -> str:
    """The days as a person reads them."""
    if claim.stance == _DUE:
        return f"by {claim.latest}"
    return str(claim.latest) if claim.earliest == claim.latest else f"{claim.earliest} to {claim.latest}"


def _said_alike(a: Claim, b: Claim) -> bool:
    """Whether one names no more than the day of the week that the other names or gives: the one before, or the one to come?"""
    mine, theirs = _weekdays(a), _weekdays(b)
    return (a.part or b.part) and bool(mine) and mine == theirs and days_between(_window(a), _window(b)) <= WEEK


def _weekdays(claim: Claim) -> set[str]:
    """The days of the week that a claim names, else that of the one day that it gives."""
    named = set((claim.modifier or "").casefold().split()) & _WEEKDAYS
    if named or claim.part or claim.earliest is None or claim.earliest != claim.latest:
        return named
    return {calendar.day_name[claim.earliest.weekday()].casefold()}


def _name_words(names: list[str]) -> set[str]:
    """The stems of names, which count as names already."""
    known = [one if not one.isupper() else world().names.get(one, one) for one in names]
    return {stem(word) for name in known for word in name.split()}


def _one(marks: set[str]) -> str:
    return sorted(marks)[0]


def _names(names: list[str]) -> str:
    return ", ".join(world().names.get(one, one) for one in names)
