"""Vectors of words in their context, as spaCy's convolutional layers give them, worked out for one text at a time.

The same weights and the same steps as the pipeline's own `tok2vec`, but only what reading needs: a word that occurs again is
embedded once, and matrices are multiplied by NumPy, which knows newer processors than spaCy's own routine. A text's vectors
do not depend on which texts are read beside it.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from standoff.reading.parsing_columns import Columns, UnknownLayers, columns_of

if TYPE_CHECKING:
    from thinc.api import Model

Floats = NDArray[np.float32]

_EMBEDDING = ("extract_features", "list2ragged", "ragged2list", "ints-getitem", "hashembed")
_LAYERS = ("maxout", "layernorm", "dropout", "expand_window")
_TINY = np.float32(1e-8)  # what thinc adds to a variance
# Odd numbers near 2**64 over the golden ratio and over the square root of three: they spread what is told by several columns.
_SPREAD = (0x9E3779B97F4A7C15, 0x93CD3A2C8198E269)


class _Layer:
    """The greatest of several linear maps, normalised: `maxout>>layernorm`."""

    def __init__(self, maxout: "Model[Any, Any]", norm: "Model[Any, Any]") -> None:
        weights: Any = maxout.get_param("W")  # width, pieces, inputs
        self.width, self.pieces, self.inputs = weights.shape
        self._weights: Floats = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(self.inputs, -1))
        self._bias: Floats = np.ascontiguousarray(np.asarray(maxout.get_param("b")).T.reshape(-1))
        if self.pieces < 2:
            raise UnknownLayers("a layer with one piece")
        self._scale = np.asarray(norm.get_param("G"))
        self._shift = np.asarray(norm.get_param("b"))

    def __call__(self, rows: Floats, room: Floats | None = None) -> Floats:
        """The rows through the layer; `room` takes what is worked out on the way, so that no memory is asked for."""
        width = self.width
        pieces: Floats = np.matmul(rows, self._weights, out=room)
        pieces += self._bias
        found: Floats = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        for start in range(2 * width, pieces.shape[1], width):
            np.maximum(found, pieces[:, start : start + width], out=found)
        found -= np.add.reduce(found, axis=1, keepdims=True) / width
        spread = np.einsum("ij,ij->i", found, found) / np.float32(width) + _TINY
        found *= (spread ** np.float32(-0.5))[:, None]
        found *= self._scale
        found += self._shift
        return found


class Vectors:
    """The vectors of a text's tokens, by the weights of a `tok2vec` model; raises UnknownLayers where its layers are others."""

    def __init__(self, model: "Model[Any, Any]") -> None:
        nodes = {name: [one for one in model.walk() if one.name == name] for name in (*_EMBEDDING, *_LAYERS)}
        maxouts, norms, windows = nodes["maxout"], nodes["layernorm"], nodes["expand_window"]
        self._check(model, nodes)
        self.columns: list[str] = nodes["extract_features"][0].attrs["columns"]
        self._tables = [(one.get_param("E"), one.attrs["seed"], one.attrs["column"]) for one in nodes["hashembed"]]
        self._ops: Any = model.ops
        self._embedding, *self._encoding = [_Layer(*pair) for pair in zip(maxouts, norms, strict=True)]
        self._edge = len(windows)  # rows of nothing before and after a text, as spaCy keeps its texts apart
        self.width: int = self._embedding.width
        self._room = self._encoding[0].pieces * self.width

    @staticmethod
    def _check(model: "Model[Any, Any]", nodes: "dict[str, list[Model[Any, Any]]]") -> None:
        """Raise UnknownLayers unless this is an embedding by hashes and residual windows of one word to each side."""
        known = {*nodes, "ragged2list"}
        plain = all(one.name in known or one.layers for one in model.walk())
        depth = len(nodes["expand_window"])
        outer = [one for one in model.walk() if one.name.startswith("with_array(residual(")]
        shaped = len(nodes["maxout"]) == len(nodes["layernorm"]) == depth + 1 and len(outer) == 1
        windows = all(one.attrs["window_size"] == 1 for one in nodes["expand_window"])
        if not (plain and shaped and windows and outer[0].attrs.get("pad") == depth):
            raise UnknownLayers(f"layers that are not known: {model.name}")

    def __call__(self, doc: Doc) -> Floats:
        """One row a token."""
        if not len(doc):
            return np.zeros((0, self.width), dtype=np.float32)
        edge = self._edge
        # One row more at both ends, always empty, so that each window is three slices.
        rows = np.zeros((len(doc) + 2 * edge + 2, self.width), dtype=np.float32)
        inner = rows[1:-1]
        inner[edge:-edge] = self._embedded(doc)
        windows = np.empty((len(inner), 3 * self.width), dtype=np.float32)
        room = np.empty((len(inner), self._room), dtype=np.float32)
        for layer in self._encoding:
            for side in range(3):
                windows[:, side * self.width : (side + 1) * self.width] = rows[side : side + len(inner)]
            inner += layer(windows, room)
        return inner[edge:-edge]

    def _embedded(self, doc: Doc) -> Floats:
        """The vectors of the tokens by themselves; tokens that are alike in all columns are worked out once."""
        features: Columns = columns_of(doc, self.columns)
        code = np.zeros(len(features), dtype=np.uint64)
        for place in range(features.shape[1]):
            code = (code ^ features[:, place]) * np.uint64(_SPREAD[place % 2])
            code ^= code >> np.uint64(29)
        _, first, which = np.unique(code, return_index=True, return_inverse=True)
        alike = np.ascontiguousarray(features[first])
        parts = [
            self._ops.gather_add(table, self._ops.hash(np.ascontiguousarray(alike[:, column]), seed) % len(table))
            for table, seed, column in self._tables
        ]
        return self._embedding(np.concatenate(parts, axis=1))[which]
