"""Positions: each party's stance on each issue over time, set by its own statements and not by what rivals say of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from standoff.codebook.acts import acts
from standoff.core.ids import content_id
from standoff.relating.exchanges import Open
from standoff.relating.placing import Placed, first_days, in_order, told_best
from standoff.relating.tables import Demand, Position, Shift, Stance, State

Cell = tuple[str, str]
OF_STATE: dict[State, Stance] = {
    "demands": "for", "accepts": "for", "holds": "for", "rejects": "against", "offers": "open", "open": "open",
}  # fmt: skip
# Positions that take a part of what is asked, beside a refusal; of several on one day the first in this order is held.
TAKING: tuple[State, ...] = ("partly", "accepts", "offers", "open")


def find_positions(
    placed: Iterable[Placed],
    names: Mapping[str, str],
    origin: Callable[[str], str] = str,
    demands: Iterable[Demand | Open] = (),
    disputed: Collection[str] = (),
    origin_at: Callable[[Placed], str] | None = None,
) -> tuple[Position, ...]:
    """One row for each issue and party that has taken a stance, was asked for one, or is spoken of; quotes are left empty.

    `names` gives each issue id its name, `origin` tells the origin of an article, so that copies of one text count once.
    A repeat of an old stance is a new statement, not a new position: a position changes at the first statement of another
    state. What a rival ascribes to a party is not its position. `disputed` are the ids of statements that tell what their
    party itself denies: a state that they show is marked by them. `origin_at` tells the origin of a statement, where that
    may be another than its article's: a sentence taken over from another text.
    """
    cells: dict[Cell, list[Placed]] = defaultdict(list)
    for one in placed:
        if acts()[one.act].stance is not None:
            for issue in one.issues:
                for party in one.party:
                    cells[issue, party].append(one)
    open_demands = _unanswered(demands)
    for cell in open_demands:
        cells.setdefault(cell, [])
    denied, told_at = frozenset(disputed), origin_at or (lambda one: origin(one.article))
    rows = [
        _position(cell, names.get(cell[0], cell[0]), run, _Known(told_at, open_demands.get(cell, ()), denied))
        for cell, run in cells.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.issue_name, row.party)))


def changes_between(positions: Iterable[Position], since: dt.date | None, until: dt.date | None) -> tuple[Shift, ...]:
    """What changed in these days (inclusive), oldest first; what may as well have changed outside them is not `sure`."""
    found = [_within(change, since, until) for position in positions for change in position.changes]
    kept = [change for change in found if change is not None]
    return tuple(sorted(kept, key=lambda one: (one.earliest or dt.date.min, one.issue_name, one.party)))


def _within(change: Shift, since: dt.date | None, until: dt.date | None) -> Shift | None:
    if change.earliest is None and change.latest is None:
        return None
    first, last = change.earliest or dt.date.min, change.latest or dt.date.max
    if (since is not None and last < since) or (until is not None and first > until):
        return None
    inside = (since is None or first >= since) and (until is None or last <= until)
    return change if inside else msgspec.structs.replace(change, sure=False)


def _unanswered(demands: Iterable[Demand | Open]) -> dict[Cell, tuple[str, ...]]:
    """By issue and party asked, the demands that it has not answered."""
    found: dict[Cell, tuple[str, ...]] = {}
    for demand in demands:
        for party in demand.unanswered if demand.issue else ():
            found[demand.issue, party] = (*found.get((demand.issue, party), ()), *demand.statements)
    return found


class _Known(NamedTuple):
    """What is known besides the statements: origins of articles, open demands, and which statements are denied."""

    origin: Callable[[Placed], str]
    unanswered: tuple[str, ...]
    denied: frozenset[str]


def _position(cell: Cell, name: str, run: Sequence[Placed], known: _Known) -> Position:
    ordered = sorted(run, key=in_order)
    own = [one for one in ordered if not one.told_by]
    ascribed = tuple(one.id for one in ordered if one.told_by)
    origin = known.origin
    changes = _changes(cell, name, own, known)
    if not own:
        return _silent(cell, name, ordered, known)
    now, last = changes[-1], own[-1]
    return Position(
        id=content_id("position", *cell),
        issue=cell[0], issue_name=name, party=cell[1], act=now.act, stance=stance_of(now.state, now.act), state=now.state,
        since_earliest=now.earliest, since_latest=now.latest, last_earliest=last.earliest, last_latest=last.latest,
        articles=len({one.article for one in own}), origins=len({origin(one) for one in own}),
        quote="", quote_id=now.quote_id, statements=tuple(one.id for one in own),
        changes=changes, ascribed=ascribed, unanswered=known.unanswered, disputed=now.disputed,
    )  # fmt: skip


def _silent(cell: Cell, name: str, spoken_of: Sequence[Placed], known: _Known) -> Position:
    """A party that was asked, or is spoken of, and has said nothing that was found: quoted is what others say."""
    places = [one.id for one in spoken_of] + list(known.unanswered)
    return Position(
        id=content_id("position", *cell),
        issue=cell[0], issue_name=name, party=cell[1], act="", stance="silent", state="silent",
        since_earliest=None, since_latest=None, last_earliest=None, last_latest=None,
        articles=len({one.article for one in spoken_of}), origins=len({known.origin(one) for one in spoken_of}),
        quote="", quote_id=places[-1], statements=(), ascribed=tuple(one.id for one in spoken_of), unanswered=known.unanswered,
    )  # fmt: skip


def stance_of(state: State, act: str) -> Stance:
    """The stance of a position in that state which a statement of that act set, or was the last to bear on."""
    if acts()[act].position == state:
        return acts()[act].stance or "mixed"
    return OF_STATE.get(state, "mixed")


def _changes(cell: Cell, name: str, own: Sequence[Placed], known: _Known) -> tuple[Shift, ...]:
    """The runs of one state, oldest first."""
    runs: list[tuple[State, list[Placed]]] = []
    for _, same in groupby(own, key=lambda one: (one.earliest, one.latest)):
        day = list(same)
        state = state_of_day([one.act for one in day], [one.article for one in day])
        if runs and runs[-1][0] == state:
            runs[-1][1].extend(day)
        else:
            runs.append((state, day))
    return tuple(_change(cell, name, runs, place, known) for place in range(len(runs)))


def state_of_day(day: Sequence[str], articles: Sequence[str] = ()) -> State:
    """The state that statements of these acts, of one window, show together; `articles` tells the article of each.

    Taking one part and refusing another in one article is a part accepted, whose two halves are these statements; where one
    article has it so and another otherwise, it is "mixed". Else the last one counts, and a principle held only where nothing
    else was said: "our door stays open" goes with a refusal, and a demand of one's own with another's refused.
    """
    if len(day) == 1:
        return acts()[day[0]].position or "mixed"  # most days; what is below comes to the same
    positions = [acts()[act].position for act in day]
    where = {articles[place] for place, position in enumerate(positions) if position == "rejects" and articles}
    taking = [place for place, position in enumerate(positions) if position in TAKING]
    if taking and "rejects" in positions:
        return "partly" if any(articles[place] in where for place in taking if articles) else "mixed"
    told = [position for position in positions if position is not None and position != "holds"]
    if not {"partly", "accepts"}.isdisjoint(told) or (told and told[-1] in TAKING):
        return next(state for state in TAKING if state in told)
    return told[-1] if told else positions[-1] or "mixed"


def _change(cell: Cell, name: str, runs: Sequence[tuple[State, list[Placed]]], place: int, known: _Known) -> Shift:
    state, run = runs[place]
    before = runs[place - 1] if place else None
    showing = [one for one in run if acts()[one.act].position == state] or run
    best = max(showing, key=lambda one: told_best(one, cell[0]))
    earliest, latest = first_days(run)
    sure = (run[0].earliest, run[0].latest) == (earliest, latest) and (before is None or _surely_after(run[0], before[1][-1]))
    return Shift(
        issue=cell[0], issue_name=name, party=cell[1], before=before[0] if before else None, state=state, act=showing[-1].act,
        earliest=earliest, latest=latest, sure=sure,
        articles=len({one.article for one in run}), origins=len({known.origin(one) for one in run}),
        quote="", quote_id=best.id, statements=tuple(one.id for one in run),
        disputed=tuple(one.id for one in run if one.id in known.denied),
    )  # fmt: skip


def _surely_after(one: Placed, other: Placed) -> bool:
    return one.earliest is not None and other.latest is not None and one.earliest > other.latest
