"""How likely each line of a page is furniture: a boosted forest of small trees over the signs of the line and its neighbours."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from standoff.codebook.noise import furniture_words
from standoff.reading.networks import network
from standoff.reading.noise_signs import signs_of

FOREST = "noise"


def furniture(lines: Sequence[str]) -> NDArray[np.float32]:
    """The probability that each of `lines` is not the article: the non-blank lines of one page, in order."""
    if not lines:
        return np.zeros(0, dtype=np.float32)
    scores = network(FOREST).run({"signs": signs_of(lines, furniture_words())})["score"][:, 0]
    return np.asarray(1.0 / (1.0 + np.exp(-scores)), dtype=np.float32)
