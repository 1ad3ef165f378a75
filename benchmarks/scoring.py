"""Scoring readings against hand-made gold: what matches what, and the F1 of each part.

Gold and prediction match where they stand in the same article, their spans overlap enough and the row's fields agree;
each counts once, largest overlap first. What a row does not ask about in gold is left out of both counts, and so are
predictions in the title. Overlaps: attribution content, intersection over union at least .5; statement, .2; figure, .5
of the shorter span; meeting and forecast, .3; noise, half of gold's line.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from standoff.codebook.acts import acts
from standoff.core.records import Article, Reading

Bounds = tuple[tuple[int, int], ...]
_CODE = re.compile(r"[A-Z][A-Z0-9+]{1,5}")


class Mark(NamedTuple):
    """One gold item or prediction: its article, its bounds (code points) and its fields."""

    article: str
    bounds: Bounds
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How many gold items and predictions there were, and how many met."""

    gold: int
    predicted: int
    hits: int

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.gold + self.predicted
        return 2 * self.hits / total if total else 0.0


def codes(value: object) -> frozenset[str]:
    """The actor codes among gold's names; words in small letters have no code."""
    return frozenset(name for name in _listed(value) if _CODE.fullmatch(name))


def _listed(value: object) -> list[str]:
    if value is None:
        return []
    return [str(name).strip() for name in (value if isinstance(value, Iterable) and not isinstance(value, str) else [value])]


def _points(bounds: Bounds) -> set[int]:
    return {point for start, end in bounds for point in range(start, end)}


def union_share(gold: Bounds, found: Bounds) -> float:
    """Intersection over union, in code points."""
    a, b = _points(gold), _points(found)
    return len(a & b) / len(a | b) if a and b else 0.0


def shorter_share(gold: Bounds, found: Bounds) -> float:
    """The intersection as a share of the shorter one."""
    a, b = _points(gold), _points(found)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def gold_share(gold: Bounds, found: Bounds) -> float:
    """The share of gold that is covered."""
    a, b = _points(gold), _points(found)
    return len(a & b) / len(a) if a else 0.0


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _anything(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return True


def _party(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    wanted = codes(gold.get("party"))
    return not wanted or _jaccard(wanted, frozenset(_listed(found.get("party")))) >= 0.5


def _sides(fields: Mapping[str, Any], read: Callable[[object], frozenset[str]]) -> frozenset[str]:
    return read(fields.get("party")) | read(fields.get("addressee"))


def _act(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    if acts()[gold["act"]].family != acts()[found["act"]].family:
        return False
    if gold["act"] != "meet":
        return _party(gold, found)
    wanted = _sides(gold, codes)
    return not wanted or _jaccard(wanted, _sides(found, lambda value: frozenset(_listed(value)))) >= 0.5


def _exact_act(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return bool(gold["act"] == found["act"]) and _act(gold, found)


def _addressee(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    if not _act(gold, found):
        return False
    return gold["act"] == "meet" or _jaccard(codes(gold.get("addressee")), frozenset(_listed(found.get("addressee")))) >= 0.5


def _figure(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return bool(gold.get("low") == found.get("low") and gold.get("high") == found.get("high"))


def _meeting(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    wanted = codes(gold.get("participants"))
    agree = not wanted or _jaccard(wanted, frozenset(_listed(found.get("participants")))) >= 0.5
    return bool(gold.get("status") == found.get("status")) and agree


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table: which kind, how spans must overlap, what must agree, what in gold it asks about."""

    name: str
    kind: str
    share: Callable[[Bounds, Bounds], float]
    least: float
    fits: Callable[[Mapping[str, Any], Mapping[str, Any]], bool] = _anything
    asked: Callable[[Mapping[str, Any]], bool] = field(default=lambda gold: True)


def _has_party(gold: Mapping[str, Any]) -> bool:
    return bool(codes(gold.get("party")))


def _of_nobody(gold: Mapping[str, Any]) -> bool:
    """Whether who speaks does so for no party, with a code or without."""
    return not _listed(gold.get("party"))


def _nobody(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return not codes(found.get("party"))


def _has_addressee(gold: Mapping[str, Any]) -> bool:
    return bool(_sides(gold, codes) if gold["act"] == "meet" else codes(gold.get("addressee")))


ROWS = (
    Row(name="noise", kind="noise", share=gold_share, least=0.5),
    Row(name="attribution", kind="attribution", share=union_share, least=0.5),
    Row(name="attribution+party", kind="attribution", share=union_share, least=0.5, fits=_party, asked=_has_party),
    Row(name="attribution, no party", kind="attribution", share=union_share, least=0.5, fits=_nobody, asked=_of_nobody),
    Row(name="statement", kind="statement", share=union_share, least=0.2, fits=_act),
    Row(name="statement, exact act", kind="statement", share=union_share, least=0.2, fits=_exact_act),
    Row(name="statement+addressee", kind="statement", share=union_share, least=0.2, fits=_addressee, asked=_has_addressee),
    Row(name="figure", kind="figure", share=shorter_share, least=0.5, fits=_figure),
    Row(name="meeting", kind="meeting", share=shorter_share, least=0.3, fits=_meeting),
    Row(name="forecast", kind="forecast", share=shorter_share, least=0.3),
)


def match(gold: list[Mark], found: list[Mark], row: Row) -> tuple[list[tuple[Mark, Mark]], list[Mark], list[Mark]]:
    """Pairs that meet by the row's rule, the gold left over, and the predictions left over."""
    pairs = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            if g.article == f.article and row.fits(g.fields, f.fields):
                share = row.share(g.bounds, f.bounds)
                if share >= row.least:
                    pairs.append((-share, i, j))
    met: list[tuple[Mark, Mark]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(pairs):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            met.append((gold[i], found[j]))
    left = [g for i, g in enumerate(gold) if i not in used[0]]
    return met, left, [f for j, f in enumerate(found) if j not in used[1]]


def score(gold: Iterable[Mark], found: Iterable[Mark], titles: Mapping[str, tuple[int, int]], row: Row) -> Score:
    """The score of one row; `titles` gives each article's title bounds."""
    asked: list[Mark] = []
    others: list[Mark] = []
    for mark in gold:
        (asked if row.asked(mark.fields) else others).append(mark)
    met, _, spurious = match(asked, list(found), row)
    open_row = Row(name=row.name, kind=row.kind, share=row.share, least=row.least)
    _, _, spurious = match(others, spurious, open_row)
    counted = [mark for mark in spurious if row.kind == "noise" or not _in_title(mark, titles)]
    return Score(gold=len(asked), predicted=len(met) + len(counted), hits=len(met))


def _in_title(mark: Mark, titles: Mapping[str, tuple[int, int]]) -> bool:
    start, end = titles.get(mark.article, (0, 0))
    return all(start <= a and b <= end for a, b in mark.bounds)


def marks_of(article: Article, reading: Reading) -> dict[str, list[Mark]]:
    """What a reading found, by kind; a quotation told in pieces is one mark a piece."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for kind in ("noise", "statement", "figure", "meeting", "forecast"):
        for item in getattr(reading, kind if kind == "noise" else kind + "s"):
            fields = {name: getattr(item, name) for name in item.__struct_fields__}
            found[kind].append(Mark(article.name, ((item.start, item.end),), fields))
    for said in reading.attributions:
        for piece in said.content:
            found["attribution"].append(Mark(article.name, ((piece.start, piece.end),), {"party": said.party}))
    return found
