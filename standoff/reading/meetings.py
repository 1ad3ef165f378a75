"""Meetings: talks, summits, calls and visits, each once an article at its best mention.

Method: nouns and verbs of meeting on the parse; the parties in their slots are the participants; tense, words of planning
and dates tell planned from held. Mentions of one meeting (same sides, nothing that differs) are merged into the fullest.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from spacy.tokens import Token

from standoff.codebook.meetings import meeting_words
from standoff.core.dates import When
from standoff.core.records import Meeting, MeetingStatus
from standoff.core.spans import Span
from standoff.reading.act_model import Judged
from standoff.reading.meeting_mentions import CLOSE, Mention, mention_at, union
from standoff.reading.meeting_status import ORDER
from standoff.reading.scene import Scene

# From which chance of the classifier of acts a predicate tells of a meeting that the rules do not find, and from which a side
# named around it takes part. Chosen on a fold of hand-coded articles. That the classifier only adds was decided on the bundled
# sample: where it also dropped mentions or told their status, fewer were right.
ADDED, TAKES_PART = 0.5, 0.5


def find_meetings(scene: Scene, told: Sequence[Judged] = ()) -> tuple[Meeting, ...]:
    """The meetings of the article, each at its best mention, in order of place; as the classifier has `told`, where asked."""
    judged = {one.candidate.token.i: one for one in told}
    told_of = (_mention(scene, token, judged.get(token.i)) for token in scene.context.doc)
    mentions = _with_sides(scene, [mention for mention in told_of if mention is not None])
    kept = list(_merged(mentions))
    found = [meeting for group in kept if (meeting := _meeting(scene, group)) is not None]
    return tuple(sorted(found, key=lambda m: m.start))


def _mention(scene: Scene, token: Token, told: Judged | None) -> Mention | None:
    """The mention at a token: by the rules, else by the classifier where it was asked and is sure enough."""
    mention = mention_at(scene, token)
    if told is None or (mention is None and sum(told.meetings.values()) <= ADDED):
        return mention
    if mention is None:
        mention = mention_at(scene, token, sure=True)
        if mention is None:
            return None
        mention = replace(mention, status=cast(MeetingStatus, max(told.meetings, key=told.meetings.__getitem__)))
    if len(mention.participants) < 2:
        sides = union(mention.participants, *(side.parties for side in told.sides if side.acts > TAKES_PART))
        mention = replace(mention, participants=sides)
    return mention


# --- sides said before ---

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


def _with_sides(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """Mentions with the sides of the meeting named just before where they name one or none themselves."""
    found: list[Mention] = []
    for mention in mentions:
        if len(mention.participants) < 2 and not mention.unknown_side:
            earlier = next((m for m in reversed(found) if mention.head.i - m.head.i <= _NEAR and len(m.participants) > 1), None)
            sides = earlier.participants if earlier is not None else _two_before(scene, mention)
            if set(mention.participants) <= set(sides):
                mention = replace(mention, participants=sides, borrowed=True)
        if mention.participants:
            found.append(mention)
    return found


# --- merging ------------------------------------------------------------------------------------------------------------


def _merged(mentions: list[Mention]) -> list[list[Mention]]:
    """Groups of mentions of one meeting, the fullest mention first."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        home = next((group for group in groups if any(_same(mention, other) for other in group)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    for group in groups:
        group.sort(key=lambda m: (m.title, -m.detail, m.head.i))
    return groups


def _same(a: Mention, b: Mention) -> bool:
    """Whether two mentions can be of one meeting: common sides, and no other place or day."""
    one, other = set(a.participants), set(b.participants)
    if not one & other or _dates_differ(a.date, b.date) or (a.place and b.place and not _agree(a.place, b.place)):
        return False
    between = a.head.doc[min(a.head.i, b.head.i) : max(a.head.i, b.head.i)]
    if a.status != b.status and any(token.lower_ in ORDER for token in between[:CLOSE]):
        return False  # "they will sit down seven months after their summit"
    close = a.head.sent.start == b.head.sent.start and abs(a.head.i - b.head.i) <= CLOSE
    if a.unknown_side != b.unknown_side or ((a.way == "call") != (b.way == "call") and not close):
        return False
    alike = one <= other or other <= one or len(one & other) / len(one | other) >= 0.5
    if a.status != b.status:
        undated = a.date is None or b.date is None
        return alike and (close or (undated and a.place is not None and b.place is not None))
    return close or alike


def _agree(a: str, b: str) -> bool:
    return a.lower() in b.lower() or b.lower() in a.lower()


def _dates_differ(a: When | None, b: When | None) -> bool:
    if a is None or b is None:
        return False
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return a.earliest is None and b.earliest is None and (a.text or "").lower() != (b.text or "").lower()
    return a.latest < b.earliest or b.latest < a.earliest


# --- the record ------------------------------------------------------------------------------------------------------------


def _meeting(scene: Scene, group: list[Mention]) -> Meeting | None:
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
