"""The words for meetings: talks, visits and calls, their levels, and whether they were held."""

from functools import cache

import msgspec

from standoff.codebook.files import load


class MeetingNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun that names a meeting; `weak` where it only counts with both sides named, `told` where the classifier must say so."""

    lemma: str
    plural: bool = False
    weak: bool = False
    told: bool = False
    way: str | None = None


class MeetingVerb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb of meeting and the slots in which the other side stands; `told` as of nouns."""

    lemma: str
    slots: tuple[str, ...]
    told: bool = False
    way: str | None = None


class MeetingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words of meetings, as `meetings.yaml` lists them."""

    nouns: tuple[MeetingNoun, ...]
    call_words: frozenset[str]
    by_wire: frozenset[str]
    not_words: frozenset[str]
    at_home: frozenset[str]
    insisting: frozenset[str]
    verbs: tuple[MeetingVerb, ...]
    emissaries: frozenset[str]
    willing: frozenset[str]
    members: dict[str, tuple[str, ...]]
    regions: frozenset[str]
    callers: frozenset[str]
    relative: frozenset[str]
    together: frozenset[str]
    of_bodies: frozenset[str]
    visiting: frozenset[str]
    guests: frozenset[str]
    venues: frozenset[str]
    audiences: frozenset[str]
    speeches: frozenset[str]
    addressing: frozenset[str]
    matters: frozenset[str]
    conveners: frozenset[str]
    holders: frozenset[str]
    holding: frozenset[str]
    cancelled: frozenset[str]
    refused: frozenset[str]
    attending: frozenset[str]
    planned: frozenset[str]
    particular: frozenset[str]
    coming: frozenset[str]
    lasting: frozenset[str]
    ahead: frozenset[str]
    possible: frozenset[str]
    proposing: frozenset[str]
    behind: frozenset[str]
    put_off: frozenset[str]
    asked: frozenset[str]
    granting: frozenset[str]
    striking: frozenset[str]
    agendas: frozenset[str]
    sites: frozenset[str]
    games: frozenset[str]
    happening: frozenset[str]
    fell_through: frozenset[str]
    levels: dict[str, tuple[str, ...]]
    forums: tuple[str, ...]
    calling_off: frozenset[str]
    denying: frozenset[str]
    told: frozenset[str]
    outcomes: frozenset[str]
    outcome_adjectives: frozenset[str]


@cache
def meeting_words() -> MeetingWords:
    """The words of meetings; raises CodebookError where the file breaks its rules."""
    return load("meetings.yaml", MeetingWords)


@cache
def meeting_nouns() -> dict[str, MeetingNoun]:
    """The nouns of meetings by lemma, without those of many senses: these are no candidates for an act of their own."""
    return {noun.lemma: noun for noun in meeting_words().nouns if not noun.told}


@cache
def told_nouns() -> dict[str, MeetingNoun]:
    """The nouns by lemma that count only where the classifier of acts is asked of them and sees a meeting."""
    return {noun.lemma: noun for noun in meeting_words().nouns if noun.told}


@cache
def meeting_verbs() -> dict[str, MeetingVerb]:
    """The verbs of meetings by lemma."""
    return {verb.lemma: verb for verb in meeting_words().verbs}
