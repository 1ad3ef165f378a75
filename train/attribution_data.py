"""PolNeAR as examples for the attribution network: windows of words with their signs, and the roles of each word to each cue."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.attribution import PARTS, Bounds, Relation, read_ann
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.attribution import by_rules
from standoff.reading.attribution_network import AFTER, BEFORE, around, window_inputs
from standoff.reading.attribution_page import open_page
from standoff.reading.attribution_signs import Signs, View, pair_signs, view_of
from standoff.reading.attribution_windows import Window, windows
from standoff.reading.context import Context
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse

LENGTH = BEFORE + AFTER
# The labels of a word towards a cue: none, then the first word and the further ones of a piece of each part.
FIRST = {part: 1 + 2 * place for place, part in enumerate(PARTS)}


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One window: inputs of the network, the words that are heads of a cue, and for each of these the roles around it.

    `places` are words of the window (-1 outside of it); `roles` are -1 where nothing is to be learnt.
    """

    pieces: Signs
    signs: Signs
    first: Signs
    own: tuple[int, int]
    anchors: Signs
    places: Signs
    pairs: Signs
    roles: Signs


def documents(folder: Path, limit: int | None = None) -> Iterator[tuple[str, str, list[Relation]]]:
    """Name, text and attributions of each document of a split; of several coders the first."""
    for file in sorted((folder / "text").glob("*.txt"))[:limit]:
        coded = sorted((folder / "attributions").glob(f"{file.stem}*.ann"))
        if coded:
            yield file.name, file.read_text(encoding="utf-8"), read_ann(coded[0].read_text(encoding="utf-8"))


def examples(folder: Path, limit: int | None = None) -> list[Example]:
    """Every window of a split."""
    told = list(documents(folder, limit))
    found: list[Example] = []
    docs = parse((masked(text, []) for _, text, _ in told), DEFAULT_MODEL)
    for (name, text, relations), doc in zip(told, docs, strict=True):
        page = open_page(Context(article=Article(id=text_id(text), name=name, text=text), doc=doc))
        view = view_of(page, by_rules(page))
        cues = [(head, relation) for relation in relations if (head := head_of(view, relation.get("cue", ()))) is not None]
        cuts = windows(view.sentence_starts, view.words.first, len(view.words.pieces))
        found += [_example(view, cut, cues) for cut in cuts]
    return found


def head_of(view: View, cue: Bounds) -> int | None:
    """The word that stands for a cue: the first one whose head is not of the cue, a verb if there is one."""
    words = [int(word) for start, end in cue for word in _words(view, start, end)]
    if not words:
        return None
    tokens = {int(view.token[word]) for word in words}
    tops = [word for word in words if int(view.heads[view.token[word]]) not in tokens - {int(view.token[word])}]
    doc = view.page.doc
    return next((word for word in tops if doc[int(view.token[word])].pos_ == "VERB"), (tops or words)[0])


def _words(view: View, start: int, end: int) -> range:
    return range(*np.searchsorted(view.starts, (start, end)))


def _example(view: View, cut: Window, cues: list[tuple[int, Relation]]) -> Example:
    first, pieces, signs = window_inputs(view, cut)
    mine = sorted((head, number) for number, (head, _) in enumerate(cues) if cut.own_start <= head < cut.own_end)
    anchors = np.array([head - cut.start for head, _ in mine], dtype=np.int64)
    places = np.full((len(mine), LENGTH), -1, dtype=np.int64)
    pairs = np.zeros((len(mine), LENGTH, 5), dtype=np.int64)
    roles = np.full((len(mine), LENGTH), -1, dtype=np.int64)
    for row, (head, number) in enumerate(mine):
        start, end, shift = around(head, cut)
        near = np.arange(start, end)
        places[row, shift : shift + len(near)] = near - cut.start
        pairs[row, shift : shift + len(near)] = pair_signs(view, head, near)
        roles[row, shift : shift + len(near)] = _labels(view, cues[number][1])[start:end]
    return Example(pieces, signs, first, (cut.own_start - cut.start, cut.own_end - cut.start), anchors, places, pairs, roles)


def _labels(view: View, relation: Relation) -> Signs:
    found = np.zeros(len(view.starts), dtype=np.int64)
    for part in ("content", "source", "cue"):
        for start, end in relation.get(part, ()):
            words = _words(view, start, end)
            found[words.start : words.stop] = FIRST[part] + 1
            found[words.start : words.start + 1] = FIRST[part]
    return found
