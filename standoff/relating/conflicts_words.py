"""What a set of accounts speaks of and what its sides say, in a few words: those of the claims themselves where they can be."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from standoff.codebook.conflicts import conflict_words, stem
from standoff.codebook.world import world
from standoff.relating.conflicts_deeds import deed_words, is_bare
from standoff.relating.conflicts_figures import DURATION, number, owners_of
from standoff.relating.conflicts_held import NOT_HELD
from standoff.relating.conflicts_tables import Claim, ConflictKind

MOST_WORDS = 8  # of a deed told in the words of a claim: more of them are a sentence, no heading
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_MARK = re.compile(r"[.;:!?“”\"]")


def about(kind: ConflictKind, claims: Sequence[Claim]) -> str:
    """What a set speaks of, in words."""
    core = claims[0]
    if core.slot == "figure":
        if kind == "actor":
            return f"{_amount(core)} {core.topic}: whose"
        who = core.party or tuple(code for code in (core.group or "").split("+") if code.isupper())
        place = next((one.place for one in claims if one.place), None)
        whose = f" of {names(who)}" if who else ""
        return f"{counted_words(core.topic, _people_of(core) if who else core.group)}{whose}{f', {place}' if place else ''}"
    if core.slot == "quotation":
        speaker = next((one.speaker for one in claims if one.speaker), None) or names(core.claimer)
        return f"the words of {speaker}" if speaker else "a quotation"
    if core.slot == "forecast":
        doer = next((one.party for one in claims if one.party), ())
        target = next((one.target for one in claims if one.target), ())
        to = "against" if doer or len(target) == 1 else "between"
        return f"{core.topic}{f' by {names(doer)}' if doer else ''}{f' {to} {names(target)}' if target else ''}: whether and when"
    if core.slot == "demand":
        return f"what {names(core.party)} demands"
    if core.slot == "when":
        whose = names(next((one.party for one in claims if one.party), ()))
        asked = "on which day" if NOT_HELD.isdisjoint(one.group for one in claims) else "whether it was held"
        return f"{core.topic}{f' ({whose})' if whose else ''}: {asked}"
    deed = deed_phrase(claims)
    if kind == "actor":
        return f"{deed}: who did it"
    return f"{names(next((one.party for one in claims if one.stance == 'denied'), core.party))}: {deed}"


def _people_of(claim: Claim) -> str:
    """Who is counted, without the peoples: those are told as whose."""
    return "+".join(one for one in (claim.group or "").split("+") if not one.isupper())


def deed_phrase(claims: Sequence[Claim]) -> str:
    """The deed in words of a claim that tells it, between those that another claim of the set has too."""
    told = [one for one in claims if not is_bare(one)]
    counts = Counter(word for one in told for word in deed_words(one))
    found = [_stretch(one, {word for word in deed_words(one) if counts[word] > 1}) for one in told]
    held, phrase = max(found, key=lambda one: one[0], default=(0, ""))
    family = next((one.topic for one in (*told, *claims) if one.topic), "")
    return phrase if held > 1 or (held and not family) else family or "what is laid on it"


def _stretch(claim: Claim, wanted: set[str]) -> tuple[int, str]:
    """How many of these words the text has close together, best with a deed, and the stretch from the first to the last."""
    words = list(_WORD.finditer(claim.text))
    keys = [stem(match[0]) for match in words]
    known = conflict_words()
    best, ends = (0, False, 0), (0, 0)
    for first, key in enumerate(keys):
        held: set[str] = set()
        for last in range(first, min(first + MOST_WORDS, len(keys)) if key in wanted else first):
            if _MARK.search(claim.text, words[first].start(), words[last].start()):
                break
            held |= wanted & {keys[last]}
            deed = any(key in known.deeds_of or key in known.done_of for key in held)
            if (len(held) + deed, deed, first - last) > best:
                best, ends = (len(held) + deed, deed, first - last), (words[first].start(), words[last].end())
    return best[0] - best[1], " ".join(claim.text[slice(*ends)].split())


def counted_words(topic: str, group: str | None) -> str:
    """What is counted and whom: "children killed", "people wounded", "soldiers"."""
    if topic == DURATION:
        return "length of time"
    if topic not in {one.fate for one in conflict_words().fates}:
        return topic
    known = [world().names.get(one, one) for one in (group or "").split("+") if one]
    return f"{' '.join(known) or 'people'} {topic}"


def says(kind: ConflictKind, claim: Claim) -> str:
    """What one side says, in a few words."""
    if claim.slot == "figure":
        return f"{' '.join(claim.text.split())}{_owned(claim) if kind == 'actor' else ''}"
    if claim.slot == "forecast":
        doer = names(claim.party)
        return f"{claim.topic}{f' by {doer}' if doer else ''}: {claim.stance}"
    if claim.slot == "deed":
        return f"{names(claim.party)}: {'denied' if claim.stance == 'denied' else 'said to have done it'}"
    return " ".join(claim.text.split())


def _amount(claim: Claim) -> str:
    value = number(claim)
    return "" if value is None else f"{value:,.0f}"


def _owned(claim: Claim) -> str:
    """Whose they are, where the words do not tell it, and where they are."""
    told, owners = {match.claims[0].code for match in world().find(claim.text)}, sorted(owners_of(claim))
    whose = f" of {names(owners)}" if owners and told.isdisjoint(owners) else ""
    return f"{whose}{f' ({claim.place})' if claim.place else ''}"


def names(codes: Iterable[str]) -> str:
    """Actors by their names."""
    return ", ".join(world().names.get(code, code) for code in codes)
