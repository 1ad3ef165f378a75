import pytest
import spacy
from spacy.tokens import Doc

from standoff.reading.parsing_columns import UnknownLayers, columns_of
from standoff.reading.parsing_entities import Entities
from standoff.reading.tokens import DEFAULT_MODEL, pipeline

TOLD = ("ENT_TYPE", "ENT_IOB")


def both(text: str, starts: tuple[int, ...] = ()) -> tuple[Doc, Doc]:
    """A text with these tokens as the starts of sentences, its entities by spaCy and by us."""
    ner = pipeline(DEFAULT_MODEL).get_pipe("ner")
    docs = [pipeline(DEFAULT_MODEL).make_doc(text) for _ in range(2)]
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0 or token.i in starts
    return ner(docs[0]), Entities(ner)(docs[1])


@pytest.mark.parametrize(
    "text",
    [
        "Peru",
        "The Supreme Court of the Republic of Peru rejected it on the evening of Monday, 4 March 2021",
        "Envoys met Ana María Torres Quispe of the National Union of Dockers, Shipwrights and Sailors in New South Wales.",
        "  Chile  and \n\n Bolivia , 3 million dollars",
        "nothing to be seen here",
    ],
)
def test_entities_are_those_of_the_pipeline(text: str) -> None:
    theirs, ours = both(text)
    assert columns_of(ours, TOLD).tolist() == columns_of(theirs, TOLD).tolist()


def test_no_entity_goes_over_the_start_of_a_sentence() -> None:
    text = "We heard that Angela Merkel met Pedro Castillo in Berlin."
    assert "Angela Merkel" in [ent.text for ent in both(text)[1].ents]
    theirs, ours = both(text, starts=(4,))
    assert "Angela Merkel" not in [ent.text for ent in ours.ents]
    assert columns_of(ours, TOLD).tolist() == columns_of(theirs, TOLD).tolist()


def test_a_recogniser_of_another_make_is_refused() -> None:
    nlp = spacy.blank("en")
    ner = nlp.add_pipe("beam_ner")
    ner.add_label("GPE")  # type: ignore[attr-defined]
    nlp.initialize()
    with pytest.raises(UnknownLayers):
        Entities(ner)
