"""A dossier: the parties of a crisis, its issues, their names and the words for them."""

import re
from functools import cached_property
from pathlib import Path

import msgspec

from standoff.codebook.files import decode
from standoff.core.errors import CodebookError


class Issue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """One issue: a slug, its name, and the phrases that point to it (all words of one within a span; `*` = any ending)."""

    id: str
    name: str
    words: tuple[str, ...]

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], ...], ...]:
        """For each phrase, one pattern a word; the phrase is there where all of them are found."""
        return tuple(tuple(_pattern(word) for word in phrase.split()) for phrase in self.words)

    def matches(self, text: str) -> bool:
        """Whether one of the issue's phrases has all its words in `text`, in any order."""
        return any(all(word.search(text) for word in phrase) for phrase in self.patterns)


class Dossier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The parties (codes, in the order of the columns) and the issues that an analyst keeps apart."""

    name: str
    parties: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def _pattern(word: str) -> re.Pattern[str]:
    body = re.escape(word.rstrip("*"))
    return re.compile(rf"(?<!\w){body}\w*" if word.endswith("*") else rf"(?<!\w){body}(?!\w)", re.IGNORECASE)


def load_dossier(path: str | Path) -> Dossier:
    """The dossier in the YAML file at `path`; raises CodebookError saying what is wrong with it."""
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise CodebookError(f"the dossier {path} cannot be read: {error.strerror}") from error
    try:
        return check_dossier(decode(raw, Dossier, str(path)), str(path))
    except CodebookError as error:
        raise CodebookError(f"the dossier {error}; docs/codebook.md tells how one is written") from error


def check_dossier(dossier: Dossier, where: str) -> Dossier:
    """The same dossier; raises CodebookError where two issues share an id, or the words of one are missing or empty."""
    seen: set[str] = set()
    for issue in dossier.issues:
        if issue.id in seen:
            raise CodebookError(f"{where}: the issue id {issue.id!r} stands twice; give one another id")
        if not issue.words:
            raise CodebookError(f"{where}: the issue {issue.id!r} has no words to find it by")
        if not all(word.strip("*") for phrase in issue.words for word in phrase.split() or [""]):
            raise CodebookError(f"{where}: the issue {issue.id!r} has a phrase or word that is empty and would fit any text")
        seen.add(issue.id)
    return dossier
