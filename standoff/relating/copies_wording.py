"""Wording of two texts that share much: filled-in templates, boilerplate around them, and quotations that stand in both."""

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise

from standoff.codebook.commonness import share_at_large
from standoff.relating.copies import GRAM, WORD, words_of
from standoff.relating.stories_words import terms_of

# A run of this many shared words is a text, not a template's frame: in the silver pairs of Reuters-21578, the daily
# forms (interventions, prime rates, weather) break off after 12 to 28 words, corrected items after 40 or more.
FRAME = 30
# A template's slots come this close together (words a slot), and most differences are slots.
SLOT_EVERY = 40
LEAST_SLOTS = 2
LONG_SLOT = 8  # words: a longer replacement is rewritten text
# As many numbers of three digits or more in common are one set of facts, not a form: a corrected table, for one.
SAME_NUMBERS = 3
# Boilerplate is no longer than this (words), and leaves each text so many words of its own in one piece, a sentence at least.
MOST_BOILERPLATE = 100
LEAST_OWN = 15
# Boilerplate holds less than this share of what either text's own words tell of. Of the silver pairs of Reuters-21578 none is
# lost by these bounds; among those with own words in one piece, a retold story holds a quarter or more.
NOT_TOLD = 0.2
LEAST_TELLING = 4  # words; of fewer nothing can be said
TELLING = 0.1  # words in more of all news articles than this tell nothing of what a text is about
QUOTED = 5  # words: a shorter quotation is a phrase that anybody may use
_QUOTATION = re.compile(r"[“\"«„]([^“”\"«»„]{15,600})[”\"»“]")
_SENTENCE_END = re.compile(r"(?:^|[.!?:\n“\"]\s*)$")


def is_template(a: str, b: str) -> bool:
    """Whether the two texts are one form filled in twice: they differ mostly in numbers and names, slot after slot.

    Asked only of texts without a shared run of `FRAME` words. Which text is named first does not matter.
    """
    words_a, words_b = map(_cased, sorted((a, b)))
    matcher = SequenceMatcher(None, [word.lower() for word in words_a], [word.lower() for word in words_b], autojunk=False)
    changes = [one for one in matcher.get_opcodes() if one[0] != "equal"]
    slots = sum(
        tag == "replace" and _is_slot(words_a[start:end]) and _is_slot(words_b[first:last])
        for tag, start, end, first, last in changes
    )
    if slots < LEAST_SLOTS or 2 * slots < len(changes) or slots * SLOT_EVERY < min(len(words_a), len(words_b)):
        return False
    kept = {word for tag, start, end, *_ in matcher.get_opcodes() if tag == "equal" for word in words_a[start:end]}
    return sum(_tells(word) for word in kept) < SAME_NUMBERS


def is_boilerplate(a: str, b: str) -> bool:
    """Whether the two texts share only words around what each tells: a footer, a plea to subscribe, a standing heading.

    Each has its own words in one unbroken piece, and hardly any of what these speak of stands in the shared words. Where it
    does, one story was given a new opening. Which text is named first does not matter.
    """
    grams_a, grams_b = (_grams(words_of(text)) for text in (a, b))
    shared = set(grams_a) & set(grams_b)
    parts = [_own_and_shared(text, grams, shared) for text, grams in ((a, grams_a), (b, grams_b))]
    return all(part is not None and _is_apart(*part) for part in parts)


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[place : place + GRAM]) for place in range(len(words) - GRAM + 1)]


def _own_and_shared(text: str, grams: list[tuple[str, ...]], shared: set[tuple[str, ...]]) -> tuple[str, str] | None:
    """A text's own words and those around them; None where they lie in pieces, are too few, or too much is shared."""
    taken = [place for place, gram in enumerate(grams) if gram in shared]
    edges = [(-1, -1), *((place, place + GRAM - 1) for place in taken), (len(grams) + GRAM - 1, 0)]
    gaps = [(last + 1, first) for (_, last), (first, _) in pairwise(edges) if first > last + 1]
    if len(gaps) != 1:
        return None
    first, end = gaps[0]
    if end - first < LEAST_OWN or len(grams) + GRAM - 1 - (end - first) > MOST_BOILERPLATE:
        return None
    normal = text if text.isascii() else unicodedata.normalize("NFKC", text)
    words = list(WORD.finditer(normal))
    start, stop = words[first].start(), words[end - 1].end()
    return normal[start:stop], f"{normal[:start]} {normal[stop:]}"


def _is_apart(own: str, around: str) -> bool:
    """Whether what the own words tell of is hardly spoken of around them."""
    telling = {word for word in terms_of(own) if len(word) > 1 and share_at_large(word) < TELLING}
    return len(telling) >= LEAST_TELLING and len(telling & terms_of(around).keys()) < NOT_TOLD * len(telling)


def _tells(word: str) -> bool:
    """Whether it is a number that hardly stands in two texts by chance: not round, not a year."""
    return word.isdigit() and len(word) >= 3 and not word.endswith("00") and not (len(word) == 4 and word[:2] in ("19", "20"))


def _cased(text: str) -> list[str]:
    """The words with their case, but those that a sentence begins with in lower case."""
    return [
        match.group().lower() if _SENTENCE_END.search(text, max(0, match.start() - 4), match.start()) else match.group()
        for match in WORD.finditer(text)
    ]


def _is_slot(words: list[str]) -> bool:
    filled = any(word[0].isupper() or any(map(str.isdigit, word)) for word in words)
    return filled and len(words) <= LONG_SLOT


def shared_quotations(a: str, b: str) -> tuple[str, ...]:
    """The quotations of the one whose words, `QUOTED` or more of them, are quoted in the other too, whole or in part."""
    one, other = (_quoted(text) for text in sorted((a, b)))
    return tuple(words for words in one if any(words in its or its in words for its in other))


def _quoted(text: str) -> list[str]:
    """The words of each quotation that is long enough, once, between spaces."""
    quotations = (words_of(quotation) for quotation in _QUOTATION.findall(text))
    return list(dict.fromkeys(f" {' '.join(words)} " for words in quotations if len(words) >= QUOTED))
