"""Words that name no issue by themselves, and words that name one and the same."""

from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec

from standoff.codebook.files import load
from standoff.core.errors import CodebookError

LONGEST = 64  # letters of a beginning: a text of millions of letters without a space is asked no more of than this
LEAST_STEM = 3  # letters before a `*`: a shorter beginning would fit half the dictionary


class Kin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that name one thing which parties contend over; `name` calls it where texts agree on no wording."""

    id: str
    name: str
    words: tuple[str, ...]


class _TopicsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    generic: tuple[str, ...]
    kin: tuple[Kin, ...]
    aside: tuple[str, ...]
    verbal: tuple[str, ...]
    nouns: tuple[str, ...]


@cache
def generic_words() -> frozenset[str]:
    """Words that any crisis is told with, in lower case."""
    return frozenset(_file().generic)


@lru_cache(maxsize=65536)
def is_aside(word: str) -> bool:
    """Whether a word in lower case is a part of an issue's name at most."""
    exact, beginnings = _aside()
    return word in exact or any(word[:length] in beginnings for length in range(LEAST_STEM, min(len(word), LONGEST) + 1))


@cache
def verbal_words() -> frozenset[str]:
    """Words after which a verb stands, in lower case."""
    return frozenset(_file().verbal)


@cache
def noun_words() -> frozenset[str]:
    """Generic words that are nouns, in lower case: what stands before one says what kind of thing it is."""
    return frozenset(_file().nouns)


@cache
def kin() -> Mapping[str, Kin]:
    """The groups of words by id; raises CodebookError where a word stands in two groups or fits too much."""
    found = {group.id: group for group in _file().kin}
    words = [word for group in _file().kin for word in group.words]
    twice = sorted({word for word in words if words.count(word) > 1})
    short = [word for word in words if word.endswith("*") and len(word) <= LEAST_STEM]
    if twice or short or len(found) < len(_file().kin):
        raise CodebookError(
            f"issues.yaml: in kin, give each id and word once, three letters before a *: {twice or short or 'ids'}"
        )
    return found


@lru_cache(maxsize=65536)
def kin_of(word: str) -> str | None:
    """The id of the group that a word in lower case belongs to, or None."""
    exact, beginnings = _words()
    if word in exact:
        return exact[word]
    ends = (word[:length] for length in range(min(len(word), LONGEST), LEAST_STEM - 1, -1))
    return next((beginnings[start] for start in ends if start in beginnings), None)


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    """The group of each whole word, and of each beginning of words."""
    pairs = [(word, group.id) for group in kin().values() for word in group.words]
    return (
        {word: group for word, group in pairs if not word.endswith("*")},
        {word[:-1]: group for word, group in pairs if word.endswith("*")},
    )


@cache
def _aside() -> tuple[frozenset[str], frozenset[str]]:
    """The whole words, and the beginnings of words."""
    words = _file().aside
    return frozenset(w for w in words if not w.endswith("*")), frozenset(w[:-1] for w in words if w.endswith("*"))


@cache
def _file() -> _TopicsFile:
    return load("issues.yaml", _TopicsFile)
