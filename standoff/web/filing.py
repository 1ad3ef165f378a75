"""Filing: lines under what pages filter by, each file in one order, and the same files altered without making them anew.

A file is a mapping from a key to its lines. Altering one shares every list that did not change with the file before, so that
an index that has grown by some articles costs what these articles cost, and pages that still use the old one are not disturbed.
"""

import bisect
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from standoff.web.lines import Article, Line

Key = TypeVar("Key", bound=Hashable)
One = TypeVar("One")
Filed = TypeVar("Filed", Line, Article)
MOST_INSERTED = 8  # a list that grows by more than one part in so many is sorted as a whole


def altered(
    file: Mapping[Key, Sequence[Line]],
    keys: Callable[[Line], Iterable[Key]],
    order: Callable[[Line], Any],
    gone: Iterable[Line],
    fresh: Iterable[Line],
) -> dict[Key, Sequence[Line]]:
    """The file without the lines that are gone and with the fresh ones; a key without lines is left out."""
    leaving: dict[Key, set[str]] = defaultdict(set)
    for line in gone:
        for key in keys(line):
            leaving[key].add(line.id)
    coming: dict[Key, list[Line]] = defaultdict(list)
    for line in fresh:
        for key in keys(line):
            coming[key].append(line)
    found = dict(file)
    for key in {*leaving, *coming}:
        kept = _without(found.get(key, ()), leaving.get(key, ()))
        lines = merged(kept, coming.get(key, ()), order)
        if lines:
            found[key] = lines
        else:
            found.pop(key, None)
    return found


def altered_list(
    lines: Sequence[Filed], order: Callable[[Filed], Any], gone: Iterable[Filed], fresh: Iterable[Filed]
) -> Sequence[Filed]:
    """One list in its order without the lines (or articles) that are gone and with the fresh ones."""
    return merged(_without(lines, {line.id for line in gone}), list(fresh), order)


def merged(old: Sequence[One], new: Sequence[One], order: Callable[[One], Any]) -> Sequence[One]:
    """Both as one list in order; `old` is in order already."""
    if not new:
        return old
    if len(new) * MOST_INSERTED > len(old):
        return sorted([*old, *new], key=order)
    found: list[One] = []
    at = 0
    for one in sorted(new, key=order):
        place = bisect.bisect_right(old, order(one), lo=at, key=order)
        found += old[at:place]
        found.append(one)
        at = place
    found += old[at:]
    return found


def _without(lines: Sequence[Filed], ids: Iterable[str]) -> Sequence[Filed]:
    leaving = ids if isinstance(ids, set) else set(ids)
    return [line for line in lines if line.id not in leaving] if leaving else lines
