"""A scene: the article with its cast and its attributions, so that "we" in a quotation is the quoted one's party."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from standoff.codebook.castwords import cast_words
from standoff.core.records import Attribution
from standoff.reading.cast import Cast
from standoff.reading.context import Context

_FIRST = frozenset({"i", "we", "us", "our", "ours", "my", "me", "mine", "ourselves", "myself"})
_SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
_THIRD = frozenset({"they", "them", "their", "theirs", "themselves"})
_PERSONAL = _FIRST | _SECOND | _THIRD
_HEARERS = frozenset({"dobj", "dative", "iobj", "nsubjpass"})
# The other side of a dyad is clear where it is named twice as often as any third party.
_CLEAR = 2


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What the coding stages (acts, figures, meetings, forecasts) are given."""

    context: Context
    cast: Cast
    attributions: tuple[Attribution, ...] = ()

    def attribution_at(self, start: int) -> Attribution | None:
        """The innermost attribution whose content holds the code point at `start`."""
        for begins, end, said in self._contents:
            if begins <= start < end:
                return said
        return None

    @cached_property
    def _contents(self) -> list[tuple[int, int, Attribution]]:
        """The pieces of content with their attributions, those of the shortest content first."""
        inner_first = sorted(self.attributions, key=lambda said: sum(c.end - c.start for c in said.content))
        return [(piece.start, piece.end, said) for said in inner_first for piece in said.content]

    def party(self, token: Token) -> tuple[str, ...]:
        """For whom `token`'s noun phrase acts: as the cast says, and by who speaks to whom within what is said.

        First person words mean the speaker's party, "you" the party spoken to, if clear; "they" in a quotation is never
        the speaker's own side.
        """
        if token.lower_ not in _PERSONAL or token.text == "US":
            return self._named(token)
        said = self.attribution_at(token.idx)
        if token.lower_ in _FIRST:
            return said.party if said is not None else ()
        if token.lower_ in _SECOND:
            return self._addressed(said) if said is not None else ()
        party = self.cast.party(token)
        if said is not None and said.direct and party and party == said.party:
            return self._other_side(said)
        return party

    def speaker(self, token: Token) -> str | None:
        """The person that `token`'s noun phrase means: as the cast says, and first person words as their speaker."""
        if token.text != "US" and token.lower_ in _FIRST:
            said = self.attribution_at(token.idx)
            return said.speaker if said is not None else None
        return self.cast.speaker(token)

    def _named(self, token: Token) -> tuple[str, ...]:
        """As the cast says; "the government" and "the country" in a quotation are the speaker's own."""
        if self.cast.guessed(token) and token.lemma_.lower() in cast_words().own_side:
            said = self.attribution_at(token.idx)
            if said is not None and said.direct and said.party:
                return said.party
        return self.cast.party(token)

    def _addressed(self, said: Attribution) -> tuple[str, ...]:
        """To whom something is said: the hearer that the cue names, else the other side of the dyad."""
        return self.hearer(said) or self._other_side(said)

    def hearer(self, said: Attribution) -> tuple[str, ...]:
        """To whom something is said, as its cue tells ("told Peru", "wrote to Peru"); () where it does not."""
        for token in self.cue_tokens(said):
            for child in token.children:
                hearer = child
                if child.dep_ == "prep" and child.lower_ == "to":
                    hearer = next((c for c in child.children if c.dep_ == "pobj"), child)
                if hearer.dep_ in _HEARERS or hearer is not child:
                    party = self.cast.party(hearer)
                    if party and party != said.party:
                        return party
        return ()

    def cue_tokens(self, said: Attribution) -> list[Token]:
        """The tokens of the cue of an attribution, none where it has no cue."""
        if said.cue is None:
            return []
        span = self.context.doc.char_span(said.cue.start, said.cue.end, alignment_mode="expand")
        return list(span) if span is not None else []

    def _other_side(self, said: Attribution) -> tuple[str, ...]:
        """The party that the article sets against the speaker's, () where several could be meant."""
        others = [(count, code) for code, count in self._weights.items() if code not in said.party]
        others.sort(reverse=True)
        if not others or (len(others) > 1 and others[0][0] < _CLEAR * others[1][0]):
            return ()
        return (others[0][1],)

    @cached_property
    def _weights(self) -> Counter[str]:
        """How often each actor with a code is named in the article."""
        return Counter({actor.code: len(actor.mentions) for actor in self.cast.actors if actor.code is not None})
