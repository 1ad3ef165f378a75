"""Offices in the text, and for whom each acts as far as its own words say: "Russian", "of the ministry", "Senate".

An office is a form of the role list. Its phrase runs left over titles, adjectives and possessors, and right over "of",
"for", "at" and "in". The first actor named on the left has it ("Russia's envoy to Vienna"), else the first one on the
right; "to" names whom the office looks at, except after an aide or adviser.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.roles import Post, roles
from standoff.codebook.world import world
from standoff.reading.layout import Layout
from standoff.reading.outsiders import a_state, irregular, only_a_subject, only_knows, private_body, sent
from standoff.reading.phrases import Parties

_LEFT = 14  # tokens; longer runs of titles before a noun were not met in 2,700 news articles
_RIGHT = 24
_ADJECTIVAL = frozenset({"amod", "advmod"})  # "the official news agency"
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "PART"})
_OF_PARTIES = frozenset({"leader", "head", "chief"})  # "leader of the Harbour Party" speaks for it, whatever its state
_DIRECTING = frozenset({"official", "organisation_head"})
_WHERE = frozenset({"in", "at", "inside", "within"})
_VERBS = frozenset({"VB", "VBP", "VBG"})
_GAP = 2  # unknown words within a title ("UN humanitarian coordinator")


@dataclass(frozen=True, slots=True)
class Office:
    """An office at the tokens `first`..`last` (its phrase at `start`..`end`); `whose` is empty where the text is silent.

    `elsewhere` is true where it names a body that is no known actor ("director of the Harbour Fund").
    """

    first: int
    last: int
    start: int
    end: int
    post: Post
    whose: tuple[str, ...] = ()
    former: bool = False
    elsewhere: bool = False

    @property
    def private(self) -> bool:
        """Whether its holder speaks for nobody else."""
        return self.post.speaks_for == "none" or self.former


def find_offices(layout: Layout, parties: Parties) -> list[Office]:
    """Every office and organ named in the article, in order."""
    doc = layout.doc
    hits = list(_hits(layout))
    inside = {i for first, last, _ in hits for i in range(first, last + 1)}
    named = {code for party in parties.values() for code in party}
    found: list[Office] = []
    seats = {first for first, _, post in hits if post.name == "parliament"}
    for hit in hits:
        office = _office(doc, _seated(doc, hit, seats), inside, parties, named)
        joined = bool(found) and office.start - found[-1].last == 2 and doc[office.start - 1].lower_ == "and"
        if joined and found[-1].former:  # "a former minister and ambassador"
            office = replace(office, former=True)
        found.append(office)
    return found


def _seated(doc: Doc, hit: tuple[int, int, Post], seats: set[int]) -> tuple[int, int, Post]:
    """The office as a legislator's where it is one of a parliament ("the Republican chairman of the Senate's committee")."""
    first, last, post = hit
    inside = last + 1 < len(doc) and doc[last + 1].lower_ == "of" and not seats.isdisjoint(range(last + 2, last + 5))
    seated = inside and post.name in _DIRECTING and not post.plural
    return (first, last, roles().posts.get("legislator")[0]) if seated else hit


def _hits(layout: Layout) -> Iterator[tuple[int, int, Post]]:
    for start, end, posts in roles().posts.find(layout.lower):
        bounds = layout.tokens(start, end)
        if bounds is not None and not _only_describes(layout.doc, *bounds) and posts[0].name != "people":
            yield *bounds, posts[0]


def _only_describes(doc: Doc, first: int, last: int) -> bool:
    """Whether an office's word is none: it describes another noun ("the official agency"), as no title does, or it is a verb."""
    titled = first < last and last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN"  # "the secretary-general Jens Berg"
    if doc[last].pos_ == "VERB" and doc[last].tag_ in _VERBS and first == last:
        return True  # "was due to host the talks"
    return doc[last].dep_ in _ADJECTIVAL and not titled


def _office(doc: Doc, hit: tuple[int, int, Post], inside: set[int], parties: Parties, named: set[str]) -> Office:
    first, last, post = hit
    start = _leftmost(doc, first, inside, parties)
    end, right = _rightmost(doc, last, post, parties)
    post = _topped(doc, start, first, last, post)
    unknown = not right and (_unknown_body(doc, last, inside) or _private_owner(doc, start))
    seated = post.name in _DIRECTING and last + 1 < len(doc) and doc[last + 1].lower_ == "at"
    topic = unknown and (post.speaks_for == "none" or seated)
    left = () if topic else _first_party(doc, start, last, parties)  # not of "a UN expert", "the Asia director at Harlow Hall"
    whose = left or right or _owner(doc, start, max(last, end), named)
    if post.kind == "role" and post.speaks_for == "state" and not (whose == right and doc[last].lower_ in _OF_PARTIES):
        whose = tuple(world().homes.get(code, code) for code in whose)
    against = _against_its_state(doc, first, last, post)
    if against:
        whose = tuple(code for code in whose if not a_state(code))
    former = any(doc[i].lower_ in roles().former for i in range(start, first)) or doc[first].lower_ in roles().former
    elsewhere = not whose and (unknown or against)
    return Office(first, last, start, end, post, whose, former, elsewhere)


def _leftmost(doc: Doc, first: int, inside: set[int], parties: Parties) -> int:
    """Where the phrase of an office starts."""
    words, neutral = cast_words().office_words, roles().neutral
    start, here = first, first
    while here > 0 and first - here < _LEFT and start - here <= _GAP:
        before = doc[here - 1]
        lower = before.lower_
        if before.is_space or doc[here].is_sent_start:
            break
        here -= 1
        if here in parties or here in inside or lower in words or lower in neutral or lower in {"'s", "'", "-"}:
            start = here
        elif lower == "and" and here - 1 in parties and start == here + 1 and doc[here - 1].ent_type_ != "PERSON":
            continue
        elif before.pos_ not in _NOMINAL or before.ent_type_ == "PERSON":
            break
    while start < first and doc[start].lower_ in {"'s", "'", "-"}:
        start += 1
    return start


def _rightmost(doc: Doc, last: int, post: Post, parties: Parties) -> tuple[int, tuple[str, ...]]:
    """Where the phrase of an office ends, and the first party named there."""
    words = cast_words()
    here = last + 1
    if here >= len(doc):
        return last, ()
    opener = doc[here].lower_
    close = opener == "to" and post.name in words.close_roles
    abroad = opener in _WHERE and (doc[last].lemma_.lower() in words.posted or post.speaks_for == "none")
    if abroad or only_knows(doc, here) or (opener not in words.office_links and not close):
        return last, ()
    while here < len(doc) and here - last < _RIGHT:
        token = doc[here]
        if token.i in parties and not only_a_subject(token, parties) and not _seat_of(token):
            found = _listed(doc, here, parties)
            away = opener == "for" and sent(doc[last]) and any(a_state(code) for code in found[1])
            return (found[0], ()) if away else found
        if token.is_space or token.text in {",", ".", '"', ";", ":", "("} or private_body(token) or irregular(token):
            break
        if token.pos_ in {"AUX", "PRON", "SCONJ"} or (token.pos_ == "VERB" and token.dep_ not in _ADJECTIVAL | {"compound"}):
            break
        if here > last + 1 and token.pos_ == "ADP" and (token.lower_ not in words.office_links or _sits(doc[here - 1], token)):
            break
        here += 1
    return last, ()


def _listed(doc: Doc, here: int, parties: Parties) -> tuple[int, tuple[str, ...]]:
    """The parties of a list that starts at a token ("of Norway, Chile and the US"), and where the list ends."""
    found, end = parties[here], here
    for index in range(here + 1, min(here + _RIGHT, len(doc))):
        if index in parties:
            found, end = (*found, *(p for p in parties[index] if p not in found)), index
        elif doc[index].lower_ not in {",", "and", "the"}:
            break
    return (end, found) if end > here else (here, parties[here])


def _unknown_body(doc: Doc, last: int, inside: set[int]) -> bool:
    """Whether what follows an office leads to a name that is no actor known here, or to a firm or the like."""
    if last + 2 >= len(doc) or doc[last + 1].lower_ not in {"of", "for", "at", "with"} or only_knows(doc, last + 1):
        return False
    if doc[last + 1].lower_ == "with":
        return inside.isdisjoint(range(last + 2, last + 6))  # "with the information ministry" is with the state's
    for token in doc[last + 2 : last + _RIGHT]:
        if (token.is_punct and token.text != "-") or token.is_space or (token.pos_ in {"VERB", "AUX"} and token.dep_ != "amod"):
            return False
        if private_body(token) or irregular(token):
            return True
        if only_a_subject(token, ()) and token.head.i > last:  # "of China studies at the Harlow Centre"
            if private_body(token.head) or _unknown_body(doc, token.head.i, inside):
                return True
            continue
        if token.i <= last + 4 and token.i not in inside and token.pos_ == "PROPN" and _of_a_body(token):
            return True
    return False


def _seat_of(name: Token) -> bool:
    """Whether a capital's name is part of the name of a body that sits there ("the Lisbon Council")."""
    named = name.dep_ == "compound" and name.head.pos_ == "PROPN" and name.head.lemma_.lower() in cast_words().institutes
    return named and any(claim.kind == "capital" for found in world().find(name.text) for claim in found.claims)


def _sits(body: Token, preposition: Token) -> bool:
    """Whether what follows an institute's name only says where it is ("at the Lisbon Council in Chad")."""
    return preposition.lower_ in _WHERE and body.pos_ == "PROPN" and body.lemma_.lower() in cast_words().institutes


def _of_a_body(name: Token) -> bool:
    """Whether a proper noun is of a body's name: by the recogniser of entities, or by what a body is called."""
    words = cast_words()
    return name.ent_type_ == "ORG" or (name.head.pos_ == "PROPN" and name.head.lemma_.lower() in words.institutes)


def _against_its_state(doc: Doc, first: int, last: int, post: Post) -> bool:
    """Whether an office is held against the state whose name stands beside it ("a Cameroonian separatist leader")."""
    return post.name == "nonstate_leader" or (
        post.name == "party_official" and "opposition" in doc[first : last + 1].text.lower()
    )


def _private_owner(doc: Doc, start: int) -> bool:
    """Whether an office is a company's or an institute's ("the firm's chief financial officer")."""
    return start > 1 and doc[start - 1].lower_ in {"'s", "'"} and doc[start - 2].lemma_.lower() in cast_words().private_bodies


def _topped(doc: Doc, start: int, first: int, last: int, post: Post) -> Post:
    """The role that "top" and "chief" make of a noun when a name stands between ("the top US diplomat")."""
    if start >= first or doc[start].lower_ not in {"top", "chief"}:
        return post
    title = f"top {doc[first : last + 1].text.lower()}"
    found = roles().posts.get(title)
    return found[0] if found else post


def _first_party(doc: Doc, start: int, last: int, parties: Parties) -> tuple[str, ...]:
    """The party named first between two tokens; coordinated ones count together ("US and British officials")."""
    found: tuple[str, ...] = ()
    for index in range(start, last + 1):
        if index in parties:
            if not found or found[0] in world().homes:
                found = parties[index]
            elif doc[index - 1].lower_ in {"and", "or", ","}:
                found = (*found, *(p for p in parties[index] if p not in found))
    return found


def _owner(doc: Doc, start: int, last: int, named: set[str]) -> tuple[str, ...]:
    """The one actor that has such an office, or (); one of an ambiguous name must be in the article."""
    owner = world().owner(doc[start : last + 1].text)
    if owner is not None and (not owner.ambiguous or owner.code in named):
        return (owner.code,)
    if "USA" in named and doc[start].lower_ in {"sen.", "rep."}:
        return ("USA",)
    return ()
