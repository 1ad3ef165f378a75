"""Who copied whom, and what each copy changed, sentence beside sentence."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from standoff.core.spans import Span
from standoff.relating.origins_tables import Change, Copy, Origin
from standoff.relating.origins_words import change_words, relation_words
from standoff.report.basis import Passage
from standoff.report.copied import FIRST_BY
from standoff.report.desk import Desk
from standoff.report.wholes import ChangeLine, CopyLine, OriginLine
from standoff.report.words import counted, window_words

MOST_ORIGINS, MOST_COPIES = 12, 4  # each copy shown is compared sentence by sentence
MOST_CHANGES = 24  # sentences of one copy
MOST_APART = 4


def make_copies(desk: Desk, since: dt.date | None = None) -> tuple[tuple[OriginLine, ...], tuple[str, ...]]:
    """The origins of several articles on the desk, most articles first, and what is left out."""
    there = ((one, tuple(copy for copy in one.copies if desk.has(copy.article) and desk.has(copy.of))) for one in _every(desk))
    kept = [(one, copies) for one, copies in there if copies]
    found = tuple(_origin(desk, one, copies, since) for one, copies in kept[:MOST_ORIGINS])
    changed = sum(copy.more for one in found for copy in one.copies)
    notes = [
        (len(kept) - len(found), "further text that was copied", "further texts that were copied"),
        (sum(one.more for one in found), "further copy of the texts shown", "further copies of the texts shown"),
        (changed, "further sentence that a copy changed", "further sentences that copies changed"),
    ]  # fmt: skip
    return found, tuple(f"{counted(left, one, many)}: standoff origins" for left, one, many in notes if left)


def _every(desk: Desk) -> Sequence[Origin]:
    """The origins that the filter's days and article choose, without what was changed."""
    return [one for one in desk.origins.origins if not desk.in_filter.isdisjoint(one.articles)]


def _origin(desk: Desk, one: Origin, copies: tuple[Copy, ...], since: dt.date | None) -> OriginLine:
    names = dict.fromkeys(name for copy in copies for name in (copy.of, copy.article))
    first = one.first if one.first in names else copies[0].of
    published = [desk.heads[name].published for name in names]
    return OriginLine(
        id=one.id, first=desk.paper(first, FIRST_BY[one.first_by] if first == one.first else ""),
        when=window_words(
            min((day.earliest for day in published if day.earliest), default=None),
            max((day.latest for day in published if day.latest), default=None),
        ),
        articles=len(names), copies=tuple(_copy(desk, copy, since) for copy in copies[:MOST_COPIES]),
        more=max(0, len(copies) - MOST_COPIES),
        apart=tuple(f"{apart.article} and {apart.other}: {apart.reason}" for apart in one.apart[:MOST_APART]),
    )  # fmt: skip


def _copy(desk: Desk, copy: Copy, since: dt.date | None) -> CopyLine:
    changes = desk.changes_of(copy)
    lines = list(_sentences(desk, copy, changes))
    return CopyLine(
        paper=desk.paper(copy.article, copy.reason, since), relation=relation_words(copy), of=desk.paper(copy.of),
        changed=change_words(changes), changes=tuple(lines[:MOST_CHANGES]), more=max(0, len(lines) - MOST_CHANGES),
    )  # fmt: skip


def _sentences(desk: Desk, copy: Copy, changes: Sequence[Change]) -> Iterator[ChangeLine]:
    """The changes of each two sentences together."""
    for (source, new), same in groupby(changes, key=lambda change: (change.source, change.copy)):
        found = list(same)
        altered = source is not None and new is not None
        yield ChangeLine(
            kinds=tuple(dict.fromkeys(change.kind for change in found)),
            source=_passage(desk, copy.of, source), copy=_passage(desk, copy.article, new),
            before=tuple(change.before for change in found if altered and change.before),
            after=tuple(change.after for change in found if altered and change.after),
        )  # fmt: skip


def _passage(desk: Desk, article: str, span: Span | None) -> Passage | None:
    if span is None:
        return None
    return Passage(article=article, source=desk.numbers[article], start=span.start, end=span.end, text=span.text)
