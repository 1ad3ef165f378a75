"""Trees of sentences by spaCy's own parser, with Python's lock held all the way.

`Parser.greedy_parse` lets go of the lock, but its inner functions ask for it again at each step, which takes a third to a half of
its time. The same steps are open to callers as `transition_states`, as its search by beams uses them; several texts take a step
together, so that the cost of a call is shared.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from standoff.reading.parsing_columns import UnknownLayers

# Tokens parsed side by side: 4 kB each are held for the parser's features. More than this gains less than a tenth.
TOGETHER = 8_000


class Trees:
    """The parser of a pipeline; raises UnknownLayers where it searches in another way."""

    def __init__(self, parser: DependencyParser) -> None:
        model: Any = parser.model
        if model.name != "parser_model" or model.attrs["unseen_classes"] or parser.cfg["beam_width"] != 1:
            raise UnknownLayers("a parser of another make")
        if not model.attrs["has_upper"]:
            raise UnknownLayers("a parser without an upper layer")
        self._parser, self._model = parser, model

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Set heads, relations and sentences of texts whose words have vectors."""
        for together in _shares(docs):
            self._parser.set_annotations(together, self._parsed(together))

    def _parsed(self, docs: list[Doc]) -> list[Any]:
        parser = self._parser
        found: list[Any] = parser.moves.init_batch(docs)
        steps = self._model.predict(docs)
        weights, bias = steps.vec2scores.get_param("W"), steps.vec2scores.get_param("b")
        states = [one for one in found if not one.is_final()]
        while states:
            hidden = steps.state2vec.predict(steps.get_token_ids(states))
            scores = steps.vec2scores.ops.gemm(hidden, weights, trans2=True)
            scores += bias
            states = parser.transition_states(states, scores)
        steps.clear_memory()
        return found


def _shares(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """The texts that have words, in shares of TOGETHER tokens, those of like length together."""
    share: list[Doc] = []
    held = 0
    for doc in sorted(filter(len, docs), key=len):
        if share and held + len(doc) > TOGETHER:
            yield share
            share, held = [], 0
        share.append(doc)
        held += len(doc)
    if share:
        yield share
