"""Numbers in running text: digits, words, magnitudes and vague sizes, each as the range that it leaves open."""

import re
from dataclasses import dataclass
from functools import cache

from standoff.codebook.quantities import quantity_words
from standoff.codebook.times import time_words

_GAP = r"[^\S\n]{0,2}\s?"
_NO_TIME = r"(?!\s(?:second|minute|hour|day|night|week|month|year|decade|round|stage|step|phase)s?\b)"  # "one in three days"


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number at `start`:`end` (code points): one value, or for a vague size its bounds; `currency` is its symbol.

    `fraction` is true of a part of a whole that is told as such ("a third of", "one in five"), below 1.
    """

    start: int
    end: int
    low: float
    high: float
    currency: str | None = None
    vague: bool = False
    scaled: bool = False
    signed: str | None = None
    fraction: bool = False


def _any(forms: list[str] | tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(form) for form in sorted(set(forms), key=len, reverse=True)) + ")"


@cache
def _words() -> str:
    small = list(time_words().numbers)
    return _any((*small, "hundred", "thousand", "million", "billion", "trillion", "dozen", "zero"))


@cache
def number_pattern() -> re.Pattern[str]:
    """One scan for every number: a currency symbol, digits or words, and a magnitude."""
    words = quantity_words()
    symbols = _any([symbol for currency in words.currencies for symbol in currency.symbols])
    long_magnitudes = _any([m for m in words.magnitudes if m != "k"])
    number = _words()
    several = _any(words.several)
    scale = _any(words.scales)
    vague = _any(tuple(words.vague))
    fractions = r"(?:one|two|three)[- ](?:half|halves|thirds?|quarters?|fifths?)"
    digit = _any([word for word, value in time_words().numbers.items() if 1 <= value <= 10])
    ratios = (
        rf"(?:{digit})\s(?:out\sof|in\severy)\s(?:every\s)?(?:{digit})|(?:one|two|three)\sin\s(?:{digit})(?=\s[a-z]){_NO_TIME}"
    )
    return re.compile(
        rf"(?<![\w$€£.,/])(?:"
        rf"(?P<top>\d{{1,2}})[/⁄](?P<bottom>[1-9]\d{{0,2}})(?=\s+of\b)"
        rf"|(?P<currency>{symbols})?\s?(?P<sign>(?<![\w)])[-−+](?=\d)|(?i:minus)[ -](?=\d))?"
        rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?(?:\s\d/\d(?!\d))?|\.\d+)"
        rf"(?:[ -](?P<hundred>hundred))?"
        rf"(?:[ -]?(?P<magnitude>{long_magnitudes})s?(?![A-Za-z])|(?P<short>[kKmMbBtT])(?:n|ln)?(?![A-Za-z\d²³]))?"
        rf"|(?P<couple>(?i:a\s+couple\s+of)(?:\s+{scale})?(?=\s[A-Za-z])){_NO_TIME}"
        rf"|(?P<several>(?i:{several})\s+{scale}(?:\s+(?:thousand|million|billion))?)(?![A-Za-z])"
        rf"|(?P<vague>(?i:{vague}))(?![A-Za-z])"
        rf"|(?P<ratio>(?i:{ratios}))(?![A-Za-z])"
        rf"|(?P<fraction>(?i:{fractions}))(?![A-Za-z])"
        rf"|(?P<half>(?i:(?:half|an?\s+(?:third|quarter|fifth)\s+of)(?:\s+an?\s+|[ -])"
        rf"(?:dozen|hundred|thousand|million|billion)))(?![A-Za-z])"
        rf"|(?P<part>(?i:a\s+third|a\s+quarter|a\s+fifth|half))(?=\s+of\b)"
        rf"|(?P<part_of>(?i:half))(?=\s+(?:the|its|their|his|her|our|all)\s)"
        rf"|(?P<words>(?i:(?:an?\s+(?=(?:dozen|hundred|thousand|million|billion)\b))?{number}"
        rf"(?:(?:[ -]|\s+and\s+(?:a\s+half\s+)?){number})*))(?![A-Za-z])"
        rf")"
    )


def find_numbers(text: str) -> list[Number]:
    """All numbers in `text`, in order."""
    found = (_number(match) for match in number_pattern().finditer(text))
    return [number for number in found if number is not None]


def _number(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    while start < end and match.string[start].isspace():
        start += 1
    if match.string.endswith("multi-", 0, start):
        return None  # "a multi-billion-dollar deal"
    if match["digits"]:
        return _from_digits(match, start, end)
    if match["several"] or match["vague"]:
        low, high = _vague_bounds((match["several"] or match["vague"]).lower())
        return Number(start=start, end=end, low=low, high=high, vague=True)
    if match["couple"]:
        scale = match["couple"].lower().split()[-1]
        value = 2.0 * (12.0 if scale == "dozen" else quantity_words().magnitudes.get(scale, 1.0))
    elif match["part"] or match["part_of"]:
        value = 1 / _PARTS[(match["part"] or match["part_of"]).lower().split()[-1]]
    elif match["half"]:
        value = quantity_words().magnitudes.get(re.split(r"[\s-]", match["half"])[-1].lower(), 12.0) / _divisor(match["half"])
    elif match["ratio"]:
        top, bottom = (time_words().numbers[part] for part in match["ratio"].lower().split() if part in time_words().numbers)
        value = top / bottom
    elif match["top"]:
        value = int(match["top"]) / int(match["bottom"])
    elif match["fraction"]:
        value = _fraction(match["fraction"].lower())
    else:
        value = _spelled(match["words"].lower())
    part = value < 1 and not match["words"]
    return Number(start=start, end=end, low=value, high=value, scaled=value >= 100, fraction=part) if value else None


def _from_digits(match: re.Match[str], start: int, end: int) -> Number | None:
    text = match.string
    after = text[end : end + 2]
    if _not_a_count(text, start, end, after):
        return None
    value = _digits_value(match["digits"])
    scale = quantity_words().magnitudes.get((match["magnitude"] or "").lower())
    short = (match["short"] or "").lower()
    if short:
        counted = (
            text[match.end("digits") : end].lower() in ("k", "bn", "tn", "mn", "bln", "mln", "tln")
            or match["currency"]
            or re.match(r"\s[a-z]+s\b", text[end : end + 24])
            # A capital is never a metre, so that the noun may stand further off: "4.3M digital and physical sales".
            or (match["short"].isupper() and re.match(r"\s(?:[a-z]+\s){1,3}[a-z]+s\b", text[end : end + 48]))
        )
        if counted:
            scale = quantity_words().short_magnitudes.get(short, 1000.0)
        else:
            end = match.end("digits")  # "14m" is a length: the letter belongs to the unit
    value *= (scale or 1) * (100 if match["hundred"] else 1)
    sign = match["sign"]
    if sign and sign != "+":
        value = -value
    return Number(start=start, end=end, low=value, high=value, currency=match["currency"], scaled=scale is not None, signed=sign)


def _not_a_count(text: str, start: int, end: int, after: str) -> bool:
    """Ordinals, clock times, versions, telephone numbers and dates written with strokes are no counts."""
    if re.match(
        r"(?:st|nd|rd|th)\b|[:/]\d|\.\d|(?!(?:[kc]?m)[23]\b)[A-Za-z]{0,3}\d|\s?[ap]\.?m\b|-\d{4}", text[end : end + 5]
    ) or (after[:1] == "/" and text[end + 1 : end + 2].isdigit()):
        return True
    if end - start == 4 and re.search(r"\d{3}-$", text[max(0, start - 4) : start]):
        return True
    before = text[max(0, start - 14) : start]
    return bool(
        re.search(
            r"(?i)\bcovid\s?$|\b(?:no\.?|number|nos\.|article|section|chapter|page|resolution|route|flight|category|channel|room|figure|paragraph|phase|level|type|mark|version|day)\s?$|[:/#]$|[A-Za-z](?<!\bsub)-$|-\d+-$",
            before,
        )
    )


def _digits_value(digits: str) -> float:
    if "/" in digits:
        *whole, fraction = digits.split()
        top, bottom = fraction.split("/")
        return float(whole[0] if whole else 0) + (int(top) / int(bottom) if int(bottom) else 0)
    return float(digits.replace(",", ""))


_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}


def _divisor(text: str) -> int:
    return next(_PARTS[part] for part in re.split(r"[\s-]", text.lower()) if part in _PARTS)


def _fraction(text: str) -> float:
    top, bottom = re.split(r"[- ]", text)
    return time_words().numbers[top] / _PARTS[bottom]


def _spelled(text: str) -> float:
    numbers, magnitudes = time_words().numbers, quantity_words().magnitudes
    total = current = 0.0
    for part in re.split(r"[\s-]+", text):
        if part in numbers:
            current += numbers[part]
        elif part == "half":
            current += 0.5
        elif part == "dozen":
            current = max(current, 1.0) * 12
        elif part == "hundred":
            current = max(current, 1.0) * 100
        elif part in magnitudes:
            total += max(current, 1.0) * magnitudes[part]
            current = 0.0
    return total + current


def _vague_bounds(text: str) -> tuple[float, float]:
    vague = quantity_words().vague
    low = " ".join(text.split())
    if low in vague:
        return float(vague[low][0]), float(vague[low][1])
    parts = low.split()
    scales = [part for part in parts if part in ("dozen", "hundred", "thousand", "million", "billion", "trillion")]
    first, last = vague[f"{scales[0]}s"]
    factor = quantity_words().magnitudes[scales[1]] if len(scales) > 1 else 1.0
    return first * factor, last * factor + (factor - 1)
