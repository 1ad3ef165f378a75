"""Scenes for tests of the coding stages: a text read as far as its attributions."""

import datetime as dt

from standoff.core.dates import Published
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.attribution import find_attributions
from standoff.reading.calendar import find_dates
from standoff.reading.cast import find_cast
from standoff.reading.context import Context
from standoff.reading.scene import Scene
from standoff.reading.speakers import resolve_speakers
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse


def scene(text: str, published: str | None = None) -> Scene:
    """The scene of `text`, as of an article published on that day."""
    day = dt.date.fromisoformat(published) if published else None
    given = Published(earliest=day, latest=day, basis="given") if day else Published()
    article = Article(id=text_id(text), name="x", text=text, published_given=given)
    doc = next(iter(parse([masked(text, ())], DEFAULT_MODEL)))
    context = Context(article=article, doc=doc)
    window, times = find_dates(context)
    context = Context(article=article, doc=doc, published=window, times=times)
    cast = find_cast(context)
    attributions = resolve_speakers(context, cast, find_attributions(context))
    return Scene(context=context, cast=cast, attributions=attributions)
