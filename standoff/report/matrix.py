"""The table issue by party, and who the parties and their speakers are."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from standoff.codebook.acts import acts
from standoff.core.records import Attribution
from standoff.relating.actors import folded
from standoff.relating.tables import Actor, IssueRow, Position
from standoff.report.desk import Desk
from standoff.report.shapes import Cell, IssueLine, Matrix, Office, PartyLine, SpeakerLine
from standoff.report.words import SYMBOLS, parties_of, party_of, window_words
from standoff.store.query import ItemRow

# Seven columns with a word, two dates and a quotation each are what fits a wide screen at a readable size.
MOST_COLUMNS = 7
MOST_PARTIES = 16
MOST_SPEAKERS = 8


def make_matrix(desk: Desk) -> tuple[Matrix, tuple[str, ...]]:
    """The table, and what of it is not shown."""
    positions = [position for position in desk.views.positions(desk.where) if position.statements]
    dossier = desk.views.dossier()
    often = Counter(position.party for position in positions)
    codes = [code for code in (dossier.parties if dossier else ()) if desk.where.party in (None, code)]
    silent = [code for code in codes if code not in often]
    codes = [code for code in codes if code in often]
    codes += [code for code, _ in sorted(often.items(), key=lambda pair: (-pair[1], pair[0])) if code not in codes]
    shown, left = codes[:MOST_COLUMNS], codes[MOST_COLUMNS:]
    cells = {(position.issue, position.party): position for position in positions}
    issues = _order(desk, [issue.id for issue in dossier.issues] if dossier else [])
    rows = [_issue_line(desk, issue, shown, cells) for issue in issues]
    kept = tuple(row for row in rows if any(row.cells))
    notes = []
    if silent:
        notes.append(f"columns for {', '.join(party_of(code).name for code in silent)}: no statement found on any issue")
    if left:
        notes.append(f"positions of {', '.join(party_of(code).name for code in left)}, for want of columns: standoff positions")
    if len(kept) < len(rows):
        without = ", ".join(row.name for row in rows if not any(row.cells))
        notes.append(f"issues named by statements on which no party shown takes a stance: {without}")
    return Matrix(parties=parties_of(shown), rows=kept, found=dossier is None), tuple(notes)


def _order(desk: Desk, first: list[str]) -> list[IssueRow]:
    place = {issue: number for number, issue in enumerate(first)}
    wanted = [issue for issue in desk.issues if desk.where.issue is None or desk.where.issue.casefold() in issue.name.casefold()]
    return sorted(wanted, key=lambda issue: place.get(issue.id, len(place)))


def _issue_line(desk: Desk, issue: IssueRow, parties: Sequence[str], cells: dict[tuple[str, str], Position]) -> IssueLine:
    found = tuple(_cell(desk, cells.get((issue.id, party))) for party in parties)
    return IssueLine(id=issue.id, name=issue.name, articles=issue.articles, origins=issue.origins, cells=found)


def _cell(desk: Desk, position: Position | None) -> Cell | None:
    if position is None:
        return None
    stances = [(one, acts()[desk.rows[one].item.act].stance) for one in position.statements]
    now = acts()[position.act].stance
    before = next((stance for _, stance in reversed(stances) if stance != now), None)
    rows = [desk.rows[one] for one in reversed(position.statements)]
    shown = [row for row in rows if row.item.act == position.act]
    best = next((row for row in shown if row.item.id == position.quote_id), shown[0])
    return Cell(
        stance=position.stance,
        symbol=SYMBOLS[position.stance],
        label=acts()[position.act].label,
        since=window_words(position.since_earliest, position.since_latest),
        last=window_words(position.last_earliest, position.last_latest),
        before=before,
        statements=len(position.statements),
        articles=position.articles,
        origins=position.origins,
        evidence=tuple(desk.evidence(row) for row in (best, *(row for row in rows if row is not best))),
    )


def make_parties(desk: Desk) -> tuple[tuple[PartyLine, ...], tuple[str, ...]]:
    """The parties by number of statements with their speakers, and what is not shown."""
    often = Counter(code for row in desk.statements for code in row.item.party)
    ordered = [code for code, _ in sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))]
    actors = desk.views.actors()
    said = [row for row in desk.attributions.values() if row.article_name in desk.texts]
    lines = tuple(_party_line(desk, code, actors, said) for code in ordered[:MOST_PARTIES])
    left = len(ordered) - len(lines)
    notes = (f"{left} more parties with fewer statements each: standoff actors",) if left else ()
    return lines, notes


def _party_line(desk: Desk, code: str, actors: Sequence[Actor], said: Sequence[ItemRow[Attribution]]) -> PartyLine:
    rows = [row for row in desk.statements if code in row.item.party]
    newest = max(rows, key=lambda row: (row.published.latest or dt.date.min, row.article_name, -row.item.start))
    own = [row for row in said if code in row.item.party]
    types = {actor.id: str(actor.type) for actor in actors}
    by_name: dict[str, list[ItemRow[Attribution]]] = {}
    for row in own:
        by_name.setdefault(folded(row.item.speaker or ""), []).append(row)
    speakers = [_speaker(desk, actor, by_name) for actor in actors if actor.type == "person" and code in actor.speaks_for]
    heard = sorted((one for one in speakers if one is not None), key=lambda one: (-one.articles, one.name))
    return PartyLine(
        party=party_of(code),
        type=types.get(code, "unknown"),
        statements=len(rows),
        articles=len({row.article_name for row in rows}),
        origins=desk.origins.tally(row.article_name for row in rows).origins,
        unnamed=sum(row.item.anonymous for row in own),
        speakers=tuple(heard[:MOST_SPEAKERS]),
        evidence=(desk.evidence(newest),),
    )


def _speaker(desk: Desk, actor: Actor, said: Mapping[str, list[ItemRow[Attribution]]]) -> SpeakerLine | None:
    """The actor as a speaker, or None where nothing is attributed to them."""
    names = dict.fromkeys(folded(name) for name in (actor.name, *actor.names))
    rows = [row for name in names if name for row in said.get(name, ())]
    if not rows:
        return None
    full = folded(actor.name).split()
    other = [name for name in actor.names if not set(folded(name).split()) <= set(full)]
    return SpeakerLine(
        name=actor.name,
        other_names=tuple(other[:4]),
        offices=tuple(Office(title=role.title, dates=window_words(role.earliest, role.latest)) for role in actor.roles[:3]),
        articles=len({row.article_name for row in rows}),
        evidence=(desk.evidence(rows[0]),),
    )
