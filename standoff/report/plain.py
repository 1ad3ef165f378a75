"""Words of articles in Markdown, where nothing of them is read as markup, and the places that they stand in."""

import re

from standoff.report.basis import Cited, Evidence
from standoff.report.words import flat

LONGEST_QUOTE = 320  # code points; a longer one is cut with an ellipsis, its id leads to the whole
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_LEADING = re.compile(r"^(?:(?=[-+=])|(\d+)(?=[.)](?:\s|$)))")  # what would begin a list or underline a heading


def plain(text: str) -> str:
    """Text from an article on one line, with everything that Markdown would read as markup escaped."""
    return _LEADING.sub(lambda m: f"{m[1] or ''}\\", _SPECIAL.sub(r"\\\1", flat(text)))


def quoted(evidence: tuple[Evidence, ...], more: int = 0) -> str:
    """The first place's words, then a reference to each place; `more` counts places that the brief does not hold."""
    text = flat(evidence[0].quote)
    cut = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1].rstrip() + "…"
    return f"“{plain(cut)}” {references(evidence)}{f' +{more:,}' if more else ''}"


def cited(line: Cited) -> str:
    """The same of a line."""
    return quoted(line.evidence, line.more_places)


def references(evidence: tuple[Evidence, ...]) -> str:
    """Every place as its source number and item id: "[3] `stmt-0123456789abcdef`"."""
    return " ".join(f"[{place.source}] `{place.id}`" for place in evidence)
