"""Which offices stand by a person's name: titles before it, appositions and relative clauses after it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from standoff.codebook.castwords import cast_words
from standoff.core.records import Role
from standoff.reading.offices import Office
from standoff.reading.persons import Person

AHEAD = 14  # tokens of an apposition before its office
_BACK = 20  # tokens of a description before the name behind it
_FIELD = 5  # words of the field that an office is for ("of Commerce and Trade")
_NO_MORE = frozenset({"was", "served"})
_BETWEEN = ["who", "is", "was", "'s", "has", "been", "also", "currently", "now", "serves", "served", "as", "a", "an", "the"]
_LINKERS = frozenset([*_BETWEEN, "its", "their", "his"])


def link_offices(doc: Doc, people: list[Person], offices: Sequence[Office]) -> None:
    """Give each person the offices that stand by their name."""
    by_end: dict[int, Office] = {}
    by_start: dict[int, Office] = {}
    for office in offices:
        if office.post.kind == "role" and not office.post.plural:
            by_end[max(office.last, office.end)] = office
            by_end.setdefault(office.last, office)
            by_start.setdefault(office.start, office)
    for person in people:
        for first, last in person.places:
            for office in (*_before(doc, first, last, by_end), *_after(doc, last, by_start)):
                if office not in person.offices:
                    person.offices.append(office)
    for person in people:
        person.roles = [_role(doc, office) for office in person.offices]


def _role(doc: Doc, office: Office) -> Role:
    span = doc[office.start : max(office.last, office.end) + 1]
    return Role(title=span.text, party=office.whose, start=span.start_char, end=span.end_char)


def _before(doc: Doc, first: int, last: int, by_end: dict[int, Office]) -> Iterator[Office]:
    """The office right before a name, or before the comma before a name that is itself closed by a comma or verb."""
    closed = last + 1 >= len(doc) or doc[last + 1].text in {",", ".", ";"} or doc[last + 1].pos_ in {"VERB", "AUX"}
    if first - 1 in by_end:
        title = by_end[first - 1]
        yield title
        yield from _further(doc, title.start, by_end)
        if closed and not title.whose:  # "a spokesman for the Norwegian army, Colonel Berg,"
            yield from (office for office in _described_before(doc, title.start, by_end) if office.whose)
        return
    field = _field_before(doc, first)
    if field in by_end:
        yield by_end[field]
    elif closed:
        yield from _described_before(doc, first, by_end)


def _described_before(doc: Doc, first: int, by_end: dict[int, Office]) -> Iterator[Office]:
    """The office in a description before the comma that stands right before a name or its title."""
    if first < 2 or doc[first - 1].text != ",":
        return
    for end in range(first - 2, max(first - 2 - _BACK, -1), -1):
        if end in by_end:
            if _apposed(doc, by_end[end]):
                yield by_end[end]
            return
        if doc[end].text in {",", ".", '"', ";", ":"} or doc[end].is_space or doc[end].is_sent_start:
            return
        if doc[end].lemma_.lower() in cast_words().peers:
            return  # "the minister met her Chilean colleague, Ana Reyes": the office is the other's


def _field_before(doc: Doc, first: int) -> int:
    """The last token of an office whose field stands between it and a name ("Vice Minister of Commerce Wang"), or -1."""
    for here in range(first - 1, max(first - 2 - _FIELD, 0), -1):
        if doc[here].lower_ in {"of", "for", "to"} and here < first - 1:
            return here - 1
        if (
            doc[here].pos_ not in {"PROPN", "ADJ", "NOUN", "CCONJ", "DET"}
            or doc[here].ent_type_ == "PERSON"
            or doc[here].is_sent_start
        ):
            break
    return -1


def _further(doc: Doc, start: int, by_end: dict[int, Office]) -> Iterator[Office]:
    """A second office before the one that starts at `start` ("the fleet commander in the gulf Admiral Berg")."""
    back = start - 1
    if back > 1 and doc[back].pos_ == "PROPN" and doc[back - 1].lower_ in {"in", "for", "of"}:
        back -= 2
    if back in by_end and back >= 0:
        yield by_end[back]


def _apposed(doc: Doc, office: Office) -> bool:
    """Whether an office's phrase starts a noun phrase of its own, not one after a preposition ("with the president")."""
    start = office.start
    modifiers = {"DET", "ADJ", "ADV", "NUM", "PROPN"}
    while start > 0 and (doc[start - 1].pos_ in modifiers or doc[start - 1].tag_ == "VBN") and not doc[start].is_sent_start:
        start -= 1
        if doc[start].pos_ == "DET":
            break
    if start == 0 or doc[start].is_sent_start:
        return True
    return doc[start - 1].tag_ != "IN" or doc[start - 1].lower_ == "as"


def _after(doc: Doc, last: int, by_start: dict[int, Office]) -> Iterator[Office]:
    """The office in an apposition, relative clause or predicate after a name."""
    here = last + 1
    if here + 2 < len(doc) and doc[here].lower_ == "of" and doc[here + 1].pos_ == "PROPN":  # "Berg of Iowa, the chairman"
        here = next((i for i in range(here + 1, min(here + 4, len(doc))) if doc[i].pos_ != "PROPN"), here)
    if here >= len(doc) or doc[here].lower_ not in {",", "(", "-", "--", "is", "was", "who"}:
        return
    opener = doc[here].lower_
    here += 1
    past = False
    for _ in range(AHEAD):
        if here >= len(doc) or doc[here].text in {",", ".", '"', ";", ":"} or doc[here].is_space:
            return
        told = {token.lower_ for token in doc[last + 1 : here]}
        past = past or (doc[here].lower_ in _NO_MORE and "who" in told)  # "Berg, who also served as ambassador to Chad"
        if here in by_start:
            office = by_start[here]
            if not _names_next(doc, office, opener):
                yield replace(office, former=office.former or (past and not _at_the_time(doc, office)))
            here = max(office.last, office.end) + 1  # "a former monitor who is Denmark's ambassador", "head and chief expert"
            if here + 1 >= len(doc) or doc[here].lower_ not in {"who", "and", "now"} or doc[here + 1].pos_ == "DET":
                return
            here += 1
            continue
        token = doc[here]
        if token.lower_ not in _LINKERS and token.pos_ not in {"ADJ", "DET", "PROPN", "NOUN", "PART", "ADV", "NUM"}:
            return
        here += 1


def _at_the_time(doc: Doc, office: Office) -> bool:
    """Whether an office was held when what is told happened ("who was minister when they met", "at the time", "until then")."""
    end = max(office.last, office.end)
    rest = [token.lower_ for token in doc[end + 1 : end + 1 + _FIELD + 3]]
    rest = rest[: next((place for place, word in enumerate(rest) if word in {",", "."}), len(rest))]
    around = {*doc[max(office.start - 2, 0) : office.start].text.lower().split(), *rest}
    return "then" in around or "when" in around or {"at", "time"} <= around


def _names_next(doc: Doc, office: Office, opener: str) -> bool:
    """Whether the office after a comma belongs to the next name in a list ("A, Foreign Minister B and ...")."""
    end = max(office.last, office.end)
    following = doc[end + 1] if end + 1 < len(doc) else None
    return opener == "," and following is not None and following.ent_type_ == "PERSON" and doc[end].ent_type_ != "PERSON"
