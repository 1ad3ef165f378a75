"""The brief as Markdown that reads well as plain text: each line with its quotation, source number and item id."""

from collections.abc import Iterable, Iterator

from standoff.report import markdown_wholes as wholes
from standoff.report.phrases import (
    EMPTY,
    LEGEND,
    cell_note,
    cell_word,
    changed_note,
    changed_title,
    demanders,
    figure_note,
    further_words,
    group_head,
    holder_words,
    line_head,
    line_notes,
    meeting_head,
    meeting_notes,
    omissions,
    reply_head,
    reply_notes,
    reply_told,
    shift_head,
    shift_note,
    side_note,
    source_facts,
    told_head,
    unanswered_words,
)
from standoff.report.plain import cited, plain, quoted
from standoff.report.shapes import Brief, Cell, Evidence, Exchange, FigureGroup, IssueLine, Line, MeetingLine, PartyLine
from standoff.report.words import counted, flat, told_by

SHORT_QUOTE = 140  # code points of a quotation in the table that sets both sides beside each other


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown; the same brief always gives the same text."""
    return "\n".join(_lines(brief)).rstrip() + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {plain(brief.title)}"
    yield ""
    yield f"As of {brief.as_of_words} · {told_by(brief.origins, brief.articles)}"
    yield ""
    if brief.empty:
        yield EMPTY
        yield ""
    for title, body in _sections(brief):
        lines = list(body)
        if lines:
            yield from (f"## {title}", "", *lines, "")
    yield from ("## Not shown", "", *(f"- {plain(note)}" for note in omissions(brief)), "")
    yield from ("## Sources", "", *(_source(brief)), "")


def _sections(brief: Brief) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Demands and replies", _exchanges(brief)
    yield changed_title(brief), _changed(brief)
    yield "Accounts that differ", _accounts(brief)
    yield "Positions by issue", _matrix(brief)
    yield "Positions over time", wholes.lanes(brief)
    yield "Threats", (_statement(line) for line in brief.threats)
    yield "Timeline", wholes.timeline(brief)
    yield "Meetings ahead", (_meeting(line) for line in brief.meetings.ahead)
    yield "Meetings announced, day not told", (_meeting(line) for line in brief.meetings.undated)
    yield "Meetings held", (_meeting(line) for line in brief.meetings.held)
    yield "Announced for days now past, not told as held", (_meeting(line) for line in brief.meetings.passed)
    yield "Meetings cancelled or refused", (_meeting(line) for line in brief.meetings.off)
    yield "Events", wholes.events(brief)
    yield "Figures side by side", (line for group in brief.figures for line in _figures(group))
    yield "Series of figures", wholes.series(brief)
    yield "Forecasts", _forecasts(brief)
    yield "Withheld or put off", (_statement(line) for line in brief.withheld)
    yield "Stories", wholes.stories(brief)
    yield "Who copied whom", wholes.copies(brief)
    yield "Parties and speakers", (line for party in brief.parties for line in _party(party))


def _party(line: PartyLine) -> Iterator[str]:
    unnamed = f", {line.unnamed} attributed to unnamed sources" if line.unnamed else ""
    told = f"{counted(line.statements, 'statement')} in {told_by(line.origins, line.articles)}{unnamed}"
    yield f"- **{plain(line.party.name)}** ({told}) — last: {quoted(line.evidence)}"
    for one in line.speakers:
        offices = "; ".join(plain(f"{office.title}, {office.dates}") for office in one.offices)
        other = f", also {plain(', '.join(one.other_names))}" if one.other_names else ""
        yield f"  - {plain(one.name)}{other}{f' ({offices})' if offices else ''}: {quoted(one.evidence)}"


def _matrix(brief: Brief) -> Iterator[str]:
    matrix = brief.matrix
    if not matrix.rows:
        return
    yield "| Issue | " + " | ".join(plain(party.name) for party in matrix.parties) + " |"
    yield "|---" * (len(matrix.parties) + 1) + "|"
    for row in matrix.rows:
        yield f"| {plain(row.name)} | " + " | ".join(_cell(cell) for cell in row.cells) + " |"
    yield ""
    yield LEGEND
    yield ""
    for row in matrix.rows:
        yield from _cell_quotes(brief, row)


def _cell(cell: Cell | None) -> str:
    return "" if cell is None else f"**{cell_word(cell)}**, {plain(cell_note(cell))}"


def _cell_quotes(brief: Brief, row: IssueLine) -> Iterator[str]:
    for party, cell in zip(brief.matrix.parties, row.cells, strict=True):
        if cell is not None:
            yield f"- {plain(row.name)} — {plain(party.name)} {cell_word(cell)}: {quoted(cell.evidence[:1])}"


def _exchanges(brief: Brief) -> Iterator[str]:
    """The table side by side, in few words; then each side's words with their places."""
    if not brief.demands:
        return
    yield "| Issue | Demands | Replies |"
    yield "|---|---|---|"
    said = ""  # an issue is said once, above the rows of all who demand on it
    for group in brief.demands:
        asked = [
            f"{plain(told_head(line))}: “{plain(_short(line.evidence[0].quote))}” {_numbers(line.evidence)}"
            for line in group.demands
        ]
        asked += [further_words(group.more_demands, "demand")] if group.more_demands else []
        replies = [
            f"**{plain(reply_told(one))}**: “{plain(_short(one.evidence[0].quote))}” {_numbers(one.evidence)}"
            for one in group.replies
        ]
        replies += [plain(words)] if (words := unanswered_words(group)) else []
        issue, said = ("" if group.issue == said else plain(group.issue)), group.issue
        yield f"| {issue} | {'<br>'.join(asked) or '—'} | {'<br>'.join(replies)} |"
    yield ""
    for group in brief.demands:
        yield from _exchange(group)


def _exchange(group: Exchange) -> Iterator[str]:
    yield f"### {plain(group.issue)}: {plain(demanders(group))}"
    yield ""
    yield from (_statement(line) for line in group.demands)
    if group.more_demands:
        yield f"- {further_words(group.more_demands, 'demand')}"
    yield ""
    yield "Replies:" if group.replies else "Replies: no statement found."
    yield ""
    for one in group.replies:
        notes = "; ".join((one.when, *reply_notes(one)))
        yield f"- {plain(reply_head(one))} ({plain(notes)}): {cited(one)}"
    if group.more_replies:
        yield f"- {further_words(group.more_replies, 'reply', 'replies')}"
    if group.replies and group.unanswered:
        yield f"- {plain(unanswered_words(group) or '')}"
    yield ""


def _changed(brief: Brief) -> Iterator[str]:
    changed = brief.changed
    if changed is None:
        return
    for line in changed.shifts:
        yield f"- {plain(shift_head(line))} ({plain(shift_note(line))}): {cited(line)}"
    for title, lines in (("New demands", changed.demands), ("New replies", changed.answers)):
        if lines:
            yield from ("", f"{title}:", "", *(_statement(line) for line in lines))
    yield from ("", plain(changed_note(changed)))


def _short(text: str) -> str:
    whole = flat(text)
    return whole if len(whole) <= SHORT_QUOTE else whole[:SHORT_QUOTE].rsplit(" ", 1)[0] + " …"


def _numbers(evidence: tuple[Evidence, ...]) -> str:
    """The numbers of the sources, each once."""
    return " ".join(f"[{number}]" for number in dict.fromkeys(place.source for place in evidence))


def _statement(line: Line) -> str:
    notes = "; ".join(line_notes(line))
    return f"- {plain(line_head(line))} ({plain(line.when)}{'; ' + plain(notes) if notes else ''}): {cited(line)}"


def _meeting(line: MeetingLine) -> str:
    notes = "; ".join(meeting_notes(line))
    return f"- {plain(line.when)}: {plain(meeting_head(line))}{f' ({plain(notes)})' if notes else ''}: {cited(line)}"


def _figures(group: FigureGroup) -> Iterator[str]:
    head = group_head(group)
    yield f"- **{plain(head)}**: {group.spread}" if len(group.lines) > 1 else f"- **{plain(head)}**"
    if group.more:
        yield f"  - {counted(group.more, 'older figure')}: standoff figures"
    for line in group.lines:
        yield f"  - {plain(line.told)} — {plain(line.source_words)}, {plain(figure_note(line))}: {cited(line)}"


def _forecasts(brief: Brief) -> Iterator[str]:
    for line in brief.forecasts:
        who = holder_words(line)
        sure = f", “{line.confidence}”" if line.confidence else ""
        yield f"- {plain(who)} expects, {plain(line.window)}{plain(sure)} (said {plain(line.said)}): {cited(line)}"


def _accounts(brief: Brief) -> Iterator[str]:
    for account in brief.accounts:
        yield f"- **{plain(account.about)}**: {plain(account.reason)}"
        for side in account.sides:
            says = f"{plain(side.says)} — " if account.kind in ("figure", "figures", "forecast") else ""
            note = f" ({plain(side_note(side))})" if side_note(side) else ""
            yield f"  - {plain(side.holder)}{note}: {says}{quoted(side.evidence)}"


def _source(brief: Brief) -> Iterator[str]:
    for source in brief.sources:
        facts = plain(" · ".join(source_facts(source)))
        yield f"- [{source.number}] {plain(source.title or source.name)} — {facts}"
