import datetime as dt
import json
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import insert

from standoff.core.records import Reading
from standoff.store import query, schema
from standoff.store.database import open_engine
from standoff.store.write import put, put_article
from tests.cli.conftest import Run
from tests.exchange.planted import BRIDGE, article, bridge_reading


def statement(run: Run, act: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("statements", "--act", act, "--format", "jsonl").stdout.splitlines()[0])
    return found


def test_an_item_is_shown_in_its_sentence_with_its_words_marked(run: Run, planted: Path) -> None:
    shown = run("show", str(statement(run, "demand")["id"])).stdout
    assert "Ada Holm said on Monday that [[Norway must reopen the strait]]." in shown


def test_the_sentences_around_it_are_there(run: Run, planted: Path) -> None:
    shown = run("show", str(statement(run, "threaten")["id"])).stdout
    assert "Ada Holm said on Monday" in shown and "Norway refused the demand." in shown


def test_all_that_was_coded_is_there(run: Run, planted: Path) -> None:
    shown = run("show", str(statement(run, "threaten")["id"])).stdout
    assert "CAN threatens → NOR" in shown
    assert "“close our ports”" in shown and "“unless the strait opens”" in shown


def test_what_else_stands_in_the_sentence_is_listed(run: Run, planted: Path) -> None:
    shown = run("show", str(statement(run, "demand")["id"])).stdout
    assert "attribution: Ada Holm (CAN)" in shown.partition("Also coded there")[2]


@pytest.mark.parametrize("cut", [slice(None, None), slice(None, 18), slice(10, None), slice(10, 18)])
def test_any_clear_beginning_of_an_id_is_enough(run: Run, planted: Path, cut: slice) -> None:
    identifier = str(statement(run, "demand")["id"])
    result = run("show", identifier[cut])
    assert (result.exit_code, identifier in result.stdout) == (0, True)


def test_a_beginning_that_several_ids_share_lists_them(run: Run, planted: Path) -> None:
    result = run("show", "statement-")
    assert result.exit_code == 3
    assert "several ids" in result.stderr


def test_an_articles_name_shows_the_article(run: Run, planted: Path) -> None:
    shown = run("show", "a-bridge.txt").stdout
    assert BRIDGE.strip() in shown
    assert "published 2031-05-06 (given)" in shown and "Coded there: 9 items" in shown


def test_a_code_shows_the_actor(run: Run, planted: Path) -> None:
    shown = run("show", "NOR").stdout
    assert shown.startswith("Norway  NOR")
    assert "2 statements" in shown


def test_a_persons_office_is_shown(run: Run, planted: Path) -> None:
    assert "Foreign Minister (CAN)" in run("show", "ada holm").stdout


def test_json_holds_the_item_its_sentence_and_the_rest(run: Run, planted: Path) -> None:
    found = statement(run, "demand")
    shown = json.loads(run("show", str(found["id"]), "--format", "json").stdout)
    assert shown["item"] == found
    assert shown["sentence"]["text"] in BRIDGE
    assert [item["kind"] for item in shown["also"]] == ["attribution"]


def test_what_is_not_there_is_told(run: Run, planted: Path) -> None:
    result = run("show", "ffff0000ffff0000")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "standoff statements" in result.stderr


def test_an_article_shows_none_of_the_items_of_another_that_came_in_under_its_name(run: Run, planted: Path) -> None:
    before = run("show", "a-bridge.txt").stdout
    edited = article("a-bridge.txt", BRIDGE + "\nNobody else spoke.\n")
    record = open_engine(planted)
    first = query.article(record, "a-bridge.txt").article.id
    reading = msgspec.convert(
        json.loads(msgspec.json.encode(bridge_reading()).replace(first.encode(), edited.id.encode())), Reading
    )
    put(record, edited, reading)
    record.dispose()
    assert run("show", "a-bridge.txt").stdout == before


def test_a_beginning_that_several_articles_share_shows_neither(run: Run, planted: Path) -> None:
    record = open_engine(planted)
    with record.begin() as connection:
        for number in (1, 2):
            given = article(f"twin-{number}.txt", f"Text {number}.")
            twin = msgspec.structs.replace(given, id="abcdef" + str(number) * 58)
            put_article(connection, twin)
            connection.execute(
                insert(schema.reading).values(
                    article=twin.id, reader="r", current=True, language="en", made=dt.datetime.now(dt.UTC),
                    data={"article": twin.id, "reader": "r", "language": "en"},
                )
            )  # fmt: skip
    record.dispose()
    result = run("show", "abcdef")
    assert result.exit_code == 3
    assert "several articles" in result.stderr
