"""Deadlines: the day by which a demand is to be met, or before which a threat will not be carried out.

A day is named ("by Friday", "until Sunday"), or counted from the day of the demand ("gave them 48 hours to leave").
"""

import datetime as dt
import re
from functools import cache

import msgspec

from standoff.codebook.times import time_words
from standoff.core.dates import When
from standoff.core.records import Statement
from standoff.reading.context import Context
from standoff.reading.resolution import moved

SETTING = frozenset({"demand", "propose", "threaten", "hint", "offer", "commit", "reject"})
_OPENS = re.compile(
    r"(?:\b(?:by|before|until|till|within|no later than|not later than"
    r"|deadline (?:of|for|is|was)|expires? (?:on|in|at)|runs? out (?:on|in))"
    r"(?: the| a)?(?: end of| start of)?\s+)$",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"^(?:by|before|until|within|no later than)\b", re.IGNORECASE)
REACH = 40  # code points before a time expression in which its opener stands


def set_deadlines(context: Context, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements, those that name a day to be met with that day as their deadline."""
    return tuple(_with_deadline(context, statement) for statement in statements)


def _with_deadline(context: Context, statement: Statement) -> Statement:
    if statement.deadline is not None or statement.act not in SETTING:
        return statement
    condition = statement.condition
    named = context.times_in(condition.start, condition.end) if condition is not None else ()  # "unless it leaves by Friday, ..."
    around = context.times_in(statement.start, _reach(context, statement))
    found = next((when for when in (*named, *around) if _limits(context, when)), None)
    if found is None:
        term = _term(context, statement)
        return statement if term is None else msgspec.structs.replace(statement, deadline=term)
    date = None if statement.date == found else statement.date  # the day to be met is not the day on which it was said
    return msgspec.structs.replace(statement, deadline=found, date=date)


def _reach(context: Context, statement: Statement) -> int:
    """The end of the sentence in which the statement ends."""
    for sentence in context.sentences:
        if sentence.start_char < statement.end <= sentence.end_char:
            return int(sentence.end_char)
    return statement.end


def _limits(context: Context, when: When) -> bool:
    """Whether a time expression is opened by a word that makes it a limit."""
    if when.start is None or when.text is None:
        return False
    before = context.text[max(0, when.start - REACH) : when.start]
    return bool(_OPENS.search(before) or _INSIDE.match(when.text))


def _term(context: Context, statement: Statement) -> When | None:
    """The day that a stretch of time given to meet the demand runs out, counted from the day of the demand."""
    found = _granted().search(context.text, statement.start, _reach(context, statement))
    if found is None:
        return None
    since = statement.date if statement.date is not None and statement.date.latest is not None else context.published
    start, end = found.start("number"), found.end("unit_end")
    if since.earliest is None or since.latest is None:
        return When(text=context.text[start:end], start=start, end=end)
    words = time_words().numbers
    number = found["number"].lower()
    amount = 1 if number in ("a", "an") else int(number) if number.isdigit() else words[number]
    earliest, latest = (_after(day, amount, found["unit"].lower()) for day in (since.earliest, since.latest))
    return When(
        earliest=earliest,
        latest=latest,
        precision="day" if earliest == latest else "window",
        basis="inferred",
        text=context.text[start:end],
        start=start,
        end=end,
    )


def _after(day: dt.date, amount: int, unit: str) -> dt.date:
    hours = {"minute": 1 / 60, "hour": 1}.get(unit)
    return moved(day, amount, unit) if hours is None else day + dt.timedelta(hours=amount * hours)


@cache
def _granted() -> re.Pattern[str]:
    """Time given to do something: "gave Peru two weeks to", "within ten days", "a 48-hour ultimatum"."""
    numbers = "|".join(sorted((re.escape(word) for word in time_words().numbers), key=len, reverse=True))
    units = "minute|hour|day|week|fortnight|month|year"
    few = r"(?:(?:just|only|another|a further|about|the next|the coming)\s+)?"
    some = rf"{few}(?P<number>\d{{1,3}}|{numbers}|an?)[\s-](?:more\s+)?(?P<unit>{units})s?(?P<unit_end>)"
    given = r"\b(?:giv(?:es?|en|ing)|gave|grant(?:s|ed)?|allow(?:s|ed)?|ha(?:s|d|ve))\s+(?:[^\s.;:]+\s+){0,6}?(?<!in\s)(?<!for\s)"
    within = r"(?P<within>\b(?:within|in(?=\s+the\s+(?:next|coming)\b))\s+)"
    opened = rf"(?:{within}|{given}|(?=\S+[\s-](?:{units})\s+(?:deadline|ultimatum)))"
    return re.compile(
        rf"{opened}\b{some}(?:(?(within)\b|\s+(?:to|in which to|for)\b)|\s+(?:deadline|ultimatum)\b)",
        re.IGNORECASE,
    )
