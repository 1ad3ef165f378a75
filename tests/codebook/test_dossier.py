from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.codebook.dossier import Dossier, Issue, check_dossier, load_dossier
from standoff.core.errors import CodebookError


def issue(*words: str) -> Issue:
    return Issue(id="port", name="The port", words=words)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("harbour",), "Open the Harbour now", True),
        (("harbour",), "Open the harbours now", False),
        (("harbour*",), "Open the harbours now", True),
        (("open harbour",), "The harbour must open", True),
        (("open harbour",), "The harbour stays shut", False),
        (("quay", "harbour"), "The harbour stays shut", True),
        (("port",), "an airport", False),
        (("a.b",), "axb", False),
        (("C++",), "the C++ clause", True),
    ],
)
def test_a_phrase_is_found_by_all_its_words(words: tuple[str, ...], text: str, *, found: bool) -> None:
    assert issue(*words).matches(text) is found


@pytest.mark.parametrize("words", [(), ("",), ("*",), ("harbour", " "), ("harbour *",)])
def test_words_that_fit_any_text_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(CodebookError, match="port"):
        check_dossier(Dossier(name="x", issues=(issue(*words),)), "x.yaml")


def test_two_issues_of_one_id_are_refused() -> None:
    with pytest.raises(CodebookError, match="stands twice"):
        check_dossier(Dossier(name="x", issues=(issue("a"), issue("b"))), "x.yaml")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        load_dossier(tmp_path / "none.yaml")


def test_an_unknown_field_is_said_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text("name: x\nisues: []\n")
    with pytest.raises(CodebookError, match=r"dossier\.yaml.*isues"):
        load_dossier(path)


@settings(max_examples=150)
@given(raw=st.binary(max_size=80) | st.text(st.sampled_from("name: x\n-[]{}&*!|>'\"%@`#,?\t"), max_size=60).map(str.encode))
def test_any_file_is_a_dossier_or_an_error_of_ours(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("dossier") / "x.yaml"
    path.write_bytes(raw)
    try:
        assert load_dossier(path).name
    except CodebookError as error:
        assert "x.yaml" in str(error)


def test_a_dossier_comes_back_from_plain_data() -> None:
    dossier = Dossier(name="x", parties=("CHL",), issues=(issue("harbour*"),))
    dossier.issues[0].matches("warms the patterns")
    assert msgspec.convert(msgspec.to_builtins(dossier), Dossier) == dossier


def test_a_file_that_is_no_dossier_is_told_with_where_to_read_on(tmp_path: Path) -> None:
    path = tmp_path / "page.yaml"
    path.write_text("only words", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"^the dossier .*page.yaml: .*docs/codebook.md"):
        load_dossier(path)
