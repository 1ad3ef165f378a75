"""The words of time: months, weekdays, units, holidays, number words, and what tells the past from the future."""

from functools import cache

import msgspec

from standoff.codebook.files import load
from standoff.core.errors import CodebookError


class Month(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A month; `word` where its name is also an ordinary word or a given name."""

    number: int
    name: str
    short: tuple[str, ...] = ()
    lower: bool = False
    word: bool = False


class Weekday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day of the week by its ISO number (Monday is 1)."""

    number: int
    name: str
    short: tuple[str, ...] = ()


class Season(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A northern season: its TIMEX3 code, first and last month."""

    name: str
    code: str
    first: int
    last: int
    word: bool = False


class TimeUnit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of time; `reach` in days is how far "recent" or "coming" ones span without a number."""

    name: str
    letter: str
    reach: int
    plural: str | None = None
    clock: bool = False
    factor: int = 1

    @property
    def many(self) -> str:
        """The plural."""
        return self.plural or f"{self.name}s"


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named day: fixed, the nth weekday of a month, or (neither given) movable."""

    name: str
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None


class References(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for no more than now, before and after."""

    present: tuple[str, ...]
    past: tuple[str, ...]
    future: tuple[str, ...]


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words of time, as `time.yaml` lists them."""

    months: tuple[Month, ...]
    before_month: tuple[str, ...]
    weekdays: tuple[Weekday, ...]
    seasons: tuple[Season, ...]
    units: tuple[TimeUnit, ...]
    holidays: tuple[Holiday, ...]
    references: References
    sets: dict[str, str]
    forward: tuple[str, ...]
    backward: tuple[str, ...]
    plans: frozenset[str]
    reports: frozenset[str]
    numbers: dict[str, int]
    scales: dict[str, int]
    ordinals: tuple[str, ...]
    vague: tuple[str, ...]
    approximations: tuple[str, ...]


@cache
def time_words() -> TimeWords:
    """The words of time; raises CodebookError where the file breaks its rules."""
    words = load("time.yaml", TimeWords)
    if sorted(m.number for m in words.months) != list(range(1, 13)):
        raise CodebookError("time.yaml: the months must be numbered 1 to 12, each once")
    if sorted(d.number for d in words.weekdays) != list(range(1, 8)):
        raise CodebookError("time.yaml: the weekdays must be numbered 1 (Monday) to 7 (Sunday), each once")
    if len(words.ordinals) != 31:
        raise CodebookError("time.yaml: the ordinals must run from first to thirty-first")
    return words
