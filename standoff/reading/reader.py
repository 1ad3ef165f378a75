"""The reader: one article in, one Reading out, stage by stage in the order in which the article passes."""

import importlib
from collections.abc import Iterable, Iterator
from typing import Any

from standoff.core.records import Article, Reading
from standoff.reading.cast import Cast
from standoff.reading.context import Context
from standoff.reading.scene import Scene
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse


def _stage(module: str, name: str) -> Any:
    try:
        return getattr(importlib.import_module(f"standoff.reading.{module}"), name, None)
    except ImportError:
        return None


def _run(module: str, name: str, default: Any, *args: Any) -> Any:
    f = _stage(module, name)
    if f is None:
        return default
    try:
        return f(*args)
    except NotImplementedError:
        return default


def read_articles(articles: Iterable[Article], model: str = DEFAULT_MODEL) -> Iterator[Reading]:
    """One Reading for each article, in order."""
    for article in articles:
        noise = _run("noise", "find_noise", (), article)
        doc = next(iter(parse([masked(article.text, [(n.start, n.end) for n in noise])], model)))
        title = _run("noise", "find_title", None, article, noise)
        context = Context(article=article, doc=doc, noise=noise, title=title)
        published, times = _run("calendar", "find_dates", (article.published_given, ()), context)
        context = Context(article=article, doc=doc, noise=noise, title=title, published=published, times=times)
        cast = _run("cast", "find_cast", Cast(), context)
        attributions = _run("attribution", "find_attributions", (), context)
        attributions = _run("speakers", "resolve_speakers", attributions, context, cast, attributions)
        scene = Scene(context=context, cast=cast, attributions=attributions)
        statements = _run("acts", "find_statements", (), scene)
        yield Reading(
            article=article.id,
            reader="x",
            language="en",
            title=title,
            published=published,
            times=times,
            actors=cast.actors,
            noise=noise,
            attributions=attributions,
            statements=statements,
            figures=_run("figures", "find_figures", (), scene),
            meetings=_run("meetings", "find_meetings", (), scene, statements),
            forecasts=_run("forecasts", "find_forecasts", (), scene),
        )
