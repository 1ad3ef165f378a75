"""What the classifier of acts is shown: a sentence's word pieces, who is named in it and who speaks, and its predicates.

A row is a sentence (or a stretch of a long one). Beside the pieces stand, piece by piece: who is named there, whether the words
are somebody's, which act the frames found at a predicate, and which pieces are predicates that are asked about.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Token

from standoff.core.records import Attribution
from standoff.reading.act_candidates import Candidate, Option
from standoff.reading.act_options import SIGNS
from standoff.reading.networks import Array, padded
from standoff.reading.offsets import parsed_text
from standoff.reading.scene import Scene
from standoff.reading.wordpieces import CLOSE, OPEN, words_of

# Who is named at a piece: a party in nobody's words, the speaker's own side, another side; source and target of a marked event.
NAMED, OWN, OTHER, SOURCE, TARGET = 1, 2, 3, 4, 5
INDIRECT, DIRECT = 1, 2
ASKED, BLIND = 1, 2
LONGEST = 110  # pieces of a row; longer sentences are told in several
_NAMES = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
_MOODS = ("plain", "future", "may", "must", "willing", "wanted", "refused", "same", "void")
_CLAUSES = (("ROOT",), ("ccomp",), ("conj",), ("xcomp",), ("relcl", "acl"), ("advcl",))
FEATURES = 32


@dataclass
class Row:
    """One stretch of text with its marks; `asked` are the candidates, `places` their first pieces, counted from 0.

    `sides` are the options of each candidate with the piece at which each is named, 0 where it is not named in the row.
    """

    pieces: list[int]
    named: list[int]
    said: list[int]
    asked: list[Candidate] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    sides: list[list[tuple[int, Option]]] = field(default_factory=list)


def rows_of(scene: Scene, asked: Sequence[Candidate]) -> Iterator[Row]:
    """The rows of the sentences in which candidates stand; every candidate is in at most one."""
    heads = [candidate.token.i for candidate in asked]
    text = parsed_text(scene.context.doc)
    for sentence in scene.context.sentences:
        inside = asked[bisect_left(heads, sentence.start) : bisect_left(heads, sentence.end)]
        if inside:
            yield from _rows(scene, text, sentence.start, sentence.end, inside)


def _rows(scene: Scene, text: str, first: int, stop: int, asked: Sequence[Candidate]) -> Iterator[Row]:
    doc = scene.context.doc
    words = words_of(text, doc[first].idx, doc[stop - 1].idx + len(doc[stop - 1]))
    marks = _marks(scene, first, stop, words.offsets)
    ends = [end for _, end in words.offsets]
    at = [(bisect_left(ends, candidate.token.idx + 1), candidate) for candidate in asked]
    for start in range(0, len(words.pieces), LONGEST):
        end = min(start + LONGEST, len(words.pieces))
        row = Row(
            [OPEN, *words.pieces[start:end], CLOSE],
            [0, *(named for named, _ in marks[start:end]), 0],
            [0, *(said for _, said in marks[start:end]), 0],
        )
        inside = [(place - start + 1, candidate) for place, candidate in at if start <= place < end]
        row.places, row.asked = [place for place, _ in inside], [candidate for _, candidate in inside]
        row.sides = [[(_place(one, ends, start, end), one) for one in candidate.options] for candidate in row.asked]
        if inside:
            yield row


def _place(option: Option, ends: Sequence[int], start: int, end: int) -> int:
    if option.token is None:
        return 0
    place = bisect_left(ends, option.token.idx + 1)
    return place - start + 1 if start <= place < end else 0


def _marks(scene: Scene, first: int, stop: int, offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Who is named at each piece and whose words it is."""
    tokens = list(scene.context.doc[first:stop])
    ends = [token.idx + len(token) for token in tokens]
    start, end = tokens[0].idx, ends[-1]
    near = [one for one in scene.attributions if any(c.start < end and start < c.end for c in one.content)]
    found: list[tuple[int, int]] = []
    place, marked, mark = 0, -1, (0, 0)
    for begins, _ends in offsets:
        while place < len(tokens) - 1 and ends[place] <= begins:
            place += 1
        if place != marked:
            marked, mark = place, _mark(scene, tokens[place], near)
        found.append(mark)
    return found


def _mark(scene: Scene, token: Token, near: Sequence[Attribution]) -> tuple[int, int]:
    said = scene.attribution_at(token.idx) if near else None
    whose = 0 if said is None else DIRECT if said.direct else INDIRECT
    party = scene.party(token) if token.pos_ in _NAMES else ()
    if not party:
        return 0, whose
    if said is None or not said.party:
        return NAMED, whose
    return (OWN if set(party) & set(said.party) else OTHER), whose


def features(candidate: Candidate, *, blind: bool = False) -> list[float]:
    """What the parse says of a predicate; `blind` leaves out what the frames found."""
    mood, token, found = candidate.mood, candidate.token, candidate.found or candidate.inner
    subject, speaker, owner, thing = candidate.parties
    values: Iterable[object] = (
        *(mood.kind == kind for kind in _MOODS),
        mood.negated, mood.under_if, mood.conditional, mood.question, mood.continuous, candidate.slots.passive,
        not blind and found is not None and "implied" in found.doubts,
        0.0 if blind or found is None else found.frame.sure,
        bool(subject), bool(speaker), bool(owner), bool(thing),
        bool(set(subject) & set(speaker)), bool(set(thing) & set(speaker)),
        token.pos_ == "NOUN", token.pos_ == "AUX", token.pos_ not in ("NOUN", "AUX", "VERB"),
        *(token.dep_ in clause for clause in _CLAUSES),
    )  # fmt: skip
    return [float(value) for value in values]  # type: ignore[arg-type]


def seen_act(candidate: Candidate, acts: Sequence[str]) -> int:
    """The number of the act that the frames found at a predicate: 0 for none, shifted by all acts where it was left out."""
    if candidate.found is not None:
        return 1 + acts.index(candidate.found.act)
    return 1 + len(acts) + acts.index(candidate.inner.act) if candidate.inner is not None else 0


def arrays(rows: Sequence[Row], acts: Sequence[str], blind: Sequence[bool] | None = None) -> dict[str, Array]:
    """The inputs of the network for rows that go through it together; `blind` rows do not show what the frames found."""
    hidden = blind or [False] * len(rows)
    pieces = padded([row.pieces for row in rows])
    seen, marks = np.zeros_like(pieces), np.zeros_like(pieces)
    at: list[tuple[int, int]] = []
    told: list[list[float]] = []
    sides: list[tuple[int, int, int]] = []
    signs: list[tuple[float, ...]] = []
    for number, (row, dark) in enumerate(zip(rows, hidden, strict=True)):
        for place, candidate, options in zip(row.places, row.asked, row.sides, strict=True):
            marks[number, place] = BLIND if dark else ASKED
            seen[number, place] = 0 if dark else seen_act(candidate, acts)
            sides += [(len(at), number, where) for where, _ in options]
            signs += [option.shown(blind=dark) for _, option in options]
            at.append((number, place))
            told.append(features(candidate, blind=dark))
    places = np.array(at or [(0, 0)], dtype=np.int64)
    named = np.array(sides or [(0, 0, 0)], dtype=np.int64)
    return {
        "pieces": pieces,
        "named": padded([row.named for row in rows]),
        "said": padded([row.said for row in rows]),
        "seen": seen,
        "marks": marks,
        "rows": places[:, 0],
        "places": places[:, 1],
        "features": np.array(told or [[0.0] * FEATURES], dtype=np.float32),
        "whose": named[:, 0],
        "side_rows": named[:, 1],
        "side_places": named[:, 2],
        "signs": np.array(signs or [(0.0,) * SIGNS], dtype=np.float32),
        "kept": _kept(rows, {*at, *((row, place) for _, row, place in sides)}),
    }


def _kept(rows: Sequence[Row], asked: Set[tuple[int, int]]) -> Array:
    """The cells (row, place) whose states are needed at the end: the first of a row, those asked about, all of a marked event."""
    found = {*asked, *((number, 0) for number in range(len(rows)))}
    for number, row in enumerate(rows):
        if not row.asked:
            found |= {(number, place) for place in range(len(row.pieces))}
    return np.array(sorted(found), dtype=np.int64)
