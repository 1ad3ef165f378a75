"""The cast of an article: which actors its words name, and for whom each noun phrase acts or speaks."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from standoff.core.records import LocalActor
from standoff.reading.context import Context


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who is who in one article; built once by `find_cast`, asked by every later stage."""

    actors: tuple[LocalActor, ...] = ()
    _parties: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _speakers: dict[int, str] = field(default_factory=dict)
    _anonymous: frozenset[int] = frozenset()

    def party(self, token: Token) -> tuple[str, ...]:
        """For whom the noun phrase headed by `token` acts or speaks: actor codes (names without a code), () if unknown.

        "Russian officials", "the Kremlin", "Sergei Lavrov" (by role or affiliation as read), "he", "the ministry",
        and a coordination ("Washington and Kyiv" gives both). First person words are resolved by the scene, which
        knows who speaks.
        """
        return self._parties.get(token.i, ())

    def speaker(self, token: Token) -> str | None:
        """The fullest name in the article of the person that the noun phrase headed by `token` means, or None."""
        return self._speakers.get(token.i)

    def anonymous(self, token: Token) -> bool:
        """Whether the noun phrase headed by `token` is an unnamed source ("a senior official", later "he")."""
        return token.i in self._anonymous

    def parties_between(self, first: int, last: int) -> tuple[str, ...]:
        """Each distinct party named by the tokens `first`..`last` (indices, both included), in order of mention."""
        found: dict[str, None] = {}
        for index in range(first, last + 1):
            found.update(dict.fromkeys(self._parties.get(index, ())))
        return tuple(found)


def find_cast(context: Context) -> Cast:
    """The cast of the article in `context`."""
    raise NotImplementedError
