"""Whom an article speaks of around a word: for whom an office without a state is likely held."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from spacy.tokens import Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.roles import Post, SpeaksFor
from standoff.codebook.world import world
from standoff.reading.layout import Layout
from standoff.reading.mentions import Mention
from standoff.reading.offices import Office

NEAR = 80  # tokens around a title without a state in which that state is looked for
_FAVOUR = 12.0  # what the party of the last office without a state counts for the next one: two subjects close by
_FAR_MORE = 1.5  # times; on the hand-coded sheets "the army" is then that state's
_HOME = frozenset({"legislator", "party_official", "head_of_state", "governor", "police", "judge"})
_OWN = frozenset({"adjective", "seat"})
_DATELINE = 5.0
_OPENING = 1500  # code points in which a dateline stands, below headline and caption
_DATELINES = re.compile(
    r"^\s*(?P<place>[A-Z][A-Z .'-]{3,30}(?:, [A-Z][\w. ]+)?)(?: \([A-Z][\w /]+\))?\s*(?:-{1,2}|\u2014|\u2013)", re.MULTILINE
)


def spoken_of(
    layout: Layout,
    index: int,
    mentions: Sequence[Mention],
    *,
    besides: Collection[str] = (),
    favoured: Collection[str] = (),
    kind: SpeaksFor = "either",
) -> tuple[str, ...]:
    """The actor named most and nearest around a token: subjects and possessors count most, what is quoted least.

    Actors in `besides` are out of the question; those in `favoured` have a start; `kind` asks for states or for others.
    """
    weights: dict[str, list[float]] = {code: [_FAVOUR] for code in favoured if code not in besides and fits(code, kind)}
    for code in _dateline(layout, mentions):
        if code not in besides and fits(code, kind):
            weights.setdefault(code, []).append(_DATELINE)
    for mention in mentions:
        if mention.code in besides or not guessed_at(mention.code) or not fits(mention.code, kind):
            continue
        weight = _weight(layout, index, mention)
        if weight:
            weights.setdefault(mention.code, []).append(weight)
    return (max(weights, key=lambda code: _total(weights[code])),) if weights else ()


def prevailing(named: Counter[str]) -> tuple[str, ...]:
    """The state that is named far more often than any other, by how often each actor is; () where there is none."""
    states = [(code, number) for code, number in named.most_common() if fits(code, "state")]
    if not states or (len(states) > 1 and states[0][1] < _FAR_MORE * states[1][1]):
        return ()
    return (states[0][0],)


def _weight(layout: Layout, index: int, mention: Mention) -> float:
    """What one mention counts for a token: by the part that it plays, by distance, less if quoted or to come."""
    away = index - mention.first
    if not -NEAR // 4 <= away <= NEAR or mention.place:
        return 0.0
    token = layout.doc[mention.last]
    weight = 3.0 if layout.subject(token) and not _aside(token) else 1.5 if token.dep_ == "poss" or mention.kind in _OWN else 1.0
    weight *= 0.4 if layout.quoted[mention.first] else 1.0
    weight *= 0.5 if away < 0 else 1.0
    return weight * (1.0 + (NEAR - abs(away)) / 20)


def _aside(subject: Token) -> bool:
    """Whether a subject is that of a clause beside the main one ("unless Chile pays"), which is about others than its speaker."""
    verb = subject.head
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.i < subject.i for c in verb.lefts)


def _total(weights: list[float]) -> float:
    """The weights together, each further one at half: ten passing mentions are not worth one subject."""
    return sum(weight * 0.5**rank for rank, weight in enumerate(sorted(weights, reverse=True)))


def kind_of(post: Post, title: str) -> SpeaksFor:
    """Whether an office is of a state or of another body, by its role and by the words of its title ("ministry")."""
    return "state" if not cast_words().state_words.isdisjoint(title.lower().split()) else post.speaks_for


def fits(code: str, kind: SpeaksFor) -> bool:
    """Whether an actor is of the kind for which an office speaks."""
    return kind == "either" or (world().types.get(code) == "state") == (kind == "state")


def guessed_at(code: str) -> bool:
    """Whether an actor is one for whom an office without a party may be guessed to be held: no armed group, movement or party.

    On the hand-coded sheets 9 of 51 such guesses were right; a region with authorities of its own is guessed like a state.
    """
    return code not in cast_words().gone and (world().types.get(code) != "group" or code in world().lands)


def lacking(title: str) -> set[str]:
    """The states that have no office or organ of that title."""
    lower = f" {title.lower()} "
    return {code for word, codes in cast_words().lacking.items() if f" {word} " in lower for code in codes}


def _dateline(layout: Layout, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The state from which the article is sent ("KABUL, Afghanistan (AP) -"): its matters need no state named."""
    doc = layout.doc
    for match in _DATELINES.finditer(layout.text[:_OPENING]):
        start, end = match.span("place")
        inside = [m.code for m in mentions if start <= doc[m.first].idx < end]
        if inside:
            return (inside[-1],)
        claims = [claim.code for found in world().find(match["place"].title()) for claim in found.claims]
        if claims:
            return (claims[0],)
    return ()


def spoken_from(layout: Layout, office: Office, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The state in whose capital somebody of its home affairs speaks ("In Lima a lawmaker said"), () elsewhere."""
    doc, first = layout.doc, office.start
    if office.post.name not in _HOME or first < 3 or doc[first - 1].lower_ not in {"a", "an", "one"}:
        return ()
    here = first - 3 if doc[first - 2].text == "," else first - 2
    found = [mention for mention in mentions if mention.place and mention.last == here and doc[mention.first - 1].text == "In"]
    return (found[0].code,) if found else ()
