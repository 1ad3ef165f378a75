from pathlib import Path

import msgspec
import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from standoff.store import lookup
from standoff.store.database import open_engine
from standoff.store.write import put
from standoff.web import shelf
from standoff.web.keeper import Keeper
from tests.web.conftest import crowded, dispute, keep, rival


def test_what_is_kept_is_what_the_record_has(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "kept.db")
    keep(engine, dispute(), rival(), crowded(40))
    index = Keeper(engine).index
    ids = [line.id for line in index.lines]
    whole = lookup.places(engine, ids)
    assert index.shelf.places(engine, index.articles, ids[:3]) == {one: whole[one] for one in ids[:3]}
    for _ in range(2):
        assert index.shelf.places(engine, index.articles, ids) == whole
        assert index.shelf.items(engine, index.articles, ids) == lookup.some_data(engine, ids)
    engine.dispose()


def test_what_was_read_anew_is_asked_for_again(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "anew.db")
    keep(engine, dispute())
    keeper = Keeper(engine)
    ids = [line.id for line in keeper.index.lines]
    before = keeper.index.shelf.places(engine, keeper.index.articles, ids)
    again = dispute()
    again.found["stmt"] = [msgspec.structs.replace(one, certainty=0.1) for one in again.found["stmt"]]
    put(engine, again.article, msgspec.structs.replace(again.reading(), reader="another"))
    keeper.refresh()
    now = keeper.index.shelf.places(engine, keeper.index.articles, ids)
    assert now == lookup.places(engine, ids) != before
    engine.dispose()


def test_the_shelf_does_not_grow_beyond_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_KEPT", 10)
    engine = open_engine(tmp_path / "many.db")
    keep(engine, dispute(), crowded(40))
    index = Keeper(engine).index
    ids = [line.id for line in index.lines]
    for first in range(0, len(ids), 5):
        some = ids[first : first + 5]
        assert index.shelf.places(engine, index.articles, some) == lookup.places(engine, some)
    assert len(index.shelf._places._found) <= 10
    engine.dispose()
