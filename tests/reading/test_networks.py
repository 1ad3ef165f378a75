import numpy as np
import pytest

from standoff.core.errors import ModelMissing
from standoff.reading.networks import batches, network, padded


def test_rows_are_filled_up_to_the_longest() -> None:
    assert np.array_equal(padded([[5], [6, 7]], fill=9), [[5, 9], [6, 7]])


def test_no_rows_are_an_empty_table() -> None:
    assert padded([]).shape == (0, 0)


def test_every_row_is_in_one_batch_and_rows_of_like_length_stand_together() -> None:
    assert list(batches([9, 2, 3, 50], most=20)) == [[1, 2], [0], [3]]


def test_a_network_that_does_not_ship_is_told() -> None:
    with pytest.raises(ModelMissing, match="no_such_network"):
        network("no_such_network")
