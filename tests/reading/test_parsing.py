import spacy
from spacy.language import Language
from spacy.tokens import Doc

from standoff.reading.parsing import Stages
from standoff.reading.parsing_columns import columns_of
from standoff.reading.tokens import DEFAULT_MODEL, pipeline

ALL = ("ORTH", "TAG", "DEP", "HEAD", "POS", "MORPH", "LEMMA", "ENT_TYPE", "ENT_IOB", "SENT_START")
TEXTS = (
    "Envoys of Norway and Peru met in Geneva on 4 March 2021. Foreign Minister Ana Torres said Peru wouldn't sign.",
    "",
    "There are two ways out. \"Let's not pretend we're gonna agree,\" she told the Bergen Gazette,\n\nand left for Lima.",
    "\n\n   \n",
    "Oslo",
    "He's got the documents, but those who had them before ain't talking; you all know what that is.",
    "The harbour of Callao was closed by 1,200 dockers, among them members of the Dockers' Union, until Friday.",
    "\n".join(["It once cost $40 (about 30%), doin' nothin' of what they'd do now."] * 12),
)


def told(docs: list[Doc]) -> list[list[list[int]]]:
    return [columns_of(doc, ALL).tolist() for doc in docs]


def test_the_quick_stages_tell_what_the_pipeline_tells() -> None:
    assert told(Stages(pipeline(DEFAULT_MODEL))(TEXTS)) == told(list(pipeline(DEFAULT_MODEL).pipe(TEXTS)))


def test_they_tell_what_a_pipeline_tells_that_they_never_touched() -> None:
    assert told(Stages(spacy.load(DEFAULT_MODEL))(TEXTS)) == told(list(spacy.load(DEFAULT_MODEL).pipe(TEXTS)))


def test_all_of_the_shipped_pipelines_costly_components_have_a_quick_way() -> None:
    stages = Stages(pipeline(DEFAULT_MODEL))
    assert stages.run_by_spacy == ("tagger", "standoff_paragraphs")


def test_what_is_told_of_a_text_does_not_depend_on_its_neighbours() -> None:
    stages = Stages(pipeline(DEFAULT_MODEL))
    assert told(stages(TEXTS)) == [told(stages([text]))[0] for text in TEXTS]


def test_no_text_at_all_is_no_error() -> None:
    assert Stages(pipeline(DEFAULT_MODEL))([]) == []


@Language.component("standoff_test_shout")
def _shout(doc: Doc) -> Doc:
    for token in doc:
        token.lemma_ = token.text.upper()
    return doc


def test_a_component_of_another_make_is_run_by_spacy() -> None:
    nlp = Language()
    nlp.add_pipe("standoff_test_shout")
    stages = Stages(nlp)
    assert stages.run_by_spacy == ("standoff_test_shout",)
    assert [token.lemma_ for token in stages(["Go home"])[0]] == ["GO", "HOME"]
