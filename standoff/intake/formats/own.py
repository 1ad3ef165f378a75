"""Exports of a record, which hold quotations and codings: to read them as articles would count every sentence twice."""

import re

from standoff.core.errors import MalformedInput

# How the first row of an export in JSON lines, and the header of its tables of codings, begin.
_LINES = re.compile(
    r'\{"kind":"(?:article","id":"[0-9a-f]{64}","name"'
    r'|(?:noise|attribution|statement|figure|meeting|forecast)","id":"[a-z]+-[0-9a-f]{16}","article")'
)
_TABLE = re.compile(r"\ufeff?id,article,start,end,text,")


def refuse_own(begin: str) -> None:
    """Raise MalformedInput where a file that begins so is an export of a record, not articles."""
    if _LINES.match(begin) or _TABLE.match(begin):
        raise MalformedInput(
            "an export of a record, not articles: give the articles themselves, or the record that it came from (--record)"
        )
