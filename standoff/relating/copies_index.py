"""Which of the texts known share so much with a new one that they may have one origin: by index, never by a scan.

The algorithm is here, once; a shelf keeps the index: in memory (`MemoryShelf`), or in the record's tables.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from standoff.relating.copies import KEPT_APART, LEAST_SHARED, Overlap, Pair, Verdict, least_met
from standoff.relating.copies_print import Print, compare, locate
from standoff.relating.copies_wording import FRAME, MOST_BOILERPLATE, is_boilerplate, is_template, shared_quotations

# 5-grams that this many texts have in common are boilerplate: they point to nobody. Texts that hold this much of each
# other count once, for the first of them stands in the index for all; whoever meets it is led on to the others.
BOILERPLATE = 50
ALIKE = 0.8
# Texts compared with a new one, those that meet it most often first: bounds the work where thousands copy one text.
MOST_COMPARED = 64
# A text that shares this much leads on to those that it was joined with.
LEADS_ON = 0.3
# A rewrite shares this much, a run of so many words, and the agency that both credit.
REWRITE_SHARE = 0.3
REWRITE_RUN = 12


@dataclass(frozen=True)
class Sheet:
    """One text as copies are told by: without noise, with its print and the agencies that it credits."""

    text: str
    credits: frozenset[str] = frozenset()

    @cached_property
    def print(self) -> Print:
        """The text's print."""
        return Print.of(self.text)


class Shelf(Protocol):
    """Where the index is kept. Texts go by numbers, given in the order of their arrival."""

    def holders(self, hashes: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """Who holds each of these 5-grams."""

    def sizes(self, numbers: Sequence[int]) -> Mapping[int, int]:
        """How many 5-grams were picked of each of these texts."""

    def prints(self, numbers: Sequence[int]) -> Mapping[int, Print]:
        """The prints of these texts."""

    def sheet(self, number: int) -> Sheet:
        """One text."""

    def partners(self, numbers: Sequence[int]) -> Iterable[int]:
        """The texts that one of these was joined with."""


@dataclass(frozen=True)
class Match:
    """What was found about a new text: its pairs, the 5-grams that the index is to hold for it, and how often it met others."""

    pairs: tuple[Pair, ...]
    hashes: tuple[int, ...]
    met: Mapping[int, int]


def match(shelf: Shelf, number: int, new: Sheet) -> Match:
    """Every known text that the new one shares enough with, and what the index has yet to hold of it."""
    hashes = new.print.fingerprint.view("int64").tolist()
    holders = shelf.holders(hashes)
    met = Counter(one for those in holders.values() if len(those) < BOILERPLATE for one in those)
    pairs = _pairs(shelf, number, new, met, len(hashes)) if met else ()
    alike = {pair.a for pair in pairs if pair.verdict == "joined" and pair.overlap.least >= ALIKE}
    own = [one for one in hashes if len(those := holders.get(one, ())) < BOILERPLATE and (not alike or alike.isdisjoint(those))]
    return Match(pairs, tuple(own), met)


def _pairs(shelf: Shelf, number: int, new: Sheet, met: Counter[int], size: int) -> tuple[Pair, ...]:
    """The pairs among those met often enough, and among the ones that these lead on to."""
    sizes = shelf.sizes(list(met))
    often = [one for one, count in met.items() if count >= least_met(size, sizes[one])]
    often = sorted(often, key=lambda one: (-met[one], one))[:MOST_COMPARED]
    overlaps = _compared(shelf, new, often)
    leading = [one for one, overlap in overlaps.items() if overlap.most >= LEADS_ON]
    if leading:
        further = sorted(set(shelf.partners(leading)) - set(overlaps) - {number})[:MOST_COMPARED]
        overlaps |= _compared(shelf, new, further)
    found = (_judged(shelf, number, new, one, overlap) for one, overlap in overlaps.items())
    return tuple(pair for pair in found if pair is not None)


def _compared(shelf: Shelf, new: Sheet, numbers: Sequence[int]) -> dict[int, Overlap]:
    return {number: compare(known, new.print) for number, known in shelf.prints(numbers).items()}


def _judged(shelf: Shelf, number: int, new: Sheet, known: int, overlap: Overlap) -> Pair | None:
    """The pair where the two belong together, or would but for being one form filled in twice, or for boilerplate."""
    if overlap.shared < LEAST_SHARED or overlap.most < REWRITE_SHARE:
        return None
    if not overlap.joined and not new.credits:
        return None
    sheet = shelf.sheet(known)
    if not overlap.joined and sheet.credits.isdisjoint(new.credits):
        return None
    place = locate(sheet.print, new.print)
    if not overlap.joined and place.run < REWRITE_RUN:
        return None
    verdict: Verdict = "joined" if overlap.joined else "rewrite"
    if place.run < FRAME and is_template(sheet.text, new.text):
        verdict = "template"
    elif overlap.shared <= MOST_BOILERPLATE and is_boilerplate(sheet.text, new.text):
        verdict = "boilerplate"
    return Pair(known, number, verdict, overlap, place, len(shared_quotations(sheet.text, new.text)))


@dataclass
class MemoryShelf:
    """An index in this process's memory, for comparisons that need no record; `add` takes texts in any order."""

    texts: list[Sheet] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    _holders: dict[int, list[int]] = field(default_factory=dict)
    _partners: dict[int, list[int]] = field(default_factory=dict)
    _sizes: list[int] = field(default_factory=list)

    def add(self, sheet: Sheet) -> tuple[Pair, ...]:
        """Put one more text on the shelf; the pairs that it makes with those already there."""
        number = len(self.texts)
        found = match(self, number, sheet)
        self.texts.append(sheet)
        self._sizes.append(len(sheet.print.fingerprint))
        for one in found.hashes:
            self._holders.setdefault(one, []).append(number)
        for pair in found.pairs:
            if pair.verdict not in KEPT_APART:
                self._partners.setdefault(pair.a, []).append(pair.b)
                self._partners.setdefault(pair.b, []).append(pair.a)
        self.pairs += found.pairs
        return found.pairs

    def holders(self, hashes: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """Who holds each of these 5-grams."""
        kept = self._holders
        return {one: kept[one] for one in hashes if one in kept}

    def sizes(self, numbers: Sequence[int]) -> Mapping[int, int]:
        """How many 5-grams were picked of each of these texts."""
        return {number: self._sizes[number] for number in numbers}

    def prints(self, numbers: Sequence[int]) -> Mapping[int, Print]:
        """The prints of these texts."""
        return {number: self.texts[number].print for number in numbers}

    def sheet(self, number: int) -> Sheet:
        """One text."""
        return self.texts[number]

    def partners(self, numbers: Sequence[int]) -> Iterable[int]:
        """The texts that one of these was joined with."""
        return (partner for number in numbers for partner in self._partners.get(number, ()))
