"""Who could be the party of a predicate and whom it could be aimed at: the sides named around it, with signs of each.

The classifier of acts weighs each of these options for both roles. An option stands at a word of the sentence, or outside of it
(the speaker named before, the sides that the article names most).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from standoff.codebook.world import world
from standoff.core.records import Attribution
from standoff.reading.act_candidates import Candidate, Option
from standoff.reading.clauses import Slots
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
    filled = {name: roles.slot(name, one.slots) if _there(name, one.slots) else () for name in SLOTS}
    ranked = [party for party, _ in roles.mentions.most_common(3)]
    rule = one.found or one.inner
    told = [rule.party, rule.addressee] if rule is not None else []
    at: dict[Parties, list[Token]] = {parties: [] for parties in filled.values() if parties}
    for token, parties in named:
        at.setdefault(parties, []).append(token)
    for parties in (*told, *((party,) for party in (*earlier, *ranked))):
        if parties:
            at.setdefault(parties, [])
    said = roles.scene.attribution_at(one.token.idx)
    chosen = sorted(at.items(), key=lambda item: _order(item, filled.values(), one.token))[:MOST]
    for parties, tokens in chosen:
        nearest = min(tokens, key=lambda t: abs(t.i - one.token.i), default=None)
        signs = _signs(one, parties, nearest, filled, ranked, earlier, said)
        yield Option(parties, nearest, tuple(1.0 if sign else 0.0 for sign in signs))


def _there(name: str, slots: Slots) -> bool:
    """Whether a slot can be filled: cheaper to ask than to look."""
    return name in _WITHOUT_WORD or slots.get(name.partition("-")[0]) is not None


def _order(item: tuple[Parties, list[Token]], filled: Iterable[Parties], head: Token) -> tuple[bool, int]:
    parties, tokens = item
    return parties not in filled, min((abs(token.i - head.i) for token in tokens), default=99)


def _signs(
    one: Candidate,
    parties: Parties,
    token: Token | None,
    filled: dict[str, Parties],
    ranked: Sequence[str],
    earlier: Parties,
    said: Attribution | None,
) -> Iterator[object]:
    mine = set(parties)
    yield from (not mine.isdisjoint(filled[name]) for name in SLOTS)
    gap = 0 if token is None else token.i - one.token.i
    yield token is None
    yield gap > 0
    yield from (0 < abs(gap) <= most for most in _NEAR)
    yield token is not None and one.clause.left_edge.i <= token.i <= one.clause.right_edge.i
    yield token is not None and one.slots.head.left_edge.i <= token.i <= one.slots.head.right_edge.i
    yield said is not None and token is not None and any(c.start <= token.idx < c.end for c in said.content)
    yield said is not None and bool(mine & set(said.party))
    yield said is not None
    yield len(parties) > 1
    yield from (place < len(ranked) and ranked[place] in mine for place in range(3))
    yield bool(mine & set(earlier))
    yield token is not None and token.pos_ == "PRON"
    yield token is not None and token.pos_ == "ADJ"
    kinds = {world().types.get(code) for code in parties}
    yield "state" in kinds
    yield "organisation" in kinds
    rule = one.found or one.inner
    yield rule is not None and bool(mine & set(rule.party))
    yield rule is not None and bool(mine & set(rule.addressee))
