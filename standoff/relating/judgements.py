"""What people judged, applied: a log and what was read in, the same as judged out.

All is replayed from the log each time, so that the order of views, undos and re-reads cannot matter. Where two judgements
cannot both hold the newest wins, and the other is told as overruled.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from standoff.codebook.acts import plover_of
from standoff.core.ids import content_id
from standoff.core.records import AnyItem, LocalActor, Noise, Statement
from standoff.relating.actors import own_key
from standoff.relating.judgements_tables import Judgement, JudgementKind, Standing, State, Subject
from standoff.relating.tables import Actor

JUDGED = "judged"
# An item of another reading is the one judged where both share more than half of either span: of items that do not
# overlap, at most one can. Not calibrated; a matter of counting.
LEAST_SHARED = 0.5
CORRECTABLE: dict[str, tuple[str, ...]] = {
    "statement": ("act", "party", "addressee", "issue", "status", "speaker"),
    "attribution": ("party", "speaker", "channel", "via"),
    "figure": ("low", "high", "unit", "counted", "party", "place"),
    "meeting": ("participants", "persons", "status", "place", "forum", "level"),
    "forecast": ("holder", "speaker", "confidence"),
    "noise": ("reason",),
}
REFERRING = ("attribution", "reply_to")  # fields that hold another item's id
PARTIES = ("party", "addressee", "participants", "holder")
_WAS: dict[str, tuple[str, ...]] = {"statement": ("act",), "figure": ("low", "high"), "meeting": ("status",)}


class Fate(msgspec.Struct, frozen=True):
    """What became of one judgement."""

    state: State
    why: str = ""
    by: str | None = None


Fates = dict[str, Fate]
IN_FORCE = Fate("in force")


def ordered(log: Iterable[Judgement]) -> list[Judgement]:
    """The log, oldest first, each judgement once."""
    return sorted({one.id: one for one in log}.values(), key=lambda one: (one.when, one.id))


def undone(log: Sequence[Judgement]) -> dict[str, str]:
    """The judgements of an ordered log that are taken back, each with the id of what takes it back."""
    found: dict[str, str] = {}
    for one in reversed(log):
        if one.undoes is not None and one.id not in found:
            found.setdefault(one.undoes, one.id)
    return found


def was_of(item: AnyItem) -> str:
    """What an item is coded as: a statement's act, a figure's bounds, a meeting's status; nothing for the other kinds."""
    return " ".join(str(getattr(item, name)) for name in _WAS.get(kind_of(item), ()))


def kind_of(item: AnyItem) -> str:
    """The kind of an item, as everywhere in the record."""
    return str(item.__struct_config__.tag)


def subject_of(item: AnyItem) -> Subject:
    """The item as a judgement names it."""
    return Subject(
        kind=kind_of(item),  # type: ignore[arg-type]
        id=item.id,
        article=item.article,
        start=item.start,
        end=item.end,
        text=item.text,
        was=was_of(item),
    )


def corrected(item: AnyItem, fields: Mapping[str, Sequence[str]]) -> AnyItem:
    """The item with these fields; raises ValueError (msgspec.ValidationError) where a field cannot hold its value."""
    changes: dict[str, Any] = {}
    for name, values in fields.items():
        if name not in CORRECTABLE[kind_of(item)]:
            raise ValueError(f"a {kind_of(item)} has no field {name!r} to correct")
        changes[name] = list(values) if isinstance(getattr(item, name), tuple) else (values[0] if values else None)
    plain = {**msgspec.to_builtins(item), **changes}
    if isinstance(item, Statement) and {"act", "status"} & set(changes):
        plain["plover"] = plover_of(plain["act"], plain["status"])
    return msgspec.convert(plain, type(item), strict=False)


def item_of(one: Judgement) -> AnyItem | None:
    """The coding that a judgement holds; None where it holds none, or what it holds is not what it judges."""
    (subject,) = one.subjects if len(one.subjects) == 1 else (None,)
    if one.item is None or subject is None:
        return None
    try:
        item: AnyItem = msgspec.convert(one.item, AnyItem)
    except msgspec.ValidationError:
        return None
    place = (kind_of(item), item.article, item.start, item.end, item.text)
    return item if place == (subject.kind, subject.article, subject.start, subject.end, subject.text) else None


def find_again(subject: Subject, items: Iterable[AnyItem]) -> AnyItem | None:
    """The item of the same article and kind that best covers the subject's span; None where none shares half of it."""
    best = max(
        (item for item in items if kind_of(item) == subject.kind and item.article == subject.article),
        key=lambda item: (_shared(subject, item), was_of(item) == subject.was, item.id == subject.id, item.id),
        default=None,
    )
    return best if best is not None and _shared(subject, best) > LEAST_SHARED else None


def _shared(subject: Subject, item: AnyItem) -> float:
    """The code points that both spans share, as a part of the longer one."""
    return _met(subject, item) / max((subject.end or 0) - (subject.start or 0), item.end - item.start, 1)


def _met(subject: Subject, item: AnyItem) -> int:
    return max(0, min(subject.end or 0, item.end) - max(subject.start or 0, item.start))


@dataclass
class JudgedItems:
    """Items as judged: by id what replaces them (None: dropped), noise that people added, and what became of each judgement.

    `kept` are codings that no reading in force has, as they were read when people judged them right or corrected them; they
    are among the changed ones too.
    """

    changed: dict[str, AnyItem | None] = field(default_factory=dict)
    kept: dict[str, AnyItem] = field(default_factory=dict)
    added: dict[str, Noise] = field(default_factory=dict)
    corrections: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    fates: Fates = field(default_factory=dict)


def judge_items(log: Sequence[Judgement], items: Sequence[AnyItem], articles: Collection[str]) -> JudgedItems:
    """The judgements in force about codings and noise, oldest first, applied to all items of the articles that they name.

    `log` holds only what is not undone; `articles` are the ids of those among the named articles that there are.
    """
    judging = _Judging(items, articles)
    for one in log:
        if one.kind in ("coding", "noise"):
            judging.take(one)
    return judging.done()


class _Judging:
    """The replay of judgements about items."""

    def __init__(self, items: Sequence[AnyItem], articles: Collection[str]) -> None:
        self.articles = articles
        self.by_article: dict[str, list[AnyItem]] = defaultdict(list)
        for item in items:
            self.by_article[item.article].append(item)
        self.ruled: dict[str, dict[str, Judgement]] = defaultdict(dict)  # by item, what holds: for "drop" or a field
        self.spans: dict[tuple[str, int, int], Judgement] = {}
        self.out = JudgedItems()

    def take(self, one: Judgement) -> None:
        (subject,) = one.subjects
        self.out.fates[one.id] = IN_FORCE
        if subject.article not in self.articles:
            self._miss(one, "the record has no reading of the article")
        elif one.decision == "noise":
            self.spans[_span_of(subject)] = one
        else:
            self._take_item(one, subject)

    def _take_item(self, one: Judgement, subject: Subject) -> None:
        if one.decision == "article":
            self._overrule(self.spans.pop(_span_of(subject), None), one)
        item = find_again(subject, self.by_article[subject.article or ""])
        if item is None and one.decision == "correct":
            item = self._elsewhere(subject) or self._kept(one)
        if item is None:
            if one.decision != "article":
                self._miss(one, f"the reading in force has no {subject.kind} over that span")
        elif one.decision == "wrong" and was_of(item) != subject.was:
            self._miss(one, f"the reading in force has {was_of(item)} there, not {subject.was}")
        elif one.decision == "unsure":
            for older in self.ruled.pop(item.id, {}).values():
                self._overrule(older, one)
        elif one.decision in ("wrong", "article"):
            for older in self.ruled.pop(item.id, {}).values():
                if older.decision == "correct":
                    self._overrule(older, one)
            self.ruled[item.id]["drop"] = one
        else:
            self._correct(one, item)

    def _elsewhere(self, subject: Subject) -> AnyItem | None:
        """The item that is coded as the judged one was, over wider or narrower words: more than half of the shorter span."""
        there = [item for item in self.by_article[subject.article or ""] if kind_of(item) == subject.kind]
        length = (subject.end or 0) - (subject.start or 0)
        near = [
            (met, item.id, item)
            for item in there
            if was_of(item) == subject.was and (met := _met(subject, item)) > LEAST_SHARED * min(length, item.end - item.start)
        ]
        return max(near, default=(0, "", None), key=lambda one: one[:2])[2]

    def _kept(self, one: Judgement) -> AnyItem | None:
        """The coding as it was when it was judged, where the judgement holds it; it refers to nothing that is no more."""
        item = item_of(one)
        if item is None:
            return None
        there = self.by_article[item.article]
        ids = {other.id for other in there}
        gone = {name: None for name in REFERRING if getattr(item, name, None) not in (None, *ids)}
        item = msgspec.structs.replace(item, **gone) if gone else item
        if item.id in ids:  # the id stands for other words by now
            item = msgspec.structs.replace(item, id=content_id(kind_of(item), item.article, item.start, item.end, JUDGED))
        there.append(item)
        self.out.kept[item.id] = item
        kept = f"kept as judged: the reading in force has no {kind_of(item)} over that span"
        self.out.fates[one.id] = Fate("in force", kept)
        return item

    def _correct(self, one: Judgement, item: AnyItem) -> None:
        try:
            corrected(item, one.fields)
        except (ValueError, KeyError) as error:
            self._miss(one, str(error))
            return
        ruled = self.ruled[item.id]
        self._overrule(ruled.pop("drop", None), one)
        for name, values in one.fields.items():
            older = ruled.get(name)
            ruled[name] = one
            if older is not None and older.fields[name] != values:
                self._overrule_field(older, one, ruled)

    def _miss(self, one: Judgement, why: str) -> None:
        self.out.fates[one.id] = Fate("not applied", why)

    def _overrule(self, older: Judgement | None, newer: Judgement) -> None:
        if older is not None:
            self.out.fates[older.id] = Fate("overruled", "a newer judgement of the same says otherwise", newer.id)

    def _overrule_field(self, older: Judgement, newer: Judgement, ruled: Mapping[str, Judgement]) -> None:
        """One field of an older correction gives way; the correction is overruled where none of its others still holds."""
        left = [name for name in older.fields if name not in newer.fields and ruled.get(name) is older]
        self._overrule(older, newer)
        if left:
            lost = ", ".join(name for name in older.fields if name not in left)
            self.out.fates[older.id] = Fate("in force", f"but for {lost}, of which a newer judgement says otherwise", newer.id)

    def done(self) -> JudgedItems:
        every = {item.id: item for items in self.by_article.values() for item in items}
        for identifier, ruled in self.ruled.items():
            self.out.changed[identifier] = None if "drop" in ruled else self._changed(every[identifier], ruled)
        for (article, start, end), one in self.spans.items():
            self._add_noise(one, article, start, end)
        return self.out

    def _changed(self, item: AnyItem, ruled: Mapping[str, Judgement]) -> AnyItem:
        fields = {name: one.fields[name] for name, one in ruled.items()}
        self.out.corrections[item.id] = fields
        return judged(corrected(item, fields))

    def _add_noise(self, one: Judgement, article: str, start: int, end: int) -> None:
        identifier = content_id("noise", article, start, end, JUDGED)
        reason = one.fields.get("reason", (JUDGED,))[0]
        text = one.subjects[0].text or ""
        self.out.added[identifier] = Noise(id=identifier, article=article, start=start, end=end, text=text, reason=reason)
        for item in self.by_article[article]:
            if start <= item.start and item.end <= end:
                self.out.changed[item.id] = None


def judged(item: AnyItem) -> AnyItem:
    """The item marked as judged, where its kind has doubts to tell."""
    doubts = getattr(item, "doubts", None)
    if doubts is None or JUDGED in doubts:
        return item
    return msgspec.structs.replace(item, doubts=(*doubts, JUDGED))


def _span_of(subject: Subject) -> tuple[str, int, int]:
    return subject.article or "", subject.start or 0, subject.end or 0


@dataclass
class Identity:
    """Which actors people hold to be one, two, or perhaps one; keys are the subjects' ids."""

    root: dict[str, str] = field(default_factory=dict)
    apart: set[frozenset[str]] = field(default_factory=set)
    unsure: set[frozenset[str]] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    fates: Fates = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.root or self.apart or self.unsure)

    def find(self, key: str) -> str:
        """The key that stands for all that are the same as this one."""
        return self.root.get(key, key)

    def groups(self) -> dict[str, list[str]]:
        """Each set of more than one that is the same, by the key that stands for it."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, root in self.root.items():
            found[root].append(key)
        return found

    def pairs(self) -> Iterator[tuple[str, str, bool]]:
        """Every two keys held to be one or two, and whether they are one; in a set each with the one that stands for it."""
        groups = self.groups()
        for root, members in groups.items():
            yield from ((root, member, True) for member in members if member != root)
        for a, b in map(sorted, self.apart):
            yield from ((one, other, False) for one in groups.get(a, [a]) for other in groups.get(b, [b]))

    def is_apart(self, a: str, b: str) -> bool:
        """Whether people hold the two, or what is the same as them, to be two."""
        return frozenset((self.find(a), self.find(b))) in self.apart

    def place(self, own: str, found: str, members: Callable[[str], Iterable[str]]) -> str:
        """The key under which an actor is gathered whose own key is `own` and whom the rules put with `found`."""
        if own in self.root:
            return self.root[own]
        root = self.find(found)
        if own != root and any(self.is_apart(own, member) for member in (root, *members(root))):
            return own
        return root

    def unsure_roots(self) -> frozenset[frozenset[str]]:
        """Every two that may be one, by the keys that stand for what is the same as them."""
        return frozenset(frozenset(map(self.find, two)) for two in self.unsure)

    def proposed(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """The actors, proposing as the same whom people are unsure of, and nobody whom they told apart."""
        found = []
        pairs = self.unsure_roots()
        for actor in actors:
            others = {self.find(other) for other in actor.proposed} | {key for two in pairs if actor.id in two for key in two}
            kept = sorted(other for other in others - {actor.id} if not self.is_apart(actor.id, other))
            found.append(msgspec.structs.replace(actor, proposed=tuple(kept)))
        return tuple(found)


def judge_identity(log: Sequence[Judgement], kind: JudgementKind = "actors") -> Identity:
    """Who is who by the judgements in force about actors, or what is one event, story or text: the newest is taken first.

    Each older one holds as far as it agrees with all newer ones, over as many steps as it takes.
    """
    telling = _Telling()
    for one in reversed([one for one in log if one.kind == kind]):
        telling.take(one)
    return telling.done()


class _Telling:
    """Sets of what is the same, with the judgements that keep two of them apart."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.apart: dict[frozenset[str], Judgement] = {}  # by the names of two sets
        self.pairs: dict[frozenset[str], Judgement] = {}
        self.taken: list[Judgement] = []
        self.out = Identity()

    def take(self, one: Judgement) -> None:
        a, b = (subject.id for subject in one.subjects)
        newer = self.pairs.setdefault(frozenset((a, b)), one)
        if newer.decision == one.decision:
            newer = self._against(one, self._set(a), self._set(b)) or one
        if newer is not one:
            self.out.fates[one.id] = Fate("overruled", "newer judgements say otherwise", newer.id)
            return
        self.out.fates[one.id] = IN_FORCE
        self.taken.append(one)
        if one.decision == "same":
            self._join(self._set(a), self._set(b))
        elif one.decision == "not_same":
            self.apart.setdefault(frozenset((self._set(a), self._set(b))), one)
        else:
            self.out.unsure.add(frozenset((a, b)))

    def _against(self, one: Judgement, a: str, b: str) -> Judgement | None:
        """The newer judgement because of which this one cannot hold, over however many steps."""
        if one.decision == "same":
            return self.apart.get(frozenset((a, b)))
        if a != b:
            return None
        joined = [other for other in self.taken if other.decision == "same" and self._set(other.subjects[0].id) == a]
        return joined[-1]

    def _set(self, key: str) -> str:
        return self.of.setdefault(key, key)

    def _join(self, a: str, b: str) -> None:
        if a == b:
            return
        for key, name in self.of.items():
            if name == b:
                self.of[key] = a
        self.apart = {frozenset(a if name == b else name for name in two): one for two, one in self.apart.items()}

    def done(self) -> Identity:
        """The sets, each named by the one with a code, else by the one that was judged first."""
        first: dict[str, Subject] = {}
        for one in reversed(self.taken):
            for subject in one.subjects:
                first.setdefault(subject.id, subject)
        self.out.names = {key: subject.name for key, subject in first.items()}
        sets: dict[str, list[str]] = defaultdict(list)
        for key in sorted(first, key=lambda key: key.startswith("actor-")):  # a stable sort: else as first judged
            sets[self._set(key)].append(key)
        self.out.root = {key: keys[0] for keys in sets.values() if len(keys) > 1 for key in keys}
        named = {name: keys[0] for name, keys in sets.items()}
        self.out.apart = {frozenset(named[name] for name in two) for two in self.apart}
        return self.out


def actor_subject(actor: LocalActor) -> Subject:
    """An actor as one article has it, as a judgement names it."""
    return Subject(kind="actor", id=own_key(actor), name=actor.code or actor.name, was=actor.type)


def standings(log: Sequence[Judgement], taken_back: Mapping[str, str], fates: Fates) -> tuple[Standing, ...]:
    """What became of each judgement of an ordered log."""
    ids = {one.id for one in log}
    found = []
    for one in log:
        fate = fates.get(one.id, IN_FORCE)
        if one.id in taken_back:
            fate = Fate("undone", "taken back", taken_back[one.id])
        elif one.undoes is not None and one.undoes not in ids:
            fate = Fate("not applied", "the log lacks the judgement that it takes back")
        found.append(Standing(judgement=one, state=fate.state, why=fate.why, by=fate.by))
    return tuple(found)
