"""The words by which something is forecast."""

from functools import cache

import msgspec

from standoff.codebook.files import load


class ForecastWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words of forecasts, as `forecasts.yaml` lists them."""

    expecting: frozenset[str]
    future_by_themselves: frozenset[str]
    modals: frozenset[str]
    possible: frozenset[str]
    certain: frozenset[str]
    likely: frozenset[str]
    agenda: frozenset[str]
    guessing: frozenset[str]
    befall: frozenset[str]
    judged: frozenset[str]
    chances: frozenset[str]
    doubting: frozenset[str]
    confidence: tuple[str, ...]
    impending: frozenset[str]
    foretelling: frozenset[str]


@cache
def forecast_words() -> ForecastWords:
    """The words of forecasts; raises CodebookError where the file breaks its rules."""
    return load("forecasts.yaml", ForecastWords)
