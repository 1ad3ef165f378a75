"""Meetings: talks, summits, calls and visits, each once an article at its best mention.

Method: nouns and verbs of meeting on the parse; the parties in their slots are the participants; tense, words of planning
and dates tell planned from held. Mentions of one meeting (same sides, nothing that differs) are merged into the fullest.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from spacy.tokens import Token

from standoff.codebook.meetings import meeting_words
from standoff.codebook.world import world
from standoff.core.records import Meeting, MeetingStatus
from standoff.core.spans import Span
from standoff.reading.act_model import Judged
from standoff.reading.meeting_groups import grouped
from standoff.reading.meeting_mentions import Mention, mention_at, told_mention
from standoff.reading.meeting_sides import members_of, union
from standoff.reading.meeting_status import said_ahead
from standoff.reading.scene import Scene

# From which chance of the classifier of acts a word tells of a meeting: one that the rules take for one, one of two sides that
# only they might, one of one side, and any other predicate. For two sides at a place on a day, which rules find, `PLAIN` does,
# for a refusal `UNTOLD`; a cancelled meeting, or a body's at a place on a day, is always kept, since the classifier saw few. From
# which chance a side named around it takes part, from which the likeliest one joins a lone one, and below which one that the
# rules found does not. How much likelier another status must be than that which the words tell. Chosen on the 41 hand-coded
# articles of `dev`, on 344 others (misses were looked at in 178 of them), each read by a network that had not seen it, and with
# an eye on the five; steps of .05 hardly matter.
RULED, TWO_SIDED, ONE_SIDED, SURE = 0.3, 0.45, 0.65, 0.7
PLAIN, UNTOLD = 0.15, 0.01
TAKES_PART, OTHER_SIDE, UNLIKELY = 0.6, 0.4, 0.2
LIKELIER = 6.0


def find_meetings(scene: Scene, told: Sequence[Judged] = ()) -> tuple[Meeting, ...]:
    """The meetings of the article, each at its best mention, in order of place; as the classifier has `told`, where asked."""
    judged = {one.candidate.token.i: one for one in told}
    told_of = (_mention(scene, token, judged.get(token.i)) for token in scene.context.doc)
    mentions = [mention for mention in told_of if mention is not None]
    mentions = _with_sides(scene, _with_told(scene, mentions, judged.values()))
    groups = (group for group in grouped(mentions) if _of_its_own(scene, group))
    found = [meeting for group in groups if (meeting := _meeting(scene, group)) is not None]
    return tuple(sorted(found, key=lambda m: m.start))


def _mention(scene: Scene, token: Token, told: Judged | None) -> Mention | None:
    """The mention at a token: by the rules unless the classifier sees none, else by the classifier where it is sure."""
    mention = mention_at(scene, token)
    if told is None:
        return mention
    chance, ruled = sum(told.meetings.values()), mention is not None
    if mention is None and chance > TWO_SIDED:
        mention = mention_at(scene, token, sure=True)
    if mention is None:
        return None
    mention = _as_told(mention, told)
    return mention if chance >= _needed(mention, ruled=ruled) else None


def _as_told(mention: Mention, told: Judged) -> Mention:
    """The mention with the status and the sides that the classifier makes of it."""
    return _with_told_sides(replace(mention, status=_status(mention, told), chance=sum(told.meetings.values())), told)


def _with_told(scene: Scene, mentions: list[Mention], judged: Iterable[Judged]) -> list[Mention]:
    """The mentions, and those at other predicates of which the classifier is sure, where no mention stands in the same words."""
    heads = {mention.head.i for mention in mentions}
    for told in judged:
        token = told.candidate.token
        if sum(told.meetings.values()) < SURE or token.i in heads:
            continue
        mention = told_mention(scene, token)
        if mention is None:
            continue
        within = range(mention.bounds.first.i, mention.bounds.last.i + 1)
        if not any(head in within for head in heads):
            mentions.append(_as_told(mention, told))
    return sorted(mentions, key=lambda mention: mention.head.i)


def _needed(mention: Mention, *, ruled: bool) -> float:
    """The chance below which a mention is dropped; `ruled` where the rules take it for one."""
    if not ruled:
        return TWO_SIDED if len(mention.participants) > 1 else ONE_SIDED
    bodies = all(world().types.get(code) == "organisation" for code in mention.participants)
    if (bodies or len(mention.participants) > 1) and mention.place is not None and mention.date is not None:
        return 0.0 if bodies else PLAIN
    return {"cancelled": 0.0, "refused": UNTOLD}.get(mention.status, RULED)


def _status(mention: Mention, told: Judged) -> MeetingStatus:
    """The status of a meeting: as the classifier tells where that is clear and no words refuse, else as the words tell."""
    if mention.status in ("cancelled", "refused") or said_ahead(mention.head):
        return mention.status
    likeliest = cast(MeetingStatus, max(told.meetings, key=told.meetings.__getitem__))
    return likeliest if told.meetings[likeliest] > LIKELIER * told.meetings[mention.status] else mention.status


def _with_told_sides(mention: Mention, told: Judged) -> Mention:
    """The mention without sides that the classifier hardly sees take part; with those that it does where fewer than two are."""
    if mention.hostless:
        return mention
    if len(mention.participants) > 1:
        weighed = {code: side.acts for side in sorted(told.sides, key=lambda side: side.acts) for code in side.parties}
        likely = tuple(code for code in mention.participants if weighed.get(code, 1.0) >= UNLIKELY)
        return replace(mention, participants=likely) if likely else mention
    sides = union(mention.participants, *(members_of(side.parties) for side in told.sides if side.acts > TAKES_PART))
    return replace(mention, participants=union(sides, _likeliest_other(mention, sides, told)))


def _likeliest_other(mention: Mention, sides: tuple[str, ...], told: Judged) -> tuple[str, ...]:
    """The likeliest side beside the only one, a state, where it is likely enough and no other one is named that has no code."""
    if len(sides) != 1 or world().types.get(sides[0]) in ("organisation", "bloc") or mention.unknown_side:
        return ()
    others = [side for side in told.sides if side.acts > OTHER_SIDE and not set(members_of(side.parties)) & set(sides)]
    return members_of(max(others, key=lambda side: side.acts).parties) if others else ()


# --- sides said before ---

_TOLD = frozenset({"the", "this", "that", "these", "those", "both"})
_NEAR = 60  # tokens back within which "after meeting in the port" or "talks will be held" borrow their sides


def _two_before(scene: Scene, mention: Mention) -> tuple[str, ...]:
    """The two parties of the sentence, or of it and the one before; () unless there are just two."""
    sent = mention.head.sent
    before = max(sent.start - 1, 0)
    for start in (sent.start, scene.context.doc[before].sent.start):
        named = scene.cast.parties_between(start, mention.head.i)
        if len(named) == 2:
            return named
    return ()


def _bare(mention: Mention) -> bool:
    """Whether a mention names no side, or one of a meeting told before: "its talks there", not "it met with the families"."""
    if mention.head.pos_ == "VERB" or len(mention.participants) > 1:
        return not mention.participants
    bare = mention.head.tag_ == "NNS" and not any(c.dep_ in ("det", "amod", "compound", "nummod") for c in mention.head.lefts)
    told = bare or any(c.lower_ in _TOLD or c.dep_ == "poss" for c in mention.head.lefts)
    met = any(c.dep_ == "prep" and c.lower_ in ("with", "of", "between", "for") for c in mention.head.rights)
    return not mention.participants or (told and not met)


def _with_sides(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """Mentions with the sides of the meeting named just before where they name one or none themselves."""
    found: list[Mention] = []
    for mention in mentions:
        if _bare(mention) and not mention.unknown_side and not mention.hostless:
            earlier = next((m for m in reversed(found) if mention.head.i - m.head.i <= _NEAR and len(m.participants) > 1), None)
            sides = earlier.participants if earlier is not None else _two_before(scene, mention)
            if set(mention.participants) <= set(sides):
                mention = replace(mention, participants=sides, borrowed=True)
        if mention.participants:
            found.append(mention)
    return found


def _of_its_own(scene: Scene, group: list[Mention]) -> bool:
    """Whether a group tells of a meeting by itself, not of one told before nor, in a quotation, of talking as such."""
    if all(mention.borrowed and not (mention.place and mention.date) for mention in group):
        return False
    said = scene.attribution_at(group[0].head.idx)
    return said is None or not said.direct or any(mention.place is not None or mention.date is not None for mention in group)


# --- the record ------------------------------------------------------------------------------------------------------------


def _meeting(scene: Scene, group: list[Mention]) -> Meeting | None:
    best = group[0]
    context = scene.context
    if best.way == "visit" and len(best.participants) < 2:
        return None  # a journey on which nobody is met
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
        persons=union(*(m.persons for m in group)),
        level=_level(best),
        forum=next((m.forum for m in group if m.forum), None),
        place=next((m.place for m in group if m.place), None),
        date=next((m.date for m in group if m.date), None),
        status=best.status,
        outcome=_outcome(scene, group),
        attribution=said.id if said is not None else None,
        certainty=_certainty(participants, best),
        doubts=_doubts(participants, best),
    )


def _certainty(participants: tuple[str, ...], mention: Mention) -> float:
    return 0.7 if len(participants) < 2 or mention.borrowed else 1.0


def _doubts(participants: tuple[str, ...], mention: Mention) -> tuple[str, ...]:
    if mention.borrowed:
        return ("sides_said_before",)
    return () if len(participants) > 1 else ("one_side_found",)


def _level(mention: Mention) -> str | None:
    words = " ".join(t.lower_ for t in mention.head.doc[mention.bounds.first.i : mention.bounds.last.i + 1])
    for level, roles in meeting_words().levels.items():
        if any(re.search(rf"\b{re.escape(role)}s?\b", words) for role in roles):
            return level
    return None


def _outcome(scene: Scene, group: list[Mention]) -> Span | None:
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
