"""What each preset of reading costs and what it finds: a table, and the picture of one against the other.

usage: python -m benchmarks.presets [--data PATH] [--sheet NAME ...] [--processes N] [--picture FILE.png] [--json]

PATH is the folder that `benchmarks.quality` reads its sheets from; the sheets named are read once with each preset, after a
warm-up, in one process, beside the spaCy pipeline over the same texts, as it comes (articles in a second of processor time, which
neighbours on the machine disturb less than the clock on the wall); then by N processes at once (2), each all of them, as the
workers of `standoff read --jobs N` do: what these read together in a second by the clock (0: this is left out). F1 is of
statements (family of acts and party) and of attributions with the right party, over all sheets named.
"""

import argparse
import json
import math
import multiprocessing
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from benchmarks.quality import measure, sheets
from benchmarks.scoring import Score
from benchmarks.sheets import SHARED
from standoff.core.records import Article
from standoff.reading.reader import Preset, preset, read_articles
from standoff.reading.tokens import DEFAULT_MODEL, masked
from standoff.scale.batches import BATCH

PRESETS: tuple[Preset, ...] = ("fast", "standard", "thorough")
TOGETHER = "processes at once"
ROWS = ("attribution+party", "statement", "statement+addressee")


def f1_of(parts: list[Score]) -> float:
    """F1 over several sheets."""
    hits = sum(one.hits for one in parts)
    return 2 * hits / max(sum(one.gold + one.predicted for one in parts), 1)


def _read(name: str, articles: list[Article]) -> None:
    """Read all of them with a preset, or parse them with the bare pipeline."""
    chosen = next((one for one in PRESETS if one == name), None)
    texts = [masked(article.text, ()) for article in articles]
    for _ in _bare(texts) if chosen is None else read_articles(articles, preset(chosen)):
        pass


@cache
def _as_it_comes() -> Language:
    return spacy.load(DEFAULT_MODEL)


def _bare(texts: list[str]) -> Iterator[Doc]:
    """The texts through spaCy's own components, in the batches of `standoff.scale`."""
    return _as_it_comes().pipe(texts, batch_size=BATCH)


def _work(name: str, articles: list[Article], ready: Any, out: Any) -> None:
    threadpool_limits(limits=1, user_api="blas")
    _read(name, articles[:4])  # loads what is loaded once
    ready.wait()
    start = time.perf_counter()
    _read(name, articles)
    out.put(time.perf_counter() - start)


def together(name: str, articles: list[Article], processes: int) -> float:
    """Articles a second that so many processes read together, each of them all."""
    context = multiprocessing.get_context("spawn")
    ready, out = context.Barrier(processes), context.SimpleQueue()
    workers = [context.Process(target=_work, args=(name, articles, ready, out)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    slowest: float = max(out.get() for _ in workers)
    for worker in workers:
        worker.join()
    return processes * len(articles) / slowest


def table(data: Path, names: list[str], processes: int) -> dict[str, dict[str, float]]:
    """Articles a second and F1 by preset, and the speed of the bare pipeline."""
    threadpool_limits(limits=1, user_api="blas")
    at_hand = sheets(data)
    if missing := sorted(set(names) - set(at_hand)):
        raise SystemExit(f"no sheet {', '.join(missing)} in {data}; there are: {', '.join(at_hand)}")
    chosen = [at_hand[name] for name in names]
    texts = [masked(article.text, ()) for sheet in chosen for article in sheet.articles]
    for name in PRESETS:
        measure(chosen[0], preset(name))  # loads what is loaded once
    for _ in _bare(texts[:BATCH]):
        pass
    start = time.process_time()
    for _ in _bare(texts):
        pass
    found: dict[str, dict[str, float]] = {"bare pipeline": {"articles a second": len(texts) / (time.process_time() - start)}}
    for name in PRESETS:
        start = time.process_time()
        scores = [measure(sheet, preset(name))[0] for sheet in chosen]
        seconds = time.process_time() - start
        found[name] = {"articles a second": len(texts) / seconds, **{row: f1_of([one[row] for one in scores]) for row in ROWS}}
    articles = [article for sheet in chosen for article in sheet.articles]
    for row_name, row in found.items() if processes else ():
        row[TOGETHER] = together(row_name, articles, processes)
    return found


def picture(found: dict[str, dict[str, float]], path: Path) -> None:
    """Draw speed against F1, a line a measure."""
    import altair as alt
    import vl_convert

    points = [
        {"preset": name, "articles a second": row["articles a second"], "F1": row[measured], "measure": measured}
        for name, row in found.items()
        for measured in ROWS
        if measured in row
    ]
    base = alt.Chart(alt.InlineData(values=points)).encode(
        x=alt.X("articles a second:Q", scale=alt.Scale(zero=True), title="articles in a second of processor time"),
        y=alt.Y("F1:Q", scale=alt.Scale(zero=False)),
        color=alt.Color("measure:N", title=None, scale=alt.Scale(range=["#0072b2", "#d55e00", "#009e73"])),
    )
    names = base.mark_text(dy=-12, fontSize=11).encode(text="preset:N", color=alt.value("#333333"))
    chart: Any = (base.mark_line(point=alt.OverlayMarkDef(size=70)) + names).properties(width=520, height=300)
    path.write_bytes(vl_convert.vegalite_to_png(chart.to_json(), scale=2))


def main() -> None:
    """Print the table, and draw it where a picture is asked for."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, default=SHARED, help="folder of the sheets' articles (default: %(default)s)")
    cli.add_argument("--sheet", nargs="+", default=["check", "check2", "check3"], help="names of sheets (default: %(default)s)")
    cli.add_argument("--processes", type=int, default=2, metavar="N", help="how many read at once; 0 leaves it out")
    cli.add_argument("--picture", type=Path, metavar="FILE.png", help="draw the table")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    args = cli.parse_args()
    found = table(args.data, args.sheet, args.processes)
    if args.picture is not None:
        picture(found, args.picture)
    if args.json:
        print(json.dumps(found))
        return
    print(f"{'':16}{'articles/s':>12}{f'{args.processes} processes':>13}" + "".join(f"{row:>22}" for row in ROWS))
    for name, row in found.items():
        quality = "".join(f"{row[r]:22.3f}" if r in row else "" for r in ROWS)
        print(f"{name:16}{row['articles a second']:12.2f}{row.get(TOGETHER, math.nan):13.2f}{quality}")


if __name__ == "__main__":
    main()
