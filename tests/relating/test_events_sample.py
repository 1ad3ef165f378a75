"""From articles to events by our own reader: articles of our own, the bundled sample, and the five where they are at hand."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from standoff.api import Record, open_record
from standoff.intake import article_of

SAMPLE = Path(str(files("standoff") / "sample"))
FIVE = Path(__file__).resolve().parents[3] / "shared"
TOLLS = {
    "a.txt": """Norway and Sweden meet over lighthouse tolls

OSLO, March 5, 2031 - Norway's foreign minister Ada Holm met her Swedish counterpart Bert Lind in Oslo on Tuesday for talks on the
lighthouse tolls in the strait. Holm said that Norway rejects Sweden's demand to halve the tolls. The two ministers will meet
again in Stockholm on March 20. The tolls have doubled since the winter, and pilots of both countries refuse to pay them.""",
    "b.txt": """Lighthouse row: ministers talk in Oslo

March 5, 2031. Sweden's foreign minister Bert Lind held talks with Norwegian foreign minister Ada Holm on Tuesday, the first since
the row over lighthouse tolls began. Lind told reporters in Bergen that Sweden demands that the tolls be halved. Pilots of both
countries refuse to pay the tolls, which have doubled since winter.""",
    "c.txt": """Tolls in the strait: a second round

March 21, 2031. The foreign ministers of Norway and Sweden, Ada Holm and Bert Lind, met in Stockholm on Thursday over the
lighthouse tolls. Lind said that Sweden accepts Norway's offer to cut the tolls by a third. Pilots of both countries said they
would pay the tolls again.""",
}


@pytest.fixture(scope="module")
def tolls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("tolls") / "record.db") as record:
        record.add([article_of(text, name=name) for name, text in TOLLS.items()])
        yield record


def test_two_rounds_of_talks_are_two_meetings(tolls: Record) -> None:
    assert [event.articles for event in tolls.meeting_events()] == [("a.txt", "b.txt"), ("a.txt", "c.txt")]


def test_a_round_announced_is_the_round_that_was_held(tolls: Record) -> None:
    (_, second) = tolls.meeting_events()
    assert (second.status, second.place) == ("held", "Stockholm")
    assert {(one.article, one.status) for one in second.tellings} == {("a.txt", "planned"), ("c.txt", "held")}


def test_the_day_of_one_article_is_the_day_of_the_event(tolls: Record) -> None:
    assert [str(event.earliest) for event in tolls.meeting_events()] == ["2031-03-04", "2031-03-20"]


def test_every_telling_stands_in_its_article(tolls: Record) -> None:
    for event in tolls.events():
        for telling in event.tellings:
            text = tolls.article(telling.article).article.text
            assert text[telling.quote.start : telling.quote.end] == telling.quote.text


def test_the_samples_talks_in_brussels_are_told_by_a_wire_and_two_other_papers(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        record.read_sources([SAMPLE])
        (talks,) = (event for event in record.meeting_events() if event.place == "Brussels" and len(event.articles) > 2)
    assert (talks.origins, len(talks.articles)) == (3, 4)
    assert {"RUS", "NATO"} <= set(talks.participants)


@pytest.mark.skipif(not FIVE.joinpath("articles").is_dir(), reason="needs the five articles, which cannot be shipped")
def test_of_the_five_the_call_that_two_articles_announce_is_one_event(tmp_path: Path) -> None:
    gold = yaml.safe_load((FIVE / "gold" / "across.yaml").read_text(encoding="utf-8"))["same_event"]
    (call,) = (one for one in gold if "speak" in one["what"])
    articles = {digit for digit in str(call["articles"]) if digit.isdigit()}
    with open_record(tmp_path / "record.db") as record:
        record.read_sources([FIVE / "articles"])
        (event,) = (event for event in record.events() if event.act == "meet" and event.status == "planned")
    assert {name.lstrip("0")[:1] or "0" for name in (article.split("_")[0] for article in event.articles)} == articles
    assert {person.split()[-1] for person in event.persons} == {word for word in call["what"].split() if word.istitle()}
