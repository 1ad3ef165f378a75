"""Whether one demand is told in two ways: by another day, in another number, or in words that exclude each other.

The same demand in other words is one demand told twice, never a conflict.
"""

from standoff.codebook.conflicts import conflict_words
from standoff.codebook.world import world
from standoff.relating.conflicts_figures import days_between
from standoff.relating.conflicts_tables import Claim, Decision

# Set by judgement: a demand that shares fewer words with another, or is told later, may be another demand.
LEAST_WORDS = 3
LEAST_SHARE = 0.6
MOST_DAYS = 14


def decide_demands(a: Claim, b: Claim) -> Decision | None:
    """What two demands are to each other; None where they are of different parties or about different things."""
    if not set(a.party) & set(b.party) or (a.target and b.target and not set(a.target) & set(b.target)):
        return None
    shared = set(a.stems) & set(b.stems)
    least = min(len(set(a.stems)), len(set(b.stems)))
    if len(shared) < LEAST_WORDS or len(shared) < LEAST_SHARE * least:
        return None
    if days_between(a.days, b.days) > MOST_DAYS:
        return Decision("different_referent", f"told more than {MOST_DAYS} days apart: demanded again", "demand")
    told = _deadlines(a, b) or _numbers(a, b) or _opposed(a, b)
    who = ", ".join(world().names.get(code, code) for code in a.party)
    if told:
        return Decision("conflict", f"one demand of {who} told in two ways: {told}", "demand")
    return Decision("same", f"the same demand of {who} told twice: {len(shared)} telling words in common", "demand")


def _deadlines(a: Claim, b: Claim) -> str:
    if (
        not (a.earliest and a.latest and b.earliest and b.latest)
        or days_between((a.earliest, a.latest), (b.earliest, b.latest)) == 0
    ):
        return ""
    return f"by {a.latest} against by {b.latest}"


def _numbers(a: Claim, b: Claim) -> str:
    mine, theirs = ({word.strip('.,;:”"') for word in claim.words if word[:1].isdigit()} for claim in (a, b))
    return f"{', '.join(sorted(mine))} against {', '.join(sorted(theirs))}" if mine and theirs and not mine & theirs else ""


def _opposed(a: Claim, b: Claim) -> str:
    for one, other in conflict_words().opposites:
        for first, second in ((a, b), (b, a)):
            if one in first.words and other in second.words and other not in first.words and one not in second.words:
                return f"“{one}” against “{other}”"
    return ""
