from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.store.views import Views
from tests.exchange.planted import plant


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Views]:
    views = plant(tmp_path / "planted.db")
    yield views
    views.engine.dispose()
