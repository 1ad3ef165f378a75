import gc

import pytest

pytest.importorskip("uvicorn", reason="needs the extra standoff[web]")

from standoff.web import server


def test_what_is_settled_is_out_of_the_collectors_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))
    try:
        settle = server.Settle()
        settle()
        assert gc.get_freeze_count() > 0 and collected == []
    finally:
        gc.unfreeze()


def test_once_in_a_while_all_is_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))
    monkeypatch.setattr(server, "WHOLE_SECONDS", 0.0)
    try:
        server.Settle()()
        assert collected == [1]
    finally:
        gc.unfreeze()
