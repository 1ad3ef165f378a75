"""Accounts that differ: figures whose ranges do not meet, and denials beside what is denied. Conservative, with a reason."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from standoff.core.records import Statement
from standoff.report.desk import Desk, source_words
from standoff.report.numbers import ITSELF, place_key
from standoff.report.phrases import group_head
from standoff.report.shapes import Account, FigureGroup, FigureLine, Side
from standoff.report.words import counted, flat, joined, names_of, parties_of
from standoff.store.query import ItemRow
from standoff.store.write import dates_of

# Set by judgement on two small sets of coverage, not fitted: counts further apart in time are hardly rivals, and where the
# nearest bounds of two are more than so many times apart, one counts a part of the other more often than it contradicts it.
MOST_DAYS = 42
MOST_TIMES = 3
ABOUT = 0.1  # an approximate figure is taken to reach a tenth to either side before it is said not to meet another
_ROUGH = re.compile(r"about|around|some|nearly|almost|roughly|approximately|close to|estimated", re.IGNORECASE)

CHARGES = frozenset({"accuse"})
DEEDS = frozenset({"posture_up", "assault", "coerce"})
DENIAL_DAYS = 31
SHARED_WORDS = 2
_WORD = re.compile(r"[^\W\d_]{5,}")

Row = ItemRow[Statement]


def make_accounts(desk: Desk, figures: Iterable[FigureGroup]) -> tuple[Account, ...]:
    """The figures that do not meet, then the denials."""
    return (*_figures(figures), *_denials(desk))


def _figures(groups: Iterable[FigureGroup]) -> Iterator[Account]:
    """One account a group: every figure that some rival figure of the group does not meet."""
    for group in groups:
        if not group.party and not place_key(group.place):
            continue  # "900 protesters" and "779 men" of nobody in particular count different things
        rivals: dict[int, list[FigureLine]] = {}
        pairs = 0
        for (left, one), (right, other) in combinations(enumerate(group.lines), 2):
            if _comparable(one, other) and _apart(one, other):
                rivals.setdefault(left, []).append(other)
                rivals.setdefault(right, []).append(one)
                pairs += 1
        if pairs:
            sides = tuple(_claim(group.lines[place], rivals[place]) for place in sorted(rivals))
            reason = (
                f"{counted(pairs, 'pair')} of figures with no number in common, of different sources, "
                f"told at most {MOST_DAYS} days apart as far as dates are told; the count may have changed in between"
            )
            yield Account(kind="figures", about=group_head(group), reason=reason, sides=sides)


def _comparable(one: FigureLine, other: FigureLine) -> bool:
    """Whether two figures of a group are rival counts: of different sources, near in time, and of one order of size.

    Two articles that give a figure in their own voice are two sources. Where an article's day is not told, the time
    between cannot be held against it.
    """
    mine, theirs = ({place.article for place in line.evidence} for line in (one, other))
    if mine & theirs and one.source_words == other.source_words:
        return False
    told = one.source_words != ITSELF or other.source_words != ITSELF
    if told and (one.source_words == other.source_words or {p.code for p in one.claimed_by} & {p.code for p in other.claimed_by}):
        return False
    days = _days_between(one, other)
    if days is not None and days > MOST_DAYS:
        return False
    (low, high), (other_low, other_high) = _reach(one), _reach(other)
    nearest, next_up = min(high, other_high), max(low, other_low)
    return nearest > 0 and next_up <= MOST_TIMES * nearest


def _apart(one: FigureLine, other: FigureLine) -> bool:
    (low, high), (other_low, other_high) = _reach(one), _reach(other)
    return high < other_low or other_high < low


def _reach(line: FigureLine) -> tuple[float, float]:
    slack = ABOUT if line.modifier and _ROUGH.search(line.modifier) else 0.0
    low = float("-inf") if line.low is None else line.low * (1 - slack)
    return low, float("inf") if line.high is None else line.high * (1 + slack)


def _days_between(one: FigureLine, other: FigureLine) -> int | None:
    """The least days between two windows, 0 where they meet; None where one has no date."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return None
    return max(0, (other.earliest - one.latest).days, (one.earliest - other.latest).days)


def _claim(line: FigureLine, rivals: Iterable[FigureLine]) -> Side:
    says = " ".join(part for part in (line.told, line.unit, f"({line.as_of})") if part)
    against = tuple(dict.fromkeys(rival.told for rival in rivals))
    return Side(holder=line.source_words, says=says, against=against, evidence=line.evidence)


def _denials(desk: Desk) -> Iterator[Account]:
    denials: dict[tuple[tuple[str, ...], str], list[Row]] = {}
    for row in desk.statements:
        if row.item.act == "deny" and row.item.party:
            denials.setdefault((row.item.party, flat(row.item.text).casefold()), []).append(row)
    for rows in denials.values():
        against: dict[str, list[Row]] = {}
        for other in desk.all_statements:
            if _denied_by(desk, other, rows[0]):
                against.setdefault(flat(other.item.text).casefold(), []).append(other)
        if against:
            yield _denial(desk, rows, list(against.values()))


def _denied_by(desk: Desk, charge: Row, denial: Row) -> bool:
    """Whether somebody else lays on the denying party what it denies: the same issue, or words in common, near in time."""
    party, said = set(denial.item.party), desk.attribution(charge)
    claimants = set(said.party if said and said.party else charge.item.party if charge.item.act in CHARGES else ())
    target = charge.item.addressee if charge.item.act in CHARGES else charge.item.party if charge.item.act in DEEDS else ()
    if not claimants or claimants & party or not party & set(target) or not _near(charge, denial):
        return False
    issues = set(desk.issues_of.get(charge.item.id, ())) & set(desk.issues_of.get(denial.item.id, ()))
    return bool(issues) or len(_content(charge, party) & _content(denial, party)) >= SHARED_WORDS


def _near(one: Row, other: Row) -> bool:
    (start, end), (other_start, other_end) = dates_of(one.item, one.published), dates_of(other.item, other.published)
    if not (start and end and other_start and other_end):
        return False
    return max(other_start - end, start - other_end, dt.timedelta(0)) <= dt.timedelta(days=DENIAL_DAYS)


def _content(row: Row, party: set[str]) -> set[str]:
    """The first five letters of a statement's longer words, without the names of the parties to it."""
    named = {word[:5].casefold() for one in parties_of((*party, *row.item.addressee)) for word in one.name.split()}
    return {word[:5].casefold() for word in _WORD.findall(row.item.text)} - named - {"accus", "deny", "denie"}


def _denial(desk: Desk, denials: list[Row], against: list[list[Row]]) -> Account:
    item = denials[0].item
    shared = {issue for rows in against for issue in desk.issues_of.get(rows[0].item.id, ())}
    shared &= set(desk.issues_of.get(item.id, ()))
    issues = [issue.name for issue in desk.issues if issue.id in shared]
    ground = f"on the same issue ({joined(issues)})" if issues else "in words that they share"
    who = names_of(parties_of(item.party))
    sides = [_side(desk, denials), *(_side(desk, rows) for rows in against[:4])]
    reason = f"{who} denies what others say of it {ground}, at most {DENIAL_DAYS} days apart"
    return Account(kind="denial", about=joined(issues) or who, reason=reason, sides=tuple(sides))


def _side(desk: Desk, rows: list[Row]) -> Side:
    said = desk.attribution(rows[0])
    holder = source_words(said) or names_of(parties_of(rows[0].item.party), ITSELF)
    return Side(holder=holder, says=flat(rows[0].item.text), evidence=tuple(desk.evidence(row) for row in rows))
