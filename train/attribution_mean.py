"""The mean of two checkpoints of the attribution network, written as graphs: steadier than either.

    python -m train.attribution_mean FIRST SECOND --share 0.6 --out FOLDER

The second has to come from the first (`--start`), or their weights have nothing to do with one another.
"""

import torch

from train.attribution_export import export
from train.attribution_torch import Reader, Roles, checkpoint
from train.two import two_given

Weights = dict[str, torch.Tensor]


def mean(first: Weights, second: Weights, share: float) -> Weights:
    """The weights of both, those of the second by `share` (0 to 1), in full precision."""
    return {
        name: torch.lerp(one.float(), second[name].float(), share) if one.is_floating_point() else one
        for name, one in first.items()
    }


def main() -> None:
    """Average and write the graphs."""
    args = two_given(str(__doc__))
    given = [checkpoint(file) for file in (args.first, args.second)]
    reader, roles = Reader(), Roles()
    for part, network in (("reader", reader), ("roles", roles)):
        network.load_state_dict(mean(given[0][part], given[1][part], args.share))
    export(reader, roles, args.out)


if __name__ == "__main__":
    main()
