"""`standoff show`: one sentence, article or actor with all that was coded there, or a whole that articles tell of."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import click
import msgspec

from standoff.cli.marking import Marker
from standoff.cli.options import opened, record_option
from standoff.cli.show_wholes import Found, find_whole, whole_lines
from standoff.cli.words import amount, clean, counted, days, listed, one_line, short_id, sighting_words
from standoff.codebook.acts import acts
from standoff.codebook.marks import doubt_words
from standoff.core.errors import NotFound
from standoff.core.records import Item, Statement
from standoff.core.spans import Span
from standoff.exchange.convert import actor_record, article_record, item_record
from standoff.relating.tables import Actor
from standoff.store import query
from standoff.store.query import ArticleRow, Filter, ItemRow
from standoff.store.views import Views

KINDS = ("statement", "attribution", "figure", "meeting", "forecast", "noise", "actor")
AROUND = 1  # sentences shown before and after
LEFT_TO_THE_HEAD = frozenset({"id", "article", "start", "end", "text", "kind", "act", "reason"})
QUOTE = 90  # characters of another item's words


@click.command(epilog="\b\nExample:\n  standoff show statement-0123456789abcdef\n  standoff show 0123abcd\n  standoff show RUS")
@click.argument("identifier", metavar="ID")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@record_option
def show(identifier: str, format_: str, record: str) -> None:
    """One item in its sentence and its context, with all that was coded there.

    ID is any id that a view prints, of an item or of a whole (an event, conflict, story...), or an unmistakable beginning of
    it, with or without its kind; an article's name shows the article, an actor's id or code the actor.
    """
    with opened(record) as views:
        found = look_up(views, identifier)
        if format_ == "json":
            click.echo(_json_of(views, found), nl=False)
        else:
            click.echo("\n".join(_lines(views, found)))


def look_up(views: Views, identifier: str, *, wholes: bool = True) -> ItemRow[Any] | ArticleRow | Actor | Found:
    """What has that id, name or code; a whole that articles tell of only where `wholes` are asked for; raises NotFound."""
    wanted = identifier.strip()
    tries = [wanted] if wanted.partition("-")[0] in KINDS else [f"{kind}-{wanted}" for kind in KINDS]
    found: list[ItemRow[Any]] = []
    several: NotFound | None = None
    for one in tries if wanted else ():
        try:
            found.append(views.item(one))
        except NotFound as error:
            several = error if "several" in str(error) else several
    if len(found) > 1:
        raise NotFound(f"several ids start with {wanted!r} ({', '.join(row.item.id for row in found)}); give more of it")
    if found and several is None:
        return _with_issue_names(views, found[0])
    return _not_an_item(views, wanted, several, wholes=wholes)


def _with_issue_names(views: Views, row: ItemRow[Any]) -> ItemRow[Any]:
    """The same item as the views give it: issues by the dossier's names instead of the reader's words."""
    if not isinstance(row.item, Statement):
        return row
    named = views.statements(Filter(article=row.article_name))
    return next((one for one in named if one.item.id == row.item.id), row)


def _not_an_item(views: Views, wanted: str, several: NotFound | None, *, wholes: bool) -> ArticleRow | Actor | Found:
    if wanted:
        if query.articles(views.engine, Filter(article=wanted)):
            return views.article(wanted)
        for actor in views.actors():
            if wanted.casefold() in (actor.id.casefold(), actor.name.casefold()):
                return actor
        whole = find_whole(views, wanted) if wholes and several is None else None
        if whole is not None:
            return whole
    raise several or NotFound(
        f"nothing in the record has the id or name {wanted!r}; ids stand in every list, such as: standoff statements"
    )


def _json_of(views: Views, found: ItemRow[Any] | ArticleRow | Actor | Found) -> str:
    if isinstance(found, Found):
        shown: object = found.record()
    elif isinstance(found, Actor):
        shown = actor_record(found)
    elif isinstance(found, ArticleRow):
        there = [item_record(row, found.article.text) for row in items_of(views, found.article.name)]
        shown = {"article": article_record(found), "items": there}
    else:
        article = views.article(found.article_name)
        sentence = context(views, article, found.item)[1]
        there = [item_record(row) for row in others(views, found, sentence)]
        shown = {"item": item_record(found, article.article.text), "sentence": sentence, "also": there}
    return msgspec.json.format(msgspec.json.encode(shown), indent=2).decode() + "\n"


def _lines(views: Views, found: ItemRow[Any] | ArticleRow | Actor | Found) -> Iterator[str]:
    if isinstance(found, Found):
        return whole_lines(found)
    if isinstance(found, Actor):
        return _actor_lines(views, found)
    return _article_lines(views, found) if isinstance(found, ArticleRow) else _item_lines(views, found)


def _item_lines(views: Views, row: ItemRow[Any]) -> Iterator[str]:
    mark = Marker()
    article = views.article(row.article_name)
    before, sentence, after = context(views, article, row.item)
    text = article.article.text
    yield mark.strong(f"{_headline(row.item)}") + f"  {row.item.id}"
    yield _source_line(article)
    yield f"characters {row.item.start:,} to {row.item.end:,}"
    yield ""
    if before is not None:
        yield mark.weak("  " + one_line(before.text))
    yield "  " + mark.within(text, sentence, [Span(row.item.start, row.item.end, row.item.text)])
    if after is not None:
        yield mark.weak("  " + one_line(after.text))
    yield ""
    yield from _fields(row.item)
    also = others(views, row, sentence)
    if also:
        yield ""
        yield mark.strong("Also coded there")
        yield from (f"  {_summary(other)}" for other in also)


def _article_lines(views: Views, row: ArticleRow) -> Iterator[str]:
    mark = Marker()
    text = row.article.text
    there = items_of(views, row.article.name)
    noise = [Span(one.item.start, one.item.end, one.item.text) for one in there if one.item.id.startswith("noise-")]
    yield mark.strong(one_line(row.title.text) if row.title else row.article.name)
    yield _source_line(row)
    pairs = {
        "url": row.article.url,
        "author": row.article.author,
        "carried by": listed(row.carried_by),
        "language": row.language,
        "flags": listed(row.flags),
        "sha256": row.article.id,
    }
    yield from (f"{name:11} {one_line(value)}" for name, value in pairs.items() if value)
    yield from (f"{'also as':11} {sighting_words(one)}" for one in row.also)
    yield from (f"{'conflict':11} {one_line(conflict)}" for conflict in row.published.conflicts)
    yield ""
    yield mark.dimmed(text, noise)
    yield mark.strong(f"Coded there: {counted(len(there), 'item')}")
    yield from (f"  {_summary(one)}" for one in there)


def _actor_lines(views: Views, actor: Actor) -> Iterator[str]:
    yield Marker().strong(one_line(actor.name)) + f"  {actor.id}"
    pairs = {
        "type": actor.type,
        "speaks for": listed(actor.speaks_for),
        "found as": listed(actor.names),
        "wikidata": actor.wikidata,
        "may be": listed(actor.proposed),
    }
    yield from (f"{name:11} {value}" for name, value in pairs.items() if value)
    for role in actor.roles:
        window = days(role.earliest, role.latest)
        yield f"{'role':11} {one_line(role.title)} ({listed(role.party)}) {window}  {listed(role.articles)}"
    yield f"{'named in':11} {counted(actor.articles, 'article')}, {counted(actor.mentions, 'place')}"
    did = views.statements(Filter(party=actor.code or actor.name))
    if did:
        yield ""
        yield Marker().strong(counted(len(did), "statement"))
        yield from (f"  {_summary(row)}" for row in did)


def context(views: Views, article: ArticleRow, item: Item) -> tuple[Span | None, Span, Span | None]:
    """The sentence or sentences that hold the item, and the one before and after; the item's own line where none does."""
    text = article.article.text
    sentences = views.sentences(article.article.id)
    held = [place for place, (start, end) in enumerate(sentences) if start < item.end and item.start < end]
    if not held:
        start = text.rfind("\n", 0, item.start) + 1
        end = text.find("\n", item.end)
        return None, _span(text, start, len(text) if end < 0 else end), None
    first, last = held[0], held[-1]
    start, end = min(item.start, sentences[first][0]), max(item.end, sentences[last][1])
    before = _span(text, *sentences[first - AROUND]) if first >= AROUND else None
    after = _span(text, *sentences[last + AROUND]) if last + AROUND < len(sentences) else None
    return before, _span(text, start, end), after


def items_of(views: Views, article: str) -> Sequence[ItemRow[Any]]:
    """Every item of one article in the order of the text."""
    where = Filter(article=article)
    kinds = (views.noise, views.attributions, views.statements, views.figures, views.meetings, views.forecasts)
    rows: list[ItemRow[Any]] = [row for view in kinds for row in view(where)]
    return sorted(rows, key=lambda row: (row.item.start, row.item.end, row.item.id))


def others(views: Views, row: ItemRow[Any], sentence: Span) -> Sequence[ItemRow[Any]]:
    """What else was coded in the item's sentence, its attribution too where that stands elsewhere."""
    ids = {getattr(row.item, "attribution", None), getattr(row.item, "reply_to", None)}
    return [
        other
        for other in items_of(views, row.article_name)
        if other.item.id != row.item.id
        and (other.item.id in ids or (other.item.start < sentence.end and sentence.start < other.item.end))
    ]


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


def _source_line(row: ArticleRow) -> str:
    window = days(row.published.earliest, row.published.latest)
    published = f"published {window} ({row.published.basis})" if window else "publication date unknown"
    return " · ".join(part for part in (row.article.name, one_line(row.article.outlet or ""), published) if part)


def _headline(item: Any) -> str:
    kind = str(item.__struct_config__.tag)
    return f"{kind}: {_gist(kind, item)}".removesuffix(": ")


def _gist(kind: str, item: Any) -> str:
    """What an item comes to, in a few words."""
    if kind == "statement":
        label = acts()[item.act].label if item.act in acts() else item.act
        return f"{listed(item.party) or '?'} {label}" + (f" → {listed(item.addressee)}" if item.addressee else "")
    if kind == "attribution":
        who = one_line(item.speaker or (item.source.text if item.source else "")) or "nobody named"
        return f"{who} ({listed(item.party)})" if item.party else who
    if kind == "figure":
        return f"{amount(item.low, item.high)} {one_line(item.unit or item.counted or '')}".strip()
    if kind == "meeting":
        return f"{item.status}, {listed(item.participants) or '?'}"
    return one_line(item.reason) if kind == "noise" else listed(item.holder) or "?"


def _summary(row: ItemRow[Any]) -> str:
    words = one_line(row.item.text)
    words = words if len(words) <= QUOTE else words[:QUOTE].rsplit(" ", 1)[0] + " …"
    return f"{short_id(row.item.id)}  {_headline(row.item)}  “{words}”"


def _fields(item: Any) -> Iterator[str]:
    if getattr(item, "act", None) in acts():
        yield f"{'act':11} {item.act}: {acts()[item.act].definition}"
    for field in item.__struct_fields__:
        value = getattr(item, field)
        if field == "doubts":
            yield from (f"{'doubt':11} {doubt_words(clean(doubt))}" for doubt in value)
        elif field not in LEFT_TO_THE_HEAD and value not in (None, (), ""):
            yield f"{field.replace('_', ' '):11} {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(_value(one) for one in value)
    if isinstance(value, Span):
        return f"“{one_line(value.text)}” ({value.start}:{value.end})"
    if isinstance(value, msgspec.Struct):
        return _when(value)
    return value.isoformat() if isinstance(value, dt.date) else clean(str(value))


def _when(value: Any) -> str:
    window = days(value.earliest, value.latest) or "unknown"
    words = f" “{one_line(value.text)}”" if value.text else ""
    return f"{window} ({value.precision}, {value.basis}){words}"


COMMANDS = {"show": show}
