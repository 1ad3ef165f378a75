"""The signs by which a line of a page is judged: its shape, its words, its place, and the lines around it.

A pure table: one row a line, one column a sign, for the classifier of `noise_lines`. The signs follow the published ones for
main-text extraction on lines (Kohlschütter and others 2010: link-free block features, here without any markup).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_FUNCTION = frozenset(
    {
        "a", "about", "all", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "for", "from", "had", "has",
        "have", "he", "his", "i", "if", "in", "into", "is", "it", "its", "more", "no", "not", "of", "on", "or", "out", "said",
        "she", "so", "than", "that", "the", "their", "them", "there", "they", "this", "to", "up", "was", "we", "were", "what",
        "when", "which", "who", "will", "with", "would", "you",
    }
)  # fmt: skip
_YOU = frozenset({"you", "your", "yours", "we", "us", "our", "i", "my"})
_DATE = re.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d"
    r"|\d{1,2}:\d\d|\d{4}-\d\d-\d\d|\d+ (?:min|hour|day)s? ago"
)
_LINK = re.compile(r"(?i)https?:|www\.|@\w|#\w|©|\ball rights\b|\.com\b")
OWN = 24
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
SHARED = (0, 6, 8, 12, 17, 20, 22)  # the own signs that are also read off the neighbours
PROSE_WORDS = 14  # set by hand, a little below the 18 of the patterns: the forest weighs it with the length itself


def words_of(line: str) -> list[str]:
    """The words of a line, in small letters."""
    return [word.lower() for word in _WORD.findall(line)]


def signs_of(lines: Sequence[str], weights: Mapping[str, float]) -> Table:
    """The table of all signs of `lines` (non-blank lines of one page, in order).

    `weights` gives words the log odds with which they stand in furniture rather than in articles.
    """
    tokens = [words_of(line) for line in lines]
    own = _own(lines, tokens, weights)
    return np.hstack([own, _around(own), _place(lines, tokens, own)]).astype(np.float32)


def _own(lines: Sequence[str], tokens: list[list[str]], weights: Mapping[str, float]) -> Table:
    table = np.zeros((len(lines), OWN), dtype=np.float32)
    for row, (line, words) in enumerate(zip(lines, tokens, strict=True)):
        raw = line.split()
        n = max(len(raw), 1)
        scores = [weights.get(word, 0.0) for word in words] or [0.0]
        long = [w for w in raw if len(w) > 3 and w[0].isalpha()]
        ends = bool(_END.search(line.rstrip()))
        table[row] = (
            np.log1p(len(raw)), np.log1p(len(line)), len(line) / n, float(ends), float(line.rstrip()[-1:] in ":-–|>»"),
            float(line.lstrip()[:1].islower()), sum(w[0].isupper() for w in long) / max(len(long), 1),
            sum(c.isupper() for c in line) / max(len(line), 1), sum(w in _FUNCTION for w in words) / n,
            sum(c.isdigit() for c in line) / max(len(line), 1), line.count(","), sum(c in "|•·/>»→_*[]{}=+" for c in line),
            sum(scores) / max(len(scores), 1), max(scores), min(scores), sum(scores), float(bool(_DATE.search(line))),
            float(ends and len(raw) >= PROSE_WORDS), float(bool(_LINK.search(line))), sum(w in _YOU for w in words) / n,
            float(line.rstrip()[-1:] == "?"), float(any(q in line for q in "\"“”«")), float(line.isupper()),
            float(line.lstrip()[:1] in "-–—•*"),
        )  # fmt: skip
    return table


def _around(own: Table) -> Table:
    """The shared signs of the neighbours, and means over wider windows."""
    count = len(own)
    parts = []
    for shift in NEIGHBOURS:
        moved = np.full((count, len(SHARED)), -1.0, dtype=np.float32)
        source = np.arange(count) + shift
        inside = (source >= 0) & (source < count)
        moved[inside] = own[source[inside]][:, SHARED]
        parts.append(moved)
    wider = [_means(own[:, (0, 12, 17, 6, 8)], reach) for reach in (5, 12)]
    return np.hstack([*parts, *wider])


def _means(columns: Table, reach: int) -> Table:
    """The mean of each column over `reach` lines before and as many after, the line itself counted."""
    sums = np.vstack([np.zeros((1, columns.shape[1])), np.cumsum(columns, axis=0)])
    index = np.arange(len(columns))
    low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, len(columns))
    means: Table = ((sums[high] - sums[low]) / (high - low)[:, None]).astype(np.float32)
    return means


def _place(lines: Sequence[str], tokens: list[list[str]], own: Table) -> Table:
    """Where the line stands on the page: before, in or behind its longest stretch of prose, and what it shares with that."""
    count = len(lines)
    prose = own[:, 17] > 0
    sizes = np.array([len(line.split()) for line in lines], dtype=np.float32)
    start, end = _main_stretch(np.where(prose, sizes, -np.minimum(sizes, 8) - 4))
    index = np.arange(count)
    before = np.maximum.accumulate(np.where(prose, index, -1))
    after = np.minimum.accumulate(np.where(prose, index, count)[::-1])[::-1]
    total = max(float(sizes.sum()), 1.0)
    read = np.cumsum(sizes) - sizes
    times = Counter(line.strip() for line in lines)
    body = Counter(w for row in range(start, end) if prose[row] for w in set(tokens[row]) if len(w) > 3)
    shared = np.array([_share(words, body, bool(prose[row]) and start <= row < end) for row, words in enumerate(tokens)])
    stretch = float(sizes[start:end].sum())
    return np.column_stack(
        [
            index / count, np.full(count, np.log1p(count)), read / total,
            np.minimum(index - before, 30), np.minimum(after - index, 30),
            np.clip(index - start, -40, 40), np.clip(index - end, -40, 40), (index >= start) & (index < end), shared,
            [times[line.strip()] for line in lines], np.full(count, prose.mean()), np.full(count, sizes.mean()),
            np.full(count, stretch / total), np.cumsum(prose) / max(prose.sum(), 1), np.full(count, np.log1p(stretch)),
        ]
    ).astype(np.float32)  # fmt: skip


def _main_stretch(gains: NDArray[np.float64] | Table) -> tuple[int, int]:
    """The stretch of lines with the largest sum of gains (Kadane's algorithm)."""
    best, best_at, running, start = -np.inf, (0, 0), 0.0, 0
    for row, gain in enumerate(gains.tolist()):
        if running <= 0:
            running, start = 0.0, row
        running += gain
        if running > best:
            best, best_at = running, (start, row + 1)
    return best_at


def _share(words: list[str], body: Counter[str], inside: bool) -> float:
    """The share of the line's longer words that stand in the prose of the main stretch, in another line than this one."""
    long = {word for word in words if len(word) > 3}
    if not long:
        return -1.0
    return sum(body[word] > inside for word in long) / len(long)
