"""Review: what is uncertain, in queues that a person decides through with a few keys, and the log of what was decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from sqlalchemy import Engine

from standoff.codebook.acts import acts
from standoff.core.dates import Published
from standoff.core.records import LocalActor
from standoff.relating.actors import merge_actors
from standoff.relating.conflicts_shown import updated_sides
from standoff.relating.conflicts_tables import Conflict, ConflictSide, Telling
from standoff.relating.judgements import PARTIES, Identity
from standoff.relating.judgements_tables import Decision, Judgement, JudgementKind, Standing, Subject
from standoff.relating.proposals_tables import Place, Proposal
from standoff.relating.tables import Actor
from standoff.report.phrases import line_head
from standoff.report.shapes import Shape
from standoff.report.words import counted, names_of, parties_of, party_of, range_words, window_words
from standoff.store.lookup import Placed
from standoff.web.ask import Asked, link, segment
from standoff.web.deciding import Choice, Way, What
from standoff.web.desk import ID_DIGITS, PageDesk, place_link, places_in
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.packs import Head
from standoff.web.passing import LEAST_SURE
from standoff.web.shown import Pages, Shown, Table, as_of_pack, of_any_day, paged

ASKED = ("what", "party", "until", "page", "table")
ASKED_LOG = ("until", "page", "table")
SIZE, LOG_SIZE = 20, 60
RECENT, MOST_RECENT = 6, 30  # decisions shown beside a queue that can be undone, and all of them
MOST_TOLD, MOST_CITED = 3, 4  # places of one account, here and on the page of conflicts
NO_PLACES: Mapping[str, Placed] = MappingProxyType({})
BUTTONS: dict[What, dict[Way, str]] = {
    "codings": {"accept": "Right", "reject": "Wrong", "unsure": "Unsure"},
    "actors": {"accept": "Same", "reject": "Not the same", "unsure": "Unsure"},
    "speakers": {"accept": "It is this person", "unsure": "Unsure"},
    "conflicts": {"accept": "They conflict", "reject": "All can hold", "unsure": "Unsure"},
    "undo": {"undo": "Undo"},
}
# The log's words of a decision, by what it is on.
DECISIONS: dict[JudgementKind, dict[Decision, str]] = {
    "actors": {"same": "one actor", "not_same": "two actors"},
    "events": {"same": "one event", "not_same": "two events"},
    "stories": {"same": "one story", "not_same": "two stories"},
    "origins": {"same": "one text", "not_same": "two texts"},
    "conflicts": {"conflict": "they conflict", "no_conflict": "all can hold"},
    "coding": {"correct": "to be read as", "wrong": "wrong"},
    "noise": {"noise": "not part of the article", "article": "part of the article"},
}
BOUNDS = ("low", "high")
UPDATED = "updated: a later account took this over"


class Cited(Shape, frozen=True, kw_only=True):
    """Words of an article with the address at which it opens there, and the sentence around them where it is more than they."""

    quote: str
    article: str
    outlet: str
    href: str
    sentence: str = ""


class Card(Shape, frozen=True, kw_only=True):
    """One of the things that are held against each other: what it is, what is known of it, where it stands."""

    head: str
    facts: tuple[str, ...] = ()
    href: str = ""
    cited: tuple[Cited, ...] = ()


class Choosing(Shape, frozen=True, kw_only=True):
    """A button: the way to decide, its label, and what it sends; "redo" undoes an undoing."""

    way: Literal["accept", "reject", "unsure", "undo", "redo"]
    label: str
    value: str


class Entry(Shape, frozen=True, kw_only=True):
    """One open question: what is asked and why, the accounts, the decisions that can be taken, and the ids that they are on."""

    question: str
    why: str
    accounts: tuple[Card, ...]
    choices: tuple[Choosing, ...]
    compare: str = ""
    on: str = ""


class Judged(Shape, frozen=True, kw_only=True):
    """What a decision is on, in words, and the address at which it opens (empty where it has none)."""

    words: str
    href: str = ""


class Decided(Shape, frozen=True, kw_only=True):
    """A decision of the log, who took it and when (UTC), what became of it, and the button that turns it over.

    `entry` are the ids that it is on, as the queue's entry has them. A decision in force can be undone and one that is undone
    put back; an undoing has no button, for the decision that it is on has one.
    """

    id: str
    who: str
    when: str
    decision: str
    on: tuple[Judged, ...]
    reason: str | None
    state: str
    why: str
    undo: Choosing | None
    entry: str = ""


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
        read = [conflicts.read(place) for place in part]
        told_at = places_of(index, engine, read)
        entries = tuple(_conflict(index, one, told_at) for one in read)
        notes = as_of_pack(conflicts, index)
    else:
        lines, pages = paged(asked, codings, SIZE)
        entries = tuple(_codings(PageDesk(engine, index, asked.where, lines), lines))
    data = Review(
        what=what, entries=entries, open={"codings": len(codings), "actors": len(matches), "conflicts": len(disputed)},
        decided=recent(decisions(index)), pages=pages,
    )  # fmt: skip
    heads = ("question", "why", "account", "facts", "quote", "article")
    rows = [
        (one.question, one.why, account.head, account.facts, cited.quote, cited.article)
        for one in entries for account in one.accounts for cited in account.cited
    ]  # fmt: skip
    return Shown(
        title="Review", template="review.html.j2", data=data, pages=pages, filters=("party",) if what != "actors" else (),
        tables={"queue": Table(title="Queue", heads=heads, rows=rows)},
        not_shown=(*notes, "what was decided already: see the log of decisions", *of_any_day(asked, "the queues")),
    )  # fmt: skip


def view_log(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the log."""
    part, pages = paged(asked, decisions(index), LOG_SIZE)
    heads = ("id", "who", "when", "decision", "on", "reason", "state", "why")
    told = [tuple(on.words for on in one.on) for one in part]
    rows = [
        (one.id, one.who, one.when, one.decision, on, one.reason, one.state, one.why) for one, on in zip(part, told, strict=True)
    ]
    return Shown(
        title="Decisions", template="judgements.html.j2", data=LogPage(decided=tuple(part), pages=pages), pages=pages,
        tables={"judgements": Table(title="Decisions", heads=heads, rows=rows)},
        not_shown=of_any_day(asked, "the decisions"),
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
    if ruling is None:
        return []
    standings = ruling.standings()
    known = {one.judgement.id: one.judgement for one in standings}
    return [_decided(index, one, known) for one in reversed(standings)]


def recent(log: Sequence[Decided]) -> tuple[Decided, ...]:
    """The newest decisions of a log, as many as hold RECENT that can be undone: whoever undoes several finds the next one."""
    shown: list[Decided] = []
    for one in log:
        if one.undo is not None:
            shown.append(one)
        if sum(found.undo is not None and found.undo.way == "undo" for found in shown) == RECENT:
            break
    return tuple(shown[:MOST_RECENT])


def _decided(index: Index, standing: Standing, known: Mapping[str, Judgement]) -> Decided:
    one, on = standing.judgement, _subject_of(standing.judgement, known)
    return Decided(
        id=one.id, who=one.who, when=f"{one.when:%Y-%m-%d %H:%M}", decision=_words(one, known), reason=one.reason,
        on=tuple(_judged(index, subject) for subject in on.subjects), state=standing.state, why=standing.why,
        undo=_turned(standing), entry=entry_key(subject.id for subject in one.subjects),
    )  # fmt: skip


def _turned(standing: Standing) -> Choosing | None:
    """The button that takes a decision back, or puts it back in force."""
    one = standing.judgement
    if one.undoes is not None:
        return None
    if standing.state != "undone":
        return choices("undo", (one.id,))[0]
    by = Choice(what="undo", to="undo", ids=(standing.by or one.id,))
    return Choosing(way="redo", label="Put back", value=by.value())


def entry_key(ids: Iterable[str]) -> str:
    """The ids that a decision is on, as one name under which the entry of a queue is found again."""
    return " ".join(ids)


def _subject_of(one: Judgement, known: Mapping[str, Judgement]) -> Judgement:
    """The decision that a chain of undoings ends at; the undoing itself where the log lacks it."""
    while one.undoes is not None and one.undoes in known:
        one = known[one.undoes]
    return one


def _words(one: Judgement, known: Mapping[str, Judgement]) -> str:
    if one.undoes is not None:
        before = known.get(one.undoes)
        if before is None:
            return "took back a decision that this log lacks"
        done = "put back" if before.undoes is not None else "took back"
        return f"{done}: {_words(_subject_of(one, known), known)}"
    if one.decision == "correct" and _as_coded(one):
        return "right"
    told = DECISIONS.get(one.kind, {}).get(one.decision, one.decision.replace("_", " "))
    return f"{told}: {'; '.join(_field(name, values) for name, values in one.fields.items())}" if one.fields else told


def _as_coded(one: Judgement) -> bool:
    """Whether a correction only says again what was coded."""
    was = [subject.was for subject in one.subjects]
    bounds = [value for name in BOUNDS if name in one.fields for value in (one.fields[name] or ("None",))]
    said = [*one.fields.get("act", ()), *one.fields.get("status", ()), *([" ".join(bounds)] if bounds else [])]
    return bool(said) and was == said


def _field(name: str, values: Sequence[str]) -> str:
    if name == "act":
        return acts()[values[0]].label if values and values[0] in acts() else ", ".join(values)
    told = names_of(parties_of(values)) if name in PARTIES else ", ".join(values)
    return f"{name}: {told.replace('_', ' ') or 'none told'}"


def _judged(index: Index, subject: Subject) -> Judged:
    """What was judged, in words: never how the log writes it."""
    if not subject.text:
        return Judged(words=party_of(subject.name).name if subject.kind == "actor" else subject.name)
    head = index.articles.get(subject.article or "")
    href = link(f"/articles/{head.id[:ID_DIGITS]}", at=subject.start) + "#at" if head is not None else ""
    return Judged(words=f"{_was(subject)} “{subject.text}”".strip(), href=href)


def _was(subject: Subject) -> str:
    """What an item was coded as when it was judged, in words."""
    if subject.kind == "statement" and subject.was in acts():
        return acts()[subject.was].label
    if subject.kind == "figure":
        low, high = (None if bound == "None" else float(bound) for bound in subject.was.split(" "))
        return range_words(low, high, None)
    return f"{'passage' if subject.kind == 'span' else subject.kind} {subject.was.replace('_', ' ')}".strip()


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
            accounts=(account,), choices=choices("codings", (line.id,)), on=entry_key((line.id,)),
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


def _conflict(index: Index, one: Conflict, places: Mapping[str, Placed]) -> Entry:
    ids, updated = tuple(dict.fromkeys(side.tellings[0].item for side in one.sides)), updated_sides(one)
    cards = (_side(index, side, places, updated=place in updated) for place, side in enumerate(one.sides))
    return Entry(
        question=f"Can these accounts all hold? {one.about}", why=one.reason, accounts=tuple(cards),
        choices=choices("conflicts", ids) if len(ids) > 1 else (), on=entry_key(ids),
    )  # fmt: skip


def _side(index: Index, side: ConflictSide, places: Mapping[str, Placed], *, updated: bool) -> Card:
    told = index.tally((telling.article, telling.start) for telling in side.tellings)
    who = names_of(parties_of(side.claimed_by), "the articles themselves")
    facts = (window_words(side.earliest, side.latest), str(told), *((UPDATED,) if updated else ()))
    quotes = tuple(cited(index, one, places) for one in side.tellings[:MOST_TOLD])
    return Card(head=f"{who}: {side.says}", facts=facts, cited=quotes)


def places_of(index: Index, engine: Engine, conflicts: Iterable[Conflict]) -> dict[str, Placed]:
    """Where the tellings that pages quote of these conflicts stand, each with its sentence, by the ids of their items."""
    ids = [telling.item for one in conflicts for side in one.sides for telling in side.tellings[:MOST_CITED]]
    return places_in(engine, index, ids)


def cited(index: Index, one: Telling, places: Mapping[str, Placed] = NO_PLACES) -> Cited:
    """A telling with its address, and with its sentence where the places have it."""
    article, place = index.by_name.get(one.article), places.get(one.item)
    href = place_link(article.id, one.item) if article else "/articles"
    outlet = (article.outlet if article else None) or one.article
    around = " ".join(place.sentence.split()) if place is not None else ""
    sentence = around if around.strip(" .!?") != " ".join(one.quote.split()).strip(" .!?") else ""
    return Cited(quote=one.quote, article=one.article, outlet=outlet, href=href, sentence=sentence)


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
        on=entry_key((one.a, one.b) if named else (one.a,)),
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
