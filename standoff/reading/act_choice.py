"""What the classifier of acts makes of the frames' findings: it confirms, corrects, drops or adds.

A frame is trusted unless the classifier is sure of something else; where no frame was found the classifier alone codes an act,
if it is sure enough and the clause tells whose act it is.
"""

from standoff.codebook.acts import acts
from standoff.codebook.lexicon import Frame
from standoff.reading.act_candidates import Candidate, candidates
from standoff.reading.act_model import Judged, judged
from standoff.reading.acts import aimed_at, between_parties, evidence_of
from standoff.reading.context import Context
from standoff.reading.frames import Match, Matcher
from standoff.reading.roles import Parties

DOUBT = "model_act"
# Calibrated on hand-coded articles by folds (articles that the network was not trained on).
ADDED = 0.5  # the chance of any act from which one is added
DOUBTFUL, ADDED_THERE = frozenset({"ask", "deny", "support"}), 0.8  # families of which fewer of those added are right
DROPPED = 0.95  # the chance of no act from which a frame's finding is dropped
CORRECTED = 0.9  # the chance of another act from which it replaces the frame's
SHARED = 0.6  # of the shorter evidence; where more is shared, one clause is told once
# Where those at whom an act is aimed stand in the clause, the likeliest first.
_AIMED = (
    "subject",
    "object",
    "indirect",
    "against",
    "to",
    "on",
    "at",
    "with",
    "that-subject",
    "inf-subject",
    "from",
    "for",
    "content",
)


def revised(matcher: Matcher, inner: list[Match], found: list[Match]) -> list[Match]:
    """The statements of an article: the frames' own as the classifier lets them stand, and what it adds, in order of place."""
    told = judged(matcher.scene, candidates(matcher, inner, found))
    seen = {one.candidate.token.i for one in told}
    taken = [match for match in found if match.slots.head.i not in seen]
    taken += [match for one in told if (match := _confirmed(one)) is not None]
    context = matcher.scene.context
    spans = [_bounds(match, context) for match in taken]
    for one in sorted(told, key=lambda one: one.none):
        added = _added(one) if one.candidate.found is None else None
        if added is None:
            continue
        span = _bounds(added, context)
        if not any(_told(added, span, other, there) for other, there in zip(taken, spans, strict=True)):
            taken.append(added)
            spans.append(span)
    return sorted(taken, key=lambda match: match.slots.head.i)


def _confirmed(one: Judged) -> Match | None:
    match = one.candidate.found
    if match is None or one.none > DROPPED:
        return None
    best = one.best
    if best != match.act and one.acts[best] > CORRECTED:
        match.act, match.status = best, None
    return match


def _added(one: Judged) -> Match | None:
    candidate = one.candidate
    least = ADDED_THERE if acts()[one.best].family in DOUBTFUL else ADDED
    if 1 - one.none < least:
        return None
    party = one.party or _local(candidate)
    if not party:
        return None
    frame = Frame(act=one.best, cues=(), to=_AIMED, sure=round(1 - one.none, 2))
    match = Match(frame, one.best, None, candidate.slots, candidate.clause, candidate.mood, party)
    match.doubts.append(DOUBT)
    match.addressee = aimed_at(match, candidate.roles)
    return match if between_parties(match) else None


def _local(candidate: Candidate) -> Parties:
    subject = candidate.slots.subject
    return candidate.roles.local(subject) if subject is not None else ()


def _bounds(match: Match, context: Context) -> tuple[int, int]:
    span = evidence_of(match, context)
    return (span.start, span.end) if span is not None else (0, 0)


def _told(added: Match, span: tuple[int, int], other: Match, there: tuple[int, int]) -> bool:
    """Whether what is added is told already: one evidence for one party, or one family of acts within one evidence."""
    both = min(span[1], there[1]) - max(span[0], there[0])
    if both <= SHARED * min(span[1] - span[0], there[1] - there[0]):
        return False
    alike = acts()[added.act].family == acts()[other.act].family
    return alike or bool(set(added.party) & set(other.party))
