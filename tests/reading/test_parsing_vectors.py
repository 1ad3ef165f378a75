import numpy as np
import pytest
from thinc.api import Linear

from standoff.reading.parsing_columns import UnknownLayers
from standoff.reading.parsing_vectors import Vectors
from standoff.reading.tokens import DEFAULT_MODEL, pipeline

TEXT = "The envoy left. The envoy came back, and the talks in Quito went on and on and on."


def test_vectors_are_those_of_the_pipeline() -> None:
    nlp = pipeline(DEFAULT_MODEL)
    doc = nlp.make_doc(TEXT)
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    assert np.allclose(Vectors(model)(doc), model.predict([doc])[0], atol=1e-4)


def test_a_word_has_another_vector_in_another_place() -> None:
    nlp = pipeline(DEFAULT_MODEL)
    found = Vectors(nlp.get_pipe("tok2vec").model)(nlp.make_doc(TEXT))  # type: ignore[attr-defined]
    assert not np.allclose(found[1], found[5], atol=1e-2)


def test_a_text_without_words_has_no_rows() -> None:
    nlp = pipeline(DEFAULT_MODEL)
    vectors = Vectors(nlp.get_pipe("tok2vec").model)  # type: ignore[attr-defined]
    assert vectors(nlp.make_doc("")).shape == (0, vectors.width)


def test_layers_of_another_make_are_refused() -> None:
    with pytest.raises(UnknownLayers):
        Vectors(Linear(4, 4))
