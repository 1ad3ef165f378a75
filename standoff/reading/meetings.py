"""Meetings: talks, summits, calls and visits, each once an article at its best mention.

Method: nouns and verbs of meeting on the parse; the parties in their slots are the participants; tense, words of planning
and dates tell planned from held. Mentions of one meeting (same sides, nothing that differs) are merged into the fullest.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

from standoff.codebook.meetings import MeetingNoun, MeetingVerb, meeting_nouns, meeting_verbs, meeting_words
from standoff.core.dates import When
from standoff.core.records import Meeting, MeetingStatus, Statement
from standoff.core.spans import Span
from standoff.reading.clauses import Slots, verb_slots
from standoff.reading.places import place_in
from standoff.reading.scene import Scene
from standoff.reading.tense import side_of_token

_MEETING_PLACES = frozenset({"in", "at", "on", "to"})
_CLIMB = 4


class _Bounds(NamedTuple):
    first: Token
    last: Token


@dataclass(frozen=True, kw_only=True)
class _Mention:
    """One mention of a meeting, before mentions of the same one are merged."""

    head: Token
    bounds: _Bounds
    participants: tuple[str, ...]
    persons: tuple[str, ...]
    status: MeetingStatus
    place: str | None
    date: When | None
    forum: str | None
    way: str | None
    weak: bool
    title: bool

    @property
    def detail(self) -> int:
        """How much the mention says."""
        return 2 * len(self.participants) + 2 * (self.place is not None) + 2 * (self.date is not None) + (not self.weak)


def find_meetings(scene: Scene, statements: tuple[Statement, ...] = ()) -> tuple[Meeting, ...]:
    """The meetings of the article, each at its best mention, in order of place."""
    mentions = [mention for token in scene.context.doc if (mention := _mention(scene, token)) is not None]
    kept = list(_merged(mentions))
    found = [meeting for group in kept if (meeting := _meeting(scene, group)) is not None]
    return tuple(sorted(found, key=lambda m: m.start))


# --- mentions --------------------------------------------------------------------------------------------------------


def _mention(scene: Scene, token: Token) -> _Mention | None:
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "PROPN") and lemma in meeting_nouns():
        return _noun_mention(scene, token, meeting_nouns()[lemma])
    if token.pos_ == "VERB" and lemma in meeting_verbs():
        return _verb_mention(scene, token, meeting_verbs()[lemma])
    return None


def _noun_mention(scene: Scene, noun: Token, entry: MeetingNoun) -> _Mention | None:
    words = meeting_words()
    beside = {t.lower_ for t in noun.lefts} | {noun.nbor(-1).lower_ if noun.i else ""}
    if (entry.plural and noun.tag_ not in ("NNS", "NNPS")) or beside & words.not_words:
        return None
    if noun.lemma_ == "call" and not (beside & words.call_words or _has_prep(noun, ("between", "with"))):
        return None
    if noun.dep_ == "compound" and noun.head.lemma_.lower() in meeting_nouns():
        return None
    verb = _holding_verb(noun)
    sides = _noun_sides(scene, noun, verb)
    bounds = _noun_bounds(noun, verb)
    place, date = _place_date(scene, bounds, noun)
    if not _concrete(sides, entry.weak, place, date, verb, noun):
        return None
    forum = _forum(scene, noun)
    return _Mention(
        head=noun,
        bounds=bounds,
        participants=sides,
        persons=_persons(scene, bounds),
        status=_status(scene, noun, verb, date),
        place=place,
        date=date,
        forum=forum,
        way=entry.way,
        weak=entry.weak,
        title=scene.context.in_title(noun.idx),
    )


def _verb_mention(scene: Scene, verb: Token, entry: MeetingVerb) -> _Mention | None:
    slots = verb_slots(verb)
    other = next((t for name in entry.slots if (t := slots.get(name)) is not None and scene.party(t)), None)
    subject = _party_of_subject(scene, slots, verb)
    if other is None:
        if entry.lemma != "meet" or not _plural_subject(scene, slots):
            return None
        sides = subject
    else:
        sides = _union(subject, _conjoined(scene, other))
    bounds = _verb_bounds(verb, slots)
    place, date = _place_date(scene, bounds, verb)
    if (
        len(sides) < 2
        and not (other is not None and (place or date))
        and not (len(sides) == 1 and other is None and date and place)
    ):
        return None
    if (
        other is not None
        and entry.lemma in ("visit", "host", "receive")
        and (len(sides) < 2 or other.ent_type_ not in ("GPE", "PERSON"))
    ):
        return None
    return _Mention(
        head=verb,
        bounds=bounds,
        participants=sides,
        persons=_persons(scene, bounds),
        status=_status(scene, verb, verb, date),
        place=place,
        date=date,
        forum=None,
        way=entry.way,
        weak=False,
        title=scene.context.in_title(verb.idx),
    )


def _has_prep(noun: Token, names: tuple[str, ...]) -> bool:
    return any(child.dep_ == "prep" and child.lower_ in names for child in noun.children)


def _holding_verb(noun: Token) -> Token | None:
    """The verb by which the meeting takes place, is planned or called off; None where the noun hangs elsewhere."""
    token = noun
    for _ in range(_CLIMB):
        head = token.head
        if head.i == token.i:
            return token if token.pos_ == "VERB" else None
        if head.pos_ in ("VERB", "AUX"):
            return head if head.lemma_.lower() in meeting_words().holders or head.lemma_ == "be" else None
        token = head
    return None


def _union(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for part in parts for code in part))


def _conjoined(scene: Scene, token: Token) -> tuple[str, ...]:
    """The parties of a noun phrase and of those joined to it by "and"."""
    found = scene.party(token)
    for child in token.children:
        if child.dep_ in ("conj", "appos"):
            found = _union(found, _conjoined(scene, child))
    return found


def _party_of_subject(scene: Scene, slots: Slots, verb: Token) -> tuple[str, ...]:
    subject = slots.subject or (slots.object if slots.passive else None)
    return _conjoined(scene, subject) if subject is not None else ()


def _plural_subject(scene: Scene, slots: Slots) -> bool:
    subject = slots.subject
    if subject is None:
        return False
    return (
        subject.tag_ in ("NNS", "NNPS")
        or any(child.dep_ == "conj" for child in subject.children)
        or len(scene.party(subject)) > 1
    )


_SIDES = frozenset({"between", "with", "of", "among", "by", "to", "from", "involving"})


def _noun_sides(scene: Scene, noun: Token, verb: Token | None) -> tuple[str, ...]:
    sides: tuple[str, ...] = ()
    for child in noun.lefts:
        if child.dep_ in ("compound", "poss", "amod", "nmod"):
            sides = _union(sides, _within(scene, child))
    sides = _union(sides, _side_phrases(scene, noun))
    if noun.dep_ in ("conj", "appos"):
        sides = _union(sides, _side_phrases(scene, noun.head))
    if verb is not None and verb.lemma_ != "be":
        slots = verb_slots(verb)
        if slots.subject is not None and noun not in slots.subject.subtree:
            sides = _union(_conjoined(scene, slots.subject), sides)
        for name in ("with", "between"):
            token = slots.get(name)
            if token is not None:
                sides = _union(sides, _conjoined(scene, token))
    return sides


def _within(scene: Scene, token: Token) -> tuple[str, ...]:
    return _union(*(scene.party(t) for t in token.subtree))


def _side_phrases(scene: Scene, noun: Token) -> tuple[str, ...]:
    sides: tuple[str, ...] = ()
    for child in noun.rights:
        if child.dep_ != "prep" or child.lower_ not in _SIDES:
            continue
        for inner in child.children:
            if inner.dep_ == "pobj":
                sides = _union(sides, _conjoined(scene, inner))
                if child.lower_ == "of" or inner.lemma_.lower() in meeting_nouns():
                    sides = _union(sides, _side_phrases(scene, inner), _within_compounds(scene, inner))
    return sides


def _within_compounds(scene: Scene, noun: Token) -> tuple[str, ...]:
    return _union(*(scene.party(t) for child in noun.lefts for t in child.subtree))


def _concrete(sides: tuple[str, ...], weak: bool, place: str | None, date: When | None, verb: Token | None, noun: Token) -> bool:
    """Whether the mention is of a particular meeting, not of talks as such."""
    if weak:
        return (len(sides) >= 2 and (date is not None or place is not None or noun.lemma_ in ("call", "visit"))) or (
            len(sides) >= 1 and date is not None and place is not None
        )
    held = verb is not None and verb.lemma_ != "be"
    if len(sides) >= 2:
        return held or date is not None or place is not None or noun.lemma_ == "summit"
    return len(sides) == 1 and date is not None and (place is not None or held)


def _forum(scene: Scene, noun: Token) -> str | None:
    """The body that meets: "the Harbour Council", "a G20 summit"."""
    around = [
        *noun.lefts,
        *(inner for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of" for inner in child.children),
    ]
    for token in around:
        phrase = scene.context.doc[token.left_edge.i : token.right_edge.i + 1]
        if any(t.ent_type_ == "ORG" for t in phrase) and (
            token.lemma_.lower() in meeting_words().forums or token.pos_ == "PROPN"
        ):
            words = " ".join(phrase.text.split())
            return re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE) or None
    return None


# --- bounds, place, date, persons ---------------------------------------------------------------------------------------

_LONGEST = 30


def _noun_bounds(noun: Token, verb: Token | None) -> _Bounds:
    first, last = noun.left_edge, noun.right_edge
    if verb is not None and abs(verb.i - noun.i) <= _LONGEST:
        parts = _clause_parts(verb)
        first = min([first, *parts], key=lambda t: t.i)
        last = max([last, *parts], key=lambda t: t.i)
    return _trimmed(noun, first, last)


def _verb_bounds(verb: Token, slots: Slots) -> _Bounds:
    parts = _clause_parts(verb)
    subject = slots.subject
    if subject is not None and 0 < verb.i - subject.i <= _LONGEST and subject.sent.start == verb.sent.start:
        parts = [subject.left_edge, *parts]
    return _trimmed(verb, min(parts, key=lambda t: t.i), max(parts, key=lambda t: t.i))


def _clause_parts(verb: Token) -> list[Token]:
    """The verb with its subject, object, adverbs and prepositional phrases, without clauses that hang on it."""
    parts = [verb]
    for child in verb.children:
        if child.dep_ in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "prep",
            "npadvmod",
            "aux",
            "auxpass",
            "neg",
            "prt",
            "attr",
            "agent",
            "dative",
            "oprd",
        ):
            parts += [child.left_edge, child.right_edge]
    return parts


def _trimmed(head: Token, first: Token, last: Token) -> _Bounds:
    doc = head.doc
    start = max(first.i, head.sent.start, head.i - _LONGEST)
    end = min(last.i, head.sent.end - 1, head.i + _LONGEST)
    for token in doc[head.i + 1 : end + 1]:
        if (
            token.lower_ in ("which", "who", "where", "because", "although", "while", "but", "after", "before")
            and token.dep_ in _BREAKS
        ):
            end = token.i - 1
            break
    return _Bounds(doc[start], doc[max(end, head.i)])


_BREAKS = frozenset({"nsubj", "nsubjpass", "mark", "advmod", "cc", "pobj", "dobj"})


def _place_date(scene: Scene, bounds: _Bounds, head: Token) -> tuple[str | None, When | None]:
    doc = scene.context.doc
    place = place_in(doc[head.i : bounds.last.i + 1], _MEETING_PLACES) or place_in(doc[bounds.first.i : head.i], _MEETING_PLACES)
    times = scene.context.times_in(bounds.first.idx, bounds.last.idx + len(bounds.last))
    near = min(times, key=lambda when: abs((when.start or 0) - head.idx), default=None)
    return place, near


def _persons(scene: Scene, bounds: _Bounds) -> tuple[str, ...]:
    doc = scene.context.doc
    names = (scene.speaker(token) for token in doc[bounds.first.i : bounds.last.i + 1] if token.pos_ in ("PROPN", "NOUN", "PRON"))
    return tuple(dict.fromkeys(name for name in names if name))


# --- status -----------------------------------------------------------------------------------------------------------


def _status(scene: Scene, head: Token, verb: Token | None, date: When | None) -> MeetingStatus:
    words = meeting_words()
    governors = _governors(head)
    lemmas = {_with_particle(token) for token in governors}
    if lemmas & words.cancelled:
        return "cancelled"
    if lemmas & words.refused or any(c.dep_ == "neg" for g in governors[:1] for c in g.children if side_of_token(g) == "future"):
        return "refused"
    if any(g.lemma_ in words.fell_through and any(c.lower_ == "had" for c in g.children) for g in governors):
        return "cancelled"
    return "planned" if _ahead(scene, head, verb, date, governors) else "held"


def _governors(head: Token) -> list[Token]:
    found, token = [], head
    if head.pos_ == "VERB":
        found.append(head)
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            found.append(token)
            if token.dep_ not in ("xcomp", "conj", "advcl") and token.tag_ != "VB":
                break
    return found


def _with_particle(verb: Token) -> str:
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)
    return f"{verb.lemma_.lower()} {particle}" if particle else verb.lemma_.lower()


def _ahead(scene: Scene, head: Token, verb: Token | None, date: When | None, governors: list[Token]) -> bool:
    published = scene.context.published
    if date is not None and date.precision in ("day", "weekend", "week", "month"):
        if published.latest is not None and date.earliest is not None and date.earliest > published.latest:
            return True
        if published.earliest is not None and date.latest is not None and date.latest < published.earliest:
            return False
    words = meeting_words()
    left = {t.lemma_.lower() for t in head.lefts}
    if left & {"upcoming", "forthcoming", "next", "coming", "planned", "proposed", "future", "possible"}:
        return True
    if any(g.lemma_.lower() in words.planned and g.tag_ != "VBD" for g in governors):
        return True
    if head.dep_ == "pobj" and head.head.lower_ in ("after", "following", "during", "since"):
        return False
    return side_of_token(verb or head) == "future"


# --- merging ------------------------------------------------------------------------------------------------------------


def _merged(mentions: list[_Mention]) -> list[list[_Mention]]:
    """Groups of mentions of one meeting, the fullest mention first."""
    groups: list[list[_Mention]] = []
    for mention in mentions:
        home = next((group for group in groups if any(_same(mention, other) for other in group)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    for group in groups:
        group.sort(key=lambda m: (m.title, -m.detail, m.head.i))
    return groups


def _same(a: _Mention, b: _Mention) -> bool:
    if a.status != b.status or (a.place and b.place and not _agree(a.place, b.place)):
        return False
    if (
        a.head.sent.start == b.head.sent.start
        and abs(a.head.i - b.head.i) <= 12
        and set(a.participants) & set(b.participants)
        and not _dates_differ(a.date, b.date)
    ):
        return True
    one, other = set(a.participants), set(b.participants)
    return (
        bool(one & other)
        and (one <= other or other <= one or len(one & other) / len(one | other) >= 0.5)
        and not _dates_differ(a.date, b.date)
    )


def _agree(a: str, b: str) -> bool:
    return a.lower() in b.lower() or b.lower() in a.lower()


def _dates_differ(a: When | None, b: When | None) -> bool:
    if a is None or b is None:
        return False
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return a.earliest is None and b.earliest is None and (a.text or "").lower() != (b.text or "").lower()
    return a.latest < b.earliest or b.latest < a.earliest


# --- the record ------------------------------------------------------------------------------------------------------------


def _meeting(scene: Scene, group: list[_Mention]) -> Meeting | None:
    best = group[0]
    context = scene.context
    span = context.tokens_span(best.bounds.first, best.bounds.last, extra=",;:.")
    if span is None:
        return None
    participants = max((m.participants for m in group if set(best.participants) <= set(m.participants)), key=len)
    said = scene.attribution_at(span.start)
    return Meeting(
        id=context.id("meeting", span.start, span.end, best.status, *participants),
        article=context.article.id,
        start=span.start,
        end=span.end,
        text=span.text,
        participants=participants,
        persons=_union(*(m.persons for m in group)),
        level=_level(best),
        forum=next((m.forum for m in group if m.forum), None),
        place=next((m.place for m in group if m.place), None),
        date=next((m.date for m in group if m.date), None),
        status=best.status,
        outcome=_outcome(scene, group),
        attribution=said.id if said is not None else None,
        certainty=1.0 if len(participants) > 1 else 0.7,
        doubts=() if len(participants) > 1 else ("one_side_found",),
    )


def _level(mention: _Mention) -> str | None:
    words = " ".join(t.lower_ for t in mention.head.doc[mention.bounds.first.i : mention.bounds.last.i + 1])
    for level, roles in meeting_words().levels.items():
        if any(re.search(rf"\b{re.escape(role)}s?\b", words) for role in roles):
            return level
    return None


def _outcome(scene: Scene, group: list[_Mention]) -> Span | None:
    """What is said to have come of the meeting: its predicate, where that is a word of outcome."""
    words = meeting_words()
    for mention in group:
        verb = mention.head.head
        if mention.head.dep_ not in ("nsubj", "nsubjpass") or mention.status != "held":
            continue
        if verb.lemma_.lower() in words.outcomes:
            return scene.context.tokens_span(verb, verb.right_edge, extra=',;:."')
        complement = next((c for c in verb.children if c.dep_ in ("acomp", "oprd", "attr")), None)
        if complement is not None and complement.lemma_.lower() in words.outcome_adjectives:
            return scene.context.tokens_span(complement.left_edge, complement.right_edge, extra=',;:."')
    return None
