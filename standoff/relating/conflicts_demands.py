"""Whether one demand is told in two ways: by another day, in another number, or in words that exclude each other.

The same demand in other words is one demand told twice, never a conflict.
"""

from standoff.codebook.conflicts import conflict_words, stem
from standoff.codebook.world import world
from standoff.relating.conflicts_figures import days_between
from standoff.relating.conflicts_tables import Claim, Decision

# Set by judgement: a demand that shares fewer words with another, or is told later, may be another demand.
LEAST_WORDS = 3
DEMAND = "demand"
LEAST_SHARE = 0.6
MOST_DAYS = 14
SOON_DAYS = 7  # told so near each other, another deed or another place is the same demand told otherwise, not the next one


def decide_demands(a: Claim, b: Claim) -> Decision | None:
    """What two demands are to each other; None where they are of different parties or about different things."""
    if not set(a.party) & set(b.party) or (a.target and b.target and not set(a.target) & set(b.target)):
        return None
    mine, theirs = _demanded(a, b), _demanded(b, a)
    shared, least = mine & theirs, min(len(mine), len(theirs))
    if len(shared) < LEAST_WORDS or len(shared) < LEAST_SHARE * least:
        return None
    if days_between(a.days, b.days) > MOST_DAYS:
        return Decision("different_referent", f"told more than {MOST_DAYS} days apart: demanded again", "demand")
    told = _deadlines(a, b) or _numbers(a, b) or _opposed(a, b)
    if not told and days_between(a.days, b.days) <= SOON_DAYS:
        told = _deeds(a, b) or _places(a, b)
    who = ", ".join(world().names.get(code, code) for code in a.party)
    if told:
        return Decision("conflict", f"one demand of {who} told in two ways: {told}", "demand")
    return Decision("same", f"the same demand of {who} told twice: {len(shared)} telling words in common", "demand")


def _demanded(claim: Claim, other: Claim) -> set[str]:
    """What is demanded, by its telling words: no name of who demands or is asked, and not that it is demanded."""
    parties = {*claim.party, *claim.target, *other.party, *other.target}
    names = {stem(word) for code in parties for word in world().names.get(code, code).split()}
    return {one for one in claim.stems if one not in names and conflict_words().done_of.get(one) != DEMAND}


def _deeds(a: Claim, b: Claim) -> str:
    """Two deeds that are demanded of one thing, each by a verb of its own: the first of what may be done."""
    mine, theirs = _deed(a), _deed(b)
    return f"“{mine}” against “{theirs}”" if mine and theirs and mine != theirs else ""


def _deed(claim: Claim) -> str:
    known = conflict_words()
    found = (known.done_of[one] for one in claim.stems if one in known.done_of)
    return next((one for one in found if one in known.demanded), "")


def _places(a: Claim, b: Claim) -> str:
    """Where each names a place that the other does not, and none that both do."""
    parties = {*a.party, *a.target, *b.party, *b.target, *a.claimer, *b.claimer}
    mine, theirs = set(a.names) - parties, set(b.names) - parties
    if not mine or not theirs or mine & theirs:
        return ""
    told = [", ".join(world().names.get(one, one) for one in sorted(names)) for names in (mine, theirs)]
    return f"of {told[0]} against of {told[1]}"


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
