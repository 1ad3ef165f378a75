import pytest
import spacy

from standoff.reading import parsing_trees
from standoff.reading.parsing_columns import UnknownLayers, columns_of
from standoff.reading.parsing_trees import Trees
from standoff.reading.tokens import DEFAULT_MODEL, pipeline

TEXTS = ("Envoys met in Quito.", "Torres, who led them, said that Peru would not sign what Chile had written.", "No.", "")
TOLD = ("HEAD", "DEP", "SENT_START")


@pytest.mark.parametrize("together", [1, 12, 8_000])
def test_trees_are_those_of_the_pipeline_however_texts_are_shared_out(together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing_trees, "TOGETHER", together)
    nlp = pipeline(DEFAULT_MODEL)
    tagged = [[nlp.make_doc(text) for text in TEXTS] for _ in range(2)]
    for docs in tagged:
        list(nlp.get_pipe("tok2vec").pipe(docs))  # type: ignore[attr-defined]
    parser = nlp.get_pipe("parser")
    list(parser.pipe(tagged[0]))  # type: ignore[attr-defined]
    Trees(parser)(tagged[1])
    assert [columns_of(doc, TOLD).tolist() for doc in tagged[0]] == [columns_of(doc, TOLD).tolist() for doc in tagged[1]]


def test_a_parser_that_searches_by_beams_is_refused() -> None:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("beam_parser")
    parser.add_label("nsubj")  # type: ignore[attr-defined]
    nlp.initialize()
    with pytest.raises(UnknownLayers):
        Trees(parser)
