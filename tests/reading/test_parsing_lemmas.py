import pytest
import spacy
from spacy.tokens import Doc

from standoff.reading.parsing_columns import UnknownLayers
from standoff.reading.parsing_lemmas import Lemmas
from standoff.reading.tokens import DEFAULT_MODEL, pipeline


def test_a_lemma_that_is_there_stays() -> None:
    nlp = pipeline(DEFAULT_MODEL)
    doc = nlp("The ships sailed.")
    for token in doc:
        token.lemma_ = "raft" if token.text == "ships" else ""
    Lemmas(nlp.get_pipe("lemmatizer"))(doc)  # type: ignore[arg-type]
    assert [token.lemma_ for token in doc] == ["the", "raft", "sail", "."]


def test_one_form_has_the_lemma_of_its_part_of_speech() -> None:
    nlp = pipeline(DEFAULT_MODEL)
    doc = Doc(nlp.vocab, words=["saws", "saws"], pos=["NOUN", "VERB"], morphs=["Number=Plur", "Tense=Pres|VerbForm=Fin|Person=3"])
    expected = [nlp.get_pipe("lemmatizer").lemmatize(token)[0] for token in doc]  # type: ignore[attr-defined]
    Lemmas(nlp.get_pipe("lemmatizer"))(doc)  # type: ignore[arg-type]
    assert [token.lemma_ for token in doc] == expected


def test_a_lemmatizer_of_another_kind_is_refused() -> None:
    nlp = spacy.blank("en")
    with pytest.raises(UnknownLayers):
        Lemmas(nlp.add_pipe("lemmatizer", config={"mode": "lookup"}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("hoped", "hope"),
        ("hopping", "hop"),
        ("staged", "stage"),
        ("waging", "wage"),
        ("singing", "sing"),
        ("visited", "visit"),
        ("resupplied", "resupply"),
        ("tied", "tie"),
        ("planned", "plan"),
    ],
)
def test_a_verb_form_is_of_the_verb_that_its_spelling_tells(form: str, lemma: str) -> None:
    nlp = pipeline(DEFAULT_MODEL)
    morph = "Aspect=Prog|Tense=Pres|VerbForm=Part" if form.endswith("ing") else "Tense=Past|VerbForm=Fin"
    doc = Doc(nlp.vocab, words=[form], pos=["VERB"], morphs=[morph])
    Lemmas(nlp.get_pipe("lemmatizer"))(doc)  # type: ignore[arg-type]
    assert doc[0].lemma_ == lemma
