import os
from pathlib import Path

import pytest

from standoff.core.records import Article
from standoff.intake import Failure, take_in


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.", encoding="utf-8")


def names(*sources: Path | str) -> list[str]:
    return [found.name for found in take_in(sources)]


def test_a_folder_is_walked_in_order_with_its_subfolders(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.md", "c/d.txt", "c/a.text")
    assert names(tmp_path) == ["a.md", "b.txt", "a.text", "d.txt"]


def test_hidden_files_and_other_extensions_of_a_folder_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "d.yaml", "e.png", "f.yaml.gz")
    assert names(tmp_path) == ["a.txt"]


def test_a_file_given_by_name_is_always_tried(tmp_path: Path) -> None:
    write(tmp_path, "a.dat", ".b.txt")
    assert names(tmp_path / "a.dat", tmp_path / ".b.txt") == ["a.dat", ".b.txt"]


def test_patterns_are_expanded_also_across_folders(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/c.txt", "b/d/e.txt", "b/f.yaml")
    assert names(f"{tmp_path}/**/*.txt") == ["a.txt", "c.txt", "e.txt"]
    assert names(f"{tmp_path}/**") == ["a.txt", "c.txt", "e.txt"]
    assert names(f"{tmp_path}/b*") == ["c.txt", "e.txt"]


def test_an_extension_in_the_pattern_is_wanted(tmp_path: Path) -> None:
    write(tmp_path, "a.dat", "b.dat")
    assert names(f"{tmp_path}/*.dat") == ["a.dat", "b.dat"]


def test_a_name_with_brackets_that_exists_is_a_name(tmp_path: Path) -> None:
    write(tmp_path, "a[1].txt")
    assert names(tmp_path / "a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize("source", ["gone.txt", "*.txt", "empty"])
def test_what_is_not_there_fails_and_the_others_go_on(tmp_path: Path, source: str) -> None:
    write(tmp_path, "a.md")
    (tmp_path / "empty").mkdir()
    found = list(take_in([tmp_path / source, tmp_path / "a.md"]))
    assert [type(each) for each in found] == [Failure, Article]
    assert found[0].name.endswith(source)


def test_a_broken_link_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (failure,) = take_in([tmp_path])
    assert isinstance(failure, Failure)
    assert failure.error == "FileNotFoundError"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_fails(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    (failure,) = take_in([tmp_path])
    assert isinstance(failure, Failure)
    assert failure.error == "PermissionError"


def test_links_that_run_in_circles_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["b.txt"]


def test_a_name_that_is_no_text_is_made_printable(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/a\xff.txt"
    try:
        Path(os.fsdecode(path)).write_text("One.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    assert names(tmp_path) == ["a\ufffd.txt"]


def test_an_empty_name_is_not_the_current_folder() -> None:
    (failure,) = take_in([""])
    assert isinstance(failure, Failure)
