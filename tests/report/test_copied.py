from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.core.records import Reading
from standoff.report.brief import build_brief
from standoff.report.html import to_html
from standoff.report.markdown import to_markdown
from standoff.report.shapes import Brief
from standoff.report.words import told_by
from standoff.store.database import open_engine
from standoff.store.query import Filter
from standoff.store.views import Views
from standoff.store.write import put
from tests.exchange.planted import article, plant_copy
from tests.relating.texts import story, text


@pytest.fixture
def brief(tmp_path: Path) -> Iterator[Brief]:
    views = plant_copy(tmp_path / "record.db")
    yield build_brief(views)
    views.engine.dispose()


def test_copies_count_once(brief: Brief) -> None:
    assert (brief.origins, brief.articles) == (2, 3)
    assert "2 origins (3 articles)" in to_markdown(brief)
    assert "2 origins (3 articles)" in to_html(brief)


def test_what_is_no_copy_is_counted_in_articles(tmp_path: Path) -> None:
    views = Views(open_engine(tmp_path / "alone.db"))
    one = article("a.txt", text(story(1)) + "\n")
    put(views.engine, one, Reading(article=one.id, reader="planted", language="en"))
    assert "· 1 article\n" in to_markdown(build_brief(views))
    views.engine.dispose()


def test_the_sources_say_who_copied_whom(brief: Brief) -> None:
    said = {source.name: source.copied for source in brief.sources}
    numbers = {source.name: source.number for source in brief.sources}
    assert said["b-answer.txt"] == ()
    (first,), (copy,) = said["a-bridge.txt"], said["c-cut.txt"]
    assert first == f"one origin with [{numbers['c-cut.txt']}] (the fullest text; dates do not tell the first)"
    assert copy.startswith(f"cut from [{numbers['a-bridge.txt']}] (")
    assert "1 sentence added" in copy


def test_a_copy_that_the_filter_leaves_out_is_not_counted(tmp_path: Path) -> None:
    views = plant_copy(tmp_path / "record.db")
    brief = build_brief(views, Filter(article="a-bridge.txt"))
    assert (brief.origins, brief.articles) == (1, 1)
    views.engine.dispose()


@pytest.mark.parametrize(
    ("origins", "articles", "words"),
    [(2, 3, "2 origins (3 articles)"), (1, 2, "1 origin (2 articles)"), (3, 3, "3 articles"), (0, 1, "1 article")],
)
def test_a_count_in_words(origins: int, articles: int, words: str) -> None:
    assert told_by(origins, articles) == words
