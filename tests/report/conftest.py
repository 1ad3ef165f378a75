"""A small planted record: articles of our own sentences with items at known places, kept in a real SQLite file."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from standoff.core.dates import Published, When
from standoff.core.ids import content_id, text_id
from standoff.core.records import Article, Attribution, Figure, Forecast, LocalActor, Meeting, Noise, Reading, Statement
from standoff.core.spans import Span
from standoff.store.database import open_engine
from standoff.store.views import Views
from standoff.store.write import put, put_dossier


def day(value: str) -> When:
    date = dt.date.fromisoformat(value)
    return When(earliest=date, latest=date, precision="day", basis="stated")


class Plant:
    """One article with the items that a test puts into it, each by the words it stands on."""

    def __init__(self, name: str, text: str, published: str | None, outlet: str | None = None, url: str | None = None) -> None:
        self.article = Article(id=text_id(text), name=name, text=text, outlet=outlet, url=url)
        date = dt.date.fromisoformat(published) if published else None
        self.published = Published(earliest=date, latest=date, basis="stated") if date else Published()
        self.found: dict[str, list[Any]] = {}
        self.language = "en"

    def span(self, words: str) -> Span:
        start = self.article.text.index(words)
        return Span(start, start + len(words), words)

    def _base(self, kind: str, words: str) -> dict[str, object]:
        span, number = self.span(words), len(self.found.setdefault(kind, []))
        key = content_id(kind, self.article.id, span.start, span.end, number)
        return {"id": key, "article": self.article.id, "start": span.start, "end": span.end, "text": words}

    def _add(self, kind: str, item: object) -> str:
        self.found[kind].append(item)
        return str(item.id)  # type: ignore[attr-defined]

    def statement(self, words: str, act: str, party: str, **fields: object) -> str:
        return self._add("stmt", Statement(**self._base("stmt", words), act=act, party=(party,), **fields))  # type: ignore[arg-type]

    def attribution(self, words: str, **fields: object) -> str:
        base = self._base("att", words)
        return self._add("att", Attribution(**base, content=(self.span(words),), **fields))  # type: ignore[arg-type]

    def figure(self, words: str, **fields: object) -> str:
        return self._add("fig", Figure(**self._base("fig", words), **fields))  # type: ignore[arg-type]

    def meeting(self, words: str, *participants: str, **fields: object) -> str:
        return self._add("meet", Meeting(**self._base("meet", words), participants=participants, **fields))  # type: ignore[arg-type]

    def forecast(self, words: str, **fields: object) -> str:
        return self._add("fc", Forecast(**self._base("fc", words), **fields))  # type: ignore[arg-type]

    def noise(self, words: str, reason: str) -> str:
        return self._add("noise", Noise(**self._base("noise", words), reason=reason))  # type: ignore[arg-type]

    def person(self, name: str, party: str) -> None:
        mention = self.span(name)
        actor = LocalActor(name=name, type="person", speaks_for=(party,), mentions=(mention,))
        self.found.setdefault("actor", []).append(actor)

    def reading(self) -> Reading:
        bounds = tuple(match.span() for match in re.finditer(r"[^\s.][^.\n]*\.?", self.article.text))
        found = {kind: tuple(items) for kind, items in self.found.items()}
        return Reading(
            article=self.article.id, reader="planted", language=self.language, published=self.published, sentences=bounds,
            noise=found.get("noise", ()), attributions=found.get("att", ()), statements=found.get("stmt", ()),
            figures=found.get("fig", ()), meetings=found.get("meet", ()), forecasts=found.get("fc", ()),
            actors=found.get("actor", ()),
        )  # fmt: skip


Keep = Callable[..., Views]


@pytest.fixture
def keep(tmp_path: Path) -> Iterator[Keep]:
    """Keep planted articles in a new record and return its views."""
    engine = open_engine(tmp_path / "planted.db")

    issues = [
        {"id": "herring", "name": "herring limit", "words": ["herring"]},
        {"id": "ports", "name": "open ports", "words": ["open ports"]},
    ]

    def put_all(*plants: Plant, dossier: bool = True) -> Views:
        if dossier:
            put_dossier(engine, {"name": "Herring", "parties": [], "issues": issues})
        for plant in plants:
            put(engine, plant.article, plant.reading())
        return Views(engine)

    yield put_all
    engine.dispose()


@pytest.fixture
def dispute() -> Plant:
    """Norway asks Sweden for a fishing limit, Sweden refuses and threatens; a meeting is planned; figures and noise."""
    text = (
        "Norway wants a limit on herring\n\nShare this page\n\n"
        "Norway demanded that Sweden accept a limit on herring. Sweden rejected a limit on herring. "
        "Minister Ane Vik said that ten boats had crossed the line. If boats are seized, Sweden will close its ports. "
        "Oslo counts 300 to 400 sailors on the boats. The two sides will meet in Bergen on 9 May 2030. "
        "Vik expects a deal by summer. Stockholm would not say which ports it meant."
    )
    plant = Plant("herring.txt", text, "2030-05-02", outlet="Fjord Post", url="https://fjord.example/herring")
    plant.noise("Share this page", "navigation")
    plant.person("Ane Vik", "NOR")
    plant.statement(
        "Norway demanded that Sweden accept a limit on herring", "demand", "NOR", addressee=("SWE",), issue=("herring limit",)
    )
    plant.statement("Sweden rejected a limit on herring", "reject", "SWE", addressee=("NOR",), issue=("herring limit",))
    said = plant.attribution("ten boats had crossed the line", speaker="Ane Vik", party=("NOR",))
    plant.statement("ten boats had crossed the line", "accuse", "NOR", addressee=("SWE",), attribution=said)
    plant.statement(
        "If boats are seized, Sweden will close its ports", "threaten", "SWE",
        condition=plant.span("If boats are seized"), means=plant.span("close its ports"),
    )  # fmt: skip
    plant.figure("300 to 400 sailors", low=300, high=400, unit="sailors", party=("NOR",))
    plant.meeting(
        "The two sides will meet in Bergen on 9 May 2030", "NOR", "SWE", place="Bergen", status="planned", date=day("2030-05-09")
    )
    plant.forecast("Vik expects a deal by summer", holder=("NOR",), speaker="Ane Vik", window=When(text="by summer"))
    plant.statement("Stockholm would not say which ports it meant", "withhold", "SWE")
    return plant
