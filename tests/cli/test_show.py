import datetime as dt
import json
import re
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import insert

import standoff
from standoff.cli.marking import Marker
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


WHOLES = {
    "meetings": "event", "origins": "origin", "demands": "demand", "positions": "position", "issues": "issue",
}  # fmt: skip


@pytest.mark.parametrize("view", WHOLES)
def test_every_id_that_a_list_prints_is_shown(run: Run, copied: Path, view: str) -> None:
    (row, *_) = [json.loads(line) for line in run(view, "--format", "jsonl").stdout.splitlines()]
    identifier = str(row["id"])
    result = run("show", identifier)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(f"{WHOLES[view]}  {identifier}")
    assert json.loads(run("show", identifier, "--format", "json").stdout) == row


@pytest.fixture
def sample(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record of the bundled sample, read in the quick way."""
    monkeypatch.setenv("STANDOFF_RECORD", str(tmp_path / "sample.db"))
    assert run("read", "--fast", Path(standoff.__file__).parent / "sample").exit_code in (0, 1)


def test_a_conflict_a_series_and_a_story_of_the_sample_are_shown_with_their_sides(run: Run, sample: None) -> None:
    for args, kind in ((("conflicts",), "conflict"), (("figures", "--series"), "series"), (("stories",), "story")):
        (row, *_) = [json.loads(line) for line in run(*args, "--format", "jsonl").stdout.splitlines()]
        shown = run("show", str(row["id"]).rpartition("-")[2][:12]).stdout
        assert shown.startswith(f"{kind}  {row['id']}")
        told = re.findall(r"\b(?:statement|attribution|figure|forecast)-([0-9a-f]{8})", json.dumps(row))
        assert kind == "story" or told
        assert all(digits in shown for digits in told)


def test_a_judgement_and_a_proposal_are_shown(run: Run, planted: Path) -> None:
    made = run("judge", "unsure", "Ada Holm", "NOR").stdout.strip()
    assert "in force" in run("show", made).stdout
    proposed = json.loads(run("actors", "--proposed", "--format", "jsonl").stdout)
    assert "unsure" in run("show", proposed["id"]).stdout


def test_a_word_that_is_nothing_is_not_looked_for_in_all_that_is_told(run: Run, planted: Path) -> None:
    assert run("show", "nothing of the kind").exit_code == 3


def test_a_doubt_is_shown_with_what_it_means(run: Run, planted: Path) -> None:
    (line, *_) = run("statements", "--format", "jsonl").stdout.splitlines()
    identifier = json.loads(line)["id"]
    run("judge", "right", identifier)
    assert "doubt       judged (a person has changed or confirmed it" in run("show", identifier).stdout


def test_a_terminal_without_colours_marks_words_by_brackets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert Marker().evidence("port") != "[[port]]"
    monkeypatch.setenv("TERM", "dumb")
    assert Marker().evidence("port") == "[[port]]"
