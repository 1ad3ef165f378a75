"""Office-holders by name: a fall-back for texts that do not say for whom a person speaks, never evidence."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from standoff.codebook.tables import rows

FILES = ("actors/leaders.tsv", "actors/leaders_recent.tsv")
_COLUMNS = ("name", "actor", "from", "to", "areas", "names")


@dataclass(frozen=True, slots=True)
class Spell:
    """That a person held office for `actor` from `since` to `until` (years, both included; 9999 where it had no end).

    `prominent` is true for those of the short list, whom news calls by their last name alone.
    """

    name: str
    actor: str
    since: int
    until: int
    prominent: bool = False


@dataclass(frozen=True, kw_only=True)
class Leaders:
    """The office-holders, by full name and by last name (lower case, no accents)."""

    full: dict[str, tuple[Spell, ...]]
    last: dict[str, tuple[Spell, ...]]

    def actors_of(self, name: str, year: int | None) -> tuple[str, ...]:
        """The actors for which somebody called `name` held office in `year` or the two years after, best first.

        A single word is taken as a last name. Without a year, the spells that began last count.
        """
        words = folded(name).split()
        if not words:
            return ()
        spells = self.last.get(words[0], ()) if len(words) == 1 else self._full(words)
        if year is not None:
            spells = tuple(s for s in spells if s.since <= year <= s.until + 2)
        return tuple(dict.fromkeys(s.actor for s in sorted(spells, key=lambda s: (-s.until, -s.since))))

    def prominent(self, name: str, year: int | None) -> tuple[str, ...]:
        """The actor of the only prominent office-holder called `name`, by a last name alone or with one initial in common.

        () where there are several or none. "Joseph R. Biden" is the one whom news calls Biden and the files call Joe.
        """
        words = folded(name).split()
        spells = [s for s in self.last.get(words[-1] if words else "", ()) if s.prominent]
        if len(words) > 1:
            spells = [s for s in spells if folded(s.name)[0] == words[0][0]]
        found = {s.actor for s in spells if year is None or s.since <= year <= s.until + 2}
        return tuple(found) if len(found) == 1 else ()

    def knows(self, name: str) -> bool:
        """Whether `name` is a full name of the files, letter for letter but for accents and hyphens."""
        return folded(name) in self.full

    def _full(self, words: list[str]) -> tuple[Spell, ...]:
        exact = self.full.get(" ".join(words))
        if exact is not None:
            return exact
        return tuple(s for s in self.last.get(words[-1], ()) if _alike(words[0], folded(s.name).split()[0]))


def _alike(a: str, b: str) -> bool:
    """Whether two first names can be one: a short form of at least three letters, or the same first four."""
    return min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a) or (len(a) > 3 and a[:4] == b[:4]))


def folded(name: str) -> str:
    """A name in lower case, without accents, hyphens as blanks."""
    plain = name if name.isascii() else "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.casefold().replace("-", " ").replace("\u2019", "'")


@cache
def leaders() -> Leaders:
    """The office-holders of the shipped files."""
    full: dict[str, list[Spell]] = defaultdict(list)
    last: dict[str, list[Spell]] = defaultdict(list)
    every = ((where == FILES[1], row) for where in FILES for row in rows(where, _COLUMNS))
    for short, (name, actor, since, until, _, others) in every:
        spell = Spell(name, actor, int(since or 0), int(until or 9999), prominent=short)
        last[folded(name).split()[-1]].append(spell)
        for called in (name, *filter(None, others.split("|"))):
            full[folded(called)].append(spell)
    return Leaders(full={k: tuple(v) for k, v in full.items()}, last={k: tuple(v) for k, v in last.items()})
