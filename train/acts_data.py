"""What the classifier of acts is trained on: hand-coded articles, news coded by the frames, and PLOVER's marked sentences."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from spacy.tokens import Token

from benchmarks.scoring import Bounds, Mark, codes
from benchmarks.sheets import SHEET, Sheet
from standoff.codebook.acts import acts
from standoff.codebook.meetings import meeting_nouns, meeting_verbs
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.act_candidates import Candidate, candidates
from standoff.reading.act_model import Marked, marked_row
from standoff.reading.act_options import set_options
from standoff.reading.act_rows import FEATURES, Row, arrays, rows_of
from standoff.reading.acts import by_frames, evidence_of
from standoff.reading.attribution import find_attributions
from standoff.reading.calendar import find_dates
from standoff.reading.cast import find_cast
from standoff.reading.context import Context
from standoff.reading.frames import Match, Matcher
from standoff.reading.networks import Array
from standoff.reading.noise import find_noise, find_title
from standoff.reading.scene import Scene
from standoff.reading.speakers import resolve_speakers
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse

ACTS = tuple(sorted(acts()))
# Overlap of evidence: what the scorer asks for, and from where on a predicate that is not the one coded is left out.
LEAST, SAME = 0.2, 0.5
LEFT_OUT = -1
STATUSES = ("planned", "held", "cancelled", "refused")
# Of the news: frames this sure are taken for right, and their silence for a third of that.
SURE, SILENT = 0.8, 0.25


@dataclass
class Plain:
    """One row as the network sees it, without the parse: arrays of its pieces, predicates and options.

    `features` and `signs` stand twice, first as the frames' findings are shown, then as they are hidden. `options` counts the
    options of each predicate.
    """

    pieces: Array
    named: Array
    said: Array
    seen: Array
    places: Array
    features: tuple[Array, Array]
    options: list[int]
    side_places: Array
    signs: tuple[Array, Array]


def plain(row: Row) -> Plain:
    """The arrays of a row."""
    shown, blind = (arrays([row], ACTS, [dark]) for dark in (False, True))
    options = [len(sides) for sides in row.sides]
    asked, named = len(row.places), sum(options)
    return Plain(
        pieces=shown["pieces"][0].astype(np.int32),
        named=shown["named"][0].astype(np.int8),
        said=shown["said"][0].astype(np.int8),
        seen=shown["seen"][0].astype(np.int8),
        places=shown["places"][:asked].astype(np.int16),
        features=(shown["features"][:asked], blind["features"][:asked]),
        options=options,
        side_places=shown["side_places"][:named].astype(np.int16),
        signs=(shown["signs"][:named].astype(np.float16), blind["signs"][:named].astype(np.float16)),
    )


@dataclass
class Soft:
    """What a teacher says of a row: the chances of acts and meetings at its predicates, and of its options in both roles."""

    act: Array
    side: Array
    meeting: Array


@dataclass
class Example:
    """One row with what is to be learnt from it: for each predicate an act, the roles of its options, a meeting; or a root."""

    row: Plain
    act: list[int] = field(default_factory=list)
    roles: list[list[tuple[int, int]]] = field(default_factory=list)
    meeting: list[int] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    root: int = LEFT_OUT
    hides: float = 0.0
    soft: Soft | None = None


@dataclass
class Coded:
    """One hand-coded article; those of one group tell of one crisis and share a fold."""

    name: str
    group: str
    examples: list[Example]


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
    asked = candidates(matcher, *by_frames(matcher))
    set_options(scene, asked)
    return asked


def coded(sheet: Sheet, group: str | None = None) -> Iterator[Coded]:
    """The articles of a hand-coded sheet with their rows; each is a group of its own where none is named."""
    gold: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for kind, marks in sheet.gold.items():
        for mark in marks:
            gold[kind, mark.article].append(mark)
    for article, scene in zip(sheet.articles, scenes(sheet.articles), strict=True):
        told = examples_of(gold["statement", article.name], gold["meeting", article.name], scene)
        yield Coded(article.name, group or article.name, told)


def examples_of(statements: Sequence[Mark], meetings: Sequence[Mark], scene: Scene) -> list[Example]:
    """The rows of a hand-coded article, its predicates labelled by the statements and meetings whose evidence they are."""
    asked = asked_in(scene)
    labels = labels_of([(mark.fields, mark.bounds) for mark in statements], scene, asked)
    met = _meetings(statements, meetings, asked)
    found = []
    for row in rows_of(scene, asked):
        example = Example(plain(row))
        for candidate in row.asked:
            act, gold = labels.get(candidate.token.i, (0, None))
            example.act.append(act)
            example.roles.append(_roles(gold, candidate))
            example.meeting.append(met.get(candidate.token.i, 0))
            example.weight.append(1.0)
        found.append(example)
    return found


def labels_of(
    statements: Sequence[tuple[Mapping[str, Any], Bounds]], scene: Scene, asked: Sequence[Candidate]
) -> dict[int, tuple[int, Mapping[str, Any] | None]]:
    """By the place of the predicate, the number of its act (0 for none, LEFT_OUT where it is open) and the statement coded there.

    `statements` are the coded ones with the bounds of their evidence (code points), of which the first piece counts.
    """
    pairs = []
    for number, (gold, spans) in enumerate(statements):
        for candidate in asked if spans else ():
            span = evidence_of(candidate.match, scene.context)
            share = _share((span.start, span.end), spans[0]) if span is not None else 0.0
            if share >= LEAST:
                pairs.append((share + _fit(gold, candidate, spans[0]), share, number, candidate))
    pairs.sort(key=lambda pair: -pair[0])
    labels: dict[int, tuple[int, Mapping[str, Any] | None]] = {}
    told: set[int] = set()
    for _, _, number, candidate in pairs:
        if number not in told and candidate.token.i not in labels:
            told.add(number)
            gold = statements[number][0]
            labels[candidate.token.i] = 1 + ACTS.index(gold["act"]), gold
    for _, share, _, candidate in pairs:
        if share >= SAME:
            labels.setdefault(candidate.token.i, (LEFT_OUT, None))
    return labels


def _meetings(statements: Sequence[Mark], meetings: Sequence[Mark], asked: Sequence[Candidate]) -> dict[int, int]:
    """The status of the meeting that a predicate tells of; LEFT_OUT for a further mention, which nobody coded."""
    labels: dict[int, int] = {}
    for _, spans, gold in meetings:
        inside = [one for one in asked if spans and spans[0][0] <= one.token.idx < spans[0][1]]
        likely = [one for one in inside if _meets(one.token)]
        for one in likely:
            labels[one.token.i] = LEFT_OUT
        if likely:
            labels[min(likely, key=lambda one: one.token.pos_ == "VERB").token.i] = 1 + STATUSES.index(gold["status"])
        elif inside:  # told without a word of meeting: "the minister was in the capital to see the king"
            labels.setdefault(min(inside, key=lambda one: _depth(one.token)).token.i, 1 + STATUSES.index(gold["status"]))
        for one in inside:
            labels.setdefault(one.token.i, LEFT_OUT)
    for _, spans, gold in statements:
        for one in asked if gold["act"] == "meet" and spans else ():
            if spans[0][0] <= one.token.idx < spans[0][1]:
                labels.setdefault(one.token.i, LEFT_OUT)
    return labels


def _meets(token: Token) -> bool:
    return token.lemma_.lower() in (meeting_nouns() if token.pos_ == "NOUN" else meeting_verbs())


def _depth(token: Token) -> int:
    """How many words govern a word."""
    return sum(1 for _ in token.ancestors)


def _share(a: tuple[int, int], b: tuple[int, int]) -> float:
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(both, 0) / (max(a[1], b[1]) - min(a[0], b[0]))


def _fit(gold: Mapping[str, Any], candidate: Candidate, span: tuple[int, int]) -> float:
    """What speaks for a predicate beside the overlap: it lies inside, the frames code it alike, the party stands at it."""
    fit = 0.3 * (span[0] <= candidate.token.idx < span[1])
    family = acts()[gold["act"]].family
    if candidate.found is not None and acts()[candidate.found.act].family == family:
        fit += 0.5
    elif candidate.inner is not None and acts()[candidate.inner.act].family == family:
        fit += 0.2
    elif candidate.token.pos_ == "NOUN":
        fit -= 0.15
    return fit + 0.15 * any(party == 1 for party, _ in _roles(gold, candidate))


def _roles(gold: Mapping[str, Any] | None, candidate: Candidate) -> list[tuple[int, int]]:
    """For each option whether it is the party, and whether the act is aimed at it; LEFT_OUT where nobody was coded."""
    if gold is None:
        return [(LEFT_OUT, LEFT_OUT)] * len(candidate.options)
    party, aimed = codes(gold.get("party")), codes(gold.get("addressee"))
    if gold["act"] == "meet":
        both = party | aimed
        here = [int(set(option.parties) <= both) if both else LEFT_OUT for option in candidate.options]
        return [(one, one) for one in here]
    return [
        (_is(party, option.parties), 0 if _is(party, option.parties) == 1 else _is(aimed, option.parties))
        for option in candidate.options
    ]


def _is(gold: Set[str], named: Sequence[str]) -> int:
    return int(_alike(gold, set(named))) if gold else LEFT_OUT


def _alike(a: Set[str], b: Set[str]) -> bool:
    return 2 * len(a & b) >= len(a | b)


def news_examples(file: Path, articles: int, without: set[str], seed: int) -> Iterator[Example]:
    """Rows of news with what the frames find there, for a teacher to read; `without` are the ids of articles set aside."""
    with gzip.open(file, "rt", encoding="utf-8") as news:
        lines = [json.loads(line) for line in news]
    random = Random(seed)  # noqa: S311 (to choose articles)
    left = [line for line in lines if line["id"] not in without]
    chosen = random.sample(left, min(articles, len(left)))
    texts = [f"{line['title']}\n\n{line['text']}" for line in chosen]
    for scene in scenes(
        [Article(id=text_id(text), name=line["id"], text=text) for line, text in zip(chosen, texts, strict=True)]
    ):
        for row in rows_of(scene, asked_in(scene)):
            if any(one.options for one in row.asked):
                yield _by_frames(row)


def _by_frames(row: Row) -> Example:
    example = Example(plain(row), hides=0.5)
    for candidate in row.asked:
        found = candidate.found
        sure = found is not None and found.frame.sure >= SURE and "implied" not in found.doubts
        if found is not None and sure:
            example.act.append(1 + ACTS.index(found.act))
            example.roles.append([_found_roles(found, option.parties) for option in candidate.options])
        else:
            example.act.append(LEFT_OUT if found is not None or candidate.inner is not None else 0)
            example.roles.append([(LEFT_OUT, LEFT_OUT)] * len(candidate.options))
        example.meeting.append(LEFT_OUT)
        example.weight.append(1.0 if sure else SILENT)
    return example


def _found_roles(found: Match, named: Sequence[str]) -> tuple[int, int]:
    if found.act == "meet":
        return LEFT_OUT, LEFT_OUT
    aimed = int(set(named) == set(found.addressee)) if found.addressee else LEFT_OUT
    return int(set(named) == set(found.party)), aimed


def set_aside() -> set[str]:
    """The ids of the news articles that were coded by hand, those for checking among them."""
    return {
        json.loads(line)["source_id"] for path in SHEET.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()
    }


def root_examples(sentences: Iterable[Marked], numbers: Iterable[int]) -> list[Example]:
    """The rows of marked sentences with the numbers of their roots."""
    return [Example(plain(marked_row(sentence)), root=number) for sentence, number in zip(sentences, numbers, strict=True)]


__all__ = ["ACTS", "FEATURES", "LEFT_OUT", "Coded", "Example"]
