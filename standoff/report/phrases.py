"""The phrases that Markdown and HTML share, so that both say the same of a line."""

from standoff.report.shapes import Brief, Cell, FigureGroup, FigureLine, ForecastLine, Line, MeetingLine, Source
from standoff.report.words import UNDATED, counted, joined, names_of, told_by

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


def line_head(line: Line) -> str:
    """Who does what to whom: "Russia demands → NATO"."""
    whom = f" → {names_of(line.whom)}" if line.whom else ""
    return f"{names_of(line.party, 'party not told')} {line.label}{whom}"


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


def cell_word(cell: Cell) -> str:
    """The sign and the act that set the position: "+ demands"; "± mixed" where one day has both."""
    return f"{cell.symbol} {'mixed' if cell.stance == 'mixed' else cell.label}"


def cell_note(cell: Cell) -> str:
    """Since when a stance is held, what it was before, and how many articles show it."""
    held = (cell.statements > 1 or cell.before) and cell.since[:1].isdigit()  # not "since until 3 May", "since date not told"
    since = f"since {cell.since}" if held else cell.since
    before = f" (before: {_BEFORE[cell.before]})" if cell.before else ""
    last = f", last {cell.last}" if cell.last not in (cell.since, UNDATED) else ""
    return f"{since}{before}{last}, {told_by(cell.origins, cell.articles)}"


def meeting_head(line: MeetingLine) -> str:
    """Who meets where: "United States and Russia, Geneva"."""
    who = names_of(line.participants) or joined(line.persons) or "participants not told"
    return ", ".join(part for part in (who, line.place) if part)


def meeting_notes(line: MeetingLine) -> list[str]:
    """The persons, level and forum of a meeting, its outcome, and a status other than held or planned."""
    parts = [joined(line.persons) if line.participants else "", line.level or "", line.forum or ""]
    notes = [part for part in parts if part]
    if line.outcome:
        notes.append(f"outcome: {line.outcome}")
    return notes + ([line.status] if line.status in ("cancelled", "refused") else [])


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


def holder_words(line: ForecastLine) -> str:
    """Who expects it: the person and for whom, or the party."""
    holder = names_of(line.holder)
    if line.speaker and holder:
        return f"{line.speaker} ({holder})"
    return line.speaker or holder or "holder not told"


def has_meetings(brief: Brief) -> bool:
    """Whether any list of meetings has a line."""
    return bool(brief.meetings.held or brief.meetings.ahead or brief.meetings.passed or brief.meetings.off)


def _every_section(brief: Brief) -> list[tuple[str, str, bool]]:
    return [
        ("positions", "Positions by issue", bool(brief.matrix.rows)),
        ("demands", "Demands and answers", bool(brief.demands)),
        ("threats", "Threats", bool(brief.threats)),
        ("meetings", "Meetings", has_meetings(brief)),
        ("figures", "Figures", bool(brief.figures)),
        ("accounts", "Accounts that differ", bool(brief.accounts)),
        ("forecasts", "Forecasts", bool(brief.forecasts)),
        ("withheld", "Withheld", bool(brief.withheld)),
        ("parties", "Parties and speakers", bool(brief.parties)),
    ]


def sections(brief: Brief) -> list[tuple[str, str]]:
    """The id and the title of each section that has something to show."""
    always = [("not-shown", "Not shown"), ("sources", "Sources")]
    return [(id_, title) for id_, title, shown in _every_section(brief) if shown] + always


def omissions(brief: Brief) -> list[str]:
    """What the brief does not show: the sections without a line, then the rest."""
    empty = [title.casefold() for _, title, shown in _every_section(brief) if not shown]
    nothing = [f"nothing was found for: {', '.join(empty)}"] if empty else []
    return [*nothing, *brief.not_shown] or ["Nothing that was coded is left out."]
