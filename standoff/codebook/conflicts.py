"""The words that conflicts are told by: what is counted, what is denied, blamed or foreseen."""

import re
from collections.abc import Collection, Iterator
from functools import cache, cached_property, lru_cache
from typing import Literal

import msgspec

from standoff.codebook.files import load
from standoff.core.errors import CodebookError

Stance = Literal["denied", "ruled out", "not soon", "soon"]

_ENDINGS = re.compile(r"(?:ations?|ings?|ied|ies|ed|es|s|e)$")
LEAST_STEM = 3


@lru_cache(maxsize=2**15)
def stem(word: str) -> str:
    """A word without its ending, in lower case: enough to know "attacks" in "attacked", not a dictionary form."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    cut = _ENDINGS.sub("", word)
    if len(cut) < LEAST_STEM:
        return word
    if len(cut) > LEAST_STEM and cut[-1] == cut[-2] and cut[-1] not in "lse":
        cut = cut[:-1]
    return cut[:-1] + "i" if cut.endswith("y") and len(cut) > LEAST_STEM else cut


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A part of the file."""


class Fate(_Strict, frozen=True):
    """What befell those counted, by words near the number or by their noun; `grows` where one event's count only rises."""

    fate: str
    grows: bool
    words: tuple[str, ...]
    nouns: tuple[str, ...]


class Deed(_Strict, frozen=True):
    """A family of deeds with its words; `foreseen` where its coming is forecast, `next` what must stand behind a word of it."""

    deed: str
    words: tuple[str, ...]
    foreseen: bool = False
    next: tuple[str, ...] = ()

    @cached_property
    def next_stems(self) -> frozenset[str]:
        """The stems of what must stand behind."""
        return frozenset(map(stem, self.next))


class Dated(_Strict, frozen=True):
    """What is told with a day, by its words; `again` where it happens so often that two days are mostly two of them.

    `set` where it is set beforehand, so that it can be called off; `phase` marks words that say nothing of what it was that
    began or ended.
    """

    what: str
    words: tuple[str, ...]
    again: bool = False
    set: bool = False
    phase: bool = False


class Blaming(_Strict, frozen=True):
    """Patterns that blame, by where the blamed party stands."""

    after: tuple[str, ...]
    before: tuple[str, ...]


class CalledOff(_Strict, frozen=True):
    """Patterns that say that what was set is off, or that it never was; `left_open` before them says neither.

    `ahead` is said of what is still to come, `beside` before what a denial only speaks of by the way. Text without any of
    `heads` has none of the patterns.
    """

    cancelled: tuple[str, ...]
    unheld: tuple[str, ...]
    never: tuple[str, ...]
    heads: tuple[str, ...]
    left_open: tuple[str, ...]
    ahead: tuple[str, ...]
    beside: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All of them, with the group "off", "unheld" or "never"."""
        parts = {"off": self.cancelled, "unheld": self.unheld, "never": self.never}
        either = "|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in parts.items())
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

    def found(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """What says so within these bounds."""
        low = text[start:end].lower()
        return self.pattern.finditer(text, start, end) if any(head in low for head in self.heads) else iter(())

    @cached_property
    def is_left_open(self) -> re.Pattern[str]:
        """At the end of what stands before such a pattern, with a few words between; the month of May leaves nothing open."""
        return re.compile(rf"(?:\b|(?=n['’]t))(?-i:(?!May\b))(?:{_either(self.left_open)})(?: \w+){{0,3}} ?$", re.IGNORECASE)

    @cached_property
    def is_ahead(self) -> re.Pattern[str]:
        """Words of what is still to come."""
        return re.compile(rf"\b(?:{_either(self.ahead)})\b", re.IGNORECASE)

    @cached_property
    def is_beside(self) -> re.Pattern[str]:
        """At the end of what stands before a happening: only something done at it is spoken of."""
        return re.compile(rf"\b(?:{_either(self.beside)}) (?:[\w’'-]+ ){{0,2}}$", re.IGNORECASE)


class Foreseen(_Strict, frozen=True):
    """Patterns of one stance on whether a deed is coming, before the deed's word or around it."""

    stance: Stance
    before: tuple[str, ...]
    around: tuple[str, ...]

    @cached_property
    def pattern_before(self) -> re.Pattern[str] | None:
        """All patterns that stand before the deed."""
        return any_of(self.before)

    @cached_property
    def pattern_around(self) -> re.Pattern[str] | None:
        """All patterns that stand around the deed."""
        return any_of(self.around)


class DayWords(_Strict, frozen=True):
    """Words that tell how a day stands to what is told with it, and the patterns made of them."""

    numbers: tuple[str, ...]
    months: tuple[str, ...]
    again: tuple[str, ...]
    again_of: tuple[str, ...]
    aside: tuple[str, ...]
    other: tuple[str, ...]
    lengths: tuple[str, ...]
    how_many: tuple[str, ...]
    by: tuple[str, ...]
    articles: tuple[str, ...]
    ends: tuple[str, ...]
    at: tuple[str, ...]

    @cached_property
    def is_number(self) -> re.Pattern[str]:
        """A number in digits or in words."""
        return re.compile(rf"\b(?:\d[\d,.]*\d|\d|{_either(self.numbers)})\b", re.IGNORECASE)

    @cached_property
    def is_month(self) -> re.Pattern[str]:
        """A month's short name, and nothing else."""
        return re.compile(rf"(?:{_either(self.months)})(?!\w)")

    @cached_property
    def is_absolute(self) -> re.Pattern[str]:
        """A digit or a month: the day does not hang on the day of publication."""
        return re.compile(rf"\d|\b(?:{_either(self.months)})", re.IGNORECASE)

    @cached_property
    def is_again(self) -> re.Pattern[str]:
        """One more of the same, the word that says so in group 1."""
        return re.compile(rf"\b({_either(self.again)})(?: \w+)? (?:{_either(self.again_of)})\b", re.IGNORECASE)

    @cached_property
    def is_aside(self) -> re.Pattern[str]:
        """At the end of what stands before a day: the day is a bound."""
        return re.compile(rf"\b(?:{_either(self.aside)})\s+(?:(?:{_either(self.articles)})\s+)?$", re.IGNORECASE)

    @cached_property
    def is_by(self) -> re.Pattern[str]:
        """At the end of what stands before a day: something is due by it."""
        between = rf"(?:(?:{_either(self.articles)})\s+)?(?:(?:{_either(self.ends)})\s+)?"
        return re.compile(rf"\b(?:{_either(self.by)})\s+{between}$", re.IGNORECASE)

    @cached_property
    def begins_other(self) -> re.Pattern[str]:
        """What stands behind it is another happening."""
        long = rf"(?:(?:{_either(self.how_many)}) )?(?:{_either(self.lengths)}) "
        return re.compile(rf",? (?:{long})?(?:{_either(self.other)})\b", re.IGNORECASE)

    @cached_property
    def is_at(self) -> re.Pattern[str]:
        """At the end of what stands before a name: it is where something was."""
        return re.compile(rf"\b(?:{_either(self.at)})\s+(?:(?:{_either(self.articles)})\s+)?$", re.IGNORECASE)


def _either(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


class ConflictWords(_Strict, frozen=True):
    """The file, with the indexes made of it."""

    fates: tuple[Fate, ...]
    everyone: tuple[str, ...]
    populations: tuple[tuple[str, ...], ...]
    compounds: tuple[str, ...]
    sites: frozenset[str]
    pronouns: frozenset[str]
    further: frozenset[str]
    changing: tuple[str, ...]
    uncounted: frozenset[str]
    measures: tuple[dict[str, float], ...]
    deeds: tuple[Deed, ...]
    done: tuple[tuple[str, ...], ...]
    demanded: frozenset[str]
    not_done: tuple[str, ...]
    denying: tuple[str, ...]
    undenied: tuple[str, ...]
    blaming: Blaming
    foreseen: tuple[Foreseen, ...]
    supposing: tuple[str, ...]
    bare: tuple[str, ...]
    planning: tuple[str, ...]
    opposed: tuple[str, ...]
    dated: tuple[Dated, ...]
    days: DayWords
    called_off: CalledOff
    moved: tuple[str, ...]
    other_one: frozenset[str]
    opposites: tuple[tuple[str, str], ...]
    grammar: frozenset[str]
    negating: frozenset[str]
    common: frozenset[str]

    @cached_property
    def fate_of(self) -> dict[str, str]:
        """Each fate by the stems of its words, the first one that has the word."""
        return {stem(word): one.fate for one in reversed(self.fates) for word in one.words}

    @cached_property
    def fate_of_noun(self) -> dict[str, str]:
        """Each fate by the stems of the nouns that name those whom it befell."""
        return {stem(word): one.fate for one in reversed(self.fates) for word in one.nouns}

    @cached_property
    def growing(self) -> frozenset[str]:
        """The fates whose counts only rise."""
        return frozenset(one.fate for one in self.fates if one.grows)

    @cached_property
    def population_of(self) -> dict[str, str]:
        """The first word of each population by the stems of all of them; "" for everyone."""
        named = {stem(word): group[0] for group in self.populations for word in group}
        return {**named, **{stem(word): "" for word in self.everyone}}

    @cached_property
    def site_stems(self) -> frozenset[str]:
        """The stems of the kinds of place."""
        return frozenset(map(stem, self.sites))

    @cached_property
    def deeds_of(self) -> dict[str, tuple[Deed, ...]]:
        """The families of deeds by the stems of their words, as they stand in the file."""
        found: dict[str, tuple[Deed, ...]] = {}
        for deed in self.deeds:
            for key in dict.fromkeys(map(stem, deed.words)):
                found[key] = (*found.get(key, ()), deed)
        return found

    def deed_of(self, key: str, behind: Collection[str]) -> Deed | None:
        """The family of a word, both it and the words behind it by their stems."""
        return next((one for one in self.deeds_of.get(key, ()) if not one.next or not one.next_stems.isdisjoint(behind)), None)

    @cached_property
    def done_of(self) -> dict[str, str]:
        """What is done and may be taken back, by the stems of its verbs."""
        return {stem(word): verbs[0] for verbs in reversed(self.done) for word in verbs}

    @cached_property
    def is_not_done(self) -> re.Pattern[str]:
        """Before a verb: it was not done."""
        found = any_of(self.not_done)
        assert found is not None  # noqa: S101 - checked where the file is loaded
        return found

    @cached_property
    def dated_of(self) -> dict[str, Dated]:
        """Each thing that is told with a day, by the stems of its words."""
        return {stem(word): one for one in reversed(self.dated) for word in one.words}

    @cached_property
    def again(self) -> frozenset[str]:
        """What happens so often that two days are mostly two of them."""
        return frozenset(one.what for one in self.dated if one.again)

    @cached_property
    def set_beforehand(self) -> frozenset[str]:
        """What is set beforehand, so that it can be called off."""
        return frozenset(one.what for one in self.dated if one.set)

    @cached_property
    def phases(self) -> frozenset[str]:
        """What says nothing of the thing that began or ended."""
        return frozenset(one.what for one in self.dated if one.phase)

    @cached_property
    def is_moved(self) -> re.Pattern[str]:
        """Words that say that a day is not the one first set."""
        return re.compile(r"\b(?:" + "|".join(map(re.escape, self.moved)) + r")\b", re.IGNORECASE)

    @cached_property
    def common_stems(self) -> frozenset[str]:
        """The stems of the words that tell nothing."""
        return frozenset(stem(word) for word in self.common)

    @cached_property
    def is_changing(self) -> re.Pattern[str]:
        """Words of a count on the move."""
        return re.compile(r"\b(?:" + "|".join(map(re.escape, self.changing)) + r")\b", re.IGNORECASE)

    @cached_property
    def is_compound(self) -> re.Pattern[str]:
        """Compounds whose first word tells nothing of those counted."""
        return re.compile(r"\b(?:" + "|".join(map(re.escape, self.compounds)) + r")s?\b", re.IGNORECASE)

    @cached_property
    def bare_stems(self) -> frozenset[str]:
        """The stems of the words of a denial that names no deed."""
        return frozenset(stem(word) for word in self.bare)

    @cached_property
    def planning_stems(self) -> frozenset[str]:
        """The stems of the words of a deed that is only said to be planned."""
        return frozenset(stem(word) for word in self.planning)

    @cached_property
    def against_state(self) -> frozenset[str]:
        """The stems of the words for those who do not speak for the state that they are of."""
        return frozenset(stem(word) for word in self.opposed)

    @cached_property
    def is_supposing(self) -> re.Pattern[str]:
        """Words under which a deed is only supposed."""
        return re.compile(r"\b(?:" + "|".join(map(re.escape, self.supposing)) + r")\b", re.IGNORECASE)

    @cached_property
    def pattern_denying(self) -> re.Pattern[str]:
        """What denies."""
        found = any_of(self.denying)
        assert found is not None  # noqa: S101 - checked where the file is loaded
        return found

    @cached_property
    def is_undenied(self) -> re.Pattern[str]:
        """What stands right before a denial that is none."""
        return re.compile(r"(?:\b|(?=n['’]t))(?:" + "|".join(self.undenied) + r")$", re.IGNORECASE)

    @cached_property
    def pattern_blaming(self) -> re.Pattern[str]:
        """What blames, with the group "after" or "before" by where the blamed party stands."""
        after, before = "|".join(self.blaming.after), "|".join(self.blaming.before)
        return re.compile(rf"\b(?:(?P<after>{after})|(?P<before>{before}))\b")

    def measure_of(self, unit: str) -> tuple[str, float] | None:
        """The first unit of the dimension that `unit` measures, and how many of it one `unit` is; None for what is counted."""
        word = unit.lower()
        for table in self.measures:
            for form in (word, word.removesuffix("s")):
                if form in table:
                    return next(iter(table)), table[form]
        return None


def any_of(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all of them, as whole words; None where there are none."""
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")", re.IGNORECASE) if patterns else None


@cache
def conflict_words() -> ConflictWords:
    """The shipped words; raises CodebookError where a pattern is none, or where nothing denies."""
    found = load("conflicts.yaml", ConflictWords)
    if not found.denying:
        raise CodebookError("conflicts.yaml: no pattern denies; give at least one under denying")
    if not found.not_done:
        raise CodebookError("conflicts.yaml: nothing says that something was not done; give at least one under not_done")
    try:
        _ = (
            found.pattern_denying,
            found.pattern_blaming,
            found.is_not_done,
            [(one.pattern_before, one.pattern_around) for one in found.foreseen],
        )
    except re.error as error:
        raise CodebookError(f"conflicts.yaml: {error} in the pattern {error.pattern!r}") from error
    return found
