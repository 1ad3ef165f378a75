"""What claims are found by: keys of what they are about, so that a new claim meets those that it may contradict."""

from itertools import combinations
from typing import Protocol

from standoff.codebook.conflicts import stem
from standoff.relating.claims_quotes import keys_of
from standoff.relating.conflicts_figures import telling_number
from standoff.relating.conflicts_tables import TOLD, Claim

METHOD = "claims-8"  # stamped on what is kept, so that another method's claims are never mixed with these
MOST_KEYS = 14
SCENE = 5  # marks of the article's own opening that a claim is found by
DONE = 4  # marks that what a party did, or says that it did not, is found by
SPOKEN, LONG = 2, 4  # words of so many letters and more that one person's quotation is found by where its wording was changed
KEY_CHARS = 80
UNKNOWN_DAY = 0


def keys(claim: Claim) -> tuple[str, ...]:
    """The keys of a claim, most telling first."""
    return tuple(dict.fromkeys(key[:KEY_CHARS] for key in _KEYS[claim.slot](claim)))[:MOST_KEYS]


def day_of(claim: Claim) -> int:
    """The day a claim stands under, as an ordinal: the middle of the days it was told on; UNKNOWN_DAY without any."""
    days = [day.toordinal() for day in claim.days if day is not None]
    return sum(days) // len(days) if days else UNKNOWN_DAY


def echoes(a: Claim, b: Claim) -> bool:
    """Whether a claim says nothing but what an earlier one says: the same value in the same slot by the same source."""
    if (a.stance, a.claimer, a.speaker, a.party, a.target) != (b.stance, b.claimer, b.speaker, b.party, b.target):
        return False
    if a.slot in ("quotation", "deed"):
        return (a.words, a.group) == (b.words, b.group)
    if a.slot == "when":
        return (a.topic, a.group, a.earliest, a.latest) == (b.topic, b.group, b.earliest, b.latest)
    return (a.low, a.high, a.modifier, a.group, a.part) == (b.low, b.high, b.modifier, b.group, b.part)


class _Keys(Protocol):
    def __call__(self, claim: Claim) -> tuple[str, ...]: ...


def _figure(claim: Claim) -> tuple[str, ...]:
    number = telling_number(claim)
    told = (f"n|{claim.topic}|{number:g}",) if number is not None else ()
    whose = (*claim.party, *(claim.group or "").split("+"))
    return (*told, *(f"f|{claim.topic}|{one}" for one in (*(w for w in whose if w), *claim.names[:4], *claim.scene[:SCENE])))


def _deed(claim: Claim) -> tuple[str, ...]:
    marks = (*(one for one in claim.names if one not in claim.party), *claim.scene[:SCENE])
    done = tuple(f"y|{party}|{claim.group}|{mark}" for party in claim.party[:1] if claim.group for mark in marks[:DONE])
    if claim.stance == TOLD:
        return done
    who = tuple(f"d|{party}|{mark}" for party in claim.party[:2] for mark in marks[:SCENE])
    return (*done, *who, *(f"w|{claim.topic}|{mark}" for mark in marks[:SCENE] if claim.topic and claim.stance == "blamed"))


def _forecast(claim: Claim) -> tuple[str, ...]:
    doer = tuple(f"x|{claim.topic}|{party}" for party in claim.party)
    target = tuple(f"x|{claim.topic}|>{party}" for party in claim.target)
    around = tuple(f"x|{claim.topic}|{mark}" for mark in (*claim.names[:3], *claim.scene[:3])) if not claim.party else ()
    return (*doer, *target, *around)


def _quotation(claim: Claim) -> tuple[str, ...]:
    pairs = (f"q|{key}" for key in keys_of(claim.words))
    if not claim.speaker:
        return tuple(pairs)
    rare = sorted({stem(word) for word in claim.words if len(word) > LONG}, key=lambda one: (-len(one), one))[:SPOKEN]
    return (*(f"u|{claim.speaker.split()[-1].casefold()}|{one}" for one in rare), *pairs)


def _demand(claim: Claim) -> tuple[str, ...]:
    return tuple(f"r|{party}|{one}" for party in claim.party[:2] for one in claim.stems[:SCENE])


def _when(claim: Claim) -> tuple[str, ...]:
    """What happened with each name of its sentence, two states together, then the longest words: they are the rarest."""
    codes = [one for one in claim.names if one.isupper()]
    told = [one for one in claim.names if not one.isupper()][:4] + [" ".join(sorted(pair)) for pair in combinations(codes[:3], 2)]
    rare = sorted(claim.stems, key=lambda one: (-len(one), one))[:SCENE]
    return tuple(f"t|{claim.topic}|{one}" for one in (*told, *rare))


_KEYS: dict[str, _Keys] = {
    "figure": _figure, "deed": _deed, "forecast": _forecast, "quotation": _quotation, "demand": _demand,
    "when": _when,
}  # fmt: skip
