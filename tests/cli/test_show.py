import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.exchange.planted import BRIDGE


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
