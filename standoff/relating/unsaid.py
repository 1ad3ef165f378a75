"""What nobody says of themselves: statements that are only what somebody else demands, what is denied, or what is supposed."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from standoff.codebook.acts import acts
from standoff.core.records import Statement
from standoff.core.spans import Span

# Families of acts that answer, or that yield something: what a demand, a denial or a condition can hold without its being so.
REPLIES = frozenset({"yes", "no", "concede", "defer"})
# What opens an aside within a demand: "which Sweden rejected", "a request that Sweden turned down".
_ASIDE = re.compile(
    r"[,;:(\u2013\u2014-]\s*(?:and |but )?"
    r"(?:(?:(?:of|to|by|with|on) )?(?:which|whom|whose|who)|as|something|(?:an?|the|this) [\w-]+ (?:that|which))\b[^,;]*$",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r"[,;(\u2013\u2014]\s*$")
_PASSIVE = re.compile(r"\w+(?:ed|en|wn)\b(?: \w+)? by\b", re.IGNORECASE)  # "rejected by Stockholm"
_AND = re.compile(r"\b(?:and|but|while|though)\s+$", re.IGNORECASE)  # and then a clause with a subject of its own
_JOINED = re.compile(r"\b(?:and|but|while)\s+(?:\S+\s+)*$", re.IGNORECASE)


def unsaid(statements: Sequence[Statement]) -> frozenset[str]:
    """The statements of one article, by id, that their party is not told to make: others' demands, denials, conditions hold them.

    "Norway demanded that Sweden withdraw" tells of no withdrawal, "Sweden denied that it had accepted" of no acceptance and
    "if Sweden accepts" of none either; "Norway demanded inspections, which Sweden rejected" does tell of a refusal.
    """
    able = sorted((one for one in statements if _can_be_unsaid(one.act)), key=lambda one: one.start)
    starts = [one.start for one in able]
    denied = {one.id for one in able if one.status == "denied"}
    return frozenset(denied | {one.id for holder in statements for one in _held_by(holder, able, starts)})


def _can_be_unsaid(act: str) -> bool:
    return acts()[act].stance is not None or acts()[act].family in REPLIES


def _held_by(holder: Statement, able: Sequence[Statement], starts: Sequence[int]) -> Iterator[Statement]:
    """Of those that can be (by place, with their starts) the statements that are only told within this one."""
    asks, denies = acts()[holder.act].family == "ask", holder.act == "deny"
    if not (asks or denies or holder.condition is not None):
        return
    spans = [span for span in (_evidence(holder), holder.content, holder.condition) if span is not None]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    for one in able[bisect_left(starts, first) : bisect_left(starts, last)]:
        if one.id == holder.id:
            continue
        supposed = holder.condition is not None and _inside(one, holder.condition) is not None
        if supposed or (asks and _is_asked(one, holder)) or (denies and _is_denied(one, holder)):
            yield one


def _is_asked(one: Statement, demand: Statement) -> bool:
    """Whether it is what a demand of others wants done; beyond the evidence only deeds, since contents can run on."""
    if acts()[one.act].family == "ask" or set(one.party) & set(demand.party):
        return False
    before = _before(one, demand)
    if before is None and acts()[one.act].family == "concede" and demand.content is not None:
        before = _inside(one, demand.content)
    return before is not None and not _is_aside(one, before)


def _is_denied(one: Statement, denial: Statement) -> bool:
    before = _before(one, denial)
    return before is not None and not _is_aside(one, before) and not _JOINED.search(before)


def _is_aside(one: Statement, before: str) -> bool:
    if _ASIDE.search(before) or (_SET_OFF.search(before) and _PASSIVE.match(one.text)):
        return True
    return acts()[one.act].family != "concede" and bool(_AND.search(before)) and one.text[:1].isupper()


def _before(one: Statement, holder: Statement) -> str | None:
    """The words of the evidence before it, None where it lies outside or is all of it."""
    if (one.start, one.end) == (holder.start, holder.end):
        return None
    return _inside(one, _evidence(holder))


def _evidence(statement: Statement) -> Span:
    return Span(statement.start, statement.end, statement.text)


def _inside(one: Statement, span: Span) -> str | None:
    """The span's words before it, None where it lies outside."""
    return span.text[: one.start - span.start] if span.start <= one.start and one.end <= span.end else None
