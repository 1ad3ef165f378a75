"""The mean of two trained networks of acts, as a graph with int8 weights: surer of what both have learnt than either alone.

    python -m train.acts_mean FIRST.float.onnx SECOND.float.onnx --share 0.65 --out FOLDER

Both have to come from one start and one seed, with ever more to learn from (`train.acts --resume`), or their weights have
nothing to do with one another. Wortsman and others (2022), "Model soups".
"""

import numpy as np
import onnx
from onnx import numpy_helper

from train.lean import shipped
from train.two import two_given


def mean(first: onnx.ModelProto, second: onnx.ModelProto, share: float) -> onnx.ModelProto:
    """The first graph with the weights of both, those of the second by `share` (0 to 1); raises ValueError on other graphs."""
    others = {one.name: numpy_helper.to_array(one) for one in second.graph.initializer}
    if others.keys() != {one.name for one in first.graph.initializer}:
        raise ValueError("the two graphs do not hold the same weights")
    for one in first.graph.initializer:
        own = numpy_helper.to_array(one)
        if np.issubdtype(own.dtype, np.floating):
            mixed = (1 - share) * own + share * others[one.name]
            one.CopyFrom(numpy_helper.from_array(mixed.astype(own.dtype), one.name))
    return first


def main() -> None:
    """Average and write the graph."""
    args = two_given(str(__doc__))
    whole = args.out / "acts.float.onnx"
    onnx.save(mean(onnx.load(args.first), onnx.load(args.second), args.share), whole)
    shipped(whole, args.out / "acts.onnx")


if __name__ == "__main__":
    main()
