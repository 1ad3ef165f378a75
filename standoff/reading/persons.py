"""Persons of an article: chains of their names, from "US President Jo Larsen" to "Larsen".

A name is found by the entity recogniser, by a title before it, or by a name already known. Variants that a bad
translation made are kept apart: two full names are one person only if their last names agree and their first names can.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from standoff.codebook.castwords import Gender, cast_words
from standoff.core.records import Role
from standoff.reading.context import Context
from standoff.reading.mentions import Mention

_NAME = re.compile(r"[^\W\d_][\w'’.]*$")
_PARTICLES = frozenset(
    [
        *("-", "al", "bin", "bint", "ibn", "abu", "de", "da", "del", "della", "di"),
        *("du", "von", "van", "der", "el", "la", "le", "ter", "ben"),
    ]
)
_LONGEST = 5
_SHORT = 4  # letters; family names that come first ("Xi", "Kim", "Moon") are short


@dataclass(slots=True)
class Person:
    """One person: the names by which the article calls them, where, and what it says of their office and side."""

    names: list[str]
    places: list[tuple[int, int]] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    party: tuple[str, ...] = ()
    gender: Gender = "n"
    sure: bool = False

    @property
    def name(self) -> str:
        """The fullest name; the first of equals."""
        return max(self.names, key=lambda name: (len(name.split()), len(name)))


def find_persons(context: Context, mentions: Iterable[Mention]) -> list[Person]:
    """The persons of the article in order of first mention."""
    doc = context.doc
    taken = {i for m in mentions for i in range(m.first, m.last + 1)}
    spans = list(_spans(doc, taken))
    people: list[Person] = []
    for first, last in spans:
        _enter(people, _words(doc, first, last), first, last)
    _honour(doc, people)
    return people


def _spans(doc: Doc, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The token bounds of every name, in order, none overlapping another."""
    found: dict[int, int] = {}
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            bounds = _tidied(doc, ent.start, ent.end - 1, taken)
            if bounds is not None:
                found[bounds[0]] = bounds[1]
    covered = {i for first, last in found.items() for i in range(first, last + 1)}
    for first, last in list(_titled(doc, taken, covered)):
        found[first] = last
        covered.update(range(first, last + 1))
    known = {doc[last].text for last in found.values()}
    for token in doc:
        if token.text in known and token.i not in covered and token.i not in taken and token.text[:1].isupper():
            found[token.i] = token.i
    yield from sorted(found.items())


def _tidied(doc: Doc, first: int, last: int, taken: set[int]) -> tuple[int, int] | None:
    """The bounds without titles, possessives, signs and known actors at the ends; None where no name is left."""
    while first <= last and (first in taken or not _namelike(doc, first) or _is_title(doc, first)):
        first += 1
    while last >= first and (last in taken or not _namelike(doc, last)):
        last -= 1
    if first > last or any(doc[i].is_space for i in range(first, last + 1)):
        return None
    return first, last


def _namelike(doc: Doc, index: int) -> bool:
    text = doc[index].text
    return bool(_NAME.match(text)) and text[0].isupper() and not text.isdigit()


def _is_title(doc: Doc, index: int) -> bool:
    words = cast_words()
    lower = doc[index].lower_
    return lower in words.offices or lower in words.honorifics or lower in words.office_words


def _titled(doc: Doc, taken: set[int], covered: set[int]) -> Iterator[tuple[int, int]]:
    """Capitalised words after a title that the entity recogniser did not see as a name."""
    words = cast_words()
    for token in doc:
        lower = token.lower_
        if lower not in words.offices and lower not in words.honorifics:
            continue
        first = last = token.i + 1
        while last < len(doc) and last - first < _LONGEST and _goes_on(doc, last, taken, covered):
            last += 1
        while last > first and doc[last - 1].lower_ in _PARTICLES:
            last -= 1
        if last > first and (token.text[0].isupper() or last - first > 1 or lower in words.honorifics):
            yield first, last - 1


def _goes_on(doc: Doc, index: int, taken: set[int], covered: set[int]) -> bool:
    if index in taken or index in covered:
        return False
    token = doc[index]
    if token.lower_ in _PARTICLES:
        return index + 1 < len(doc) and _namelike(doc, index + 1)
    dated = token.ent_type_ in {"DATE", "TIME"}
    return token.pos_ == "PROPN" and not dated and _namelike(doc, index) and not _is_title(doc, index)


def _words(doc: Doc, first: int, last: int) -> tuple[str, ...]:
    return tuple(re.sub(r"\s+", " ", doc[first : last + 1].text).split())


def plain(word: str) -> str:
    """A name's word for comparison: lower case, no accents, no signs."""
    letters = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
    return "".join(c for c in letters if c.isalnum())


def _enter(people: list[Person], words: tuple[str, ...], first: int, last: int) -> None:
    """Add a mention to the person that it can mean, or to a new one."""
    name = " ".join(words)
    for person in reversed(people):
        if _same(person, words):
            if name not in person.names:
                person.names.append(name)
            person.places.append((first, last))
            return
    people.append(Person(names=[name], places=[(first, last)]))


def _same(person: Person, words: tuple[str, ...]) -> bool:
    mine = [plain(w) for w in words]
    return any(_agree(mine, [plain(w) for w in name.split()]) for name in person.names)


def _agree(mine: list[str], theirs: list[str]) -> bool:
    """Whether two names can be one person's: the same, one the last name of the other, or first names that agree."""
    if mine == theirs or "".join(mine) == "".join(theirs):
        return True
    if len(mine) == 1 and len(theirs) == 1:
        return False
    if len(mine) == 1:
        return mine[0] == theirs[-1] or (mine[0] == theirs[0] and len(mine[0]) <= _SHORT)
    if len(theirs) == 1:
        return theirs[0] == mine[-1]
    return mine[-1] == theirs[-1] and _first_names_agree(mine[0], theirs[0])


def _first_names_agree(a: str, b: str) -> bool:
    """Whether two first names can be one: equal, an initial, a short form."""
    return a == b or (bool(a) and bool(b) and (a[0] == b[0] and (min(len(a), len(b)) == 1 or a.startswith(b[:3]))))


def _honour(doc: Doc, people: list[Person]) -> None:
    """Take the gender from honorifics and from offices that tell it ("Mrs.", "spokeswoman")."""
    honorifics = cast_words().honorifics
    for person in people:
        for first, _ in person.places:
            before = doc[first - 1].lower_ if first else ""
            if honorifics.get(before, "n") != "n":
                person.gender = honorifics[before]
            elif before.endswith("woman") or before in {"queen", "princess"}:
                person.gender = "f"
            elif before.endswith("man") or before in {"king", "prince", "pope", "emir", "sheikh"}:
                person.gender = "m"
