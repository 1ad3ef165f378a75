"""Signs of damage on the surface of a text: each a slug and the place (code points) where it shows."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

from standoff.codebook.damage import DamageWords
from standoff.reading.lines import paragraphs

Sign = tuple[str, int]

_STOP = re.compile(r"(?<![\w.])([\w-]{2,})[\"”’)]? ?\.[ \u00a0]+(?=([a-z]+)\b)")
_STOP_COMMA = re.compile(r"\w ?\. ,")
_SPACE = re.compile(r"(?<=\w) [.,;](?=[\s\"”]|$)|(?<=[\w.,]) ”(?=\w)|(?<=[.,])”(?=[a-z])")
_DOUBLED = re.compile(r"\b([a-z]+) \1\b(?![-'’.])")
_BRACKETS = re.compile(r"\[([^\]\n]{2,60})\]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_RUN = re.compile(r"[a-zà-ÿ]+(?: [a-zà-ÿ]+)+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u3040-\uffdc]{2,}")
_OPEN, _CLOSE = "“„«", "”»"
# Words after which somebody speaks: inside an open quotation they show that its closing mark is lost.
_TAG = re.compile(r", (?:[A-Z]\w+ ){1,3}(?:said|says|told|added)\b|, (?:he|she|they|the \w+) (?:said|says|told|added)\b")
# A lower-case run of words in an English sentence may hold one word that is spelled like a foreign one; not two.
FOREIGN_RUN = 2


def surface_signs(text: str, words: DamageWords) -> Iterator[Sign]:
    """The signs that patterns find in the stored text."""
    yield from _stops(text, words)
    for match in _SPACE.finditer(text):
        yield "space_before_punctuation", match.start()
    for match in _DOUBLED.finditer(text):
        if match.group(1) not in words.doubling:
            yield "doubled_word", match.start()
    yield from _untranslated(text, words)
    yield from _quotes(text)


def _stops(text: str, words: DamageWords) -> Iterator[Sign]:
    """Full stops in the middle of a sentence: both what stands before and what stands after is damaged."""
    for match in _STOP.finditer(text):
        before, after = match.group(1), match.group(2)
        initials = before.isupper() and len(before) < 3
        if before.lower() in words.abbreviations or before.isdigit() or initials or after in words.lower_starts:
            continue
        yield "broken_by_full_stop", match.start()
        yield "broken_by_full_stop", match.end()
    for match in _STOP_COMMA.finditer(text):
        yield "broken_by_full_stop", match.start()
        yield "broken_by_full_stop", match.end() - 1


def _untranslated(text: str, words: DamageWords) -> Iterator[Sign]:
    for match in _BRACKETS.finditer(text):
        found = _WORD.findall(match.group(1))
        if any(word in words.foreign or _OTHER_SCRIPT.search(word) for word in found):
            yield "bracketed_untranslated", match.start()
    for match in _OTHER_SCRIPT.finditer(text):
        yield "untranslated_words", match.start()
    for match in _RUN.finditer(text):
        run = match.group().split()
        if sum(word in words.foreign for word in run) >= FOREIGN_RUN and _adjacent(run, words):
            yield "untranslated_words", match.start() + _first(run, words)


def _adjacent(run: list[str], words: DamageWords) -> bool:
    """Whether two foreign words stand within three of each other."""
    places = [place for place, word in enumerate(run) if word in words.foreign]
    return any(later - earlier <= 3 for earlier, later in pairwise(places))


def _first(run: list[str], words: DamageWords) -> int:
    """Where in the run, in code points, its first foreign word begins."""
    count = next(place for place, word in enumerate(run) if word in words.foreign)
    return sum(len(word) + 1 for word in run[:count])


def _quotes(text: str) -> Iterator[Sign]:
    """Opening marks that nothing closes; a quotation may run over paragraphs, each of which then opens with a mark."""
    bounds = paragraphs(text)
    for number, (start, end) in enumerate(bounds):
        following = text[bounds[number + 1][0]] if number + 1 < len(bounds) else ""
        for place in _unclosed(text[start:end], bool(following) and following in '“"„«'):
            yield "unbalanced_quote", start + place


def _unclosed(paragraph: str, goes_on: bool) -> list[int]:
    found: list[int] = []
    opened: int | None = None
    for place, char in enumerate(paragraph):
        opens = char in _OPEN or (char == '"' and opened is None)
        if opens and opened is not None:
            found.append(opened)
        if opens:
            opened = place
        elif char in _CLOSE or char == '"':
            opened = None
    if opened is not None and (not goes_on or _TAG.search(paragraph, opened)):
        found.append(opened)
    return found


def name_signs(doc: Doc) -> Iterator[Sign]:
    """Names onto which another person's surname has run: "spokeswoman Ada Brook Lindqvist" where Lindqvist is someone else."""
    runs = list(_name_runs(doc))
    before: dict[str, Counter[str]] = {}
    for run in runs:
        if len(run) <= 2:
            before.setdefault(run[-1].text, Counter())[run[0].text if len(run) == 2 else ""] += 1
    for run in runs:
        if len(run) == 3 and _stranger(run, before):
            yield "odd_name_run", run[0].idx


def _stranger(run: list[Token], before: dict[str, Counter[str]]) -> bool:
    """Whether the last word of three is the surname of somebody else: one with another first name, or beside a full name."""
    first, own, last = (token.text for token in run)
    holders = before.get(last)
    if holders is None or first in holders or own == last:
        return False
    return own in before or any(name not in ("", first) for name in holders)


def _name_runs(doc: Doc) -> Iterator[list[Token]]:
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            run = [token for token in entity if token.is_title and token.is_alpha]
            if run and len(run) <= 3:
                yield run
