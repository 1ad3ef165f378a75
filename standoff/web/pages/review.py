"""Review: what is uncertain, in queues that a person decides through with a few keys, and the log of what was decided."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from sqlalchemy import Engine

from standoff.core.dates import Published
from standoff.core.records import LocalActor
from standoff.relating.actors import merge_actors
from standoff.relating.conflicts_tables import Conflict, ConflictSide, Telling
from standoff.relating.judgements import Identity
from standoff.relating.judgements_tables import Judgement, Standing
from standoff.relating.proposals_tables import Place, Proposal
from standoff.relating.tables import Actor
from standoff.report.phrases import line_head
from standoff.report.shapes import Shape
from standoff.report.words import counted, names_of, parties_of, party_of, range_words, window_words
from standoff.web.ask import Asked, link, segment
from standoff.web.deciding import Choice, Way, What
from standoff.web.desk import ID_DIGITS, PageDesk, place_link
from standoff.web.index import LEAST_SURE, Index
from standoff.web.lines import Line
from standoff.web.packs import Head
from standoff.web.shown import Pages, Shown, Table, as_of_pack, paged

ASKED = ("what", "party", "page", "table")
ASKED_LOG = ("page", "table")
SIZE, LOG_SIZE = 20, 60
RECENT = 6  # decisions shown beside a queue
MOST_TOLD = 3  # places of one account
BUTTONS: dict[What, dict[Way, str]] = {
    "codings": {"accept": "Right", "reject": "Wrong", "unsure": "Unsure"},
    "actors": {"accept": "Same", "reject": "Not the same", "unsure": "Unsure"},
    "speakers": {"accept": "It is this person", "unsure": "Unsure"},
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
    conflicts, proposals = index.state.tables.conflicts, index.state.tables.proposals
    disputed, matches = open_conflicts(index, party), open_matches(index)
    notes: tuple[str, ...] = (f"codings whose certainty is {LEAST_SURE} or more",)
    if what == "actors":
        part, pages = paged(asked, matches, SIZE)
        entries = tuple(_match(index, proposals.read(place)) for place in part)
        notes = (
            *as_of_pack(proposals, index),
            "names of one sound that too little else speaks for: see standoff actors --proposed",
        )
    elif what == "conflicts":
        part, pages = paged(asked, disputed, SIZE)
        entries = tuple(_conflict(index, conflicts.read(place)) for place in part)
        notes = as_of_pack(conflicts, index)
    else:
        lines, pages = paged(asked, codings, SIZE)
        entries = tuple(_codings(PageDesk(engine, index, asked.where, lines), lines))
    data = Review(
        what=what, entries=entries, open={"codings": len(codings), "actors": len(matches), "conflicts": len(disputed)},
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
        not_shown=(*notes, "what was decided already: see the log of decisions"),
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


def open_conflicts(index: Index, party: str | None = None) -> list[int]:
    """The places of the conflicts that nobody has decided on, those of most origins first."""
    ruling = index.state.ruling
    judged = list(ruling.conflicts) if ruling is not None else []

    def is_open(head: Head) -> bool:
        if head.verdict != "conflict" or party not in (None, *head.party):
            return False
        return not any(all(not items.isdisjoint(side) for side in head.items) for items in judged)

    return index.state.tables.conflicts.choose(is_open)


def open_matches(index: Index) -> list[int]:
    """The places of the proposed matches of actors that nobody has decided on, the likeliest first."""
    ruling = index.state.ruling
    judged = ruling.actors if ruling is not None else Identity()

    def is_open(head: Head) -> bool:
        ((a, b),) = head.items
        return (
            a not in index.state.decided
            and frozenset((a, b)) not in judged.unsure
            and judged.find(a) != judged.find(b)
            and not judged.is_apart(a, b)
        )

    return index.state.tables.proposals.choose(is_open)


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


def _match(index: Index, one: Proposal) -> Entry:
    """A proposed match; that of a source without a name is decided on by naming who speaks."""
    named = one.way != "office"
    return Entry(
        question=f"Is {one.a_name} the same as {one.b_name}?" if named else f"Is “{one.a_name}” {one.b_name}?", why=one.reason,
        accounts=(
            Card(head=one.a_name, href=f"/actors/{segment(one.a_name)}" if named else "", cited=_named_in(index, one.a_places)),
            Card(
                head=one.b_name, href=f"/actors/{segment(one.b_name)}" if one.way != "file" else "",
                facts=("of the shipped file of office-holders",) if one.way == "file" else (),
                cited=_named_in(index, one.b_places),
            ),
        ),
        choices=choices("actors", (one.a, one.b), (one.a_name, one.b_name)) if named
        else choices("speakers", (one.a,), (one.b_name,)),
        compare=f"/compare?a={segment(one.a_name)}&b={segment(one.b_name)}" if one.way == "name" else "",
    )  # fmt: skip


def _named_in(index: Index, places: Iterable[Place]) -> tuple[Cited, ...]:
    """Places at which an actor is named, each in its article."""
    found = []
    for one in list(places)[:MOST_TOLD]:
        article = index.by_name.get(one.article)
        if article is not None:
            href = link(f"/articles/{article.id[:ID_DIGITS]}", at=one.start) + "#at"
            found.append(Cited(quote=one.text, article=one.article, outlet=article.outlet or one.article, href=href))
    return tuple(found)


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
