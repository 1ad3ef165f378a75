import json
from pathlib import Path

import pytest

from standoff.cli.search import pattern_of
from tests.cli.conftest import Run
from tests.exchange.planted import BRIDGE


def test_a_hit_is_a_sentence_with_its_article_and_offsets(run: Run, planted: Path) -> None:
    (hit,) = map(json.loads, run("search", "close", "ports", "--format", "jsonl").stdout.splitlines())
    assert hit["article_name"] == "a-bridge.txt"
    assert BRIDGE[hit["start"] : hit["end"]] == hit["text"]
    assert "close our ports" in hit["text"]


def test_other_forms_of_a_word_are_found(run: Run, planted: Path) -> None:
    assert "We will close our ports" in run("search", "closing", "port").stdout


def test_words_in_quotes_stay_together(run: Run, planted: Path) -> None:
    assert run("search", '"the strait opens"').stdout.count("\n") == 2
    assert run("search", '"strait the opens"').stdout.count("\n") == 1


def test_a_limit_that_cuts_is_told(run: Run, planted: Path) -> None:
    result = run("search", "strait", "--limit", "1")
    assert result.stdout.count("\n") == 2
    assert "there may be more" in result.stderr


@pytest.mark.parametrize("words", ["strait AND (", '"strait', "a*b NEAR/2", "-x", "::x"])
def test_no_words_are_an_error(run: Run, planted: Path, words: str) -> None:
    assert run("search", "--", words).exit_code == 0


@pytest.mark.parametrize("words", ["", '"', "::", "***"])
def test_signs_without_a_word_are_told(run: Run, planted: Path, words: str) -> None:
    result = run("search", "--", words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no word" in result.stderr


@pytest.mark.parametrize(("words", "marked"), [("closing", "close"), ("sanction", "sanctions"), ("parties", "party")])
def test_the_forms_found_are_the_forms_marked(words: str, marked: str) -> None:
    pattern = pattern_of(words)
    assert pattern is not None
    assert pattern.findall(f"the {marked} and enclosed depart") == [marked]


def test_nothing_to_mark_is_no_pattern() -> None:
    assert pattern_of("--") is None
