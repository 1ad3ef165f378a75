import csv
import io
import json

from standoff.codebook.acts import acts
from tests.cli.conftest import Run


def test_every_act_is_listed_with_its_definition(run: Run) -> None:
    lines = run("codebook").stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines] == list(acts())
    assert all(line.endswith(act.definition) for line, act in zip(lines, acts().values(), strict=True))


def test_the_table_is_there_for_programs_too(run: Run) -> None:
    found = json.loads(run("codebook", "--format", "json").stdout)
    assert [(row["act"], row["plover"]) for row in found] == [(act.act, act.plover) for act in acts().values()]
    assert len(list(csv.DictReader(io.StringIO(run("codebook", "--format", "csv").stdout)))) == len(acts())


def test_the_marks_are_listed_with_what_they_mean(run: Run) -> None:
    rows = {row["mark"]: row for row in json.loads(run("codebook", "--marks", "--format", "json").stdout)}
    assert rows["model_addressee"]["of"] == "coding" and rows["damaged"]["of"] == "article"
    assert all(row["meaning"] for row in rows.values())
