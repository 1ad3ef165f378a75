from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, func, insert, select, update

from standoff.core.errors import NotFound
from standoff.core.ids import content_id
from standoff.core.records import Article, Noise, Reading
from standoff.relating.copies_index import BOILERPLATE, MemoryShelf, Sheet
from standoff.store import schema
from standoff.store.database import asking, open_engine, transaction
from standoff.store.judgements import export_lines, import_judgements, judgement_log, one_text
from standoff.store.judging import Judging
from standoff.store.origins import complete
from standoff.store.origins_views import index_around, kept_pairs
from standoff.store.query import Filter
from standoff.store.views import Views
from standoff.store.write import put
from tests.relating.texts import story, text
from tests.store.planted import article, reading_of

PLEA = "Become a friend of the paper and read all that our people see on the quays for two pounds a month."


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Engine]:
    """A record beside the one under test."""
    made = open_engine(str(tmp_path / "second.db"))
    yield made
    made.dispose()


def told(engine: Engine, name: str, sentences: list[str], noise: str = "", **fields: Any) -> Article:
    """Put an article of these sentences into the record, with `noise` at its end marked as such."""
    whole = text([*sentences, noise]) if noise else text(sentences)
    one = article(whole, name)
    start, bounds = 0, []
    for sentence in sentences:
        bounds.append((start, start + len(sentence)))
        start += len(sentence) + 1
    put(engine, one, _reading(one, tuple(bounds), noise, **fields))
    return one


def _reading(one: Article, bounds: tuple[tuple[int, int], ...], noise: str, **fields: Any) -> Reading:
    marked: tuple[Noise, ...] = ()
    if noise:
        start, end = one.text.index(noise), len(one.text)
        identifier = content_id("noise", one.id, start, end)
        marked = (Noise(id=identifier, article=one.id, start=start, end=end, text=noise, reason="subscribe"),)
    return reading_of(one, sentences=bounds, noise=marked, **fields)


def rows(engine: Engine, table: str) -> int:
    with asking(engine) as connection:
        return connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar() or 0


def test_a_copy_joins_with_its_reading(engine: Engine) -> None:
    told(engine, "a.txt", story(1))
    told(engine, "b.txt", story(2))
    told(engine, "c.txt", story(1)[:6])
    assert [pair[:3] for pair in kept_pairs(engine).pairs] == [(1, 3, "joined")]
    (origin,) = Views(engine).origins()
    assert origin.articles == ("a.txt", "c.txt")
    assert [copy.kind for copy in origin.copies] == ["cut"]


def test_the_record_and_the_memory_find_the_same(engine: Engine) -> None:
    shelf = MemoryShelf()
    texts = [[*story(seed % 7, 15)[seed % 4 : 15 - seed % 3], f"Edition {seed}."] for seed in range(25)]
    for number, sentences in enumerate(texts):
        told(engine, f"{number}.txt", sentences)
        shelf.add(Sheet(text(sentences)))
    kept = [(pair.a - 1, pair.b - 1, *pair[2:]) for pair in kept_pairs(engine).pairs]
    assert kept == sorted(tuple(pair) for pair in shelf.pairs)
    assert len(kept) > 10


def test_noise_is_left_out(engine: Engine) -> None:
    told(engine, "a.txt", story(1, 1), noise=PLEA)
    told(engine, "b.txt", story(2, 1), noise=PLEA)
    assert Views(engine).origins() == ()


def test_the_changes_stand_in_the_articles(engine: Engine) -> None:
    sentences = story(1)
    source = told(engine, "a.txt", sentences)
    copy = told(engine, "b.txt", [*sentences[2:], "Another paper adds that nobody was hurt."])
    origin = Views(engine).origin_of("b.txt")
    assert origin is not None
    changes = origin.copies[0].changes
    assert [change.kind for change in changes] == ["added", "left out", "left out"]
    for change in changes:
        for span, of in ((change.source, source), (change.copy, copy)):
            assert span is None or of.text[span.start : span.end] == span.text


def test_an_article_alone_has_no_origin_to_share(engine: Engine) -> None:
    told(engine, "a.txt", story(1))
    assert Views(engine).origin_of("a.txt") is None
    with pytest.raises(NotFound):
        Views(engine).origin_of("b.txt")


def test_any_set_of_articles_is_counted_in_origins(engine: Engine) -> None:
    for name, seed in (("a.txt", 1), ("b.txt", 1), ("c.txt", 2)):
        told(engine, name, [*story(seed), f"So {name} has it."])
    index = Views(engine).origin_index()
    assert str(index.tally(["a.txt", "b.txt", "c.txt", "c.txt"])) == "2 origins (3 articles)"
    assert str(index.tally(["a.txt", "b.txt"])) == "1 origin (2 articles)"
    assert str(index.tally(["a.txt", "c.txt"])) == "2 articles"
    assert str(index.tally([])) == "0 articles"


def test_the_filter_chooses_origins_by_article(engine: Engine) -> None:
    for name, seed in (("a.txt", 1), ("b.txt", 1), ("c.txt", 2), ("d.txt", 2)):
        told(engine, name, [*story(seed), f"So {name} has it."])
    views = Views(engine)
    assert [origin.articles for origin in views.origins(Filter(article="d.txt"))] == [("c.txt", "d.txt")]
    assert len(views.origins()) == 2
    assert views.origins(changes=False)[0].copies[0].changes == ()


def test_reading_again_tells_nothing_twice(engine: Engine) -> None:
    one = told(engine, "a.txt", story(1))
    told(engine, "b.txt", story(1)[:6])
    before = {table: rows(engine, table) for table in ("fingerprint", "gram", "overlap")}
    put(engine, one, reading_of(one, "reader-2"))
    put(engine, one, reading_of(one, "reader-1"))
    assert {table: rows(engine, table) for table in before} == before


def test_what_an_older_standoff_kept_is_completed(engine: Engine) -> None:
    for number in range(3):
        told(engine, f"{number}.txt", [*story(1), f"Edition {number}."])
    before = kept_pairs(engine)
    with transaction(engine) as connection:
        for table in (schema.overlap, schema.gram, schema.fingerprint):
            connection.execute(delete(table))
    assert Views(engine).origins() == ()
    assert complete(engine) == 3
    assert [pair[2:] for pair in kept_pairs(engine).pairs] == [pair[2:] for pair in before.pairs]
    assert complete(engine) == 0


def test_another_methods_fingerprints_are_not_mixed_in(engine: Engine) -> None:
    told(engine, "a.txt", story(1))
    told(engine, "b.txt", story(1)[:6])
    with transaction(engine) as connection:
        connection.execute(update(schema.fingerprint).values(method="words4-0"))
    assert Views(engine).origins() == ()


def test_a_failed_put_leaves_no_fingerprint(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("standoff.store.origins.match", fail)
    with pytest.raises(ZeroDivisionError):
        told(engine, "a.txt", story(1))
    assert (rows(engine, "fingerprint"), rows(engine, "article")) == (0, 0)


def test_the_index_is_asked_in_bounded_questions(engine: Engine) -> None:
    long = story(1, 400)
    told(engine, "a.txt", long)
    told(engine, "b.txt", long)
    told(engine, "c.txt", [*long, "One more."])
    assert len(kept_pairs(engine).pairs) == 1


def test_a_text_without_words_is_kept(engine: Engine) -> None:
    told(engine, "a.txt", ["!!!"])
    assert rows(engine, "fingerprint") == 1


def test_boilerplate_fills_no_more_of_the_index(engine: Engine) -> None:
    """A 5-gram that very many hold already is not kept for one more."""
    told(engine, "a.txt", story(1))
    with transaction(engine) as connection:
        words = connection.execute(select(schema.fingerprint.c.words)).scalar()
        for number in range(BOILERPLATE):
            row = {"article": connection.execute(select(schema.article.c.id)).scalar(), "method": f"m{number}", "size": 1}
            connection.execute(insert(schema.fingerprint).values(**row, words=words, made=func.now()))
        hashes = list(connection.execute(select(schema.gram.c.hash)).scalars())
        more = [{"hash": one, "fingerprint": 2 + number} for one in hashes for number in range(BOILERPLATE - 1)]
        connection.execute(insert(schema.gram), more)
    before = rows(engine, "gram")
    told(engine, "b.txt", story(1)[:6])
    assert rows(engine, "gram") - before <= 2
    assert kept_pairs(engine).pairs == ()


def test_judged_origins_are_followed_by_views_and_counts(engine: Engine) -> None:
    for name, sentences in (("a.txt", story(1)), ("b.txt", story(2)), ("c.txt", story(1)[:6])):
        told(engine, name, sentences)
    judging, views = Judging(engine, "Tester"), Views(engine)
    split = judging.origins("not_same", "a.txt", "c.txt")
    assert views.origins() == () and views.origin_index().tally(["a.txt", "c.txt"]).origins == 2
    assert views.raw.origin_index().tally(["a.txt", "c.txt"]).origins == 1
    judging.origins("same", "a.txt", "b.txt")
    (origin,) = views.origins()
    assert set(origin.articles) == {"a.txt", "b.txt"} and views.origin_index().tally(["a.txt", "b.txt"]).origins == 1
    judging.undo(split.id)
    assert {name for one in views.origins() for name in one.articles} == {"a.txt", "b.txt", "c.txt"}
    assert {one.state for one in views.judgements()} == {"undone", "in force"}


def test_judged_origins_go_from_record_to_record(engine: Engine, second: Engine) -> None:
    for one in (engine, second):
        told(one, "a.txt", story(1))
        told(one, "c.txt", story(1)[:6])
    Judging(engine, "Tester").origins("not_same", "a.txt", "c.txt")
    assert import_judgements(second, export_lines(judgement_log(engine))) == (1, 0)
    assert Views(second).origins() == ()


def test_a_judged_origin_of_an_article_that_is_not_there_is_told(engine: Engine, second: Engine) -> None:
    for name, sentences in (("a.txt", story(1)), ("c.txt", story(1)[:6])):
        told(engine, name, sentences)
    Judging(engine, "Tester").origins("not_same", "a.txt", "c.txt")
    import_judgements(second, export_lines(judgement_log(engine)))
    (standing,) = Views(second).judgements()
    assert (standing.state, standing.why) == ("not applied", "the record does not have both of the articles")


def test_what_is_told_anew_around_a_judgement_is_what_all_told_anew_would_be(engine: Engine) -> None:
    for number in (1, 2, 3):
        told(engine, f"a{number}.txt", story(number))
        told(engine, f"b{number}.txt", story(number)[:6])
    told(engine, "alone.txt", story(9))
    judging, views = Judging(engine, "Tester"), Views(engine)
    moves = (("not_same", "a1.txt", "b1.txt"), ("same", "a2.txt", "alone.txt"), ("same", "b1.txt", "alone.txt"),
             ("not_same", "a3.txt", "b3.txt"), ("not_same", "a1.txt", "a2.txt"))  # fmt: skip
    index, made = views.origin_index(), []
    for way, one, other in moves:
        judgement = judging.origins(way, one, other)  # type: ignore[arg-type]
        made.append(judgement)
        index = index_around(engine, index, [subject.id for subject in judgement.subjects], one_text(engine))
        assert index == views.origin_index()
    for judgement in made:
        judging.undo(judgement.id)
        index = index_around(engine, index, [subject.id for subject in judgement.subjects], one_text(engine))
        assert index == views.origin_index()
    assert len(index.origins) == 3
