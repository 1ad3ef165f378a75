"""Copies in words, the same on every surface."""

from collections import Counter
from collections.abc import Sequence

from standoff.relating.origins_tables import Change, ChangeKind, Copy

_KINDS = {
    "copy": "copy of",
    "cut": "cut from",
    "extended": "extends",
    "update": "update of",
    "rewrite": "rewrite of",
}
_COUNTED: tuple[tuple[ChangeKind, str, str], ...] = (
    ("attribution", "attribution altered", "attributions altered"),
    ("wording", "other edit", "other edits"),
    ("added", "sentence added", "sentences added"),
    ("left out", "sentence left out", "sentences left out"),
)


def relation_words(copy: Copy) -> str:
    """What a copy is of the other: "cut from", "copy of"; the other's name follows."""
    return _KINDS[copy.kind]


def copy_words(copy: Copy) -> str:
    """A copy in one line: what it is of which article, why, and what it changed."""
    changes = change_words(copy.changes)
    return f"{copy.article} {relation_words(copy)} {copy.of}: {copy.reason}" + (f"; {changes}" if changes else "")


def change_words(changes: Sequence[Change]) -> str:
    """What was changed: each figure with its words, the rest counted."""
    figures = [_figure(change) for change in changes if change.kind == "figure"]
    often = Counter(change.kind for change in changes)
    counted = [f"{often[kind]} {one if often[kind] == 1 else many}" for kind, one, many in _COUNTED if often[kind]]
    return ", ".join(figures + counted)


def _figure(change: Change) -> str:
    if not change.before or not change.after:
        return f"“{change.before or change.after}” {'left out' if change.before else 'added'}"
    return f"“{change.before}” changed to “{change.after}”"
