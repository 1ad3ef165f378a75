"""The formats that articles come in, one file each: a file here that defines `FORMAT` is a format, nothing else to do."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import PurePath

from standoff.core.errors import UsageError
from standoff.intake.formats.format import Format

FALLBACK = "text"


@cache
def formats() -> dict[str, Format]:
    """Every format by its name, in the order in which they are tried on unnamed bytes."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {each.name: each for each in sorted(found, key=lambda each: (each.name == FALLBACK, each.name))}


def by_name(name: str) -> Format:
    """The format called `name`; raises UsageError with the names there are."""
    try:
        return formats()[name]
    except KeyError:
        raise UsageError(f"no input format {name!r}: choose one of {', '.join(formats())}") from None


def by_extension(name: str) -> Format | None:
    """The format that a file's name says, `.gz` aside; None where it does not say."""
    suffix = _suffix(name)
    return next((each for each in formats().values() if suffix and suffix in each.extensions), None)


def by_content(head: bytes) -> Format:
    """The format that the first bytes look like; plain text where they look like nothing else."""
    return next((each for each in formats().values() if each.looks_like(head)), formats()[FALLBACK])


def known(name: str) -> bool:
    """Whether a file of this name is taken from a folder: an extension of ours, or none at all."""
    return not _suffix(name) or by_extension(name) is not None


def _suffix(name: str) -> str:
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix
