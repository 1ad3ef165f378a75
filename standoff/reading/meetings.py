"""Meetings: talks, summits, calls and visits, each once an article at its best mention.

Method: nouns and verbs of meeting on the parse; the parties in their slots are the participants; tense, words of planning
and dates tell planned from held. Mentions of one meeting (same sides, nothing that differs) are merged into the fullest.
"""

import re
from collections.abc import Iterator, Sequence

from standoff.codebook.meetings import meeting_words
from standoff.core.records import Meeting
from standoff.core.spans import Span
from standoff.reading.act_model import Judged
from standoff.reading.meeting_borrowed import with_sides
from standoff.reading.meeting_groups import grouped
from standoff.reading.meeting_mentions import Mention
from standoff.reading.meeting_sides import union
from standoff.reading.meeting_status import undecided
from standoff.reading.meeting_told import confirmed
from standoff.reading.scene import Scene

LESS = 0.7  # the certainty of a meeting in doubt: it ranks, no more


def find_meetings(scene: Scene, told: Sequence[Judged] = ()) -> tuple[Meeting, ...]:
    """The meetings of the article, each at its best mention, in order of place; as the classifier has `told`, where asked."""
    judged = {one.candidate.token.i: one for one in told}
    mentions = with_sides(scene, confirmed(scene, judged))
    groups = (group for group in grouped(mentions) if _of_its_own(scene, group))
    found = [meeting for group in groups if (meeting := _meeting(scene, group)) is not None]
    return tuple(sorted(found, key=lambda m: m.start))


def _of_its_own(scene: Scene, group: list[Mention]) -> bool:
    """Whether a group tells of a meeting by itself, not of one told before nor, in a quotation, of talking as such."""
    if group[0].way == "visit" and len(group[0].participants) < 2:
        return False  # a journey on which nobody is met
    if all(mention.borrowed and not (mention.place and mention.date) for mention in group):
        return False
    said = scene.attribution_at(group[0].head.idx)
    return said is None or not said.direct or any(mention.place is not None or mention.date is not None for mention in group)


# --- the record ------------------------------------------------------------------------------------------------------------


def _meeting(scene: Scene, group: list[Mention]) -> Meeting | None:
    best = group[0]
    context = scene.context
    span = context.tokens_span(best.bounds.first, best.bounds.last, extra=",;:.")
    if span is None:
        return None
    participants = max((m.participants for m in group if set(best.participants) <= set(m.participants)), key=len)
    said = scene.attribution_at(span.start)
    doubts = tuple(_doubts(participants, group))
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
        certainty=LESS if doubts else 1.0,
        doubts=doubts,
    )


def _doubts(participants: tuple[str, ...], group: list[Mention]) -> Iterator[str]:
    best = group[0]
    if best.borrowed:
        yield "sides_said_before"
    elif len(participants) < 2:
        yield "one_side_found"
    if best.status == "planned" and all(undecided(mention.head) for mention in group):
        yield "undecided_meeting"


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
