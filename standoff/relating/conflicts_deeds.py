"""Denials against what is laid on somebody, two who are blamed for one deed, and forecasts against each other."""

from functools import lru_cache

from standoff.codebook.conflicts import conflict_words, stem
from standoff.codebook.world import world
from standoff.relating.conflicts_figures import days_between
from standoff.relating.conflicts_tables import TOLD, Claim, Decision
from standoff.relating.conflicts_when import is_rare

# Set by judgement, checked on the development half of benchmarks/conflicts.
DENIAL_DAYS = 31  # an answer comes within about a month
FORECAST_DAYS = 31  # what is foreseen later may be about another crisis
INCIDENT_DAYS = 7  # two accounts of one incident
SHARED_WORDS = 2
LEAST_SHARE = 0.5  # of the shorter clause's telling words, for one deed charged twice
BARE_DAYS = 3
LEAST_TELLING = 4  # code points of a stem: shorter ones are mostly "the" and "out", but for deeds and rare words


def decide_deeds(a: Claim, b: Claim) -> Decision | None:
    """What two deeds, denied or laid on somebody, are to each other; None where they have nothing in common."""
    gap = days_between(a.days, b.days)
    if TOLD in (a.stance, b.stance):
        telling, denial = (a, b) if a.stance == TOLD else (b, a)
        return _taken_back(denial, telling, gap) if denial.stance == "denied" else _told_twice(a, b, gap)
    if a.stance != b.stance:
        denial, charge = (a, b) if a.stance == "denied" else (b, a)
        return _denial(denial, charge, gap)
    if set(a.party) & set(b.party):
        return _again(a, b, gap)
    return None if a.stance == "denied" else _who(a, b, gap)


def _again(a: Claim, b: Claim, gap: int) -> Decision | None:
    """One deed denied, or laid on one party, twice; charges are told apart by the words of their own clauses."""
    if gap > DENIAL_DAYS:
        return None
    if a.stance == "denied":
        one_deed = not deed_words(a) or not deed_words(b) or deed_words(a) & deed_words(b) or (a.topic and a.topic == b.topic)
        shared = (_shared(a, b) if one_deed else "") or _both_bare(a, b, gap)
        return Decision("same", f"{_denies(a.party)} the same ({shared})", "denial") if shared else None
    mine, theirs = deed_words(a), deed_words(b)
    common = len(mine & theirs)
    if common < SHARED_WORDS or common < LEAST_SHARE * min(len(mine), len(theirs)):
        return None
    return Decision("same", f"{_names(a.party)} is charged with the same ({common} telling words in common)", "denial")


def is_bare(claim: Claim) -> bool:
    """Whether a charge or a denial names no deed, as headlines do."""
    return claim.slot == "deed" and not deed_words(claim)


def deed_words(claim: Claim) -> set[str]:
    """What a charge or a denial tells of the deed itself; nothing where it names none."""
    return {one for one in claim.stems if len(one) >= LEAST_TELLING or _is_telling(one)} - conflict_words().bare_stems


@lru_cache(maxsize=2**12)
def _is_telling(key: str) -> bool:
    """Whether a short stem is a deed ("fire", "met") or in few articles ("ram"), and not "the" or "out"."""
    known = conflict_words()
    return key in known.deeds_of or key in known.done_of or is_rare(key)


def _denial(denial: Claim, charge: Claim, gap: int) -> Decision | None:
    if not set(denial.party) & set(charge.party) or set(charge.claimer) & set(denial.party):
        return None
    if gap > DENIAL_DAYS:
        return Decision("different_referent", f"more than {DENIAL_DAYS} days lie between the charge and the denial", "denial")
    shared = _shared(denial, charge) or _bare(denial, charge, gap)
    if not shared:
        return Decision("different_referent", "the charge and the denial have neither a deed nor words in common", "denial")
    by = f"what {_names(charge.claimer)} lays on it" if charge.claimer else "what the article lays on it"
    return Decision("conflict", f"{_denies(denial.party)} {by}: {shared}", "denial")


def _taken_back(denial: Claim, telling: Claim, gap: int) -> Decision | None:
    """What a party is told to have done, and says that it did not: one verb, and one thing that it was done to."""
    if not denial.group or denial.group != telling.group or set(denial.party).isdisjoint(telling.party):
        return None
    if gap > DENIAL_DAYS or set(telling.claimer) & set(denial.party):
        return None
    of_verb = {stem(word) for verbs in conflict_words().done if verbs[0] == denial.group for word in verbs}
    parties = {stem(word) for code in (*denial.party, *telling.party) for word in world().names.get(code, code).split()}
    mine, theirs = (deed_words(one) - of_verb - parties for one in (denial, telling))
    shared, scene = mine & theirs, set(denial.scene) & set(telling.scene)
    if len(shared) >= SHARED_WORDS and len(shared) >= LEAST_SHARE * min(len(mine), len(theirs)):
        why = f"{len(shared)} telling words in common"
    elif not mine and gap <= BARE_DAYS and len(scene - set(denial.party)) > SHARED_WORDS:
        why = f"both articles are about {_names(tuple(sorted(scene)[:3]))}"
    else:
        return None
    by = f" ({_names(telling.claimer)} says so)" if telling.claimer else ""
    return Decision("conflict", f"{_denies(denial.party)} what it is told to have done{by}: {denial.group}; {why}", "denial")


def _told_twice(a: Claim, b: Claim, gap: int) -> Decision | None:
    """One thing that a party is told to have done, in two articles: the same words."""
    if a.stance != b.stance or a.article == b.article or a.group != b.group or a.stems != b.stems or gap > INCIDENT_DAYS:
        return None
    return Decision("same", f"{_names(a.party)} is told to have done the same in the same words", "denial")


def fits(a: Claim, b: Claim) -> bool:
    """Whether a denial and a charge have the deed in common, not only the news that they are told in."""
    return TOLD in (a.stance, b.stance) or bool(_shared(a, b))


def _who(a: Claim, b: Claim, gap: int) -> Decision | None:
    """Two parties on whom one deed is laid; plans of each are two deeds, and so is what one voice lays on both."""
    if gap > INCIDENT_DAYS or not _two_voices(a, b):
        return None
    shared = _shared(a, b, least=SHARED_WORDS + 1) if _laid_back(a, b) and _laid_back(b, a) else _incident(a, b)
    if not shared:
        return None
    return Decision("conflict", f"{_names(a.party)} and {_names(b.party)} are each said to have done it: {shared}", "actor")


def _two_voices(a: Claim, b: Claim) -> bool:
    """Whether somebody says so in both, and not the same one; one article lays a deed on one party in its own voice."""
    return (bool(a.claimer) or bool(b.claimer)) and not set(a.claimer) & set(b.claimer)


def _laid_back(a: Claim, b: Claim) -> bool:
    return bool(set(a.claimer) & set(b.party))


def _incident(a: Claim, b: Claim) -> str:
    """That two charges are of one thing that happened, in words: its kind, and a name that is no party's or many words.

    Where the one who is charged lays it on a third, fewer words are enough. Empty where it is too little.
    """
    known = conflict_words()
    if not a.topic or a.topic != b.topic or known.planning_stems & {*a.stems, *b.stems}:
        return ""
    of_names = {one for one in (*a.names, *b.names) if not one.isupper()}
    marks = sorted(of_names & set(a.names) & set(b.names))
    words = (deed_words(a) & set(b.words) | deed_words(b) & set(a.words)) - {stem(one) for one in of_names}
    least = 1 if _laid_back(a, b) or _laid_back(b, a) else SHARED_WORDS
    words -= {stem(word) for deed in known.deeds if deed.deed == a.topic for word in deed.words}
    if len(words) <= least and not (marks and len(words) == least):
        return ""
    named = f", both name {_names(tuple(marks[:3]))}" if marks else ""
    return f"the same deed ({a.topic}){named}; {len(words)} telling words in common"


def _shared(a: Claim, b: Claim, least: int = SHARED_WORDS) -> str:
    """What two deeds have in common, in words; empty where it is too little."""
    names = {stem(one) for one in (*a.names, *b.names)}
    words = sorted((set(a.words) & set(b.words)) - names - conflict_words().bare_stems)
    marks = sorted((set(a.names) & set(b.names)) - {*a.party, *b.party, *a.claimer, *b.claimer})
    scene = set(a.scene) & set(b.scene)
    if a.topic and a.topic == b.topic and (marks or len(scene) > 1):
        return f"the same deed ({a.topic})" + (f", both name {_names(tuple(marks[:3]))}" if marks else "")
    if not (set(words) & deed_words(a) and set(words) & deed_words(b)):
        words = []  # they speak of one thing, but beside the deeds
    if len(words) > least or (len(words) == least and (marks or len(scene) > least)):
        return f"{len(words)} telling words in common"
    # A state alone is too little: of 15 such pairs found over 2,700 articles of other crises, two at most were conflicts.
    telling = [one for one in marks if not one.isupper()]
    if marks and (words or (telling and len(scene) > least)):
        return f"both name {_names(tuple(marks[:3]))}"
    return ""


def _bare(denial: Claim, charge: Claim, gap: int) -> str:
    """That a denial which names no deed, or one of the charge's words, answers the charge of its own news, told within days."""
    shared = set(denial.scene) & set(charge.scene)
    told = set(denial.stems) - conflict_words().bare_stems - {one.lower() for one in denial.names}
    another = denial.topic and charge.topic and denial.topic != charge.topic and not deed_words(denial) & deed_words(charge)
    if another or (told and not told & set(charge.stems)):
        return ""
    near = gap <= BARE_DAYS and (denial.article == charge.article or len(shared) > SHARED_WORDS)
    return f"both articles are about {_names(tuple(sorted(shared)[:3]))}" if near else ""


def _both_bare(a: Claim, b: Claim, gap: int) -> str:
    """That two denials of one party, of which one names no deed, are told in the same news within days."""
    scene = set(a.scene) & set(b.scene)
    bare = is_bare(a) or is_bare(b)
    return (
        f"both articles are about {_names(tuple(sorted(scene)[:3]))}"
        if bare and gap <= BARE_DAYS and len(scene) > SHARED_WORDS
        else ""
    )


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
    if "soon" not in (a.stance, b.stance):
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
    if any(not one.party and not one.target and set(other.party) & set(one.claimer) for one, other in ((a, b), (b, a))):
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


def _denies(codes: tuple[str, ...]) -> str:
    return f"{_names(codes)} {'denies' if len(codes) == 1 else 'deny'}"


def _names(codes: tuple[str, ...]) -> str:
    return ", ".join(world().names.get(code, code) for code in codes)
