"""Demands of one side beside the other side's replies: the table that analysts make by hand, row by issue."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from standoff.codebook.acts import acts
from standoff.relating.placing import REPLIES, Placed, first_days, in_order
from standoff.relating.tables import Answer, Answered, Demand

ASKS = frozenset({"ask"})  # families of acts
NO_ISSUE = "Not tied to an issue"
Origin = Callable[[str], str]


def is_ask(act: str) -> bool:
    """Whether a statement of that act puts a demand."""
    return acts()[act].family in ASKS


def is_reply(act: str) -> bool:
    """Whether a statement of that act can answer one."""
    return acts()[act].family in REPLIES


def find_demands(placed: Iterable[Placed], names: Mapping[str, str], origin: Origin = str) -> tuple[Demand, ...]:
    """Demands by issue and by the party that makes them, with what those they are put to answer; quotes are left empty.

    An answer is a statement on the same issue, of an act that takes, refuses or puts off, by a party asked or aimed back at
    the party that demands, and not surely older than the first of the demands; or one that the reader tied to a demand.
    What stands on no issue is matched within one article, and only if aimed back at the party. Most told demands come first.
    """
    asked: dict[tuple[str, tuple[str, ...]], list[Placed]] = defaultdict(list)
    replies: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        for issue in one.issues or ("",):
            if is_ask(one.act) and one.party:
                asked[issue, one.party].append(one)
            elif is_reply(one.act):
                replies[issue].append(one)
    of_articles = _asking_articles(asked)
    for party in of_articles:
        asked.setdefault(("", party), [])
    rows = []
    for (issue, party), demands in asked.items():
        answering = _answering(issue, party, demands, replies, of_articles)
        in_general = _heard_in_general(demands, replies[""]) if issue else set()
        rows.append(_demand((issue, names.get(issue, NO_ISSUE)), party, demands, answering, in_general, origin))
    kept = [row for row in rows if row.statements or row.answers]
    return tuple(sorted(kept, key=lambda row: (row.issue == "", row.issue_name, -row.articles, -len(row.statements), row.party)))


def _asking_articles(asked: Mapping[tuple[str, tuple[str, ...]], Sequence[Placed]]) -> dict[tuple[str, ...], set[str]]:
    """For each party that demands, the articles in which it does."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for (_, party), demands in asked.items():
        found[party].update(one.article for one in demands)
    return found


def _answering(
    issue: str,
    party: tuple[str, ...],
    demands: Sequence[Placed],
    replies: Mapping[str, Sequence[Placed]],
    of_articles: Mapping[tuple[str, ...], set[str]],
) -> list[Placed]:
    ids = {one.id for one in demands}
    if not issue:
        where = of_articles[party]
        return [
            one
            for one in replies[""]
            if one.reply_to in ids
            or (one.article in where and set(party) & set(one.addressee) and not set(party) & set(one.party))
        ]
    others = {code for one in demands for code in one.addressee} - set(party)
    first = min((one.earliest for one in demands if one.earliest), default=dt.date.min)
    return [
        one
        for one in replies[issue]
        if one.reply_to in ids or (_aimed(one, party, others) and not (one.latest is not None and one.latest < first))
    ]


def _heard_in_general(demands: Sequence[Placed], replies: Sequence[Placed]) -> set[str]:
    """Who answers in an article of these demands without saying to which: "those proposals are out of the question"."""
    where = {one.article for one in demands}
    return {code for one in replies if one.article in where and not one.told_by for code in one.party}


def _aimed(reply: Placed, party: tuple[str, ...], others: set[str]) -> bool:
    if set(party) & set(reply.party):
        return False
    return bool(others & set(reply.party)) or bool(set(party) & set(reply.addressee))


def _demand(
    issue: tuple[str, str],
    party: tuple[str, ...],
    demands: Sequence[Placed],
    replies: Sequence[Placed],
    heard: set[str],
    origin: Origin,
) -> Demand:
    ordered = sorted(demands, key=in_order)
    answers = _answers(replies, {one.id for one in ordered}, origin)
    often: dict[str, int] = defaultdict(int)
    for one in ordered:
        for code in one.addressee:
            often[code] += code not in party
    put_to = tuple(sorted((code for code, number in often.items() if number), key=lambda code: (-often[code], code)))
    heard = heard | {code for answer in answers if not answer.told_by for code in answer.party}
    best = max(ordered, key=lambda one: (not one.told_by, one.certainty), default=None)
    earliest, latest = first_days(ordered)
    return Demand(
        issue=issue[0], issue_name=issue[1], party=party, asked=put_to,
        earliest=earliest, latest=latest,
        articles=len({one.article for one in ordered}), origins=len({origin(one.article) for one in ordered}),
        quote="", quote_id=best.id if best else "", statements=tuple(one.id for one in ordered),
        ascribed=tuple(one.id for one in ordered if one.told_by), answers=answers,
        unanswered=tuple(code for code in put_to if code not in heard),
    )  # fmt: skip


def _answers(replies: Sequence[Placed], demands: set[str], origin: Origin) -> tuple[Answer, ...]:
    """The replies by party, state and teller, in the order in which each was first made."""
    groups: dict[tuple[tuple[str, ...], Answered, tuple[str, ...]], list[Placed]] = defaultdict(list)
    for one in sorted(replies, key=in_order):
        groups[one.party, state_of(one.act), one.told_by].append(one)
    return tuple(_answer(party, state, told_by, run, demands, origin) for (party, state, told_by), run in groups.items())


def _answer(
    party: tuple[str, ...], state: Answered, told_by: tuple[str, ...], run: Sequence[Placed], demands: set[str], origin: Origin
) -> Answer:
    best = max(run, key=lambda one: (one.reply_to in demands, one.certainty))
    earliest, latest = first_days(run)
    return Answer(
        party=party, state=state, act=best.act, earliest=earliest, latest=latest,
        tied=any(one.reply_to in demands for one in run), told_by=told_by,
        articles=len({one.article for one in run}), origins=len({origin(one.article) for one in run}),
        quote="", quote_id=best.id, statements=tuple(one.id for one in run),
    )  # fmt: skip


def state_of(act: str) -> Answered:
    """What a reply of that act comes to."""
    position = acts()[act].position
    if position is None or position == "demands":
        return "offers" if acts()[act].family == "concede" else "defers"
    return position
