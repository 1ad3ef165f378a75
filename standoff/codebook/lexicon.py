"""The lexicon of acts: which words, in which construction and mood, are which act, and where its parties stand.

A frame is a cue (a verb, noun or adjective, with the words that must stand beside it) and what its complement must be.
Its slots are named as the grammar of a clause names them: `subject`, `object`, `indirect`, `inf` (an infinitive), `that`
(a clause), `ing` (a participle), or the preposition ("on", "against"). A slot may name a class of words that must fill it:
"object=MEASURE".
"""

from functools import cache
from typing import Literal

import msgspec

from standoff.codebook.acts import acts
from standoff.codebook.files import load
from standoff.core.errors import CodebookError
from standoff.core.records import Status

Pos = Literal["verb", "noun", "adj"]
Mood = Literal["plain", "future", "may", "must", "willing", "wanted", "refused", "same", "void"]

FILES = ("ask", "yes", "no", "threat", "blame", "meet", "force", "measures", "stance")
MOODS = ("plain", "future", "may", "must", "willing", "wanted", "refused", "void")


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One construction of an act.

    `cues`: each a lemma with the words that must stand beside it ("rule out"; a noun's own lemma stands last).
    `needs`: one of these slots must be filled; `lacks`: none of these may be. `party`, `to`: the slots of the actor and
    of the addressee, the best first. `when`: the moods in which the frame holds (empty: as the act's shifts say).
    `negated`: the act of the negated predicate. `opens`: the statement lies in the complement, and this frame counts
    only where none is found there. `plover`: the PLOVER type of this frame where it is not the act's own. `firm`: the words
    leave no doubt of the act, which the classifier may not change or drop.
    """

    act: str
    cues: tuple[str, ...]
    pos: Pos = "verb"
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    party: tuple[str, ...] = ("subject",)
    to: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    negated: str | None = None
    status: Status | None = None
    opens: bool = False
    sure: float = 1.0
    plover: str | None = None
    firm: bool = False


class Shift(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What moods make of acts: for each mood "act", "act:status", or null where nothing is stated."""

    acts: tuple[str, ...]
    moods: dict[str, str | None]


class Moods(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that put a predicate into a mood, and words that negate, make a condition, or give a content."""

    auxiliaries: dict[str, tuple[str, ...]]
    governors: dict[str, tuple[str, ...]]
    unsaying: tuple[str, ...]
    negators: tuple[str, ...]
    hypothetical: tuple[str, ...]
    conditions: tuple[str, ...]
    condition_phrases: tuple[str, ...]
    reporting: tuple[str, ...]
    object_control: tuple[str, ...]
    light_verbs: tuple[str, ...]


class _Frames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    frames: tuple[Frame, ...]


class _Classes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    classes: dict[str, tuple[str, ...]]


class _Shifts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    shifts: tuple[Shift, ...]


class Cue(msgspec.Struct, frozen=True):
    """A cue of a frame: the words beside its head lemma, and the frame."""

    beside: tuple[str, ...]
    frame: Frame


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """All frames by part of speech and head lemma, with the classes of words, the shifts and the moods.

    `kinds` are the names of the classes of each word.
    """

    cues: dict[tuple[Pos, str], tuple[Cue, ...]]
    classes: dict[str, frozenset[str]]
    kinds: dict[str, frozenset[str]]
    shifts: dict[tuple[str, str], str | None]
    auxiliaries: dict[str, Mood]
    governors: dict[str, Mood]
    moods: Moods

    def shifted(self, act: str, mood: str) -> str | None:
        """What `mood` makes of `act`: "act", "act:status", or None where nothing is stated."""
        return self.shifts.get((act, mood), act if mood == "plain" else None)


def _cue(words: str, frame: Frame) -> tuple[str, Cue]:
    head, *beside = words.split() if frame.pos != "noun" else reversed(words.split())
    return head, Cue(tuple(beside), frame)


def check_frame(frame: Frame, classes: dict[str, tuple[str, ...]], where: str) -> None:
    """Raise CodebookError where `frame` codes an act, or asks for a class of words, that the codebook does not have."""
    for act in (frame.act, *([frame.negated] if frame.negated else [])):
        if act not in acts():
            raise CodebookError(f"{where}: {frame.cues[0]!r} codes {act!r}, which acts.yaml does not have")
    for need in (part for text in (*frame.needs, *frame.lacks) for part in text.split("&")):
        name = need.partition("=")[2]
        if name and name != "ACTOR" and name not in classes:
            raise CodebookError(f"{where}: {frame.cues[0]!r} asks for the class {name!r}, which classes.yaml does not have")


def _index(classes: dict[str, tuple[str, ...]]) -> dict[tuple[Pos, str], tuple[Cue, ...]]:
    found: dict[tuple[Pos, str], list[Cue]] = {}
    for name in FILES:
        where = f"acts/{name}.yaml"
        for frame in load(where, _Frames).frames:
            check_frame(frame, classes, where)
            for words in frame.cues:
                head, cue = _cue(words, frame)
                found.setdefault((frame.pos, head), []).append(cue)
    # The longest cue first, then what leaves no doubt, then what asks for most, so that "rule out" goes before "rule".
    return {key: tuple(sorted(cues, key=_strictness)) for key, cues in found.items()}


def _strictness(cue: Cue) -> tuple[int, bool, int, int]:
    frame = cue.frame
    return -len(cue.beside), not frame.firm, -len(frame.when), -any("=" in need for need in frame.needs)


def _kinds(classes: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in classes.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _shifts() -> dict[tuple[str, str], str | None]:
    found: dict[tuple[str, str], str | None] = {}
    for shift in load("acts/shifts.yaml", _Shifts).shifts:
        for act in shift.acts:
            if act not in acts():
                raise CodebookError(f"acts/shifts.yaml: {act!r} is no act of acts.yaml")
            for mood, target in shift.moods.items():
                if target is not None and target.partition(":")[0] not in acts():
                    raise CodebookError(f"acts/shifts.yaml: {act!r} shifts to {target!r}, which is no act of acts.yaml")
                found[act, mood] = target
    return found


def _by_word(table: dict[str, tuple[str, ...]], where: str) -> dict[str, Mood]:
    found: dict[str, Mood] = {}
    for mood, words in table.items():
        if mood not in (*MOODS, "same"):
            raise CodebookError(f"{where}: {mood!r} is no mood; the moods are {', '.join(MOODS)}")
        found.update(dict.fromkeys(words, msgspec.convert(mood, Mood)))
    return found


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon; raises CodebookError where a file breaks its rules."""
    classes = load("acts/classes.yaml", _Classes).classes
    moods = load("acts/moods.yaml", Moods)
    return Lexicon(
        cues=_index(classes),
        classes={name: frozenset(words) for name, words in classes.items()},
        kinds=_kinds(classes),
        shifts=_shifts(),
        auxiliaries=_by_word(moods.auxiliaries, "acts/moods.yaml"),
        governors=_by_word(moods.governors, "acts/moods.yaml"),
        moods=moods,
    )
