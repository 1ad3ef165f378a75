"""What goes over time or hangs together over articles, as Markdown: shorter than on a page, which has room for tables."""

from collections.abc import Iterator
from itertools import groupby

from standoff.report.phrases import event_head, event_note, moment_head, paper_note, series_head
from standoff.report.plain import cited, plain, quoted
from standoff.report.shapes import Brief
from standoff.report.wholes import CopyLine, Lanes, Paper, Stand
from standoff.report.words import counted, told_by

MOST_MOMENTS = 40  # entries of the timeline in text that is read from end to end


def _new(new: bool) -> str:
    return " **new**" if new else ""


def lanes(brief: Brief) -> Iterator[str]:
    """For each issue and party the states in their order, each with its days and a place."""
    for one in brief.lanes:
        yield f"- **{plain(one.name)}**"
        yield from _parties(one)
        if one.more:
            yield f"  - {counted(one.more, 'older day')}: standoff positions"


def _parties(one: Lanes) -> Iterator[str]:
    """Each party's states from the oldest on, then those of no known day."""
    for party in sorted({stand.party for stand in one.stands}, key=lambda party: party.name):
        stands = [stand for stand in one.stands if stand.party == party][::-1]
        dated = [stand for stand in stands if stand.earliest or stand.latest]
        steps = " → ".join(_stand(next(same)) for _, same in groupby(dated, key=lambda stand: stand.state))
        others = [_stand(stand) for stand in stands if stand not in dated]
        yield f"  - {plain(party.name)}: {'; '.join([steps, *others] if steps else others)}"


def _stand(one: Stand) -> str:
    return f"{plain(one.state)} ({plain(one.when)}) [{one.evidence[0].source}]{_new(one.new)}"


def timeline(brief: Brief) -> Iterator[str]:
    """The newest entries."""
    moments = brief.timeline.moments
    for one in moments[:MOST_MOMENTS]:
        what = f"{plain(moment_head(one))}: {cited(one)}"
        yield f"- {plain(one.when)} ({one.mode}){_new(one.new)}: {what}"
    left = len(moments) - MOST_MOMENTS + brief.timeline.more
    if left > 0:
        yield f"- {counted(left, 'further entry', 'further entries')}: standoff timeline"


def events(brief: Brief) -> Iterator[str]:
    """Each event with its tellings, and what they tell differently."""
    for one in brief.events:
        yield f"- **{plain(event_head(one))}** ({plain(event_note(one))})"
        yield from (f"  - told differently: {plain(words)}" for words in one.differences)
        for telling in one.tellings:
            yield f"  - {plain(telling.when)}{_new(telling.new)}: {quoted(telling.evidence)}"


def series(brief: Brief) -> Iterator[str]:
    """Each series with its ranges by date and claimer."""
    for one in brief.series:
        yield f"- **{plain(series_head(one))}** ({told_by(one.origins, one.articles)}): {one.spread}"
        for point in one.points:
            told = f"{plain(point.told)} — {plain(point.claimed_by)}, {plain(point.when)}{_new(point.new)}"
            yield f"  - {told}: {cited(point)}"
        if one.more:
            yield f"  - {counted(one.more, 'older range')}: standoff figures --series"


def stories(brief: Brief) -> Iterator[str]:
    """Each story in one line."""
    for one in brief.stories:
        papers = ", ".join(f"{_paper(paper)}{_new(paper.new)}" for paper in one.papers)
        more = f", and {counted(one.more, 'further article')}" if one.more else ""
        yield f"- **{plain(one.title)}** ({told_by(one.origins, one.articles)}, {plain(one.when)}): {papers}{more}"


def copies(brief: Brief) -> Iterator[str]:
    """Each text that was copied, and each copy with what it changed, counted."""
    for one in brief.copies:
        yield f"- **{plain(one.first.title)}** (1 origin, {counted(one.articles, 'article')}, {plain(one.when)})"
        yield from (f"  - {_copy(copy)}" for copy in one.copies)
        if one.more:
            yield f"  - {counted(one.more, 'further copy', 'further copies')}: standoff origins"


def _copy(one: CopyLine) -> str:
    changed = f"; changed: {plain(one.changed)}" if one.changed else ""
    return f"{_paper(one.paper)}{_new(one.paper.new)} {one.relation} {_paper(one.of)}{changed}"


def _paper(one: Paper) -> str:
    """The source's number with its outlet, or the article's name where the brief leaves it out."""
    note = paper_note(one)
    return (f"[{one.source}]" if one.source else plain(one.article)) + (f" {plain(note)}" if note else "")
