import gzip
import io
import subprocess
import sys
import tempfile
import tracemalloc
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.core.records import Article
from standoff.intake import Failure, IntakeOptions, take_in
from tests.intake.helpers import all_of, assert_sound, failure_of, one_of, piped

FORMATS = ("text", "html", "jsonl", "csv")
STARTS = (b"", b"<html><body><p>", b'{"text": "', b'[{"text": "', b"title,text\n1,", b"\xff\xfe", b"\xef\xbb\xbf", b"{\n")


def test_the_whole_sample_is_taken_in() -> None:
    found = list(take_in([str(files("standoff") / "sample")]))
    assert [type(each) for each in found] == [Article] * 9
    assert len({each.id for each in found if isinstance(each, Article)}) == 9
    for each in found:
        assert_sound(each)


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("a.txt.gz", b"One.", "text"),
        ("a.gz", b"One.", "text"),
        ("a.jsonl.gz", b'{"text": "One."}', "jsonl"),
        ("a.csv.gz", b"id,text\n1,One.", "csv"),
        ("a.html.gz", b"<html><body><p>" + b"The board met. " * 20 + b"</p></body></html>", "html"),
    ],
)
def test_every_format_may_be_gzipped(tmp_path: Path, name: str, raw: bytes, kind: str) -> None:
    article = one_of(tmp_path, name, gzip.compress(raw))
    assert article.format == kind
    assert article.name.startswith(name)


def test_gzip_is_known_by_its_bytes_too() -> None:
    (article,) = piped(gzip.compress(b"One."))
    assert isinstance(article, Article)


def test_gzip_cut_off_fails_as_such(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.txt.gz", gzip.compress(b"One. " * 99)[:-9]).error == "TruncatedInput"


def test_rows_before_the_cut_are_taken_in(tmp_path: Path) -> None:
    raw = gzip.compress(b"".join(b'{"text": "Report %d of %d."}\n' % (n, n * n) for n in range(5000)))
    *taken, last = all_of(tmp_path, "a.jsonl.gz", raw[: len(raw) // 2])
    assert len(taken) > 1000
    assert all(isinstance(each, Article) for each in taken)
    assert isinstance(last, Failure)
    assert last.error == "TruncatedInput"


def test_a_bomb_fails_as_oversized(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.txt.gz", gzip.compress(b"a" * 30_000_000)).error == "OversizedInput"


def test_limits_hold_for_text_and_for_raw_bytes(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.txt", b"x" * 60, IntakeOptions(max_text_bytes=50)).error == "OversizedInput"
    assert failure_of(tmp_path, "b.txt", b"x" * 60, IntakeOptions(max_raw_bytes=50)).error == "OversizedInput"
    assert len(one_of(tmp_path, "c.txt", b"x" * 50, IntakeOptions(max_text_bytes=50, max_raw_bytes=50)).text) == 50


def test_a_page_saved_without_extension_is_known_by_its_look(tmp_path: Path) -> None:
    assert one_of(tmp_path, "saved", b"<!DOCTYPE html><html><p>" + b"The board met. " * 20 + b"</p></html>").format == "html"


def test_a_named_format_overrules_name_and_look(tmp_path: Path) -> None:
    raw = b'{"text": "One."}'
    assert one_of(tmp_path, "a.jsonl", raw, IntakeOptions(input_format="text")).text == raw.decode()
    assert one_of(tmp_path, "a.txt", raw, IntakeOptions(input_format="jsonl")).text == "One."


def test_a_failure_names_the_path_and_an_article_the_file(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.txt", b"").name == str(tmp_path / "a.txt")
    assert one_of(tmp_path, "b.txt", b"One.").name == "b.txt"


def test_standard_input_is_left_open() -> None:
    stdin = io.BytesIO(b"One.")
    assert [each.name for each in take_in(["-"], stdin=stdin)] == ["stdin"]
    assert not stdin.closed


def test_items_come_as_they_are_read() -> None:
    class Slow(io.BytesIO):
        asked = 0

        def read1(self, size: int | None = -1, /) -> bytes:
            Slow.asked += 1
            return super().read1(size)

    found = take_in(["-"], IntakeOptions(input_format="jsonl"), stdin=Slow(b'{"text": "One."}\n' * 50_000))
    next(found)
    assert Slow.asked == 1


def test_memory_stays_flat_over_many_rows() -> None:
    raw = gzip.compress(b'{"text": "' + b"The envoys met. " * 200 + b'"}\n') * 3000
    tracemalloc.start()
    count = sum(1 for _ in take_in(["-"], stdin=io.BytesIO(raw)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000
    assert peak < 2_000_000  # the rows together hold ten million


def test_importing_loads_nothing_heavy() -> None:
    heavy = ("trafilatura", "htmldate", "lxml", "charset_normalizer")
    code = f"import sys, standoff.intake; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(FORMATS), st.sampled_from(STARTS), st.binary(max_size=400), st.booleans())
def test_any_bytes_are_an_article_or_a_failure(kind: str, start: bytes, raw: bytes, packed: bool) -> None:
    raw = gzip.compress(start + raw) if packed else start + raw
    found = piped(raw, IntakeOptions(input_format=kind))
    assert found
    for each in found:
        assert_sound(each)
        assert msgspec.json.encode(each)


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(FORMATS),
    st.sampled_from(STARTS),
    st.text(max_size=300),
    st.sampled_from(["utf-8", "utf-16", "cp1252", "gb18030"]),
)
def test_any_text_in_any_encoding_is_an_article_or_a_failure(kind: str, start: bytes, text: str, encoding: str) -> None:
    for each in piped(start + text.encode(encoding, "replace"), IntakeOptions(input_format=kind)):
        assert_sound(each)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200), st.integers(0, 220))
def test_damaged_gzip_is_an_article_or_a_failure(raw: bytes, at: int) -> None:
    packed = bytearray(gzip.compress(raw))
    packed[at % len(packed)] ^= 0x55
    for each in piped(bytes(packed)):
        assert_sound(each)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_plain_text_is_stored_unchanged(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert one_of(Path(folder), "a.txt", text.encode()).text == text.removeprefix("\ufeff")


POLISH = "Premier powiedział w środę, że rozmowy będą trudne."


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.txt", POLISH),
        ("a.html", f"<html><body><p>{POLISH * 9}</p></body></html>"),
        ("a.jsonl", '{"text": "' + POLISH + '"}'),
        ("a.json", '[{"text": "' + POLISH + '"}]'),
        ("a.csv", f'id,text\n1,"{POLISH}"'),
    ],
)
@pytest.mark.parametrize("encoding", ["cp1250", "utf-16-le"])
def test_every_format_is_read_in_the_encoding_that_the_user_says(tmp_path: Path, name: str, raw: str, encoding: str) -> None:
    assert "powiedział w środę" in one_of(tmp_path, name, raw.encode(encoding), IntakeOptions(encoding=encoding)).text


def test_the_format_of_unnamed_bytes_is_told_in_the_encoding_that_the_user_says() -> None:
    (found,) = piped(('{"text": "' + POLISH + '"}').encode("utf-16-le"), IntakeOptions(encoding="utf-16-le"))
    assert isinstance(found, Article) and found.format == "jsonl"


def test_what_is_passed_over_is_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "c/d.docx", ".e.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("One.")
    skipped: list[str] = []
    assert len(list(take_in([tmp_path], skipped=skipped.append))) == 1
    assert skipped == [str(tmp_path / "b.pdf"), str(tmp_path / "c" / "d.docx")]


def test_a_folder_of_nothing_else_is_a_failure_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_text("One.")
    (found,) = take_in([tmp_path])
    assert isinstance(found, Failure) and "Standoff reads" in found.reason


@pytest.mark.parametrize(("value", "words"), [("null", "is null"), ("7", "is a number"), ("[]", "is a list")])
def test_a_text_that_is_none_is_said_to_be_none(tmp_path: Path, value: str, words: str) -> None:
    reason = failure_of(tmp_path, "a.jsonl", b'{"text": %s, "published": "2031"}' % value.encode()).reason
    assert words in reason and "found:" not in reason
