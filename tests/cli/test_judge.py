import json
from pathlib import Path

import pytest

from standoff.cli.judge import judge
from standoff.core.records import LocalActor, Reading
from standoff.core.spans import Span
from standoff.store.database import open_engine
from standoff.store.views import Views
from standoff.store.write import put
from tests.cli.conftest import Run
from tests.exchange.planted import article, plant

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"


def rows(run: Run, *args: str) -> list[dict[str, object]]:
    result = run(*args, "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def identifier(run: Run, act: str) -> str:
    return str(rows(run, "statements", "--act", act, "--raw")[0]["id"])


@pytest.mark.parametrize("command", judge.commands)
def test_each_way_to_judge_has_help_with_an_example_and_is_documented(run: Run, command: str) -> None:
    text = run("judge", command, "--help").stdout
    assert f"standoff judge {command}" in text.partition("Example:")[2]
    page = DOCS.read_text("utf-8")
    assert f"standoff judge {command}" in page
    assert all(
        f"`{option}" in page for parameter in judge.commands[command].params for option in parameter.opts if "--" in option
    )


def test_a_judgement_prints_its_id_and_how_to_take_it_back(run: Run, planted: Path) -> None:
    result = run("judge", "wrong", identifier(run, "threaten"), "--by", "Ada")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("judgement-") and f"judge undo {result.stdout.strip()}" in result.stderr


def test_what_is_wrong_goes_and_raw_still_shows_it(run: Run, planted: Path) -> None:
    run("judge", "wrong", identifier(run, "threaten")[-16:-4])
    assert rows(run, "statements", "--act", "threaten") == []
    assert len(rows(run, "statements", "--act", "threaten", "--raw")) == 1


def test_a_correction_takes_names_of_parties_and_issues(run: Run, planted: Path) -> None:
    result = run("judge", "correct", identifier(run, "threaten"), "--act", "warn", "--party", "norway", "--addressee", "BOL")
    assert result.exit_code == 0 and "BOL is nobody in this record yet" in result.stderr
    (row,) = rows(run, "statements", "--act", "warn")
    assert (row["party"], row["addressee"], row["doubts"]) == (["NOR"], ["BOL"], ["judged"])


def test_an_empty_value_empties_its_field(run: Run, planted: Path) -> None:
    run("judge", "correct", identifier(run, "threaten"), "--speaker", "")
    assert rows(run, "statements", "--act", "threaten")[0]["speaker"] is None


def test_actors_are_merged_and_the_undo_splits_them(run: Run, planted: Path) -> None:
    made = run("judge", "same", "Ada Holm", "NOR").stdout.strip()
    assert [row["id"] for row in rows(run, "actors")] == ["NOR"]
    assert run("judge", "undo", made).exit_code == 0
    assert len(rows(run, "actors")) == 2


def test_whom_one_is_unsure_of_are_proposed(run: Run, planted: Path) -> None:
    run("judge", "unsure", "Ada Holm", "NOR")
    assert [len(row["proposed"]) for row in rows(run, "actors")] == [1, 1]  # type: ignore[arg-type]


def test_words_are_judged_noise(run: Run, planted: Path) -> None:
    result = run("judge", "noise", "a-bridge.txt", "--words", "Norway refused the demand.", "--kind", "caption")
    assert result.exit_code == 0, result.stderr
    assert [row["article"] for row in rows(run, "statements", "--act", "reject")] == ["b-answer.txt"]


def test_the_span_of_an_item_is_judged_noise_and_then_the_article_again(run: Run, planted: Path) -> None:
    run("judge", "noise", identifier(run, "threaten"))
    assert rows(run, "statements", "--act", "threaten") == []
    shown = json.loads(run("show", "a-bridge.txt", "--format", "json").stdout)["items"]
    own = next(item["id"] for item in shown if item["kind"] == "noise" and item["reason"] == "judged")
    assert run("judge", "not-noise", own).exit_code == 0
    assert len(rows(run, "statements", "--act", "threaten")) == 1


@pytest.mark.parametrize(
    ("code", "told", "command"),
    [
        (3, "standoff statements", ("wrong", "0123abcd")),
        (3, "standoff actors", ("same", "Nobody", "NOR")),
        (2, "one actor", ("same", "Norway", "NOR")),
        (2, "give the id of an item", ("wrong", "NOR")),
        (3, "does not hold", ("noise", "a-bridge.txt", "--words", "no such words")),
        (2, "--words TEXT", ("noise", "a-bridge.txt")),
        (2, "more than once", ("noise", "a-bridge.txt", "--words", "the")),
        (3, "standoff judgements", ("undo", "judgement-0")),
    ],
)
def test_what_cannot_be_judged_is_told(run: Run, planted: Path, code: int, told: str, command: tuple[str, ...]) -> None:
    result = run("judge", *command)
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr and result.stderr.count("\n") == 1


def test_a_correction_of_nothing_lists_the_fields(run: Run, planted: Path) -> None:
    result = run("judge", "correct", identifier(run, "threaten"))
    assert result.exit_code == 2 and "addressee" in result.stderr


def test_the_help_of_the_group_cuts_no_sentence(run: Run) -> None:
    text = " ".join(run("judge", "--help").stdout.split())
    assert all((command.help or "?").split(".")[0].replace("\n", " ") in text for command in judge.commands.values())


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--low", "many", "is no number"),
        ("--low", "nan", "is no number"),
        ("--low", "99,000", "is no range"),
        ("--high", "1", "is no range"),
    ],
)
def test_a_figure_is_corrected_by_a_range_of_numbers(run: Run, planted: Path, option: str, value: str, told: str) -> None:
    result = run("judge", "correct", figure(run), option, value)
    assert result.exit_code == 2 and told in result.stderr


def test_thousands_may_be_set_off(run: Run, planted: Path) -> None:
    assert run("judge", "correct", figure(run), "--low", "1,000", "--high", "1,200").exit_code == 0
    assert [(row["low"], row["high"]) for row in rows(run, "figures") if row["doubts"] == ["judged"]] == [(1000, 1200)]


def figure(run: Run) -> str:
    return str(rows(run, "figures", "--raw")[0]["id"])


def test_what_a_status_may_be_is_told(run: Run, planted: Path) -> None:
    result = run("judge", "correct", identifier(run, "threaten"), "--status", "maybe")
    assert result.exit_code == 2 and "status is one of: stated, offered" in result.stderr


def test_what_is_right_is_called_so(run: Run, planted: Path) -> None:
    assert ": right; take it back" in run("judge", "right", identifier(run, "threaten")).stderr
    assert [row["decision"] for row in rows(run, "judgements")] == ["right"]


def test_who_judges_is_told_by_option_or_environment(run: Run, planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDOFF_JUDGE", "Bert")
    run("judge", "wrong", identifier(run, "threaten"), "--reason", "irony")
    run("judge", "wrong", identifier(run, "demand"), "--by", "Ada")
    found = rows(run, "judgements")
    assert [(row["who"], row["reason"]) for row in found] == [("Bert", "irony"), ("Ada", None)]


def test_the_log_tells_what_was_overruled_and_by_what(run: Run, planted: Path) -> None:
    run("judge", "same", "Ada Holm", "NOR")
    newer = run("judge", "not-same", "Ada Holm", "NOR").stdout.strip()
    found = rows(run, "judgements")
    assert [(row["state"], row["by"]) for row in found] == [("overruled", newer), ("in force", None)]
    assert len(run("judgements").stdout.splitlines()) == 3


def test_a_log_goes_from_one_record_to_another(run: Run, planted: Path, tmp_path: Path) -> None:
    run("judge", "wrong", identifier(run, "threaten"))
    log, second = tmp_path / "log.jsonl", tmp_path / "second.db"
    assert run("judgements", "--export", log).exit_code == 0
    plant(second).engine.dispose()
    result = run("judgements", "--import", log, "--record", second)
    assert (result.exit_code, result.stderr) == (0, "1 judgement added, 0 known already\n")
    assert rows(run, "statements", "--record", str(second)) == rows(run, "statements")
    assert "0 judgements added, 1 known" in run("judgements", "--import", "-", stdin=log.read_bytes()).stderr


def test_a_log_that_was_changed_is_refused(run: Run, planted: Path, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text('{"id": "judgement-1"}\n')
    result = run("judgements", "--import", tmp_path / "log.jsonl")
    assert result.exit_code == 3 and "line 1" in result.stderr


def test_an_item_that_was_judged_says_so(run: Run, planted: Path) -> None:
    wrong = identifier(run, "threaten")
    run("judge", "wrong", wrong)
    assert "judged wrong" in run("show", wrong).stdout


def test_what_is_right_or_cannot_be_told_is_in_the_log(run: Run, planted: Path) -> None:
    one, other = identifier(run, "threaten"), identifier(run, "demand")
    assert run("judge", "right", one).exit_code == run("judge", "unsure", other).exit_code == 0
    assert sorted(json.loads(line)["decision"] for line in run("judgements", "--export", "-").stdout.splitlines()) == [
        "correct",
        "unsure",
    ]
    assert len(rows(run, "statements", "--act", "demand")) == 1


def test_accounts_are_said_to_conflict_or_to_hold_all(run: Run, planted: Path) -> None:
    two = identifier(run, "threaten"), identifier(run, "demand")
    for given in (("conflict",), ("no-conflict",), ("conflict", "--unsure")):
        assert run("judge", *given, *two).exit_code == 0
    decisions = {json.loads(line)["decision"] for line in run("judgements", "--export", "-").stdout.splitlines()}
    assert decisions == {"conflict", "no_conflict", "unsure"}


def test_one_account_is_no_conflict(run: Run, planted: Path) -> None:
    result = run("judge", "conflict", identifier(run, "threaten"))
    assert result.exit_code == 2 and "two or more" in result.stderr


def test_an_origin_is_judged_of_two_articles(run: Run, copied: Path) -> None:
    (origin,) = rows(run, "origins")
    names = [str(name) for name in origin["articles"]]  # type: ignore[attr-defined]
    assert run("judge", "not-same", "--origin", *names).exit_code == 0
    assert rows(run, "origins") == [] and len(rows(run, "origins", "--raw")) == 1
    assert run("judge", "same", "--origin", *names).exit_code == 0
    assert [one["articles"] for one in rows(run, "origins")] == [names]


@pytest.mark.parametrize("asked", [("--origin",), ("--story",), ("--event",)])
def test_what_is_asked_of_two_is_not_asked_of_one(run: Run, planted: Path, asked: tuple[str, ...]) -> None:
    assert run("judge", "unsure", *asked, "bridge.txt").exit_code == 2
    assert run("judge", "same", "--story", "--origin", "bridge.txt", "bridge.txt").exit_code == 2


def test_two_articles_without_a_question_are_asked_for_one(run: Run, copied: Path) -> None:
    names = [str(row["name"]) for row in rows(run, "articles")]
    result = run("judge", "same", *names[:2])
    assert result.exit_code == 2 and "--story or --origin" in result.stderr


def test_two_actors_of_the_codebook_are_joined_with_a_word_and_both_names_lead_there(run: Run, planted: Path) -> None:
    more = article("d-quay.txt", "Sweden waits.")
    sweden = LocalActor(name="Sweden", type="state", code="SWE", mentions=(Span(0, 6, "Sweden"),))
    engine = open_engine(planted)
    put(engine, more, Reading(article=more.id, reader="planted", language="en", actors=(sweden,)))
    engine.dispose()
    result = run("judge", "same", "NOR", "SWE")
    assert "two actors of the codebook" in result.stderr
    assert rows(run, "statements", "--party", "SWE") == rows(run, "statements", "--party", "NOR") != []


def test_a_correction_of_which_one_field_is_newer_still_holds(run: Run, planted: Path) -> None:
    one = identifier(run, "threaten")
    older = run("judge", "correct", one, "--act", "warn", "--party", "SWE").stdout.strip()
    newer = run("judge", "correct", one, "--act", "demand").stdout.strip()
    found = {str(row["id"]): row for row in rows(run, "judgements")}
    assert (found[older]["state"], found[older]["by"]) == ("in force", newer)
    assert str(found[older]["why"]).startswith("but for act")
    run("judge", "correct", one, "--party", "NOR")
    assert {str(row["id"]): row["state"] for row in rows(run, "judgements")}[older] == "overruled"


def test_a_bad_date_is_told_of_its_own_option(run: Run, planted: Path) -> None:
    result = run("positions", "--as-of", "foo")
    assert result.exit_code == 2 and "--as-of 'foo'" in result.stderr


def test_an_unknown_act_is_told_in_sentences(run: Run, planted: Path) -> None:
    result = run("statements", "--act", "threat")
    assert "no act of the codebook (did you mean threaten?); the acts are: " in result.stderr


def test_what_is_kept_and_read_no_more_can_be_judged_and_shown(run: Run, planted: Path) -> None:
    one = identifier(run, "threaten")
    run("judge", "right", one)
    engine = open_engine(planted)
    name = str(rows(run, "statements", "--act", "threaten")[0]["article"])
    text = Views(engine).article(name).article
    put(engine, text, Reading(article=text.id, reader="planted-2", language="en"))
    engine.dispose()
    assert rows(run, "statements", "--act", "threaten", "--raw") == []
    assert [row["id"] for row in rows(run, "statements", "--act", "threaten")] == [one]
    assert one in run("show", one).stdout
    assert run("judge", "correct", one[-16:], "--act", "warn").exit_code == 0
    assert [row["id"] for row in rows(run, "statements", "--act", "warn")] == [one]


def test_who_may_be_one_is_listed_until_told_apart(run: Run, planted: Path) -> None:
    assert rows(run, "actors", "--proposed") == []
    run("judge", "unsure", "Ada Holm", "NOR")
    (found,) = rows(run, "actors", "--proposed")
    assert (found["way"], {found["a_name"], found["b_name"]}) == ("unsure", {"Ada Holm", "Norway"})
    run("judge", "not-same", "Ada Holm", "NOR")
    assert rows(run, "actors", "--proposed") == []
