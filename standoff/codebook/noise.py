"""The patterns of page furniture, compiled from `noise.yaml`."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from standoff.codebook.files import data_text, load
from standoff.core.errors import CodebookError

Extent = Literal["headlines", "end", "form"]


class _Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pattern: str
    extent: Extent
    case: bool = False


class _Appended(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    dateline: str
    cities: frozenset[str]
    dividers: tuple[str, ...]
    ends: tuple[str, ...]
    credits: tuple[str, ...]
    leads: tuple[str, ...]
    clock: tuple[str, ...]


class _NoiseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lines: dict[str, tuple[str, ...]]
    opens: dict[str, tuple[_Opening, ...]]
    form: str
    bio: str
    appended: _Appended


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that opens a block of noise, and how far the block runs."""

    reason: str
    pattern: re.Pattern[str]
    extent: Extent


@dataclass(frozen=True, slots=True)
class AppendedPatterns:
    """How a second story in one text is told; all match whole paragraphs but `dateline`, which matches where one begins."""

    dateline: re.Pattern[str]
    cities: frozenset[str]
    dividers: re.Pattern[str]
    ends: re.Pattern[str]
    credits: re.Pattern[str]
    leads: re.Pattern[str]
    clock: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class NoisePatterns:
    """All patterns; `lines` and `openings` match whole lines."""

    lines: tuple[tuple[str, re.Pattern[str]], ...]
    openings: tuple[Opening, ...]
    form: re.Pattern[str]
    bio: re.Pattern[str]
    appended: AppendedPatterns


def _compiled(pattern: str, *, case: bool = False) -> re.Pattern[str]:
    try:
        return re.compile(pattern, 0 if case else re.IGNORECASE)
    except re.error as error:
        raise CodebookError(f"noise.yaml: {pattern!r} is no regular expression: {error}") from error


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return _compiled("|".join(f"(?:{p})" for p in patterns))


def _appended(raw: _Appended) -> AppendedPatterns:
    dateline = _compiled(raw.dateline, case=True)
    missing = {"city", "region", "date", "agency", "dash"} - dateline.groupindex.keys()
    if missing:
        raise CodebookError(f"noise.yaml: the dateline names no group {', '.join(sorted(missing))}; add (?P<name>...)")
    return AppendedPatterns(
        dateline=dateline,
        cities=raw.cities,
        dividers=_any(raw.dividers),
        ends=_any(raw.ends),
        credits=_any(raw.credits),
        leads=_any(raw.leads),
        clock=_any(raw.clock),
    )


@cache
def noise_patterns() -> NoisePatterns:
    """The patterns, compiled; raises CodebookError where one is not a regular expression."""
    raw = load("noise.yaml", _NoiseFile)
    return NoisePatterns(
        lines=tuple((reason, _any(patterns)) for reason, patterns in raw.lines.items()),
        openings=tuple(
            Opening(reason, _compiled(opening.pattern, case=opening.case), opening.extent)
            for reason, openings in raw.opens.items()
            for opening in openings
        ),
        form=_compiled(raw.form),
        bio=_compiled(raw.bio),
        appended=_appended(raw.appended),
    )


FURNITURE_WORDS = "noise_words.tsv"


@cache
def furniture_words() -> dict[str, float]:
    """The log odds with which a word stands in page furniture rather than in an article (made by `train.noise`)."""
    rows = (line.split("\t") for line in data_text(FURNITURE_WORDS).splitlines() if line)
    return {word: float(odds) for word, odds in rows}
