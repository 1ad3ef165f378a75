"""The trained networks that ship with the reader: small ONNX graphs, loaded when first asked for, one thread each.

A network is a pure function of arrays. Nothing is fetched: the graphs lie in `standoff/reading/models`; how they were trained,
and on what, is told in `train/README.md`. A process keeps each graph once; processes that are spawned load their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from standoff.core.errors import ModelMissing

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Array = NDArray[Any]

# The runtime's own joint operator of these steps takes five times as long as the steps by themselves (version 1.31).
_SLOWER_TOGETHER = ["SkipLayerNormFusion"]


class Network:
    """One graph; `run` takes arrays by the graph's input names and gives its outputs by theirs."""

    def __init__(self, session: "InferenceSession") -> None:
        self._session = session
        self._inputs = tuple(one.name for one in session.get_inputs())
        self._outputs = tuple(one.name for one in session.get_outputs())

    def run(self, inputs: Mapping[str, Array]) -> dict[str, Array]:
        """The outputs for `inputs`; raises KeyError where an input of the graph is not given."""
        found = self._session.run(None, {name: inputs[name] for name in self._inputs})
        return dict(zip(self._outputs, found, strict=True))


@cache
def network(name: str) -> Network:
    """The network `name` (its file without `.onnx`), loaded once a process; raises ModelMissing where it is not there."""
    import onnxruntime  # here, so that a reading without networks does not wait for it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    with as_file(files("standoff.reading").joinpath("models", f"{name}.onnx")) as path:
        if not path.is_file():
            raise ModelMissing(f"the network {name!r} is not among the package's files; install standoff anew")
        return Network(
            onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER_TOGETHER
            )
        )


def padded(rows: Sequence[Sequence[int]], fill: int = 0) -> Array:
    """The rows as one array of int64, filled up to the length of the longest one."""
    table = np.full((len(rows), max(map(len, rows), default=0)), fill, dtype=np.int64)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table


def batches(lengths: Sequence[int], most: int) -> Iterable[list[int]]:
    """The places of rows of these `lengths`, in batches of like length; a batch fills at most `most` cells, or is one row."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[place] > most:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
