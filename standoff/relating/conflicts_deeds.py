"""Denials against what is laid on somebody, two who are blamed for one deed, and forecasts against each other."""

from standoff.codebook.conflicts import conflict_words
from standoff.codebook.world import world
from standoff.relating.conflicts_figures import days_between
from standoff.relating.conflicts_tables import Claim, Decision

# Set by judgement, checked on the development half of benchmarks/conflicts.
DENIAL_DAYS = 31  # an answer comes within about a month
FORECAST_DAYS = 31  # what is foreseen later may be about another crisis
INCIDENT_DAYS = 7  # two accounts of one incident
SHARED_WORDS = 2
BARE_DAYS = 3


def decide_deeds(a: Claim, b: Claim) -> Decision | None:
    """What two deeds, denied or laid on somebody, are to each other; None where they have nothing in common."""
    gap = days_between(a.days, b.days)
    if a.stance == b.stance == "denied":
        if set(a.party) & set(b.party) and gap <= DENIAL_DAYS and (shared := _shared(a, b)):
            return Decision("same", f"{_names(a.party)} denies the same ({shared})", "denial")
        return None
    if a.stance != b.stance:
        denial, charge = (a, b) if a.stance == "denied" else (b, a)
        return _denial(denial, charge, gap)
    return _who(a, b, gap)


def _denial(denial: Claim, charge: Claim, gap: int) -> Decision | None:
    if not set(denial.party) & set(charge.party) or set(charge.claimer) & set(denial.party):
        return None
    if gap > DENIAL_DAYS:
        return Decision("different_referent", f"more than {DENIAL_DAYS} days lie between the charge and the denial", "denial")
    shared = _shared(denial, charge) or _bare(denial, charge, gap)
    if not shared:
        return Decision("different_referent", "the charge and the denial have neither a deed nor words in common", "denial")
    by = f"what {_names(charge.claimer)} lays on it" if charge.claimer else "what the article lays on it"
    return Decision("conflict", f"{_names(denial.party)} denies {by}: {shared}", "denial")


def _who(a: Claim, b: Claim, gap: int) -> Decision | None:
    """Two parties that lay one deed on each other; plans of each are two deeds."""
    if set(a.party) & set(b.party) or gap > INCIDENT_DAYS or not (_laid_back(a, b) and _laid_back(b, a)):
        return None
    shared = _shared(a, b, least=SHARED_WORDS + 1)
    if not shared:
        return None
    return Decision("conflict", f"{_names(a.party)} and {_names(b.party)} are each said to have done it: {shared}", "actor")


def _laid_back(a: Claim, b: Claim) -> bool:
    return bool(set(a.claimer) & set(b.party))


def _shared(a: Claim, b: Claim, least: int = SHARED_WORDS) -> str:
    """What two deeds have in common, in words; empty where it is too little."""
    names = {one.lower() for one in (*a.party, *b.party, *a.names, *b.names)}
    words = sorted((set(a.words) & set(b.words)) - names - conflict_words().bare_stems)
    marks = sorted((set(a.names) & set(b.names)) - {*a.party, *b.party, *a.claimer, *b.claimer})
    scene = set(a.scene) & set(b.scene)
    if a.topic and a.topic == b.topic and (marks or len(scene) > 1):
        return f"the same deed ({a.topic})" + (f", both name {_names(tuple(marks[:3]))}" if marks else "")
    if len(words) > least or (len(words) == least and (marks or len(scene) > least)):
        return f"{len(words)} telling words in common"
    if marks and (words or len(scene) > least):
        return f"both name {_names(tuple(marks[:3]))}"
    return ""


def _bare(denial: Claim, charge: Claim, gap: int) -> str:
    """That a denial which names no deed, or one of the charge's words, answers the charge of its own news, told within days."""
    shared = set(denial.scene) & set(charge.scene)
    told = set(denial.stems) - conflict_words().bare_stems - {one.lower() for one in denial.names}
    if told and not told & set(charge.words):
        return ""
    near = gap <= BARE_DAYS and (denial.article == charge.article or len(shared) > SHARED_WORDS)
    return f"both articles are about {_names(tuple(sorted(shared)[:3]))}" if near else ""


def decide_forecasts(a: Claim, b: Claim) -> Decision | None:
    """What two forecasts are to each other: one deed of one party (or against one), whatever is expected of it."""
    if a.topic != b.topic:
        return None
    apart = _deeds_apart(a, b)
    if apart:
        return Decision("different_referent", apart, "forecast")
    if days_between(a.days, b.days) > FORECAST_DAYS:
        return Decision("different_referent", f"told more than {FORECAST_DAYS} days apart", "forecast")
    what = _what(a, b)
    if a.stance == b.stance:
        return Decision("same", f"both tell of {what} as {a.stance}", "forecast")
    if a.claimer and set(a.claimer) == set(b.claimer) and _order(a, b):
        return Decision("update", f"{_names(a.claimer)} first told of {what} otherwise", "forecast")
    if {a.stance, b.stance} == {"denied", "not soon"}:
        return Decision("compatible", f"neither expects {what} soon", "forecast")
    if a.claimer and set(a.claimer) == set(b.claimer):
        return Decision("compatible", f"{_names(a.claimer)} says both, so that they speak of different cases", "forecast")
    return Decision("conflict", f"one tells of {what} as {a.stance}, the other as {b.stance}", "forecast")


def _deeds_apart(a: Claim, b: Claim) -> str:
    """Why two forecasts speak of different deeds; empty where the doer or the target is one, and none differs."""
    if a.party and b.party and not set(a.party) & set(b.party):
        return f"one is expected of {_names(a.party)}, the other of {_names(b.party)}"
    if a.target and b.target and not set(a.target) & set(b.target):
        return f"one would be against {_names(a.target)}, the other against {_names(b.target)}"
    if set(a.party) & set(b.party) or set(a.target) & set(b.target):
        return ""
    if any(not one.party and set(other.party) & set(one.claimer) for one, other in ((a, b), (b, a))):
        return "one tells of a deed of its own source, the other of somebody's"
    around = (set(a.names) | set(a.scene)) & (set(b.names) | set(b.scene))
    known = {*a.party, *a.target, *b.party, *b.target}
    if known & around and (a.article == b.article or len(around) > SHARED_WORDS):
        return ""
    return "neither says the same doer or target"


def _what(a: Claim, b: Claim) -> str:
    doer, target = _names(a.party or b.party), _names(a.target or b.target)
    return f"{a.topic}{f' by {doer}' if doer else ''}{f' against {target}' if target and target != doer else ''}"


def _order(a: Claim, b: Claim) -> bool:
    return days_between(a.days, b.days) > 0


def _names(codes: tuple[str, ...]) -> str:
    return ", ".join(world().names.get(code, code) for code in codes)
