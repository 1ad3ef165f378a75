"""Speaker, party and anonymity of attributions, end to end, on a sheet of our own over PolNeAR and international news.

usage: python -m benchmarks.speakers [--data PATH] [--preset fast|standard|thorough] [--misses] [--gate] [--json]

PATH is a folder that holds news/international.jsonl.gz and attribution/polnear/dev. The sheet (speakers/*.jsonl) has no
text: for each article its id in the corpus (of PolNeAR, how its file's name begins), the digest of the text, up to where it was
coded, and the bounds of each source of an attribution, with the bounds of the speaker's best mention (none where the article
names nobody), the parties spoken for and whether the source is unnamed (null: not asked). `open` are bounds of sources left
uncoded, neither asked for nor counted as wrong. The articles are read by the whole pipeline; nothing of the sheet is given to it.
The floor is that of the standard preset; `thorough` asks the trained network for attributions too.

An attribution is found where one of ours has a source that shares at least half of the shorter of the two spans with it;
several of ours with one source count once. A speaker is right where the words of one name, less titles, are all among those
of the other, or where nobody is named on both sides; a party where the codes agree by half (Jaccard), or neither side has any.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.scoring import Mark, Row, Score, codes, match, score, shorter_share
from benchmarks.sheets import SHARED
from standoff.core.ids import text_id
from standoff.core.records import Article, Reading
from standoff.reading.reader import ReaderOptions, preset, read_articles

HERE = Path(__file__).with_name("speakers")
FLOOR = Path(__file__).with_name("speakers_floor.json")
CORPORA = {"international": Path("news/international.jsonl.gz"), "polnear": Path("attribution/polnear/dev")}
# As in `quality.SLACK`: a floor is written this much below what was measured.
SLACK = 0.01
# What stands before a name in the sheet's articles and in ours, and says nothing about which person it is.
_SHORT_TITLES = ("mr", "mrs", "ms", "dr", "sir", "rep", "sen", "gen")
_TITLES = frozenset((*_SHORT_TITLES, "president", "minister", "prime", "secretary", "chancellor", "judge", "ayatollah"))
Fields = Mapping[str, Any]


class Coded(NamedTuple):
    """The articles of one corpus, up to where each was coded, and its sources as marks; those left open have `open` true."""

    articles: list[Article]
    coded_to: dict[str, int]
    gold: list[Mark]


def load(corpus: str, folder: Path) -> Coded:
    """The sheet of one corpus over its texts; ends the program where a text is not the one that was coded."""
    rows = [json.loads(line) for line in (HERE / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = _texts(folder / CORPORA[corpus], {row["source_id"] for row in rows})
    coded = Coded([], {}, [])
    for row in rows:
        name, text = row["source_id"], texts.get(row["source_id"], "")
        if text_id(text) != row["sha256"]:
            raise SystemExit(f"the corpus text of {name} is not the one that was coded; is {folder} another version?")
        coded.articles.append(Article(id=row["sha256"], name=name, text=text))
        coded.coded_to[name] = row["coded_to"]
        coded.gold.extend(_gold(name, text, row))
    return coded


def _texts(place: Path, wanted: set[str]) -> dict[str, str]:
    if place.is_dir():
        files = {name: next((place / "text").glob(f"{name}*"), None) for name in wanted}
        return {name: file.read_text(encoding="utf-8") for name, file in files.items() if file is not None}
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        found = (json.loads(line) for line in lines)
        return {row["id"]: row["title"] + "\n\n" + row["text"] for row in found if row["id"] in wanted}


def _gold(name: str, text: str, row: dict[str, Any]) -> list[Mark]:
    marks = [Mark(name, ((start, end),), {"open": True}) for start, end in row["open"]]
    for item in row["items"]:
        speaker = text[slice(*item["speaker"])] if item["speaker"] else None
        (start, end) = item["source"]
        fields = {"speaker": speaker, "party": item["party"], "anonymous": item["anonymous"]}
        marks.append(Mark(name, ((start, end),), fields))
    return marks


def found_in(article: Article, reading: Reading, coded_to: int) -> list[Mark]:
    """Our attributions that have a source in the coded part, one a source."""
    found: dict[tuple[int, int], Mark] = {}
    for said in reading.attributions:
        if said.source is not None and said.source.end <= coded_to:
            bounds = (said.source.start, said.source.end)
            fields = {"speaker": said.speaker, "party": said.party, "anonymous": said.anonymous}
            found.setdefault(bounds, Mark(article.name, (bounds,), fields))
    return list(found.values())


def _words(name: str) -> frozenset[str]:
    plain = (word.strip(".,").removesuffix("'s").removesuffix("’s") for word in name.casefold().split())
    return frozenset(word for word in plain if word and word not in _TITLES)


def same_speaker(gold: Fields, found: Fields) -> bool:
    """Whether both sides name one person, or neither names any."""
    wanted, got = _words(gold["speaker"] or ""), _words(found["speaker"] or "")
    return bool(wanted and got and (wanted <= got or got <= wanted)) or not (wanted or got)


def same_party(gold: Fields, found: Fields) -> bool:
    """Whether the codes agree by half, or neither side has any; names without a code are not compared."""
    wanted, got = codes(gold["party"]), codes(list(found["party"]))
    return len(wanted & got) >= 0.5 * len(wanted | got)


def same_anonymity(gold: Fields, found: Fields) -> bool:
    """Whether both sides call the source unnamed, or both do not."""
    return bool(gold["anonymous"] == found["anonymous"])


def _asked(gold: Fields) -> bool:
    return not gold.get("open")


def _row(name: str, fits: Callable[[Fields, Fields], bool]) -> Row:
    return Row(name=name, kind="source", share=shorter_share, least=0.5, fits=fits, asked=_asked)


def _whatever(gold: Fields, found: Fields) -> bool:
    return True


_FOUND = _row("attribution", _whatever)
F1 = {"attribution + speaker": same_speaker, "attribution + party": same_party}
# Each share: of which of the attributions found, and what has to be right.
SHARES: dict[str, tuple[Callable[[Fields], bool], Callable[[Fields, Fields], bool]]] = {
    "speaker": (lambda gold: True, same_speaker),
    "speaker, where one is named": (lambda gold: gold["speaker"] is not None, same_speaker),
    "party": (lambda gold: True, same_party),
    "party, where there is one": (lambda gold: bool(gold["party"]), same_party),
    "anonymous": (lambda gold: gold["anonymous"] is not None, same_anonymity),
    "anonymous, where it is": (lambda gold: gold["anonymous"] is True, same_anonymity),
}


class Told(NamedTuple):
    """What the sheet asks for, what was found, and the bounds of titles, which are not counted as found too much."""

    gold: list[Mark]
    found: list[Mark]
    titles: dict[str, tuple[int, int]]


def read(coded: Coded, options: ReaderOptions) -> Told:
    """The sheet of one corpus beside our reading of it."""
    told = Told(coded.gold, [], {})
    for article, reading in zip(coded.articles, read_articles(coded.articles, options), strict=True):
        told.found.extend(found_in(article, reading, coded.coded_to[article.name]))
        if reading.title is not None:
            told.titles[article.name] = (reading.title.start, reading.title.end)
    return told


def pairs_of(told: Told) -> list[tuple[Mark, Mark]]:
    """Each attribution asked for that was found, with ours."""
    return match([mark for mark in told.gold if _asked(mark.fields)], told.found, _FOUND)[0]


def figures(told: Told) -> dict[str, Any]:
    """The figures of one corpus: how many were asked for, the share found, shares right of those, and F1."""
    met = pairs_of(told)
    report: dict[str, Any] = {"attributions": sum(_asked(mark.fields) for mark in told.gold), "found": len(met)}
    report["found, share"] = _share(len(met), report["attributions"])
    for name, (concerns, right) in SHARES.items():
        verdicts = [right(gold.fields, ours.fields) for gold, ours in met if concerns(gold.fields)]
        report[name] = {"of": len(verdicts), "right": _share(sum(verdicts), len(verdicts))}
    scores: dict[str, Score] = {name: score(told.gold, told.found, told.titles, _row(name, fits)) for name, fits in F1.items()}
    for name, one in scores.items():
        report[name] = {"P": round(one.precision, 3), "R": round(one.recall, 3), "F1": round(one.f1, 3)}
    return report


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def joined(told: list[Told]) -> Told:
    """Several corpora as one."""
    titles = {name: bounds for one in told for name, bounds in one.titles.items()}
    return Told([m for one in told for m in one.gold], [m for one in told for m in one.found], titles)


def show(name: str, report: dict[str, Any]) -> None:
    """Print the figures of one corpus."""
    print(f"\n{name}: {report['found']} of {report['attributions']} attributions found ({report['found, share']:.3f})")
    for share in SHARES:
        print(f"  {share + ', of those found':44}{report[share]['right']:.3f}  (of {report[share]['of']})")
    for row in F1:
        scores = "  ".join(f"{key} {value:.3f}" for key, value in report[row].items())
        print(f"  {row:44}{scores}")


def show_misses(told: Told) -> None:
    """Print what is wrong about attributions that were found: where, what was wanted, what we say."""
    for gold, ours in pairs_of(told):
        wrong = [name for name in ("speaker", "party", "anonymous") if not SHARES[name][1](gold.fields, ours.fields)]
        for name in wrong:
            if SHARES[name][0](gold.fields):
                print(f"{gold.article} {gold.bounds[0]} {name}: {gold.fields[name]!r}, not {ours.fields[name]!r}")


def pinned(report: dict[str, dict[str, Any]]) -> dict[str, dict[str, float]]:
    """What the floor holds: the F1 of each corpus, and the share of it found."""
    return {
        corpus: {"found": row["found, share"], **{name: row[name]["F1"] for name in F1}}
        for corpus, row in report.items()
        if corpus in CORPORA
    }


def below(now: Mapping[str, Mapping[str, float]], floor: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What is below its floor, in words; a corpus that was not read is not held to it."""
    return [
        f"speakers, {corpus}: {name} {now[corpus].get(name, 0.0):.3f} is below the floor of {least:.3f}"
        for corpus, rows in floor.items()
        if corpus in now
        for name, least in rows.items()
        if now[corpus].get(name, 0.0) < least
    ]


def _options() -> argparse.Namespace:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, default=SHARED / "data", help="folder with both corpora (default: %(default)s)")
    cli.add_argument("--preset", choices=("fast", "standard", "thorough"), default="standard", help="the preset to read with")
    cli.add_argument("--misses", action="store_true", help="print what is wrong about the attributions found")
    cli.add_argument("--gate", action="store_true", help="fail where a figure is below its floor")
    cli.add_argument("--lower", action="store_true", help="write the present figures as the new floor")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    options = cli.parse_args()
    if options.preset != "standard" and (options.gate or options.lower):
        cli.error("the floor is that of the standard preset")
    return options


def main() -> int:
    """Run the command; the exit status."""
    options = _options()
    told: dict[str, Told] = {}
    for corpus, place in CORPORA.items():
        if (options.data / place).exists():
            told[corpus] = read(load(corpus, options.data), preset(options.preset))
        else:
            print(f"skipped: {corpus} is not in {options.data / place}; --data names the folder", file=sys.stderr)
    report = {corpus: figures(one) for corpus, one in told.items()}
    if len(told) > 1:
        report["both"] = figures(joined(list(told.values())))
    if options.json:
        print(json.dumps(report))
    else:
        for corpus, row in report.items():
            show(corpus, row)
    if options.misses:
        show_misses(joined(list(told.values())))
    floor = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {}
    if options.lower:
        now = {corpus: {k: round(v - SLACK, 3) for k, v in rows.items()} for corpus, rows in pinned(report).items()}
        FLOOR.write_text(json.dumps({**floor, **now}, indent=1) + "\n", encoding="utf-8")
        return 0
    failures = below(pinned(report), floor)
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if options.gate and failures else 0


if __name__ == "__main__":
    sys.exit(main())
