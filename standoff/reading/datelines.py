"""Datelines: the place, day and agency with which a wire report opens ("GENEVA, Jan. 5 (AP) -")."""

import re

from standoff.codebook.agencies import agencies
from standoff.codebook.noise import noise_patterns
from standoff.codebook.world import world

OPENING_WORDS = 12  # of the paragraph that a dateline opens; a shorter one is a heading ("GENEVA (AP) - The latest:")


def opens_with_dateline(words: str) -> bool:
    """Whether a paragraph opens with a place and an agency, a date, or a dash; a name in brackets alone is no dateline."""
    return dateline_of(words) is not None and len(words.split()) >= OPENING_WORDS


def dateline_of(text: str, start: int = 0) -> re.Match[str] | None:
    """The dateline with which a paragraph opens at `start` (a code point), with its dash and the blank after it; None without."""
    match = noise_patterns().appended.dateline.match(text, start)
    return match if match is not None and _is_one(match) else None


def _is_one(match: re.Match[str]) -> bool:
    city, capitals, dash = match["city"], match["city"].isupper(), match["dash"].strip(" .:")
    if match["agency"] is not None:
        known = any(name.strip().lower() in agencies() for name in re.split(r"[/&]", match["agency"]))
        return (known and capitals) or ((known or capitals) and bool(dash or match["date"]))
    if match["date"] is not None:
        return bool(dash)
    return bool(dash) and capitals and (bool(match["region"]) or _stands_alone(city))


def _stands_alone(city: str) -> bool:
    first = city.split("/")[0]
    if first.lower() in noise_patterns().appended.cities:
        return True
    return any(claim.kind == "capital" for match in world().find(first.title()) for claim in match.claims)
