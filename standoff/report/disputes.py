"""What the accounts disagree on: the record's conflicts as parts of a brief, each side with its quotations."""

from collections.abc import Iterable, Iterator

from standoff.core.spans import Span, check
from standoff.relating.conflicts_shown import pair_reasons, without_updated
from standoff.relating.conflicts_tables import Conflict, ConflictSide, Telling
from standoff.report.desk import Desk, sentences_around
from standoff.report.numbers import ITSELF
from standoff.report.shapes import Account, Evidence, Side
from standoff.report.words import counted, names_of, parties_of, told_by

MOST_REASONS = 6  # told of one set
MOST_TELLINGS = 4  # places cited of one side; the rest is counted in its articles


def make_disputes(desk: Desk) -> tuple[Account, ...]:
    """The conflicts that pass the desk's filter, without mere updates; sides without an article on the desk are left out."""
    near = _issue_articles(desk)

    def tally(names: Iterable[str]) -> tuple[int, int]:
        told = desk.views.origin_index().tally(names)
        return told.origins, told.articles

    current = (without_updated(one, tally) for one in desk.views.conflicts(desk.where) if one.verdict == "conflict")
    found = (_account(desk, one) for one in current if one is not None and _shown(desk, one, near))
    return tuple(account for account in found if len(account.sides) > 1)


def _issue_articles(desk: Desk) -> frozenset[tuple[str, int, int]] | None:
    """The places of the statements that pass the filter, where it asks for an issue or an act; None where it asks for none."""
    if desk.where.issue is None and desk.where.act is None:
        return None
    return frozenset((row.article_name, row.item.start, row.item.end) for row in desk.statements)


def _shown(desk: Desk, one: Conflict, near: frozenset[tuple[str, int, int]] | None) -> bool:
    if near is None:
        return True
    tellings = [telling for side in one.sides for telling in side.tellings]
    return any(name == t.article and start < t.end and t.start < end for t in tellings for name, start, end in near)


def _account(desk: Desk, one: Conflict) -> Account:
    sides = [(place, side) for place, side in enumerate(one.sides) if any(t.article in desk.texts for t in side.tellings)]
    where = told_by(one.origins, one.articles)
    return Account(
        kind=one.of, about=one.about, reason=f"{'; '.join(pair_reasons(one)[:MOST_REASONS]) or one.reason} (told by {where})",
        sides=tuple(_side(desk, one, place, side) for place, side in sides),
        verdict=one.verdict, origins=one.origins, articles=one.articles, conflict=one.id,
    )  # fmt: skip


def _side(desk: Desk, one: Conflict, place: int, side: ConflictSide) -> Side:
    against = [one.sides[other].says for other in _rivals(one, place)]
    who = names_of(parties_of(side.claimed_by))
    speaker = f"{side.speaker} ({who})" if side.speaker and who and side.speaker != who else side.speaker
    places = [telling for telling in side.tellings if telling.article in desk.texts]
    more = len(places) - MOST_TELLINGS
    holder = (speaker or who or ITSELF) + (f", and {counted(more, 'more place')}" if more > 0 else "")
    return Side(
        holder=holder, says=side.says, against=tuple(dict.fromkeys(says for says in against if says != side.says)),
        evidence=tuple(_evidence(desk, telling) for telling in places[:MOST_TELLINGS]),
    )  # fmt: skip


def _rivals(one: Conflict, place: int) -> Iterator[int]:
    """The sides that one side cannot hold beside."""
    for join in one.joins:
        if join.verdict in ("conflict", "update") and place in (join.one, join.other):
            yield join.other if join.one == place else join.one


def _evidence(desk: Desk, telling: Telling) -> Evidence:
    """Where a side is told; raises OffsetError where the stored text does not hold its words."""
    article = desk.texts[telling.article].article
    check(article.text, Span(telling.start, telling.end, telling.quote))
    start, end = sentences_around(desk.sentences(article.id), telling.start, telling.end)
    return Evidence(
        id=telling.item, article=article.name, source=desk.numbers[article.name], start=telling.start, end=telling.end,
        quote=telling.quote, sentence=article.text[start:end],
        sentence_start=start, sentence_end=end,
    )  # fmt: skip
