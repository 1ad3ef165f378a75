import dataclasses
import datetime as dt
from typing import Any

import msgspec

from standoff.core.dates import When
from standoff.core.records import Meeting
from standoff.relating.events_mentions import Page, Placed
from standoff.relating.events_readings import mentions_of
from standoff.relating.events_rows import Told, event_of
from standoff.relating.events_tables import Event


def told(article: str, day: int | None = 4, reason: str = "", **fields: Any) -> Told:
    """An article that tells of talks on a day of March 2031."""
    date = None if day is None else When(earliest=dt.date(2031, 3, day), latest=dt.date(2031, 3, day), precision="day")
    given = {"participants": ("NOR", "SWE"), "place": "Oslo", **fields}
    item = Meeting(id=f"meeting-{article}", article=article, start=3, end=12, text="they meet", date=date, **given)
    (mention,) = mentions_of((), [item], (), ())
    page = Page(article=article, earliest=dt.date(2031, 3, 5))
    return Told(placed=Placed(mention, page), items=(item,), article=f"{article}.txt", reason=reason)


def event(*tellings: Told) -> Event:
    return event_of(tellings, lambda articles: len(set(articles)))


def versions(found: Event, field: str) -> dict[str, tuple[str, ...]]:
    return {one.value: one.articles for row in found.differences if row.field == field for one in row.versions}


def test_an_event_names_its_articles_and_counts_their_origins() -> None:
    found = event(told("b"), told("a"))
    assert found.articles == ("a.txt", "b.txt")
    assert found.origins == 2


def test_what_is_told_alike_is_no_difference() -> None:
    assert event(told("a"), told("b", place="oslo")).differences == ()


def test_a_reader_sees_which_article_says_which_day() -> None:
    found = event(told("a", 4), told("b", 5), told("c", 5))
    assert versions(found, "date") == {"2031-03-05": ("b.txt", "c.txt"), "2031-03-04": ("a.txt",)}
    assert (found.earliest, found.latest) == (dt.date(2031, 3, 4), dt.date(2031, 3, 5))


def test_a_telling_without_a_day_differs_from_none() -> None:
    found = event(told("a", 4), told("b", None))
    assert versions(found, "date") == {}
    assert found.earliest == found.latest == dt.date(2031, 3, 4)


def test_a_reader_sees_which_article_says_which_place() -> None:
    found = event(told("a"), told("b", place="Bergen"), told("c", place="Bergen"))
    assert versions(found, "place") == {"Bergen": ("b.txt", "c.txt"), "Oslo": ("a.txt",)}
    assert found.place == "Bergen"


def test_leaving_out_a_party_tells_nothing_different() -> None:
    assert versions(event(told("a"), told("b", participants=("NOR",))), "participants") == {}


def test_another_party_does() -> None:
    found = event(told("a", participants=("NOR", "SWE")), told("b", participants=("NOR", "DNK")))
    assert versions(found, "participants") == {"NOR, SWE": ("a.txt",), "DNK, NOR": ("b.txt",)}


def test_a_meeting_announced_and_held_was_held() -> None:
    found = event(told("a", status="planned"), told("b", status="held"))
    assert found.status == "held"
    assert versions(found, "status") == {"planned": ("a.txt",), "held": ("b.txt",)}


def test_each_telling_keeps_its_words_and_its_reason() -> None:
    first, second = event(told("a"), told("b", reason="with a.txt: the same day")).tellings
    assert (first.quote.text, first.reason) == ("they meet", "")
    assert second.reason == "with a.txt: the same day"


def test_the_id_does_not_change_when_a_later_article_tells_of_it_too() -> None:
    assert event(told("a"), told("b")).id == event(told("a"), told("b"), told("c")).id


def counting(article: str, figure: str) -> Told:
    one = told(article)
    mention = msgspec.structs.replace(one.placed.mention, figures=frozenset({figure}))
    return dataclasses.replace(one, placed=Placed(mention, one.placed.page))


def test_soldiers_and_troops_are_counted_beside_each_other() -> None:
    found = event(counting("a", "soldiers: 70,000"), counting("b", "troops: 100,000 or more"), counting("c", "ferries: 3"))
    assert set(versions(found, "figure")) == {"soldiers: 70,000", "troops: 100,000 or more"}
