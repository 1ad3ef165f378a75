"""Review: what is uncertain, in queues that a person decides through with a few keys, and the log of what was decided."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from sqlalchemy import Engine

from standoff.core.dates import Published
from standoff.core.records import LocalActor
from standoff.relating.actors import folded, merge_actors
from standoff.relating.conflicts_tables import Conflict, ConflictSide, Telling
from standoff.relating.judgements import Identity
from standoff.relating.judgements_tables import Judgement, Standing
from standoff.relating.tables import Actor
from standoff.report.phrases import line_head
from standoff.report.shapes import Shape
from standoff.report.words import counted, names_of, parties_of, party_of, range_words, window_words
from standoff.store import lookup
from standoff.web.ask import Asked, segment
from standoff.web.deciding import Choice, Way, What
from standoff.web.desk import ID_DIGITS, PageDesk, place_link
from standoff.web.index import LEAST_SURE, Index
from standoff.web.lines import Line
from standoff.web.shown import Pages, Shown, Table, paged

ASKED = ("what", "party", "page", "table")
ASKED_LOG = ("page", "table")
SIZE, NAMES_SIZE, LOG_SIZE = 20, 8, 60
RECENT = 6  # decisions shown beside a queue
MOST_ROWS = 300  # of one surname: actors as articles have them, newest first
MOST_TOLD = 3  # places of one account
BUTTONS: dict[What, dict[Way, str]] = {
    "codings": {"accept": "Right", "reject": "Wrong", "unsure": "Unsure"},
    "actors": {"accept": "Same", "reject": "Not the same", "unsure": "Unsure"},
    "conflicts": {"accept": "They conflict", "reject": "All can hold", "unsure": "Unsure"},
    "undo": {"undo": "Undo"},
}


class Cited(Shape, frozen=True, kw_only=True):
    """Words of an article with the address at which it opens there."""

    quote: str
    article: str
    outlet: str
    href: str


class Card(Shape, frozen=True, kw_only=True):
    """One of the things that are held against each other: what it is, what is known of it, where it stands."""

    head: str
    facts: tuple[str, ...] = ()
    href: str = ""
    cited: tuple[Cited, ...] = ()


class Choosing(Shape, frozen=True, kw_only=True):
    """A button: the way to decide, its label, and what it sends."""

    way: Literal["accept", "reject", "unsure", "undo"]
    label: str
    value: str


class Entry(Shape, frozen=True, kw_only=True):
    """One open question: what is asked and why, the accounts, and the decisions that can be taken."""

    question: str
    why: str
    accounts: tuple[Card, ...]
    choices: tuple[Choosing, ...]
    compare: str = ""


class Decided(Shape, frozen=True, kw_only=True):
    """A decision of the log, who took it and when (UTC), what became of it, and the button that takes it back."""

    id: str
    who: str
    when: str
    decision: str
    on: tuple[str, ...]
    reason: str | None
    state: str
    why: str
    undo: Choosing | None


class Review(Shape, frozen=True, kw_only=True):
    """One queue: its open questions, how many each queue holds, and the newest decisions of the log."""

    what: str
    entries: tuple[Entry, ...]
    open: dict[str, int]
    decided: tuple[Decided, ...]
    pages: Pages


class LogPage(Shape, frozen=True, kw_only=True):
    """The log of judgements, newest first."""

    decided: tuple[Decided, ...]
    pages: Pages


def choices(what: What, ids: tuple[str, ...], names: tuple[str, ...] = ()) -> tuple[Choosing, ...]:
    """The buttons by which something is decided."""
    return tuple(
        Choosing(way=way, label=label, value=Choice(what=what, to=way, ids=ids, names=names).value())
        for way, label in BUTTONS[what].items()
    )


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of one queue."""
    what, party = asked.get("what", "codings"), asked.where.party
    codings = index.open_codings
    if party is not None:
        codings = [line for line in codings if party in line.sides]
    disputed = [one for one in open_conflicts(index) if party in (None, *one.party)]
    shared = _shared_names(engine)
    if what == "actors":
        names, pages = paged(asked, shared, NAMES_SIZE)
        entries = tuple(one for group in names for one in _same_names(index, engine, group))
    elif what == "conflicts":
        part, pages = paged(asked, disputed, SIZE)
        entries = tuple(_conflict(index, one) for one in part)
    else:
        lines, pages = paged(asked, codings, SIZE)
        entries = tuple(_codings(PageDesk(engine, index, asked.where, lines), lines))
    data = Review(
        what=what, entries=entries, open={"codings": len(codings), "actors": len(shared), "conflicts": len(disputed)},
        decided=tuple(decisions(index)[:RECENT]), pages=pages,
    )  # fmt: skip
    heads = ("question", "why", "account", "facts", "quote", "article")
    rows = [
        (one.question, one.why, account.head, account.facts, cited.quote, cited.article)
        for one in entries for account in one.accounts for cited in account.cited
    ]  # fmt: skip
    return Shown(
        title="Review", template="review.html.j2", data=data, pages=pages, filters=("party",) if what != "actors" else (),
        tables={"queue": Table(title="Queue", heads=heads, rows=rows)},
        not_shown=(f"codings whose certainty is {LEAST_SURE} or more", "what was decided already: see the log of decisions"),
    )  # fmt: skip


def view_log(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the log."""
    part, pages = paged(asked, decisions(index), LOG_SIZE)
    heads = ("id", "who", "when", "decision", "on", "reason", "state", "why")
    rows = [tuple(getattr(one, head) for head in heads) for one in part]
    return Shown(
        title="Decisions", template="judgements.html.j2", data=LogPage(decided=tuple(part), pages=pages), pages=pages,
        tables={"judgements": Table(title="Decisions", heads=heads, rows=rows)},
    )  # fmt: skip


def open_conflicts(index: Index) -> list[Conflict]:
    """The conflicts that nobody has decided on, those of most origins first."""
    ruling = index.state.ruling
    judged = list(ruling.conflicts) if ruling is not None else []

    def is_open(one: Conflict) -> bool:
        sides = [{telling.item for telling in side.tellings} for side in one.sides]
        return not any(all(not items.isdisjoint(side) for side in sides) for items in judged)

    return [one for one in index.state.tables.conflicts if one.verdict == "conflict" and is_open(one)]


def decisions(index: Index) -> list[Decided]:
    """The log, newest first."""
    ruling = index.state.ruling
    return [_decided(one) for one in reversed(ruling.standings())] if ruling is not None else []


def _decided(standing: Standing) -> Decided:
    one = standing.judgement
    undo = choices("undo", (one.id,))[0] if standing.state != "undone" else None
    return Decided(
        id=one.id, who=one.who, when=f"{one.when:%Y-%m-%d %H:%M}", decision=_words(one), on=tuple(_on(one)), reason=one.reason,
        state=standing.state, why=standing.why, undo=undo,
    )  # fmt: skip


def _words(one: Judgement) -> str:
    told = {"correct": "right" if one.kind == "coding" else "correct", "no_conflict": "all can hold", "not_same": "not the same"}
    fields = "; ".join(f"{name}: {', '.join(values) or 'none'}" for name, values in one.fields.items())
    return told.get(one.decision, one.decision) + (f" ({fields})" if fields else "")


def _on(one: Judgement) -> Iterator[str]:
    if one.undoes:
        yield one.undoes
    for subject in one.subjects:
        yield f"{subject.was.replace('_', ' ')} “{subject.text}”".strip() if subject.text else party_of(subject.name).name


def _codings(desk: PageDesk, lines: Iterable[Line]) -> Iterator[Entry]:
    for line in lines:
        row = desk.items.get(line.id)
        if row is None:
            continue
        place = desk.evidence(row)
        doubts = [doubt.replace("_", " ") for doubt in getattr(row.item, "doubts", ())]
        facts = (f"certainty {line.certainty:.2f}", window_words(line.earliest, line.latest))
        cited = Cited(quote=place.quote, article=place.article, outlet=place.outlet, href=place.href)
        account = Card(head=_head(desk, row), facts=(*facts, f"in: {place.sentence}"), href=place.href, cited=(cited,))
        yield Entry(
            question=f"Is this {line.kind} coded right?", why=", ".join(doubts) or "the reader was not sure",
            accounts=(account,), choices=choices("codings", (line.id,)),
        )  # fmt: skip


def _head(desk: PageDesk, row: Any) -> str:
    item = row.item
    kind = item.__struct_config__.tag
    if kind == "statement":
        return line_head(desk.line(row))
    if kind == "figure":
        return f"{names_of(parties_of(item.party))} {range_words(item.low, item.high, item.modifier)} {item.unit or ''}".strip()
    if kind == "meeting":
        return f"{names_of(parties_of(item.participants))}: {item.status}"
    return names_of(parties_of(getattr(item, "holder", ())), kind)


def _conflict(index: Index, one: Conflict) -> Entry:
    ids = tuple(dict.fromkeys(side.tellings[0].item for side in one.sides))
    return Entry(
        question=f"Can these accounts all hold? {one.about}", why=one.reason,
        accounts=tuple(_side(index, side) for side in one.sides), choices=choices("conflicts", ids) if len(ids) > 1 else (),
    )  # fmt: skip


def _side(index: Index, side: ConflictSide) -> Card:
    told = index.tally(telling.article for telling in side.tellings)
    who = names_of(parties_of(side.claimed_by), "the articles themselves")
    return Card(
        head=f"{who}: {side.says}", facts=(window_words(side.earliest, side.latest), str(told)),
        cited=tuple(cited(index, one) for one in side.tellings[:MOST_TOLD]),
    )  # fmt: skip


def cited(index: Index, one: Telling) -> Cited:
    """A telling with its address."""
    article = index.by_name.get(one.article)
    href = place_link(article.id, one.item) if article else "/articles"
    return Cited(quote=one.quote, article=one.article, outlet=(article.outlet if article else None) or one.article, href=href)


def _shared_names(engine: Engine) -> list[tuple[str, ...]]:
    """The full names of persons that share a surname, those named by most articles first."""
    groups: dict[str, dict[str, int]] = {}
    for name, articles in lookup.person_names(engine):
        words = folded(name).split()
        if words:
            groups.setdefault(words[-1], {})[name] = articles
    several = [names for names in groups.values() if len({folded(name) for name in names}) > 1]
    return [tuple(names) for names in sorted(several, key=lambda names: (-sum(names.values()), min(names)))]


def _same_names(index: Index, engine: Engine, names: tuple[str, ...]) -> Iterator[Entry]:
    """Each two actors of these names of which one is proposed for the other, and nobody has decided."""
    actors = gathered(index, lookup.actors_named(engine, names, MOST_ROWS))
    by_id = {one.id: one for one in actors}
    ruling = index.state.ruling
    unsure = ruling.actors.unsure if ruling is not None else set()
    for one in actors:
        for other in one.proposed:
            if one.id < other and other in by_id and frozenset((one.id, other)) not in unsure:
                yield _pair(index, one, by_id[other])


def gathered(index: Index, found: Iterable[tuple[str, LocalActor]]) -> tuple[Actor, ...]:
    """Actors as articles have them as one each, as judged."""
    there = []
    for article, actor in found:
        head = index.articles.get(article)
        if head is not None:
            there.append((head.name, Published(earliest=head.earliest, latest=head.latest), actor))
    ruling = index.state.ruling
    identity = ruling.actors if ruling is not None else Identity()
    return identity.proposed(merge_actors(there, identity))


def _pair(index: Index, one: Actor, other: Actor) -> Entry:
    return Entry(
        question=f"Is {one.name} the same as {other.name}?", why="one surname; the full names are not the same",
        accounts=(actor_card(index, one), actor_card(index, other)),
        choices=choices("actors", (one.id, other.id), (one.code or one.name, other.code or other.name)),
        compare=f"/compare?a={segment(one.name)}&b={segment(other.name)}",
    )  # fmt: skip


def actor_card(index: Index, one: Actor) -> Card:
    """What is known of an actor, to be held against another."""
    articles = dict.fromkeys(article for role in one.roles for article in role.articles)
    heads = [index.by_name[name] for name in list(articles)[:MOST_TOLD] if name in index.by_name]
    facts = (
        one.type, f"speaks for {names_of(parties_of(one.speaks_for))}" if one.speaks_for else "",
        *(f"{role.title}, {window_words(role.earliest, role.latest)}" for role in one.roles[:4]),
        f"named as {' · '.join(one.names[:6])}" if one.names else "", counted(one.articles, "article"),
    )  # fmt: skip
    return Card(
        head=one.name, facts=tuple(filter(None, facts)), href=f"/actors/{segment(one.code or one.name)}",
        cited=tuple(
            Cited(quote=head.title or head.name, article=head.name, outlet=head.outlet or head.name,
                  href=f"/articles/{head.id[:ID_DIGITS]}")
            for head in heads
        ),
    )  # fmt: skip
