"""Whether two figures count the same thing, and if they do, whether both can hold. Never a mean, always a reason."""

import datetime as dt
import re
from functools import cache

from standoff.codebook.conflicts import conflict_words, stem
from standoff.codebook.world import world
from standoff.relating.conflicts_tables import Claim, Decision

# Points of evidence from which two figures are taken to count one thing. This and the points below were chosen on the
# development half of benchmarks/conflicts (159 pairs), not on the held-out half.
LEAST_EVIDENCE = 2.5
ALIKE = 0.5  # of the shorter sentence's telling words, for sums and things without a kind of their own
CONVERTED = 0.02  # a conversion is rounded
VAGUE = 3  # from here on, high over low, a range is a vague word ("hundreds"), no count
STANDING = frozenset(
    {"soldiers", "units of forces", "ships", "aircraft", "tanks and guns", "missiles and rockets", "times and attacks"}
)
SURE_EVIDENCE = 4  # from here on, an open range is believed to reach far
BACKGROUND_DAYS = 20  # a figure of days so long before the other article is of another event
NEWS_DAYS = 3  # one piece of news and what is told of it next
STOCK_DAYS = 14  # what stands somewhere (troops, ships) may have changed by then
GROWING_DAYS = 45  # an event's count goes on so long
MOST_TIMES = 3  # bounds further apart than this: one counts a part of the other more often than it contradicts it
FORCES_TIMES = 7  # the same of one party's forces in sentences that have much in common: who counts them says what he likes
MOST_GROWTH = 20  # the same where a later count of one event takes over
ABOUT = 0.1  # an approximate figure is taken to reach a tenth to either side
_ROUGH = re.compile(r"about|around|some|nearly|almost|roughly|approximately|close to|estimated|~|-$", re.IGNORECASE)
SHARED_AROUND = 2  # names and words of the openings and the sentences of two that give one number to two parties
LEAST_TELLING = 4  # code points of a stem: shorter ones are mostly "the" and "out"
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ROUND = 2  # significant digits from which a number is no round one

EVERYBODY = "people"
DURATION = "hour"  # the unit that times are counted in
_COUNTED_WHOLE = frozenset({"displaced", "kidnapped", "on board"})  # of these a writer may say just "people"
TOLL, TOLL_SCENE = 0.75, 3  # points where both articles open on so many of the same marks
STATE = 3  # letters of a state's code
MANY, NEARLY = 100, 1.25  # such people in both, and how far apart
ONE_EVENT = 6  # points: whoever is counted, it is the same number in one event
Range = tuple[float, float]


def decide_figures(a: Claim, b: Claim) -> Decision:
    """What two figures are to each other."""
    whose = _whose(a, b)
    if whose is not None:
        return whose
    apart = _apart(a, b)
    if apart is not None:
        return Decision("different_referent", apart)
    points, shared = _evidence(a, b)
    if points < LEAST_EVIDENCE:
        what = f"only {', '.join(shared)} in common" if shared else "nothing but the kind of thing in common"
        return Decision("different_referent", f"{what}: too little to say that they count the same")
    if a.part != b.part and not _same_number(a, b):
        return _part_of(a, b, "; ".join(shared))
    found = _compare(a, b, "; ".join((*_narrower(a, b), *shared)), sure=points >= SURE_EVIDENCE)
    if found.verdict in ("conflict", "update") and not _same_number(a, b) and (loose := _loose(a, b)):
        return Decision("different_referent", f"{loose}: {found.reason}")
    return found


def may_be_one(a: Claim, b: Claim) -> bool:
    """Whether two figures may be of one time, by their days alone: quick to see, before all is compared."""
    return _days_apart(a, b) <= STOCK_DAYS or days_between(_spoken_of(a), _spoken_of(b)) <= GROWING_DAYS


def reach(claim: Claim) -> Range:
    """The range that a figure allows, an approximate one a tenth wider."""
    slack = ABOUT if claim.modifier and _ROUGH.search(claim.modifier) else 0.0
    low = float("-inf") if claim.low is None else claim.low * (1 - slack)
    return low, float("inf") if claim.high is None else claim.high * (1 + slack)


def number(claim: Claim) -> float | None:
    """The one number that a figure names, whatever its bounds; None for a range."""
    if claim.low is not None and claim.high is not None and claim.low != claim.high:
        return None
    return claim.low if claim.low is not None else claim.high


def _same_number(a: Claim, b: Claim) -> bool:
    return number(a) is not None and number(a) == number(b)


def telling_number(claim: Claim) -> float | None:
    """A number that two texts hardly share by chance: of two significant digits or more, and above one hundred."""
    value = number(claim)
    if value is None or value < 100 or value != int(value):
        return None
    return value if len(str(int(value)).rstrip("0")) >= _ROUND else None


# --- what tells them apart ------------------------------------------------------------------------------------------


def _whose(a: Claim, b: Claim) -> Decision | None:
    """One telling number of one kind of thing, given to two different parties, or to one and at another place to nobody."""
    if a.topic != b.topic or telling_number(a) is None or number(a) != number(b) or a.article == b.article:
        return None
    if a.group is None or b.group is None:  # sums and times are nobody's
        return None
    mine, theirs = owners_of(a), owners_of(b)
    unowned = bool(mine) != bool(theirs) and _sites_apart(a, b)
    if not unowned and (not mine or not theirs or mine & theirs or _is_of_many(a) or _is_of_many(b)):
        return None
    words = {one for one in set(a.stems) & set(b.stems) - _counted_stems(a) - _counted_stems(b) if len(one) >= LEAST_TELLING}
    around = ({*a.scene, *a.names} & {*b.scene, *b.names}) - {stem(word) for word in _WORD.findall(a.topic)}
    if _days_apart(a, b) > STOCK_DAYS or (len(around) < SHARED_AROUND - _sites_apart(a, b) and not words):
        return None
    return Decision("conflict", f"the same number of {a.topic} is told of {_owner(a, b)} and of {_owner(b, a)}", "actor")


def owners_of(claim: Claim) -> set[str]:
    """Whose they are where the sentence itself tells it, and not only the article around."""
    return set(claim.party) & {*claim.names, *(claim.group or "").split("+")}


def _is_of_many(claim: Claim) -> bool:
    """Whether they are told as those of a body, which has the soldiers of its members."""
    return any(world().types.get(code) in ("organisation", "bloc") for code in claim.party)


def _counted_stems(claim: Claim) -> set[str]:
    """The words of what is counted, which both have anyway."""
    return {stem(word) for word in _WORD.findall(f"{claim.topic} {claim.text} {claim.group or ''}")} | _number_stems()


def _owner(claim: Claim, other: Claim) -> str:
    """Whose they are as told, with the place where the other's is another."""
    site = f" ({claim.place})" if claim.place and other.place and _sites_apart(claim, other) else ""
    return f"{_names(tuple(sorted(owners_of(claim)))) or 'nobody named'}{site}"


def _sites_apart(a: Claim, b: Claim) -> bool:
    """Whether they are told to be at two kinds of place, an island and a border: names alone may lie within each other."""
    mine, theirs = (
        frozenset(map(stem, _WORD.findall((one.place or "").lower()))) & conflict_words().site_stems for one in (a, b)
    )
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _apart(a: Claim, b: Claim) -> str | None:
    """Why two figures cannot count the same thing; None where nothing speaks against it."""
    if a.topic != b.topic and not _untold(a, b):
        return f"one counts {a.topic}, the other {b.topic}"
    same = _same_number(a, b)
    if a.part != b.part and not same and not _may_be_part(a, b):
        return "one counts only what comes on top of others"
    if (groups := _groups_apart(a, b)) is not None and not (
        same and ("" in (a.group, b.group) or _evidence(a, b)[0] >= ONE_EVENT)
    ):
        return groups
    if a.party and b.party and not set(a.party) & set(b.party):
        return f"one is told of {_names(a.party)}, the other of {_names(b.party)}"
    if (places := _places_apart(a, b)) is not None:
        return places
    return _times_apart(a, b) or (_one_voice(a, b) if a.article == b.article else None)


def _untold(a: Claim, b: Claim) -> bool:
    """Whether one only does not tell what befell the same number of the same people, or open ranges of people that are near."""
    if EVERYBODY not in (a.topic, b.topic):
        return False
    same = _same_number(a, b)
    if a.group and a.group == b.group:
        return same
    if "" not in (a.group, b.group) or {a.topic, b.topic}.isdisjoint(_COUNTED_WHOLE):
        return False
    less, more = sorted((_base(a), _base(b)))
    return less >= MANY and more <= NEARLY * less and _meet(a, b)


def _may_be_part(a: Claim, b: Claim) -> bool:
    """Whether the one that counts some can count some of those whom the other counts: no more of them."""
    part, whole = (a, b) if a.part else (b, a)
    return a.topic == b.topic and _base(part) <= reach(whole)[1] and _base(part) * MOST_TIMES >= _base(whole)


def _part_of(a: Claim, b: Claim, shared: str) -> Decision:
    return Decision("compatible", f"one counts some of those whom the other counts: {shared}")


def _meet(a: Claim, b: Claim) -> bool:
    (low, high), (other_low, other_high) = reach(a), reach(b)
    return high >= other_low and other_high >= low


def _groups_apart(a: Claim, b: Claim) -> str | None:
    if a.group == b.group or a.group is None or b.group is None:
        return None
    mine, theirs = set(a.group.split("+")) - {""}, set(b.group.split("+")) - {""}
    if mine and theirs and (mine <= theirs or theirs <= mine):
        return None
    if not mine or not theirs:
        if _belong(a, b) or _belong(b, a):
            return None
        return f"one counts all people, the other only {_group_words(mine or theirs)}"
    return f"one counts {_group_words(mine)}, the other {_group_words(theirs)}"


def _narrower(a: Claim, b: Claim) -> list[str]:
    """The two phrases where one is the narrower, for a person to see: it may count only some of the others."""
    apart = a.group and b.group and a.group != b.group and a.unit and b.unit
    return [f"one tells of “{a.unit}”, the other of “{b.unit}”"] if apart else []


def _belong(part: Claim, whole: Claim) -> bool:
    """Whether "people" of the one are told as the other's people: "five people killed in Israel", "five Israelis"."""
    codes = {one for one in (part.group or "").split("+") if one.isupper()}
    return not whole.group and bool(codes) and codes <= {*whole.party, *_codes(whole.place)}


def _group_words(group: set[str]) -> str:
    return " ".join(sorted(world().names.get(one, one) for one in group))


def _codes(place: str | None) -> frozenset[str]:
    return frozenset(match.claims[0].code for match in world().find(place)) if place else frozenset()


def _places_apart(a: Claim, b: Claim) -> str | None:
    mine, theirs = _codes(a.place), _codes(b.place)
    if mine and theirs and not mine & theirs:
        return f"one is told of {_names(tuple(sorted(mine)))}, the other of {_names(tuple(sorted(theirs)))}"
    return None


def _times_apart(a: Claim, b: Claim) -> str | None:
    """Why the days that they speak of cannot be one time: one lies long before the other article, or before its own day."""
    gap = days_between(_spoken_of(a), _spoken_of(b))
    dated = bool(a.latest or b.latest)
    if dated and gap > BACKGROUND_DAYS:
        one, other = sorted((a, b), key=lambda claim: _spoken_of(claim)[1] or dt.date.max)
        return f"one speaks of {_day_words(*_spoken_of(one))}, the other of {_day_words(*_spoken_of(other))}"
    return f"they were told more than {GROWING_DAYS} days apart" if not dated and gap > GROWING_DAYS else None


def _spoken_of(claim: Claim) -> tuple[dt.date | None, dt.date | None]:
    """The days that a figure speaks of: its own where they lie before the article, else those of the article."""
    if claim.latest is not None and (claim.told_earliest is None or claim.latest < claim.told_earliest):
        return claim.earliest, claim.latest
    return claim.days


def _one_voice(a: Claim, b: Claim) -> str | None:
    """Within one article only two sources, or an old and a new count, can differ about one thing."""
    if (a.claimer or a.speaker) and (b.claimer or b.speaker) and (a.claimer, a.speaker) != (b.claimer, b.speaker):
        return None
    return "one article gives both in one voice, so that they count different things"


# --- what joins them ------------------------------------------------------------------------------------------------


def _evidence(a: Claim, b: Claim) -> tuple[float, list[str]]:
    """Points and words for what two figures have in common."""
    found: list[tuple[float, str]] = []
    party = set(a.party) & set(b.party)
    group = a.group if a.group and a.group == b.group else None
    if party:
        found.append((1, f"both of {_names(tuple(sorted(party)))}"))
    if group:
        found.append((1, f"both count {_group_words(set(group.split('+')))}"))
    places = _codes(a.place) & _codes(b.place)
    if places:
        found.append((1, f"both in {_names(tuple(sorted(places)))}"))
    names = sorted((set(a.names) & set(b.names)) - party - places)
    if names:
        found.append((min(2, len(names)), f"both name {_names(tuple(names[:3]))}"))
    scene = sorted((set(a.scene) & set(b.scene)) - set(names) - party)
    if scene:
        foreign = sorted((_foreign(a, b), _foreign(b, a)))
        most = 1 if foreign[0] > 1 else 1.25 if foreign[1] > 1 else 2.5
        found.append(
            (
                min(most, sum(0.75 if _is_name(one, a) else 0.5 for one in scene)),
                f"both articles open on {_names(tuple(scene[:3]))}",
            )
        )
    stems = set(a.stems) & set(b.stems) - {name.lower() for name in (*a.names, *b.names)} - _kind_stems(a, b)
    if stems:
        found.append((min(2, 0.5 * len(stems)), f"{len(stems)} telling word{'s' if len(stems) > 1 else ''} in common"))
    days = _days_apart(a, b)
    if _same_number(a, b):
        found.append((1.5 if telling_number(a) is not None else 1, "the same number"))
    if days <= 1 and _dated(a) and _dated(b) and len(scene) >= TOLL_SCENE and _is_toll(a) and _is_toll(b):
        found.append((TOLL, "both count all of one piece of news"))
    if not names and not places and _other_states(a, b) and _other_states(b, a):
        found.append((-1, "but each names a state that the other does not"))
    if days <= NEWS_DAYS and _dated(a) and _dated(b):
        found.append((0.5, f"told within {NEWS_DAYS} days"))
    return sum(points for points, _ in found), [words for _, words in found]


def _kind_stems(a: Claim, b: Claim) -> frozenset[str]:
    """The words of what befell those counted and of the numbers: of two figures of one kind they are no further sign."""
    return _fate_stems(a.topic) | _number_stems() if a.topic == b.topic else frozenset()


@cache
def _fate_stems(topic: str) -> frozenset[str]:
    return frozenset(stem(word) for one in conflict_words().fates if one.fate == topic for word in (*one.words, *one.nouns))


@cache
def _number_stems() -> frozenset[str]:
    return frozenset(map(stem, conflict_words().days.numbers))


def _is_toll(claim: Claim) -> bool:
    """Whether it counts everybody whom something befell that goes on rising."""
    return claim.topic in conflict_words().growing and claim.group == "" and not claim.part


def _other_states(a: Claim, b: Claim) -> set[str]:
    """The states in the sentence of `a` that neither the sentence nor the opening of the other article names."""
    return {one for one in a.names if one.isupper() and len(one) == STATE} - {*b.names, *b.scene, *a.party}


def _dated(claim: Claim) -> bool:
    """Whether the days on which it was told are known well enough to be near others."""
    first, last = claim.days
    return first is not None and last is not None and (last - first).days <= NEWS_DAYS


def _foreign(a: Claim, b: Claim) -> int:
    """How many names the sentence of `a` has that are no names of the other article's opening or sentence."""
    return len(set(a.names) - set(b.names) - set(b.scene) - set(a.scene))


def _is_name(one: str, claim: Claim) -> bool:
    return one.isupper() or one in claim.names


# --- whether both can hold --------------------------------------------------------------------------------------------


def _compare(a: Claim, b: Claim, shared: str, *, sure: bool) -> Decision:
    if _bounds_exclude(a, b):
        return Decision("conflict", f"one tells of no more, the other of no less: {shared}")
    if _same_number(a, b) or (a.low, a.high) == (b.low, b.high) or _converted(a, b):
        return Decision("same", f"the same number: {shared}")
    (low, high), (other_low, other_high) = reach(a), reach(b)
    if high >= other_low and other_high >= low:
        less, more = sorted((_base(a), _base(b)))
        if more > (MOST_GROWTH if sure else MOST_TIMES) * less:
            return Decision("different_referent", f"so far apart that one more likely counts a part of the other: {shared}")
        return Decision("compatible", f"their ranges meet: {shared}")
    nearest, next_up = min(high, other_high), max(low, other_low)
    grows = a.topic in conflict_words().growing
    order = _order(a, b)
    most = MOST_GROWTH if grows and (order or a.changing or b.changing) else MOST_TIMES
    if sure and a.topic in STANDING and set(a.party) & set(b.party):
        most = FORCES_TIMES
    if nearest <= 0 or next_up > most * nearest:
        return Decision("different_referent", f"so far apart that one more likely counts a part of the other: {shared}")
    return _apart_in_time(a, b, shared, grows=grows, order=order)


def _bounds_exclude(a: Claim, b: Claim) -> bool:
    """Whether one number is told as the most and as the least: "as many as 500", "more than 500"."""
    if telling_bound(a) is None or telling_bound(a) != telling_bound(b) or (a.modifier or "") == (b.modifier or ""):
        return False
    return {(a.low is None, a.high is None), (b.low is None, b.high is None)} == {(True, False), (False, True)}


def telling_bound(claim: Claim) -> float | None:
    """The number that a range open to one side begins or ends with, where it is large enough to be meant so."""
    value = number(claim)
    return value if value is not None and value >= MANY else None


def _converted(a: Claim, b: Claim) -> bool:
    """Whether two measures in different units are one: 300 kilograms and 661 pounds."""
    mine, theirs = number(a), number(b)
    if mine is None or theirs is None or a.unit == b.unit or conflict_words().measure_of(a.topic) is None:
        return False
    return abs(mine - theirs) <= CONVERTED * max(mine, theirs)


def _loose(a: Claim, b: Claim) -> str:
    """Why what the two have in common is too little to set them against each other; empty where it is enough.

    Sums of money and things without a kind of their own count one thing only in sentences that are much alike; "hundreds"
    stands against a number only where both are of one party or in one place.
    """
    told = {fate.fate for fate in conflict_words().fates} | STANDING
    if a.topic not in told and (conflict_words().measure_of(a.topic) is None or a.topic == DURATION):
        both, least = set(a.stems) & set(b.stems), min(len(set(a.stems)), len(set(b.stems)))
        if len(both) < ALIKE * least or (a.topic == DURATION and set(a.names).isdisjoint(b.names)):
            return f"sums, times and things like {a.topic} are told of too many matters"
    vague = any(claim.low is not None and claim.high is not None and claim.high >= VAGUE * claim.low for claim in (a, b))
    if vague and not (set(a.party) & set(b.party) or _codes(a.place) & _codes(b.place)):
        return "a vague number of nobody in particular"
    return ""


def _base(claim: Claim) -> float:
    """The number that a figure starts from, whichever way it is open."""
    return claim.low if claim.low is not None else claim.high or 0


def _apart_in_time(a: Claim, b: Claim, shared: str, *, grows: bool, order: int) -> Decision:
    """Of two ranges that do not meet: an update where the later one may have taken over, else a conflict."""
    later_is_more = order * (reach(b)[0] - reach(a)[0]) > 0
    if grows and order and later_is_more:
        return Decision("update", f"a later count of the same is higher: {shared}")
    if order and a.claimer and a.claimer == b.claimer:
        return Decision("update", f"a later count of the same source: {shared}")
    if order and not grows and _days_apart(a, b) >= STOCK_DAYS:
        return Decision("update", f"told {STOCK_DAYS} days or more apart, so that it may have changed: {shared}")
    if grows and not order and (a.changing or b.changing):
        risen, other = (a, b) if a.changing else (b, a)
        if (a.changing and b.changing) or reach(risen)[0] > reach(other)[0]:
            return Decision("update", f"the higher count is told as one that has risen: {shared}")
    undated = "" if order or (a.told_earliest and b.told_earliest) else "; no date tells which is later"
    return Decision("conflict", f"no number fits both: {shared}{undated}")


def _order(a: Claim, b: Claim) -> int:
    """1 where `b` was surely told later, -1 where `a` was, 0 where the days do not tell."""
    if a.told_latest and b.told_earliest and a.told_latest < b.told_earliest:
        return 1
    return -1 if b.told_latest and a.told_earliest and b.told_latest < a.told_earliest else 0


def _days_apart(a: Claim, b: Claim) -> int:
    """The least days between the two tellings; 0 where their windows meet or one has none."""
    return days_between(a.days, b.days)


def days_between(a: tuple[dt.date | None, dt.date | None], b: tuple[dt.date | None, dt.date | None]) -> int:
    """The least days between two windows, 0 where they meet or a bound is not known."""
    gaps = [(b[0] - a[1]).days if b[0] and a[1] else 0, (a[0] - b[1]).days if a[0] and b[1] else 0]
    return max(0, *gaps)


def _names(codes: tuple[str, ...]) -> str:
    return ", ".join(world().names.get(code, code) for code in codes)


def _day_words(earliest: dt.date | None, latest: dt.date | None) -> str:
    return f"{earliest or '…'} to {latest or '…'}" if earliest != latest else str(latest)
