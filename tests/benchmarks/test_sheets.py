import gzip
import json
from pathlib import Path

import pytest

from benchmarks.sheets import load_offsets
from standoff.core.ids import text_id

WHOLE = "Harbour talks\n\nChile demanded that Peru open the harbour. Peru refused."


def sheet_of(folder: Path, text: str, **fields: object) -> tuple[Path, Path]:
    """A sheet of one article, coded over `text`, and a corpus that has all of WHOLE."""
    title, _, body = WHOLE.partition("\n\n")
    news, sheet = folder / "news.jsonl.gz", folder / "sheet.jsonl"
    with gzip.open(news, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "one", "title": title, "text": body}) + "\n")
    item = {"kind": "statement", "bounds": [[15, 56]], "fields": {"act": "demand"}}
    row = {"name": "one.txt", "source_id": "one", "sha256": text_id(text), "items": [item], **fields}
    sheet.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return sheet, news


def test_a_row_with_a_length_is_of_the_beginning_of_its_article(tmp_path: Path) -> None:
    cut = WHOLE[:57]
    found = load_offsets(*sheet_of(tmp_path, cut, length=57))
    assert [article.text for article in found.articles] == [cut]
    assert cut[slice(*found.gold["statement"][0].bounds[0])] == "Chile demanded that Peru open the harbour"


def test_a_row_without_one_is_of_the_whole_article(tmp_path: Path) -> None:
    assert load_offsets(*sheet_of(tmp_path, WHOLE)).articles[0].text == WHOLE


def test_another_text_than_was_coded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="is not the one that was coded"):
        load_offsets(*sheet_of(tmp_path, WHOLE[:57]))
