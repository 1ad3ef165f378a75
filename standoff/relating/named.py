"""The actors named in a text, found once where several ask: statements share their sentences, and steps their article."""

from functools import lru_cache

from standoff.codebook.world import Match, world


@lru_cache(maxsize=64)
def named_in(text: str) -> tuple[Match, ...]:
    """Every form of a known actor in the text, left to right."""
    return tuple(world().find(text))
