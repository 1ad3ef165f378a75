"""Who carried the article: wire credits and datelines ("(Source: AFP)", "GENEVA (Reuters) -", "contributed to this report")."""

import re

from standoff.codebook.agencies import Agency, agencies

# Where a credit stands: the opening lines for a dateline, the closing ones for a source note.
HEAD = 400
TAIL = 700
_DATELINE = re.compile(r"(?:^|\n)[^\n]{0,60}?\(([A-Z][\w .&-]{1,40})\)\s*[-–—:]")
_NOTE = re.compile(r"\((?:source|with inputs? from|with reporting by|via|by)?\s*:?\s*([A-Z][\w .,&/-]{1,60})\)", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    r"\b([A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2})['’]s? [A-Z][^\n.]{2,120}? contributed to this (?:report|story|article)"
)
_NAMED = re.compile(r"\b(?:source|agencies|with inputs? from|courtesy of)\s*:\s*([A-Z][^\n]{1,60})", re.IGNORECASE)


def carried_by(text: str) -> tuple[str, ...]:
    """The agencies and outlets that the text credits, by their usual names, in the order of the text."""
    head, tail = text[:HEAD], text[max(0, len(text) - TAIL) :]
    named = [match.group(1) for match in _DATELINE.finditer(head)]
    for pattern in (_NOTE, _CONTRIBUTED, _NAMED):
        named += [match.group(1) for match in pattern.finditer(tail)]
    found = (agency for words in named for piece in re.split(r"[,/&]| and ", words) if (agency := _agency(piece)) is not None)
    return tuple(dict.fromkeys(agency.name for agency in found))


def _agency(words: str) -> Agency | None:
    return agencies().get(" ".join(words.split()).strip(" .").lower().removeprefix("the "))
