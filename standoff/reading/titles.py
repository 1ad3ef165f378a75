"""Offices and sides of persons, as the text gives them: before the name, in apposition, after "who is".

The party of an office is the first actor named in it ("Russia's envoy to Vienna"), or the one state that has such an
office ("secretary of state"); what follows "to", "with" or "on" is where the office looks, not whose it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from standoff.codebook.castwords import cast_words
from standoff.codebook.world import world
from standoff.core.records import Role
from standoff.reading.persons import Person
from standoff.reading.phrases import Parties

_BACK = 14  # tokens; the longest title in the training news ("the deputy head of ... for ...") has 12 before the name
_AHEAD = 22
_LINKS = frozenset(
    [
        *("of", "for", "at", "and", "the", "in", "on", "'s", "'", "-", "&"),
        *("to", "with", "against", "his", "its", "their"),
    ]
)
_IDLE = frozenset(
    [
        *("and", "the", "a", "an", ",", "-", "'s", "of", "for", "to"),
        *("with", "in", "on", "his", "its", "their"),
    ]
)
_COPULAS = frozenset(["who", "is", "was", "'s", "has", "been", "also", "currently", "serves", "as", ","])
_LOOKS = frozenset({"to", "with", "on", "against", "toward", "towards", "over", "about", "into"})
_STOPS = frozenset({".", ";", ":", '"', "!", "?", "\n", "(", ")"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office read at the tokens `first`..`last`, and for whom; `whose` is empty where the text does not say."""

    first: int
    last: int
    whose: tuple[str, ...]


def read_offices(doc: Doc, people: list[Person], parties: Parties) -> list[tuple[Person, Office]]:
    """Every office that the text gives to a person, in order."""
    found = [(person, office) for person in people for place in person.places for office in _offices(doc, place, parties)]
    for person, office in found:
        span = doc[office.first : office.last + 1]
        role = Role(title=span.text, party=office.whose, start=span.start_char, end=span.end_char)
        if role not in person.roles:
            person.roles.append(role)
    return sorted(found, key=lambda pair: pair[1].first)


def _offices(doc: Doc, place: tuple[int, int], parties: Parties) -> Iterator[Office]:
    first, last = place
    before = _before(doc, first, parties)
    if before is not None:
        yield before
    after = _after(doc, last, parties)
    if after is not None:
        yield after


def _before(doc: Doc, name: int, parties: Parties) -> Office | None:
    """The office in the words before a name: a bare title, or an apposition closed by a comma."""
    words = cast_words()
    end = name - 1
    comma = end >= 0 and doc[end].text == ","
    if comma:
        end -= 1
    start = end + 1
    while start > 0 and end - start < _BACK:
        token = doc[start - 1]
        if not (_in_title(doc, start - 1, parties) or (comma and token.pos_ in {"NOUN", "ADJ", "PROPN", "DET"})):
            break
        if token.is_sent_start:
            start -= 1
            break
        start -= 1
        if comma and token.lower_ in {"a", "an"}:
            break
    if not any(doc[i].lower_ in words.offices for i in range(start, end + 1)):
        return None
    if comma and doc[start].lower_ not in {"a", "an", "the"} and doc[start].i not in parties:
        return None
    return _office(doc, start, end, parties)


def _in_title(doc: Doc, index: int, parties: Parties) -> bool:
    words = cast_words()
    lower = doc[index].lower_
    return index in parties or lower in words.offices or lower in words.office_words or lower in _LINKS or lower == "affairs"


def _after(doc: Doc, name: int, parties: Parties) -> Office | None:
    """The office in an apposition or relative clause after a name, or after "is" and "was"."""
    words = cast_words()
    here = name + 1
    if here >= len(doc) or doc[here].lower_ not in {",", "(", "-", "--", "is", "was", "who"}:
        return None
    here += 1
    while here < len(doc) and doc[here].lower_ in _COPULAS:
        here += 1
    start, seen = here, False
    while here < len(doc) and here - start < _AHEAD and not _ends(doc, here, parties):
        seen = seen or doc[here].lower_ in words.offices
        here += 1
    if not seen or here == start:
        return None
    return _office(doc, start, here - 1, parties)


def _ends(doc: Doc, index: int, parties: Parties) -> bool:
    """Whether an apposition ends here: at a comma, a stop or a verb."""
    token = doc[index]
    if token.text in _STOPS or token.text == "," or token.is_space:
        return True
    return token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG" and index not in parties


def _office(doc: Doc, start: int, end: int, parties: Parties) -> Office | None:
    while start <= end and doc[start].lower_ in _IDLE:
        start += 1
    if start > end:
        return None
    return Office(start, end, _whose(doc, start, end, parties))


def _whose(doc: Doc, start: int, end: int, parties: Parties) -> tuple[str, ...]:
    """For whom an office in the tokens `start`..`end` acts, as far as its own words say."""
    blocked = False
    for index in range(start, end + 1):
        lower = doc[index].lower_
        if lower in _LOOKS:
            blocked = True
        elif lower in {"of", "for", ",", "at", "from"}:
            blocked = False
        elif index in parties and not blocked:
            return parties[index]
    return owner_of(doc[start : end + 1].text)


def owner_of(title: str) -> tuple[str, ...]:
    """The one state that has such an office, or ()."""
    lower = " ".join(title.lower().split())
    for head, codes in world().heads.items():
        if len(codes) == 1 and head in lower and f" {head} " in f" {lower} ":
            return codes
    return ()
