"""The phrases that Markdown and HTML share, so that both say the same of a line."""

import msgspec

from standoff.report.shapes import (
    Brief,
    Cell,
    Changed,
    Exchange,
    FigureGroup,
    FigureLine,
    ForecastLine,
    Line,
    MeetingLine,
    Reply,
    ShiftLine,
    Side,
    Source,
)
from standoff.report.wholes import EventLine, Moment, Paper, SeriesLine
from standoff.report.words import UNDATED, agreeing, counted, day_words, joined, month_words, names_of, told_by

LEGEND = (
    "+ asks for a change or agrees to one · − refuses · ○ open: offers, talks, a part conceded · ± both on one day. "
    "The sign stands for the act, not for liking what the issue is called. "
    "A blank cell: no statement found, which is not the same as neutral."
)
_BEFORE = {"for": "asked or agreed", "against": "refused", "open": "open", "mixed": "mixed"}
EMPTY = "Nothing was found: no article here holds a statement, figure, meeting or forecast that the reader could code."
_STATUS = {"considered": "considered", "planned": "planned", "reported": "as reported", "denied": "denied"}
_BASIS = {
    "given": "date given by the page",
    "stated": "date stated in the text",
    "inferred": "date inferred from the text's calendar",
    "unknown": "date unknown",
}
SURE = 0.995
UPDATED = "updated: a later account took over"


def line_head(line: Line) -> str:
    """Who does what to whom: "Russia demands → NATO"."""
    whom = f" → {names_of(line.whom)}" if line.whom else ""
    return f"{names_of(line.party, 'party not told')} {agreeing(line.label, line.party)}{whom}"


def told_head(line: Line) -> str:
    """The same where no notes follow, with who says so where it is not the party itself."""
    return f"{line_head(line)}{f', as told by {line.according_to}' if line.ascribed else ''}"


def demanders(group: Exchange) -> str:
    """Who demands: "Russia"; "Russia, as told by NATO" where it never says so itself."""
    teller = f", as told by {names_of(group.told_by)}" if group.told_by else ""
    return f"{names_of(group.party, 'a party not told')}{teller}"


def line_notes(line: Line, *, bare: bool = False) -> list[str]:
    """What qualifies a statement: who said it, condition, means (not if `bare`), deadline, status, doubts."""
    notes = []
    if line.according_to and line.according_to != names_of(line.party):
        notes.append(f"{'as told by' if line.ascribed else 'says'} {line.according_to}")
    elif line.speaker:
        notes.append(f"by {line.speaker}")
    if not bare:
        notes += [f"{name}: {value}" for name, value in (("condition", line.condition), ("means", line.means)) if value]
    if line.deadline:
        notes.append(f"deadline {line.deadline}")
    if line.status in _STATUS:
        notes.append(_STATUS[line.status])
    doubts = ", ".join(doubt.replace("_", " ") for doubt in line.doubts)
    return [*notes, f"doubt: {doubts}"] if doubts else notes


def reply_head(reply: Reply) -> str:
    """Who answers how: "United States rejects"."""
    return f"{names_of(reply.party, 'party not told')} {agreeing(reply.state, reply.party)}"


def reply_told(reply: Reply) -> str:
    """The same where no notes follow, with who says so where it is not the party itself."""
    return f"{reply_head(reply)}{f', as told by {reply.told_by}' if reply.told_by else ''}"


def reply_notes(reply: Reply) -> list[str]:
    """What qualifies an answer: who says so, on which condition, that the text ties it to the demand, and how many tell it."""
    notes = [f"as told by {reply.told_by}" if reply.told_by else f"by {reply.speaker}" if reply.speaker else ""]
    notes += [f"condition: {reply.condition}" if reply.condition else "", "in answer to it" if reply.tied else ""]
    notes += [told_by(reply.origins, reply.articles) if reply.articles > 1 else ""]
    return [note for note in notes if note]


def unanswered_words(exchange: Exchange) -> str | None:
    """Whose answer is missing: "no answer found of NATO and Ukraine"."""
    if exchange.unanswered:
        return f"no answer found of {joined([party.name for party in exchange.unanswered])}"
    return None if exchange.replies else "no statement found"


def further_words(number: int, one: str, many: str | None = None) -> str:
    """How many lines are left to the list: "3 further demands: standoff demands"."""
    return f"{number:,} further {one if number == 1 else many or one + 's'}: standoff demands"


def shift_head(line: ShiftLine) -> str:
    """What changed: "Russia on missiles: rejects, before: open to talks"."""
    before = f"; before: {line.before}" if line.before else "; its first word on it"
    return f"{line.party.name} on {line.issue}: {line.state}{before}"


def shift_note(line: ShiftLine) -> str:
    """When, how sure, and told by how many."""
    doubt = "" if line.sure else "; dates do not tell that it changed then"
    return f"{line.when}{doubt}; {told_by(line.origins, line.articles)}"


def changed_title(brief: Brief) -> str:
    """The heading of what is new."""
    return f"Changed since {day_words(brief.changed.since)}" if brief.changed else ""


def changed_note(changed: Changed) -> str:
    """What the section cannot tell."""
    nothing = "" if changed.shifts or changed.demands or changed.answers else "No position, demand or reply is dated so late. "
    also = f"Also new, and marked so below: {joined(changed.also)}. " if changed.also else ""
    left = f"{counted(changed.undated, 'statement')} without any day may be newer too." if changed.undated else ""
    return (nothing + also + left).strip() or "Every statement has a day."


def cell_word(cell: Cell) -> str:
    """The sign and the act that set the position: "+ demands"; "± mixed" where one day has both."""
    return f"{cell.symbol} {'mixed' if cell.stance == 'mixed' else cell.label}"


def cell_note(cell: Cell) -> str:
    """Since when a stance is held, what it was before, how many articles show it, and whether the party denies that."""
    held = (cell.statements > 1 or cell.before) and cell.since[:1].isdigit()  # not "since until 3 May", "since date not told"
    since = f"since {cell.since}" if held else cell.since
    before = f" (before: {_BEFORE[cell.before]})" if cell.before else ""
    last = f", last {cell.last}" if cell.last not in (cell.since, UNDATED) else ""
    disputed = ", which the party denies" if cell.disputed else ""
    return f"{since}{before}{last}, {told_by(cell.origins, cell.articles)}{disputed}"


def meeting_head(line: MeetingLine) -> str:
    """Who meets where: "United States and Russia, Geneva"."""
    who = names_of(line.participants) or joined(line.persons) or "participants not told"
    return ", ".join(part for part in (who, line.place) if part)


def meeting_notes(line: MeetingLine) -> list[str]:
    """The persons, level and forum of a meeting, its outcome, a status other than held or planned, who tells what else."""
    parts = [joined(line.persons) if line.participants else "", line.level or "", line.forum or ""]
    notes = [part for part in parts if part]
    if line.outcome:
        notes.append(f"outcome: {line.outcome}")
    notes += [line.status] if line.status in ("cancelled", "refused") else []
    return notes + ([line.told_by] if line.told_by else []) + [f"told differently: {words}" for words in line.differences]


def figure_note(line: FigureLine) -> str:
    """The unit and place of a figure, and the days it stands for."""
    return ", ".join(part for part in (line.unit, line.place, line.as_of) if part)


def source_facts(source: Source) -> list[str]:
    """Outlet, date with its basis, agency, language, share of noise, damage and remarks of an article."""
    facts = [source.outlet, source.author, f"{source.published} ({_BASIS[source.basis]})"]
    facts += [f"dates that cannot both hold: {'; '.join(source.published_conflicts)}" if source.published_conflicts else None]
    facts += [f"carries {joined(source.carried_by)}" if source.carried_by else None]
    facts += [None if source.language.startswith("en") else f"language {source.language}, not coded"]
    facts += [f"{share_words(source.noise_share)} noise", *source.flags]
    facts += source.copied
    facts += [source.name, f"cited {counted(source.cited, 'time')}" if source.cited else "not cited above"]
    return [fact for fact in facts if fact]


def share_words(share: float) -> str:
    """A share as a whole per cent; what rounds to none or all but is not says so."""
    if 0 < share < 1 - SURE:
        return "under 1%"
    return f"{share:.0%}" if share in (0, 1) or share <= SURE else "over 99%"


def group_head(group: FigureGroup) -> str:
    """What a group of figures counts: "Russia: soldiers, close to Ukraine"."""
    what = ", ".join(part for part in (group.counted, group.place) if part)
    return f"{names_of(group.party)}: {what}" if group.party else what


def series_head(line: SeriesLine) -> str:
    """What a series counts: "Russia: soldiers, border"."""
    what = ", ".join(part for part in (line.counted, line.place) if part)
    return f"{names_of(line.party)}: {what}" if line.party else what


def moment_head(line: Moment) -> str:
    """Who does what to whom: "Russia demands → NATO", "Russia and NATO: meeting planned"."""
    whom = f" → {names_of(line.whom)}" if line.whom else ""
    return f"{names_of(line.party, 'party not told')}{'' if line.kind == 'statement' else ':'} {line.what}{whom}"


def month_of(line: Moment) -> str:
    """The month that an entry stands under: "Jan 2022"."""
    day = line.earliest or line.latest
    return month_words(day) if day else "Without a day"


def event_head(line: EventLine) -> str:
    """What happened between whom, where: "Russia and United States: meet, Geneva"."""
    what = ", ".join(part for part in (line.what, line.place) if part)
    return f"{names_of(line.participants, 'participants not told')}: {what}"


def event_note(line: EventLine) -> str:
    """When, how far it got, on which issues, and told by how many."""
    parts = (line.when, line.status if line.status != "stated" else "", *line.issues, told_by(line.origins, line.articles))
    return " · ".join(part for part in parts if part)


def paper_note(paper: Paper) -> str:
    """Outlet and day of an article."""
    return ", ".join(part for part in (paper.outlet, paper.published) if part)


def side_note(side: Side) -> str:
    """Which accounts a side stands against, and whether a later one took over from it."""
    against = f"against {', '.join(side.against)}" if side.against else ""
    return "; ".join(part for part in (UPDATED if side.updated else "", against) if part)


def holder_words(line: ForecastLine) -> str:
    """Who expects it: the person and for whom, or the party."""
    holder = names_of(line.holder)
    if line.speaker and holder:
        return f"{line.speaker} ({holder})"
    return line.speaker or holder or "holder not told"


def has_meetings(brief: Brief) -> bool:
    """Whether any list of meetings has a line."""
    return any(msgspec.structs.astuple(brief.meetings))


def _every_section(brief: Brief) -> list[tuple[str, str, bool]]:
    return [
        ("demands", "Demands and replies", bool(brief.demands)),
        ("accounts", "Accounts that differ", bool(brief.accounts)),
        ("positions", "Positions by issue", bool(brief.matrix.rows)),
        ("lanes", "Positions over time", bool(brief.lanes)),
        ("threats", "Threats", bool(brief.threats)),
        ("timeline", "Timeline", bool(brief.timeline.moments)),
        ("meetings", "Meetings", has_meetings(brief)),
        ("events", "Events", bool(brief.events)),
        ("figures", "Figures", bool(brief.figures)),
        ("series", "Series of figures", bool(brief.series)),
        ("forecasts", "Forecasts", bool(brief.forecasts)),
        ("withheld", "Withheld", bool(brief.withheld)),
        ("stories", "Stories", bool(brief.stories)),
        ("copies", "Copies", bool(brief.copies)),
        ("parties", "Parties and speakers", bool(brief.parties)),
    ]


def sections(brief: Brief) -> list[tuple[str, str]]:
    """The id and the title of each section that has something to show."""
    always = [("not-shown", "Not shown"), ("sources", "Sources")]
    found = [(id_, title) for id_, title, shown in _every_section(brief) if shown]
    if brief.changed is not None:
        found.insert(1 if brief.demands else 0, ("changed", changed_title(brief)))
    return found + always


def omissions(brief: Brief) -> list[str]:
    """What the brief does not show: the sections without a line, then the rest."""
    empty = [title.casefold() for _, title, shown in _every_section(brief) if not shown]
    nothing = [f"nothing was found for: {', '.join(empty)}"] if empty else []
    return [*nothing, *brief.not_shown] or ["Nothing that was coded is left out."]
