"""Persons of an article: chains of their names, from "US President Jo Larsen" to "Larsen".

A name is found by the entity recogniser, by a title before it, or by a name already known. Variants that a bad
translation made are kept apart: two full names are one person only if their last names agree and their first names can.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from standoff.codebook.castwords import Gender, cast_words, first_names
from standoff.codebook.leaders import leaders
from standoff.codebook.roles import roles
from standoff.codebook.world import world
from standoff.core.records import Role
from standoff.reading.mentions import Mention
from standoff.reading.offices import Office

_NAME = re.compile(r"[^\W\d_][\w'’.]*$")
_ARTICLE = re.compile(r"^(?:al|el|ar|as|at|an|ash)-(?=\w{3})")
_PARTICLES = frozenset(
    [
        *("-", "al", "bin", "bint", "ibn", "abu", "de", "da", "del", "della", "di"),
        *("du", "von", "van", "der", "el", "la", "le", "ter", "ben"),
    ]
)
_LONGEST = 5
_SHORT = 4  # letters; family names that come first ("Xi", "Kim", "Moon") are short


# What is named behind one of these is an outlet: "the newspaper El Puerto", "The Daily Mirror".
_OUTLETS = frozenset(
    {"daily", "newspaper", "magazine", "tabloid", "weekly", "broadcaster", "channel", "agency", "website", "outlet"}
)


@dataclass(slots=True)
class Person:
    """One person: the names by which the article calls them, where, and what it says of their office and side.

    `private` is true for those who speak for themselves only (experts, witnesses, former officials); `sure` is false
    where the party was inferred.
    """

    names: list[str]
    places: list[tuple[int, int]] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    party: tuple[str, ...] = ()
    gender: Gender = "n"
    sure: bool = True
    private: bool = False

    @property
    def name(self) -> str:
        """The fullest name; the first of equals."""
        return max(self.names, key=lambda name: (len(name.split()), len(name)))


def find_persons(doc: Doc, mentions: Iterable[Mention], offices: Iterable[Office]) -> list[Person]:
    """The persons of the article in order of first mention."""
    taken = {i for m in mentions for i in range(m.first, m.last + 1)}
    people: list[Person] = []
    for first, last in _spans(doc, taken, offices):
        person = _enter(people, doc[first : last + 1].text.split(), first, last)
        alias = _alias(doc, last)
        if alias is not None and doc[alias].text not in person.names:
            person.names.append(doc[alias].text)
    _honour(doc, people)
    return people


def _spans(doc: Doc, taken: set[int], offices: Iterable[Office]) -> list[tuple[int, int]]:
    """The token bounds of every name, in order, none overlapping another."""
    titled = {i for office in offices if office.post.kind == "role" for i in range(office.first, office.last + 1)}
    titled |= {token.i for token in doc if token.lower_ in cast_words().peers}
    lands = _lands(doc)
    found: dict[int, int] = {}
    for ent in doc.ents:
        first = ent.start if ent.label_ == "PERSON" else _behind_comma(ent, titled)
        bounds = _tidied(doc, first, ent.end - 1, taken | titled) if first is not None else None
        if bounds is not None and doc[bounds[0]].lower_ not in cast_words().not_persons and doc[bounds[0]].text not in lands:
            found[bounds[0]] = bounds[1]
    covered = {i for first, last in found.items() for i in range(first, last + 1)}
    for first, last in [*_titled(doc, taken, covered, titled), *_tagged(doc, taken, covered, titled)]:
        if covered.isdisjoint(range(first, last + 1)):
            found[first] = last
            covered.update(range(first, last + 1))
    found.update(_again(doc, found, covered | taken))
    return sorted(found.items())


def _behind_comma(ent: Span, titled: set[int]) -> int | None:
    """Where the holder's name begins in what is taken for one body: "the Chilean ambassador to [Peru, Ana Reyes], said"."""
    last, comma = ent[-1], next((token.i for token in ent if token.text == ","), None)
    if comma is None or last.i < comma + 2 or last.dep_ != "appos" or last.head.i not in titled:
        return None
    return comma + 1


def _lands(doc: Doc) -> set[str]:
    """Single words that stand for a piece of land somewhere in the article ("Lomas island"), and are no person's last name."""
    alone = {ent.start for ent in doc.ents if ent.label_ == "PERSON" and len(ent) == 1}
    named = {ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1}
    return {doc[i].text for i in alone if i + 1 < len(doc) and doc[i + 1].lower_ in cast_words().landforms} - named


def _again(doc: Doc, found: dict[int, int], covered: set[int]) -> dict[int, int]:
    """Last names and aliases that stand alone elsewhere."""
    known = {doc[last].text for last in found.values()}
    for last in found.values():
        alias = _alias(doc, last)
        if alias is not None:
            known.add(doc[alias].text)
    known.update(doc[first].text for first, last in found.items() if _family_first(doc[first : last + 1].text.split()))
    return {t.i: t.i for t in doc if t.text in known and t.i not in covered and t.text[:1].isupper() and t.pos_ != "VERB"}


def _family_first(words: list[str]) -> bool:
    """Whether a name's family name stands first, as its hyphened given name shows ("Jae-in" in "Moon Jae-in")."""
    given = words[-1]
    return len(words) == 2 and "-" in given[1:] and given.rpartition("-")[2].islower() and "-" not in words[0]


def _tidied(doc: Doc, first: int, last: int, apart: set[int]) -> tuple[int, int] | None:
    """The bounds without titles, possessives, signs and known actors at the ends; None where no name is left."""
    while first <= last and (first in apart or not _namelike(doc, first) or _is_title(doc, first) or _is_glued(doc, first, last)):
        first += 1
    while last >= first and (last in apart or not _namelike(doc, last)):
        last -= 1
    if first < last and _hidden_verb(doc[first], doc[last]):
        first += 1
    if first > last or any(doc[i].is_space for i in range(first, last + 1)):
        return None
    while first > 0 and _given_name(doc, first - 1, apart):
        first -= 1
    return first, _hyphened(doc, last)


def _given_name(doc: Doc, index: int, apart: set[int]) -> bool:
    """Whether a token before a name belongs to it though the recogniser left it out."""
    token = doc[index]
    binds = token.dep_ == "compound" and token.head.i in (index + 1, index + 2) and token.pos_ == "PROPN"
    other = _is_title(doc, index) or _is_glued(doc, index, index + 1)
    return binds and index not in apart and not token.ent_type_ and _namelike(doc, index) and not other


def _is_glued(doc: Doc, first: int, last: int) -> bool:
    """Whether a token before a name only came to stand there: a picture's credit, or the same name, which ended a line before."""
    return first < last and (doc[first].lower_ in cast_words().not_persons or doc[first].text == doc[first + 1].text)


def _hyphened(doc: Doc, last: int) -> int:
    """The end of a name whose last part goes on after a hyphen ("Jae-in")."""
    while last + 2 < len(doc) and doc[last + 1].text == "-" and not doc[last].whitespace_ and not doc[last + 1].whitespace_:
        if not doc[last + 2].is_alpha:
            break
        last += 2
    return last


def _namelike(doc: Doc, index: int) -> bool:
    text = doc[index].text
    return bool(_NAME.match(text)) and text[0].isupper() and not text.isdigit()


def _is_title(doc: Doc, index: int) -> bool:
    lower = doc[index].lower_
    return lower in cast_words().honorifics or lower in cast_words().office_words or lower in roles().titles


def _titled(doc: Doc, taken: set[int], covered: set[int], titled: set[int]) -> Iterator[tuple[int, int]]:
    """Capitalised words after a title that the entity recogniser did not see as a name."""
    honorifics = cast_words().honorifics
    for index in range(len(doc) - 1):
        lower = doc[index].lower_
        honoured = lower in honorifics or lower in roles().titles
        if not (honoured or index in titled) or index + 1 in titled or lower in _OUTLETS:
            continue
        mission = _mission_end(doc, index, taken) if index in titled else index
        if mission > index and (last := _name_end(doc, mission + 1, taken, covered, titled)) > mission + 1:
            yield mission + 1, last
            continue
        last = _name_end(doc, index + 1, taken, covered, titled)
        if last > index and (doc[index].text[0].isupper() or last > index + 1 or honoured):
            yield index + 1, last


def _hidden_verb(first: Token, last: Token) -> bool:
    """Whether a headline's capitals hide that what is taken for a first name is a verb ("[Countering Obama], the army")."""
    opens = bool(first.is_sent_start) and first.lower_.endswith("ing")
    return opens and bool(leaders().prominent(last.text, None))


def _mission_end(doc: Doc, office: int, taken: set[int]) -> int:
    """The last token of whom an office is sent to or for, right behind it ("envoy for Syria Ana Reyes"), else the office."""
    here = office + 2
    if here >= len(doc) or doc[office + 1].lower_ not in {"for", "to"}:
        return office
    while here < len(doc) and (here in taken or (doc[here].text.istitle() and bool(world().find(doc[here].text)))):
        here += 1
    return here - 1 if here > office + 2 else office


def _tagged(doc: Doc, taken: set[int], covered: set[int], titled: set[int]) -> Iterator[tuple[int, int]]:
    """Two or more capitalised words before a comma and an office ("Hanna Berg, deputy defence minister")."""
    apart = taken | covered | titled
    for index in sorted(titled):
        comma = index - 1
        while comma > 0 and index - comma < _LONGEST and doc[comma].text != ",":
            comma -= 1
        if comma < 2 or doc[comma].text != ",":
            continue
        first = comma
        while first > 0 and comma - first < _LONGEST and _capital(doc, first - 1) and first - 1 not in apart:
            first -= 1
        named = all(doc[i].pos_ == "PROPN" for i in range(first, comma))
        if comma - first >= 2 and named and doc[first].lower_ not in _PARTICLES:
            yield first, comma - 1


def _capital(doc: Doc, index: int) -> bool:
    return doc[index].pos_ == "PROPN" and _namelike(doc, index) and not _is_title(doc, index)


def _name_end(doc: Doc, first: int, taken: set[int], covered: set[int], titled: set[int]) -> int:
    last = first
    while last < len(doc) and last - first < _LONGEST and _goes_on(doc, last, taken, covered, titled):
        last += 1
    while last > first and doc[last - 1].lower_ in _PARTICLES:
        last -= 1
    return _hyphened(doc, last - 1) if last > first else first - 1


def _goes_on(doc: Doc, index: int, taken: set[int], covered: set[int], titled: set[int]) -> bool:
    if index in taken or index in covered or index in titled:
        return False
    token = doc[index]
    if token.lower_ in _PARTICLES:
        return index + 1 < len(doc) and _namelike(doc, index + 1)
    dated = token.ent_type_ in {"DATE", "TIME", "GPE", "LOC"}
    return token.pos_ == "PROPN" and not dated and _namelike(doc, index) and not _is_title(doc, index)


def _alias(doc: Doc, last: int) -> int | None:
    """The token of another name that is introduced after a name ("known as Amlo"), None if there is none."""
    for index in range(last + 1, min(last + 7, len(doc) - 2)):
        if doc[index].lower_ in {"known", "to", "called", "nicknamed"} and doc[index + 1].lower_ in {"as", "by"}:
            return index + 2 if doc[index + 2].text[:1].isupper() else None
    return None


def plain(word: str) -> str:
    """A name's word for comparison: lower case, no accents, no signs."""
    letters = _ARTICLE.sub("", unicodedata.normalize("NFKD", word.replace("’", "'")).casefold())
    return "".join(c for c in letters if c.isalnum())


def _enter(people: list[Person], words: list[str], first: int, last: int) -> Person:
    """The person that a mention can mean, known or new, with the mention added."""
    name = " ".join(words)
    fitting = [person for person in reversed(people) if _same(person, words)]
    if not fitting:
        people.append(Person(names=[name], places=[(first, last)]))
        return people[-1]
    meant = fitting[0] if len(words) > 1 else _of_the_family(fitting, name)
    if name not in meant.names:
        meant.names.append(name)
    meant.places.append((first, last))
    return meant


def _of_the_family(fitting: list[Person], name: str) -> Person:
    """Who of one family a bare last name means: a man called so before, not a woman named since.

    `fitting`: the last one named first.
    """
    called = [person for person in fitting if name in person.names and person is not fitting[0]]
    if _sex(fitting[0]) == "f" and name not in fitting[0].names and called and _sex(called[0]) != "f":
        return called[0]
    return fitting[0]


def _sex(person: Person) -> Gender | None:
    given = next((one.split()[0] for one in person.names if " " in one), "")
    return first_names().get(plain(given))


def _same(person: Person, words: list[str]) -> bool:
    """Whether a name can mean this person; a full name is compared with their full names only, where there are any."""
    mine = [plain(w) for w in words]
    theirs = [[plain(w) for w in name.split()] for name in person.names]
    family = [plain(name.split()[0]) for name in person.names if _family_first(name.split())]
    if len(mine) == 1 and mine[0] in family:
        return True
    full = [name for name in theirs if len(name) > 1]
    return any(_agree(mine, name) for name in (full if len(mine) > 1 and full else theirs))


def _agree(mine: list[str], theirs: list[str]) -> bool:
    """Whether two names can be one person's: the same, one the last name of the other, or first names that agree."""
    if mine == theirs or "".join(mine) == "".join(theirs):
        return True
    if len(mine) == 1 and len(theirs) == 1:
        return False
    if len(mine) == 1:
        return mine[0] == theirs[-1] or (mine[0] == theirs[0] and len(mine[0]) <= _SHORT)
    if len(theirs) == 1:
        return theirs[0] == mine[-1] or (theirs[0] == mine[0] and len(mine[0]) <= _SHORT)
    if mine[-len(theirs) :] == theirs or theirs[-len(mine) :] == mine:
        return True
    return mine[-1] == theirs[-1] and _first_names_agree(mine[0], theirs[0])


def _first_names_agree(a: str, b: str) -> bool:
    """Whether two first names can be one: equal, an initial, a short form."""
    return a == b or (bool(a) and bool(b) and (a[0] == b[0] and (min(len(a), len(b)) == 1 or a.startswith(b[:3]))))


def _honour(doc: Doc, people: list[Person]) -> None:
    """Take the gender from honorifics, from offices that tell it ("spokeswoman"), and from first names."""
    words = cast_words()
    for person in people:
        for first, _ in person.places:
            before = doc[first - 1].lower_ if first else ""
            told = words.honorifics.get(before, "n")
            if told != "n":
                person.gender = told
            elif before.endswith("woman") or before in {"queen", "princess"}:
                person.gender = "f"
            elif before.endswith("man") or before in {"king", "prince", "pope", "emir"}:
                person.gender = "m"
        if person.gender == "n" and len(person.name.split()) > 1:
            person.gender = first_names().get(plain(person.name.split()[0]), "n")
