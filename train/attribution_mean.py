"""The mean of two checkpoints of the attribution network, written as graphs: steadier than either.

    python -m train.attribution_mean FIRST SECOND --share 0.6 --out FOLDER

The second has to come from the first (`--start`), or their weights have nothing to do with one another.
"""

import argparse
from pathlib import Path

import torch

from train.attribution_export import export
from train.attribution_torch import Reader, Roles

Weights = dict[str, torch.Tensor]


def mean(first: Weights, second: Weights, share: float) -> Weights:
    """The weights of both, those of the second by `share` (0 to 1), in full precision."""
    return {
        name: torch.lerp(one.float(), second[name].float(), share) if one.is_floating_point() else one
        for name, one in first.items()
    }


def main() -> None:
    """Average and write the graphs."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("first", type=Path)
    cli.add_argument("second", type=Path)
    cli.add_argument("--share", type=float, default=0.5, help="of the second one")
    cli.add_argument("--out", type=Path, required=True)
    args = cli.parse_args()
    given = [torch.load(file) for file in (args.first, args.second)]
    reader, roles = Reader(), Roles()
    for part, network in (("reader", reader), ("roles", roles)):
        network.load_state_dict(mean(given[0][part], given[1][part], args.share))
    export(reader, roles, args.out)


if __name__ == "__main__":
    main()
