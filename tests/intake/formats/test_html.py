import logging
import socket
from pathlib import Path

import pytest

from standoff.core.dates import Published
from tests.intake.helpers import all_of, failure_of, one_of

BODY = (
    "<p>The harbour board of Velm said on Tuesday the northern quay would close for the winter and asked shippers to wait.</p>"
    "<p>Its chairwoman told the council that two cranes had failed and that no parts could be had before the spring.</p>"
)


def page(head: str = "", body: str = BODY, top: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article>{top}{body}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def test_main_text_is_taken_and_page_furniture_left(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.html", page())
    assert "two cranes had failed" in article.text
    assert "rights reserved" not in article.text
    assert article.format == "html"


def test_paragraphs_are_set_apart_by_a_blank_line(tmp_path: Path) -> None:
    assert "asked shippers to wait.\n\nIts chairwoman" in one_of(tmp_path, "a.html", page()).text


def test_title_stands_above_the_text(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.html", page("<meta property='og:title' content='Quay to close'>"))
    assert article.title is not None
    assert article.text.startswith("Quay to close\n\nThe harbour board")
    assert (article.title.start, article.title.end) == (0, 13)


def test_a_headline_in_the_text_is_not_repeated(tmp_path: Path) -> None:
    head = "<meta property='og:title' content='Velm quay to close'>"
    article = one_of(tmp_path, "a.html", page(head, top="<h1>Velm quay to close</h1>"))
    assert article.text.count("Velm quay to close") == 1
    assert article.title is not None


def test_metadata_is_kept(tmp_path: Path) -> None:
    head = (
        "<meta name='author' content='Harbour Desk'><meta property='og:site_name' content='Velm Tide'>"
        "<link rel='canonical' href='https://tide.example.org/quay'>"
        "<meta property='article:published_time' content='2023-11-14T23:30:00-05:00'>"
    )
    article = one_of(tmp_path, "a.html", page(head))
    assert (article.author, article.outlet, article.url) == ("Harbour Desk", "Velm Tide", "https://tide.example.org/quay")
    assert str(article.published_given.earliest) == "2023-11-14"
    assert article.published_given.basis == "given"


def test_the_first_publication_counts_not_the_last_change(tmp_path: Path) -> None:
    head = (
        "<meta property='article:modified_time' content='2023-12-01T08:00:00Z'>"
        "<meta property='article:published_time' content='2023-11-14T08:00:00Z'>"
    )
    assert str(one_of(tmp_path, "a.html", page(head)).published_given.earliest) == "2023-11-14"


def test_a_page_without_a_date_gets_none(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.html", page()).published_given == Published()


def test_an_ambiguous_date_is_kept_out_and_flagged(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.html", page("<meta name='date' content='03/04/2023'>"))
    assert article.published_given == Published()
    assert any(flag.startswith("published_unreadable:2023-") for flag in article.flags)


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    text = "Президент порта сказал, что причал закроют на зиму, потому что два крана сломались и частей нет до весны."
    raw = f"<html><head><meta charset='koi8-r'></head><body><p>{text}</p><p>{text[::-1]}</p></body></html>".encode("koi8-r")
    article = one_of(tmp_path, "a.html", raw)
    assert text in article.text
    assert article.flags == ("encoding:koi8-r",)


def test_a_page_cut_off_in_a_tag_fails(tmp_path: Path) -> None:
    raw = page()
    assert failure_of(tmp_path, "a.html", raw[: raw.index(b"<footer") + 4]).error == "TruncatedInput"


def test_a_page_without_end_tags_is_taken(tmp_path: Path) -> None:
    assert "northern quay" in one_of(tmp_path, "a.html", f"<html><body>{BODY}".encode()).text


def test_a_fragment_is_taken(tmp_path: Path) -> None:
    assert "northern quay" in one_of(tmp_path, "a.html", BODY.split("</p>")[0].encode() + b"</p>").text


def test_a_page_without_text_fails(tmp_path: Path) -> None:
    failure = failure_of(tmp_path, "a.html", b"<html><head><title>Only</title></head><body></body></html>")
    assert failure.error == "EmptyInput"


def test_the_library_does_not_write_to_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("trafilatura")
    assert logger.level in (logging.NOTSET, logging.WARNING)
    all_of(tmp_path, "a.html", b"<p>")
    assert capfd.readouterr() == ("", "")


def test_a_smaller_than_sign_is_no_tag_cut_off(tmp_path: Path) -> None:
    assert "northern quay" in one_of(tmp_path, "a.html", BODY.encode() + b"Depth < 5").text


def test_pages_are_read_without_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = (
        "<link rel='canonical' href='https://tide.example.org/quay'><meta http-equiv='refresh' content='0;url=https://b.example'>"
    )
    assert one_of(tmp_path, "a.html", page(head)).url == "https://tide.example.org/quay"
    all_of(tmp_path, "b.html", b"https://tide.example.org/quay")
