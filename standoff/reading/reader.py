"""The reader: one article in, one Reading out, stage by stage in the order in which the article passes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee
from typing import Literal

import msgspec
from spacy.tokens import Doc

from standoff.core.records import Article, Noise, Reading
from standoff.reading.act_choice import classified, revised
from standoff.reading.acts import frames_of, statements_of
from standoff.reading.attribution import Options as AttributionOptions
from standoff.reading.attribution import find_attributions
from standoff.reading.calendar import find_dates
from standoff.reading.carriers import carried_by
from standoff.reading.cast import find_cast
from standoff.reading.context import Context
from standoff.reading.damage import damage_flags, damage_of, lower_certainty
from standoff.reading.deadlines import set_deadlines
from standoff.reading.deeds_dates import date_deeds
from standoff.reading.figures import find_figures
from standoff.reading.forecasts import find_forecasts
from standoff.reading.language import CODED, detect_language
from standoff.reading.meetings import find_meetings
from standoff.reading.noise import find_noise, find_title, first_story
from standoff.reading.replies import tie_replies
from standoff.reading.scene import Scene
from standoff.reading.speakers import resolve_speakers
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse
from standoff.reading.version import reader_stamp


class ReaderOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which spaCy pipeline the reader stands on (a package's name), and which trained networks it asks.

    `attribution_model`: whether attributions that only the trained network finds are added to those of the rules; off, since on
    some development articles it gains a point of F1, on others it loses half, and it costs more time than the parse. `act_model`:
    whether the classifier of acts confirms, corrects and adds to what the frames and the rules of meetings find.
    """

    model: str = DEFAULT_MODEL
    attribution_model: bool = False
    act_model: bool = True


Preset = Literal["fast", "standard", "thorough"]


def preset(name: Preset, model: str | None = None) -> ReaderOptions:
    """The options of a preset: `fast` asks neither network, `standard` that of acts, `thorough` both."""
    return ReaderOptions(model=model or DEFAULT_MODEL, attribution_model=name == "thorough", act_model=name != "fast")


def version(options: ReaderOptions) -> str:
    """The version that a reading is stamped with: another one may read the same article differently."""
    stamp = reader_stamp(options.model) + ("+with_attribution_model" if options.attribution_model else "")
    return stamp if options.act_model else f"{stamp}+without_act_model"


def read(article: Article, options: ReaderOptions | None = None) -> Reading:
    """Read one article: a pure function of its text, its metadata and the reader's version."""
    return next(read_articles([article], options))


def read_articles(articles: Iterable[Article], options: ReaderOptions | None = None) -> Iterator[Reading]:
    """One Reading for each article, in order; the parser takes them in batches, which is faster than one by one."""
    options = options or ReaderOptions()
    first, second = tee(_prepared(articles))
    docs = parse((masked(one.article.text, _blank(one)) for one in first), options.model)
    stamp = version(options)
    for one, doc in zip(second, docs, strict=True):
        yield _read(one, doc, stamp, options)


class _Prepared(msgspec.Struct, frozen=True):
    article: Article
    noise: tuple[Noise, ...]
    language: str


def _prepared(articles: Iterable[Article]) -> Iterator[_Prepared]:
    for article in articles:
        noise = find_noise(article)
        yield _Prepared(article, noise, detect_language(_without(article.text, noise)))


def _without(text: str, noise: tuple[Noise, ...]) -> str:
    pieces, place = [], 0
    for one in noise:
        pieces.append(text[place : one.start])
        place = one.end
    return "".join((*pieces, text[place:]))


def _blank(one: _Prepared) -> list[tuple[int, int]]:
    """What the parser is not shown: the noise, and all of a text in a language that is not coded."""
    if one.language not in CODED:
        return [(0, len(one.article.text))]
    return [(noise.start, noise.end) for noise in one.noise]


def _read(one: _Prepared, doc: Doc, stamp: str, options: ReaderOptions) -> Reading:
    article = one.article
    context = Context(article=article, doc=doc, noise=one.noise, title=find_title(article, one.noise))
    published, times = find_dates(context)
    context = replace(context, published=published, times=times)
    outline = Reading(
        article=article.id,
        reader=stamp,
        language=one.language,
        flags=article.flags if one.language in CODED else (*article.flags, f"not_coded:{one.language}"),
        title=context.title,
        published=published,
        carried_by=carried_by(first_story(article.text, one.noise)),
        noise=one.noise,
    )
    return outline if one.language not in CODED else _coded(context, outline, options)


def _coded(context: Context, outline: Reading, options: ReaderOptions) -> Reading:
    cast = find_cast(context)
    asked = AttributionOptions(finder="both" if options.attribution_model else "rules")
    attributions = resolve_speakers(context, cast, find_attributions(context, asked))
    scene = Scene(context=context, cast=cast, attributions=attributions)
    frames = frames_of(scene)
    told = classified(frames) if options.act_model else []
    if options.act_model:
        frames = revised(frames, told)
    statements = tie_replies(date_deeds(context, set_deadlines(context, statements_of(frames))))
    damages = damage_of(context)
    return msgspec.structs.replace(
        outline,
        flags=(*outline.flags, *damage_flags(context.text, damages)),
        sentences=tuple(_bounds(sentence.start_char, sentence.text) for sentence in context.sentences),
        times=context.times,
        actors=cast.actors,
        attributions=lower_certainty(attributions, damages),
        statements=lower_certainty(statements, damages),
        figures=lower_certainty(find_figures(scene), damages),
        meetings=lower_certainty(find_meetings(scene, told), damages),
        forecasts=lower_certainty(find_forecasts(scene), damages),
    )


def _bounds(start: int, text: str) -> tuple[int, int]:
    """The bounds of a sentence without white space at its ends."""
    lead = len(text) - len(text.lstrip())
    return start + lead, start + len(text.rstrip())
