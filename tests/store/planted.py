"""Articles and readings planted by hand or drawn by Hypothesis, and a record read back whole."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Engine

from standoff.core.dates import Published, When
from standoff.core.ids import content_id, text_id
from standoff.core.records import (
    Article,
    Attribution,
    Figure,
    Forecast,
    LocalActor,
    Meeting,
    Noise,
    Reading,
    Role,
    Statement,
    items_of,
)
from standoff.core.spans import Span, cut
from standoff.store import query

READER = "reader-1"
HARBOUR = (
    "Harbour talks stall\n\n"
    "Chile demanded on Monday that Peru open the harbour. Peru rejected the demand, its envoy said.\n"
    "Subscribe to our newsletter"
)
STOREHOUSE = "Norway offered to meet Sweden. About 300 to 400 people waited at the storehouse."


def article(text: str = HARBOUR, name: str = "harbour.txt", **fields: Any) -> Article:
    return Article(id=text_id(text), name=name, text=text, **fields)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return cut(text, start, start + len(words))


def place(kind: str, of: Article, words: str) -> dict[str, Any]:
    span = at(of.text, words)
    identifier = content_id(kind, of.id, span.start, span.end)
    return {"id": identifier, "article": of.id, "start": span.start, "end": span.end, "text": span.text}


def reading_of(of: Article, reader: str = READER, **fields: Any) -> Reading:
    return Reading(article=of.id, reader=reader, language="en", **fields)


def harbour_reading(of: Article, reader: str = READER) -> Reading:
    """A reading of HARBOUR that has one item of each kind."""
    monday = When(earliest=dt.date(2031, 3, 3), latest=dt.date(2031, 3, 3), precision="day", basis="inferred")
    asked: dict[str, Any] = {"act": "demand", "party": ("CHL",), "addressee": ("PER",), "issue": ("harbour",), "date": monday}
    demand, answer = "Chile demanded on Monday that Peru open the harbour", "Peru rejected the demand"
    said = Attribution(**place("attribution", of, f"{answer}, its envoy said"), content=(at(of.text, answer),), party=("PER",))
    return reading_of(
        of,
        reader,
        title=at(of.text, "Harbour talks stall"),
        published=Published(earliest=dt.date(2031, 3, 4), latest=dt.date(2031, 3, 5), basis="inferred", evidence=("Monday",)),
        carried_by=("AFP",),
        sentences=tuple(
            (at(of.text, words).start, at(of.text, words).end) for words in (f"{demand}.", f"{answer}, its envoy said.")
        ),
        times=(monday,),
        actors=(
            LocalActor(name="Chile", type="state", code="CHL", mentions=(at(of.text, "Chile"),)),
            LocalActor(name="its envoy", type="person", speaks_for=("PER",), roles=(Role(title="envoy", start=104, end=109),)),
        ),
        noise=(Noise(**place("noise", of, "Subscribe to our newsletter"), reason="subscribe"),),
        attributions=(said,),
        statements=(
            Statement(**place("statement", of, demand), **asked),
            Statement(**place("statement", of, answer), act="reject", party=("PER",), attribution=said.id, certainty=0.7),
        ),
        figures=(Figure(**place("figure", of, "the harbour"), low=1, high=None, unit="harbours"),),
        meetings=(Meeting(**place("meeting", of, "Harbour talks"), participants=("CHL", "PER"), status="planned"),),
        forecasts=(Forecast(**place("forecast", of, "Peru open the harbour"), holder=("CHL",)),),
    )


def stored(engine: Engine, name: str) -> Reading:
    """An article's current reading, put together from what the record's questions answer."""
    row = query.article(engine, name)
    where = query.Filter(article=row.article.id)
    found = {
        f"{tag}s" if tag != "noise" else tag: tuple(one.item for one in query.items(engine, kind, where))
        for tag, kind in query.KINDS.items()
    }
    return Reading(
        article=row.article.id,
        reader=row.reader,
        language=row.language,
        flags=row.flags,
        title=row.title,
        published=row.published,
        carried_by=row.carried_by,
        times=row.times,
        sentences=query.sentences(engine, row.article.id),
        actors=tuple(actor for of, actor in query.local_actors(engine) if of == row.article.id),
        **found,  # type: ignore[arg-type]
    )


characters = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
texts = st.text(characters, min_size=1, max_size=60)
words = st.text(characters, max_size=20)
days = st.none() | st.dates()
whens = st.builds(When, earliest=days, latest=days, text=st.none() | words)
publisheds = st.builds(Published, earliest=days, latest=days, evidence=st.lists(words, max_size=2).map(tuple))
codes = st.lists(st.text(characters, min_size=1, max_size=12), max_size=3, unique=True).map(tuple)
certainties = st.floats(0, 1)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return cut(text, start, draw(st.integers(start + 1, len(text))))


@st.composite
def readings(draw: st.DrawFn, text: str) -> Reading:
    """Any reading of `text` in the order in which the record gives items back."""
    of = article(text)
    found: dict[str, list[Any]] = {}
    for number, kind in enumerate(draw(st.lists(st.sampled_from(list(query.KINDS)), max_size=8))):
        found.setdefault(kind, []).append(_item(draw, kind, of, number))
    bounds = draw(st.sets(spans(text).map(lambda span: (span.start, span.end)), max_size=4))
    by_field: dict[str, Any] = {("noise" if kind == "noise" else f"{kind}s"): tuple(items) for kind, items in found.items()}
    return Reading(
        article=of.id,
        reader=READER,
        language="en",
        published=draw(publisheds),
        times=tuple(draw(st.lists(whens, max_size=2))),
        sentences=tuple(sorted(bounds)),
        actors=tuple(draw(st.lists(st.builds(LocalActor, name=words, type=st.just("state")), max_size=2))),
        **by_field,
    )


def _item(draw: st.DrawFn, kind: str, of: Article, number: int) -> Any:
    span = draw(spans(of.text))
    base: dict[str, Any] = {
        "id": content_id(kind, of.id, span.start, span.end, number),
        "article": of.id,
        "start": span.start,
        "end": span.end,
        "text": span.text,
    }
    match kind:
        case "noise":
            return Noise(**base, reason=draw(words))
        case "attribution":
            return Attribution(**base, content=(span,), party=draw(codes), certainty=draw(certainties))
        case "statement":
            return Statement(**base, act="demand", party=draw(codes), addressee=draw(codes), date=draw(st.none() | whens))
        case "figure":
            bounds = st.none() | st.integers(-(2**62), 2**62) | st.floats(-1e9, 1e9)
            return Figure(**base, low=draw(bounds), high=draw(bounds), as_of=draw(st.none() | whens))
        case "meeting":
            return Meeting(**base, participants=draw(codes), date=draw(st.none() | whens))
        case _:
            return Forecast(**base, holder=draw(codes), window=draw(st.none() | whens))


def in_order(reading: Reading) -> dict[str, Any]:
    """The same reading as plain data whose items stand by id, for readings that differ only in order."""
    kept = {name: getattr(reading, name) for name in reading.__struct_fields__}
    items = sorted(items_of(reading), key=lambda item: item.id)
    return {name: value for name, value in kept.items() if name not in _KINDS} | {"items": items}


_KINDS = frozenset({"noise", "attributions", "statements", "figures", "meetings", "forecasts"})
