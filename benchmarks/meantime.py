"""The MEANTIME corpus (NewsReader, English): mentions of events as given, what our own reader finds around them, gold groups.

Only the places of the mentions and the day of publication are taken from the corpus: heads, participants, days, numbers
and tense are read by our own pipeline. None of its links, roles, times or entities is used.
"""

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from standoff.core.dates import Published
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.calendar import find_dates
from standoff.reading.cast import find_cast
from standoff.reading.context import Context
from standoff.reading.scene import Scene
from standoff.reading.tokens import DEFAULT_MODEL, parse

HALVES = {"dev": ("corpus_airbus", "corpus_gm"), "test": ("corpus_apple", "corpus_stock")}


@dataclass(frozen=True)
class Marked:
    """A mention of an event: its bounds in the text (code points), and the group that it belongs to."""

    start: int
    end: int
    group: str


@dataclass(frozen=True)
class Told:
    """One article of the corpus."""

    name: str
    article: Article
    marked: tuple[Marked, ...]


def load(folder: Path, half: str) -> list[Told]:
    """The articles of a half; ends the program where they are missing."""
    found = [_told(path) for topic in HALVES[half] for path in sorted(folder.rglob(f"{topic}/*.xml"))]
    if not found:
        raise SystemExit(f"{folder} holds no MEANTIME articles ({', '.join(HALVES[half])}); --data names their folder")
    return found


def _told(path: Path) -> Told:
    root = ET.parse(path).getroot()
    text, places = _text(list(root.iter("token")))
    day = next((one.get("value") for one in root.iter("TIMEX3") if one.get("functionInDocument") == "CREATION_TIME"), None)
    published = _published(day)
    article = Article(id=text_id(text), name=path.stem, text=text, published_given=published)
    return Told(path.stem, article, tuple(_marked(root, path.stem, places)))


def _published(day: str | None) -> Published:
    try:
        one = dt.date.fromisoformat((day or "")[:10])
    except ValueError:
        return Published()
    return Published(earliest=one, latest=one, basis="given")


def _text(tokens: Sequence[ET.Element]) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text, a sentence a line (a title and a date line are sentences too), and the bounds of each token."""
    pieces: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    length, sentence = 0, "0"
    for token in tokens:
        if pieces:
            gap = " " if token.get("sentence") == sentence else "\n\n" if sentence in "01" else " "
            pieces.append(gap)
            length += len(gap)
        sentence = token.get("sentence") or ""
        word = token.text or "_"
        places[token.get("t_id") or ""] = (length, length + len(word))
        pieces.append(word)
        length += len(word)
    return "".join(pieces), places


def _marked(root: ET.Element, name: str, places: dict[str, tuple[int, int]]) -> Iterator[Marked]:
    instances = {one.get("m_id"): one.get("instance_id") for one in root.iter("EVENT")}
    group: dict[str | None, str] = {}
    for link in root.iter("REFERS_TO"):
        target = link.find("target")
        number = None if target is None else target.get("m_id")
        for source in link.findall("source"):
            group[source.get("m_id")] = instances.get(number) or f"{name} {number}"
    for mention in root.iter("EVENT_MENTION"):
        bounds = [places[anchor.get("t_id") or ""] for anchor in mention]
        number = mention.get("m_id")
        yield Marked(min(bounds)[0], max(bounds)[1], group.get(number, f"{name} mention {number}"))


def scenes(told: Sequence[Told]) -> Iterator[tuple[Told, Scene]]:
    """Each article with what the reader knows of it: days and cast."""
    docs = parse((one.article.text for one in told), DEFAULT_MODEL)
    for one, doc in zip(told, docs, strict=True):
        context = Context(article=one.article, doc=doc)
        published, times = find_dates(context)
        context = replace(context, published=published, times=times)
        yield one, Scene(context=context, cast=find_cast(context))
