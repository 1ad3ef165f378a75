"""Which parties are meant together by "both sides", "the two leaders", "ministers of the three countries"."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.world import world
from standoff.reading.layout import Layout
from standoff.reading.mentions import Mention
from standoff.reading.surroundings import fits

_REACH = 8  # sentences back, as for persons
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_OF = frozenset({"of", "from", "for"})


def several(token: Token) -> int:
    """How many parties a noun means together: 2 for "both sides" and "the two leaders"; 0 where it does not."""
    if token.tag_ not in {"NNS", "NNPS"} or token.lemma_.lower() not in cast_words().pairs:
        return 0
    return next((number for child in token.lefts if (number := _NUMBERS.get(child.lower_, 0))), 0)


def people_of_several(token: Token) -> Token | None:
    """The noun that means several parties, of whom these people are: "leaders of the [countries]"."""
    words = cast_words()
    people = token.tag_ in {"NNS", "NNPS"} and token.lemma_.lower() in words.pairs | words.unnamed
    if not people or several(token):
        return None
    behind = (child for child in token.rights if child.dep_ == "prep" and child.lower_ in _OF)
    return next((noun for preposition in behind for noun in preposition.rights if several(noun)), None)


def meant_together(
    layout: Layout,
    parties: Mapping[int, tuple[str, ...]],
    mentions: Sequence[Mention],
    token: Token,
    besides: Collection[str] = (),
) -> tuple[str, ...]:
    """The parties that `token` means together: those that the nearest sentence names, if it names as many; () if none does.

    `parties` are those of each token (by its place) that were told so far; nobody of `besides` is meant. Of more than there are
    asked for, those count that the article names most. Three and more are states: those that the article names most, if it
    names as many again and again, and no other as often.
    """
    number, wanted = layout.sentence[token.i], several(token)
    counts = Counter(mention.code for mention in mentions)
    foremost = _foremost(counts, wanted, besides) if wanted > 2 else ()
    if foremost:
        return foremost
    for back in range(min(number, _REACH) + 1):
        sentence = layout.context.sentences[number - back]
        inside = (parties.get(place, ()) for place in range(sentence.start, min(sentence.end, token.i)))
        codes = dict.fromkeys(code for party in inside for code in party if code not in besides and _possible(code, wanted))
        codes = {code: None for code in codes if world().homes.get(code) not in codes}  # a party at home is no second side
        if len(codes) >= wanted:
            most = sorted(codes, key=lambda code: -counts[code])[:wanted]
            return tuple(code for code in codes if code in most)
    return ()


def _possible(code: str, wanted: int) -> bool:
    return wanted == 2 or fits(code, "state")


def _foremost(counts: Counter[str], wanted: int, besides: Collection[str]) -> tuple[str, ...]:
    """The states that an article names most, if each is named twice at least, and more often than any other."""
    states = [code for code, _ in counts.most_common() if fits(code, "state") and code not in besides]
    if len(states) < wanted:
        return ()
    another = counts[states[wanted]] if len(states) > wanted else 0
    return tuple(states[:wanted]) if counts[states[wanted - 1]] > max(another, 1) else ()
