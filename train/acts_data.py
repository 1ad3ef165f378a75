"""What the classifier of acts is trained on: hand-coded articles, news coded by the frames, and PLOVER's marked sentences."""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import yaml

from benchmarks.scoring import codes
from benchmarks.sheets import locate
from standoff.codebook.acts import acts
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.act_candidates import Candidate, candidates
from standoff.reading.act_model import Marked, marked_row
from standoff.reading.act_rows import FEATURES, Row, features, rows_of, seen_act
from standoff.reading.acts import by_frames, evidence_of
from standoff.reading.attribution import find_attributions
from standoff.reading.calendar import find_dates
from standoff.reading.cast import find_cast
from standoff.reading.context import Context
from standoff.reading.frames import Matcher
from standoff.reading.networks import Array
from standoff.reading.noise import find_noise, find_title
from standoff.reading.scene import Scene
from standoff.reading.speakers import resolve_speakers
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse

ACTS = tuple(sorted(acts()))
# Overlap of evidence: what the scorer asks for, and from where on a predicate that is not the one coded is left out.
LEAST, SAME = 0.2, 0.5
LEFT_OUT = -1
# Of the news: frames this sure are taken for right, and their silence for a third of that.
SURE, SILENT = 0.8, 0.25
EMPTY_ROWS = 0.15  # of the rows without an act, the share that is kept


@dataclass
class Example:
    """One row with what is to be learnt from it: an act and the places of the party for each predicate, or a root."""

    row: Row
    seen: list[int] = field(default_factory=list)
    shown: list[list[float]] = field(default_factory=list)
    blind: list[list[float]] = field(default_factory=list)
    act: list[int] = field(default_factory=list)
    party: list[list[int]] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    root: int = LEFT_OUT
    hides: float = 0.0


@dataclass
class Sheet:
    """One hand-coded article."""

    name: str
    group: str
    examples: list[Example]


def read_sheets(folders: Iterable[tuple[Path, Path]]) -> Iterator[tuple[dict[str, Any], Article]]:
    """The coded articles of (gold, texts) folders, without those set aside for checking."""
    for gold, texts in folders:
        for path in sorted(gold.glob("*.yaml")):
            sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
            if isinstance(sheet, dict) and "article" in sheet and not str(sheet.get("half", "")).startswith("check"):
                text = (texts / sheet["article"]).read_text(encoding="utf-8").replace("\r\n", "\n")
                yield sheet, Article(id=text_id(text), name=sheet["article"], text=text)


def scenes(articles: Sequence[Article]) -> Iterator[Scene]:
    """The scenes of articles, as the reader makes them."""
    noise = [find_noise(article) for article in articles]
    texts = (
        masked(article.text, [(one.start, one.end) for one in found]) for article, found in zip(articles, noise, strict=True)
    )
    for article, found, doc in zip(articles, noise, parse(texts, DEFAULT_MODEL), strict=True):
        context = Context(article=article, doc=doc, noise=found, title=find_title(article, found))
        published, times = find_dates(context)
        context = replace(context, published=published, times=times)
        cast = find_cast(context)
        attributions = resolve_speakers(context, cast, find_attributions(context))
        yield Scene(context=context, cast=cast, attributions=attributions)


def asked_in(scene: Scene) -> tuple[Candidate, ...]:
    """The predicates of a scene with what the frames find."""
    matcher = Matcher(scene)
    return candidates(matcher, *by_frames(matcher))


def sheet_examples(sheet: dict[str, Any], scene: Scene) -> list[Example]:
    """The rows of a hand-coded article, its predicates labelled by the statements whose evidence they are."""
    asked = asked_in(scene)
    labels = _labels(sheet, scene, asked)
    found = []
    for row in rows_of(scene, asked):
        example = _shown(row)
        for candidate in row.asked:
            act, party = labels.get(candidate.token.i, (0, [LEFT_OUT] * 4))
            example.act.append(act)
            example.party.append(party)
            example.weight.append(1.0)
        found.append(example)
    return found


def _shown(row: Row) -> Example:
    return Example(
        row,
        [seen_act(one, ACTS) for one in row.asked],
        [features(one) for one in row.asked],
        [features(one, blind=True) for one in row.asked],
    )


def _labels(sheet: dict[str, Any], scene: Scene, asked: Sequence[Candidate]) -> dict[int, tuple[int, list[int]]]:
    pairs = []
    for number, gold in enumerate(sheet["statements"]):
        spans = locate(scene.context.text, gold["evidence"])
        for candidate in asked if spans else ():
            span = evidence_of(candidate.match, scene.context)
            share = _share((span.start, span.end), spans[0]) if span is not None else 0.0
            if share >= LEAST:
                pairs.append((share + _fit(gold, candidate, spans[0]), share, number, candidate))
    pairs.sort(key=lambda pair: -pair[0])
    labels: dict[int, tuple[int, list[int]]] = {}
    told: set[int] = set()
    for _, _, number, candidate in pairs:
        if number not in told and candidate.token.i not in labels:
            told.add(number)
            gold = sheet["statements"][number]
            labels[candidate.token.i] = 1 + ACTS.index(gold["act"]), _places(gold, candidate)
    for _, share, _, candidate in pairs:
        if share >= SAME:
            labels.setdefault(candidate.token.i, (LEFT_OUT, [LEFT_OUT] * 4))
    return labels


def _share(a: tuple[int, int], b: tuple[int, int]) -> float:
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(both, 0) / (max(a[1], b[1]) - min(a[0], b[0]))


def _fit(gold: dict[str, Any], candidate: Candidate, span: tuple[int, int]) -> float:
    """What speaks for a predicate beside the overlap: it lies inside, the frames code it alike, the party stands at it."""
    fit = 0.3 * (span[0] <= candidate.token.idx < span[1])
    family = acts()[gold["act"]].family
    if candidate.found is not None and acts()[candidate.found.act].family == family:
        fit += 0.5
    elif candidate.inner is not None and acts()[candidate.inner.act].family == family:
        fit += 0.2
    elif candidate.token.pos_ == "NOUN":
        fit -= 0.15
    return fit + 0.15 * (1 in _places(gold, candidate))


def _places(gold: dict[str, Any], candidate: Candidate) -> list[int]:
    """For each of OPTIONS whether it is the party that was coded; LEFT_OUT where nobody stands there, or nobody was coded."""
    party = codes(gold.get("party"))
    if not party or gold["act"] == "meet":
        return [LEFT_OUT] * 4
    return [int(_alike(party, set(named))) if named else LEFT_OUT for named in candidate.parties]


def _alike(a: Set[str], b: Set[str]) -> bool:
    return 2 * len(a & b) >= len(a | b)


def news_examples(file: Path, articles: int, without: set[str], seed: int) -> Iterator[Example]:
    """Rows of news with what the frames find there; `without` are the ids of articles set aside."""
    with gzip.open(file, "rt", encoding="utf-8") as news:
        lines = [json.loads(line) for line in news]
    random = Random(seed)  # noqa: S311 (to choose articles)
    chosen = random.sample([line for line in lines if line["id"] not in without], articles)
    texts = [f"{line['title']}\n\n{line['text']}" for line in chosen]
    for scene in scenes(
        [Article(id=text_id(text), name=line["id"], text=text) for line, text in zip(chosen, texts, strict=True)]
    ):
        for row in rows_of(scene, asked_in(scene)):
            example = _by_frames(row)
            if any(act > 0 for act in example.act) or random.random() < EMPTY_ROWS:
                yield example


def _by_frames(row: Row) -> Example:
    example = _shown(row)
    example.hides = 0.5
    for candidate in row.asked:
        found = candidate.found
        sure = found is not None and found.frame.sure >= SURE and "implied" not in found.doubts
        if found is not None and sure:
            example.act.append(1 + ACTS.index(found.act))
            places = [
                LEFT_OUT if not named or found.act == "meet" else int(set(named) == set(found.party))
                for named in candidate.parties
            ]
            example.party.append(places)
        else:
            example.act.append(LEFT_OUT if found is not None or candidate.inner is not None else 0)
            example.party.append([LEFT_OUT] * 4)
        example.weight.append(1.0 if sure else SILENT)
    return example


def set_aside(folders: Iterable[Path]) -> set[str]:
    """The ids of the news articles that were coded by hand."""
    lines = (line for folder in folders for path in folder.glob("*.yaml") for line in path.open(encoding="utf-8"))
    return {line.split(":", 1)[1].strip().strip("'\"") for line in lines if line.startswith("source_id:")}


def root_examples(sentences: Iterable[Marked], numbers: Iterable[int]) -> list[Example]:
    """The rows of marked sentences with the numbers of their roots."""
    return [Example(marked_row(sentence), root=number) for sentence, number in zip(sentences, numbers, strict=True)]


def filled(examples: Sequence[Example], fill: str) -> Array:
    """The marks `named` or `said`, or the pieces, of rows as one table."""
    length = max(len(one.row.pieces) for one in examples)
    table = np.zeros((len(examples), length), dtype=np.int64)
    for number, one in enumerate(examples):
        values = getattr(one.row, fill)
        table[number, : len(values)] = values
    return table


__all__ = ["ACTS", "FEATURES", "LEFT_OUT", "Example", "Sheet"]
