"""Acts: PLOVER roots and quads of sentences whose source and target are marked.

usage: python -m benchmarks.acts --data FILE [--train FILE] [--json]

FILE is a table with tabs and the columns `marked_sentence` (source in <s>, target in <t>), `gold_root` and `gold_penta` (PLV's
format). Macro-F1 over the roots, with CONCEDE and RETREAT as one (YIELD), and over the four quads. Rows: the frames of the
lexicon (the statement that stands nearest to both marks; a sentence without one counts as wrong), a bag of words with a linear
SVM where scikit-learn is at hand and --train names what to learn from, and the shipped network. On the file that it was trained
on the network's figure says nothing: the folds of `python -m train.acts --folds` do.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from benchmarks.inputs import reading
from standoff.core.ids import text_id
from standoff.core.records import Article, Statement
from standoff.reading.act_model import Marked, root_chances
from standoff.reading.reader import ReaderOptions, read_articles

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
ONE = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


class Events(NamedTuple):
    """Marked sentences with their roots and quads."""

    sentences: list[Marked]
    roots: list[str]
    quads: list[str]


def read_events(file: Path) -> Events:
    """The events of a file in PLV's format; ends the program where it is another."""
    with reading(file, "PLV's table with the columns marked_sentence, gold_root and gold_penta"):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
        found = [(marked(row["marked_sentence"]), row["gold_root"], row["gold_penta"]) for row in rows]
    if not found:
        raise SystemExit(f"{file} holds no sentence")
    return Events([event for event, _, _ in found], [root for _, root, _ in found], [quad for _, _, quad in found])


def marked(text: str) -> Marked:
    """A sentence in which `<s>` and `<t>` mark source and target."""
    plain = ""
    spans: dict[str, tuple[int, int]] = {}
    for piece in re.split(r"(</?[st]>)", text):
        if re.fullmatch(r"<[st]>", piece):
            spans[piece[1]] = (len(plain), len(plain))
        elif re.fullmatch(r"</[st]>", piece):
            if piece[2] in spans:
                spans[piece[2]] = (spans[piece[2]][0], len(plain))
        else:
            plain += piece
    return Marked(plain, spans.get("s"), spans.get("t"))


def macro_f1(gold: Sequence[str], found: Sequence[str | None]) -> float:
    """The mean F1 of the classes that gold has."""
    hits = Counter(g for g, f in zip(gold, found, strict=True) if g == f)
    golds, founds = Counter(gold), Counter(found)
    return sum(2 * hits[one] / (golds[one] + founds[one]) for one in golds) / len(golds)


def by_lexicon(sentences: Sequence[Marked]) -> list[str | None]:
    """The root of the statement that stands nearest to both marks, None where there is none."""
    articles = [Article(id=text_id(f"{n} {one.text}"), name=str(n), text=one.text) for n, one in enumerate(sentences)]
    readings = read_articles(articles, ReaderOptions(act_model=False))
    return [_nearest(reading.statements, one) for reading, one in zip(readings, sentences, strict=True)]


def _nearest(statements: Sequence[Statement], event: Marked) -> str | None:
    coded = [one for one in statements if one.plover is not None]
    best = max(coded, key=lambda one: (_covered(one, event), one.certainty), default=None)
    return ONE.get(best.plover, best.plover) if best is not None and best.plover is not None else None


def _covered(statement: Statement, event: Marked) -> int:
    marks = [mark for mark in (event.source, event.target) if mark is not None]
    return sum(max(0, min(statement.end, end) - max(statement.start, start)) for start, end in marks)


def by_words(train: Events, sentences: Sequence[Marked]) -> list[str | None]:
    """A linear SVM over words and word pairs, source and target masked."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    table = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    svm = LinearSVC().fit(table.fit_transform([_masked(one) for one in train.sentences]), train.roots)
    return [str(root) for root in svm.predict(table.transform([_masked(one) for one in sentences]))]


def _masked(event: Marked) -> str:
    text = event.text
    marks = [(mark, word) for mark, word in ((event.source, " srcactor "), (event.target, " tgtactor ")) if mark is not None]
    for (start, end), word in sorted(marks, reverse=True):
        text = text[:start] + word + text[end:]
    return text


def by_network(sentences: Sequence[Marked]) -> list[str | None]:
    """The likeliest root by the shipped network."""
    return [max(chances, key=chances.__getitem__) for chances in root_chances(sentences)]


def measure(data: Events, train: Events | None) -> dict[str, dict[str, float]]:
    """Macro-F1 over roots and quads of each way to code."""
    found = {"frames of the lexicon": by_lexicon(data.sentences)}
    if train is not None and find_spec("sklearn") is not None:
        found["bag of words, linear SVM"] = by_words(train, data.sentences)
    found["network"] = by_network(data.sentences)
    return {name: scores(data, roots) for name, roots in found.items()}


def scores(data: Events, roots: Sequence[str | None]) -> dict[str, float]:
    """Macro-F1 over roots and quads, and the share of roots that is right."""
    return {
        "roots": macro_f1(data.roots, roots),
        "quads": macro_f1(data.quads, [QUADS.get(root) if root is not None else None for root in roots]),
        "right": sum(g == f for g, f in zip(data.roots, roots, strict=True)) / len(roots),
    }


def main() -> None:
    """Measure and print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="a table in PLV's format")
    cli.add_argument("--train", type=Path, help="what the bag of words learns from")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    given = cli.parse_args()
    report = measure(read_events(given.data), read_events(given.train) if given.train else None)
    if given.json:
        print(json.dumps(report))
        return
    print(f"{'':28}{'15 roots':>10}{'4 quads':>10}{'right':>8}")
    for name, row in report.items():
        print(f"{name:28}{row['roots']:10.3f}{row['quads']:10.3f}{row['right']:8.3f}")


if __name__ == "__main__":
    main()
