"""Appended stories: what is split off of texts of one story (nothing should be), and of two stories put one behind the other.

usage: python -m benchmarks.appended --data FILE [--pairs N] [--json]

FILE holds articles with `title` and `text`, gzipped JSON lines. `split` counts texts of which a story was split off, `start`
those where it begins with the second story, rules and credits left aside; `second` is the share of the second stories' words
that was taken off, `lost` the share of the first ones'.
"""

import argparse
import gzip
import json
import random
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.inputs import reading
from standoff.core.ids import text_id
from standoff.core.records import Article, Noise
from standoff.reading.appended import REASONS
from standoff.reading.datelines import opens_with_dateline
from standoff.reading.noise import find_noise

WORDS = range(150, 900)  # of the texts that are put together
SEED = 11
Story = tuple[str, str]
_CREDIT = "(Reporting by Ana Reyes; editing by Tom Berg)"
DATED: dict[str, Callable[[str, str], str]] = {
    "headline, dateline": lambda title, text: f"{title}\n\n{text}",
    "rule, dateline": lambda title, text: f"---\n\n{text}",
    "rule, headline, dateline": lambda title, text: f"* * *\n\n{title}\n\n{text}",
    "credit, headline, byline, dateline": lambda title, text: f"{_CREDIT}\n\n{title}\n\nBy Ana Reyes\n\n{text}",
    "headline, dateline, hard-wrapped": lambda title, text: f"{title}\n\n{text}",
}
UNDATED: dict[str, Callable[[str, str], str]] = {
    "lead-in, headline": lambda title, text: f"Also in the news\n\n{title}\n\n{text}",
    "end mark, headline": lambda title, text: f"(END)\n\n{title}\n\n{text}",
    "rule, headline, byline": lambda title, text: f"***\n\n{title}\n\nBy Ana Reyes\n\n{text}",
}


def stories(path: Path) -> list[Story]:
    """The title and text of each article that has both; ends the program where there is none."""
    with reading(path, "gzipped JSON lines with title and text"):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        told = [((row.get("title") or "").strip(), row["text"].strip()) for row in rows]
    found = [(title, text) for title, text in told if title and text]
    if not found:
        raise SystemExit(f"{path} holds no article with title and text")
    return found


def split_off(text: str) -> list[Noise]:
    """What is taken for appended stories in a text without a title of its own."""
    return [noise for noise in find_noise(Article(id=text_id(text), name="text", text=text)) if noise.reason in REASONS]


def wrapped(text: str) -> str:
    """The text broken into lines of 72 characters."""
    return "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in text.split("\n\n"))


def planted(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """What is split off of each first text with a second one behind it."""
    counts = {"texts": 0, "split": 0, "start": 0}
    words = {"second": 0, "all_second": 0, "lost": 0, "all_first": 0}
    for first, second in pairs:
        text, begins = f"{first}\n\n{second}", len(first) + 2
        found = split_off(text)
        counts["texts"] += 1
        counts["split"] += bool(found)
        counts["start"] += bool(found) and text[begins : found[0].start].strip(" *-\n") in ("", _CREDIT)
        words["all_first"] += len(first.split())
        words["all_second"] += len(second.split())
        words["lost"] += sum(len(text[noise.start : min(noise.end, begins)].split()) for noise in found if noise.start < begins)
        words["second"] += sum(len(text[max(noise.start, begins) : noise.end].split()) for noise in found)
    return {**counts, "second": words["second"] / max(words["all_second"], 1), "lost": words["lost"] / max(words["all_first"], 1)}


def dated(story: Story) -> bool:
    """Whether the text opens with a dateline."""
    return opens_with_dateline(story[1].split("\n")[0])


def scores(found: list[Story], pairs: int) -> dict[str, dict[str, float]]:
    """The scores of texts alone and of each way to put two together."""
    alone = [f"{title}\n\n{text}" for title, text in found]
    result: dict[str, dict[str, float]] = {
        "one story": {"texts": len(alone), "split": sum(bool(split_off(text)) for text in alone)}
    }
    fitting = [story for story in found if len(story[1].split()) in WORDS]
    for dateline, ways in ((True, DATED), (False, UNDATED)):
        seconds = [story for story in fitting if dated(story) == dateline]
        for name, way in ways.items():
            draw = random.Random(SEED)
            drawn = [(draw.choice(fitting), draw.choice(seconds)) for _ in range(pairs if seconds else 0)]
            texts = [(f"{first[0]}\n\n{first[1]}", way(*second)) for first, second in drawn if first != second]
            result[name] = planted((wrapped(a), wrapped(b)) for a, b in texts) if "wrapped" in name else planted(texts)
    return result


def main() -> None:
    """Print the scores of the articles that are given."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="articles with title and text, gzipped JSON lines")
    cli.add_argument("--pairs", type=int, default=200, help="texts of two stories a way")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    args = cli.parse_args()
    result = scores(stories(args.data), args.pairs)
    if args.json:
        print(json.dumps(result))
        return
    for name, row in result.items():
        print(f"{name:36}", *(f"{head} {value:.3g}" for head, value in row.items()))


if __name__ == "__main__":
    main()
