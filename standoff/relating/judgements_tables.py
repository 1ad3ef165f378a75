"""Judgements: rows of the log, what each names, and what became of it."""

import datetime as dt
from typing import Any, Literal

import msgspec

from standoff.core.ids import content_id

SubjectKind = Literal["actor", "article", "span", "noise", "attribution", "statement", "figure", "meeting", "forecast"]
JudgementKind = Literal["actors", "events", "stories", "origins", "conflicts", "coding", "noise", "undo"]
Decision = Literal["same", "not_same", "unsure", "correct", "wrong", "conflict", "no_conflict", "noise", "article", "undo"]
State = Literal["in force", "undone", "overruled", "not applied"]


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What is judged, named so that it can be found again in a newer reading.

    An actor goes by its code or the id made from its name, an article by its own id, which is that of its text; an item or a
    span by its article's id, its kind and its bounds (code points) and by `was`, what it was when it was judged; its own `id`
    only decides between equals.
    """

    kind: SubjectKind
    id: str
    name: str = ""
    article: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    was: str = ""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One person's decision, as the log holds it: never changed, taken back only by a later one that names it.

    `when` is in UTC; `fields` are the corrected values by field, each a list; `undoes` is the id of the judgement that
    this one takes back; `item` is the coding that was judged right or corrected, as it was read, so that it can be kept when
    no reading has it any more. `id` is made from all the rest.
    """

    id: str
    when: dt.datetime
    who: str
    kind: JudgementKind
    decision: Decision
    subjects: tuple[Subject, ...] = ()
    fields: dict[str, tuple[str, ...]] = {}
    reason: str | None = None
    undoes: str | None = None
    item: dict[str, Any] | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement with what became of it: in force, undone, overruled by a newer one, or not applied, and why."""

    judgement: Judgement
    state: State
    why: str = ""
    by: str | None = None


def with_id(judgement: Judgement) -> Judgement:
    """The same judgement under the id that its content makes."""
    content = msgspec.json.encode(msgspec.structs.replace(judgement, id=""), order="deterministic").decode()
    if judgement.item is None:  # ids of judgements without one are as they were before there were any
        content = content.removesuffix(',"item":null}') + "}"
    return msgspec.structs.replace(judgement, id=content_id("judgement", content))
