"""Mentions of meetings as the classifier of acts tells them: which it confirms, their status and their sides."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from spacy.tokens import Token

from standoff.codebook.world import world
from standoff.core.records import MeetingStatus
from standoff.reading.act_model import Judged
from standoff.reading.meeting_mentions import Mention, mention_at, told_mention
from standoff.reading.meeting_sides import members_of, union
from standoff.reading.meeting_status import said_ahead, set_ahead
from standoff.reading.scene import Scene

# From which chance of the classifier of acts a word tells of a meeting: one that the rules take for one, one of two sides that
# only they might, one of one side, and any other predicate. For two sides at a place on a day, which rules find, `PLAIN` does;
# one that was called off, refused, or asked for and granted, or a body's at a place on a day, is always kept, since the
# classifier saw few. From which chance a side named around it takes part, from which the likeliest one joins a
# lone one, and below which one that the rules found does not. How much likelier another status must be than that which the
# words tell. Chosen on the 41 hand-coded articles of `dev`, on 344 others (misses were looked at in 178 of them), each read by a
# network that had not seen it, and with an eye on the five; steps of .05 hardly matter.
RULED, TWO_SIDED, ONE_SIDED, SURE = 0.3, 0.45, 0.65, 0.7
PLAIN = 0.15
TAKES_PART, OTHER_SIDE, UNLIKELY = 0.6, 0.4, 0.2
LIKELIER = 6.0


def confirmed(scene: Scene, judged: Mapping[int, Judged]) -> list[Mention]:
    """The mentions of meetings in order of place; `judged` is what the classifier says of each token that it was asked of."""
    mentions = (_mention(scene, token, judged.get(token.i)) for token in scene.context.doc)
    return _with_told(scene, [mention for mention in mentions if mention is not None], judged.values())


def _as_told(mention: Mention, told: Judged) -> Mention:
    """The mention with the status and the sides that the classifier makes of it."""
    return _with_told_sides(replace(mention, status=_status(mention, told), chance=sum(told.meetings.values())), told)


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


def _with_told(scene: Scene, mentions: list[Mention], judged: Iterable[Judged]) -> list[Mention]:
    """The mentions, and those at other predicates of which the classifier is sure, where no mention stands in the same words."""
    heads = {mention.head.i for mention in mentions}
    for told in judged:
        token = told.candidate.token
        if sum(told.meetings.values()) < SURE or token.i in heads or _says_of(token, heads):
            continue
        mention = told_mention(scene, token)
        if mention is None:
            continue
        within = range(mention.bounds.first.i, mention.bounds.last.i + 1)
        if not any(head in within for head in heads):
            mentions.append(_as_told(mention, told))
    return sorted(mentions, key=lambda mention: mention.head.i)


def _says_of(token: Token, heads: set[int]) -> bool:
    """Whether a clause says something of a meeting that is a mention already: "the last round of talks, held in Oslo"."""
    if token.dep_ not in ("acl", "relcl"):
        return False
    measured = (noun for child in token.head.rights if child.lower_ == "of" for noun in child.rights)
    return any(noun.i in heads for noun in (token.head, *measured))


def _of_bodies(mention: Mention) -> bool:
    """Whether only organisations take part."""
    return all(world().types.get(code) == "organisation" for code in mention.participants)


def _needed(mention: Mention, *, ruled: bool) -> float:
    """The chance below which a mention is dropped; `ruled` where the rules take it for one."""
    if not ruled:
        return TWO_SIDED if len(mention.participants) > 1 else ONE_SIDED
    if mention.answered or mention.status in ("cancelled", "refused"):
        return 0.0
    bodies = _of_bodies(mention)
    if (bodies or len(mention.participants) > 1) and mention.place is not None and mention.date is not None:
        return 0.0 if bodies else PLAIN
    return RULED


def _status(mention: Mention, told: Judged) -> MeetingStatus:
    """The status of a meeting: as the classifier tells where that is clear and no words refuse, else as the words tell."""
    ahead = mention.status == "planned" and set_ahead(mention.head)
    if mention.status in ("cancelled", "refused") or ahead or said_ahead(mention.head):
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
