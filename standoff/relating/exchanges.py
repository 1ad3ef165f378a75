"""Demands of one side beside the other side's replies: the table that analysts make by hand, row by issue."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from standoff.codebook.acts import acts
from standoff.core.ids import content_id
from standoff.relating.placing import Placed, first_days, in_order, told_best
from standoff.relating.tables import Answer, Answered, Demand
from standoff.relating.unsaid import REPLIES

ASKS = frozenset({"ask"})  # families of acts
NO_ISSUE = "Not tied to an issue"
Origin = Callable[[str], str]
OriginAt = Callable[[Placed], str]
Group = tuple[tuple[str, ...], Answered, tuple[str, ...]]  # who answers, how, and who says so


@cache
def is_ask(act: str) -> bool:
    """Whether a statement of that act puts a demand."""
    return acts()[act].family in ASKS


@cache
def is_reply(act: str) -> bool:
    """Whether a statement of that act can answer one."""
    return acts()[act].family in REPLIES


def find_demands(
    placed: Iterable[Placed],
    names: Mapping[str, str],
    origin: Origin = str,
    *,
    once: bool = False,
    origin_at: Callable[[Placed], str] | None = None,
) -> tuple[Demand, ...]:
    """Demands by issue and by the party that makes them, with what those they are put to answer; quotes are left empty.

    An answer is a statement on the same issue, of an act that takes, refuses or puts off, by a party asked or aimed back at
    the party that demands, and not surely older than the first of the demands; or one that the reader tied to a demand.
    That nothing is said ("has not responded", "did not say which") is shown beside the demand and answers nothing.
    What stands on no issue is matched within one article, and only if aimed back at the party. Most told demands come first.
    With `once` a demand stands only in the row of the issue that it is most about, beside what answers its other issues too:
    found issues overlap, and a demand told in two rows looks like two. `origin_at` tells the origin of a statement, where
    that may be another than its article's.
    """
    told_at = _once_told(origin_at or (lambda one: origin(one.article)))
    rows = [_demand((issue.key, names.get(issue.key, NO_ISSUE)), issue, told_at) for issue in _exchanges(placed, once=once)]
    kept = [row for row in rows if row.statements or row.answers]
    return tuple(sorted(kept, key=lambda row: (row.issue == "", row.issue_name, -row.articles, -len(row.statements), row.party)))


class Open(NamedTuple):
    """The demands of a party on an issue, by their ids, and those asked whose answer was not found."""

    issue: str
    statements: tuple[str, ...]
    unanswered: tuple[str, ...]


def find_unanswered(placed: Iterable[Placed]) -> Iterator[Open]:
    """What of the demands that stand on an issue nobody answers, as `find_demands` has it, in its order."""
    found = [one for one in _exchanges(placed, once=False) if one.key]
    for one in sorted(found, key=lambda one: (-len({demand.article for demand in one.demands}), -len(one.demands), one.party)):
        put_to = _put_to(one.party, one.demands)
        if put_to:
            answer = {code for reply in one.replies if _answers_it(reply) for code in reply.party}
            statements = tuple(demand.id for demand in sorted(one.demands, key=in_order))
            yield Open(one.key, statements, tuple(code for code in put_to if code not in one.heard | answer))


class _Exchange(NamedTuple):
    """The demands of a party on an issue ("": on none), what answers them, and who answers without saying to which."""

    key: str
    party: tuple[str, ...]
    demands: Sequence[Placed]
    replies: Sequence[Placed]
    heard: set[str]


def _exchanges(placed: Iterable[Placed], *, once: bool) -> Iterator[_Exchange]:
    asked: dict[tuple[str, tuple[str, ...]], list[Placed]] = defaultdict(list)
    replies = _Replies()
    for one in placed:
        issues = one.issues or ("",)
        if is_ask(one.act) and one.party:
            for issue in issues[:1] if once else issues:
                asked[issue, one.party].append(one)
        elif is_reply(one.act):
            for issue in issues:
                replies.file(issue, one)
    of_articles = _asking_articles(asked)
    for party in of_articles:
        asked.setdefault(("", party), [])
    for (issue, party), demands in asked.items():
        if issue:
            shared = _shared(demands) if once else (issue,)
            answering = _once(reply for one in shared for reply in replies.to(one, party, demands))
        else:
            answering = replies.in_general(party, demands, of_articles[party])
        heard = replies.heard_in_general({one.article for one in demands}) if issue else set()
        yield _Exchange(issue, party, demands, answering, heard)


def _once_told(origin_at: OriginAt) -> OriginAt:
    """The same, looked up once a statement: one reply answers many a demand."""
    known: dict[str, str] = {}

    def told_at(one: Placed) -> str:
        found = known.get(one.id)
        if found is None:
            found = known[one.id] = origin_at(one)
        return found

    return told_at


def _shared(demands: Sequence[Placed]) -> tuple[str, ...]:
    """The issues that at least half of some demands stand on: what answers these answers them."""
    often = Counter(issue for one in demands for issue in one.issues)
    return tuple(issue for issue, number in often.items() if 2 * number >= len(demands))


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
        aimed = [reply for code in others for reply in self.by_party.get((issue, code), ())]
        aimed += [reply for code in party for reply in self.by_addressee.get((issue, code), ())]
        own = frozenset(party)
        found = [one for one in aimed if own.isdisjoint(one.party) and not (one.latest and one.latest < first)]
        return found + self._tied(issue, demands)

    def in_general(self, party: tuple[str, ...], demands: Sequence[Placed], articles: set[str]) -> list[Placed]:
        """What answers a party's demands on no issue, or all its demands at once."""
        near = [reply for article in articles for reply in self.by_article.get(article, ())]
        found = [one for one in near if set(party) & set(one.addressee) and not set(party) & set(one.party)]
        return _once(found + self._tied("", demands))

    def heard_in_general(self, articles: set[str]) -> set[str]:
        """Who answers in one of these articles without saying to which demand: "those proposals are out of the question"."""
        near = [one for name in articles for one in self.by_article.get(name, ()) if _answers_it(one)]
        return {code for one in near for code in one.party}

    def _tied(self, issue: str, demands: Sequence[Placed]) -> list[Placed]:
        return [reply for one in demands for reply in self.by_demand.get((issue, one.id), ())]


def _once(replies: Iterable[Placed]) -> list[Placed]:
    return list({one.id: one for one in replies}.values())


def _demand(issue: tuple[str, str], one: _Exchange, origin: OriginAt) -> Demand:
    ordered = sorted(one.demands, key=in_order)
    answers = _answers(issue[0], one.replies, {demand.id for demand in ordered}, origin)
    put_to = _put_to(one.party, ordered)
    heard = one.heard | {code for reply in one.replies if _answers_it(reply) for code in reply.party}
    best = max(ordered, key=lambda demand: (not demand.told_by, told_best(demand, issue[0])), default=None)
    earliest, latest = first_days(ordered)
    return Demand(
        id=content_id("demand", issue[0], *one.party), issue=issue[0], issue_name=issue[1], party=one.party, asked=put_to,
        earliest=earliest, latest=latest, articles=len({demand.article for demand in ordered}),
        origins=len({origin(demand) for demand in ordered}),
        quote="", quote_id=best.id if best else "", statements=tuple(demand.id for demand in ordered),
        ascribed=tuple(demand.id for demand in ordered if demand.told_by), told_by=_tellers(ordered), answers=answers,
        unanswered=tuple(code for code in put_to if code not in heard),
    )  # fmt: skip


def _put_to(party: tuple[str, ...], demands: Iterable[Placed]) -> tuple[str, ...]:
    """Those that demands are put to, the most often asked first."""
    often = Counter(code for one in demands for code in one.addressee if code not in party)
    return tuple(sorted(often, key=lambda code: (-often[code], code)))


def _answers_it(reply: Placed) -> bool:
    """Whether a reply is its party's own, and more than a refusal to say anything."""
    return not reply.told_by and state_of(reply.act) != "withholds"


def _tellers(demands: Sequence[Placed]) -> tuple[str, ...]:
    """Who says that a party demands, where it does not itself in any of these."""
    if not all(one.told_by for one in demands):
        return ()
    return tuple(dict.fromkeys(code for one in demands for code in one.told_by))


def _answers(issue: str, replies: Sequence[Placed], demands: set[str], origin: OriginAt) -> tuple[Answer, ...]:
    """The replies by party, state and teller, in the order in which each was first made."""
    groups: dict[Group, list[Placed]] = defaultdict(list)
    for one in sorted(replies, key=in_order):
        groups[one.party, state_of(one.act), one.told_by].append(one)
    return tuple(_answer(issue, group, run, demands, origin) for group, run in groups.items())


def _answer(issue: str, group: Group, run: Sequence[Placed], demands: set[str], origin: OriginAt) -> Answer:
    party, state, told_by = group
    best = max(run, key=lambda one: (one.reply_to in demands, told_best(one, issue)))
    earliest, latest = first_days(run)
    return Answer(
        party=party, state=state, act=best.act, earliest=earliest, latest=latest,
        tied=any(one.reply_to in demands for one in run), told_by=told_by,
        articles=len({one.article for one in run}), origins=len({origin(one) for one in run}),
        quote="", quote_id=best.id, statements=tuple(one.id for one in run),
    )  # fmt: skip


@cache
def state_of(act: str) -> Answered:
    """What a reply of that act comes to."""
    position = acts()[act].position
    if position is None or position == "demands":
        return "offers" if acts()[act].family == "concede" else "withholds" if act == "withhold" else "defers"
    return position
