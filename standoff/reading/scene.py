"""A scene: the article with its cast and its attributions, so that "we" in a quotation is the quoted one's party."""

from dataclasses import dataclass

from spacy.tokens import Token

from standoff.core.records import Attribution
from standoff.reading.cast import Cast
from standoff.reading.context import Context


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What the coding stages (acts, figures, meetings, forecasts) are given."""

    context: Context
    cast: Cast
    attributions: tuple[Attribution, ...] = ()

    def attribution_at(self, start: int) -> Attribution | None:
        """The innermost attribution whose content holds the code point at `start`."""
        holding = [a for a in self.attributions if any(c.start <= start < c.end for c in a.content)]
        return min(holding, key=lambda a: sum(c.end - c.start for c in a.content), default=None)

    def party(self, token: Token) -> tuple[str, ...]:
        """For whom `token`'s noun phrase acts: as the cast says, and first person words as their speaker's party."""
        if _first_person(token):
            said = self.attribution_at(token.idx)
            return said.party if said is not None else ()
        return self.cast.party(token)

    def speaker(self, token: Token) -> str | None:
        """The person that `token`'s noun phrase means: as the cast says, and first person words as their speaker."""
        if _first_person(token):
            said = self.attribution_at(token.idx)
            return said.speaker if said is not None else None
        return self.cast.speaker(token)


def _first_person(token: Token) -> bool:
    return token.lower_ in {"i", "we", "us", "our", "ours", "my", "me", "mine", "ourselves", "myself"}
