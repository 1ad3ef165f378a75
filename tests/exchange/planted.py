"""A small record whose every item is planted, so that a test knows what must come out."""

import datetime as dt
from pathlib import Path

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
)
from standoff.core.spans import Span
from standoff.store.database import open_engine
from standoff.store.views import Views
from standoff.store.write import put, put_dossier

DAY = dt.date(2031, 5, 6)
MONDAY = dt.date(2031, 5, 5)

BRIDGE = """Canada asks Norway to reopen the strait 🚢

Share this page
Foreign Minister Ada Holm said on Monday that Norway must reopen the strait.
"We will close our ports unless the strait opens," she told reporters.
About 40 to 60 boats are waiting at the narrows. Ministers of the two countries meet in Oslo on Friday.
Norway refused the demand. Analysts expect a deal before winter.
"""
ANSWER = """Norway says no

=Norway will not reopen the strait, its government said.
"""


def span(text: str, words: str) -> Span:
    """The first place of the words in the text."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def article(name: str, text: str, **more: object) -> Article:
    return Article(id=text_id(text), name=name, text=text, title=span(text, text.splitlines()[0]), **more)  # type: ignore[arg-type]


def place(kind: str, text: str, words: str) -> dict[str, object]:
    found = span(text, words)
    identifier = content_id(kind, text_id(text), found.start, found.end)
    return {"id": identifier, "article": text_id(text), "start": found.start, "end": found.end, "text": words}


def monday(text: str) -> When:
    found = span(text, "on Monday")
    return When(
        earliest=MONDAY, latest=MONDAY, precision="day", basis="inferred", text=found.text, start=found.start, end=found.end
    )


def bridge_reading() -> Reading:
    """All kinds of item in one article."""
    text = BRIDGE
    said = "Foreign Minister Ada Holm said on Monday that Norway must reopen the strait."
    quoted = '"We will close our ports unless the strait opens," she told reporters.'
    attribution = Attribution(
        **place("attribution", text, said),  # type: ignore[arg-type]
        content=(span(text, "Norway must reopen the strait"),),
        source=span(text, "Foreign Minister Ada Holm"),
        cue=span(text, "said"),
        speaker="Ada Holm",
        party=("CAN",),
    )
    pieces = Attribution(
        **place("attribution", text, quoted),  # type: ignore[arg-type]
        content=(span(text, "We will close our ports"), span(text, "unless the strait opens")),
        source=span(text, "she"),
        cue=span(text, "told"),
        speaker="Ada Holm",
        party=("CAN",),
        direct=True,
        channel="told reporters",
    )
    demand = Statement(
        **place("statement", text, "Norway must reopen the strait"),  # type: ignore[arg-type]
        act="demand", plover="REQUEST", party=("CAN",), addressee=("NOR",), speaker="Ada Holm", issue=("strait",),
        content=span(text, "reopen the strait"), date=monday(text), attribution=attribution.id, certainty=0.9,
    )  # fmt: skip
    threat = Statement(
        **place("statement", text, "We will close our ports unless the strait opens"),  # type: ignore[arg-type]
        act="threaten", plover="THREATEN", party=("CAN",), addressee=("NOR",), speaker="Ada Holm",
        condition=span(text, "unless the strait opens"), means=span(text, "close our ports"), attribution=pieces.id,
    )  # fmt: skip
    refusal = Statement(
        **place("statement", text, "Norway refused the demand."),  # type: ignore[arg-type]
        act="reject", plover="REJECT", party=("NOR",), addressee=("CAN",), issue=("strait",), reply_to=demand.id,
        attribution=attribution.id,
        status="happened", certainty=0.8, doubts=("paraphrase",),
    )  # fmt: skip
    return Reading(
        article=text_id(text),
        reader="planted-1",
        language="en",
        flags=("damaged",),
        title=span(text, text.splitlines()[0]),
        published=Published(earliest=DAY, latest=DAY, basis="given"),
        carried_by=("AFP",),
        sentences=tuple((found.start, found.end) for found in (span(text, part) for part in (said, quoted, refusal.text))),
        actors=(
            LocalActor(
                name="Ada Holm", type="person", speaks_for=("CAN",), names=("Holm",), mentions=(span(text, "Ada Holm"),),
                roles=(Role(title="Foreign Minister", party=("CAN",), start=0, end=1),),
            ),
            LocalActor(name="Norway", type="state", code="NOR", mentions=(span(text, "Norway"),)),
        ),
        noise=(Noise(**place("noise", text, "Share this page"), reason="share_bar"),),  # type: ignore[arg-type]
        attributions=(attribution, pieces),
        statements=(demand, threat, refusal),
        figures=(
            Figure(**place("figure", text, "About 40 to 60 boats"), low=40, high=60, modifier="about", unit="boats"),  # type: ignore[arg-type]
        ),
        meetings=(
            Meeting(
                **place("meeting", text, "Ministers of the two countries meet in Oslo on Friday"),  # type: ignore[arg-type]
                participants=("CAN", "NOR"), place="Oslo", status="planned",
                date=When(earliest=dt.date(2031, 5, 9), latest=dt.date(2031, 5, 9), precision="day", basis="inferred"),
            ),
        ),
        forecasts=(
            Forecast(**place("forecast", text, "a deal before winter"), holder=("analysts",), confidence="expect"),  # type: ignore[arg-type]
        ),
    )  # fmt: skip


def answer_reading() -> Reading:
    """One refusal, whose evidence starts as a formula would."""
    text = ANSWER
    refusal = Statement(
        **place("statement", text, "=Norway will not reopen the strait"),  # type: ignore[arg-type]
        act="reject", plover="REJECT", party=("NOR",), issue=("strait",),
    )  # fmt: skip
    return Reading(
        article=text_id(text),
        reader="planted-1",
        language="en",
        published=Published(earliest=dt.date(2031, 5, 8), latest=dt.date(2031, 5, 8), basis="stated"),
        sentences=((16, len(text) - 1),),
        statements=(refusal,),
    )


def plant(path: Path) -> Views:
    """The record of the two articles, with a dossier of one issue."""
    engine = open_engine(path)
    put(engine, article("b-answer.txt", ANSWER), answer_reading())
    put(engine, article("a-bridge.txt", BRIDGE, outlet="The Narrows", author="A Staff Writer"), bridge_reading())
    put_dossier(
        engine,
        {"name": "Strait", "parties": ["CAN", "NOR"], "issues": [{"id": "strait", "name": "The strait", "words": ["strait"]}]},
    )
    return Views(engine)


COPY = """Strait: Canada asks again

Foreign Minister Ada Holm said on Monday that Norway must reopen the strait.
"We will close our ports unless the strait opens," she told reporters.
Some 50 boats are waiting at the narrows. Ministers of the two countries meet in Oslo on Friday.
"""


def plant_copy(path: Path) -> Views:
    """A record at `path` that holds one more article, a cut of the first, in which nothing is coded."""
    views = plant(path)
    copy = article("c-cut.txt", COPY)
    sentences = tuple((span(COPY, line).start, span(COPY, line).end) for line in COPY.splitlines()[2:])
    put(views.engine, copy, Reading(article=copy.id, reader="planted", language="en", title=copy.title, sentences=sentences))
    return views
