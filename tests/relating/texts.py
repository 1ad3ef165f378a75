"""Texts of invented crises, long enough to be copied, cut and taken together."""

import random

# fmt: off
WORDS = [
    "harbour", "minister", "envoy", "strait", "convoy", "pilot", "lantern", "treaty", "border", "granite", "copper", "orchard",
    "signal", "council", "ferry", "winter", "autumn", "meadow", "canal", "quarry", "bridge", "tunnel", "garrison", "patrol",
    "radio", "bakery", "violin", "theatre", "glacier", "valley", "said", "told", "asked", "warned", "promised", "refused",
    "agreed", "opened", "closed", "moved", "carried", "counted", "waited", "answered", "wrote", "before", "after", "under",
    "over", "against", "without", "along", "between", "during", "beyond", "quickly", "slowly", "early", "late", "twice",
    "again", "the", "a", "its", "their", "every", "another", "many", "few", "several", "northern", "southern", "eastern",
    "western", "small", "large", "old", "new",
]
# fmt: on


def story(seed: int, sentences: int = 12) -> list[str]:
    """A text of its own for each seed: sentences of 9 to 18 words that no other seed repeats."""
    draw = random.Random(seed)  # noqa: S311 - sentences, not secrets
    return [" ".join(draw.choices(WORDS, k=draw.randint(9, 18))).capitalize() + "." for _ in range(sentences)]


def text(sentences: list[str]) -> str:
    return " ".join(sentences)
