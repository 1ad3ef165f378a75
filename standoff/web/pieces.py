"""Pieces: what stands on a page by the hundred (a quotation, a statement, a position), made without going through a template.

A template's macro takes three to five times as long. Each piece escapes whatever comes from the record, and is markup.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from markupsafe import escape as escaped

from standoff.report.phrases import cell_note, cell_word, line_notes
from standoff.report.shapes import Cell, Line, Party
from standoff.report.words import agreeing, flat
from standoff.web.ask import segment

if TYPE_CHECKING:  # both come from modules that make pages
    from standoff.web.desk import Place
    from standoff.web.pages.review import Cited

MOST_REFS = 4  # articles that are named beside a quotation; the others are counted
OUTLET, QUOTE, TITLE, SENTENCE, CITED, OPTION = 26, 600, 360, 500, 40, 48  # characters
DISPUTED = Markup('<span class="disputed"><span aria-hidden="true">≠</span> disputed</span>')
escape: Callable[[Any], str] = escaped


def short(text: str, most: int = 40) -> str:
    """The text, cut in its middle where it is longer."""
    return text if len(text) <= most else f"{text[: most // 2 - 1]}…{text[-(most // 2) :]}"


@lru_cache(maxsize=4096)
def party(one: Party) -> Markup:
    """An actor's name, which leads to its page."""
    return Markup(f'<a class="party" href="/actors/{escape(segment(one.code))}">{escape(one.name)}</a>')  # noqa: S704 - escaped


def parties(every: Iterable[Party], default: str = "") -> Markup:
    """Actors in a row, or what stands for them where there are none."""
    return Markup(", ").join(map(party, every)) or escaped(default)


def refs(evidence: "Sequence[Place]") -> Markup:
    """The articles in which something stands, by their outlets; the second one of an outlet has a number."""
    met: Counter[str] = Counter()
    links = []
    for one in evidence[:MOST_REFS]:
        met[one.outlet] += 1
        again = f" · {met[one.outlet]}" if met[one.outlet] > 1 else ""
        links.append(f'<a href="{escape(one.href)}" title="{escape(one.article)}">{escape(short(one.outlet, OUTLET))}{again}</a>')
    more = f'<span class="more">+{len(evidence) - MOST_REFS}</span>' if len(evidence) > MOST_REFS else ""
    return Markup(f'<span class="refs">{"".join(links)}{more}</span>')  # noqa: S704 - escaped


def quote(evidence: "Sequence[Place]") -> Markup:
    """The words of the first place, which lead to it, and the articles of all."""
    first = evidence[0]
    words, around = escape(short(flat(first.quote), QUOTE)), escape(short(flat(first.sentence), TITLE))
    return Markup(f'<a class="quote" href="{escape(first.href)}" title="{around}">“{words}”</a> {refs(evidence)}')  # noqa: S704 - escaped


def line_head(one: Line) -> Markup:
    """Who does what to whom."""
    whom = f" → {parties(one.whom)}" if one.whom else ""
    return Markup(f"<b>{parties(one.party, 'party not told')} {escape(agreeing(one.label, one.party))}{whom}</b>")  # noqa: S704 - escaped


def line(one: Line) -> Markup:
    """A statement as an entry of a list."""
    notes = line_notes(one)
    note = f'\n<p class="note">{escape(" · ".join(notes))}</p>' if notes else ""
    head = f'<li><p class="head">{line_head(one)} <span class="when">{escape(one.when)}</span></p>'
    return Markup(f"{head}\n<p>{quote(_placed(one))}</p>{note}</li>")  # noqa: S704 - escaped


def stance(one: Cell) -> Markup:
    """The sign and the act of a position, and that the party denies what it rests on."""
    disputed = f" {DISPUTED}" if one.disputed else ""
    return Markup(f'<span class="stance {escape(one.stance)}">{escape(cell_word(one))}</span>{disputed}')  # noqa: S704 - escaped


def cell(one: Cell) -> Markup:
    """A position with its words, which grow to their sentence when pointed at."""
    places = _placed(one)
    href, words = escape(places[0].href), escape(short(flat(places[0].quote), QUOTE))
    around = escape(short(flat(places[0].sentence), SENTENCE))
    return Markup(  # noqa: S704 - escaped
        f'<p class="head">{stance(one)}</p>\n<p class="note">{escape(cell_note(one))}</p>\n'
        f'<div class="said"><p class="clamp"><a class="quote" href="{href}">“{words}”</a></p>'
        f'<p class="full"><a class="quote" href="{href}" tabindex="-1">{around}</a></p></div>\n<p>{refs(places)}</p>'
    )


def words(one: "Cited") -> Markup:
    """Words that are cited, which lead to their place, and their outlet."""
    said, outlet = escape(short(flat(one.quote), QUOTE)), escape(short(one.outlet, CITED))
    link = f'<a class="quote" href="{escape(one.href)}" title="{escape(one.article)}">“{said}”</a>'
    return Markup(f'{link} <span class="note">{outlet}</span>')  # noqa: S704 - escaped


def cited(one: "Cited") -> Markup:
    """Words that are cited, and the sentence around them where it is more than they."""
    if not one.sentence:
        return Markup(f"<p>{words(one)}</p>")  # noqa: S704 - escaped
    around = escape(short(one.sentence, QUOTE))
    return Markup(f'<div class="said"><p>{words(one)}</p><p class="full">{around}</p></div>')  # noqa: S704 - escaped


def options(pairs: Iterable[tuple[str, str]], value: str) -> Markup:
    """What a field chooses from, by value and name, one of them chosen."""
    return Markup("\n").join(
        Markup(f'<option value="{escape(one)}"{" selected" if one == value else ""}>{escape(short(name, OPTION))}</option>')  # noqa: S704
        for one, name in pairs
    )


def _placed(one: Line | Cell) -> "Sequence[Place]":
    """The evidence of a line that a page's desk made: each place has its address."""
    found: Any = one.evidence
    return found  # type: ignore[no-any-return]
