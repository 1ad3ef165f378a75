"""Demands beside what those asked answer: the record's own rows where a page asks for all days, else made of the newest."""

import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

import msgspec

from standoff.relating.exchanges import find_demands, is_ask, is_reply
from standoff.relating.placing import Placed
from standoff.relating.tables import Answer, Demand
from standoff.report.shapes import Line, Party, Shape
from standoff.report.words import STATES, parties_of, window_words
from standoff.store.query import Filter
from standoff.web import lines
from standoff.web.desk import PageDesk
from standoff.web.index import Index
from standoff.web.packs import MOST_READ, Pack
from standoff.web.passing import Turn, by_day
from standoff.web.shown import Table, as_of_pack, line_table

RECENT = 300  # statements, of demands and of replies, that filtered rows are made of
MOST_READY = 21  # rows of one issue that are read before anybody asks: what its page shows, and one to tell that there are more
MOST_DEMANDS, MOST_ANSWERS = 3, 4  # of one row


class Answering(Shape, frozen=True, kw_only=True):
    """What one party answers: its state in its surest words, and how many articles tell it so."""

    state: str
    when: str
    tied: bool
    told_by: tuple[Party, ...]
    origins: int
    articles: int
    line: Line


class Exchanged(Shape, frozen=True, kw_only=True):
    """What one side demands on one issue, of whom, what is answered and whose answer was not found; `more_*` are cut off."""

    issue: str
    issue_name: str
    party: tuple[Party, ...]
    asked: tuple[Party, ...]
    origins: int
    articles: int
    demands: tuple[Line, ...]
    more_demands: int
    answers: tuple[Answering, ...]
    more_answers: int
    unanswered: tuple[Party, ...]


def is_whole(where: Filter) -> bool:
    """Whether a filter leaves the record's own rows as they are: it asks for all days and acts."""
    return (where.since, where.until, where.act) == (None, None, None)


def ready(known: Pack[Demand]) -> None:
    """Read the rows that pages of issues show, a page's worth of each issue: one that a thousand articles tell takes a while."""
    rows = [place for issue, ranked in known.ranked.items() if issue is not None for place in ranked[:MOST_READY]]
    for place in rows[: MOST_READ - MOST_READY]:
        known.read(place)
        time.sleep(0.001)  # pages have their turn


def demands_of(index: Index, where: Filter, most: int) -> list[Demand]:
    """The rows of most articles, of the filter's issue and party."""
    known = index.state.tables.demands
    if is_whole(where) and known.made is not None:
        ranked = known.ranked.get(where.issue, ())
        wanted = ranked if where.party is None else [one for one in ranked if where.party in known.heads[one].party]
        return [known.read(place) for place in wanted[:most]]
    asks = _newest(index, where, "ask", lambda line: is_ask(line.act) and where.act in (None, line.act))
    replies = _newest(index, where, "reply", lambda line: is_reply(line.act) and bool(line.issues))
    told = _most_told(asks, where, most)
    parties = {party for _, party in told}
    asks = [line for line in asks if line.sides in parties]
    once = index.dossier is None and where.issue is None
    origins = index.state.origins
    # Of one issue only its own rows are wanted: what else these statements are about would make rows to be thrown away.
    only = (where.issue,) if where.issue else None
    rows = find_demands(
        (_placed(line, only) for line in (*asks, *replies)), index.names, origins.key, once=once,
        origin_at=lambda one: origins.key_at(one.article, one.start),
    )  # fmt: skip
    kept = [one for one in rows if (one.issue, one.party) in told and where.party in (None, *one.party, *one.asked)]
    return sorted(kept, key=lambda one: -one.articles)[:most]


def _newest(index: Index, where: Filter, turn: Turn, wanted: Callable[[lines.Line], bool]) -> list[lines.Line]:
    """The newest wanted statements of anybody, in the order of their days."""
    found = list(islice(filter(wanted, index.back(msgspec.structs.replace(where, party=None, act=None), turn)), RECENT))
    return sorted(found, key=by_day)


def not_exchanged(index: Index, where: Filter, most: int | None) -> tuple[str, ...]:
    """Remarks on the demands and answers that are left out, if any are: beyond the `most` rows, or too old to be made rows of."""
    notes = (f"demands and answers but for the {most} rows that most articles tell",) if most else ()
    if is_whole(where):
        return (*notes, *as_of_pack(index.state.tables.demands, index))
    among = index.by_issue.get(where.issue, ()) if where.issue else index.kinds.get("statement", ())
    old = len(among) > RECENT
    return (
        *notes,
        *((f"demands and answers older than the newest {RECENT} statements of each that pass the filters",) if old else ()),
    )


def _most_told(asks: Iterable[lines.Line], where: Filter, most: int) -> set[tuple[str, tuple[str, ...]]]:
    """By issue and by who demands, the rows of most articles; of a party all in which it demands or is asked."""
    articles: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    involved: set[tuple[str, tuple[str, ...]]] = set()
    for line in asks:
        for issue in line.issues or ("",):
            if line.sides and where.issue in (None, issue):
                articles.setdefault((issue, line.sides), set()).add(line.article.name)
                if where.party in (*line.sides, *line.addressee):
                    involved.add((issue, line.sides))
    ranked = sorted(articles, key=lambda row: -len(articles[row]))
    chosen = [row for row in ranked if row in involved] if where.party is not None else ranked[:most]
    in_general = [("", party) for _, party in chosen] if where.issue is None else []  # what answers all demands of a party
    return {*chosen, *in_general}


def _placed(line: lines.Line, only: tuple[str, ...] | None) -> Placed:
    issues = line.issues if only is None else only
    return Placed(
        line.id, line.act, line.sides, line.addressee, line.article.name, line.start, line.earliest, line.latest, issues,
        line.certainty, line.told_by, None,
    )  # fmt: skip


def quoted_in(rows: Iterable[Demand]) -> list[str]:
    """The ids of the statements that rows quote."""
    return [one for row in rows for one in (*_said(row), *(answer.quote_id for answer in _answers(row)))]


def exchanged(desk: PageDesk, rows: Iterable[Demand]) -> tuple[Exchanged, ...]:
    """The rows in words, by issue as the record has these; what was read anew meanwhile is left out."""
    place = {name: number for number, name in enumerate(desk.index.names)}
    ordered = sorted(rows, key=lambda row: place.get(row.issue, len(place)))
    return tuple(_row(desk, row) for row in ordered if any(one in desk.items for one in quoted_in([row])))


def _row(desk: PageDesk, row: Demand) -> Exchanged:
    said = [one for one in _said(row) if one in desk.items]
    answers = [one for one in _answers(row) if one.quote_id in desk.items]
    return Exchanged(
        issue=row.issue, issue_name=row.issue_name, party=parties_of(row.party), asked=parties_of(row.asked[:8]),
        origins=row.origins, articles=row.articles, demands=desk.lines(desk.items[one] for one in said),
        more_demands=len(row.statements) - len(said), answers=tuple(_answering(desk, one) for one in answers),
        more_answers=len(row.answers) - len(answers), unanswered=parties_of(row.unanswered[:8]),
    )  # fmt: skip


def _said(row: Demand) -> list[str]:
    """The surest statement of a demand, and the newest."""
    return list(dict.fromkeys((*((row.quote_id,) if row.quote_id else ()), *reversed(row.statements))))[:MOST_DEMANDS]


def _answers(row: Demand) -> Sequence[Answer]:
    return sorted(row.answers, key=lambda one: (not one.tied, -one.origins))[:MOST_ANSWERS]


def _answering(desk: PageDesk, one: Answer) -> Answering:
    return Answering(
        state=STATES[one.state], when=window_words(one.earliest, one.latest), tied=one.tied, told_by=parties_of(one.told_by),
        origins=one.origins, articles=one.articles, line=desk.line(desk.items[one.quote_id]),
    )  # fmt: skip


def tables_of(rows: Iterable[Exchanged]) -> dict[str, Table]:
    """The rows' demands and answers as tables."""
    rows = tuple(rows)
    return {
        "demands": line_table("Demands", [line for row in rows for line in row.demands]),
        "answers": line_table("Answers", [answer.line for row in rows for answer in row.answers]),
    }
