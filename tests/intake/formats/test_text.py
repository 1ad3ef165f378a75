import hashlib
from pathlib import Path

from standoff.core.dates import Published
from standoff.core.ids import text_id
from tests.intake.helpers import failure_of, one_of

NEWS = "Ferry talks stall\n\nShare   Print\n\nThe two ports  met on Monday.\t\n"


def test_text_is_stored_as_it_is_with_title_noise_and_blanks(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.txt", NEWS.encode()).text == NEWS


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.txt", b"One.\r\nTwo.\rThree.\n\r\n").text == "One.\nTwo.\nThree.\n\n"


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.txt", b"\xef\xbb\xbfOne.")
    assert (article.text, article.flags) == ("One.", ())


def test_a_zero_width_mark_inside_the_text_stays(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.txt", "One\ufefftwo".encode()).text == "One\ufefftwo"


def test_identity_is_the_hash_of_the_text_and_raw_hash_that_of_the_bytes(tmp_path: Path) -> None:
    raw = b"One.\r\nTwo."
    article = one_of(tmp_path, "a.txt", raw)
    assert article.id == text_id("One.\nTwo.")
    assert article.raw_sha256 == hashlib.sha256(raw).hexdigest()


def test_nothing_is_made_up_about_plain_text(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.txt", NEWS.encode())
    assert (article.title, article.published_given, article.captured, article.url) == (None, Published(), None, None)
    assert (article.name, article.format) == ("a.txt", "text")


def test_markdown_and_files_without_extension_are_plain_text(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.md", b"# One").text == "# One"
    assert one_of(tmp_path, "dispatch", b"One.").format == "text"


def test_html_in_a_txt_file_stays_as_it_is(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.txt", b"<html><p>One.</p></html>").text == "<html><p>One.</p></html>"


def test_empty_text_fails(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.txt", b"").error == "EmptyInput"
    assert failure_of(tmp_path, "b.txt", b" \r\n\t").error == "EmptyInput"
