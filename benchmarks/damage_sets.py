"""News articles split by their identifier, parsed, and degraded: what damage is fitted and measured on."""

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.damaging import KINDS, Spare
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.context import Context
from standoff.reading.noise import find_noise, find_title
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse

EIGHTHS = 8
HELD_OUT = range(4)  # half of the articles: nothing was counted or fitted on them
FITTED = range(4, 5)
COUNTED = range(5, 8)


def eighth(name: str) -> int:
    """Which eighth of the articles this one is in."""
    return hashlib.sha256(name.encode()).digest()[0] % EIGHTHS


def news(path: Path, eighths: Iterable[int]) -> Iterator[str]:
    """The texts of the articles in the file that are in one of the eighths."""
    wanted = set(eighths)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if eighth(row["id"]) in wanted:
                yield row["text"]


def contexts(texts: Iterable[str]) -> Iterator[Context]:
    """The texts as the reader sees them, parsed."""
    articles = [Article(id=text_id(text), name="news", text=text) for text in texts]
    noises = [find_noise(article) for article in articles]
    docs = parse(
        (masked(one.text, [(n.start, n.end) for n in noise]) for one, noise in zip(articles, noises, strict=True)), DEFAULT_MODEL
    )
    for article, noise, doc in zip(articles, noises, docs, strict=True):
        yield Context(article=article, doc=doc, noise=noise, title=find_title(article, noise))


@dataclass(frozen=True)
class Degraded:
    """An article with damaged sentences in it: `places` are their bounds in its text, `originals` those in the undamaged one."""

    text: str
    kind: str
    places: tuple[tuple[int, int], ...]
    originals: tuple[tuple[int, int], ...]


GAP = 3  # one sentence in three is degraded, so that the text around it stays as it was


def degraded(context: Context, kind: str, rng: Random, words: list[str]) -> Degraded | None:
    """The article with every third sentence that allows it degraded in the way `kind`; None where none does."""
    spare = Spare(_surnames(context), words)
    pieces, places, originals, taken, length = [], [], [], 0, 0
    for sent in context.sentences[rng.randrange(GAP) :: GAP]:
        start, end = sent.start_char, sent.start_char + len(sent.text.rstrip())
        original = context.text[start:end]
        if not 40 <= len(original) <= 400 or "\n" in original or not re.search(r"[.!?]\W*$", original):
            continue
        changed = KINDS[kind](original, rng, spare)
        if changed is None:
            continue
        pieces += [context.text[taken:start], changed]
        length += start - taken
        places.append((length, length + len(changed)))
        originals.append((start, end))
        length, taken = length + len(changed), end
    return Degraded("".join((*pieces, context.text[taken:])), kind, tuple(places), tuple(originals)) if places else None


def _surnames(context: Context) -> list[str]:
    seen = Counter(ent[-1].text for ent in context.doc.ents if ent.label_ == "PERSON" and ent[-1].text.isalpha())
    return [name for name, _ in seen.most_common(8) if len(name) > 3 and name.istitle()]


def open_words(articles: Iterable[Context]) -> list[str]:
    """Nouns, verbs and adjectives of the articles, each as often as it is there: words to put where they do not belong."""
    return [token.text for one in articles for token in one.doc if token.pos_ in ("NOUN", "VERB", "ADJ") and token.is_lower]
