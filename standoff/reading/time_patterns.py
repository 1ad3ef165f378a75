"""The grammar of time expressions: regular expressions made once from the codebook's words of time.

Spaces between words may hold one line end. No pattern has an unbounded gap, so the scan is linear in the text.
"""
# ruff: noqa: E501 (a pattern broken over lines is harder to read than a long one)

import re
from functools import cache

from standoff.codebook.times import TimeWords, time_words

GAP = r"(?:[^\S\n]{0,2}\s[^\S\n]{0,2})"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
# Around a nucleus word (a month, a unit...) patterns see this many code points, which holds the longest expression.
REACH = 60


def _both(forms: list[str]) -> list[str]:
    return [*forms, *(form.upper() for form in forms)]


def _any(forms: list[str] | tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(f).replace(r"\ ", GAP) for f in sorted(set(forms), key=len, reverse=True)) + ")"


def month_forms(words: TimeWords) -> str:
    """Months beside a day or a year: full names and abbreviations."""
    full = _any(_both([m.name for m in words.months]) + [m.name.lower() for m in words.months if m.lower])
    short = _any(_both([s for m in words.months for s in m.short]))
    return rf"(?:{full}|{short}\b\.?)"


def weekday_forms(words: TimeWords, *, short: bool) -> str:
    """Weekdays by their full names, and beside a date by their abbreviations too."""
    names = [d.name for d in words.weekdays]
    full = _any(_both(names) + [n.lower() for n in names])
    if not short:
        return full
    return rf"(?:{full}|{_any(_both([s for d in words.weekdays for s in d.short]))}\b\.?)"


@cache
def pieces() -> dict[str, str]:
    """The building blocks by name, for use in the patterns below."""
    words = time_words()
    ones = _any(tuple(n for n in words.numbers if words.numbers[n] < 10))
    tens = _any(tuple(n for n in words.numbers if words.numbers[n] >= 20))
    plain = _any(tuple(words.numbers))
    spelled = rf"(?:{tens}[- ]{ones}|{plain}|an?(?={GAP}(?:hundred|thousand)))(?:{GAP}{_any(tuple(words.scales))}(?:{GAP}(?:and{GAP})?(?:{tens}[- ]{ones}|{plain}))?)?"
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,4}(?:\.\d+)?(?:[ -]\d/\d)?"
    half = rf"(?:{GAP}and{GAP}a{GAP}half)?"
    vague = rf"(?:an?{GAP})?{_any(words.vague)}|an?{GAP}couple(?:{GAP}of)?|couple(?:{GAP}of)?|(?:an?{GAP})?(?:half{GAP})?dozens?(?:{GAP}of)?|half{GAP}an?|hundreds{GAP}of|thousands{GAP}of"
    singular = _any(tuple(u.name for u in words.units))
    plural = _any(tuple(u.many for u in words.units))
    return {
        "gap": GAP,
        "year": YEAR,
        "day": DAY,
        "month": month_forms(words),
        "fullmonth": _any(_both([m.name for m in words.months]) + [m.name.lower() for m in words.months if m.lower]),
        "wordmonth": _any([m.name for m in words.months if m.word]),
        "before_month": _any(words.before_month),
        "weekday": weekday_forms(words, short=False),
        "anyday": weekday_forms(words, short=True),
        "ordinal": _any(words.ordinals),
        "number": rf"(?:(?:{digits}|{spelled}){half}|{vague})",
        "count": rf"(?:(?:{digits}|{spelled}){half})",
        "unit": singular,
        "units": plural,
        "anyunit": rf"(?:{plural}|{singular})",
        "longunit": r"(?:weekend|week|month|quarter|season|year|decade|century)",
        "season": _any([s.name for s in words.seasons] + [s.name.title() for s in words.seasons]),
        "approx": rf"(?:(?:{_any(words.approximations)}){GAP})",
        "part": rf"(?:(?:early|mid|late|middle)(?:-to-(?:mid|late))?[- ](?:in{GAP})?|(?:the{GAP})?(?:very{GAP})?(?:beginning|start|end|middle|turn|close|height|first{GAP}days|last{GAP}days|first{GAP}half|second{GAP}half|last{GAP}half|rest){GAP}of{GAP}(?:the{GAP})?|(?:earlier|later|sometime|some{GAP}time|early|late){GAP}(?:in{GAP})?(?:the{GAP})?)",
        "daytime": r"(?:early morning|morning|afternoon|evening|night|noon|midnight)",
        "clock": r"(?:(?:[01]?\d|2[0-3])(?::[0-5]\d){0,2}\s?(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?)|(?:[01]?\d|2[0-3])[:.][0-5]\d(?=\s?(?:hours|hrs|GMT|UTC|local|EST|EDT|CET|on))|(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:GMT|UTC|hours|hrs))|noon|midnight|midday)",
        "zone": r"(?:\s?\(?(?:EST|EDT|PST|PDT|CST|CDT|MST|GMT|UTC|BST|CET|CEST|IST|JST|KST|local time|Eastern|ET|PT)\b(?:\s?time)?\)?)",
        "holiday": _any([h.name for h in words.holidays]),
        "present": _any(_both_first(words.references.present)),
        "past": _any(_both_first(words.references.past)),
        "future": _any(_both_first(words.references.future)),
        "sets": _any(_both_first(tuple(words.sets))),
        "decadeword": r"(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
        "spelledyear": rf"(?:nineteen|eighteen|twenty)[ -](?:{tens}(?:[- ]{ones})?|(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))",
    }


def _both_first(forms: tuple[str, ...]) -> list[str]:
    return [*forms, *(f[:1].upper() + f[1:] for f in forms)]


# Name of the rule -> its pattern over the pieces. Longer matches win over shorter ones at one place, earlier rules over
# later ones at the same length. (?i:...) where the case does not matter.
RULES: dict[str, str] = {
    "date": r"(?:(?:(?i:this|last|next){gap})?(?P<weekday>{anyday}),?{gap}?\(?{gap}?(?:the{gap})?)?"
    r"(?P<month>{month}){gap}?(?:the{gap})?(?P<day>{day}(?!\d|,\d{{3}}|[.]\d|:\d)|(?i:{ordinal}))(?:st|nd|rd|th)?\b(?!{gap}?%)"
    r"(?:{gap}?(?:-|–|—|to|and|through){gap}?(?P<last>{day})(?:st|nd|rd|th)?(?!\d|:|,?{gap}(?:{month})))?"
    r"(?:,?{gap}(?P<year>{year})\b(?!-))?\)?",
    "day_first": r"(?:(?P<weekday>{anyday}),?{gap}(?:the{gap})?)?(?:the{gap})?(?P<day>{day})(?:st|nd|rd|th)?"
    r"(?:{gap}?(?:-|–|to|and){gap}?(?P<last>{day})(?:st|nd|rd|th)?)?(?:{gap}of)?{gap}(?P<month>{month})(?!\w)(?:,?{gap}(?P<year>{year})\b)?",
    "iso": r"(?P<year>{year})[-/](?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])(?!\d|[-/]\d)(?:T[\d:.]+Z?)?",
    "numeric": r"(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)(?P=sep)(?P<year>{year}|\d\d)(?![\d/])",
    "month": r"(?P<part>(?i:{part}))?(?:(?P<shift>(?i:last|next|this past|this coming|this|that)){gap})?(?P<month>{month})"
    r"(?!\w)(?:,?{gap}(?:of{gap})?(?P<year>{year})(?!\d|,\d|[-/]\d\d[-/])\b|{gap}(?P<yearword>(?:of{gap})?(?i:last|this|next){gap}year)|{gap}(?P<spelled>{spelledyear}))?",
    "year": r"(?P<part>(?i:{part}))?(?:(?i:fiscal(?:{gap}year)?|the{gap}year|calendar){gap})?(?P<year>{year})\b",
    "years": r"(?P<year>{year})\s?[-–/]\s?(?P<last>{year}|\d\d)\b(?![-/]\d)",
    "spelled_year": r"(?P<part>(?i:{part}))?(?P<spelled>{spelledyear}|(?:the{gap}year{gap})two{gap}thousand)\b",
    "decade": r"(?P<part>(?i:{part}))?(?:the{gap})?(?:(?P<sub>early|mid|late)[- ])?(?:(?P<year>(?:1[5-9]|20)\d0)'?s|'(?P<short>\d0)s|(?P<word>{decadeword}))\b",
    "century": r"(?P<part>(?i:{part}))?(?:the{gap})?(?:(?P<sub>early|mid|late)[- ])?(?P<number>\d\d?(?:st|nd|rd|th)|{ordinal}){gap}[Cc]entury\b",
    "weekday": r"(?:(?P<part>(?i:early|earlier|late|later|sometime|by late|by early)){gap})?(?:(?P<shift>(?i:last|next|this past|this coming|this|the previous|the following|this last|that)){gap})?"
    r"(?<!Black )(?<!Bloody )(?<!Cyber )(?<!Super )(?P<weekday>{weekday})(?!{gap}(?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Tribune|Star)\b)(?:{gap}(?P<daytime>{daytime}))?\b(?:{gap}(?P<week>(?i:last|this|next)){gap}week)?",
    "dayword": r"(?:(?i:(?P<part>early|earlier|late|later|mid-afternoon|mid-morning)){gap})?(?P<word>(?i:the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow))"
    r"(?:{gap}(?P<daytime>{daytime}))?\b",
    "daytime": r"(?:(?i:(?P<part>early|earlier|late|later)){gap})?(?P<shift>(?i:last night|this morning|this afternoon|this evening|the next morning|overnight))\b",
    "unit": r"(?P<part>(?i:{part}))?(?P<shift>(?i:this past|this coming|the coming|the past|the previous|the following|the current|the next|the last|the same|that same|last|next|this|that|coming|past|previous|following))"
    r"{gap}(?:(?i:fiscal|calendar|whole){gap})?(?P<unit>(?i:{longunit}|day))\b(?:{gap}or{gap}so)?",
    "the_unit": r"(?P<part>(?i:{part}))(?:the{gap})?(?P<unit>{longunit})\b",
    "span": r"(?P<approx>(?i:{approx}(?!the\b)))?(?:(?i:the){gap})?(?P<shift>(?i:past|last|next|coming|previous|following|recent|latest|preceding|first))"
    r"(?:(?:-|{gap})(?P<number>(?i:{number}))(?:{gap}(?:to|or){gap}(?P<upto>{count}))?)?{gap}(?:(?i:fiscal){gap})?(?P<unit>(?i:{units}))(?:{gap}or{gap}so)?\b",
    "ahead": r"(?:(?i:the){gap})?(?:(?P<number>(?i:{number})){gap})?(?P<unit>(?i:{units})){gap}(?:ahead|to{gap}come)\b",
    "ago": r"(?P<approx>(?i:{approx}))?(?P<number>(?i:{number}|an?|the)){gap}(?:or{gap}(?:so|two|more){gap})?(?:more{gap})?(?P<unit>(?i:{anyunit}))(?:{gap}or{gap}(?:so|more))?{gap}"
    r"(?P<side>(?i:ago|earlier|later|before|beforehand|from{gap}now|from{gap}today|previously|hence|prior))\b",
    "vague_ago": r"(?P<unit>(?i:{units})){gap}(?P<side>(?i:ago|earlier|later))\b",
    "duration": r"(?P<approx>(?i:{approx}))?(?:(?i:the|an additional|another){gap})?(?:(?i:first|latest|entire|full|whole){gap})?(?P<number>(?i:{number}))(?:{gap}(?:to|or|-){gap}(?P<upto>{count}))?"
    r"{gap}(?:(?i:more|full|straight|consecutive|trading|business|working|additional|extra|long|whole){gap})?(?P<unit>(?i:{anyunit}))\b(?:{gap}and{gap}a{gap}half)?",
    "duration_word": r"(?P<number>(?i:{count}|several|multi|half))-?(?P<unit>{unit})(?:-long)?\b|(?P<number2>(?i:{count}))-(?P<unit2>{unit})(?:-long)?\b",
    "a_unit": r"(?P<approx>(?i:{approx}))?(?P<number>(?i:an?|one|the{gap}entire|an{gap}entire|all|the{gap}whole|a{gap}full|a{gap}whole)){gap}(?P<unit>(?:{unit}))(?:{gap}and{gap}a{gap}half)?(?:{gap}or{gap}(?:so|more))?\b",
    "units": r"(?:(?i:the){gap})?(?P<unit>(?i:days|weeks|months|years|decades|centuries|hours))(?:-long)?\b",
    "the_day": r"(?:(?i:over|during|at|for|by|on|in|within){gap})?(?P<the>(?i:the)){gap}(?P<unit>weekend|week|year|quarter|month|decade|day)\b",
    "quarter": r"(?P<part>(?i:{part}))?(?:(?i:the|this){gap}(?!(?:fiscal[ -])?(?:first|second|third|fourth)-))?(?:(?i:fiscal|flat){gap}|(?P<ago>(?i:year-earlier|year-ago)){gap})?(?:(?i:fiscal)[- ])?(?:(?P<yearfirst>{year}){gap}|(?P<yearshift>(?i:last|this|next){gap}year)'s{gap})?"
    r"(?:(?i:fiscal)[- ])?(?P<number>(?i:first|second|third|fourth|1st|2nd|3rd|4th))[- ](?P<unit>(?i:quarter|half))\b(?:{gap}of{gap}(?:(?:fiscal{gap})?(?P<year>{year})|(?P<yearword>(?i:last|this|next|the){gap}year)))?",
    "season": r"(?P<part>(?i:{part}))?(?:(?P<shift>(?i:this past|this coming|last|next|this|that)){gap}|(?P<the>(?i:in the|over the|during the|by the|the|by|until|in|since)){gap}(?:(?P<sub>early|mid|late)[- ])?)?"
    r"(?P<season>{season})\b(?!{gap}of{gap}(?!{year}|last|this|next|nineteen))(?:{gap}(?:of{gap})?(?:(?P<year>{year})\b|(?P<yearword>(?i:last|this|next){gap}year)|(?P<spelled>{spelledyear})))?",
    "holiday": r"(?:(?P<shift>(?i:last|next|this)){gap})?(?P<holiday>{holiday})\b(?:,?{gap}(?P<year>{year})\b)?",
    "week_of": r"(?:(?i:the){gap})?week{gap}of{gap}(?P<month>{month}){gap}(?P<day>{day})\b(?:,?{gap}(?P<year>{year})\b)?",
    "clock": r"(?:(?i:around|about|nearly|early|late|just before|just after|shortly before|shortly after){gap})?(?P<clock>{clock}){zone}?"
    r"(?:,?{gap}(?:(?:on|this){gap})?(?:(?P<weekday>{weekday})\b|(?P<dayword>yesterday|today|tomorrow)|(?P<month>{month}){gap}(?P<day>{day})\b"
    r"|(?P<first>{day}){gap}(?:of{gap})?(?P<of>{month})(?![a-z])))?",
    "every": r"(?i:every|each){gap}(?:(?P<unit>{unit})|(?P<weekday>{weekday})|(?P<month>{month}))\b",
    "per_unit": r"(?P<number>(?i:once|twice|(?:\w+{gap}times))){gap}an?{gap}(?P<unit>{unit})\b",
    "sets": r"(?P<word>{sets})\b",
    "present": r"(?P<word>{present})\b(?!-)",
    "past": r"(?P<word>{past})\b(?!-)",
    "future": r"(?P<word>{future})\b(?!-)",
    "year_word": r"(?P<word>(?i:year-earlier|year-ago|year-end|year{gap}end|year's{gap}end))(?:{gap}(?:period|quarter))?\b",
    "quarter_word": r"(?:(?i:the|this){gap})?(?P<shift>(?i:latest|current|comparable|corresponding|same|year-earlier|year-ago|previous)){gap}(?P<unit>(?i:quarter|period))\b",
}

# Rules tried around which kind of nucleus word.
_NUCLEI: dict[str, tuple[str, ...]] = {
    "month": ("date", "day_first", "month", "week_of", "clock", "every"),
    "digits": ("iso", "numeric", "year", "years", "decade", "quarter", "century", "clock"),
    "spelled": ("spelled_year", "decade", "century", "duration_word"),
    "weekday": ("date", "day_first", "weekday", "clock", "every"),
    "day": ("dayword", "daytime", "clock"),
    "unit": (
        *("unit", "the_unit", "span", "ahead", "ago", "vague_ago", "duration", "duration_word", "a_unit", "units", "the_day"),
        *("quarter", "century", "every", "per_unit", "year_word", "quarter_word", "spelled_year"),
    ),
    "season": ("season",),
    "holiday": ("holiday",),
    "word": ("sets", "present", "past", "future"),
}


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Every rule's compiled pattern."""
    blocks = pieces()
    return {name: re.compile(r"(?<![\w$£€-])" + pattern.format(**blocks)) for name, pattern in RULES.items()}


@cache
def nucleus_pattern() -> re.Pattern[str]:
    """One scan for the words around which an expression of time may stand; the group that matched names the kind."""
    words, blocks = time_words(), pieces()
    kinds = {
        "month": rf"{blocks['month']}(?![a-z])",
        "digits": r"(?:1[5-9]|20)\d\d(?!\d)|'?\d0s\b|\d\d?[/.]\d\d?[/.]\d\d|\d\d?:\d\d|\d\s?[ap]\.?m\b|\d\d?(?:st|nd|rd|th)\b",
        "spelled": rf"{blocks['decadeword']}|nineteen\b|[Cc]entury",
        "weekday": rf"{blocks['anyday']}(?![a-z])",
        "day": r"(?i:today|tonight|yesterday|tomorrow|night|morning|afternoon|evening|overnight|noon|midnight|midday)\b",
        "unit": rf"(?i:{blocks['anyunit']}|period)\b",
        "season": rf"{blocks['season']}\b",
        "holiday": rf"{blocks['holiday']}\b",
        "word": rf"(?i:{_any((*words.references.present, *words.references.past, *words.references.future, *words.sets))})\b",
    }
    return re.compile(
        r"\b(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()) + ")|(?P<apostrophe>'\\d0s)\\b"
    )


@cache
def rules_around(kind: str) -> tuple[str, ...]:
    """The names of the rules to try around a nucleus of that kind."""
    return _NUCLEI.get(kind, ("decade",))
