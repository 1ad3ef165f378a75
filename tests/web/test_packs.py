from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

import msgspec

from standoff.relating.proposals_tables import Proposal
from standoff.relating.stories_tables import Story
from standoff.web import packs
from standoff.web.exchanged import MOST_READY, ready
from standoff.web.packs import Head, Pack, packed


def proposal(name: str) -> Proposal:
    return Proposal(
        id=name, way="name", a=f"{name} a", a_name="Ana Lorca", b=f"{name} b", b_name="Ana Lorka", score=0.9, reason="alike",
        a_places=(), b_places=(), accept="accept",
    )  # fmt: skip


PROPOSALS = (proposal("one"), proposal("two"))
PACK = Pack(msgspec.msgpack.Decoder(Proposal), tuple(packed(PROPOSALS)))


def test_a_row_comes_out_as_it_went_in() -> None:
    assert [PACK.read(place) for place in range(2)] == list(PROPOSALS)


def test_a_row_is_found_by_its_id_and_by_what_it_is_told_in() -> None:
    assert (PACK.find("two"), PACK.find("three")) == (PROPOSALS[1], None)
    assert PACK.of_item == {"one a": 0, "one b": 0, "two a": 1, "two b": 1}


def test_rows_are_chosen_by_their_heads_in_order() -> None:
    assert PACK.choose(lambda head: head.of == "name") == [0, 1]
    assert PACK.choose(lambda head: head.id == "two") == [1]


def test_an_article_leads_to_the_first_row_that_it_stands_in() -> None:
    stories = [
        Story(id=name, title=name, articles=articles, origins=2, core="b.txt", earliest=None, latest=None, joins=())
        for name, articles in (("one", ("a.txt", "b.txt")), ("two", ("b.txt", "c.txt")))
    ]
    pack = Pack(msgspec.msgpack.Decoder(Story), tuple(packed(stories)))
    assert pack.of_article == {"a.txt": 0, "b.txt": 0, "c.txt": 1}


def test_rows_read_last_are_kept_and_no_more_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "MOST_READ", 2)
    rows = tuple(proposal(name) for name in ("one", "two", "three", "four"))
    pack = Pack(msgspec.msgpack.Decoder(Proposal), tuple(packed(rows)))
    assert pack.read(1) is pack.read(1)
    assert [pack.read(place) for place in (0, 1, 2, 3, 0)] == [rows[place] for place in (0, 1, 2, 3, 0)]
    assert len(pack._read) <= 2


def weighed(weights: dict[str, tuple[str, int]]) -> Pack[dict[str, str]]:
    """A pack of rows of some kinds and weights, by their ids."""
    rows = [(Head(id=key, of=of, weight=weight), msgspec.msgpack.encode({"id": key})) for key, (of, weight) in weights.items()]
    return Pack(msgspec.msgpack.Decoder(dict[str, str]), tuple(rows))


def test_rows_are_ranked_by_weight_over_all_and_by_kind() -> None:
    pack = weighed({"a": ("cod", 1), "b": ("herring", 5), "c": ("cod", 3)})
    assert pack.ranked == {None: [1, 2, 0], "cod": [2, 0], "herring": [1]}


def test_rows_that_pages_of_issues_show_are_read_before_anybody_asks() -> None:
    pack: Any = weighed({str(number): ("cod" if number % 2 else "herring", number) for number in range(100)})
    ready(pack)
    read = set(vars(pack)["_read"])
    assert (
        read == {place for some in ("cod", "herring") for place in pack.ranked[some][:MOST_READY]} and len(read) == 2 * MOST_READY
    )
