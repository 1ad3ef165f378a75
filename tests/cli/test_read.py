import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from standoff.cli.read import mapped
from standoff.core.errors import UsageError
from tests.cli.conftest import Run

STORY = "Canada said on Monday that Norway must reopen the strait number {}. Its government refused to comment on the matter.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(2):
        (folder / f"story{number}.txt").write_text(STORY.format(number), "utf-8")
    return folder


def counts(run: Run, record: Path) -> int:
    return len(run("articles", "--record", record, "--format", "jsonl").stdout.splitlines())


def test_what_is_read_is_kept_and_counted(run: Run, articles: Path, tmp_path: Path) -> None:
    result = run("read", "--record", tmp_path / "r.db", articles)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 articles read" in result.stderr
    assert counts(run, tmp_path / "r.db") == 2


def test_in_a_pipe_each_item_is_a_line(run: Run, articles: Path, tmp_path: Path) -> None:
    told = run("read", "--record", tmp_path / "r.db", articles).stderr.splitlines()
    assert {"read story0.txt", "read story1.txt"} <= set(told)


def test_what_is_known_is_not_read_again(run: Run, articles: Path, tmp_path: Path) -> None:
    run("read", "--record", tmp_path / "r.db", articles)
    result = run("read", "--record", tmp_path / "r.db", articles)
    assert (result.exit_code, counts(run, tmp_path / "r.db")) == (0, 2)
    assert "0 articles read, 2 known already" in result.stderr


def test_some_failures_are_told_and_are_code_1(run: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").write_text("")
    result = run("read", "--record", tmp_path / "r.db", articles)
    assert result.exit_code == 1
    assert re.search(r"^failed: .*empty\.txt: \w+", result.stderr, re.MULTILINE)
    assert "2 articles read, 1 failed" in result.stderr


def test_nothing_but_failures_is_code_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert run("read", "--record", tmp_path / "r.db", tmp_path / "empty.txt").exit_code == 3


def test_a_missing_source_is_code_3(run: Run, tmp_path: Path) -> None:
    result = run("read", "--record", tmp_path / "r.db", tmp_path / "none.txt")
    assert result.exit_code == 3
    assert "none.txt" in result.stderr


def test_no_source_is_wrong_use(run: Run) -> None:
    assert run("read").exit_code == 2


def test_rows_may_call_their_fields_otherwise(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(f'body,head\n"{STORY.format(7).strip()}",Strait\n', "utf-8")
    result = run("read", "--record", tmp_path / "r.db", "--column", "text=body", "--column", "title=head", tmp_path / "rows.csv")
    assert result.exit_code == 0, result.stderr
    (row,) = map(json.loads, run("articles", "--record", tmp_path / "r.db", "--format", "jsonl").stdout.splitlines())
    assert row["name"].startswith("rows.csv#")


def test_standard_input_is_read(run: Run, tmp_path: Path) -> None:
    result = run("read", "--record", tmp_path / "r.db", "--input-format", "text", "-", stdin=STORY.format(3))
    assert (result.exit_code, counts(run, tmp_path / "r.db")) == (0, 1)


@pytest.mark.parametrize("given", ["text", "=body", "text=", ""])
def test_a_column_without_both_names_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="text=body"):
        mapped((given,))


def test_an_unknown_field_is_wrong_use(run: Run, articles: Path, tmp_path: Path) -> None:
    assert run("read", "--record", tmp_path / "r.db", "--column", "headline=h", articles).exit_code == 2


def test_a_dossier_is_put_in_force(run: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text("name: Strait\nissues:\n  - {id: strait, name: The strait, words: [strait]}\n")
    run("read", "--record", tmp_path / "r.db", "--dossier", tmp_path / "d.yaml", articles)
    issues = [json.loads(line) for line in run("issues", "--record", tmp_path / "r.db", "--format", "jsonl").stdout.splitlines()]
    assert [(row["id"], row["found"]) for row in issues] == [("strait", False)]


def test_a_broken_dossier_is_wrong_use(run: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text("issues: none\n")
    result = run("read", "--record", tmp_path / "r.db", "--dossier", tmp_path / "d.yaml", articles)
    assert result.exit_code == 2
    assert "d.yaml" in result.stderr


def test_a_ray_cluster_that_is_not_there_is_told_and_nothing_lost(run: Run, articles: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs Ray: pip install 'standoff[ray]'")
    run("read", "--record", tmp_path / "r.db", articles)
    (articles / "more.txt").write_text(STORY.format(99), "utf-8")
    result = run("read", "--record", tmp_path / "r.db", "--ray", "127.0.0.1:9", articles)
    assert result.exit_code == 3
    assert "no Ray cluster at '127.0.0.1:9'" in result.stderr
    assert counts(run, tmp_path / "r.db") == len(list(articles.iterdir())) - 1


def _interruptible() -> None:
    """Undo what a shell does to jobs in the background, whose children would ignore the interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_read_says_what_is_kept(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(7):  # the first three batches: 1, 2 and 4
        (folder / f"story{number}.txt").write_text(STORY.format(number), "utf-8")
    command = [sys.executable, "-c", "from standoff.cli.main import main; main()", "read", "--record", str(tmp_path / "r.db")]
    with subprocess.Popen(
        [*command, str(folder), "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ},
        text=True,
        preexec_fn=_interruptible,
    ) as child:
        assert child.stderr is not None
        seen = [child.stderr.readline() for _ in range(7)]  # the eighth item is standard input, which never comes
        child.send_signal(signal.SIGINT)
        told = child.stderr.read()
    assert child.returncode == 130
    assert all(line.startswith("read story") for line in seen)
    assert "interrupted; 7 articles read and kept" in told and "Traceback" not in told
    assert counts(run, tmp_path / "r.db") == 7


def test_another_preset_reads_anew(run: Run, articles: Path, tmp_path: Path) -> None:
    run("read", "--record", tmp_path / "r.db", "--fast", articles)
    assert "known" in run("read", "--record", tmp_path / "r.db", "--fast", articles).stderr
    assert "known" not in run("read", "--record", tmp_path / "r.db", articles).stderr


def test_files_that_are_passed_over_are_counted_by_their_endings(run: Run, articles: Path, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.PDF", "c.docx"):
        (articles / name).write_text("Not read.")
    result = run("read", "--record", tmp_path / "r.db", articles)
    assert result.exit_code == 0
    assert "3 files skipped, of no format that is read: 2 .pdf, 1 .docx" in result.stderr


def test_what_intake_is_in_doubt_of_is_told(run: Run, tmp_path: Path) -> None:
    days = ["12/05/2024", "09 mai 2024", "1850-03-01", "2024-05-12"]
    rows = [json.dumps({"text": STORY.format(n), "published": day}) for n, day in enumerate(days)]
    (tmp_path / "feed.jsonl").write_text("\n".join(rows), "utf-8")
    (tmp_path / "short.txt").write_bytes("The café in São Paulo closed.".encode("cp1252"))
    told = run("read", "--fast", "--record", tmp_path / "r.db", tmp_path / "feed.jsonl", tmp_path / "short.txt").stderr
    assert "2 dates of publication could not be read" in told
    assert "feed.jsonl#1 (12/05/2024), feed.jsonl#2 (09 mai 2024)" in told
    assert "1 date of publication is before 1900 or still ahead and is taken as given: feed.jsonl#3 (1850-03-01)" in told
    assert "guessed" in told and "short.txt (cp1252)" in told


def test_the_user_may_name_the_encoding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Premier powiedział, że rozmowy będą trudne.".encode("cp1250"))
    result = run("read", "--fast", "--record", tmp_path / "r.db", "--encoding", "cp1250", tmp_path / "a.txt")
    assert "guessed" not in result.stderr
    assert "powiedział, że" in run("show", "--record", tmp_path / "r.db", "a.txt").stdout


def test_an_unknown_encoding_is_wrong_use(run: Run, articles: Path, tmp_path: Path) -> None:
    assert run("read", "--record", tmp_path / "r.db", "--encoding", "no-such", articles).exit_code == 2


def test_the_limit_on_a_text_may_be_raised_as_its_error_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY.format(1), "utf-8")
    result = run("read", "--fast", "--record", tmp_path / "r.db", "--max-text-bytes", "20", tmp_path / "a.txt")
    assert result.exit_code == 3
    assert "--max-text-bytes" in result.stderr


def test_fast_and_thorough_together_are_wrong_use(run: Run, articles: Path, tmp_path: Path) -> None:
    result = run("read", "--record", tmp_path / "r.db", "--fast", "--thorough", articles)
    assert result.exit_code == 2
    assert "opposites" in result.stderr


def test_the_help_fits_eighty_columns(run: Run) -> None:
    assert max(map(len, run("read", "--help").stdout.splitlines())) <= 80
