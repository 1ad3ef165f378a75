"""For whom each person speaks: what their offices say, else what the text around their titles says."""

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from standoff.reading.mentions import Mention
from standoff.reading.persons import Person
from standoff.reading.titles import Office

_NEAR = 60  # tokens before a title in which the state that it belongs to is looked for


def settle_sides(doc: Doc, people: list[Person], offices: Sequence[tuple[Person, Office]], mentions: list[Mention]) -> None:
    """Give each person the party that their offices name most often, or the state spoken of before their title."""
    for person in people:
        votes: Counter[tuple[str, ...]] = Counter(o.whose for p, o in offices if p is person and o.whose)
        if votes:
            person.party = votes.most_common(1)[0][0]
            person.sure = True
            continue
        own = [office for p, office in offices if p is person]
        if own:
            person.party = _spoken_of(own[0].first, mentions)


def _spoken_of(index: int, mentions: list[Mention]) -> tuple[str, ...]:
    """The state named most and nearest before the token `index`."""
    merit: Counter[str] = Counter()
    for mention in mentions:
        if index - _NEAR <= mention.first < index:
            merit[mention.code] += 1 + (_NEAR - (index - mention.first)) // 10
    return (merit.most_common(1)[0][0],) if merit else ()
