"""What surrounds a claim in its article: its sentence, the names and the telling words in it, and the article's own names."""

import bisect
import re
from functools import cached_property

from standoff.codebook.conflicts import conflict_words, stem
from standoff.core.records import Attribution, Item, Reading
from standoff.relating.named import named_in

LEAD = 500  # code points of an article, title included, whose names tell what it is about
MOST_NAMES, MOST_STEMS = 8, 20
ID_CHARS = 16  # of an article's id, where no item stands at a place: enough to be shown by
UNDENIED = 40  # code points before a denial in which it may be taken back
STATE_CODE = 3  # letters of a state's code
LEAST_NAME = 4  # code points: shorter words in capitals are mostly "The" and "In" of headlines
_NAME = re.compile(r"(?<![\w.])[A-Z][\w’'-]*[a-z][\w’'-]*")
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_SENTENCE_START = re.compile(r"(?:^|[.!?:][\"”’')]*\s+|\n\s*|[“\"‘]\s*)$")


def _is_state(code: str) -> bool:
    return len(code) == STATE_CODE and code.isupper()


class ClaimScene:
    """An article's text with its reading, asked for the surroundings of a span."""

    def __init__(self, text: str, reading: Reading) -> None:
        self.text = text
        self.reading = reading
        title = [] if reading.title is None else [(reading.title.start, reading.title.end)]
        cut = [one for one in title if not any(start < one[1] and one[0] < end for start, end in reading.sentences)]
        self.sentences = sorted({*reading.sentences, *cut})
        self.starts = [start for start, _ in self.sentences]
        self._denials: dict[tuple[int, int], list[re.Match[str]]] = {}
        self.attributions = {one.id: one for one in reading.attributions}

    def denials(self, start: int, end: int) -> list[re.Match[str]]:
        """What denies within a sentence, looked for once."""
        if (start, end) not in self._denials:
            found = conflict_words().pattern_denying.finditer(self.text, start, end)
            self._denials[start, end] = [one for one in found if not self._is_undenied(start, one.start())]
        return self._denials[start, end]

    def _is_undenied(self, start: int, place: int) -> bool:
        """Whether nobody denies it ("no one denies that"), or nobody has yet ("would deny")."""
        return conflict_words().is_undenied.search(self.text[max(start, place - UNDENIED) : place]) is not None

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence in which `start` lies; those of the span itself where it lies in none."""
        place = bisect.bisect_right(self.starts, start) - 1
        if place >= 0 and start < self.sentences[place][1]:
            return self.sentences[place]
        return start, end

    def said(self, item: Item) -> Attribution | None:
        """The attribution that an item stands in."""
        return self.attributions.get(getattr(item, "attribution", None) or "")

    def claimer(self, said: Attribution | None) -> tuple[str, ...]:
        """Who says so; a state's opposition or its rebels do not speak for it."""
        if said is None:
            return ()
        return tuple(code for code in said.party if not (_is_state(code) and self._is_against_state(said)))

    def speaker(self, said: Attribution | None) -> str | None:
        """The person who says so, or the opposition or the rebels as the article names them."""
        if said is None or said.speaker is not None or not self._is_against_state(said) or self.claimer(said):
            return None if said is None else said.speaker
        return said.source.text if said.source is not None else None

    @staticmethod
    def _is_against_state(said: Attribution) -> bool:
        words = [] if said.source is None else _WORD.findall(said.source.text)
        return any(stem(word) in conflict_words().against_state for word in words)

    def is_demanded(self, start: int, end: int) -> bool:
        """Whether a span lies within what a party demands: it tells what is wanted, not what there is."""
        return any(first <= start and end <= last for first, last in self._demands)

    @cached_property
    def _demands(self) -> list[tuple[int, int]]:
        return [(one.start, one.end) for one in self.reading.statements if one.act == "demand" and one.party]

    def said_at(self, start: int, end: int) -> Attribution | None:
        """The narrowest attribution with a piece of content that holds the span."""
        holding = [
            one for one in self.reading.attributions if any(piece.start <= start and end <= piece.end for piece in one.content)
        ]
        return min(holding, key=lambda one: one.end - one.start, default=None)

    def item_in(self, start: int, end: int) -> str:
        """The id of the item that shares most with the bounds; the beginning of the article's id where none does."""
        reading = self.reading
        items: tuple[Item, ...] = (*reading.statements, *reading.attributions, *reading.forecasts, *reading.figures)
        sharing = [(min(end, one.end) - max(start, one.start), one.id) for one in items]
        most = max(sharing, default=(0, ""))
        return most[1] if most[0] > 0 else reading.article[:ID_CHARS]

    def parties(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """States, bodies and groups named within the bounds, and persons as those they speak for: place, end and code."""
        first = bisect.bisect_left(self._parties, (start, 0, ""))
        return [one for one in self._parties[first : bisect.bisect_left(self._parties, (end, 0, ""))] if one[1] <= end]

    @cached_property
    def _parties(self) -> list[tuple[int, int, str]]:
        found = [(match.start, match.end, match.claims[0].code) for match in named_in(self.text) if not match.claims[0].ambiguous]
        taken = {place for first, last, _ in found for place in range(first, last)}
        return sorted([*found, *(one for one in self._persons if one[0] not in taken)])

    @cached_property
    def _persons(self) -> list[tuple[int, int, str]]:
        return [
            (mention.start, mention.end, actor.speaks_for[0])
            for actor in self.reading.actors
            if actor.type == "person" and actor.speaks_for
            for mention in actor.mentions
        ]

    @cached_property
    def lead(self) -> tuple[str, ...]:
        """What the article is about: the names of its opening, and the telling words of its first line."""
        first = self.text.strip().find("\n")
        line = min(LEAD, len(self.text) if first < 0 else first + 1)
        return tuple(dict.fromkeys((*self.names(0, min(len(self.text), LEAD)), *self.stems(0, line)[:MOST_NAMES])))

    @cached_property
    def _mid_names(self) -> frozenset[str]:
        """Words that stand in capitals within a sentence somewhere, so that they are names at its start too."""
        found = _NAME.finditer(self.text)
        return frozenset(
            match[0] for match in found if not _SENTENCE_START.search(self.text[max(0, match.start() - 6) : match.start()])
        )

    def names(self, start: int, end: int) -> tuple[str, ...]:
        """The names between the bounds: codes of known actors, other capitalised words in lower case."""
        parties = self.parties(start, end)
        covered = {place for first, last, _ in parties for place in range(first, last)}
        found = [code for _, _, code in parties]
        for match in _NAME.finditer(self.text, start, end):
            if match.start() not in covered and match[0] in self._mid_names:
                word = match[0].lower().removesuffix("'s").removesuffix("’s")
                if len(word) >= LEAST_NAME and stem(word) not in conflict_words().common_stems:
                    found.append(word)
        return tuple(dict.fromkeys(found))[:MOST_NAMES]

    def stems(self, start: int, end: int, most: int = MOST_STEMS) -> tuple[str, ...]:
        """The telling words between the bounds, by their stems, the first `most`."""
        found = (stem(match[0]) for match in _WORD.finditer(self.text, start, end))
        common = conflict_words().common_stems
        return tuple(dict.fromkeys(one for one in found if one not in common and len(one) > 2))[:most]
