"""`standoff serve`: the record in a browser."""

import secrets
from importlib.util import find_spec

import click

from standoff.cli.options import record_option
from standoff.core.errors import UsageError

NEEDED = ("starlette", "uvicorn", "altair", "vl_convert")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LEAST_TOKEN = 16  # characters: what is shorter can be tried out


@click.command(epilog="\b\nExample:\n  standoff serve\n  standoff serve --record crisis.db --port 8080")
@click.option(
    "--host",
    metavar="HOST",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; beyond this machine a token is asked for.",
)
@click.option(
    "--port", metavar="N", type=click.IntRange(0, 65535), default=8300, show_default=True, help="0 takes any that is free."
)
@click.option(
    "--token",
    metavar="TOKEN",
    envvar="STANDOFF_TOKEN",
    show_envvar=True,
    help="What a browser must bring once.  [default: made up for another host, none on this machine]",
)
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name that the server is reached by.")
@click.option(
    "--by",
    "who",
    envvar="STANDOFF_JUDGE",
    show_envvar=True,
    metavar="NAME",
    help="Who decides on the review page, until a browser says otherwise.",
)
@record_option
def serve(host: str, port: int, token: str | None, names: tuple[str, ...], who: str | None, record: str) -> None:
    """Open the record in a browser: pages, each with its JSON and CSV. They write only what is decided under Review."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(f"the pages need more packages ({', '.join(missing)}); install them with: pip install 'standoff[web]'")
    token = known_token(host, token)

    from standoff.store.database import open_engine
    from standoff.web.server import ListenOptions, serve

    engine = open_engine(record, create=False)
    try:
        serve(engine, ListenOptions(host=host, port=port, names=names, token=token, who=who), tell)
    finally:
        engine.dispose()


def known_token(host: str, given: str | None) -> str | None:
    """The token to ask for: the given one, one made up where the host is not this machine's own, else none."""
    if given is not None and (len(given) < LEAST_TOKEN or not set(given) <= _SAFE):
        raise UsageError(f"--token must have at least {LEAST_TOKEN} letters, digits, - or _; leave it out to have one made")
    return secrets.token_urlsafe(24) if given is None and host not in LOOPBACK else given


def tell(address: str) -> None:
    """Say where the pages are, and that the token in the address is a key."""
    click.echo(f"standoff: open {address} (stop with Ctrl-C)", err=True)
    if "?token=" in address:
        click.echo("standoff: the address holds the token; give it only to those who may read the record", err=True)


_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")

COMMANDS = {"serve": serve}
