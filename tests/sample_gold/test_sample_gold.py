"""The sample's gold is about the sample: every quote stands in its article, every act is in the codebook, every date is one."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trafilatura
import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "standoff" / "sample"
SHEETS = sorted(HERE.glob("*.yaml"))
ACTS = {a["act"]: a for a in yaml.safe_load((ROOT / "standoff" / "codebook" / "data" / "acts.yaml").read_text("utf-8"))["acts"]}
QUOTED = {"attributions": ("content", "source"), "statements": ("evidence", "condition"), "figures": ("evidence",),
          "meetings": ("evidence",), "forecasts": ("evidence",)}  # fmt: skip
STATUSES = {"stated", "offered", "happened", "happening", "planned", "considered", "denied", "reported"}


def article_text(name: str) -> str:
    file, _, row = name.partition("#")
    raw = (SAMPLE / file).read_text("utf-8")
    if row:
        return str(json.loads(raw.splitlines()[int(row) - 1])["text"])
    return str(trafilatura.extract(raw, include_comments=False)) if file.endswith(".html") else raw


def gold(path: Path) -> dict[str, Any]:
    sheet = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(sheet, dict)
    return sheet


def quotes(sheet: dict[str, Any]) -> Iterator[str]:
    yield from sheet["noise"]
    for section, fields in QUOTED.items():
        for item in sheet[section]:
            yield from (item[field] for field in fields if field in item)


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.stem)
def test_every_quote_stands_in_its_article(path: Path) -> None:
    sheet = gold(path)
    text = article_text(sheet["article"]).casefold()  # "the official" names the source also where a sentence begins with it
    assert [quote for quote in quotes(sheet) if quote.casefold() not in text] == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.stem)
def test_evidence_and_contents_are_verbatim_and_stand_once(path: Path) -> None:
    sheet = gold(path)
    text = article_text(sheet["article"])
    firsts = [item[fields[0]] for section, fields in QUOTED.items() for item in sheet[section]]
    assert [quote for quote in firsts if text.count(quote) != 1] == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.stem)
def test_noise_is_whole_lines(path: Path) -> None:
    sheet = gold(path)
    lines = article_text(sheet["article"]).splitlines()
    assert [line for line in sheet["noise"] if line not in lines] == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.stem)
def test_statements_use_the_codebook(path: Path) -> None:
    for item in gold(path)["statements"]:
        act = ACTS[item["act"]]
        assert item["status"] in STATUSES
        if item["status"] == "planned" and "plover_if_planned" in act:
            assert item["plover"] == act["plover_if_planned"]
        else:
            assert item["plover"] == act["plover"]


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.stem)
def test_no_meeting_held_lies_after_publication(path: Path) -> None:
    sheet = gold(path)
    latest = sheet["published"]["latest"]
    assert date.fromisoformat(sheet["published"]["earliest"]) <= date.fromisoformat(latest)
    held = [m["date"] for m in sheet["meetings"] if m["status"] == "held"]
    assert [day for day in held if re.fullmatch(r"\d{4}-\d\d-\d\d", day) is None or day > latest] == []


def test_every_article_of_the_sample_has_its_gold() -> None:
    wanted = {p.name for p in SAMPLE.iterdir() if p.suffix in {".txt", ".html"}}
    rows = (SAMPLE / "coverage.jsonl").read_text("utf-8").splitlines()
    wanted |= {f"coverage.jsonl#{row}" for row in range(1, len(rows) + 1)}
    assert {gold(path)["article"] for path in SHEETS} == wanted


def test_the_issues_of_the_gold_are_those_of_the_dossier() -> None:
    dossier = yaml.safe_load((SAMPLE / "dossier.yaml").read_text("utf-8"))
    names = {issue["name"].casefold() for issue in dossier["issues"]} | {"security proposals"}
    used = {issue for path in SHEETS for item in gold(path)["statements"] for issue in _listed(item.get("issue"))}
    assert {issue for issue in used if issue.casefold() not in names} == set()


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []
