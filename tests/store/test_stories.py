import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Engine, delete, func, select

from standoff.core.dates import Published, When
from standoff.core.errors import NotFound, UsageError
from standoff.core.ids import content_id
from standoff.core.records import Article, LocalActor, Noise
from standoff.core.spans import cut
from standoff.relating.stories_index import Days, MemoryShelf, Outline
from standoff.relating.stories_words import terms_of
from standoff.store import schema
from standoff.store.database import asking, open_engine, transaction
from standoff.store.judgements import export_lines, import_judgements, judgement_log
from standoff.store.judging import Judging
from standoff.store.query import Filter
from standoff.store.stories import complete_stories
from standoff.store.stories_views import kept_likenesses
from standoff.store.views import Views
from standoff.store.write import put
from tests.relating.events import telling
from tests.store.planted import article, reading_of

FIRST = dt.date(2031, 3, 1)
TITLE = "Ferries wait"


def told(engine: Engine, name: str, text: str, day: int | None = 0, **fields: Any) -> Article:
    """Put an article of this text into the record, out on this day."""
    one = article(f"{TITLE}\n{text}", name)
    on = None if day is None else FIRST + dt.timedelta(day)
    published = Published(earliest=on, latest=on, basis="given" if on else "unknown")
    put(engine, one, reading_of(one, title=cut(one.text, 0, len(TITLE)), published=published, **fields))
    return one


def three(engine: Engine) -> None:
    for edition in (1, 2, 3):
        told(engine, f"{edition}.txt", telling(1, edition), edition)
    told(engine, "other.txt", telling(2, 1))


def counted(engine: Engine) -> int:
    with asking(engine) as connection:
        return connection.execute(select(func.sum(schema.story_count.c.articles))).scalar() or 0


def stories(engine: Engine) -> list[tuple[str, ...]]:
    return [story.articles for story in Views(engine).stories()]


def test_a_story_joins_with_its_readings(engine: Engine) -> None:
    three(engine)
    assert stories(engine) == [("1.txt", "2.txt", "3.txt")]


def test_the_record_and_the_memory_find_the_same(engine: Engine) -> None:
    shelf = MemoryShelf()
    for number in range(24):
        text, day = telling(number % 5, number, 4 + number % 3), None if number % 7 == 6 else number % 9
        told(engine, f"{number}.txt", text, day)
        on = None if day is None else FIRST + dt.timedelta(day)
        shelf.add(terms_of(f"{TITLE}\n{text}"), Outline(days=Days.of(on, on), title=TITLE))
    kept = {(pair.a - 1, pair.b - 1): pair[2:] for pair in kept_likenesses(engine)[1]}
    assert kept == {(pair.a, pair.b): pair[2:] for pair in shelf.pairs}
    assert len(kept) > 20


def test_noise_joins_nothing(engine: Engine) -> None:
    plea = telling(9, 1, 5)
    for event in (1, 2):
        text = f"{telling(event, 1, 5)} {plea}"
        whole = f"{TITLE}\n{text}"
        start, identifier = whole.index(plea), content_id("noise", event)
        of = article(whole).id
        noise = (Noise(id=identifier, article=of, start=start, end=len(whole), text=plea, reason="subscribe"),)
        told(engine, f"{event}.txt", text, noise=noise)
    assert stories(engine) == []


def test_a_join_names_actors_and_days_of_both_readings(engine: Engine) -> None:
    when = When(earliest=FIRST, latest=FIRST, precision="day", basis="stated")
    shared: Any = {"actors": (LocalActor(name="Norway", type="state", code="NOR"),), "times": (when,)}
    told(engine, "1.txt", telling(1, 1), **shared)
    told(engine, "2.txt", telling(1, 2), **shared)
    (story,) = Views(engine).stories()
    assert (story.joins[0].actors, story.joins[0].dates, story.joins[0].days_apart) == (("NOR",), ("2031-03-01",), 0)


def test_nothing_is_told_twice(engine: Engine) -> None:
    three(engine)
    before = kept_likenesses(engine)
    three(engine)
    assert kept_likenesses(engine) == before


def test_articles_kept_without_it_are_told_later(engine: Engine) -> None:
    three(engine)
    before = kept_likenesses(engine)
    with transaction(engine) as connection:
        for table in ("story_pair", "story_word", "story_count", "story_sheet"):
            connection.execute(delete(schema.metadata.tables[table]))
    assert stories(engine) == []
    assert complete_stories(engine) == 4
    assert kept_likenesses(engine) == before
    assert complete_stories(engine) == 0


def test_a_copy_counts_its_words_once_and_is_one_origin(engine: Engine) -> None:
    three(engine)
    before = counted(engine)
    told(engine, "copy.txt", f"{telling(1, 1)} End.", 1)
    assert counted(engine) == before
    (story,) = Views(engine).stories()
    assert (story.origins, len(story.articles)) == (3, 4)


def test_the_filter_chooses_by_article_and_day(engine: Engine) -> None:
    three(engine)
    views = Views(engine)
    assert len(views.stories(Filter(article="2.txt"))) == 1
    assert views.stories(Filter(article="other.txt")) == ()
    assert views.stories(Filter(since=FIRST + dt.timedelta(9))) == ()
    assert views.story_of("1.txt") == views.story_of("3.txt")
    assert views.story_of("other.txt") is None
    with pytest.raises(NotFound):
        views.story_of("none.txt")


def test_people_join_and_split_stories_and_take_it_back(engine: Engine) -> None:
    three(engine)
    judging = Judging(engine, "Ada")
    judging.stories("same", "1.txt", "other.txt")
    split = judging.stories("not_same", "1.txt", "3.txt")
    found = {frozenset(story) for story in stories(engine)}
    assert not any({"1.txt", "3.txt"} <= story for story in found)
    assert any({"1.txt", "other.txt"} <= story for story in found)
    assert [story.articles for story in Views(engine).raw.stories()] == [("1.txt", "2.txt", "3.txt")]
    judging.undo(split.id)
    assert {frozenset(story) for story in stories(engine)} == {frozenset({"1.txt", "2.txt", "3.txt", "other.txt"})}


def test_judgements_of_stories_travel(engine: Engine, new_place: Any) -> None:
    three(engine)
    Judging(engine, "Ada").stories("same", "1.txt", "other.txt")
    lines = list(export_lines(judgement_log(engine)))
    elsewhere = open_engine(new_place())
    assert import_judgements(elsewhere, lines) == (1, 0)
    assert [one.state for one in Views(elsewhere).judgements()] == ["not applied"]
    three(elsewhere)
    assert stories(elsewhere) == stories(engine)
    elsewhere.dispose()


def test_one_article_cannot_be_judged_with_itself(engine: Engine) -> None:
    three(engine)
    with pytest.raises(UsageError, match="one article"):
        Judging(engine, "Ada").stories("same", "1.txt", "1.txt")
