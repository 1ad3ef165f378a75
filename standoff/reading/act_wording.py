"""What the words around a predicate say of its family of acts: a linear model beside the network, and the two together.

The network knows what words mean, but sees only the sentence and remembers single words badly; a logistic regression over hashed
signs (the predicate, its arguments, its governor, the words near it, mood, frames, place in the article) is the other way round.
Where the two differ both are less sure. Trained by `train/acts_wording.py`; hashing as in Weinberger and others (2009).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.codebook.acts import acts
from standoff.core.records import Attribution
from standoff.core.spans import Span
from standoff.reading.act_candidates import PLACES, Candidate
from standoff.reading.act_model import Judged
from standoff.reading.networks import Array
from standoff.reading.scene import Scene

WEIGHTS = "acts_wording.npz"
NONE = "none"
BUCKETS = 1 << 18
# How much the network and the words count, as powers of their chances, and how much of that the words keep where they hardly know
# the predicate itself, as all its weights are below KNOWN. Chosen on the 41 hand-coded articles of `dev`: the likelihood of what
# people coded hardly changes between .7 and .3 and .9 and .2; of these the shares with which no floor of the gate falls, so that
# minimal pairs (benchmarks.reversals, both halves) stay as the network alone tells them.
NETWORK_SHARE, WORDS_SHARE = 0.9, 0.25
KNOWN, LITTLE = 0.15, 0.5
_LEAST = 1e-9
_SLOTS = (
    *("subject", "object", "indirect", "that", "to", "with", "against", "on", "at", "from", "for", "by", "between", "of"),
    *("in", "into", "over", "about"),
)  # fmt: skip
_ARGUMENTS = frozenset({"dobj", "xcomp", "ccomp", "prep", "attr", "prt", "advmod", "acomp"})
_NEAR = 3  # words on each side
_MOST = 12  # sentences counted from the beginning; further ones are alike
_REPEATED = 3  # earlier predicates of the same word; more are alike


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: a weight for each bucket of signs and each of `families` (the first stands for no act), and their biases."""

    families: tuple[str, ...]
    weights: Array
    bias: Array


@cache
def weights() -> Weights:
    """The shipped model."""
    with files("standoff.reading").joinpath("models", WEIGHTS).open("rb") as file, np.load(file) as given:
        return Weights(tuple(given["families"].tolist()), given["levels"] * given["steps"].astype(np.float32), given["bias"])


def reweighed(scene: Scene, told: Sequence[Judged], model: Weights) -> list[Judged]:
    """What the network has told of the predicates of an article, the chances of acts weighed with those by their wording."""
    by_words = chances(signs_of(scene, [one.candidate for one in told]), model)
    return [_mixed(one, words, model) for one, words in zip(told, by_words, strict=True)]


def _mixed(one: Judged, words: Array, model: Weights) -> Judged:
    """The acts of a family keep their shares of it."""
    families = model.families
    known = np.abs(model.weights[bucket(_itself(one.candidate))]).max() > KNOWN
    heed = 1.0 if known else LITTLE
    network = {NONE: one.none, **one.families}
    before = np.maximum(np.array([network.get(family, 0.0) for family in families]), _LEAST)
    both = before ** (1 - heed * (1 - NETWORK_SHARE)) * words ** (heed * WORDS_SHARE)
    factor = dict(zip(families, (both / both.sum() / before).tolist(), strict=True))
    told = {act: chance * factor[acts()[act].family] for act, chance in one.acts.items()}
    return replace(one, none=one.none * factor[NONE], acts=told)


def chances(signs: Iterable[Iterable[int]], model: Weights) -> Array:
    """The chance of each family for each predicate [predicates, families], by the buckets of its signs."""
    scores = np.array([model.weights[list(buckets)].sum(0) for buckets in signs]).reshape(-1, len(model.families))
    each = 1 / (1 + np.exp(-(scores + model.bias)))
    return np.asarray(each / each.sum(1, keepdims=True))


def signs_of(scene: Scene, asked: Sequence[Candidate]) -> Iterator[set[int]]:
    """The buckets of the signs of each of an article's predicates, which are given in the order of the text."""
    title = _Title(scene)
    seen: Counter[str] = Counter()
    told: dict[int, tuple[int, set[int]]] = {}
    places = {sentence.start: place for place, sentence in enumerate(scene.context.sentences)}
    for one in asked:
        sentence = one.token.sent
        if sentence.start not in told:
            told[sentence.start] = places.get(sentence.start, 0), set(map(bucket, _bag(sentence)))
        place, bag = told[sentence.start]
        lemma = one.token.lemma_.lower()
        signs = [f"sentence={min(place, _MOST)}", f"seen={min(seen[lemma], _REPEATED)}", *title.signs(one.token)]
        signs += _by_itself(one)
        signs += _arguments(one)
        signs += _children(one.token)
        signs += _around(one.token, sentence)
        signs += _said(scene.context.text, scene.attribution_at(one.token.idx))
        seen[lemma] += 1
        yield bag | set(map(bucket, signs))


def bucket(sign: str) -> int:
    """The bucket of a sign."""
    return crc32(sign.encode()) & (BUCKETS - 1)


class _Title:
    """The words of an article's title."""

    def __init__(self, scene: Scene) -> None:
        self._bounds: Span | None = scene.context.title
        self._words = {token.lemma_.lower() for token in scene.context.doc if self._holds(token)}

    def _holds(self, token: Token) -> bool:
        return self._bounds is not None and self._bounds.start <= token.idx < self._bounds.end

    def signs(self, token: Token) -> Iterator[str]:
        """Whether a word stands in the title, or the title has it too."""
        lemma = token.lemma_.lower()
        if self._holds(token):
            yield "title"
        if lemma in self._words:
            yield "in title"
            yield f"{lemma}|in title"


def _itself(one: Candidate) -> str:
    return f"it={one.token.lemma_.lower()}"


def _bag(sentence: TokenSpan) -> Iterator[str]:
    return (f"word={token.lemma_.lower()}" for token in sentence if token.is_alpha and not token.is_stop)


def _by_itself(one: Candidate) -> Iterator[str]:
    """The predicate: its word, what it is in the sentence, its mood, and what the frames found."""
    token, mood, lemma = one.token, one.mood, one.token.lemma_.lower()
    found = one.found or one.inner
    frame = "no frame" if found is None else f"{'frame' if one.found is not None else 'inner frame'}={found.act}"
    of_it = [f"pos={token.pos_}", f"tag={token.tag_}", f"dep={token.dep_}", f"mood={mood.kind}", frame]
    flags = ("negated", "under_if", "conditional", "question", "continuous")
    of_it += [name for name in flags if getattr(mood, name)]
    of_it += ["passive"] if one.slots.passive else []
    of_it += [f"has {place}" for place, parties in zip(PLACES, one.parties, strict=True) if parties]
    yield _itself(one)
    for sign in of_it:
        yield sign
        yield f"{lemma}|{sign}"
    yield from (f"doubt={doubt}" for doubt in (one.found.doubts if one.found is not None else ()))


def _arguments(one: Candidate) -> Iterator[str]:
    lemma = one.token.lemma_.lower()
    for name in _SLOTS:
        token = one.slots.get(name)
        if token is not None:
            kind = "party" if one.roles.of_phrase(token) else token.ent_type_ or token.pos_
            for sign in (f"{name}={token.lemma_.lower()}", f"{name} is {kind}"):
                yield sign
                yield f"{lemma}|{sign}"


def _children(token: Token) -> Iterator[str]:
    lemma = token.lemma_.lower()
    for child in token.children:
        dep, word = child.dep_, child.lemma_.lower()
        if dep == "punct":
            continue
        yield f"child {dep}={word}"
        yield f"{lemma}|child {dep}"
        if dep in _ARGUMENTS:
            yield f"{lemma}|child {dep}={word}"
        if dep == "prep":
            yield from (f"{word}={inner.lemma_.lower()}" for inner in child.children)


def _around(token: Token, sentence: TokenSpan) -> Iterator[str]:
    """What governs the predicate, and the words beside it."""
    lemma, head = token.lemma_.lower(), token.head
    if head.i != token.i:
        word = head.lemma_.lower()
        yield from (f"head={word}", f"head {token.dep_}={word}", f"{lemma}|head={word}")
        if head.head.i != head.i:
            yield f"above={head.head.lemma_.lower()}"
    for place in range(max(token.i - _NEAR, sentence.start), min(token.i + _NEAR + 1, sentence.end)):
        if place != token.i:
            other, side = token.doc[place], "after" if place > token.i else "before"
            yield f"{place - token.i}={other.lower_}"
            yield f"{side}={other.lemma_.lower()}"
            if abs(place - token.i) == 1:
                yield f"{side} {lemma}={other.lower_}"


def _said(text: str, said: Attribution | None) -> Iterator[str]:
    """Whose words the predicate stands in, and how they are told."""
    if said is None:
        yield "unsaid"
        return
    yield "direct" if said.direct else "indirect"
    yield "party speaks" if said.party else "somebody speaks"
    if said.cue is not None:
        yield f"cue={text[said.cue.start : said.cue.end].lower()}"
