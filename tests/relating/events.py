"""Articles of invented events: each event has names and words of its own, every article tells it in other sentences."""

import random

from standoff.relating.stories_index import Days, Outline

SYLLABLES = [
    "bor",
    "dan",
    "el",
    "fro",
    "gim",
    "hal",
    "ist",
    "kar",
    "lum",
    "mor",
    "nev",
    "osk",
    "pra",
    "quil",
    "rud",
    "sten",
    "tav",
    "vel",
]


# fmt: off
COMMON = [
    "the", "a", "of", "to", "in", "for", "on", "with", "that", "have", "has", "was", "were", "be", "been", "will",
    "would", "could", "may", "said", "says", "told", "asked", "added", "after", "before", "about", "against", "between",
    "during", "while", "because", "when", "where", "which", "who", "their", "its", "his", "her", "they", "not", "no",
    "more", "most", "many", "some", "other", "people", "government", "country", "week", "day", "year", "time", "state",
    "national", "public", "part", "first", "last", "new", "also", "only", "still", "even", "now", "then",
]
# fmt: on


def own_words(event: int) -> list[str]:
    """Fourteen words of this event alone, the first four of them names."""
    draw = random.Random(f"event {event}")  # noqa: S311 - sentences, not secrets
    words = ["".join(draw.choices(SYLLABLES, k=3)) + "x" * (event % 3) for _ in range(14)]
    return [word.capitalize() for word in words[:4]] + words[4:]


def telling(event: int, edition: int, sentences: int = 12) -> str:
    """One article about an event; another edition tells it in other sentences."""
    draw = random.Random(f"{event} {edition}")  # noqa: S311
    own = own_words(event)
    told = []
    for _ in range(sentences):
        words = [*draw.choices(own, k=3), *draw.choices(COMMON, k=9)]
        draw.shuffle(words)
        told.append("The " + " ".join(words) + ".")
    return " ".join(told)


def on_day(day: int | None, title: str = "", **fields: tuple[str, ...]) -> Outline:
    """An outline of an article that came out on this day (counted from some day)."""
    return Outline(days=None if day is None else Days(738_000 + day, 738_000 + day), title=title, **fields)
