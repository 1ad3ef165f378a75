from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from standoff.api import Record, open_record, read_article
from standoff.core.errors import CodebookError, InputError, RecordError
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.intake import Failure
from standoff.scale.run import RunOptions
from standoff.store.query import Filter

HARBOUR = "Chile demanded on Monday that Peru open the harbour. Peru rejected the demand, its envoy said."
STOREHOUSE = "Norway offered to meet Sweden in Oslo. About 300 to 400 people waited at the storehouse, officials said."


def article(text: str = HARBOUR, name: str = "harbour.txt") -> Article:
    return Article(id=text_id(text), name=name, text=text)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db") as record:
        yield record


def test_articles_are_read_into_the_record(record: Record) -> None:
    added = record.add([article(), article(STOREHOUSE, "store.txt")])
    assert (added.read, added.known, added.failed) == (2, 0, ())
    assert {("CHL",), ("PER",)} <= {row.item.party for row in record.statements()}


def test_adding_again_reads_nothing(record: Record) -> None:
    record.add([article()])
    before = record.counts()
    added = record.add([article()])
    assert (added.read, added.known, record.counts()) == (0, 1, before)


def test_one_text_twice_in_one_run_is_read_once(record: Record) -> None:
    added = record.add([article(), article(name="copy.txt"), article(name="copy2.txt")])
    assert (added.read, added.known, record.counts()["article"]) == (1, 2, 1)


def test_what_fails_does_not_stop_the_others(record: Record) -> None:
    failure = Failure(name="empty.txt", reason="holds no text", error="EmptyInput")
    added = record.add([failure, article("a\0b", "nul.txt"), article()])
    assert (added.read, [name for name, _ in added.failed]) == (1, ["empty.txt", "nul.txt"])
    assert [name for name, _ in record.failures()] == ["empty.txt", "nul.txt"]


def test_progress_is_told_of_every_item(record: Record) -> None:
    told: list[tuple[str, str]] = []
    failure = Failure(name="empty.txt", reason="holds no text", error="EmptyInput")
    record.add([article(), article(name="copy.txt"), failure], progress=lambda name, what: told.append((name, what)))
    assert sorted(told) == [("copy.txt", "known"), ("empty.txt", "failed"), ("harbour.txt", "read")]


def test_two_processes_read_what_one_does(record: Record, tmp_path: Path) -> None:
    articles = [article(f"{HARBOUR} Report {number}.", f"{number}.txt") for number in range(20)]
    record.add(articles)
    with open_record(tmp_path / "two.db") as other:
        assert other.add(articles, RunOptions(jobs=2)).read == 20
        assert other.statements() == record.statements()
        assert other.actors() == record.actors()


def test_a_run_that_is_broken_off_keeps_what_it_read(record: Record) -> None:
    def broken() -> Iterator[Article]:
        yield from (article(f"{HARBOUR} Report {number}.", f"{number}.txt") for number in range(16))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record.add(broken())
    assert record.counts()["article"] >= 8
    assert len(record.articles()) == record.counts()["article"]


def test_folders_are_read(record: Record, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(HARBOUR)
    (tmp_path / "in" / "b.txt").write_text("")
    added = record.read_sources([tmp_path / "in"])
    assert (added.read, len(added.failed)) == (1, 1)


def test_views_follow_the_filter(record: Record) -> None:
    record.add([article(), article(STOREHOUSE, "store.txt")])
    assert {row.article_name for row in record.statements(Filter(article="harbour.txt"))} == {"harbour.txt"}
    assert {row.item.party for row in record.statements(Filter(party="CHL"))} == {("CHL",)}
    assert {actor.id for actor in record.actors(Filter(party="CHL"))} >= {"CHL"}


def test_a_search_finds_sentences(record: Record) -> None:
    record.add([article()])
    assert [passage.text for passage in record.search("rejecting")] == ["Peru rejected the demand, its envoy said."]


def test_a_dossier_names_the_issues(record: Record, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier.yaml"
    dossier.write_text("name: Harbour\nparties: [CHL, PER]\nissues:\n  - {id: port, name: The port, words: [harbour]}\n")
    record.add([article()])
    record.use_dossier(dossier)
    assert [issue.name for issue in record.issues()] == ["The port"]
    assert "The port" in {name for row in record.statements() for name in row.item.issue}
    assert ("port", "CHL") in {(position.issue, position.party) for position in record.positions()}


def test_a_broken_dossier_is_refused_and_the_old_one_stays(record: Record, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier.yaml"
    dossier.write_text("name: Harbour\n")
    record.use_dossier(dossier)
    dossier.write_text("name: Other\nissues: [{id: a, name: A, words: []}]\n")
    with pytest.raises(CodebookError, match="no words"):
        record.use_dossier(dossier)
    in_force = record.dossier()
    assert in_force is not None
    assert in_force.name == "Harbour"


def test_the_timeline_holds_statements(record: Record) -> None:
    record.add([article()])
    assert {"demand", "reject"} <= {entry.what for entry in record.timeline()}


def test_a_record_opens_again(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        record.add([article()])
        before = record.statements()
    with open_record(tmp_path / "record.db", create=False) as again:
        assert again.statements() == before


def test_a_missing_record_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        open_record(tmp_path / "none.db", create=False)


def test_an_article_is_read_without_a_record() -> None:
    assert {"demand", "reject"} <= {statement.act for statement in read_article(HARBOUR).statements}


def test_a_brief_of_nothing_can_be_made(record: Record) -> None:
    assert record.brief().sources == ()


def test_what_is_no_text_is_an_error_of_ours() -> None:
    for text in (None, b"Peru rejected it."):
        with pytest.raises(InputError, match="not text"):
            read_article(text)  # type: ignore[arg-type]


def test_a_date_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(InputError, match="yesterday"):
        read_article(HARBOUR, published="yesterday")


def test_files_of_no_format_that_is_read_are_counted(record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.pdf", "c.pdf", "d.docx"):
        (folder / name).write_text(HARBOUR)
    added = record.read_sources([folder], options=RunOptions(preset="fast"))
    assert (added.read, added.skipped) == (1, ((".pdf", 2), (".docx", 1)))


def test_remarks_on_what_is_new_are_told_with_the_name(record: Record) -> None:
    flagged = msgspec.structs.replace(article(), flags=("published_unreadable:03/04/2031",))
    assert record.add([flagged]).remarks == (("harbour.txt", "published_unreadable:03/04/2031"),)
    assert record.add([flagged]).remarks == ()


def test_a_text_nested_too_deep_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("standoff.api.read", deep)
    with pytest.raises(InputError, match="too deep"):
        read_article(HARBOUR)
