"""The table issue by party, and who the parties and their speakers are."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from standoff.codebook.acts import acts
from standoff.relating.actors import folded
from standoff.relating.tables import Actor, IssueRow, Position
from standoff.report.desk import Desk
from standoff.report.shapes import Cell, IssueLine, Matrix, Office, PartyLine, SpeakerLine
from standoff.report.words import SYMBOLS, parties_of, party_of, window_words
from standoff.store.told import Gist, Heard

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
    # A read may be going on: what the record held when the desk was asked is shown, not what came in since.
    told = [desk.gists[one] for one in reversed(position.statements) if one in desk.gists]
    shown = [one for one in told if one.act == position.act]
    if not shown:
        return None
    now = acts()[position.act].stance
    before = next((stance for one in told if (stance := acts()[one.act].stance) != now), None)
    best = next((one for one in shown if one.id == position.quote_id), shown[0])
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
        disputed=bool(position.disputed),
        **desk.cites_of([best, *(one for one in told if one is not best)]),
    )


def make_parties(desk: Desk) -> tuple[tuple[PartyLine, ...], tuple[str, ...]]:
    """The parties by number of statements with their speakers, and what is not shown."""
    often = Counter(code for one in desk.told for code in one.placed.party)
    ordered = [code for code, _ in sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))]
    lines = tuple(_party_line(desk, code, desk.actors) for code in ordered[:MOST_PARTIES])
    left = len(ordered) - len(lines)
    notes = (f"{left} more parties with fewer statements each: standoff actors",) if left else ()
    return lines, notes


def _party_line(desk: Desk, code: str, actors: Sequence[Actor]) -> PartyLine:
    told = [one for one in desk.told if code in one.placed.party]
    newest = max(told, key=lambda one: _when_told(desk, one))
    types = {actor.id: str(actor.type) for actor in actors}
    speakers = [_speaker(desk, actor, code) for actor in actors if actor.type == "person" and code in actor.speaks_for]
    heard = sorted((one for one in speakers if one is not None), key=lambda one: (-one.articles, one.actor.name))
    return PartyLine(
        party=party_of(code),
        type=types.get(code, "unknown"),
        statements=len(told),
        articles=len({one.article_name for one in told}),
        origins=desk.origins.tally(one.article_name for one in told).origins,
        unnamed=desk.spoken.anonymous[code],
        speakers=tuple(_speaker_line(desk, one) for one in heard[:MOST_SPEAKERS]),
        evidence=desk.cites_of([newest])["evidence"],
    )


def _when_told(desk: Desk, one: Gist) -> tuple[dt.date, str, int]:
    return desk.published[one.article_name].latest or dt.date.min, one.article_name, -one.placed.start


class _Speaker(NamedTuple):
    """An actor who speaks for a party, in how many articles, and where first."""

    actor: Actor
    articles: int
    first: Heard


def _speaker(desk: Desk, actor: Actor, code: str) -> _Speaker | None:
    """The actor as a speaker, or None where nothing is attributed to them."""
    names = dict.fromkeys(folded(name) for name in (actor.name, *actor.names))
    there = [(code, name) for name in names if name and (code, name) in desk.spoken.first]
    if not there:
        return None
    articles = set().union(*(desk.spoken.articles[one] for one in there))
    return _Speaker(actor, len(articles), desk.spoken.first[there[0]])


def _speaker_line(desk: Desk, one: _Speaker) -> SpeakerLine:
    actor = one.actor
    full = folded(actor.name).split()
    other = [name for name in actor.names if not set(folded(name).split()) <= set(full)]
    return SpeakerLine(
        name=actor.name,
        other_names=tuple(other[:4]),
        offices=tuple(Office(title=role.title, dates=window_words(role.earliest, role.latest)) for role in actor.roles[:3]),
        articles=one.articles,
        evidence=(desk.quoted(one.first.id, one.first.article_name),),
    )
