import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from standoff.core.dates import Published
from standoff.core.records import Reading
from standoff.store.database import open_engine
from standoff.store.write import put
from standoff.web import pieces
from standoff.web.app import make_app
from standoff.web.pages.article import MOST_CHARS, MOST_ITEMS, _evidence, parts_of
from tests.report.conftest import Plant
from tests.web.conftest import HOST, dispute, keep, rival


@given(st.text("ab. \n", max_size=400), st.integers(0, 600))
def test_parts_follow_each_other_and_cover_the_text(text: str, repeat: int) -> None:
    whole = text * repeat
    places = list(range(0, len(whole), 97))
    bounds = parts_of(whole, places)
    assert "".join(whole[start:end] for start, end in bounds) == whole
    assert all(end - start <= MOST_CHARS + 1 for start, end in bounds)
    assert all(sum(start <= place < end for place in places) <= MOST_ITEMS + 1 for start, end in bounds)


def test_a_line_without_end_is_cut_all_the_same() -> None:
    assert parts_of("x" * (2 * MOST_CHARS + 5), []) == [
        (0, MOST_CHARS), (MOST_CHARS, 2 * MOST_CHARS), (2 * MOST_CHARS, 2 * MOST_CHARS + 5)
    ]  # fmt: skip


def test_a_part_ends_at_the_end_of_a_line() -> None:
    text = "a line\n" * 10_000
    assert all(text[end - 1] == "\n" for _, end in parts_of(text, []))


class Damaged(Plant):
    """An article that the reader remarked on."""

    def reading(self) -> Reading:
        return msgspec.structs.replace(super().reading(), flags=("damaged:1", "machine_translated"))


def damaged() -> Plant:
    plant = Damaged(
        "damage.txt", "Norway it rejects of limit herring. Sweden \u202eagreed.\u202c", "2030-05-04", outlet="Fjord Post"
    )
    plant.statement("Norway it rejects of limit herring", "reject", "NOR", doubts=("damaged_sentence",), certainty=0.5)
    return plant


def long_report(name: str, outlet: str, tail: str) -> Plant:
    """One text of some length, which two outlets carry."""
    told = " ".join(
        f"On the {day} day of the talks the fishers of harbour {day} told Norway and Sweden what was caught near buoy {day}."
        for day in range(1, 30)
    )
    told = (
        told.replace("harbour 3 told Norway", "harbour 3 informed Norway").replace("caught near buoy 3.", "caught at buoy 3.")
        if tail
        else told
    )
    plant = Plant(name, f"Herring talks go on\n\n{told} {tail}", "2030-05-03" if tail else "2030-05-02", outlet=outlet)
    plant.statement("On the 1 day of the talks the fishers of harbour 1 told Norway", "reaffirm", "NOR")
    return plant


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = open_engine(tmp_path_factory.mktemp("article") / "related.db")
    keep(
        engine,
        dispute(),
        rival(),
        damaged(),
        long_report("first.txt", "Fjord Post", ""),
        long_report("second.txt", "Skerry Times", "A note."),
    )
    with TestClient(make_app(engine), base_url=HOST) as found:
        yield found
    engine.dispose()


def page_of(pages: TestClient, plant: Plant) -> str:
    return pages.get(f"/articles/{plant.article.id[:16]}").text


def test_an_article_leads_to_its_actors_and_issues(pages: TestClient) -> None:
    page = page_of(pages, dispute())
    (entry,) = re.findall(r'<li id="[^"]+" class="c-statement".*?</li>', page, re.DOTALL)[1:2]
    assert re.findall(r'href="(/actors/[^"]+|/issues/[^"]+)"', entry) == ["/actors/SWE", "/actors/NOR", "/issues/herring"]
    assert "herring limit" in entry


def test_an_article_leads_to_what_differs_from_it(pages: TestClient) -> None:
    page = page_of(pages, rival())
    (address, *_) = re.findall(r'class="clash" href="([^"]+)"', page)
    assert pages.get(address.replace("&amp;", "&") + "").text.count('<li id="') == 1


def test_an_article_leads_to_its_origin_and_to_the_text_that_it_copies(pages: TestClient) -> None:
    first, second = long_report("first.txt", "Fjord Post", ""), long_report("second.txt", "Skerry Times", "A note.")
    data = pages.get(f"/articles/{second.article.id[:16]}.json").json()["data"]["elsewhere"]
    assert data["of"]["name"] == "first.txt" and data["origin"]["name"] == "one of 2 articles of one origin"
    assert pages.get(data["origin"]["href"]).status_code == 200
    assert "Copied by" in page_of(pages, first) and f"/articles/{second.article.id[:16]}" in page_of(pages, first)


def test_a_sentence_that_a_copy_changed_in_two_places_is_one_row(pages: TestClient) -> None:
    second = long_report("second.txt", "Skerry Times", "A note.")
    data = pages.get(f"/articles/{second.article.id[:16]}.json").json()["data"]["elsewhere"]
    changes = pages.get(data["origin"]["href"] + ".json").json()["data"]["origin"]["copies"][0]["changes"]
    rows = re.findall(r'<tr role="row"><th scope="row".*?</tr>', pages.get(data["origin"]["href"]).text, re.DOTALL)
    changed = [row for row in rows if "harbour 3" in row]
    assert sum("harbour 3" in (one["source"] or {}).get("text", "") for one in changes) == 2
    assert [re.findall(r'<mark class="is">([^<]+)</mark>', row) for row in changed] == [["informed", "at"]]


def test_an_article_leads_to_its_story(pages: TestClient) -> None:
    data = pages.get(f"/articles/{long_report('first.txt', 'x', '').article.id[:16]}.json").json()["data"]["elsewhere"]
    assert pages.get(data["story"]["href"]).status_code == 200


def test_damage_is_marked_and_told_in_words(pages: TestClient) -> None:
    page = page_of(pages, damaged())
    assert "1 damaged sentence · machine translated" in page and "damaged:1" not in page
    assert re.search(r'<span class="damaged" [^>]*><mark class="coded k-statement[^>]*>Norway it rejects', page)


def test_a_statement_without_a_located_source_is_told_in_the_text(pages: TestClient) -> None:
    page = page_of(pages, rival())
    assert re.search(r'<mark class="coded k-statement i-\S+ unsourced"[^>]*title="no source located[^>]*>Norway accused', page)


def test_what_turns_the_direction_of_reading_stands_alone_and_is_told(pages: TestClient) -> None:
    page = page_of(pages, damaged())
    assert re.search(r'<span class="turner" title="right-to-left override, not obeyed here">\u202e</span>agreed', page)
    assert "turns nothing" in page and "turns nothing" not in page_of(pages, dispute())


def test_two_places_of_one_outlet_are_told_apart() -> None:
    places: Any = [SimpleNamespace(href=f"/articles/{number}", article="a", outlet=name) for number, name in enumerate("ABA")]
    assert re.findall(r">([^<]+)</a>", pieces.refs(places)) == ["A", "B", "A · 2"]


def test_a_day_is_told_from_nothing_that_only_repeats_it() -> None:
    day = dt.date(2030, 5, 4)
    published = Published(earliest=day, latest=day, basis="given", evidence=("2030-05-04", "Friday", "Friday"))
    assert _evidence(published) == ("Friday",)


def test_the_other_sources_of_one_identical_text_are_told(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "twice.db")
    keep(engine, dispute())
    second = dispute()
    second.article = msgspec.structs.replace(
        second.article, name="again.txt", outlet="Skerry Times", url="https://skerry.example/herring"
    )
    keep(engine, second)
    with TestClient(make_app(engine), base_url=HOST) as client:
        (article,) = client.get("/articles.json").json()["data"]["articles"]
        also = client.get(f"{article['href']}.json").json()["data"]["also"]
        page = client.get(article["href"]).text
    engine.dispose()
    assert [(one["name"], one["outlet"]) for one in also] == [("again.txt", "Skerry Times")]
    assert "Skerry Times" in page and 'href="https://skerry.example/herring"' in page


@pytest.fixture
def named(tmp_path: Path) -> Iterator[TestClient]:
    """Two articles with names of their own; both texts came in under a third name too, one text alone under a fourth."""
    engine = open_engine(tmp_path / "named.db")
    one, other = Plant("day 1/cod.txt", "Norway rejected cod.", "2030-05-04"), Plant("cod2.txt", "Sweden rejected cod.", None)
    keep(engine, one, other)
    for plant, name in ((one, "wire.txt"), (other, "wire.txt"), (other, "late.txt")):
        put(engine, msgspec.structs.replace(plant.article, name=name, outlet=name), plant.reading())
    with TestClient(make_app(engine), base_url=HOST) as client:
        yield client
    engine.dispose()


@pytest.mark.parametrize(
    ("address", "name"), [("day%201/cod.txt", "day 1/cod.txt"), ("cod2.txt", "cod2.txt"), ("late.txt", "cod2.txt")]
)
def test_an_article_opens_by_its_name_and_by_one_that_it_alone_was_given_under(
    named: TestClient, address: str, name: str
) -> None:
    assert named.get(f"/articles/{address}.json").json()["data"]["name"] == name
    assert f"/articles/{address}.json" in named.get(f"/articles/{address}").text


def test_a_name_of_several_articles_opens_none_and_names_them(named: TestClient) -> None:
    page = named.get("/articles/wire.txt.json")
    assert page.status_code == 404
    assert "(day 1/cod.txt, cod2.txt)" in page.json()["error"]


@pytest.mark.parametrize("address", ["wire", "cod", "%00", "..%2fcod2.txt", "%25", "day%201"])
def test_a_part_of_a_name_opens_no_article(named: TestClient, address: str) -> None:
    page = named.get(f"/articles/{address}")
    assert page.status_code == 404 and "see the list of articles" in page.text
