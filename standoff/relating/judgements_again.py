"""Judgements found again: what each named, as the readings in force have it, or why it cannot be applied."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import msgspec

from standoff.codebook.persons import is_known
from standoff.core.records import AnyItem, LocalActor
from standoff.relating.actors import folded, key_of_person, own_key
from standoff.relating.judgements import Fate, Fates, find_again, subject_of, was_of
from standoff.relating.judgements_tables import Judgement, JudgementKind


def find_actors_again(log: Sequence[Judgement], actors: Iterable[LocalActor]) -> tuple[list[Judgement], Fates]:
    """The judgements of actors, with those that newer readings have under another key under that one.

    An actor whose key no reading has is looked for by its name; where none or several have it, the judgement is not applied.
    """
    keys: set[str] = set()
    by_name: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        keys.add(own_key(actor))
        for name in (actor.name, *actor.names):
            by_name[folded(name)].add(own_key(actor))
    found: list[Judgement] = []
    fates: Fates = {}
    for one in log:
        subjects = []
        for subject in one.subjects if one.kind == "actors" else ():
            named = {subject.id} if subject.id in keys else by_name.get(folded(subject.name), set())
            if not named and is_known(subject.name) and subject.id == key_of_person(subject.name):
                named = {subject.id}  # an office-holder of the shipped files whom no article names rightly
            if len(named) == 1:
                subjects.append(msgspec.structs.replace(subject, id=min(named)))
            else:
                fates[one.id] = Fate(
                    "not applied", f"{'several actors are' if named else 'no actor is'} named {subject.name} now"
                )
        if one.kind == "actors" and one.id not in fates:
            found.append(msgspec.structs.replace(one, subjects=tuple(subjects)))
    return found, fates


def find_tellings_again(log: Sequence[Judgement], items: Sequence[AnyItem]) -> tuple[list[Judgement], Fates]:
    """The judgements of events, with the items in force that stand where the judged ones stood.

    An item that no reading in force has, or has coded as something else, cannot be judged: the judgement is not applied.
    """
    found: list[Judgement] = []
    fates: Fates = {}
    for one in log:
        if one.kind != "events":
            continue
        again = [find_again(subject, items) for subject in one.subjects]
        if any(item is None or was_of(item) != subject.was for item, subject in zip(again, one.subjects, strict=True)):
            fates[one.id] = Fate("not applied", "the reading in force does not have both of the items")
            continue
        subjects = tuple(subject_of(item) for item in again if item is not None)
        found.append(msgspec.structs.replace(one, subjects=subjects))
    return found, fates


def find_articles_again(
    log: Sequence[Judgement], articles: Collection[str], kind: JudgementKind = "stories"
) -> tuple[list[Judgement], Fates]:
    """The judgements of stories, or of origins, whose articles (by id) are both there."""
    judged_ = [one for one in log if one.kind == kind]
    found = [one for one in judged_ if all(subject.id in articles for subject in one.subjects)]
    missing = [one for one in judged_ if one not in found]
    return found, {one.id: Fate("not applied", "the record does not have both of the articles") for one in missing}


def find_conflicts_again(log: Sequence[Judgement], items: Sequence[AnyItem]) -> tuple[dict[frozenset[str], Judgement], Fates]:
    """By the items of each set of accounts that was judged, the newest judgement of it, oldest first in `log`."""
    found: dict[frozenset[str], Judgement] = {}
    fates: Fates = {}
    for one in log:
        if one.kind != "conflicts":
            continue
        again = [find_again(subject, items) for subject in one.subjects]
        key = frozenset(item.id for item in again if item is not None)
        if len(key) < len(one.subjects):
            fates[one.id] = Fate("not applied", "the reading in force does not have all of the items")
            continue
        older = found.get(key)
        if older is not None and older.decision != one.decision:
            fates[older.id] = Fate("overruled", "a newer judgement of the same says otherwise", one.id)
        found[key] = one
    return found, fates
