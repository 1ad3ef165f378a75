"""Builders: from a match of one of the rules of time to what it says, or None where the words mean something else."""

import re
from collections.abc import Callable
from dataclasses import replace

from standoff.codebook.times import time_words
from standoff.reading.raw_times import RawTime, TimexType
from standoff.reading.time_names import day_of, daytime_of, int_of, month_of, part_of, shift_of, unit_of, weekday_of
from standoff.reading.time_numbers import amount_of, number_of, ordinal_of, spelled_year

Match = re.Match[str]


def _raw(match: Match, type_: TimexType, kind: str, /, **fields: object) -> RawTime:
    start, end = match.span()
    while end > start and match.string[end - 1] in " \t\n,;:":
        end -= 1
    while start < end and match.string[start].isspace():
        start += 1
    return RawTime(start=start, end=end, text=match.string[start:end], type=type_, kind=kind, **fields)  # type: ignore[arg-type]


def _clip(raw: RawTime, start: int, end: int, text: str) -> RawTime:
    return replace(raw, start=start, end=end, text=text[start:end])


def _date(match: Match) -> RawTime | None:
    part = match.groupdict()
    first, last = day_of(part["day"]), int_of(part.get("last"))
    if not 1 <= first <= 31 or (last is not None and last <= first):
        return None
    # "May 1,000": a number is no day of the month.
    return _balanced(
        _raw(
            match, "DATE", "date", month=month_of(part["month"]), day=first, last_day=last, year=int_of(part["year"]),
            weekday=weekday_of(part["weekday"]),
        ),
        match.string,
    )  # fmt: skip


def _balanced(raw: RawTime, text: str) -> RawTime:
    """Give back a closing bracket that was opened before the expression, and take none for good."""
    inside = text[raw.start : raw.end]
    if inside.endswith(")") and "(" not in inside:
        return _clip(raw, raw.start, raw.end - 1, text)
    if "(" in inside and not inside.endswith(")"):
        return _clip(raw, raw.start, raw.end + 1, text) if text[raw.end : raw.end + 1] == ")" else raw
    return raw


def _iso(match: Match) -> RawTime | None:
    return _raw(match, "DATE", "date", year=int(match["year"]), month=int(match["month"]), day=int(match["day"]))


def _numeric(match: Match) -> RawTime | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["sep"] == "." and len(match["year"]) == 2:
        return None
    year += 0 if year > 99 else (1900 if year > 50 else 2000)
    if match["sep"] == "." or first > 12:
        first, second = second, first
    elif second <= 12 and first != second:
        # 03/04/2021 is a day in March to some and in April to others.
        return _raw(match, "DATE", "ambiguous", year=year, month=first, day=second) if first and second else None
    if not (1 <= first <= 12 and 1 <= second <= 31):
        return None
    return _raw(match, "DATE", "date", year=year, month=first, day=second)


_WORD_BEFORE = re.compile(r"(?:\b([A-Za-z]+)\s|([-(]))$")


def _month_alone(match: Match) -> RawTime | None:
    part = match.groupdict()
    number = month_of(part["month"])
    entry = next(m for m in time_words().months if m.number == number)
    bare = not (part["year"] or part["yearword"] or part["spelled"] or part["part"] or part["shift"])
    if bare and (entry.word or part["month"] in entry.short) and not _introduced(match):
        return None
    if bare and (entry.word or part["month"] in entry.short) and _before_name(match):
        return None
    year = int_of(part["year"]) or (spelled_year(part["spelled"]) if part["spelled"] else None)
    shift = shift_of(part["shift"])
    kind = "month_of_year" if part["yearword"] else ("anchored_month" if part["shift"] and shift is None else "month")
    if part["yearword"]:
        shift = shift_of(part["yearword"].split()[-2])
    return _raw(match, "DATE", kind, month=number, year=year, shift=shift, part=part_of(part["part"]))


def _before_name(match: Match) -> bool:
    """Whether a capitalised word follows: "April Stone", but not "in April Moscow offered"."""
    named = re.match(r"\s[A-Z][a-z]+", match.string[match.end() : match.end() + 20])
    before = _WORD_BEFORE.search(match.string[max(0, match.start() - 20) : match.start()])
    return named is not None and (
        before is None or (before[1] or "").lower() in {"", "and", "or", "for", "to", "from", "than", "about", "by"}
    )


def _introduced(match: Match) -> bool:
    lead = match.string[max(0, match.start() - 20) : match.start()]
    before = _WORD_BEFORE.search(lead)
    if lead.lower().endswith((" early as ", " soon as ", " late as ")):  # "as early as May"
        return True
    return before is not None and (before[1] or "-").lower() in time_words().before_month


_YEAR_AFTER = re.compile(r"\s+(?:[a-z]+s|percent|per)\b")
_YEAR_INTRODUCED = re.compile(
    r"(?:\b(?i:in|since|by|of|until|till|from|to|before|after|during|early|late|mid|year|for|and|between|through|than|the|a|an|its|their|his|this|s|as|or|"
    r"around|about|fiscal|january|february|march|april|may|june|july|august|september|october|november|december|autumn|fall|spring|summer|winter|back|until|throughout|ended|ending|pre|post))[\s-]+$|[(,\-/–]\s?$"
)
_FUNCTION = re.compile(r"\s+(?:was|is|has|as|its|his|this|us|does|elections?|talks|protests|sanctions)\b")


def _year(match: Match) -> RawTime | None:
    text = match.string
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 14]
    if (
        after[:1] in {"%", "/"}
        or re.match(r"[,.:]\d|-(?:[a-z]|\d{3,})", after)
        or re.search(r"[$£€#.:/,]$|No\.\s$|\d[,.]?$|\d\s?-$", before)
    ):
        return None
    bare = not match["part"] and match.group() == match["year"]
    if bare and (
        not _YEAR_INTRODUCED.search(before)
        or (_YEAR_AFTER.match(after) and not _FUNCTION.match(after) and not re.search(r"\b(?:the|in|of|since|s)\s$", before))
    ):
        return None
    return _raw(match, "DATE", "year", year=int(match["year"]), part=part_of(match["part"]))


def _years(match: Match) -> RawTime | None:
    first, last = int(match["year"]), int(match["last"])
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 150:
        return None
    return _raw(match, "DATE", "years", year=first, last_year=last)


def _spelled(match: Match) -> RawTime | None:
    if re.match(r"\s*[-a-z]*(?:hundred|thousand|million|year|people|men)", match.string[match.end() : match.end() + 12]):
        return None
    year = 2000 if "thousand" in match["spelled"] else spelled_year(match["spelled"])
    plausible = year is not None and (year >= 1800 and not match["spelled"].lower().startswith("twenty"))
    return _raw(match, "DATE", "year", year=year, part=part_of(match["part"])) if plausible else None


_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def _decade(match: Match) -> RawTime | None:
    if match["year"]:
        year = int(match["year"])
    elif match["short"]:
        year = 1900 + int(match["short"])
    else:
        if not re.search(
            r"\bthe\s+(?:\w+[\s-])?$|\b(?:early|mid|late)[\s-]$", match.string[max(0, match.start() - 12) : match.start("word")]
        ):
            return None
        year = 1920 + 10 * _DECADES.index(match["word"])
    return _raw(match, "DATE", "decade", year=year, part=part_of(match["part"] or match["sub"]))


def _century(match: Match) -> RawTime | None:
    return _raw(match, "DATE", "century", amount=float(ordinal_of(match["number"])), part=part_of(match["part"] or match["sub"]))


def _weekday_rule(match: Match) -> RawTime | None:
    daytime = daytime_of(match["daytime"])
    shift = shift_of(match["week"]) if match["week"] else shift_of(match["shift"])
    kind = "weekday_of_week" if match["week"] else "weekday"
    if match["shift"] and shift is None:
        kind = "anchored_weekday"
    return _raw(
        match,
        "TIME" if daytime else "DATE",
        kind,
        weekday=weekday_of(match["weekday"]),
        shift=shift,
        daytime=daytime,
        part=part_of(match["part"]),
    )


_DAY_WORDS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def _dayword(match: Match) -> RawTime | None:
    word = " ".join(match["word"].lower().split())
    daytime = "NI" if word == "tonight" else daytime_of(match["daytime"])
    part = match["part"] or ""
    if part.lower().startswith("mid-"):
        daytime = daytime_of(part[4:])
    return _raw(match, "TIME" if daytime else "DATE", "days_off", amount=float(_DAY_WORDS[word]), daytime=daytime)


_TIMES_OF_DAY = {
    "last night": (-1, "NI"), "this morning": (0, "MO"), "this afternoon": (0, "AF"), "this evening": (0, "EV"),
    "the next morning": (1, "MO"), "overnight": (0, "NI"),
}  # fmt: skip


def _daytime_rule(match: Match) -> RawTime | None:
    off, daytime = _TIMES_OF_DAY[" ".join(match["shift"].lower().split())]
    return _raw(match, "TIME", "days_off", amount=float(off), daytime=daytime)


def _unit(match: Match) -> RawTime | None:
    shift, unit = shift_of(match["shift"]), unit_of(match["unit"])
    following = re.match(r"'s", match.string[match.end() : match.end() + 2])
    if unit == "season" and following is None and shift is None:
        return None
    if unit == "day" and match["shift"].lower() in {
        "past",
        "coming",
        "previous",
        "following",
        "the past",
        "the coming",
        "last",
        "this",
    }:
        return None
    name = " ".join(match["shift"].lower().split())
    return _raw(match, "DATE", "unit", shift=shift, unit=unit, part=part_of(match["part"]), name=name)


def _the_unit(match: Match) -> RawTime | None:
    return _raw(match, "DATE", "unit", shift=0, unit=unit_of(match["unit"]), part=part_of(match["part"]))


def _span(match: Match) -> RawTime | None:
    word = match["shift"].lower()
    unit = unit_of(match["unit"])
    if word == "first" and match["number"] is None:
        return None
    if match["number"] is None and word in {"previous", "following", "latest", "preceding"}:
        return None
    amount = amount_of(match["number"]) if match["number"] else None
    shift = {"next": 1, "coming": 1, "following": None, "first": None, "latest": -1}.get(word, -1)
    return _raw(match, "DURATION", "span", shift=shift, amount=amount, unit=unit, name=word)


def _ahead(match: Match) -> RawTime | None:
    amount = amount_of(match["number"]) if match["number"] else None
    return _raw(match, "DURATION", "span", shift=1, amount=amount, unit=unit_of(match["unit"]), name="ahead")


def _ago(match: Match) -> RawTime | None:
    side = " ".join(match["side"].lower().split())
    amount = amount_of(match["number"])
    sign = 1 if side in {"later", "from now", "from today", "hence"} else -1
    kind = "ago" if side in {"ago", "from now", "from today", "hence"} else "anchored_offset"
    unit = unit_of(match["unit"])
    if side in {"before", "previously"} and not re.match(
        r"\s*[.,;)]|\s+[a-z]+ed\b|$", match.string[match.end() : match.end() + 12]
    ):
        return None
    vague = amount is None
    clock = unit in {"second", "minute", "hour"}
    return _raw(
        match, "DATE" if not clock else "TIME", kind, shift=sign, amount=amount, unit=unit, name="vague" if vague else None
    )


def _vague_ago(match: Match) -> RawTime | None:
    side = match["side"].lower()
    unit = unit_of(match["unit"])
    return _raw(
        match, "DATE", "ago" if side == "ago" else "anchored_offset", shift=1 if side == "later" else -1, unit=unit, name="vague"
    )


def _duration(match: Match) -> RawTime | None:
    text = match.string
    low = match["number"].lower()
    unit = unit_of(match["unit"])
    singular = match["unit"].lower() == unit
    if re.match(r"[ -]old\b", text[match.end() : match.end() + 5]) or (
        unit == "second" and not (low[0].isdigit() or low in time_words().numbers)
    ):
        return None
    if singular and (low not in {"one", "1", "half a", "half an"} and not re.match(r"^\d+$|^[a-z]+$", low)):
        return None
    if singular and (
        low in {"a", "an", "some", "few"}
        or unit in {"quarter", "second"}
        or re.match(r"\s+(?:anniversary)", text[match.end() : match.end() + 14])
    ):
        return None
    if singular and number_of(low) not in {1.0, 0.5} and not _adjectival(text, match.end()):
        return None
    amount = amount_of(low)
    if amount is not None and "half" in text[match.end("unit") : match.end()]:
        amount += 0.5
    return _raw(match, "DURATION", "duration", amount=amount, unit=unit, name=match["upto"])


def _adjectival(text: str, end: int) -> bool:
    return re.match(r"\s+[a-z]", text[end : end + 3]) is not None


def _duration_word(match: Match) -> RawTime | None:
    number, unit = (match["number"], match["unit"]) if match["unit"] else (match["number2"], match["unit2"])
    if re.match(r"[ -]old\b|-", match.string[match.end() : match.end() + 5]) or number.lower() == "multi":
        return None
    joined = match.group()[len(number) : len(number) + 1] == "-"
    if not joined:
        return None
    return _raw(match, "DURATION", "duration", amount=amount_of(number), unit=unit_of(unit))


def _a_unit(match: Match) -> RawTime | None:
    unit = unit_of(match["unit"])
    text = match.string
    if unit in {"second", "quarter", "weekend", "season"} or re.match(r"-?\s?old\b|-", text[match.end() : match.end() + 5]):
        return None
    if unit in {"minute", "hour", "day", "night"} and re.match(r"(?i)the", match["number"]):
        return None
    rate = re.search(
        r"(?:\d|percent|%|dollars|times|million|billion|tons?|barrels|people|once|twice|times)\s$",
        text[max(0, match.start() - 10) : match.start()],
    )
    if rate and match["number"].lower() == "a":
        return _raw(match, "SET", "set", amount=1.0, unit=unit)
    extra = 0.5 if "half" in text[match.end("unit") : match.end()] else 0.0
    return _raw(match, "DURATION", "duration", amount=1.0 + extra, unit=unit)


def _units(match: Match) -> RawTime | None:
    if re.match(r"'|-|\s+old\b", match.string[match.end() : match.end() + 5]) or re.search(
        r"[-'\d]\s?$", match.string[max(0, match.start() - 2) : match.start()]
    ):
        return None
    return _raw(match, "DURATION", "duration", unit=unit_of(match["unit"]))


def _the_day(match: Match) -> RawTime | None:
    unit, start = match["unit"], match.start("the")
    if unit == "day" and not match.group()[:3].lower().startswith(("dur", "on ", "in ")):
        return None
    if re.match(r"\s+(?:of|that|when|before|after|ahead|to come)\b", match.string[match.end() : match.end() + 10]):
        return None
    if unit == "year" and _ENDING.match(match.string, match.end()):
        # "the year ended March 31" is no calendar year: its length is all that is known.
        return _clip(_raw(match, "DURATION", "duration", amount=1.0, unit=unit), start, match.end(), match.string)
    return _clip(_raw(match, "DATE", "unit", unit=unit, name="the", shift=0), start, match.end(), match.string)


_ENDING = re.compile(r"\s+(?:ended|ending|ends|to)\b")


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _quarter(match: Match) -> RawTime | None:
    number, unit = _QUARTERS[match["number"].lower()], match["unit"].lower()
    if unit == "half" and not (match["year"] or match["yearfirst"] or match["yearword"]):
        return None
    year = int_of(match["year"] or match["yearfirst"])
    word = match["yearword"] or match["yearshift"]
    shift = -1 if match["ago"] else (shift_of(word.split()[0]) if word else None)
    return _raw(match, "DATE", unit, year=year, amount=float(number), shift=shift, part=part_of(match["part"]))


def _season(match: Match) -> RawTime | None:
    name = match["season"].lower()
    entry = next(s for s in time_words().seasons if s.name == name)
    part, shift, the = part_of(match["part"] or match["sub"]), shift_of(match["shift"]), (match["the"] or "").lower()
    year = int_of(match["year"]) or (spelled_year(match["spelled"]) if match["spelled"] else None)
    bare = part is None and not match["shift"] and not year and not match["yearword"]
    if bare and (not the or (entry.word and " the" not in the) or (the == "the" and entry.word)):
        return None
    if match["season"] != name and bare:
        return None
    if re.match(
        r"\s+(?:Olympic|Games|break|camp|school|offensive|palace)", match.string[match.end() : match.end() + 12], re.IGNORECASE
    ):
        return None
    if match["yearword"]:
        shift = shift_of(match["yearword"].split()[-2])
    raw = _raw(match, "DATE", "season", name=name, year=year, shift=shift, part=part)
    skip = re.match(r"(?i)(?:in|over|during|by|until|since)\s+", raw.text)
    return _clip(raw, raw.start + skip.end(), raw.end, match.string) if skip else raw


def _holiday(match: Match) -> RawTime | None:
    return _raw(match, "DATE", "holiday", name=match["holiday"], shift=shift_of(match["shift"]), year=int_of(match["year"]))


def _week_of(match: Match) -> RawTime | None:
    return _raw(match, "DATE", "week_of", month=month_of(match["month"]), day=int(match["day"]), year=int_of(match["year"]))


def _clock(match: Match) -> RawTime | None:
    found = re.match(r"(\d{1,2})(?:[:.]?(\d\d))?(?::\d\d)?\s?([AaPp])?", match["clock"])
    if found:
        hour, minute = int(found[1]), int(found[2] or 0)
        hour = hour % 12 + (12 if (found[3] or "").lower() == "p" else 0) if found[3] else hour
        clock = f"{hour:02d}:{minute:02d}"
    else:
        clock = "24:00" if match["clock"] == "midnight" else "12:00"
    day = {"yesterday": -1.0, "today": 0.0, "tomorrow": 1.0}.get(match["dayword"] or "")
    month = match["month"] or match["of"]
    kind = "weekday" if match["weekday"] else ("date" if month else "days_off")
    return _raw(
        match, "TIME", kind, weekday=weekday_of(match["weekday"]), month=month_of(month),
        day=int_of(match["day"] or match["first"]), amount=0.0 if kind == "days_off" and day is None else day, daytime=clock,
    )  # fmt: skip


def _every(match: Match) -> RawTime | None:
    if match["weekday"]:
        return _raw(match, "SET", "set", weekday=weekday_of(match["weekday"]))
    if match["month"]:
        return _raw(match, "SET", "set", month=month_of(match["month"]))
    return _raw(match, "SET", "set", amount=1.0, unit=unit_of(match["unit"]))


def _per_unit(match: Match) -> RawTime | None:
    return _raw(match, "SET", "set", amount=1.0, unit=unit_of(match["unit"]))


def _sets(match: Match) -> RawTime | None:
    if match["word"][0].isupper():
        return None  # a newspaper's name
    return _raw(match, "SET", "set", name=match["word"])


def _reference(ref: str) -> Callable[[Match], RawTime | None]:
    def build(match: Match) -> RawTime | None:
        word = match["word"].lower()
        if word in {"current", "future", "recent"} and match["word"][0].isupper():
            return None
        if word == "recent" and re.match(
            r"\s+(?:days|weeks|months|years|decades|hours)\b", match.string[match.end() : match.end() + 9]
        ):
            return None
        return _raw(match, "DATE", "reference", name=ref)

    return build


def _year_word(match: Match) -> RawTime | None:
    word = " ".join(match["word"].lower().split())
    if "end" in word:
        return _raw(match, "DATE", "unit", unit="year", shift=0, part="late")
    return _raw(match, "DATE", "anchored_offset", amount=1.0, unit="year", shift=-1)


def _quarter_word(match: Match) -> RawTime | None:
    word = match["shift"].lower()
    if word in {"year-earlier", "year-ago"}:
        return _raw(match, "DATE", "anchored_offset", amount=1.0, unit="year", shift=-1)
    if match["unit"].lower() == "period" and word not in {"latest"}:
        return None
    return _raw(match, "DATE", "unit", unit="quarter", shift={"latest": -1, "previous": -1, "current": 0}.get(word), name=word)


BUILDERS: dict[str, Callable[[Match], RawTime | None]] = {
    "date": _date, "day_first": _date, "iso": _iso, "numeric": _numeric, "month": _month_alone, "year": _year, "years": _years,
    "spelled_year": _spelled, "decade": _decade, "century": _century, "weekday": _weekday_rule, "dayword": _dayword,
    "daytime": _daytime_rule, "unit": _unit, "the_unit": _the_unit, "span": _span, "ahead": _ahead, "ago": _ago,
    "vague_ago": _vague_ago, "duration": _duration, "duration_word": _duration_word, "a_unit": _a_unit, "units": _units,
    "the_day": _the_day, "quarter": _quarter, "season": _season, "holiday": _holiday, "week_of": _week_of, "clock": _clock,
    "every": _every, "per_unit": _per_unit, "sets": _sets, "present": _reference("present"), "past": _reference("past"),
    "future": _reference("future"), "year_word": _year_word, "quarter_word": _quarter_word,
}  # fmt: skip
