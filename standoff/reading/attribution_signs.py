"""What the attribution network is shown beside the words: their shape, parse and quotation marks, and what the rules found.

Signs are small numbers. Those of a word stand alone; those of a pair say how a word stands to a cue. Zero is "nothing known".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from standoff.codebook.cues import cue_nouns, cue_verbs
from standoff.reading.attribution_page import Found, Page, without_noise
from standoff.reading.attribution_polnear import as_polnear
from standoff.reading.wordpieces import Words, words_of

Signs = NDArray[np.int64]

# The labels of spaCy's English pipelines; their places are the network's, so that none may be moved.
_DEPS = (  # noqa: SIM905 (a hundred quoted words are no clearer)
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep det "
    "dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt "
    "punct quantmod relcl xcomp"
).split()
_TAGS = (  # noqa: SIM905
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP "
    "SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``"
).split()
_KINDS = ("speech", "mind", "show", "wish")
LEVELS = 4
# How many values each sign of a word, and each sign of a pair, can take.
WORD_SIGNS = (8, 6, len(_DEPS) + 1, len(_TAGS) + 1, 5, 6, 3)
PAIR_SIGNS = (LEVELS * (len(_DEPS) + 1) + 2, 33, 17, 5, 6)
_DEP_AT = {label: place for place, label in enumerate(_DEPS, 1)}
_TAG_AT = {label: place for place, label in enumerate(_TAGS, 1)}
# Distances in words from which another number is used.
_STEPS = np.array([1, 2, 3, 4, 5, 7, 9, 12, 16, 21, 28, 37, 49, 65, 86])


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A page as the network sees it: its words, their signs, and the token, sentence, paragraph and quotation of each.

    `heads` and `deps` are the parse: for each token its head and the number of its label. A quotation of -1 is none.
    """

    page: Page
    words: Words
    starts: Signs
    signs: Signs
    token: Signs
    sentence: Signs
    paragraph: Signs
    quotation: Signs
    heads: Signs
    deps: Signs
    ruled: tuple[Found, ...]

    @property
    def sentence_starts(self) -> list[int]:
        """The words that begin a sentence."""
        return [int(place) for place in np.flatnonzero(np.diff(self.sentence, prepend=-1))]


def view_of(page: Page, found: Iterable[Found]) -> View:
    """The view of `page`, in which the rules found `found`."""
    text, doc = without_noise(page.context), page.doc
    words = words_of(text)
    starts = np.array([start for start, _ in words.bounds], dtype=np.int64)
    token = _at([t.idx for t in doc], starts)
    paragraph = _at([start for start, _ in page.paragraphs], starts)
    quotation = _quotation(page, starts)
    deps = np.array([_DEP_AT.get(t.dep_, 0) for t in doc], dtype=np.int64)
    tags = np.array([_TAG_AT.get(t.tag_, 0) for t in doc], dtype=np.int64)
    ruled = tuple(as_polnear(page, item) for item in found)
    columns = (
        np.array([_shape(text[start:end]) for start, end in words.bounds], dtype=np.int64),
        _marks(page, starts, quotation),
        deps[token],
        tags[token],
        _roles(starts, ruled),
        _cues(doc)[token],
        1 + (np.diff(paragraph, prepend=-1) != 0),
    )
    return View(
        page=page,
        words=words,
        starts=starts,
        signs=np.stack(columns, axis=1),
        token=token,
        sentence=_at([s.start_char for s in doc.sents], starts),
        paragraph=paragraph,
        quotation=quotation,
        heads=np.array([t.head.i for t in doc], dtype=np.int64),
        deps=deps,
        ruled=ruled,
    )


def _at(starts: Sequence[int], places: Signs) -> Signs:
    """For each place the number of the last start at or before it; 0 where there is none."""
    return np.maximum(np.searchsorted(np.array(starts, dtype=np.int64), places, side="right") - 1, 0)


def _quotation(page: Page, starts: Signs) -> Signs:
    if not page.quotations:
        return np.full(len(starts), -1, dtype=np.int64)
    lefts, rights = (np.array(side, dtype=np.int64) for side in zip(*((q.left, q.right) for q in page.quotations), strict=True))
    found = np.searchsorted(lefts, starts, side="right") - 1
    return np.where((found >= 0) & (starts < rights[found]), found, -1)


def _shape(word: str) -> int:
    if word.isdigit():
        return 1
    if not word[0].isalnum():
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    return 6 if word[1:].islower() else 7


def _marks(page: Page, starts: Signs, quotation: Signs) -> Signs:
    """1 outside of quotations; within: 2 an opening mark, 3 a closing one, 4 between marks, 5 where no mark closes it."""
    found = np.ones(len(starts), dtype=np.int64)
    for place in np.flatnonzero(quotation >= 0):
        one, start = page.quotations[quotation[place]], starts[place]
        found[place] = 2 if start < one.start else 5 if not one.closed else 3 if start >= one.end else 4
    return found


def _cues(doc: Doc) -> Signs:
    """What the codebook says of each token: 0 nothing, 1 to 4 the kind of verb that it is, 5 a noun that holds a clause."""
    verbs, nouns = cue_verbs(), cue_nouns()
    kinds = []
    for one in doc:
        verb = verbs.get(one.lower_)
        kinds.append(1 + _KINDS.index(verb.kind) if verb is not None else 5 if one.lemma_.lower() in nouns else 0)
    return np.array(kinds, dtype=np.int64)


def _roles(starts: Signs, ruled: Sequence[Found]) -> Signs:
    """What the rules take each word for: 1 nothing, 2 told, 3 a source, 4 a cue."""
    found = np.ones(len(starts), dtype=np.int64)
    for role in (2, 3, 4):
        for item in ruled:
            for bounds in _of_role(item, role):
                found[slice(*np.searchsorted(starts, bounds))] = role
    return found


def _of_role(item: Found, role: int) -> tuple[tuple[int, int], ...]:
    if role == 2:
        return item.pieces
    one = item.source if role == 3 else item.cue
    return () if one is None else (one,)


def pair_signs(view: View, anchor: int, places: Signs) -> Signs:
    """The signs of the words `places` towards the cue word `anchor`: one row a word."""
    tree = _tree(view, int(view.token[anchor]))
    tokens, first = view.token[places], min(tree)
    row = np.array([tree.get(first + step, 0) for step in range(max(tree) - first + 1)], dtype=np.int64)
    inside = (tokens >= first) & (tokens < first + len(row))
    distance = places - anchor
    same = view.paragraph[places] == view.paragraph[anchor]
    columns = (
        np.where(inside, row[np.clip(tokens - first, 0, len(row) - 1)], 0),
        17 + np.sign(distance) * np.searchsorted(_STEPS, np.abs(distance), side="right"),
        np.clip(view.sentence[places] - view.sentence[anchor], -3, 4) + np.where(same, 4, 12),
        _ruled(view, anchor, places),
        _quoted(view, anchor, places),
    )
    return np.stack(columns, axis=1)


def _tree(view: View, anchor: int) -> dict[int, int]:
    """For each token of the sentence of the token `anchor` how it hangs on it.

    1 where they meet too far up; else 2 + 46 times the steps from `anchor` up to where they meet, + the label by which the
    token's branch hangs there (0 for the one where they meet).
    """
    heads, deps = view.heads, view.deps
    found, place = {anchor: 2}, anchor
    for level in range(1, LEVELS):
        place = int(heads[place])
        found.setdefault(place, 2 + level * (len(_DEPS) + 1))
    chain = dict(found)
    sentence = view.page.doc[anchor].sent
    for token in range(sentence.start, sentence.end):
        path, at = [], token
        while at not in found and int(heads[at]) != at:
            path.append(at)
            at = int(heads[at])
        if at not in found:
            found[at] = 1
        for step in reversed(path):
            above = int(heads[step])
            found[step] = chain[above] + int(deps[step]) if above in chain else found[above]
    return found


def ruled_by(view: View, anchor: int) -> Found | None:
    """What the rules found with a cue that holds the word `anchor`."""
    start = int(view.starts[anchor])
    return next((item for item in view.ruled if item.cue is not None and item.cue[0] <= start < item.cue[1]), None)


def _ruled(view: View, anchor: int, places: Signs) -> Signs:
    """What the rules take the words for that they found with this cue: 1 nothing, 2 told, 3 source, 4 cue; 0 without a rule."""
    item = ruled_by(view, anchor)
    return _roles(view.starts[places], (item,)) if item is not None else np.zeros(len(places), dtype=np.int64)


def _quoted(view: View, anchor: int, places: Signs) -> Signs:
    """Where the words stand: 1 in no quotation, 2 in that of the cue, 3 in the last before it, 4 in the next, 5 in another."""
    own, there = view.quotation[anchor], view.quotation[places]
    after = sum(q.left <= view.starts[anchor] for q in view.page.quotations)
    last = after - 1 if own < 0 else own - 1
    cases = [there < 0, there == own, there == last, there == after]
    return np.select(cases, [1, 2, 3, 4], 5)
