"""Gold sheets: YAML with verbatim quotes (`load_quotes`), or offsets without text for articles that cannot be shipped."""

import gzip
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.scoring import Bounds, Mark
from standoff.core.ids import text_id
from standoff.core.records import Article

SECTIONS = {
    "attributions": "attribution",
    "statements": "statement",
    "figures": "figure",
    "meetings": "meeting",
    "forecasts": "forecast",
}
SHEET = Path(__file__).with_name("sheet")
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


class Sheet(NamedTuple):
    """Articles to read and what a person found in them, by kind."""

    articles: list[Article]
    gold: dict[str, list[Mark]]


def locate(text: str, quote: str) -> Bounds:
    """Where the quote stands in the text: as it is, or with other white space; () if nowhere."""
    start = text.find(quote)
    if start >= 0:
        return ((start, start + len(quote)),)
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return ((found.start(), found.end()),) if found else ()


def load_quotes(folder: Path, articles: dict[str, Article]) -> Sheet:
    """The sheets in `folder` for those of `articles` (by name) that have one."""
    gold: dict[str, list[Mark]] = defaultdict(list)
    used = []
    for path in sorted(folder.glob("*.yaml")):
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(sheet, dict) or sheet.get("article") not in articles:
            continue
        article = articles[sheet["article"]]
        used.append(article)
        for kind, items in quoted_items(sheet):
            gold[kind] += [Mark(article.name, locate(article.text, quote), fields) for quote, fields in items]
    return Sheet(used, gold)


def quoted_items(sheet: dict[str, Any]) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """Each kind with its items as (quote, fields)."""
    found: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = [("noise", [(line, {}) for line in sheet.get("noise") or []])]
    for section, kind in SECTIONS.items():
        key = "content" if kind == "attribution" else "evidence"
        found.append((kind, [(item[key], item) for item in sheet.get(section) or []]))
    return found


def load_offsets(path: Path, news: Path) -> Sheet:
    """The sheet of offsets at `path`, over the articles of the news corpus `news` that it names by id and digest.

    A row with a `length` (code points) is of so much of its article, from the beginning.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wanted = {row["source_id"] for row in rows}
    texts = {}
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            found = json.loads(line)
            if found["id"] in wanted:
                texts[found["id"]] = found["title"] + "\n\n" + found["text"]
    articles, gold = [], defaultdict(list)
    for row in rows:
        text = texts.get(row["source_id"], "")[: row.get("length")]
        if text_id(text) != row["sha256"]:
            raise SystemExit(f"the corpus text of {row['source_id']} is not the one that was coded; is {news} another version?")
        articles.append(Article(id=row["sha256"], name=row["name"], text=text))
        for item in row["items"]:
            bounds = tuple((start, end) for start, end in item["bounds"])
            gold[item["kind"]].append(Mark(row["name"], bounds, item["fields"]))
    return Sheet(articles, gold)
