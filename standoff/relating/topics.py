"""Topics: the things that a statement is about, by the words of its own text, each with the wordings used for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from standoff.codebook.acts import acts
from standoff.codebook.topics import generic_words, is_aside, kin_of, noun_words, verbal_words
from standoff.core.records import Statement
from standoff.relating.named import named_in

MOST_WORDS = 3  # topic words of a wording: "short-range ballistic missiles" is one, a longer run is a list
LEAST_LETTERS = 3
_TOKEN = re.compile(r"[^\W\d_][\w-]*")
_LINK = "of"  # "release of prisoners" is one wording
_ARTICLES = frozenset(
    ["the", "a", "an", "any", "no", "its", "their", "his", "our", "your", "these", "those", "all", "more", "further", "such"]
)
_BEFORE_NOUNS = _ARTICLES | {
    "of", "on", "over", "about", "for", "from", "with", "against", "in", "under", "into", "by", "new", "some", "without",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Topic:
    """What one statement shows of one of its topics: its word, the wordings that could be a name, and how the word stands there.

    `noun` and `verb` as its neighbours tell; `focus`: in what the reader found the statement to be about.
    """

    key: str
    word: str
    wordings: tuple[str, ...]
    noun: bool
    verb: bool
    focus: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    word: str
    key: str | None  # None: a word that names no topic
    before: str  # the word before it, in lower case; "@" for an actor's name, "" where a mark stands between
    actor: bool  # part of an actor's name


def topics_of(statement: Statement) -> dict[str, Topic]:
    """The topics of a statement by key: the id of a group of kindred words, or a word's stem.

    Words of its condition are left out: "if troops cross the border" says when, not about what.
    """
    found: dict[str, Topic] = {}
    for text in _texts(statement):
        for topic in _topics_in(text):
            found[topic.key] = _joined(found.get(topic.key), topic)
    if acts()[statement.act].family == "ask" and statement.content is not None:
        # what is demanded, and not who stands there with what: "with an army at the gates it demanded free passage"
        found = {topic.key: topic for topic in _topics_in(statement.content.text)} or found
    for key, head in _focus(statement):
        if key in found:
            seen = found[key]
            found[key] = Topic(key, seen.word, seen.wordings, noun=seen.noun or head, verb=seen.verb and not head, focus=True)
    return {key: topic for key, topic in found.items() if not is_aside(key)}


def stem_of(word: str) -> str:
    """The word in lower case without a plural ending: enough to join "missile" and "missiles", "duty" and "duties"."""
    word = word.lower()
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=2**15)
def key_of(word: str) -> str:
    """The topic that a word stands for: its group of kindred words, else its own stem."""
    return kin_of(word.lower()) or stem_of(word)


def _texts(statement: Statement) -> Iterator[str]:
    """The statement's words without its condition, then its content where that lies outside them."""
    text, condition = statement.text, statement.condition
    if condition is not None and statement.start <= condition.start and condition.end <= statement.end:
        text = text[: condition.start - statement.start] + ";" + text[condition.end - statement.start :]
    yield text
    content = statement.content
    if content is not None and not (statement.start <= content.start and content.end <= statement.end):
        yield content.text


def _focus(statement: Statement) -> Iterator[tuple[str, bool]]:
    """The topics in what the reader found the statement to be about, and whether each is its head."""
    for phrase in statement.issue:
        words = phrase.split()
        for place, word in enumerate(words, 1):
            yield key_of(word), place == len(words)


def _topics_in(text: str) -> Iterator[Topic]:
    words = _words(text)
    for place, word in enumerate(words):
        if word.key is not None:
            verb = word.before == "@" or word.before in verbal_words()
            first, last = _run(text, words, place)
            ends = place == last and not _describes(text, words, place)
            noun = ends and not verb and (first < place or _is_named(word))
            run = words[first : last + 1]
            yield Topic(word.key, word.word, tuple(_wordings(text, run, place - first, alone=ends)), noun=noun, verb=verb)


def _is_named(word: _Word) -> bool:
    """Whether the word before tells that a noun stands here; of "of leaving" it does not, of "the shelling" it does."""
    return word.before in (_ARTICLES if word.word.endswith("ing") else _BEFORE_NOUNS)


def _describes(text: str, words: Sequence[_Word], place: int) -> bool:
    """Whether a word says what kind of thing the next one is: "prime minister", "an independent Palestinian state"."""
    if place + 1 == len(words) or not _side_by_side(text, words[place], words[place + 1]):
        return False
    after = words[place + 1]
    return after.actor or after.word in noun_words()


def _words(text: str) -> list[_Word]:
    actors = [(match.start, match.end) for match in named_in(text)]
    found: list[_Word] = []
    for match in _TOKEN.finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        actor = any(first <= start < last for first, last in actors)
        named = word[0].isupper() and (start > 0 or kin_of(word.lower()) is None)
        key = None if actor or named else _key(word)
        before = _before(text, found, start, actors)
        found.append(_Word(start, end, word.lower(), key, before, actor))
    return found


@cache
def _generic() -> frozenset[str]:
    return generic_words()


def _key(word: str) -> str | None:
    low = word.lower()
    return None if len(low) < LEAST_LETTERS or low in _generic() else key_of(low)


def _before(text: str, found: Sequence[_Word], start: int, actors: Sequence[tuple[int, int]]) -> str:
    if not found or text[found[-1].end : start] != " ":
        return ""
    return "@" if any(first < found[-1].end <= last for first, last in actors) else found[-1].word


def _run(text: str, words: Sequence[_Word], place: int) -> tuple[int, int]:
    """The first and last of the topic words that stand side by side with this one, or are linked to it by "of"."""
    first = last = place
    while first and _side_by_side(text, words[first - 1], words[first]):
        if words[first - 1].key is not None:
            first -= 1
        elif first > 1 and _linked(text, words[first - 2], words[first - 1]):
            first -= 2
        else:
            break
    while last + 1 < len(words) and _side_by_side(text, words[last], words[last + 1]):
        if words[last + 1].key is not None:
            last += 1
        elif last + 2 < len(words) and _linked(text, words[last + 2], words[last + 1], after=True):
            last += 2
        else:
            break
    return first, last


def _side_by_side(text: str, one: _Word, other: _Word) -> bool:
    return text[one.end : other.start] == " "


def _linked(text: str, word: _Word, link: _Word, *, after: bool = False) -> bool:
    pair = (link, word) if after else (word, link)
    return link.word == _LINK and word.key is not None and _side_by_side(text, *pair)


def _wordings(text: str, run: Sequence[_Word], place: int, *, alone: bool) -> Iterator[str]:
    """The pieces of a run that hold the word at `place`, itself where it stands `alone`; none begins or ends with a link."""
    if alone:
        yield run[place].word
    for first in range(place + 1):
        for last in range(place, len(run)):
            piece = run[first : last + 1]
            topical = sum(word.key is not None for word in piece)
            if piece[0].key is not None and piece[-1].key is not None and 1 < topical <= MOST_WORDS:
                yield " ".join(text[piece[0].start : piece[-1].end].lower().split())


def _joined(one: Topic | None, other: Topic) -> Topic:
    if one is None:
        return other
    wordings = tuple(dict.fromkeys((*one.wordings, *other.wordings)))
    return Topic(one.key, one.word, wordings, noun=one.noun or other.noun, verb=one.verb and other.verb)
