"""What both scripts ask for that take the mean of two trained networks."""

import argparse
from pathlib import Path


def two_given(about: str) -> argparse.Namespace:
    """The two files, the share of the second one (0 to 1), and the folder for what is made of them."""
    cli = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("first", type=Path)
    cli.add_argument("second", type=Path)
    cli.add_argument("--share", type=float, default=0.5, help="of the second one, 0 to 1")
    cli.add_argument("--out", type=Path, required=True)
    args = cli.parse_args()
    if not 0 <= args.share <= 1:
        cli.error(f"--share {args.share:g} is not from 0 to 1")
    args.out.mkdir(parents=True, exist_ok=True)
    return args
