"""`standoff judge`: a person's decisions, each added to the record's log and taken back by `undo`."""

import getpass
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from standoff.cli.options import known_act, known_party, opened, record_option
from standoff.cli.show import look_up
from standoff.core.errors import NotFound, UsageError
from standoff.relating.judgements_tables import Decision, Judgement
from standoff.store.judging import Judging
from standoff.store.known import issue_named
from standoff.store.query import ArticleRow, ItemRow
from standoff.store.views import Views

EPILOG = """\b
Each decision is kept with who and when, changes nothing that was read, and can be taken back.

\b
Example:
  standoff judge same 'Ada Holm' 'A. Holm'
  standoff judge correct 0123abcd --act reject --party NOR
  standoff judge undo judgement-0123456789abcdef
"""
# The fields that `correct` takes, each with its option and whether it takes several values.
FIELDS: dict[str, tuple[str, bool, str]] = {
    "act": ("--act", False, "The act of a statement; see: standoff codebook."),
    "party": ("--party", True, "Who acts or speaks; several times for several."),
    "addressee": ("--addressee", True, "Whom it is aimed at; several times for several."),
    "issue": ("--issue", True, "What it is about; several times for several."),
    "status": ("--status", False, "Stated, offered, happened...; of a meeting planned, held, cancelled or refused."),
    "speaker": ("--speaker", False, "The person who speaks."),
    "channel": ("--channel", False, "How it was said."),
    "via": ("--via", False, "Who carried it."),
    "low": ("--low", False, "The least of a figure."),
    "high": ("--high", False, "The most of a figure."),
    "unit": ("--unit", False, "The unit of a figure."),
    "counted": ("--counted", False, "What a figure counts."),
    "place": ("--place", False, "Where."),
    "participants": ("--participant", True, "A party to a meeting; several times for several."),
    "persons": ("--person", True, "A person at a meeting; several times for several."),
    "forum": ("--forum", False, "The body that a meeting is of."),
    "level": ("--level", False, "The rank of a meeting."),
    "holder": ("--holder", True, "Who forecasts; several times for several."),
    "confidence": ("--confidence", False, "The words of confidence of a forecast."),
}
WHOLE = 200  # characters: more than the help of any command has
_PARTIES = ("party", "addressee", "participants", "holder")

Command = Callable[..., None]


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user on this machine, as in some containers
        return "unknown"


def by_option(command: Command) -> Command:
    """Add who judges, and why."""
    command = click.option("--reason", metavar="TEXT", help="Why, for whoever reads the log.")(command)
    return click.option(
        "--by",
        "who",
        metavar="NAME",
        envvar="STANDOFF_JUDGE",
        show_envvar=True,
        default=_user,
        help="Who judges; else your user.",
    )(command)


class _Decisions(click.Group):
    """A group whose help says all of what each command is for."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(limit=WHOLE)) for name, command in self.commands.items()])


@click.group(cls=_Decisions, epilog=EPILOG)
def judge() -> None:
    """Say what the reading has wrong: who is who, what is coded wrongly, what is noise."""


@contextmanager
def _judging(record: str, who: str, reason: str | None) -> Iterator[tuple[Views, Judging]]:
    with opened(record) as views:
        yield views, Judging(views.engine, who, reason)


def _tell(made: Judgement, decision: str | None = None) -> None:
    click.echo(made.id)
    click.echo(
        f"{made.who}: {decision or made.decision.replace('_', ' ')}; take it back with: standoff judge undo {made.id}", err=True
    )


def _item_id(views: Views, given: str) -> str:
    """The id of the item; raises NotFound, and UsageError where the id is of something else."""
    try:
        found = look_up(views, given, wholes=False)
    except NotFound:
        found = look_up(Views(views.engine), given, wholes=False)  # a coding that people keep and no reading has any more
    if not isinstance(found, ItemRow):
        raise UsageError(f"{given!r} is no item; give the id of an item, as in: standoff statements")
    return str(found.item.id)


@dataclass(frozen=True, kw_only=True)
class _Respects:
    """In what two things are asked to be the same: who they are, unless one of these is given."""

    story: bool
    event: bool
    origin: bool

    def given(self) -> bool:
        """Whether one is; raises UsageError where more are."""
        if self.story + self.event + self.origin > 1:
            raise UsageError("--story, --event and --origin are questions of their own; give one of them")
        return self.story or self.event or self.origin


def _identity(name: str, decision: Decision, help_: str) -> None:
    def run(a: str, b: str | None, record: str, who: str, reason: str | None, **asked: bool) -> None:
        of = _Respects(**asked)
        if of.given() and b is None:
            raise UsageError("--story, --event and --origin are asked of two; give B as well")
        with _judging(record, who, reason) as (views, judging):
            if b is None:
                _tell(judging.unsure(_item_id(views.raw, a)))
            elif of.event:
                _tell(judging.events(decision, *_tellings(views, a, b)))
            elif of.origin:
                _tell(judging.origins(decision, a, b))
            else:
                _tell(judging.stories(decision, a, b) if of.story else _two_actors(judging, decision, a, b))

    for option, help_of in reversed(_RESPECTS):
        run = click.option(option, is_flag=True, help=help_of)(run)
    asked: Command = click.argument("a")(click.argument("b", required=decision != "unsure")(record_option(by_option(run))))
    judge.command(name, help=help_, epilog=f"\b\nExample:\n  standoff judge {name} 'Ada Holm' 'A. Holm'")(asked)


_RESPECTS = (
    ("--story", "A and B are articles, by name or id; it is about their story."),
    ("--event", "A and B are statements, meetings or events, by id; it is about their event."),
    ("--origin", "A and B are articles, by name or id; it is about whether they are copies of one text."),
)


def _two_actors(judging: Judging, decision: Decision, a: str, b: str) -> Judgement:
    made = judging.actors(decision, a, b)
    one, other = (subject.id for subject in made.subjects)
    if decision == "same" and not any(key.startswith("actor-") for key in (one, other)):
        click.echo(f"standoff: {one} and {other} are two actors of the codebook; all of {other} goes by {one} now", err=True)
    return made


def _tellings(views: Views, a: str, b: str) -> tuple[str, str]:
    """Two items that tell of events: those given, of an event the first one that is not the other's own."""
    first = _items_of(views, a)
    second = [item for item in _items_of(views, b) if item != first[0]] or _items_of(views, b)
    return next((item for item in first if item not in second), first[0]), second[0]


def _items_of(views: Views, given: str) -> list[str]:
    if given.startswith("event-"):
        return [telling.items[0] for telling in views.event(given).tellings]
    return [_item_id(views.raw, given)]


_identity("same", "same", "Two actors are one: A and B are ids, codes or names as articles have them.")
_identity("not-same", "not_same", "Two actors are two, though their names are alike; what was joined is split.")
_identity("unsure", "unsure", "Two actors may be one: each is proposed for the other. Of A alone, an item: it may be right.")


@judge.command(epilog="\b\nExample:\n  standoff judge right 0123abcd")
@click.argument("identifier", metavar="ID")
@record_option
@by_option
def right(identifier: str, record: str, who: str, reason: str | None) -> None:
    """An item is right: it is kept as coded, whatever a newer reader finds."""
    with _judging(record, who, reason) as (views, judging):
        _tell(judging.right(_item_id(views.raw, identifier)), "right")


def _accounts(name: str, decision: Decision, help_: str) -> None:
    def run(ids: tuple[str, ...], unsure: bool, record: str, who: str, reason: str | None) -> None:
        with _judging(record, who, reason) as (views, judging):
            _tell(judging.conflict("unsure" if unsure else decision, [_item_id(views.raw, given) for given in ids]))

    doubt = click.option("--unsure", is_flag=True, help="It cannot be told; only kept in the log.")
    asked: Command = click.argument("ids", metavar="ID ID...", nargs=-1, required=True)(doubt(record_option(by_option(run))))
    judge.command(name, help=help_, epilog=f"\b\nExample:\n  standoff judge {name} 0123abcd 4567cdef")(asked)


_accounts("conflict", "conflict", "Accounts cannot all hold: give an item of each side by its id.")
_accounts("no-conflict", "no_conflict", "Accounts can all hold: give an item of each side; the conflict goes from the views.")


@judge.command(epilog="\b\nExample:\n  standoff judge wrong 0123abcd --reason 'a rival says so'")
@click.argument("identifier", metavar="ID")
@record_option
@by_option
def wrong(identifier: str, record: str, who: str, reason: str | None) -> None:
    """An item is wrong: it goes from every view."""
    with _judging(record, who, reason) as (views, judging):
        _tell(judging.wrong(_item_id(views.raw, identifier)))


@judge.command(epilog="\b\nExample:\n  standoff judge correct 0123abcd --act reject --party NOR --party SWE")
@click.argument("identifier", metavar="ID")
@record_option
@by_option
def correct(identifier: str, record: str, who: str, reason: str | None, **given: Any) -> None:
    """An item has other values; only those given are changed, and an empty one ('') empties its field."""
    with _judging(record, who, reason) as (views, judging):
        fields = {name: _values(views, name, values) for name, values in given.items() if values not in (None, ())}
        _tell(judging.correct(_item_id(views.raw, identifier), fields))


for _name, (_option, _several, _help) in FIELDS.items():
    click.option(_option, _name, multiple=_several, metavar="VALUE", help=_help)(correct)


def _values(views: Views, name: str, given: str | tuple[str, ...]) -> tuple[str, ...]:
    values = tuple(value.strip() for value in ((given,) if isinstance(given, str) else given) if value.strip())
    if name == "act":
        return tuple(map(known_act, values))
    if name in ("low", "high"):
        return tuple(_number(value, f"--{name}") for value in values)
    if name == "issue":
        return tuple(issue_named(views, value, "--issue") for value in values)
    return tuple(_party(views, value) for value in values) if name in _PARTIES else values


def _number(given: str, option: str) -> str:
    """The number without the commas that set off its thousands; raises UsageError."""
    plain = given.replace(",", "")
    try:
        if not math.isfinite(float(plain)):
            raise ValueError
    except ValueError:
        raise UsageError(f"{option} {given!r} is no number; write it in digits, as in 12000 or 0.5") from None
    return plain


def _party(views: Views, given: str) -> str:
    try:
        return known_party(views, given)
    except UsageError:
        click.echo(f"standoff: {given} is nobody in this record yet; taken as it is written", err=True)
        return given


@judge.command(
    epilog="\b\nExample:\n  standoff judge noise 0123abcd\n  standoff judge noise evening-post.txt --words 'Share this page'"
)
@click.argument("what", metavar="ID-OR-ARTICLE")
@click.option("--words", metavar="TEXT", help="The words of the article that are noise, exactly.")
@click.option("--kind", "why", metavar="WHY", help="What it is, such as byline_box or related_links.")
@record_option
@by_option
def noise(what: str, words: str | None, why: str | None, record: str, who: str, reason: str | None) -> None:
    """A span is not the article: that of an item, or words of an article; what is coded within it goes."""
    with _judging(record, who, reason) as (views, judging):
        if words is None:
            item = views.raw.item(_noisy_item(views, what)).item
            _tell(judging.noise(item.article, item.start, item.end, why))
        else:
            article = views.article(what).article
            start = _only_place(article.text, words, article.name)
            _tell(judging.noise(article.id, start, start + len(words), why))


def _noisy_item(views: Views, what: str) -> str:
    if isinstance(look_up(views, what, wholes=False), ArticleRow):
        raise UsageError(f"{what} is an article; say which of its words are noise: --words TEXT")
    return _item_id(views.raw, what)


def _only_place(text: str, words: str, name: str) -> int:
    start = text.find(words) if words else -1
    if start < 0:
        raise NotFound(f"{name} does not hold the words {words!r}; see its text with: standoff show {name}")
    if text.find(words, start + 1) >= 0:
        raise UsageError(f"{name} holds the words {words!r} more than once; give more of them")
    return start


@judge.command("not-noise", epilog="\b\nExample:\n  standoff judge not-noise 0123abcd")
@click.argument("identifier", metavar="ID")
@record_option
@by_option
def not_noise(identifier: str, record: str, who: str, reason: str | None) -> None:
    """A span that was taken for noise is the article after all."""
    with _judging(record, who, reason) as (views, judging):
        _tell(judging.not_noise(_item_id(views, identifier)))


@judge.command(epilog="\b\nExample:\n  standoff judge undo judgement-0123456789abcdef")
@click.argument("judgement")
@record_option
@by_option
def undo(judgement: str, record: str, who: str, reason: str | None) -> None:
    """Take a judgement back; taking back an undo puts it in force again."""
    with _judging(record, who, reason) as (_, judging):
        _tell(judging.undo(judgement))


COMMANDS = {"judge": judge}
