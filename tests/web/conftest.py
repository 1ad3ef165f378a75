"""A record of planted articles (friendly and hostile) behind the pages: as an application, and as a real server."""

import datetime as dt
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

pytest.importorskip("starlette", reason="needs the extra standoff[web]")
pytest.importorskip("httpx2", reason="needs httpx2 for starlette's test client")

import uvicorn
from starlette.testclient import TestClient

from standoff.core.dates import When
from standoff.store.database import open_engine
from standoff.store.write import put, put_dossier, put_failure
from standoff.web.app import ServeOptions, make_app
from tests.report.conftest import Plant, day

HOST = "http://127.0.0.1"
DOSSIER = {
    "name": "Herring",
    "parties": ["NOR", "SWE"],
    "issues": [
        {"id": "herring", "name": "herring limit", "words": ["herring"]},
        {"id": "ports", "name": "open ports", "words": ["ports"]},
        {"id": "whales", "name": "whales", "words": ["whale*"]},
    ],
}
SCRIPT = "<script>window.hurt = 1</script><img src=x onerror='window.hurt = 2'>\"'><svg onload=window.hurt=3>"
TURNED = "\u202egnirreh tpecca ton lliw \u2066Norway\u2069 rejected herring \x07\x0c"


def dispute() -> Plant:
    """Norway asks Sweden for a fishing limit, Sweden refuses and threatens; a meeting is planned; figures and noise."""
    text = (
        "Norway wants a limit on herring\n\nShare this page\n\n"
        "Norway demanded that Sweden accept a limit on herring. Sweden rejected a limit on herring. "
        "Minister Ane Vik said that ten boats had crossed the line. If boats are seized, Sweden will close its ports. "
        "Oslo counts 300 to 400 sailors on the boats. The two sides will meet in Bergen on 9 May 2030. "
        "Vik expects a deal by summer. Stockholm would not say which ports it meant. Sweden denied that its boats took herring."
    )
    plant = Plant("herring.txt", text, "2030-05-02", outlet="Fjord Post", url="https://fjord.example/herring")
    plant.noise("Share this page", "navigation")
    plant.person("Ane Vik", "NOR")
    plant.statement("Norway demanded that Sweden accept a limit on herring", "demand", "NOR", addressee=("SWE",))
    plant.statement("Sweden rejected a limit on herring", "reject", "SWE", addressee=("NOR",))
    said = plant.attribution("ten boats had crossed the line", speaker="Ane Vik", party=("NOR",))
    plant.statement(
        "ten boats had crossed the line", "accuse", "NOR", addressee=("SWE",), attribution=said, speaker="Ane Vik", certainty=0.6
    )
    plant.statement(
        "If boats are seized, Sweden will close its ports", "threaten", "SWE",
        condition=plant.span("If boats are seized"), means=plant.span("close its ports"),
    )  # fmt: skip
    plant.statement("Sweden denied that its boats took herring", "deny", "SWE")
    plant.figure("300 to 400 sailors", low=300, high=400, unit="sailors", party=("NOR",), place="Oslo")
    plant.meeting(
        "The two sides will meet in Bergen on 9 May 2030", "NOR", "SWE", place="Bergen", status="planned", date=day("2030-05-09")
    )
    plant.forecast(
        "Vik expects a deal by summer", holder=("NOR",), speaker="Ane Vik",
        window=When(earliest=dt.date(2030, 5, 2), latest=dt.date(2030, 6, 30), precision="window", basis="inferred"),
    )  # fmt: skip
    plant.statement("Stockholm would not say which ports it meant", "withhold", "SWE")
    return plant


def rival() -> Plant:
    """Another outlet: Norway softens, Sweden says that Norway took herring, another count of the sailors."""
    text = (
        "A softer tone\n\nNorway offered talks on herring on Friday. Norway accused Sweden of taking herring with its boats. "
        "Norwegian sources count 900 sailors near Oslo. Sweden, says Norway, demands herring without limit. "
        "More than 450 sailors are near Oslo, Sweden says."
    )
    plant = Plant("tone.txt", text, "2030-05-06", outlet="Skerry Times")
    plant.statement("Norway offered talks on herring", "offer_talks", "NOR", addressee=("SWE",), date=day("2030-05-03"))
    plant.statement("Norway accused Sweden of taking herring with its boats", "accuse", "NOR", addressee=("SWE",))
    rivals = plant.attribution("demands herring without limit", party=("NOR",))
    plant.statement("demands herring without limit", "demand", "SWE", addressee=("NOR",), attribution=rivals)
    source = plant.attribution("More than 450 sailors are near Oslo", party=("SWE",))
    plant.figure("900 sailors", low=900, high=900, unit="sailors", party=("NOR",), place="near Oslo")
    plant.figure("More than 450 sailors", low=450, high=None, modifier="more than", unit="sailors", party=("NOR",),
                 place="near Oslo", attribution=source)  # fmt: skip
    return plant


def hostile() -> Plant:
    """Markup and direction marks in the text, the title, the names and the outlet."""
    text = f"{SCRIPT} herring\n{TURNED}\nNorway demanded {SCRIPT} herring. Sweden </mark></p><p> accepted herring."
    plant = Plant(f"{SCRIPT[:40]}.txt", text, None, outlet=f"<b>{TURNED[:12]}", url="javascript:alert(1)")
    plant.statement(f"Norway demanded {SCRIPT} herring", "demand", "NOR", addressee=("<i>SWE",))
    plant.statement("Sweden </mark></p><p> accepted herring", "accept", "<script>x</script>", speaker=SCRIPT[:30])
    plant.figure("herring", low=1, high=2, unit=SCRIPT[:20], party=("NOR",))
    return plant


def crowded(statements: int = 10_000) -> Plant:
    """Thousands of statements on one single line."""
    text = " ".join(f"Norway rejected herring number {number}." for number in range(statements))
    plant = Plant("crowded.txt", text, "2030-04-20", outlet="Long Line")
    at = 0
    for number in range(statements):
        words = f"Norway rejected herring number {number}"
        plant.found.setdefault("stmt", []).append(_placed(plant, words, at))
        at += len(words) + 2
    return plant


def _placed(plant: Plant, words: str, at: int) -> Any:
    from standoff.core.ids import content_id
    from standoff.core.records import Statement

    key = content_id("statement", plant.article.id, at, at + len(words))
    return Statement(
        id=key, article=plant.article.id, start=at, end=at + len(words), text=words, act="reject", party=("NOR",),
        addressee=("SWE",),
    )  # fmt: skip


def foreign() -> Plant:
    plant = Plant("sild.txt", "Norge og Sverige er uenige om sild.", "2030-05-01", outlet="Fjordbladet")
    plant.language = "no"
    return plant


def keep(engine: Engine, *plants: Plant, dossier: bool = True) -> None:
    if dossier:
        put_dossier(engine, DOSSIER)
    for plant in plants:
        put(engine, plant.article, plant.reading())


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of all planted articles."""
    path = tmp_path_factory.mktemp("web") / "planted.db"
    engine = open_engine(path)
    keep(engine, dispute(), rival(), hostile(), crowded(), foreign())
    put_failure(engine, "<b>broken</b>.pdf", "is no text")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def client(record: Path) -> Iterator[TestClient]:
    engine = open_engine(record, create=False)
    with TestClient(make_app(engine), base_url=HOST, raise_server_exceptions=False) as found:
        yield found
    engine.dispose()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Engine, TestClient]]:
    """A record of its own with two articles, to change while it is served."""
    engine = open_engine(tmp_path / "small.db")
    keep(engine, dispute(), rival())
    with TestClient(make_app(engine), base_url=HOST, raise_server_exceptions=False) as found:
        yield engine, found
    engine.dispose()


@pytest.fixture(scope="session")
def served(record: Path) -> Iterator[str]:
    """The address of a real server of the record on this machine."""
    engine = open_engine(record, create=False)
    with running(make_app(engine, ServeOptions())) as base:
        yield base
    engine.dispose()


@contextmanager
def running(app: Any, **options: Any) -> Iterator[str]:
    """A real server of an application, by its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, **{"log_level": "warning", "lifespan": "on", **options}))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    for _ in range(1200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=60)
    listening.close()
