"""The command line: `standoff COMMAND`. A command's module is imported only when it is run, so that help is quick."""

import contextlib
import difflib
import importlib
import os
import sys
from typing import Any

import click

from standoff._version import __version__
from standoff.core.errors import CodebookError, StandoffError, UsageError

SOME_FAILED, WRONG_USE, NOTHING_READ, INTERRUPTED = 1, 2, 3, 130

# Section of the help, then each command with its module and its one line of help.
SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "Make a record": {
        "demo": ("demo", "Read the bundled sample coverage and print its brief."),
        "read": ("read", "Read articles into the record."),
    },
    "Ask it": {
        "brief": ("brief", "The brief: positions, demands, threats, meetings, figures, each with its evidence."),
        "articles": ("views", "The articles, with when they came out and how that is known."),
        "statements": ("views", "Who demanded, offered, rejected or threatened what."),
        "attributions": ("views", "Who said what, on the record or not."),
        "figures": ("conflicts", "Numbers as ranges, with what is counted."),
        "meetings": ("events", "Meetings held, planned, cancelled and refused, each once."),
        "events": ("events", "Acts and meetings that several articles tell of, and what they tell differently."),
        "forecasts": ("views", "What is expected, and by whom."),
        "actors": ("actors", "States, organisations and persons behind their names."),
        "issues": ("views", "The issues and who speaks to them."),
        "positions": ("positions", "Each party's position on each issue, and what changed between two days."),
        "demands": ("positions", "The demands of one side beside the replies of the other."),
        "stories": ("views", "Which articles tell of one thing, and by what that can be seen."),
        "conflicts": ("conflicts", "What the accounts disagree on, each side with its quotes."),
        "origins": ("views", "Which articles are copies of one text, and what each changed."),
        "timeline": ("views", "Statements, meetings and forecasts by date."),
        "search": ("search", "The sentences that hold some words."),
        "show": ("show", "One sentence, article or actor with all that was coded there."),
        "serve": ("serve", "The record in a browser."),
    },
    "Judge it": {
        "judge": ("judge", "Say that actors are the same or not, or that a coding is wrong; undo it."),
        "judgements": ("judgements", "What people judged, and what became of it; export and import."),
    },
    "Take it away": {
        "export": ("export", "The whole record as JSON lines, CSV or Parquet."),
        "dossier": ("positions", "The issues in force as a file to edit: names, and the words for each."),
        "codebook": ("codebook", "The acts, with what must be in the text for each; the doubts and flags."),
    },
}
COMMANDS = {name: where for section in SECTIONS.values() for name, where in section.items()}

EPILOG = """\b
Exit codes:
  0    all well
  1    some items could not be read, others were
  2    wrong use: an option, a filter, a dossier
  3    nothing could be read, or the record (or what was asked for in it) is not there
  130  interrupted; what was read until then is kept

\b
Example:
  standoff read articles/ && standoff brief --format html -o brief.html
"""


class LazyGroup(click.Group):
    """A group that knows its commands' names and helps, and imports a command only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"standoff.cli.{COMMANDS[cmd_name][0]}").COMMANDS[cmd_name]
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, text) for name, (_, text) in commands.items()], col_max=14)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise click.UsageError(f"no command {args[0]!r}{hint}; the commands are: {', '.join(COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what goes wrong on purpose is one line on standard error and an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except StandoffError as error:
            wrong = isinstance(error, UsageError | CodebookError)
            raise (WronglyUsed if wrong else Stopped)(str(error)) from error
        except BrokenPipeError:
            _let_go_of_stdout()
            ctx.exit(0)
        except OSError as error:
            raise Stopped(f"{error.filename or 'input or output'}: {error.strerror or error}") from error
        except KeyboardInterrupt:
            click.echo("standoff: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        return result


class Stopped(click.ClickException):
    """An error told in one line: what was asked for is not there, or cannot be read or written."""

    exit_code = NOTHING_READ

    def show(self, file: Any = None) -> None:
        from standoff.cli.words import one_line

        click.echo(f"standoff: {one_line(self.format_message())}", err=True)


class WronglyUsed(Stopped):
    """An error in how the program was called."""

    exit_code = WRONG_USE


def _let_go_of_stdout() -> None:
    """Whoever read our output has enough: nothing more is written, not even when Python ends."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="standoff")
def cli() -> None:
    """Read the coverage of a crisis and keep one cited record: who demanded, offered, rejected or threatened what,
    according to whom. Results go to standard output, everything else to standard error.
    """


def main() -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    cli(prog_name="standoff")
