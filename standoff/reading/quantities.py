"""Recognition of quantities: every number with its bounds, its unit and what it counts.

Method: one scan for numbers; neighbours joined into ranges; modifiers read to the left and right; the unit by symbol, by a
form of the codebook, or as the noun that the number counts (by the parse, else by the run of words that follows).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from standoff.codebook.quantities import Currency, Measure, quantity_words
from standoff.reading.directions import direction_of
from standoff.reading.numbers import Number, find_numbers
from standoff.reading.offsets import TokenIndex, parsed_text


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A quantity at `start`:`end` (code points), from its modifier to its unit.

    `values` are the numbers as written (two for a range, the bounds for a vague size); `low` and `high` what they
    leave open (None). `bound` is above, below or about. `kind` is money, a class of measure, counted, or none;
    `fraction` is true of a part of a whole that is told as such ("a third of").
    """

    start: int
    end: int
    number_start: int
    number_end: int
    values: tuple[float, ...]
    low: float | None
    high: float | None
    modifier: str | None = None
    bound: str | None = None
    direction: str | None = None
    unit: str | None = None
    unit_name: str | None = None
    kind: str = "none"
    counted: str | None = None
    head: int | None = None
    vague: bool = False
    fraction: bool = False


@dataclass(frozen=True, kw_only=True)
class _Unit:
    end: int
    unit: str | None = None
    name: str | None = None
    kind: str = "none"
    counted: str | None = None
    head: int | None = None


def find_quantities(doc: Doc, taken: Iterable[tuple[int, int]] = ()) -> list[Quantity]:
    """All quantities of the parsed text, in order, but for numbers that lie within `taken` (dates, code points)."""
    text = parsed_text(doc)
    index = TokenIndex(doc)
    covered = sorted(taken)
    numbers = [n for n in find_numbers(text) if not _inside(n, covered)]
    found: list[Quantity] = []
    place = 0
    while place < len(numbers):
        group = _range_at(text, numbers, place)
        place += len(group)
        quantity = _quantity(text, index, group)
        if quantity is not None:
            found.append(_as_before(text, found[-1], quantity) if found else quantity)
    return found


_SAME_AGAIN = re.compile(r"\s?[(/]\s?")


def _as_before(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """The quantity, with the bound of the one that it says again in another unit: "more than 5 million crowns ($700,000)"."""
    if quantity.bound or not before.bound or before.vague or not said_again(text, before, quantity):
        return quantity
    low, high = _bounds(quantity.values, before.bound, joined=len(quantity.values) > 1)
    return replace(quantity, modifier=before.modifier, bound=before.bound, low=low, high=high)


def said_again(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether the quantity gives the one before it in another unit: "450 km (280 miles)"."""
    other_unit = quantity.unit != before.unit and not {quantity.kind, before.kind} & {"none", "counted"}
    return other_unit and _SAME_AGAIN.fullmatch(text, before.end, quantity.start) is not None


def _inside(number: Number, taken: list[tuple[int, int]]) -> bool:
    """Whether the number touches one of `taken`, which are sorted and do not overlap."""
    place = bisect_left(taken, (number.end, 0))
    return place > 0 and taken[place - 1][1] > number.start


# --- ranges ---------------------------------------------------------------------------------------------------------

_JOIN = re.compile(
    r"\s?(?P<mark>-|–|—|to|and|or|up\sto|through)\s?|,?\s(?P<top>(?:but|and)\s(?:fewer|less|no\smore|not\smore)\sthan)\s"
)
_BOTTOM = re.compile(r"(?i)\b(?:more than|over|at least)\s$")  # before the first number of "more than 200 but fewer than 300"
_ODD = re.compile(r"[ -](?:odd|plus)\b")


def _range_at(text: str, numbers: list[Number], place: int) -> list[Number]:
    """The number at `place`, with the next one where the two are the ends of one range."""
    first = numbers[place]
    if place + 1 >= len(numbers) or first.vague or numbers[place + 1].vague:
        return [first]
    second = numbers[place + 1]
    between = text[first.end : second.start]
    unit = re.match(rf"\s?{_measure_forms()}(?![A-Za-z])", between) if between else None
    join = _JOIN.fullmatch(between[unit.end() :] if unit else between)
    if join is None or (second.currency and not first.currency):
        return [first]
    lead = text[max(0, first.start - 26) : first.start].lower()
    if join["top"]:
        return [first, second] if _BOTTOM.search(lead) and first.low < second.low else [first]
    if join["mark"] == "to" and first.currency and re.search(r"\bby\s(?:\w+\s)?$", lead):
        return [first]
    if join["mark"] == "and" and not re.search(r"\bbetween\b[^.]{0,16}$", lead):
        return [first]
    if join["mark"] == "or" and (unit or second.low - first.low != 1 or first.scaled):
        return [first]
    if (
        join["mark"] == "to"
        and unit
        and not re.search(r"\bfrom\b[^.]{0,16}$", lead)
        and unit.group().strip() not in ("%", "percent", "per cent")
    ):
        return [first]
    first = _same_scale(first, second)
    return [first, second] if first.low <= second.low or "from" in lead or join["mark"] in "-–" else [numbers[place]]


def _same_scale(first: Number, second: Number) -> Number:
    """In "5 to 10 million" the magnitude is said once, behind the second number."""
    if first.scaled or not second.scaled or first.low >= 1000:
        return first
    scale = next((s for s in (1e12, 1e9, 1e6, 1e3) if second.low >= s), 1.0)
    if first.low * scale > second.low:
        return first
    return Number(
        start=first.start, end=first.end, low=first.low * scale, high=first.low * scale, currency=first.currency, scaled=True
    )


# --- one quantity ------------------------------------------------------------------------------------------------------


def _quantity(text: str, index: TokenIndex, group: list[Number]) -> Quantity | None:
    first, last = group[0], group[-1]
    unit = _unit_of(text, index, first, last)
    if _is_bare_year(text, group, unit) or _is_pronoun(index, group) or _is_name(index, group, unit):
        return None
    if len(group) > 1 and first.low == last.low:
        return None  # a score: "a 2-2 draw"
    start, modifier, bound = _modifier(text, first, len(group) > 1)
    end, after, after_bound = _after(text, last.end, unit.end)
    if after_bound is not None and bound in (None, "about"):
        modifier, bound = modifier or after, after_bound  # "some 600-plus" leaves the top open
    values = (first.low, first.high) if first.vague else tuple(number.low for number in group)
    low, high = _bounds(values, bound, joined=len(group) > 1 or first.vague)
    return Quantity(
        start=start,
        end=max(end, unit.end),
        number_start=first.start,
        number_end=last.end,
        values=values,
        low=low,
        high=high,
        modifier=modifier,
        bound=bound,
        direction=direction_of(index.at(first.start), first.signed) if unit.kind in quantity_words().changing else None,
        unit=unit.unit,
        unit_name=unit.name,
        kind=unit.kind,
        counted=unit.counted,
        head=unit.head,
        vague=first.vague,
        fraction=all(number.fraction for number in group),
    )


def _bounds(values: tuple[float, ...], bound: str | None, *, joined: bool) -> tuple[float | None, float | None]:
    low, high = min(values), max(values)
    if bound == "above":
        return low, None
    if bound == "below":
        return None, high
    return (low, high) if joined else (low, low)


def _is_bare_year(text: str, group: list[Number], unit: _Unit) -> bool:
    first = group[0]
    written = text[first.start : first.end]
    if not (written.isdigit() and len(written) == 4 and len(group) == 1):
        return False
    if unit.kind == "counted":
        return 1950 <= first.low <= 2049 and first.low != 2000
    return unit.kind == "none" and 1900 <= first.low <= 2149


def _is_name(index: TokenIndex, group: list[Number], unit: _Unit) -> bool:
    """Whether the number belongs to a name: S&P 500, Game 7, a 737 Max."""
    token = index.at(group[0].start)
    if token is None or unit.kind not in ("none", "counted") or token.i == 0 or group[0].low != int(group[0].low):
        return False
    before = token.nbor(-1)
    named = (
        (before.pos_ == "PROPN" or not before.is_sent_start)
        and any(char.isupper() for char in before.text)
        and before.ent_type_ not in ("GPE", "DATE", "PERSON")
        and before.whitespace_ != ""
    )
    if unit.kind == "none" and _is_age(token):
        return True
    if unit.kind == "none":
        return (named and token.dep_ in ("nummod", "appos", "nmod", "npadvmod", "pobj", "nsubj", "dobj", "conj")) or _in_product(
            token
        )
    head = token.doc[unit.head] if unit.head is not None else None
    if named and before.tag_ == "NNP" and token.i + 1 < len(token.doc) and token.nbor().tag_ == "NNP":
        return True  # in the middle of a name: "Kilo 11 Pro Max"
    if head is not None and head.tag_ == "NNP" and head.lower_.rstrip(".") in quantity_words().streets:
        return True  # an address: "16 Industrial Avenue"
    return (
        head is not None
        and head.tag_ in ("NNP", "NNPS")
        and (named or head.ent_type_ in ("PRODUCT", "FAC", "PERSON", "LAW", "WORK_OF_ART"))
    )


def _is_age(token: Token) -> bool:
    """A bare number between commas behind a name: "Ana Reyes, 42, said"."""
    if token.i < 2 or token.i + 1 >= len(token.doc):
        return False
    named = token.nbor(-2).ent_type_ == "PERSON" or (bool(token.nbor(-2).is_sent_start) and token.nbor(-2).tag_ == "NNP")
    return token.nbor(-1).text == "," and named and token.nbor().text in (",", ".", "and")


def _in_product(token: Token) -> bool:
    return token.ent_type_ in ("PRODUCT", "LAW", "FAC", "WORK_OF_ART")


def _is_pronoun(index: TokenIndex, group: list[Number]) -> bool:
    """Whether it is a "one" that counts nothing: no one, this one, one should."""
    token = index.at(group[0].start)
    if token is None or token.lower_ != "one" or len(group) > 1 or group[0].low != 1:
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    if token.i and token.nbor(-1).pos_ == "ADJ" and token.dep_ in ("pobj", "dobj"):
        return True  # "the same one"
    if before in ("no", "this", "that", "the", "which", "any", "every", "each", "another"):
        return True
    if before == "only" and token.dep_ != "nummod":
        return True
    return token.dep_ not in ("nummod", "nsubj", "nsubjpass", "attr", "dobj", "pobj") or token.tag_ == "PRP"


# --- modifiers ----------------------------------------------------------------------------------------------------------


@cache
def _modifier_pattern() -> re.Pattern[str]:
    words = quantity_words().modifiers
    kinds = "|".join(
        f"(?P<{kind}>{'|'.join(re.escape(w) for w in sorted(getattr(words, kind), key=len, reverse=True))})"
        for kind in ("above", "below", "about")
    )
    return re.compile(rf"(?i)(?:(?<![\w])(?:{kinds}))[\s-]?(?:the\s|an?\s|[(\"'])?$")


@cache
def _after_pattern() -> re.Pattern[str]:
    words = quantity_words().after
    kinds = "|".join(
        f"(?P<{kind}>{'|'.join(re.escape(w) for w in sorted(getattr(words, kind), key=len, reverse=True))})"
        for kind in ("above", "below", "about")
    )
    return re.compile(rf"(?i)[\s-]?(?:{kinds})(?![A-Za-z])")


def _modifier(text: str, first: Number, joined: bool) -> tuple[int, str | None, str | None]:
    """Where the quantity starts, its modifier and how that bounds the number."""
    start = first.start
    lead = text[max(0, start - 30) : start]
    if joined:
        between = re.search(r"(?i)\b(?:between|from)\s+(?:about\s+|roughly\s+|around\s+)?$", lead)
        if between:
            return start - len(lead) + between.start(), None, None
        bottom = _BOTTOM.search(lead)
        if bottom:
            return start - len(lead) + bottom.start(), None, None
    best: tuple[int, str, str] | None = None
    for skip in range(len(lead)):
        match = _modifier_pattern().search(lead, skip)
        if match is None:
            break
        kind = match.lastgroup or "about"
        if match.end(kind) - match.start(kind) > (len(best[1]) if best else 0):
            best = (match.start(kind), match[kind], kind)
        break
    if best is None or re.match(r"(?i)over\s(?:the|an?)\b", lead[best[0] :]):
        return start, None, None  # "over a three-day visit" is as long as the visit
    return start - len(lead) + best[0], best[1].lower(), best[2]


def _after(text: str, number_end: int, unit_end: int) -> tuple[int, str | None, str | None]:
    for place in (number_end, unit_end):
        match = _after_pattern().match(text, place)
        if match is not None:
            kind = match.lastgroup or "about"
            return match.end(), match[kind].lower(), kind
    return unit_end, None, None


# --- units ----------------------------------------------------------------------------------------------------------------


@cache
def _measure_forms() -> str:
    forms = sorted(quantity_words().measure_forms, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(form) for form in forms) + ")"


@cache
def _unit_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = sorted((w for c in quantity_words().currencies for w in c.words), key=len, reverse=True)
    money = "(?:" + "|".join(re.escape(word) for word in words) + ")"
    return (
        re.compile(rf"\s?-?(?P<form>{_measure_forms()})(?![A-Za-z])"),
        re.compile(rf"\s?-?(?:of\s)?(?P<form>{money})(?![A-Za-z])"),
        re.compile(
            r"\s?(?:per|-?an?-?|/)\s?(?P<per>share|barrel|gallon|ounce|year|month|week|day|hour|tonne|ton|kilogram|gram|"
            r"square foot|person|unit|century|litre)\b(?!\s(?:ago|earlier|later|before))"
        ),
    )


def _unit_of(text: str, index: TokenIndex, first: Number, last: Number) -> _Unit:
    measure_at, money_at, _ = _unit_patterns()
    symbol = first.currency or last.currency
    if symbol:
        return _money(text, index, last.end, quantity_words().currency_forms[symbol], symbol)
    found = money_at.match(text, last.end)
    if found:
        return _money(text, index, found.end(), quantity_words().currency_forms[found["form"]], found["form"])
    found = measure_at.match(text, last.end)
    if found and not (found["form"] == '"' and _closes(text, found.end() - 1)):
        return _measured(text, index, found.end(), quantity_words().measure_forms[found["form"]], found["form"])
    return _counted(text, index, last)


def _closes(text: str, place: int) -> bool:
    """Whether the quote mark at `place` closes a quotation of its line, and is no sign of inches."""
    return text.count('"', text.rfind("\n", 0, place) + 1, place) % 2 == 1


def _per(text: str, end: int) -> tuple[int, str]:
    found = _unit_patterns()[2].match(text, end)
    return (found.end(), f" per {found['per']}") if found else (end, "")


def _money(text: str, index: TokenIndex, end: int, currency: Currency, form: str) -> _Unit:
    end, per = _per(text, end)
    worth = re.compile(r"\s?-?(?:worth\sof|in|of)\s").match(text, end)
    noun = _noun_after(index, worth.end() if worth else end, adjectival=worth is None)
    counted, head = (noun[0], noun[1].i) if noun else (None, None)
    stop = noun[1].idx + len(noun[1]) if noun and (worth is None or worth.group().strip() == "worth of") else end
    return _Unit(end=stop, unit=currency.unit + per, name=currency.name + per, kind="money", counted=counted, head=head)


def _measured(text: str, index: TokenIndex, end: int, measure: Measure, form: str) -> _Unit:
    end, per = _per(text, end)
    noun = _noun_after(index, end, adjectival=True)
    if noun is not None and measure.kind == "time" and noun[1].ent_type_ in _NAMED:
        noun = None  # "within 48 hours Norland must answer": a name begins the clause
    of = re.compile(r"\sof\s").match(text, end)
    if noun is None and of:
        noun = _noun_after(index, of.end(), adjectival=False)
    adjectival = noun is not None and of is None
    stop = noun[1].idx + len(noun[1]) if adjectival and noun else end
    return _Unit(
        end=stop,
        unit=measure.unit + per,
        name=measure.name + per,
        kind=measure.kind,
        counted=noun[0] if noun else None,
        head=noun[1].i if noun else None,
    )


def _counted(text: str, index: TokenIndex, last: Number) -> _Unit:
    odd = _ODD.match(text, last.end)
    end = odd.end() if odd else last.end
    of = re.compile(r"\sof\s(?:(?:the|its|their|his|these|those|our|more)\s)?").match(text, end)
    pronoun = re.compile(r"\sof\s(?:whom|them|which|those|these)\b").match(text, end)
    if pronoun:
        return _Unit(end=pronoun.end(), kind="counted", counted=text[last.end : pronoun.end()].strip())
    noun = _noun_after(index, of.end() if of else end, adjectival=False)
    if noun is None:
        return _Unit(end=last.end)
    words, head = noun
    return _Unit(end=head.idx + len(head), unit=words, name=words, kind="counted", counted=words, head=head.i)


_NAMED = frozenset({"GPE", "PERSON", "NORP", "ORG"})
_INNER = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "NUM", "PART"})
_LONGEST = 7  # words between a number and the noun that it counts, as in "50 so-called tactical battalion teams"


def _noun_after(index: TokenIndex, offset: int, *, adjectival: bool) -> tuple[str, Token] | None:
    """The words that follow up to the noun that is counted, and that noun; None where none follows directly.

    `adjectival`: the quantity already has its unit, and only a singular noun right behind it counts ("$5 billion deal").
    """
    doc = index.doc
    i = index.from_(offset)
    first = i
    between = index.text[offset : doc[i].idx] if i < len(doc) else ""
    if i >= len(doc) or between.strip(" \n-\"'(") or "\n" in between:
        return None
    last: Token | None = None
    while i < len(doc) and i - first < _LONGEST:
        token = doc[i]
        if token.is_sent_start and i > first:
            break
        if token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("DATE", "TIME"):
            last = token
            if token.tag_ == "NNS" and not _continues(token):
                break
        elif not _inner(token, last):
            break
        i += 1
    if last is None or (adjectival and last.tag_ in ("NNS", "NNPS") and last.i - first > 1):
        return None
    return doc[first : last.i + 1].text.strip(" \"'"), last


def _inner(token: Token, last: Token | None) -> bool:
    """Whether a word may stand between the number and its noun."""
    if token.text in ('"', "'", "-", "“", "”"):
        return True
    if last is not None and token.tag_ in ("JJ", "VBN") and token.dep_ == "amod" and token.head.i > token.i:
        return last.head.i in (token.i, token.head.i)  # "three short-range ballistic missiles", "two sea-based systems"
    if last is not None:
        return (
            token.lower_ in ("and", "or", "'s")
            and token.i + 1 < len(token.doc)
            and token.nbor().pos_ in ("ADJ", "NOUN")
            and _same_phrase(token, last)
        )
    return (
        token.pos_ in _INNER
        or (token.tag_ in ("VBG", "VBN") and token.dep_ in ("amod", "compound"))
        or token.lower_ in ("more", "other", "additional")
    )


def _same_phrase(token: Token, last: Token) -> bool:
    return token.head.i == last.i and token.dep_ in ("cc", "case")


def _continues(token: Token) -> bool:
    """Whether a plural noun is only part of a longer name ("sales people", "refugees and migrants")."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.nbor()
    if after.pos_ == "NOUN" and token.dep_ == "compound":
        return True
    return (
        after.lower_ in ("and", "or")
        and after.head.i == token.i
        and token.i + 2 < len(token.doc)
        and any(
            child.dep_ == "conj" and child.pos_ == "NOUN" and child.tag_ == "NNS" and child.i - token.i <= 3
            for child in token.children
        )
    )
