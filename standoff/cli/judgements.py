"""`standoff judgements`: the log of what people decided, with what became of each; its export and import."""

from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from standoff.cli.options import format_option, opened, record_option
from standoff.cli.tables import Head, Sheet, print_sheet
from standoff.cli.words import counted, listed, one_line, short_id
from standoff.core.errors import UsageError
from standoff.relating.judgements import corrected, item_of
from standoff.relating.judgements_tables import Judgement, Standing, Subject
from standoff.store.judgements import export_lines, import_judgements, judgement_log
from standoff.store.views import Views


class JudgementRow(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement as a flat row; `standoff judgements --export` holds all of it."""

    id: str
    when: str
    who: str
    kind: str
    decision: str
    subjects: tuple[str, ...]
    subject_ids: tuple[str, ...]
    fields: str
    reason: str | None
    undoes: str | None
    state: str
    why: str
    by: str | None


HEADS = (
    Head(name="id", cell=lambda row: row.id, short=short_id, fixed=True),
    Head(name="when", cell=lambda row: row.when[:16].replace("T", " "), fixed=True, least=100),
    Head(name="who", cell=lambda row: one_line(row.who)),
    Head(name="decision", cell=lambda row: row.decision.replace("_", " "), fixed=True),
    Head(name="fields", cell=lambda row: one_line(row.fields), least=100),
    Head(name="state", cell=lambda row: row.state, fixed=True),
    Head(name="why", cell=lambda row: one_line(row.why), least=120),
    Head(name="reason", cell=lambda row: one_line(row.reason or ""), least=150),
    Head(name="of", cell=lambda row: listed(row.subjects) or short_id(row.undoes or ""), words=True),
)


@click.command(epilog="\b\nExample:\n  standoff judgements\n  standoff judgements --export ours.jsonl")
@click.option(
    "--export", "to", metavar="FILE", type=click.File("wb", lazy=True), help="Write the log as JSON lines; - is standard output."
)
@click.option(
    "--import",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Add the judgements of an export.",
)
@format_option
@record_option
def judgements(to: BinaryIO | None, source: Path | None, format_: str, record: str) -> None:
    """What people judged, oldest first: in force, undone, overruled by a newer one, or not applied, and why."""
    if to is not None and source is not None:
        raise UsageError("--export and --import are two runs; give one of them")
    with opened(record) as views:
        if to is not None:
            log = judgement_log(views.engine)
            to.writelines(export_lines(log))
            click.echo(counted(len(log), "judgement"), err=True)
        elif source is not None:
            _import(views, source)
        else:
            _print(views, format_)


def _import(views: Views, source: Path) -> None:
    with click.open_file(str(source), "rb") as lines:
        new, known = import_judgements(views.engine, lines)
    click.echo(f"{counted(new, 'judgement')} added, {known:,} known already", err=True)


def _print(views: Views, format_: str) -> None:
    rows = [judgement_row(one) for one in views.judgements()]
    print_sheet(Sheet(heads=HEADS, rows=rows, shape=JudgementRow, records=lambda: rows), format_)
    click.echo(counted(len(rows), "judgement"), err=True)


def judgement_row(standing: Standing) -> JudgementRow:
    """A judgement with what became of it, as a flat row."""
    one = standing.judgement
    return JudgementRow(
        id=one.id,
        when=one.when.isoformat(),
        who=one.who,
        kind=one.kind,
        decision="right" if _as_read(one) else one.decision,
        subjects=tuple(map(_named, one.subjects)),
        subject_ids=tuple(subject.id for subject in one.subjects),
        fields="; ".join(f"{name}: {listed(values)}" for name, values in one.fields.items()),
        reason=one.reason,
        undoes=one.undoes,
        state=standing.state,
        why=standing.why,
        by=standing.by,
    )


def _as_read(one: Judgement) -> bool:
    """Whether a correction leaves all as it is: the item is right."""
    item = item_of(one) if one.decision == "correct" else None
    return item is not None and corrected(item, one.fields) == item


def _named(subject: Subject) -> str:
    if subject.text is None:
        return subject.name
    return f"{subject.kind} {subject.was}".strip() + f" “{one_line(subject.text)}”"


COMMANDS = {"judgements": judgements}
