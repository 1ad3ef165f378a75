"""Named entities, decided by the weights and the rules of spaCy's own recogniser, all tokens of a text at once.

spaCy walks through a text token by token, and asks for Python's lock some fifty times at each. Outside of an entity, though, what
is decided at a token depends on that token alone: so all of these decisions are made in one multiplication of matrices, and only
the insides of entities are walked, all of them side by side.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from standoff.reading.parsing_columns import UnknownLayers, columns_of
from standoff.reading.parsing_vectors import Floats, Vectors

_NEVER = np.float32(-np.inf)
_STARTS = 1  # what spaCy tells of the first token of a sentence
# At a token: the token itself, the first one of the entity that is open there, and the last one before it.
_PLACES = 3


class Entities:
    """What `ner` finds in a text whose sentences are known; raises UnknownLayers where its network is another kind."""

    def __init__(self, ner: EntityRecognizer) -> None:
        model: Any = ner.model
        words, lower, upper = model.layers
        plain = model.name == "parser_model" and not model.attrs["unseen_classes"] and ner.cfg["beam_width"] == 1
        if not plain or lower.get_dim("nF") != _PLACES or [one.name for one in words.layers[1:]] != ["list2array", "linear"]:
            raise UnknownLayers("a recogniser of entities of another make")
        self._vectors = Vectors(words.layers[0])
        self._narrow = (words.layers[2].get_param("W").T, words.layers[2].get_param("b"))
        weights: Floats = lower.get_param("W")  # place, width, pieces, inputs
        self._width, self._pieces = weights.shape[1:3]
        self._places: Floats = np.ascontiguousarray(weights.reshape(-1, weights.shape[3]).T)
        self._bias: Floats = lower.get_param("b").reshape(-1)
        self._nothing: Floats = lower.get_param("pad").reshape(_PLACES, -1)
        self._score = (upper.get_param("W").T, upper.get_param("b"))
        self._name_moves(ner)

    def _name_moves(self, ner: EntityRecognizer) -> None:
        """Which of the network's classes begin, go on with, end, or are an entity, and of what label."""
        names = [ner.moves.get_class_name(place) for place in range(len(self._score[1]))]
        kinds, labels = zip(*(one.partition("-")[::2] for one in names), strict=True)
        self._kind: NDArray[np.str_] = np.array(kinds)
        self._label = labels
        self._label_ids = [ner.vocab.strings.add(one) if one else 0 for one in labels]
        self._inside = np.isin(self._kind, ("I", "L")) | ((self._kind == "U") & (np.array(labels) == ""))
        at = {(kind, label): place for place, (kind, label) in enumerate(zip(kinds, labels, strict=True))}
        self._within = {place: (at["I", label], at["L", label]) for (kind, label), place in at.items() if kind == "B"}

    def __call__(self, doc: Doc) -> Doc:
        """The text with its entities set."""
        if len(doc):
            doc.set_ents(self._spans(doc), default="outside")
        return doc

    def _spans(self, doc: Doc) -> list[Span]:
        weights, bias = self._narrow
        places = ((self._vectors(doc) @ weights + bias) @ self._places).reshape(len(doc), _PLACES, -1)
        flags = columns_of(doc, ("IS_SPACE", "SENT_START"))
        space, starts = flags[:, 0] != 0, flags[:, 1] == _STARTS
        # Nothing may go on after the last token, nor over the start of a sentence.
        stops = np.append(starts[1:], True)
        chosen = self._outside(places, space, stops)
        ends = self._ends(places, stops, chosen)
        spans, reached = [], 0
        for place in np.flatnonzero(np.isin(self._kind[chosen], ("B", "U"))).tolist():
            if place >= reached:
                reached = ends.get(place, place + 1)
                spans.append(Span(doc, place, reached, label=self._label_ids[chosen[place]]))
        return spans

    def _scores(self, sums: Floats) -> Floats:
        """The scores of all classes, given the sums of what the places of a state tell."""
        hidden = (sums + self._bias).reshape(len(sums), self._width, self._pieces).max(axis=2)
        weights, bias = self._score
        scores: Floats = hidden @ weights + bias
        return scores

    def _outside(self, places: NDArray[np.float32], space: NDArray[np.bool_], stops: NDArray[np.bool_]) -> NDArray[np.intp]:
        """What is chosen at each token where no entity is open."""
        scores = self._scores(places[:, 0] + self._nothing[1] + self._nothing[2])
        scores[:, self._inside] = _NEVER
        scores[np.ix_(space | stops, self._kind == "B")] = _NEVER
        scores[np.ix_(space, self._kind == "U")] = _NEVER
        chosen: NDArray[np.intp] = scores.argmax(axis=1)
        return chosen

    def _ends(self, places: NDArray[np.float32], stops: NDArray[np.bool_], chosen: NDArray[np.intp]) -> dict[int, int]:
        """The end of the entity that begins at each token where one may begin."""
        first = np.flatnonzero(self._kind[chosen] == "B")
        here = first + 1
        on, off = np.array([self._within[one] for one in chosen[first].tolist()], dtype=np.intp).reshape(-1, 2).T
        ends: dict[int, int] = {}
        while len(first):
            scores = self._scores(places[here, 0] + places[first, 1] + places[here - 1, 2])
            row = np.arange(len(first))
            further, last = scores[row, on], scores[row, off]
            more = ((further > last) | ((further == last) & (on < off))) & ~stops[here]
            ends.update(zip(first[~more].tolist(), (here[~more] + 1).tolist(), strict=True))
            first, here, on, off = first[more], here[more] + 1, on[more], off[more]
        return ends
