"""Judging: one person's decisions about what the record shows, checked and kept."""

from collections.abc import Callable, Sequence
from typing import get_args, get_type_hints

from sqlalchemy import Engine

from standoff.codebook.persons import is_known
from standoff.core.errors import NotFound, UsageError
from standoff.core.records import AnyItem, Figure, LocalActor
from standoff.core.spans import Span, cut
from standoff.relating.actors import folded, key_of_person, own_key
from standoff.relating.judgements import CORRECTABLE, actor_subject, corrected, kind_of, subject_of, undone
from standoff.relating.judgements_tables import Decision, Judgement, JudgementKind, Subject
from standoff.store import query
from standoff.store.judgements import SETS, TWO, Ruling, find_judgement, judgement_log, put_judgement


class Judging:
    """One person's judgements of what the views show, each checked before it is kept."""

    def __init__(self, engine: Engine, who: str, reason: str | None = None) -> None:
        if not who.strip():
            raise UsageError("a judgement needs a name: say who judges")
        self.engine = engine
        self.who = who.strip()
        self.reason = reason

    def actors(self, decision: Decision, a: str, b: str) -> Judgement:
        """Two actors, each by its id, code or a name that articles use, are "same", "not_same" or "unsure".

        Raises NotFound where no actor, or more than one, has that name, UsageError where both are one by their names, or are
        articles.
        """
        if decision not in TWO:
            raise UsageError(f"two actors are same, not_same or unsure, not {decision!r}")
        kept = [actor for _, actor in query.local_actors(self.engine)]
        try:
            return self._two(decision, _actor_of(kept, a), _actor_of(kept, b))
        except NotFound as error:
            if self._is_article(a) and self._is_article(b):
                raise UsageError(f"{a!r} and {b!r} are articles; say with --story or --origin in what they are judged") from error
            raise

    def _is_article(self, name_or_id: str) -> bool:
        try:
            return bool(query.article(self.engine, name_or_id))
        except NotFound:
            return False

    def two_actors(self, decision: Decision, a: LocalActor, b: LocalActor) -> Judgement:
        """The same of two actors as articles have them, in a large record without a look at all actors."""
        return self._two(decision, actor_subject(a), actor_subject(b))

    def _two(self, decision: Decision, a: Subject, b: Subject) -> Judgement:
        if a.id == b.id:
            raise UsageError(f"{a.name!r} and {b.name!r} are one actor by their code or name; there is nothing to judge")
        return self._put("actors", decision, (a, b))

    def events(self, decision: Decision, a: str, b: str) -> Judgement:
        """Two statements or meetings, by their ids, tell of the "same" event, are "not_same", or one is "unsure".

        Raises NotFound, UsageError where one of them is neither, or both are one item.
        """
        if decision not in TWO:
            raise UsageError(f"two items are same, not_same or unsure, not {decision!r}")
        items = [query.item(self.engine, identifier).item for identifier in (a, b)]
        for item in items:
            if kind_of(item) not in ("statement", "meeting"):
                raise UsageError(f"{item.id} is a {kind_of(item)}; only statements and meetings tell of events")
        if items[0].id == items[1].id:
            raise UsageError(f"{items[0].id} is one item; there is nothing to judge")
        return self._put("events", decision, (subject_of(items[0]), subject_of(items[1])))

    def stories(self, decision: Decision, a: str, b: str) -> Judgement:
        """Two articles, by their names or ids, are of the "same" story, of "not_same" ones, or one is "unsure".

        Raises NotFound, UsageError where both are one article.
        """
        return self._articles("stories", decision, a, b)

    def origins(self, decision: Decision, a: str, b: str) -> Judgement:
        """Two articles, by their names or ids, are copies of the "same" text, of "not_same" ones, or one is "unsure".

        Raises NotFound, UsageError where both are one article.
        """
        return self._articles("origins", decision, a, b)

    def _articles(self, kind: JudgementKind, decision: Decision, a: str, b: str) -> Judgement:
        if decision not in TWO:
            raise UsageError(f"two articles are same, not_same or unsure, not {decision!r}")
        found = [query.article(self.engine, name).article for name in (a, b)]
        if found[0].id == found[1].id:
            raise UsageError(f"{a!r} and {b!r} are one article; there is nothing to judge")
        one, other = (Subject(kind="article", id=article.id, article=article.id, name=article.name) for article in found)
        return self._put(kind, decision, (one, other))

    def conflict(self, decision: Decision, identifiers: Sequence[str]) -> Judgement:
        """Accounts, one item of each by its id, are in "conflict", are "no_conflict" for all hold, or one is "unsure".

        Raises NotFound, UsageError where fewer than two items are given.
        """
        if decision not in SETS:
            raise UsageError(f"accounts are conflict, no_conflict or unsure, not {decision!r}")
        items = {item.id: item for identifier in identifiers for item in (query.item(self.engine, identifier).item,)}
        if len(items) < 2:
            raise UsageError("accounts are two or more; give an item of each")
        return self._put("conflicts", decision, tuple(map(subject_of, items.values())))

    def right(self, identifier: str) -> Judgement:
        """The item with that id is right: it is kept as coded by whatever newer reading; raises NotFound."""
        item = Ruling(self.engine).raw_item(identifier).item
        return self._put("coding", "correct", (subject_of(item),), _own_fields(item), item)

    def unsure(self, identifier: str) -> Judgement:
        """Whether the item with that id is right cannot be told; it stays as it was read; raises NotFound."""
        return self._put("coding", "unsure", (subject_of(Ruling(self.engine).raw_item(identifier).item),))

    def wrong(self, identifier: str) -> Judgement:
        """The item with that id is wrong: nothing of the kind is said there; raises NotFound."""
        row = Ruling(self.engine).raw_item(identifier)
        if row.item.__struct_config__.tag == "noise":
            return self.not_noise(identifier)
        return self._put("coding", "wrong", (subject_of(row.item),))

    def correct(self, identifier: str, fields: dict[str, tuple[str, ...]]) -> Judgement:
        """The item with that id should have these values; raises NotFound, UsageError where a field cannot hold one."""
        item = Ruling(self.engine).raw_item(identifier).item
        check_fields(item, fields)
        return self._put("coding", "correct", (subject_of(item),), fields, item)

    def noise(self, article: str, start: int, end: int, why: str | None = None) -> Judgement:
        """The span (code points) of the article, by name or id, is not the article; raises NotFound, OffsetError."""
        found = query.article(self.engine, article).article
        fields: dict[str, tuple[str, ...]] = {} if why is None else {"reason": (why,)}
        return self._put("noise", "noise", (span_subject(found.id, cut(found.text, start, end)),), fields)

    def not_noise(self, identifier: str) -> Judgement:
        """The noise with that id is the article after all; raises NotFound, UsageError where it is no noise."""
        row = Ruling(self.engine).find(identifier)
        if row.item.__struct_config__.tag != "noise":
            raise UsageError(f"{row.item.id} is no noise; what is coded wrongly is told by: standoff judge wrong")
        return self._put("noise", "article", (subject_of(row.item),))

    def undo(self, identifier: str) -> Judgement:
        """Take back a judgement, an undoing too; raises NotFound, UsageError where it is taken back already."""
        found = find_judgement(self.engine, identifier)
        by = undone(judgement_log(self.engine)).get(found.id)
        if by is not None:
            raise UsageError(f"{found.id} is taken back already, by {by}; undo that one to have it in force again")
        return put_judgement(self.engine, "undo", "undo", who=self.who, reason=self.reason, undoes=found.id)

    def _put(
        self,
        kind: JudgementKind,
        decision: Decision,
        subjects: tuple[Subject, ...],
        fields: dict[str, tuple[str, ...]] | None = None,
        item: AnyItem | None = None,
    ) -> Judgement:
        return put_judgement(
            self.engine, kind, decision, who=self.who, subjects=subjects, fields=fields, reason=self.reason, item=item
        )


def _own_fields(item: AnyItem) -> dict[str, tuple[str, ...]]:
    """What an item says at its core, as the fields of a judgement."""
    names = {"statement": ("act", "party"), "figure": ("low", "high"), "meeting": ("participants", "status")}
    found: dict[str, tuple[str, ...]] = {}
    for name in names.get(kind_of(item), CORRECTABLE[kind_of(item)][:1]):
        value = getattr(item, name)
        found[name] = value if isinstance(value, tuple) else () if value is None else (str(value),)
    return found


def _actor_of(kept: Sequence[LocalActor], given: str) -> Subject:
    """The actor of that id, code or name, as articles have it: by its id first, then by its own name, then by any form."""
    wanted, code = folded(given), given.strip().casefold()
    forms: tuple[Callable[[LocalActor], bool], ...] = (
        lambda actor: code in (own_key(actor).casefold(), (actor.code or "").casefold()),
        lambda actor: folded(actor.name) == wanted,
        lambda actor: wanted in map(folded, actor.names),
    )
    for named in forms:
        found = {own_key(actor): actor for actor in kept if named(actor)}
        if len(found) > 1:
            raise NotFound(f"several actors are named {given!r} ({', '.join(sorted(found))}); give an id or a longer name")
        if found:
            return actor_subject(next(iter(found.values())))
    if is_known(given):
        return Subject(kind="actor", id=key_of_person(given), name=given, was="person")
    raise NotFound(f"no actor has the id or name {given!r}; list them with: standoff actors")


def check_fields(item: AnyItem, fields: dict[str, tuple[str, ...]]) -> None:
    """Raise UsageError where an item cannot be corrected so."""
    if not fields:
        possible = ", ".join(CORRECTABLE[kind_of(item)])
        raise UsageError(f"nothing to correct was given; of a {kind_of(item)} these fields can be: {possible}")
    try:
        found = corrected(item, fields)
    except (ValueError, KeyError) as error:
        raise UsageError(f"{item.id} cannot be corrected so: {error}{_choices(item, fields)}") from error
    if isinstance(found, Figure) and found.low is not None and found.high is not None and found.low > found.high:
        raise UsageError(f"{item.id} cannot be corrected so: from {found.low:g} to {found.high:g} is no range; give low and high")


def _choices(item: AnyItem, fields: dict[str, tuple[str, ...]]) -> str:
    """What the fields that take only some words may say."""
    known = {name: get_args(get_type_hints(type(item))[name]) for name in fields if name in CORRECTABLE[kind_of(item)]}
    words = {name: [one for one in found if isinstance(one, str)] for name, found in known.items()}
    return "".join(f"; {name} is one of: {', '.join(found)}" for name, found in words.items() if found)


def span_subject(article_id: str, span: Span) -> Subject:
    """A span of an article as a judgement names it."""
    return Subject(kind="span", id=article_id, article=article_id, start=span.start, end=span.end, text=span.text)
