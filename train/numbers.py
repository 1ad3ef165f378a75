"""The kind of numbers in which this processor trains fastest."""

import time
from functools import cache

import torch

_ROWS, _WIDE, _OFTEN = 1024, 768, 5


@cache
def quickest() -> torch.dtype:
    """Bfloat16 or float32, whichever multiplies matrices of an encoder's size faster here.

    Processors with tiles (AMX) take a tenth of the time for bfloat16, others up to twice as long. The weights that are trained
    are kept in float32 either way, and what is learnt differs by no more than by another seed.
    """
    return min((torch.bfloat16, torch.float32), key=_seconds)


def _seconds(kind: torch.dtype) -> float:
    with torch.no_grad():
        layer, given = torch.nn.Linear(_WIDE, 4 * _WIDE).to(kind), torch.ones(_ROWS, _WIDE, dtype=kind)
        layer(given)  # what is made ready once does not count
        started = time.perf_counter()
        for _ in range(_OFTEN):
            layer(given)
        return time.perf_counter() - started
