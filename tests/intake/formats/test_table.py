import hashlib
from pathlib import Path

from standoff.core.records import Article
from standoff.intake import Failure, IntakeOptions
from tests.intake.helpers import all_of, failure_of, one_of, piped


def test_columns_go_where_they_belong(tmp_path: Path) -> None:
    raw = b"title,text,published,url,source\nDam talks,The envoys met.,3 June 2021,https://a.example/1,Tern\n"
    article = one_of(tmp_path, "a.csv", raw)
    assert article.text == "Dam talks\n\nThe envoys met."
    assert (article.url, article.outlet) == ("https://a.example/1", "Tern")
    assert str(article.published_given.earliest) == "2021-06-03"
    assert (article.name, article.format) == ("a.csv#1", "csv")


def test_quoted_cells_keep_their_line_ends_commas_and_marks(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.csv", b'id,text\r\n1,"One, ""two"".\r\n\r\nThree."\r\n')
    assert article.text == 'One, "two".\n\nThree.'


def test_tabs_and_semicolons_are_told(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.tsv", b"text\ttitle\nOne, two.\tHead\n").text == "Head\n\nOne, two."
    assert one_of(tmp_path, "b.csv", b"title;text\nHead, line;One.\n").text == "Head, line\n\nOne."


def test_header_case_blanks_and_mark_do_not_count(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.csv", b"\xef\xbb\xbf Text ,URL\nOne.,u\n").url == "u"


def test_names_can_be_mapped(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.csv", b"id,Body\n1,One.\n", IntakeOptions(columns={"text": "body"})).text == "One."


def test_a_column_of_dates_is_taken_up_by_any_usual_name(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.csv", b"text,Date,Publisher\nOne.,2021-06-03,Tern\n")
    assert (str(article.published_given.latest), article.outlet) == ("2021-06-03", "Tern")


def test_a_table_without_text_lists_its_columns_and_the_way_to_map(tmp_path: Path) -> None:
    failure = failure_of(tmp_path, "a.csv", b"id,body\n1,One.\n")
    assert failure.error == "MalformedInput"
    assert "id, body" in failure.reason
    assert "--column text=NAME" in failure.reason


def test_a_mapped_column_that_is_missing_fails(tmp_path: Path) -> None:
    failure = failure_of(tmp_path, "a.csv", b"id,text\n1,One.\n", IntakeOptions(columns={"title": "headline"}))
    assert "headline" in failure.reason


def test_a_bad_row_fails_alone(tmp_path: Path) -> None:
    raw = b'id,text\n1,One.\n2,Two, three.\n3\n4,"Fo"ur"\n5,\n6,Six.\n'
    found = all_of(tmp_path, "a.csv", raw)
    assert [type(each) for each in found] == [Article, Failure, Failure, Failure, Failure, Article]
    assert found[5].name == "a.csv#6"


def test_a_quotation_never_closed_fails_as_cut_off(tmp_path: Path) -> None:
    first, last = all_of(tmp_path, "a.csv", b'id,text\n1,One.\n2,"Two')
    assert isinstance(first, Article)
    assert isinstance(last, Failure)
    assert last.error == "TruncatedInput"


def test_blank_rows_do_not_count(tmp_path: Path) -> None:
    assert [each.name for each in all_of(tmp_path, "a.csv", b"id,text\n1,One.\n\n,\n2,Two.\n")] == ["a.csv#1", "a.csv#2"]


def test_long_cells_are_read(tmp_path: Path) -> None:
    assert len(one_of(tmp_path, "a.csv", b"id,text\n1," + b"word " * 60_000).text) == 300_000


def test_a_row_over_the_limit_fails_alone(tmp_path: Path) -> None:
    raw = b'id,text\n1,"' + b"word\n" * 200 + b'"\n2,Two.\n'
    found = all_of(tmp_path, "a.csv", raw, IntakeOptions(max_raw_bytes=150))
    assert isinstance(found[0], Failure)
    assert found[0].error == "OversizedInput"


def test_a_header_alone_and_an_empty_file_fail(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.csv", b"id,text\n").error == "EmptyInput"
    assert failure_of(tmp_path, "b.csv", b"").error == "EmptyInput"


def test_utf_16_as_spreadsheets_write_it_is_read(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.csv", "title\ttext\r\nPřístav\tŘeka stoupla.\r\n".encode("utf-16"))
    assert article.text == "Přístav\n\nŘeka stoupla."
    assert article.flags == ("encoding:utf-16",)


def test_legacy_encoding_is_told_from_all_lines_and_flagged(tmp_path: Path) -> None:
    raw = "id,text\n1,El alcalde rechazó la propuesta del señor Núñez.\n2,El buque zarpará mañana según la compañía.\n".encode(
        "cp1252"
    )
    found = [each for each in all_of(tmp_path, "a.csv", raw) if isinstance(each, Article)]
    assert [each.text for each in found] == [
        "El alcalde rechazó la propuesta del señor Núñez.",
        "El buque zarpará mañana según la compañía.",
    ]
    assert found[0].flags[0] == "encoding_guessed:cp1252"


def test_raw_hash_is_that_of_the_rows_lines(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.csv", b'id,text\n1,"One\ntwo."\n')
    assert article.raw_sha256 == hashlib.sha256(b'1,"One\ntwo."').hexdigest()


def test_standard_input_is_known_by_its_header() -> None:
    assert [each.name for each in piped(b"title,text\nA,One.\n")] == ["stdin#1"]


def test_prose_that_begins_with_the_word_text_is_no_table() -> None:
    (article,) = piped(b"Text, lies and a treaty\nThe envoys met.\n")
    assert isinstance(article, Article)
    assert article.format == "text"
