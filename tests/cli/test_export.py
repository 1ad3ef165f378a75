import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, update

from standoff.exchange.records import TABLES
from standoff.store import schema
from tests.cli.conftest import Run


def test_json_lines_go_to_standard_output(run: Run, planted: Path) -> None:
    kinds = [json.loads(line)["kind"] for line in run("export").stdout.splitlines()]
    over_all = list(dict.fromkeys(kinds[kinds.index("actor") :]))
    order = [str(shape.__struct_config__.tag) for shape in TABLES.values()]
    assert kinds[0] == "article"
    assert over_all == sorted(over_all, key=order.index) and "statement" not in over_all


def test_json_lines_go_to_a_file_as_they_go_to_standard_output(run: Run, planted: Path, tmp_path: Path) -> None:
    result = run("export", "--format", "jsonl", "-o", tmp_path / "out.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "out.jsonl").read_bytes() == run("export").stdout_bytes


def test_csv_on_standard_output_is_the_statements(run: Run, planted: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").stdout)))
    assert [row["act"] for row in rows] == ["demand", "threaten", "reject", "reject"]


def test_csv_into_a_folder_is_every_table(run: Run, planted: Path, tmp_path: Path) -> None:
    run("export", "--format", "csv", "-o", tmp_path / "tables")
    assert {"statements.csv", "articles.csv", "codebook.csv"} < {path.name for path in (tmp_path / "tables").iterdir()}


def test_csv_into_an_archive_is_every_table(run: Run, planted: Path, tmp_path: Path) -> None:
    run("export", "--format", "csv", "-o", tmp_path / "tables.zip")
    names = zipfile.ZipFile(tmp_path / "tables.zip").namelist()
    assert names == [*(f"{table}.csv" for table in TABLES), "codebook.csv"]


def test_parquet_goes_into_a_folder(run: Run, planted: Path, tmp_path: Path) -> None:
    run("export", "--format", "parquet", "-o", tmp_path / "tables")
    assert (tmp_path / "tables" / "statements.parquet").read_bytes().startswith(b"PAR1")


def test_parquet_without_a_place_is_wrong_use(run: Run, planted: Path) -> None:
    result = run("export", "--format", "parquet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-o" in result.stderr


def test_a_damaged_record_is_not_exported(run: Run, planted: Path, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{planted}")
    with engine.begin() as connection:
        connection.execute(update(schema.article).values(text="another text"))
    engine.dispose()
    result = run("export", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 3
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("command", [("export",), ("export", "--format", "csv"), ("export", "--format", "parquet"), ("brief",)])
def test_the_record_is_never_written_over(run: Run, planted: Path, command: tuple[str, ...]) -> None:
    before = planted.read_bytes()
    result = run(*command, "-o", planted)
    assert (result.exit_code, planted.read_bytes()) == (2, before)
    assert "wrote" not in result.stderr


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_a_name_of_one_table_is_no_folder(run: Run, planted: Path, tmp_path: Path, format_: str) -> None:
    result = run("export", "--format", format_, "-o", tmp_path / f"all.{format_}")
    assert result.exit_code == 2
    assert "all.zip" in result.stderr
    assert not (tmp_path / f"all.{format_}").exists()


def test_control_characters_of_a_name_do_not_reach_the_terminal(run: Run, planted: Path, tmp_path: Path) -> None:
    assert "\x1b" not in run("export", "-o", tmp_path / "red\x1b[31m.jsonl").stderr


def test_the_help_fits_eighty_columns(run: Run) -> None:
    assert max(map(len, run("export", "--help").stdout.splitlines())) <= 80
