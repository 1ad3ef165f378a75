"""Telling how a read goes: a bar on a terminal, plain lines in a pipe, both on standard error."""

import sys
from collections import Counter
from types import TracebackType
from typing import Any

import click

from standoff.cli.words import counted, one_line

NAME_SHOWN = 40


class Progress:
    """A context manager to be called with each item's name and what became of it: read, known or failed."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> "Progress":
        if sys.stderr.isatty():
            self._start_bar()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, name: str, what: str) -> None:
        self.counts[what] += 1
        if self._bar is None:
            click.echo(f"{what} {one_line(name)}", err=True)
        else:
            self._bar.update(self._task, advance=1, done=self.summary(), name=one_line(name)[:NAME_SHOWN])

    def summary(self) -> str:
        """The counts so far, as words."""
        parts = [f"{counted(self.counts['read'], 'article')} read"]
        parts += [f"{self.counts['known']:,} known already"] if self.counts["known"] else []
        parts += [f"{self.counts['failed']:,} failed"] if self.counts["failed"] else []
        return ", ".join(parts)

    def _start_bar(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(
            SpinnerColumn(),
            BarColumn(bar_width=16),
            TextColumn("{task.fields[done]}", markup=False),
            TimeElapsedColumn(),
            TextColumn("{task.fields[name]}", markup=False, style="dim"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, done="starting", name="")
        self._bar.start()
