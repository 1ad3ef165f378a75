"""A spaCy pipeline's stages, each by a quicker way to the same result where one is known.

Which network, which weights and which rules is for the pipeline to say; only how they are run differs (see `parsing_vectors`,
`parsing_trees`, `parsing_attributes`, `parsing_lemmas`, `parsing_entities`). A component of any other make is run by spaCy.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer, Tok2Vec
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from standoff.reading.parsing_attributes import Attributes
from standoff.reading.parsing_columns import UnknownLayers
from standoff.reading.parsing_entities import Entities
from standoff.reading.parsing_lemmas import Lemmas
from standoff.reading.parsing_trees import Trees
from standoff.reading.parsing_vectors import Vectors

Stage = Callable[[list[Doc]], object]


class Stages:
    """The components of `nlp` over texts that are made tokens of; `run_by_spacy` names those that no quicker way is known for."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        quick = [_quick_or_none(component) for _, component in nlp.pipeline]
        self._stages = tuple(stage or _own(component) for stage, (_, component) in zip(quick, nlp.pipeline, strict=True))
        self.run_by_spacy = tuple(name for stage, (name, _) in zip(quick, nlp.pipeline, strict=True) if stage is None)

    def __call__(self, texts: Iterable[str]) -> list[Doc]:
        """One Doc for each text, in order; matrices are multiplied on one thread, for they are small."""
        docs = [self._nlp.make_doc(text) for text in texts]
        with _threads().limit(limits=1, user_api="blas"):
            for stage in self._stages:
                stage(docs)
        return docs


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _quick_or_none(component: Any) -> Stage | None:
    try:
        return _quick(component)
    except UnknownLayers:
        return None


def _quick(component: Any) -> Stage:
    if isinstance(component, Tok2Vec):
        return _with_vectors(Vectors(component.model))
    if isinstance(component, DependencyParser):
        return Trees(component)
    if isinstance(component, AttributeRuler):
        return _each(Attributes(component))
    if isinstance(component, EnglishLemmatizer):
        return _each(Lemmas(component))
    if isinstance(component, EntityRecognizer):
        return _each(Entities(component))
    raise UnknownLayers(type(component).__name__)


def _own(component: Any) -> Stage:
    if not hasattr(component, "pipe"):
        return _each(component)

    def piped(docs: list[Doc]) -> None:
        for _ in component.pipe(docs, batch_size=len(docs) or 1):
            pass

    return piped


def _each(work: Callable[[Doc], Doc]) -> Stage:
    def worked(docs: list[Doc]) -> None:
        for doc in docs:
            work(doc)

    return worked


def _with_vectors(vectors: Vectors) -> Stage:
    """What reads the vectors of words, the tagger and the parser, looks for them in `Doc.tensor`."""

    def told(docs: list[Doc]) -> None:
        for doc in docs:
            tensor: Any = vectors(doc)
            doc.tensor = tensor

    return told
