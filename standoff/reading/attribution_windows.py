"""A page cut into overlapping windows of whole sentences, as long as the attribution network reads at once."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# Word pieces of a window without its two ends: on the training split of PolNeAR 99% of all attributions span fewer.
MOST = 318
# How many of them it shares with the next one: of 36, 48, 60 and 80 the best on the development split of PolNeAR.
SHARED = 60
# Word pieces of context that a sentence wants before and after it; what is told mostly follows its cue.
_BEFORE, _AFTER = 40, 56


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start`:`end` of a page; cues are looked for in the words `own_start`:`own_end` only."""

    start: int
    end: int
    own_start: int
    own_end: int


def windows(starts: Sequence[int], first: Sequence[int], pieces: int) -> list[Window]:
    """The windows of a page whose sentences begin at the words `starts`, whose words at the pieces `first`, of so many `pieces`.

    Every word is owned by one window: the one that shows most of what stands around its sentence.
    """
    if not first:
        return []
    edges = _edges(starts, first, pieces)
    bounds = _bounds(edges)
    owners = [_owner(bounds, edges[i], edges[i + 1], pieces) for i in range(len(edges) - 1)]
    words = [*first, pieces]
    found = []
    for number, (left, right) in enumerate(bounds):
        own = [i for i, owner in enumerate(owners) if owner == number]
        if own:
            cuts = (left, right, edges[own[0]], edges[own[-1] + 1])
            found.append(Window(*(bisect_right(words, cut) - 1 for cut in cuts)))
    return found


def _edges(starts: Sequence[int], first: Sequence[int], pieces: int) -> list[int]:
    """The pieces at which sentences begin, and the end; a sentence longer than a window is cut."""
    cuts = sorted({first[start] for start in starts} | {0})
    edges = []
    for left, right in zip(cuts, [*cuts[1:], pieces], strict=True):
        edges.append(left)
        while right - edges[-1] > MOST:
            place = bisect_right(first, edges[-1] + MOST) - 1
            edges.append(max(first[place], edges[-1] + 1) if first[place] > edges[-1] else right)
            if edges[-1] >= right:
                edges.pop()
                break
    return [*edges, pieces]


def _bounds(edges: list[int]) -> list[tuple[int, int]]:
    """The windows in pieces: as many whole sentences as fit, each from `SHARED` pieces before the end of the last."""
    found: list[tuple[int, int]] = []
    begin = 0
    while True:
        end = max(bisect_right(edges, edges[begin] + MOST) - 1, begin + 1)
        found.append((edges[begin], edges[end]))
        if end == len(edges) - 1:
            return found
        begin = max(bisect_right(edges, edges[end] - SHARED - 1), begin + 1)
        begin = min(begin, end)


def _owner(bounds: list[tuple[int, int]], left: int, right: int, pieces: int) -> int:
    def shown(number: int) -> int:
        start, end = bounds[number]
        if not (start <= left and right <= end):
            return -1
        before = _BEFORE if start == 0 else min(left - start, _BEFORE)
        after = _AFTER if end == pieces else min(end - right, _AFTER)
        return before + after

    return max(range(len(bounds)), key=shown)
