"""The words that put a clause or a quotation in somebody's mouth or mind."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from standoff.codebook.files import load
from standoff.core.errors import CodebookError

Frame = Literal["that", "question", "quotation", "tag", "of", "ing", "object", "to", "name", "for", "as"]
Kind = Literal["speech", "mind", "show", "wish"]

_VOWELS = "aeiou"


class _Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    takes: tuple[Frame, ...]
    kind: Kind
    lemmas: tuple[str, ...]
    particle: str | None = None


class _CuesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: tuple[_Group, ...]
    also: dict[Frame, tuple[str, ...]]
    irregular: dict[str, tuple[str, ...]]
    nouns: frozenset[str]
    support: frozenset[str]
    unsaying: frozenset[str]
    channels: tuple[str, ...]
    recipients: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueVerb:
    """One verb: what it takes, whether it is said, thought or shown, and the particle without which it is not ("point out")."""

    lemma: str
    takes: frozenset[Frame]
    kind: Kind
    particle: str | None = None


@cache
def cue_verbs() -> dict[str, CueVerb]:
    """The cue verbs but phrasal ones, by every form in lower case; raises CodebookError where a verb stands twice."""
    return _verbs()[0]


@cache
def phrasal_verbs() -> dict[str, CueVerb]:
    """The verbs that are cues with a particle alone ("point out"), by every form of theirs, in lower case."""
    return _verbs()[1]


@cache
def _verbs() -> tuple[dict[str, CueVerb], dict[str, CueVerb]]:
    """The cue verbs by form: those that are cues by themselves, and those that need a particle."""
    file = load("cues.yaml", _CuesFile)
    verbs: dict[str, CueVerb] = {}
    for group in file.verbs:
        for lemma in group.lemmas:
            if lemma in verbs:
                raise CodebookError(f"cues.yaml: the verb {lemma!r} stands twice; keep one of the two")
            also = (frame for frame, lemmas in file.also.items() if lemma in lemmas)
            verbs[lemma] = CueVerb(lemma=lemma, takes=frozenset((*group.takes, *also)), kind=group.kind, particle=group.particle)
    unknown = sorted({*file.irregular, *(lemma for lemmas in file.also.values() for lemma in lemmas)} - set(verbs))
    if unknown:
        raise CodebookError(f"cues.yaml: forms or frames of {', '.join(unknown)}, which is no verb of the list")
    forms = {form: verb for verb in verbs.values() for form in _forms(verb.lemma, file.irregular.get(verb.lemma, ()))}
    alone = {form: verb for form, verb in forms.items() if verb.particle is None}
    return alone, {form: verb for form, verb in forms.items() if verb.particle is not None}


@cache
def recipients() -> frozenset[str]:
    """The lemmas of those who are told: they stand beside a cue and are no content."""
    return load("cues.yaml", _CuesFile).recipients


@cache
def cue_nouns() -> frozenset[str]:
    """The lemmas of nouns that hold a clause: "the claim that ..."."""
    return load("cues.yaml", _CuesFile).nouns


@cache
def support_verbs() -> frozenset[str]:
    """The lemmas of verbs whose subject a cue noun takes over: "voiced concern that"."""
    return load("cues.yaml", _CuesFile).support


@cache
def unsaying() -> frozenset[str]:
    """The lemmas of words that make what they govern unsaid: "declined to say which"."""
    return load("cues.yaml", _CuesFile).unsaying


@cache
def channels() -> tuple[str, ...]:
    """The nouns by which a text says how something was said: "statement", "press conference"."""
    return load("cues.yaml", _CuesFile).channels


def _forms(lemma: str, irregular: tuple[str, ...]) -> tuple[str, ...]:
    doubled = (f"{lemma}led", f"{lemma}ling") if lemma.endswith(("al", "el")) else ()  # "signalled", as Britain spells it
    return (lemma, _third_person(lemma), _with_ending(lemma, "ing"), *(irregular or (_with_ending(lemma, "ed"),)), *doubled)


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _with_ending(lemma: str, ending: str) -> str:
    """The participle or past of a regular verb: "note" + "ed" = "noted", "quip" + "ed" = "quipped"."""
    if lemma.endswith("ee"):
        return lemma + ending.removeprefix("e")
    if lemma.endswith("e"):
        return lemma[:-1] + ending
    if lemma.endswith("y") and lemma[-2] not in _VOWELS and ending == "ed":
        return lemma[:-1] + "ied"
    if _doubles(lemma):
        return lemma + lemma[-1] + ending
    return lemma + ending


def _doubles(lemma: str) -> bool:
    """Whether the last consonant is doubled: one syllable, one vowel, one consonant at the end ("slam", "sum")."""
    if lemma in ("admit", "quip"):
        return True
    vowels = sum(char in _VOWELS for char in lemma)
    return vowels == 1 and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS
