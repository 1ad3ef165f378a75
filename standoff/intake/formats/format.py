"""What a format is: a name, extensions, a look at the first bytes, and a reader."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from standoff.intake.drafts import Draft, Refused
from standoff.intake.options import IntakeOptions
from standoff.intake.stream import Stream

Reader = Callable[[Stream, IntakeOptions], Iterator[Draft | Refused]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """One format of input.

    `read` yields drafts lazily, and `Refused` for a row that fails alone; an InputError that it raises ends the file.
    """

    name: str
    extensions: frozenset[str]
    looks_like: Callable[[bytes], bool]
    read: Reader
