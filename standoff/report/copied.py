"""Who copied whom, for the brief's list of sources."""

from standoff.relating.origins_tables import Copy, Origin
from standoff.relating.origins_words import change_words, relation_words
from standoff.report.desk import Desk

FIRST_BY = {
    "dates": "the first by date",
    "credit": "the first, for others credit it",
    "length": "the fullest text; dates do not tell the first",
}


def copied(desk: Desk, article: str) -> tuple[str, ...]:
    """What an article is a copy of, why, and what it changed; or that it is told as the first; nothing where it stands alone."""
    origin = desk.origins.by_article.get(article)
    if origin is None:
        return ()
    if article == origin.first:
        return (_first(desk, origin),)
    return tuple(_copy(desk, copy) for copy in origin.copies if copy.article == article)


def _first(desk: Desk, origin: Origin) -> str:
    others = ", ".join(_number(desk, name) for name in origin.articles[1:])
    return f"one origin with {others} ({FIRST_BY[origin.first_by]})"


def _copy(desk: Desk, copy: Copy) -> str:
    changes = change_words(desk.changes_of(copy))
    return f"{relation_words(copy)} {_number(desk, copy.of)} ({copy.reason})" + (f": {changes}" if changes else "")


def _number(desk: Desk, name: str) -> str:
    """The source's number in brackets, or its name where the list leaves it out."""
    return f"[{desk.numbers[name]}]" if name in desk.numbers else name
