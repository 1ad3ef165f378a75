"""Who could be the party of a predicate and whom it could be aimed at: the sides named around it, with signs of each.

The classifier of acts weighs each of these options for both roles. An option stands at a word of the sentence, or outside of it
(the speaker named before, the sides that the article names most).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from standoff.codebook.world import world
from standoff.reading.act_candidates import Candidate, Option
from standoff.reading.roles import Parties
from standoff.reading.scene import Scene

SLOTS = (
    "subject", "object", "indirect", "owner", "speaker", "to", "with", "against", "on", "at", "from", "for", "by", "between",
    "of", "that-subject", "inf-subject", "object-owner", "clause",
)  # fmt: skip
_WITHOUT_WORD = frozenset({"owner", "speaker", "clause"})
MOST = 10  # options of one predicate; on the hand-coded articles more add none that is right
_NAMES = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
_NEAR = (3, 8, 16)  # tokens: bins of the distance
_BEFORE = 2  # sides of the sentence before that are options
_NOWHERE = 99  # tokens: how far away a side counts that the sentence does not name
# The grammatical slot that has to be filled for one of SLOTS to be; None where any predicate may have it.
_BASES = tuple((name, None if name in _WITHOUT_WORD else name.partition("-")[0]) for name in SLOTS)
_SLOT_AT = {name: place for place, name in enumerate(SLOTS)}
# The places of the signs that follow those of the slots.
_UNNAMED, _AFTER, _NEARBY, _INSIDE, _CONTENT, _SPEAKER, _TOLD, _SEVERAL, _RANKED, _EARLIER, _PRONOUN, _ADJECTIVE = (
    len(SLOTS) + place for place in (0, 1, 2, 5, 7, 8, 9, 10, 11, 14, 15, 16)
)
_KINDS = {"state": len(SLOTS) + 17, "organisation": len(SLOTS) + 18}
_RULED = len(SLOTS) + 19
SIGNS = len(SLOTS) + 21


def set_options(scene: Scene, asked: Sequence[Candidate]) -> None:
    """Give each of an article's predicates its options."""
    heads = [one.token.i for one in asked]
    earlier: Parties = ()
    for sentence in scene.context.sentences:
        inside = asked[bisect_left(heads, sentence.start) : bisect_left(heads, sentence.end)]
        named = [(token, party) for token in sentence if token.pos_ in _NAMES and (party := scene.party(token))]
        for one in inside:
            one.options = tuple(_options(one, named, earlier))
        found = list(dict.fromkeys(code for _, party in named for code in party))
        earlier = tuple(found[:_BEFORE]) or earlier


def _options(one: Candidate, named: Sequence[tuple[Token, Parties]], earlier: Parties) -> Iterator[Option]:
    roles = one.roles
    filled = {name: roles.slot(name, one.slots) for name, base in _BASES if base is None or one.slots.get(base) is not None}
    ranked = [party for party, _ in roles.mentions.most_common(3)]
    at = _nearest(one, [parties for parties in filled.values() if parties], named)
    for parties in (*_ruled(one), *((party,) for party in (*earlier, *ranked))):
        if parties:
            at.setdefault(parties, None)
    inside = set(filled.values())
    chosen = sorted(at.items(), key=lambda item: (item[0] not in inside, _gap(item[1], one.token.i)))[:MOST]
    shown = _Around(one, filled, ranked, earlier)
    for parties, token in chosen:
        yield Option(parties, token, shown.signs(parties, token))


def _nearest(one: Candidate, first: Iterable[Parties], named: Iterable[tuple[Token, Parties]]) -> dict[Parties, Token | None]:
    """For each side, those in slots first, the word nearest to the predicate that names it; the earlier of two as near."""
    head = one.token.i
    at: dict[Parties, Token | None] = dict.fromkeys(first)
    gaps: dict[Parties, int] = {}
    for token, parties in named:
        gap = abs(token.i - head)
        if parties not in gaps or gap < gaps[parties]:
            at[parties], gaps[parties] = token, gap
    return at


def _gap(token: Token | None, head: int) -> int:
    return _NOWHERE if token is None else abs(token.i - head)


def _ruled(one: Candidate) -> tuple[Parties, ...]:
    rule = one.found or one.inner
    return (rule.party, rule.addressee) if rule is not None else ()


class _Around:
    """What stands around one predicate: told once, and asked for the signs of each of its options."""

    def __init__(self, one: Candidate, filled: dict[str, Parties], ranked: Sequence[str], earlier: Parties) -> None:
        self._head = one.token.i
        said = one.roles.scene.attribution_at(one.token.idx)
        self._content = [(piece.start, piece.end) for piece in said.content] if said is not None else []
        self._stretches = [(top.left_edge.i, top.right_edge.i) for top in (one.clause, one.slots.head)]
        self._said = said is not None
        self._signs: dict[str, list[int]] = {}
        marked = [(_SLOT_AT[name], parties) for name, parties in filled.items()]
        marked += [(_RANKED + place, (party,)) for place, party in enumerate(ranked)]
        marked += [(_SPEAKER, said.party if said is not None else ()), (_EARLIER, earlier)]
        marked += list(zip((_RULED, _RULED + 1), _ruled(one), strict=False))
        for place, parties in marked:
            for party in parties:
                self._signs.setdefault(party, []).append(place)

    def signs(self, parties: Parties, token: Token | None) -> tuple[float, ...]:
        """The signs of the option `parties`, named at `token`."""
        signs = [0.0] * SIGNS
        signs[_UNNAMED], signs[_TOLD], signs[_SEVERAL] = float(token is None), float(self._said), float(len(parties) > 1)
        for party in parties:
            for place in self._signs.get(party, ()):
                signs[place] = 1.0
            kind = world().types.get(party)
            if kind in _KINDS:
                signs[_KINDS[kind]] = 1.0
        if token is not None:
            self._word_signs(signs, token)
        return tuple(signs)

    def _word_signs(self, signs: list[float], token: Token) -> None:
        """The signs of the word that names an option."""
        place, pos = token.i, token.pos_
        gap = abs(place - self._head)
        signs[_AFTER] = float(place > self._head)
        for step, most in enumerate(_NEAR):
            signs[_NEARBY + step] = float(0 < gap <= most)
        for step, (left, right) in enumerate(self._stretches):
            signs[_INSIDE + step] = float(left <= place <= right)
        start = token.idx
        signs[_CONTENT] = float(any(left <= start < right for left, right in self._content))
        signs[_PRONOUN], signs[_ADJECTIVE] = float(pos == "PRON"), float(pos == "ADJ")
