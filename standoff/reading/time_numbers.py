"""Numbers inside expressions of time: "two", "twenty-one", "a hundred", "2 1/2", "several", "nineteen ninety-six"."""

import re

from standoff.codebook.times import time_words

_FRACTION = re.compile(r"^(\d+)?[ -]?(\d)/(\d)$")


def number_of(text: str) -> float | None:
    """The number that digits or number words say, or None where they say none."""
    low = " ".join(text.lower().replace("-", " ").split())
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", low):
        return float(low.replace(",", ""))
    fraction = _FRACTION.match(low)
    if fraction and fraction[3] != "0":
        return float(fraction[1] or 0) + int(fraction[2]) / int(fraction[3])
    return _spelled(low.split())


def _spelled(parts: list[str]) -> float | None:
    words = time_words()
    total, current, seen = 0, 0, False
    for part in parts:
        if part in words.numbers:
            current += words.numbers[part]
        elif part in words.scales:
            current = max(current, 1) * words.scales[part]
            if words.scales[part] == 1000:
                total, current = total + current, 0
        elif part not in {"and", "a", "an"}:
            return None
        seen = seen or part not in {"and"}
    if parts in (["a"], ["an"]):
        return 1.0
    return float(total + current) if seen and total + current else None


def amount_of(text: str | None) -> float | None:
    """How many units the words say; None where they are vague ("several", "a few", "some")."""
    if text is None:
        return None
    low = " ".join(text.lower().split())
    if "couple" in low:
        return 2.0
    if low.startswith("half a") and "dozen" not in low:
        return 0.5
    if "dozen" in low:
        return 6.0 if "half" in low else (12.0 if not low.startswith("dozens") else None)
    if low in {"the"}:
        return 1.0
    extra = 0.5 if low.endswith("and a half") else 0.0
    found = number_of(low.removesuffix(" and a half"))
    return None if found is None else found + extra


def ordinal_of(text: str) -> int:
    """The number of an ordinal: "eighth", "8th"; 0 where it is none."""
    low = " ".join(text.lower().split())
    digits = re.match(r"\d+", low)
    if digits:
        return int(digits.group())
    return time_words().ordinals.index(low) + 1 if low in time_words().ordinals else 0


def spelled_year(text: str) -> int | None:
    """The year that "nineteen ninety-six" spells."""
    numbers = time_words().numbers
    parts = text.lower().replace("-", " ").split()
    values = [numbers.get(part) for part in parts]
    if None in values or len(values) < 2:
        return None
    known = [value for value in values if value is not None]
    return known[0] * 100 + sum(known[1:])
