"""Reading the codebook's data files: YAML in, validated immutable structs out."""

from importlib.resources import files
from typing import TypeVar

import msgspec

from standoff.core.errors import CodebookError

T = TypeVar("T")


def decode(raw: bytes, shape: type[T], where: str) -> T:
    """The YAML document `raw` as a `shape`; raises CodebookError naming `where` and the offending field."""
    try:
        return msgspec.yaml.decode(raw, type=shape)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise CodebookError(f"{where}: {error}") from error


def load(name: str, shape: type[T]) -> T:
    """The shipped data file `name` (such as "acts.yaml" or "actors/states.yaml") as a `shape`."""
    raw = files("standoff.codebook").joinpath("data", name).read_bytes()
    return decode(raw, shape, f"codebook/data/{name}")


def data_text(name: str) -> str:
    """The shipped data file `name` as text."""
    return files("standoff.codebook").joinpath("data", name).read_text(encoding="utf-8")
