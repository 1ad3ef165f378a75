"""Deadlines: the day by which a demand is to be met, or before which a threat will not be carried out."""

import re

import msgspec

from standoff.core.dates import When
from standoff.core.records import Statement
from standoff.reading.context import Context

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
    found = next((when for when in context.times_in(statement.start, _reach(context, statement)) if _limits(context, when)), None)
    if found is None:
        return statement
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
