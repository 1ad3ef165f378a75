"""Demands of one side beside the other side's replies: the table that analysts make by hand, row by issue."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from standoff.codebook.acts import acts
from standoff.core.ids import content_id
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
    replies = _Replies()
    for one in placed:
        for issue in one.issues or ("",):
            if is_ask(one.act) and one.party:
                asked[issue, one.party].append(one)
            elif is_reply(one.act):
                replies.file(issue, one)
    of_articles = _asking_articles(asked)
    for party in of_articles:
        asked.setdefault(("", party), [])
    rows = []
    for (issue, party), demands in asked.items():
        answering = replies.to(issue, party, demands) if issue else replies.in_general(party, demands, of_articles[party])
        heard = replies.heard_in_general({one.article for one in demands}) if issue else set()
        rows.append(_demand((issue, names.get(issue, NO_ISSUE)), party, demands, answering, heard, origin))
    kept = [row for row in rows if row.statements or row.answers]
    return tuple(sorted(kept, key=lambda row: (row.issue == "", row.issue_name, -row.articles, -len(row.statements), row.party)))


def _asking_articles(asked: Mapping[tuple[str, tuple[str, ...]], Sequence[Placed]]) -> dict[tuple[str, ...], set[str]]:
    """For each party that demands, the articles in which it does."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for (_, party), demands in asked.items():
        found[party].update(one.article for one in demands)
    return found


class _Replies:
    """The replies by what demands look them up by, so that no demand goes through all of them."""

    def __init__(self) -> None:
        self.by_party: dict[tuple[str, str], list[Placed]] = defaultdict(list)
        self.by_addressee: dict[tuple[str, str], list[Placed]] = defaultdict(list)
        self.by_demand: dict[tuple[str, str], list[Placed]] = defaultdict(list)
        self.by_article: dict[str, list[Placed]] = defaultdict(list)  # those on no issue

    def file(self, issue: str, one: Placed) -> None:
        """Put one reply in its places."""
        if one.reply_to is not None:
            self.by_demand[issue, one.reply_to].append(one)
        if not issue:
            self.by_article[one.article].append(one)
            return
        for party in one.party:
            self.by_party[issue, party].append(one)
        for party in one.addressee:
            self.by_addressee[issue, party].append(one)

    def to(self, issue: str, party: tuple[str, ...], demands: Sequence[Placed]) -> list[Placed]:
        """What answers these demands of a party on an issue."""
        others = {code for one in demands for code in one.addressee} - set(party)
        first = min((one.earliest for one in demands if one.earliest), default=dt.date.min)
        aimed = [reply for code in others for reply in self.by_party[issue, code]]
        aimed += [reply for code in party for reply in self.by_addressee[issue, code]]
        found = [one for one in aimed if not set(party) & set(one.party) and not (one.latest and one.latest < first)]
        return _once(found + self._tied(issue, demands))

    def in_general(self, party: tuple[str, ...], demands: Sequence[Placed], articles: set[str]) -> list[Placed]:
        """What answers a party's demands on no issue, or all its demands at once."""
        near = [reply for article in articles for reply in self.by_article[article]]
        found = [one for one in near if set(party) & set(one.addressee) and not set(party) & set(one.party)]
        return _once(found + self._tied("", demands))

    def heard_in_general(self, articles: set[str]) -> set[str]:
        """Who answers in one of these articles without saying to which demand: "those proposals are out of the question"."""
        return {code for name in articles for one in self.by_article[name] if not one.told_by for code in one.party}

    def _tied(self, issue: str, demands: Sequence[Placed]) -> list[Placed]:
        return [reply for one in demands for reply in self.by_demand[issue, one.id]]


def _once(replies: Iterable[Placed]) -> list[Placed]:
    return list({one.id: one for one in replies}.values())


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
        id=content_id("demand", issue[0], *party), issue=issue[0], issue_name=issue[1], party=party, asked=put_to,
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
