"""A text's tokens as columns of numbers, which is how the quick stages of `parsing` read and write them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Columns = NDArray[np.uint64]


class UnknownLayers(ValueError):
    """A component of a pipeline is made otherwise than the quick stages know; spaCy's own code runs it."""


def columns_of(doc: Doc, names: Sequence[str]) -> Columns:
    """These attributes of all tokens: one row a token; strings as the numbers that the vocabulary has for them."""
    made: Any = doc.to_array(list(names))
    found: Columns = made.reshape(len(doc), len(names))
    return found


def set_columns(doc: Doc, names: Sequence[str], values: Columns) -> None:
    """Set these attributes of all tokens."""
    written: Any = values
    doc.from_array(list(names), written)
