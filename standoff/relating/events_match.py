"""Whether two mentions tell of one event: signals that a person can read, weighed; what rules it out comes first.

Within an article the question is whether it comes back to the same event, across articles whether two writers mean one.
The signals are the same, their weights differ.
"""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from standoff.relating.events_mentions import Glimpse, Mention, Page, Placed

Window = tuple[dt.date | None, dt.date | None]
Seen = Mention | Glimpse

# Two days told that lie further apart than this are two events; one day may be the clock of another place, or of the
# day on which it was printed. In days.
SLACK = 1
# A window of more days than this is no day: that two of them meet says nothing. In days.
NARROW = 21
# Articles without a day of their own for the event, published further apart than this, do not mean one event. In days.
FAR = 45
NEAR = 3
# Sentences after which distance counts no more.
DISTANT = 10
# The last of the sentences that open an article.
LEAD = 2

# Weights within an article: logistic regression over the pairs of one family in the development half of MEANTIME
# (60 articles, 842 pairs), rounded. Across articles: see `ACROSS`.
WITHIN: dict[str, float] = {
    "base": 0.8,
    "same word": 0.6,
    "repeated": -1.1,
    "often here": -0.9,
    "other agents": -0.2,
    "own words": 1.0,
    "words": 0.5,
    "other words": -0.3,
    "other figures": -0.8,
    "same day": 0.5,
    "other day": -0.4,
    "definite": 0.7,
    "apart": -1.7,
    "one sentence": -1.0,
    "title": 1.0,
    "lead": 0.5,
    "negated": -0.4,
}
# Across articles the development half has too few pairs to fit (81 of 13,000): weights are set by hand so that
# nothing joins on its kind and its actors alone, and so that the own-written cases in the tests come out right.
ACROSS: dict[str, float] = {
    "base": -4.8,
    "same word": 0.5,
    "repeated": -1.6,
    "same agents": 0.8,
    "other agents": -2.5,
    "same patients": 1.2,
    "other patients": -1.5,
    "same persons": 1.5,
    "other persons": -2.0,
    "same place": 1.3,
    "other place": -1.5,
    "own words": 1.6,
    "words": 1.0,
    "same figures": 1.0,
    "other figures": -0.4,
    "same day": 2.0,
    "meeting days": 1.0,
    "same weekday": 0.8,
    "next day": -1.0,
    "mode": -0.4,
    "negated": -0.6,
    "articles": 2.6,
    "published near": 0.6,
    "published far": -2.5,
}


class Verdict(NamedTuple):
    """How two mentions compare: above 0 they are one event; `reason` says why in words, `barred` that they cannot be one."""

    score: float
    reason: str = ""
    barred: bool = False


def compare(a: Placed, b: Placed) -> Verdict:
    """The verdict on two mentions, in either order."""
    within = a.page.article == b.page.article
    barred = _bars(a.mention, b.mention, within=within)
    if barred:
        return Verdict(-math.inf, barred, barred=True)
    found, weights = signals(a, b), WITHIN if within else ACROSS
    return Verdict(_weighed(found, weights), _reason(a.mention, b.mention, found, weights))


def score(a: Placed, b: Placed) -> float:
    """The score of the same verdict without its words: minus infinity where the two cannot be one."""
    within = a.page.article == b.page.article
    return -math.inf if _bars(a.mention, b.mention, within=within) else _weighed(signals(a, b), WITHIN if within else ACROSS)


def _weighed(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return round(sum(weights.get(name, 0.0) * value for name, value in found.items()), 3)


def signals(a: Placed, b: Placed) -> dict[str, float]:
    """The signals of a pair, those of 0 left out: 1, or a share of 1; "same agents" and "same persons" count up to 2."""
    one, other = a.mention, b.mention
    found = {"base": 1.0}
    if one.head == other.head:
        found["same word"] = 1.0
    if one.repeated or other.repeated:
        found["repeated"] = 1.0
    found |= _sides(one, other)
    found |= _contents(one, other)
    if one.mode and other.mode and one.mode != other.mode:
        found["mode"] = 1.0
    if one.negated != other.negated:
        found["negated"] = 1.0
    if _weekdays(one, other) == 1:
        found["same weekday"] = 1.0
    found |= _days(one.day, other.day)
    if a.page.article == b.page.article:
        return found | _here(a, b)
    return found | _there(a.page, b.page, known=one.day is not None and other.day is not None)


def _sides(one: Mention, other: Mention) -> dict[str, float]:
    """Who takes part in both, and where."""
    found: dict[str, float] = {}
    for name, mine, theirs, most in (
        ("agents", one.agents, other.agents, 2),
        ("patients", one.patients, other.patients, 1),
        ("persons", one.persons, other.persons, 2),
    ):
        if mine and theirs:
            shared = len(mine & theirs)
            found[f"same {name}" if shared else f"other {name}"] = float(min(most, shared)) if shared else 1.0
    if one.place is not None and other.place is not None:
        found["same place" if one.place == other.place else "other place"] = 1.0
    return found


def _contents(one: Mention, other: Mention) -> dict[str, float]:
    """What is told of it in both."""
    found: dict[str, float] = {}
    own, words = overlap(one.own, other.own), overlap(one.words, other.words)
    if own:
        found["own words"] = own
    if words:
        found["words"] = words
    if not own and one.own and other.own:
        found["other words"] = 1.0
    if one.figures and other.figures:
        found["other figures" if one.figures.isdisjoint(other.figures) else "same figures"] = 1.0
    return found


def _here(a: Placed, b: Placed) -> dict[str, float]:
    """Signals of two mentions in one article."""
    first, later = sorted((a.mention, b.mention), key=lambda one: (one.sentence, one.start))
    apart = later.sentence - first.sentence
    return {
        "often here": math.log(max(1, a.page.families.get(first.family, 1))),
        "definite": float(later.definite),
        "apart": min(apart, DISTANT) / DISTANT,
        "one sentence": float(apart == 0),
        "title": float(first.title),
        "lead": float(not first.title and first.sentence <= LEAD),
    }


def _there(a: Page, b: Page, *, known: bool) -> dict[str, float]:
    """Signals of two mentions in two articles."""
    one, other = (a.earliest, a.latest), (b.earliest, b.latest)
    gap = between(one, other)
    return {
        "articles": overlap(a.words, b.words),
        "published near": float(gap is not None and gap <= NEAR and is_narrow(one) and is_narrow(other)),
        "published far": float(not known and gap is not None and gap > FAR),
    }


def _weekdays(one: Seen, other: Seen) -> int:
    """How many days of the week two mentions name, where one has nothing else; 0 where either names none."""
    if one.weekday is None and other.weekday is None:
        return 0
    named = [_weekday(mention) for mention in (one, other)]
    return 0 if None in named else len(set(named))


def _weekday(mention: Seen) -> int | None:
    day = mention.day
    if mention.weekday is None and day is not None and day[0] is not None and is_day(day):
        return day[0].weekday()
    return mention.weekday


def _days(a: Window | None, b: Window | None) -> dict[str, float]:
    gap = between(a, b)
    if gap is None or a is None or b is None:
        return {}
    exact = is_day(a) and is_day(b)
    if gap > 0:
        return {"other day": 1.0, "next day": 1.0}
    return {"same day": 1.0} if exact else {"meeting days": float(is_narrow(a) and is_narrow(b))}


def between(a: Window | None, b: Window | None) -> int | None:
    """The days between two windows, 0 where they meet; None where one is not known."""
    if a is None or b is None or not any(a) or not any(b):
        return None
    last = min(a[1] or dt.date.max, b[1] or dt.date.max)
    first = max(a[0] or dt.date.min, b[0] or dt.date.min)
    return max(0, (first - last).days)


def is_day(window: Window) -> bool:
    """Whether a window is one day."""
    return window[0] is not None and window[0] == window[1]


def is_narrow(window: Window) -> bool:
    """Whether a window says when something was (NARROW)."""
    return window[0] is not None and window[1] is not None and (window[1] - window[0]).days <= NARROW


def may_be_one(one: Seen, other: Seen) -> bool:
    """Whether nothing rules out that two mentions of two articles are one event: quick to see, before all is compared."""
    return not _bars(one, other, within=False)


def _bars(one: Seen, other: Seen, *, within: bool) -> str:
    """What rules out that two mentions are one event, in words; empty where nothing does."""
    if one.family != other.family:
        return "they tell of different acts"
    if within:
        apart = one.head == other.head == "meet" and one.agents and other.agents and not _same_side(one, other)
        return "different sides meet" if apart else ""
    gap = between(one.day, other.day)
    if gap is not None and gap > SLACK:
        return f"their days lie {gap} days apart"
    if _weekdays(one, other) == 2:
        return "they name different days of the week"
    if one.agents and other.agents and not _same_side(one, other):
        return "different parties act"
    if one.persons and other.persons and one.head == other.head == "meet" and one.persons.isdisjoint(other.persons):
        return "different persons meet"
    return ""


def _same_side(one: Seen, other: Seen) -> bool:
    """Whether the same can act in both: for a meeting, two of its sides, or all that one of the two names."""
    shared = one.agents & other.agents
    if one.head == other.head == "meet":
        return len(shared) >= min(2, len(one.agents), len(other.agents))
    return bool(shared)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """What two sets share, as a part of the smaller one."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)[:6])


_SAID: dict[str, Callable[[Mention, Mention], str]] = {
    "same word": lambda a, b: f"both tell of “{a.head}”",
    "same agents": lambda a, b: f"the same party acts ({_listed(a.agents & b.agents)})",
    "same patients": lambda a, b: f"towards the same ({_listed(a.patients & b.patients)})",
    "same persons": lambda a, b: f"the same persons ({_listed(a.persons & b.persons)})",
    "same place": lambda a, b: f"the same place ({a.place})",
    "same figures": lambda a, b: f"the same figures ({_listed(a.figures & b.figures)})",
    "same day": lambda a, b: f"the same day ({a.day[0] if a.day else ''})",
    "meeting days": lambda a, b: "their days meet",
    "same weekday": lambda a, b: "the same day of the week",
    "own words": lambda a, b: f"shared words ({_listed(a.own & b.own)})",
    "articles": lambda a, b: "their articles are about the same",
    "published near": lambda a, b: "published within days",
    "definite": lambda a, b: "named as known already",
    "title": lambda a, b: "the headline tells it too",
    "other day": lambda a, b: "but the days differ",
    "next day": lambda a, b: "but the days differ by one",
    "other persons": lambda a, b: f"but the persons differ ({_listed(a.persons)}; {_listed(b.persons)})",
    "other place": lambda a, b: f"but the places differ ({a.place}, {b.place})",
    "other figures": lambda a, b: f"but the figures differ ({_listed(a.figures)}; {_listed(b.figures)})",
    "mode": lambda a, b: f"one as {a.mode}, the other as {b.mode}",
}
TOLD = 0.25  # what weighs less is not told


def _reason(a: Mention, b: Mention, found: Mapping[str, float], weights: Mapping[str, float]) -> str:
    """The signals that weigh, in words: what speaks for it, the strongest first, then what speaks against it."""
    weighed = {name: weights.get(name, 0.0) * value for name, value in found.items() if name in _SAID}
    kept = sorted((name for name, weight in weighed.items() if abs(weight) >= TOLD), key=lambda name: (-weighed[name], name))
    return "; ".join(_SAID[name](a, b) for name in kept)
