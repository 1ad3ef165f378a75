import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.errors import ModelMissing
from standoff.reading.lines import paragraphs
from standoff.reading.tokens import DEFAULT_MODEL, best_model, masked, model_version, parse, pipeline

characters = st.characters(exclude_categories=["Cs"])
bounds = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair))), max_size=5)


@given(st.text(characters, max_size=60), bounds)
def test_a_masked_text_has_the_same_length_and_lines(text: str, noise: list[tuple[int, int]]) -> None:
    shown = masked(text, noise)
    assert len(shown) == len(text)
    assert [i for i, char in enumerate(shown) if char == "\n"] == [i for i, char in enumerate(text) if char == "\n"]
    assert all(not shown[start:end].strip() for start, end in noise)


@given(st.text(st.sampled_from("ab1 \n.,!"), max_size=60))
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    assert masked(text, []) == text


def test_quotes_are_made_plain() -> None:
    assert masked("“We’ll see,” ‘he’ said – twice", []) == "\"We'll see,\" 'he' said - twice"


@settings(max_examples=40, deadline=None)
@given(st.text(characters, max_size=80))
def test_tokens_stand_where_they_say(text: str) -> None:
    shown = masked(text, [])
    doc = next(parse([shown], DEFAULT_MODEL))
    assert all(shown[token.idx : token.idx + len(token)] == token.text for token in doc)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["Chile waits", "Peru said so.", "the harbour", "", " ", "300"]), max_size=8))
def test_no_sentence_runs_over_a_paragraphs_end(lines: list[str]) -> None:
    text = "\n".join(lines)
    doc = next(parse([text], DEFAULT_MODEL))
    starts = {sentence.start_char + len(sentence.text) - len(sentence.text.lstrip()) for sentence in doc.sents}
    for start, end in paragraphs(text):
        assert start + len(text[start:end]) - len(text[start:end].lstrip()) in starts


def test_a_pipeline_is_loaded_once() -> None:
    assert pipeline(DEFAULT_MODEL) is pipeline(DEFAULT_MODEL)


def test_the_version_of_a_pipeline_is_its_own() -> None:
    assert model_version(DEFAULT_MODEL) == f"{DEFAULT_MODEL}-{pipeline(DEFAULT_MODEL).meta['version']}"


@pytest.mark.parametrize("model", ["no_such_model", "no such model", "", "json", "/tmp"])  # noqa: S108 - no file is made
def test_what_is_no_pipeline_is_said(model: str) -> None:
    with pytest.raises(ModelMissing, match="not installed"):
        model_version(model)


def test_the_best_model_is_one_that_loads() -> None:
    assert pipeline(best_model()).lang == "en"


@pytest.mark.parametrize("title", ["Col.", "Lt.", "Capt.", "Cmdr.", "Sens.", "Lt. Col."])
def test_an_abbreviated_title_before_a_name_ends_no_sentence(title: str) -> None:
    (doc,) = parse([f"The islands were calm, said navy {title} Ruth Miller. Nobody was hurt."], DEFAULT_MODEL)
    assert [sentence.text for sentence in doc.sents] == [
        f"The islands were calm, said navy {title} Ruth Miller.",
        "Nobody was hurt.",
    ]


@pytest.mark.parametrize(("word", "lemma"), [("test-fired", "test-fire"), ("re-opened", "re-open"), ("re-imposing", "re-impose")])
def test_a_verb_of_the_lexicon_with_a_hyphen_is_one_token(word: str, lemma: str) -> None:
    (doc,) = parse([f"Norway was {word} it." if word.endswith("ing") else f"Norway {word} it."], DEFAULT_MODEL)
    assert (word, lemma) in {(token.text, token.lemma_) for token in doc}


def test_a_run_without_white_space_that_is_no_word_is_blanked() -> None:
    run = '(["' * 400
    assert masked(f"a {run} b", []) == f"a {' ' * len(run)} b"
    assert masked(f"a {run[:300]} b", []) == f"a {run[:300]} b"
