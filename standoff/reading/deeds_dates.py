"""Days of deeds: what has happened did not happen after the article came out, whatever its sentence says of days to come."""

import msgspec

from standoff.core.dates import When
from standoff.core.records import Statement
from standoff.reading.context import Context

DONE = frozenset({"happened", "happening", "reported"})


def lies_ahead(context: Context, when: When) -> bool:
    """Whether a time lies wholly after the article came out."""
    published = context.published.latest
    return published is not None and when.earliest is not None and when.earliest > published


def date_deeds(context: Context, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements, those of what has happened with no day that is still to come: another of their clause, or none."""
    return tuple(_dated(context, statement) for statement in statements)


def _dated(context: Context, statement: Statement) -> Statement:
    if statement.status not in DONE or statement.date is None or not lies_ahead(context, statement.date):
        return statement
    inside = context.times_in(statement.start, statement.end)
    date = next((when for when in inside if when.earliest is not None and not lies_ahead(context, when)), None)
    return msgspec.structs.replace(statement, date=date)
