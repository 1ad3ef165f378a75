"""How numbers, their modifiers and units are written, and which of them are figures of substance."""

from functools import cache, cached_property

import msgspec

from standoff.codebook.files import load
from standoff.core.errors import CodebookError


class Bounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that leave the top open (above), the bottom open (below), or neither (about)."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    about: tuple[str, ...]


class Directions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that say a number has risen or fallen."""

    up: frozenset[str]
    down: frozenset[str]


class Currency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A currency: its name, the unit that figures are given in, and how it is written."""

    name: str
    unit: str
    words: tuple[str, ...]
    symbols: tuple[str, ...] = ()


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"kind": "class"}):
    """A unit of measurement, its class and its forms."""

    name: str
    kind: str
    unit: str
    forms: tuple[str, ...]


class QuantityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All words of quantities, as `quantities.yaml` lists them."""

    magnitudes: dict[str, float]
    short_magnitudes: dict[str, float]
    vague: dict[str, tuple[int, int]]
    several: tuple[str, ...]
    scales: tuple[str, ...]
    modifiers: Bounds
    after: Bounds
    neutral: frozenset[str]
    at_most: tuple[str, ...]
    directions: Directions
    drifts: frozenset[str]
    streets: frozenset[str]
    currencies: tuple[Currency, ...]
    measures: tuple[Measure, ...]
    kept_measures: frozenset[str]
    contextual_measures: frozenset[str]
    money_least: float
    share_words: frozenset[str]
    wholes: frozenset[str]
    market_words: frozenset[str]
    measured_words: frozenset[str]
    timed_words: frozenset[str]
    lasting_words: frozenset[str]
    people: frozenset[str]
    people_large: frozenset[str]
    people_least: int
    harm: frozenset[str]
    arms: frozenset[str]
    arms_least: int
    states: frozenset[str]
    states_least: int
    counting: frozenset[str]
    changing: frozenset[str]
    other_least: int
    never: frozenset[str]
    change_verbs: frozenset[str]

    @cached_property
    def measure_forms(self) -> dict[str, Measure]:
        """Measures by each of their forms."""
        return {form: measure for measure in self.measures for form in measure.forms}

    @cached_property
    def currency_forms(self) -> dict[str, Currency]:
        """Currencies by each of their symbols and words."""
        return {form: currency for currency in self.currencies for form in (*currency.symbols, *currency.words)}


@cache
def quantity_words() -> QuantityWords:
    """The words of quantities; raises CodebookError where the file breaks its rules."""
    words = load("quantities.yaml", QuantityWords)
    for name, (low, high) in words.vague.items():
        if low >= high:
            raise CodebookError(f"quantities.yaml: {name!r} must run from a smaller to a larger number")
    forms = [form for measure in words.measures for form in measure.forms]
    if len(forms) != len(set(forms)):
        raise CodebookError("quantities.yaml: a form stands under two measures; take it out of one")
    return words
