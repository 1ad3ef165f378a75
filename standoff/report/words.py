"""How dates, ranges and names are worded in a brief: never more precise than the record."""

import datetime as dt
import re
from collections.abc import Callable, Iterable

from standoff.codebook.world import world
from standoff.core.dates import When
from standoff.relating.events_tables import Difference
from standoff.relating.tables import Answered, Stance, State
from standoff.report.shapes import Party

UNDATED = "date not told"
SYMBOLS: dict[Stance, str] = {"for": "+", "against": "−", "open": "○", "mixed": "±", "silent": "…"}
STATES: dict[State | Answered, str] = {
    "demands": "demands", "offers": "offers", "open": "open to talks", "partly": "accepts in part", "accepts": "accepts",
    "holds": "holds to its line", "rejects": "rejects", "defers": "puts off", "withholds": "does not say",
    "mixed": "mixed", "silent": "no word found",
}  # fmt: skip
_IRREGULAR = {"does": "do", "is": "are", "has": "have"}
_HISSING = ("shes", "ches", "sses", "xes")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_BOUND_WORDS = frozenset({"between", "from", "to"})  # say that there are two bounds, which the range shows already


def day_words(day: dt.date) -> str:
    """A day as "18 Dec 2021", the same in every locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_words(day: dt.date) -> str:
    """The month of a day as "Dec 2021", the same in every locale."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def window_words(earliest: dt.date | None, latest: dt.date | None) -> str:
    """A window of days in words; an open end is said, an unknown one too."""
    if earliest is None and latest is None:
        return UNDATED
    if earliest is None or latest is None:
        return f"from {day_words(earliest)} on" if earliest is not None else f"until {day_words(latest or dt.date.min)}"
    if earliest == latest:
        return day_words(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{day_words(latest)}"
    if earliest.year == latest.year:
        return f"{earliest.day} {_MONTHS[earliest.month - 1]} – {day_words(latest)}"
    return f"{day_words(earliest)} – {day_words(latest)}"


def when_words(when: When | None) -> str:
    """A date with the words it was read from, where it has any; empty where nothing is known."""
    if when is None:
        return ""
    if when.earliest is None and when.latest is None:
        return f"“{when.text}”" if when.text else ""
    return window_words(when.earliest, when.latest)


def number_words(number: int | float) -> str:
    """A number with commas between thousands and no digits that the record does not hold."""
    whole = int(number)
    return f"{whole:,}" if whole == number else f"{number:,}"


def range_words(low: int | float | None, high: int | float | None, modifier: str | None) -> str:
    """A range as told: "70,000 to 94,000", "more than 100,000", "about 21,000"; never a mean."""
    kept = modifier if modifier and modifier.casefold() not in _BOUND_WORDS else None
    if low is None and high is None:
        return kept or "no number told"
    if low is None or high is None:
        bound = high if low is None else low
        return f"{kept or ('up to' if low is None else 'at least')} {number_words(bound or 0)}"
    if low == high:
        return f"{kept} {number_words(low)}" if kept else number_words(low)
    return f"{number_words(low)} to {number_words(high)}"


def spread_words(ranges: Iterable[tuple[int | float | None, int | float | None]]) -> str:
    """The span of several ranges from the lowest to the highest bound, open ends said."""
    pairs = list(ranges)
    numbers = [bound for pair in pairs for bound in pair if bound is not None]
    if not numbers:
        return "no number told"
    low, high = min(numbers), max(numbers)
    words = number_words(low) if low == high else f"{number_words(low)} to {number_words(high)}"
    open_ends = [end for end, side in (("below", 0), ("above", 1)) if any(pair[side] is None for pair in pairs)]
    return f"{words}, open {' and '.join(open_ends)}" if open_ends else words


def party_of(code: str) -> Party:
    """The actor of that code; an actor without a code is named by its own name."""
    return Party(code=code, name=world().names.get(code, code))


def parties_of(codes: Iterable[str]) -> tuple[Party, ...]:
    """The actors of those codes, in their order."""
    return tuple(party_of(code) for code in codes)


def names_of(parties: Iterable[Party], default: str = "") -> str:
    """The parties' names in a row: "Russia, France and Germany"."""
    return joined([party.name for party in parties]) or default


def agreeing(verb: str, parties: Iterable[Party]) -> str:
    """What parties do, in the number of its subject: "accepts" of one, "accept" of several, "hold to their line"."""
    named = list(parties)
    if len(named) < 2 and not any(_is_several(party.name) for party in named):
        return verb
    first, blank, rest = verb.partition(" ")
    if not first.endswith("s"):
        return verb
    ending = "ies" if first.endswith("ies") else "es" if first.endswith(_HISSING) else "s"
    whole = _IRREGULAR.get(first) or first.removesuffix(ending) + ("y" if ending == "ies" else "")
    return f"{whole}{blank}{rest.replace('its ', 'their ')}"


def _is_several(name: str) -> bool:
    """Whether a name is a common noun in the plural ("protesters", "Gulf states"), and no state's own ("United States")."""
    return name.endswith("s") and (name[:1].islower() or name.endswith((" states", " powers", " countries", " groups")))


def joined(words: list[str] | tuple[str, ...]) -> str:
    """Words in a row with "and" before the last."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def told_by(origins: int, articles: int) -> str:
    """A count of articles that counts copies of one text once: "2 origins (3 articles)"; alone where there are none."""
    if origins in (0, articles):
        return counted(articles, "article")
    return f"{counted(origins, 'origin')} ({counted(articles, 'article')})"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 article", "3 articles"."""
    return f"{number_words(number)} {one if number == 1 else many or one + 's'}"


def versions_words(one: Difference, by: Callable[[Iterable[str]], str]) -> str:
    """The versions of a detail that articles tell differently: "place: Oslo (a.txt), Bergen (b.txt)"; days as everywhere here.

    `by` words those who tell it, by the names of their articles.
    """
    told = [(dated(version.value) if one.field == "date" else version.value, version.articles) for version in one.versions]
    return f"{one.field}: " + ", ".join(f"{value} ({by(articles)})" for value, articles in told)


def dated(words: str) -> str:
    """Words of the record's own making with their days as everywhere in a brief: "the same day (9 May 2030)"."""
    return _ISO_DAY.sub(_worded, words)


def _worded(day: re.Match[str]) -> str:
    return day_words(dt.date.fromisoformat(day.group()))


def flag_words(flag: str) -> str:
    """A remark of intake or reading in words: "damaged:17" is "17 damaged sentences"."""
    name, _, value = flag.partition(":")
    if name == "damaged" and value.isdecimal():
        return counted(int(value), "damaged sentence")
    if name == "not_coded":
        return f"not coded: its language is {value}"
    return f"{name.replace('_', ' ')}: {value}" if value else name.replace("_", " ")


def flat(text: str) -> str:
    """The text on one line, white space run together."""
    return " ".join(text.split())
