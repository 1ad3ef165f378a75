"""Conflicts in coverage that was read by the real reader: articles of our own, and five that cannot be shipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.api import Record, open_record
from standoff.relating.conflicts_tables import Conflict

FIVE = Path(__file__).resolve().parents[3] / "shared" / "articles"
OWN = {
    "post.txt": (
        "Norway masses troops, Denmark sees war coming\n\n"
        "Denmark believes that Norway is preparing an attack on Sweden that could come in early June. "
        "Norway has gathered between 60,000 and 80,000 soldiers on the border with Sweden, according to Danish intelligence. "
        "Norway demands that Sweden close its herring ports."
    ),
    "courier.txt": (
        "Sweden calm as Norway gathers troops\n\n"
        "Sweden said on Tuesday there is no reason to think that Norway will attack any time soon. "
        "Norway has gathered more than 100,000 troops on the border with Sweden. "
        "Norway again demanded that Sweden shut the ports from which herring boats sail."
    ),
    "gazette.txt": (
        "Oslo denies it wants war with Sweden\n\n"
        "Norwegian officials said they have no intention of attacking Sweden, "
        "while hundreds of thousands of Norwegian soldiers stand on the border with Sweden. "
        "Sweden must close its herring ports, Norway said."
    ),
}

DAYS = {
    "bulletin.txt": (
        "Bergen, 14 May 2031\n\nEnvoys of Norway and Sweden talk about herring in Bergen\n\n"
        "Envoys of Norway and Sweden met in Bergen on Monday 12 May 2031 to talk about herring quotas. "
        "Norway set Sweden a deadline of 29 December 2031 to answer its complaint about herring quotas."
    ),
    "ledger.txt": (
        "Bergen, 14 May 2031\n\nSweden meets Norway in Bergen about herring\n\n"
        "Swedish envoys sat down with Norwegian ones in Bergen: the two sides met on Tuesday 13 May 2031 over herring quotas. "
        "To answer the complaint about herring quotas Sweden has until a deadline of 31 January 2032, which Norway set."
    ),
    "almanac.txt": (
        "Bergen, 16 May 2031\n\nNorway and Sweden plan more herring talks in Bergen\n\n"
        "A second meeting of the envoys of Norway and Sweden about herring quotas was held in Bergen on 15 May 2031."
    ),
}


def record_of(folder: Path, source: Path) -> Record:
    record = open_record(folder / "record.db")
    record.read_sources([source])
    return record


def conflicts_of(folder: Path, articles: dict[str, str]) -> Iterator[tuple[Conflict, ...]]:
    source = folder / "articles"
    source.mkdir()
    for name, text in articles.items():
        (source / name).write_text(text, encoding="utf-8")
    record = record_of(folder, source)
    yield record.conflicts()
    record.close()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Conflict, ...]]:
    yield from conflicts_of(tmp_path_factory.mktemp("own"), OWN)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Conflict, ...]]:
    yield from conflicts_of(tmp_path_factory.mktemp("days"), DAYS)


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Conflict, ...]]:
    if not FIVE.is_dir():
        pytest.skip("the five articles are not at hand: they cannot be shipped")
    record = record_of(tmp_path_factory.mktemp("five"), FIVE)
    yield record.conflicts()
    record.close()


def of_kind(found: tuple[Conflict, ...], kind: str) -> list[Conflict]:
    return [one for one in found if one.of == kind and one.verdict == "conflict"]


def test_the_size_of_a_build_up_is_one_conflict_of_all_its_sides(own: tuple[Conflict, ...]) -> None:
    (found,) = of_kind(own, "figure")
    assert found.party == ("NOR",)
    assert {side.tellings[0].article for side in found.sides} == set(OWN)


def test_soon_not_soon_and_denied_stand_against_each_other(own: tuple[Conflict, ...]) -> None:
    (found,) = of_kind(own, "forecast")
    assert {side.says.rpartition(": ")[2] for side in found.sides} == {"soon", "not soon", "denied"}
    assert {code for side in found.sides for code in side.claimed_by} >= {"SWE", "NOR"}


def test_one_demand_told_in_three_wordings_is_no_conflict(own: tuple[Conflict, ...]) -> None:
    assert not [one for one in own if one.of == "demand"]


def test_one_meeting_on_two_days_is_one_conflict_without_the_second_meeting(days: tuple[Conflict, ...]) -> None:
    (found,) = [one for one in of_kind(days, "time") if one.about.startswith("meeting")]
    assert {side.tellings[0].article for side in found.sides} == {"bulletin.txt", "ledger.txt"}
    assert "2031-05-12 against 2031-05-13" in found.reason


def test_one_deadline_on_two_days_is_a_conflict(days: tuple[Conflict, ...]) -> None:
    (found,) = [one for one in of_kind(days, "time") if one.about.startswith("deadline")]
    assert set(found.party) == {"NOR", "SWE"}
    assert any("29 December 2031" in side.says for side in found.sides)


def test_five_articles_differ_on_the_size_of_the_build_up(five: tuple[Conflict, ...]) -> None:
    (found,) = [one for one in of_kind(five, "figure") if one.party == ("RUS",)]
    low = sorted(side.tellings[0].quote for side in found.sides)
    assert len(low) == 4
    assert {side.tellings[0].article[:3] for side in found.sides} == {"000", "001", "003", "004"}


def test_five_articles_differ_on_whether_an_attack_is_near(five: tuple[Conflict, ...]) -> None:
    (found,) = of_kind(five, "forecast")
    assert {side.says.rpartition(": ")[2] for side in found.sides} == {"soon", "not soon", "denied"}
    assert {place.article[:3] for side in found.sides for place in side.tellings} >= {"000", "003", "004"}


def test_five_articles_tell_one_demand_in_several_wordings(five: tuple[Conflict, ...]) -> None:
    assert not [one for one in five if one.of == "demand"]
