"""Mentions of states, organisations and groups: forms of the world index laid over the parse, ambiguous ones decided."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.roles import roles
from standoff.codebook.world import Claim, Kind, Match, world
from standoff.reading.layout import Layout
from standoff.reading.outlets import outlet_places

_INTRODUCED = 9  # tokens from a bracketed acronym back to the actor whose body it names
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_GROUP_LABELS = frozenset({"GPE", "NORP", "ORG", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Mention:
    """The actor `code` named by the tokens `first`..`last` (indices, both included)."""

    first: int
    last: int
    code: str
    kind: Kind
    place: bool = False
    leader: str | None = None

    @property
    def party(self) -> tuple[str, ...]:
        """The actor, and the one that leads it where its name says so ("the Saudi-led coalition")."""
        return (self.code,) if self.leader is None else (self.code, self.leader)


def find_mentions(layout: Layout) -> list[Mention]:
    """Every mention in the article, in order."""
    doc = layout.doc
    matches = list(_located(layout))
    places = [(m.start, m.claims[0].code) for m, _, _ in matches if len(m.claims) == 1 and not m.claims[0].ambiguous]
    sure = Counter(code for _, code in places)
    found: list[Mention] = []
    for match, first, last in matches:
        claim = _decide(match, doc, first, last, sure, places)
        if claim is not None and not _opposed(doc, first, last):
            place = _is_place(doc, first, last, claim)
            found.append(Mention(first, last, claim.code, claim.kind, place, _leader(doc, first, last, claim)))
    return [*found, *_acronyms(doc, found)]


def _acronyms(doc: Doc, found: list[Mention]) -> Iterator[Mention]:
    """What the article introduces in brackets after a body of a known actor ("... Institute (INM)"), wherever it stands."""
    taken = {i for m in found for i in range(m.first, m.last + 1)}
    by_last = {m.last: m for m in found}
    known: dict[str, Mention] = {}
    for token in doc:
        if token.text in known and token.i not in taken:
            yield Mention(token.i, token.i, known[token.text].code, "seat")
        elif _bracketed(doc, token.i) and token.i not in taken:
            before = next((by_last[i] for i in range(token.i - 2, max(token.i - _INTRODUCED, -1), -1) if i in by_last), None)
            initials = {t.text[0] for t in doc[max(token.i - _INTRODUCED, 0) : token.i - 1] if t.text[:1].isupper()}
            if before is not None and before.kind != "people" and initials.issuperset(token.text):
                known[token.text] = before
                yield Mention(token.i, token.i, before.code, "seat")


def _bracketed(doc: Doc, index: int) -> bool:
    """Whether a token is an acronym in brackets."""
    if not 0 < index < len(doc) - 1 or doc[index - 1].text != "(" or doc[index + 1].text != ")":
        return False
    return doc[index].text.isupper() and doc[index].text.isalpha() and 2 <= len(doc[index].text) <= 6


def _located(layout: Layout) -> Iterator[tuple[Match, int, int]]:
    """The matches with the tokens that they cover; a match that starts within a token is left out."""
    outlets = {place for start, end in outlet_places(layout) for place in range(start, end)}
    for match in world().find(layout.text, layout.pieces):
        bounds = layout.tokens(match.start, match.end)
        if bounds is not None and match.start not in outlets:
            yield match, *bounds


def _leader(doc: Doc, first: int, last: int, claim: Claim) -> str | None:
    """The state that leads a body, by the body's name; None where the name does not say."""
    if not any(doc[i].lower_ == "led" for i in range(first, last + 1)):
        return None
    codes = [c.code for match in world().find(doc[first].text) for c in match.claims if c.code != claim.code]
    return codes[0] if codes else None


def _decide(match: Match, doc: Doc, first: int, last: int, sure: Counter[str], places: list[tuple[int, str]]) -> Claim | None:
    """The claim that holds here, or None where the form means something else."""
    if _within_person(doc, first, last) or _within_place(doc, first, last, match):
        return None
    if len(match.claims) == 1 and not match.claims[0].ambiguous:
        return match.claims[0]
    vouched = [claim for claim in match.claims if sure[claim.code]]
    if len(vouched) > 1:
        vouched.sort(key=lambda c: min(_distance(match.start, place) for place, code in places if code == c.code))
    if vouched:
        return vouched[0]
    plain = [claim for claim in match.claims if claim.kind in {"name", "adjective", "people"}]
    plain = plain if len(plain) == 1 else [claim for claim in plain if claim.default]
    if len(plain) == 1 and doc[last].ent_type_ in _GROUP_LABELS:
        return plain[0]
    return None


def _distance(here: int, there: int) -> int:
    """How far apart two places are; one after counts double, since names are taken up from before."""
    return here - there if there <= here else 2 * (there - here)


def _within_person(doc: Doc, first: int, last: int) -> bool:
    """Whether the form is part of a person's name ("Jordan" in "Vernon Jordan", "Israel" in "Israel Katz")."""
    if doc[last].ent_type_ != "PERSON" or last + 1 >= len(doc) or _before_a_title(doc, last):
        return False
    before = first > 0 and doc[first].ent_iob_ == "I"
    after = doc[last + 1].ent_type_ == "PERSON" and doc[last + 1].ent_iob_ == "I" and first + 1 == last + 1
    return (before or after) and doc[first].text.isalpha() and not doc[first].text.isupper()


def _before_a_title(doc: Doc, last: int) -> bool:
    """Whether what the recogniser takes for a name runs into an office ("[Kazakh Water] Minister Rustam Yusupov")."""
    end = next((i for i in range(last + 1, len(doc)) if doc[i].ent_iob_ != "I"), len(doc) - 1)
    found = roles().posts.get(doc[end].lower_) if doc[end].text[:1].isupper() else None
    return bool(found) and doc[last].ent_iob_ == "B"


def _within_place(doc: Doc, first: int, last: int, match: Match) -> bool:
    """Whether the form is part of another place's name: "New Jersey", "South Georgia", "the Gulf of Guinea"."""
    if doc[first].ent_type_ not in _PLACE_LABELS or not any(claim.kind == "name" for claim in match.claims):
        return False
    before = doc[first - 1] if first > 0 and doc[first].ent_iob_ == "I" else None
    if before is not None and before.text == "New":
        return True
    after = doc[last + 1] if last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" else None
    sure = not all(claim.ambiguous for claim in match.claims)
    named = (before is not None and (before.text == "of" or before.text[:1].isupper())) or (
        after is not None and after.text[:1].isupper()
    )
    return not sure and named and (before is None or before.lower_ != "the")


def _opposed(doc: Doc, first: int, last: int) -> bool:
    """Whether what follows or precedes says that the phrase is not of that actor ("Iran-backed", "anti-American")."""
    words = cast_words()
    if last + 2 < len(doc) and doc[last + 1].text == "-" and doc[last + 2].lower_ in words.not_of:
        return True
    return first > 1 and doc[first - 1].text == "-" and doc[first - 2].lower_ in words.opposed


def _is_place(doc: Doc, first: int, last: int, claim: Claim) -> bool:
    """Whether a capital is only where something is ("talks in Moscow")."""
    before = doc[first - 1].lower_ if first > 0 else ""
    if claim.kind == "name" and first == last and before == "in":
        kind = world().types[claim.code]
        if kind == "bloc" or (kind == "organisation" and claim.ambiguous):  # "in Europe"
            return True
    if claim.kind != "capital":
        return False
    if before in cast_words().locatives:
        return True
    return claim.ambiguous and not _acts(doc[last])


def _acts(token: Token) -> bool:
    """Whether the token is a subject, so that a capital stands for its government."""
    return token.dep_ in {"nsubj", "nsubjpass", "poss", "agent", "conj"}
