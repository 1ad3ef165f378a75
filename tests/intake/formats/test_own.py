from pathlib import Path

import pytest

from standoff.core.errors import MalformedInput
from standoff.intake.formats.own import refuse_own
from tests.intake.helpers import failure_of, one_of

ARTICLE = '{"kind":"article","id":"' + 64 * "a" + '","name":"a.txt","text":"The envoys met."}\n'
CODING = '{"kind":"statement","id":"statement-0123456789abcdef","article":"a.txt","start":0,"end":5,"text":"Chile"}\n'
TABLE = "id,article,start,end,text,act\n1,a.txt,0,5,Chile,deny\n"


@pytest.mark.parametrize("begin", [ARTICLE, CODING, TABLE, "\ufeff" + TABLE])
def test_an_export_is_not_read_as_articles(begin: str) -> None:
    with pytest.raises(MalformedInput, match="an export of a record, not articles"):
        refuse_own(begin)


@pytest.mark.parametrize(
    "begin",
    [
        '{"kind":"article","id":"12","text":"The envoys met."}',
        '{"kind":"statement","text":"The envoys met."}',
        "id,article,text\n",
        "The envoys met.",
        "",
    ],
)
def test_what_only_looks_like_one_is(begin: str) -> None:
    refuse_own(begin)


@pytest.mark.parametrize(("name", "raw"), [("a.jsonl", ARTICLE), ("a.csv", TABLE)])
def test_the_whole_file_fails_once(tmp_path: Path, name: str, raw: str) -> None:
    assert "an export of a record" in failure_of(tmp_path, name, raw.encode()).reason


def test_rows_of_others_are_read(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.jsonl", b'{"kind":"article","id":"12","text":"The envoys met."}\n').text == "The envoys met."
