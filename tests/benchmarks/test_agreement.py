import gzip
import json
from pathlib import Path

from benchmarks.agreement import measure
from standoff.core.ids import text_id

TEXT = "Harbour talks\n\nChile demanded that Peru open the harbour. Peru refused."
DEMAND = {"kind": "statement", "bounds": [[15, 56]], "fields": {"act": "demand", "party": "CHL", "addressee": "PER"}}
REFUSAL = {"kind": "statement", "bounds": [[58, 71]], "fields": {"act": "reject", "party": "PER", "addressee": "CHL"}}


def coded(folder: Path, name: str, *items: object) -> Path:
    """A sheet of the one article with these items."""
    row = {"name": "one.txt", "source_id": "one", "sha256": text_id(TEXT), "items": items}
    (folder / name).write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder / name


def corpus(folder: Path) -> Path:
    title, _, body = TEXT.partition("\n\n")
    with gzip.open(folder / "news.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "one", "title": title, "text": body}) + "\n")
    return folder / "news.jsonl.gz"


def test_what_both_code_alike_is_counted(tmp_path: Path) -> None:
    first, second = coded(tmp_path, "first.jsonl", DEMAND, REFUSAL), coded(tmp_path, "second.jsonl", DEMAND)
    found = measure(corpus(tmp_path), [first], second)["statement"]
    assert (found.gold, found.predicted, found.hits) == (2, 1, 1)


def test_one_act_of_two_parties_is_no_agreement(tmp_path: Path) -> None:
    turned = {**DEMAND, "fields": {"act": "demand", "party": "PER", "addressee": "CHL"}}
    first, second = coded(tmp_path, "first.jsonl", DEMAND), coded(tmp_path, "second.jsonl", turned)
    assert measure(corpus(tmp_path), [first], second)["statement"].hits == 0
