import hashlib
import json
from pathlib import Path

from standoff.core.records import Article
from standoff.intake import Failure, IntakeOptions
from tests.intake.helpers import all_of, failure_of, one_of, piped

ROW = {"title": "Dam talks", "text": "The envoys met.", "published": "2021-06-03", "url": "https://a.example/1", "source": "Tern"}


def lines(*rows: object) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode() + b"\n"


def test_fields_go_where_they_belong(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.jsonl", lines(ROW | {"author": "Desk"}))
    assert article.text == "Dam talks\n\nThe envoys met."
    assert article.title is not None
    assert article.title.text == "Dam talks"
    assert (article.url, article.outlet, article.author) == ("https://a.example/1", "Tern", "Desk")
    assert str(article.published_given.latest) == "2021-06-03"
    assert (article.name, article.format) == ("a.jsonl#1", "jsonl")


def test_each_line_is_an_article_and_blank_lines_do_not_count(tmp_path: Path) -> None:
    raw = lines({"text": "One."}) + b"\n  \n" + lines({"text": "Two."})
    assert [found.name for found in all_of(tmp_path, "a.ndjson", raw)] == ["a.ndjson#1", "a.ndjson#2"]


def test_a_text_that_begins_with_its_title_is_left_alone(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.jsonl", lines({"title": "Dam talks", "text": "Dam talks\nThe envoys met."}))
    assert article.text == "Dam talks\nThe envoys met."
    assert article.title is not None


def test_names_can_be_mapped(tmp_path: Path) -> None:
    options = IntakeOptions(columns={"text": "body", "source": "outlet"})
    article = one_of(tmp_path, "a.jsonl", lines({"body": "The envoys met.", "outlet": "Tern"}), options)
    assert (article.text, article.outlet) == ("The envoys met.", "Tern")


def test_what_other_programs_call_a_field_is_taken_up_where_ours_is_absent(tmp_path: Path) -> None:
    row = {
        "text": "The envoys met.",
        "date": "2021-06-03",
        "headline": "Dam talks",
        "link": "https://a.example/1",
        "outlet": "Tern",
    }
    article = one_of(tmp_path, "a.jsonl", lines(row))
    assert str(article.published_given.latest) == "2021-06-03"
    assert article.title is not None and article.title.text == "Dam talks"
    assert (article.url, article.outlet) == ("https://a.example/1", "Tern")


def test_our_own_name_and_the_one_that_is_given_go_before_others(tmp_path: Path) -> None:
    row = {"text": "The envoys met.", "date": "2021-06-03", "published": "2021-06-04", "day": "2021-06-05"}
    assert str(one_of(tmp_path, "a.jsonl", lines(row)).published_given.latest) == "2021-06-04"
    options = IntakeOptions(columns={"published": "day"})
    assert str(one_of(tmp_path, "b.jsonl", lines(row), options).published_given.latest) == "2021-06-05"


def test_a_bad_line_fails_alone(tmp_path: Path) -> None:
    raw = lines({"text": "One."}) + b"{nonsense}\n[1]\n" + lines({"text": 5}, {"text": ""}, {"text": "Two."})
    found = all_of(tmp_path, "a.jsonl", raw)
    assert [type(each) for each in found] == [Article, Failure, Failure, Failure, Failure, Article]
    assert [each.error for each in found if isinstance(each, Failure)] == ["MalformedInput"] * 3 + ["EmptyInput"]
    assert found[1].name.endswith("a.jsonl#2")


def test_a_row_without_text_lists_its_fields_and_the_way_to_map(tmp_path: Path) -> None:
    failure = failure_of(tmp_path, "a.jsonl", lines({"body": "One.", "id": 1}))
    assert "body, id" in failure.reason
    assert "--column text=NAME" in failure.reason


def test_a_last_line_cut_off_fails_as_such(tmp_path: Path) -> None:
    first, last = all_of(tmp_path, "a.jsonl", lines({"text": "One."}) + b'{"text": "Tw')
    assert isinstance(first, Article)
    assert isinstance(last, Failure)
    assert last.error == "TruncatedInput"


def test_an_array_is_taken_item_by_item(tmp_path: Path) -> None:
    raw = json.dumps([{"text": "One."}, 7, {"text": "Two."}], indent=1).encode()
    found = all_of(tmp_path, "a.json", raw)
    assert [type(each) for each in found] == [Article, Failure, Article]
    assert found[2].name == "a.json#3"


def test_one_object_spread_over_lines_is_one_article(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.json", json.dumps(ROW, indent=2).encode())
    assert article.name == "a.json"


def test_an_array_cut_off_fails_as_such(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.json", b'[{"text": "One."}, {"te').error == "TruncatedInput"


def test_raw_hash_is_that_of_the_line(tmp_path: Path) -> None:
    raw = b'{"text": "One."}'
    found = all_of(tmp_path, "a.jsonl", raw + b"\r\n" + raw)
    digest = hashlib.sha256(raw).hexdigest()
    assert [each.raw_sha256 for each in found if isinstance(each, Article)] == [digest, digest]


def test_utf_16_lines_are_read(tmp_path: Path) -> None:
    article = one_of(tmp_path, "a.jsonl", '{"text": "Zażółć gęślą."}\n'.encode("utf-16"))
    assert (article.text, article.flags) == ("Zażółć gęślą.", ("encoding:utf-16",))


def test_a_lone_surrogate_fails(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.jsonl", b'{"text": "\\ud800 said"}').error in {"MalformedInput", "UndecodableInput"}


def test_nul_in_a_text_fails(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.jsonl", b'{"text": "One\\u0000two"}').error == "BinaryInput"


def test_a_line_over_the_limit_fails_alone(tmp_path: Path) -> None:
    raw = lines({"text": "One."}, {"text": "x" * 500}, {"text": "Two."})
    found = all_of(tmp_path, "a.jsonl", raw, IntakeOptions(max_raw_bytes=100))
    assert [type(each) for each in found] == [Article, Failure, Article]


def test_deep_nesting_fails_and_does_not_crash(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.jsonl", b'{"text":' + b"[" * 200_000).error in {"MalformedInput", "TruncatedInput"}


def test_standard_input_is_known_by_its_look() -> None:
    assert [found.name for found in piped(lines(ROW, ROW | {"text": "Two."}))] == ["stdin#1", "stdin#2"]
