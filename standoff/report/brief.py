"""The brief: a record arranged on one page, every line with the places in the articles that it rests on."""

import datetime as dt
import gc
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

import msgspec

from standoff.codebook.acts import acts
from standoff.core.records import Noise
from standoff.report.chronicle import make_lanes, make_timeline
from standoff.report.copied import copied
from standoff.report.copies import make_copies
from standoff.report.desk import MOST_SOURCES, Desk
from standoff.report.disputes import make_disputes
from standoff.report.exchanges import DEMANDS, THREATS, WITHHELD, make_threats, make_withheld
from standoff.report.gatherings import State, meeting_count, most_meetings
from standoff.report.happenings import make_events, make_stories
from standoff.report.matrix import make_matrix, make_parties
from standoff.report.numbers import group_figures, make_figures, most_forecasts
from standoff.report.series import make_series
from standoff.report.shapes import Account, Brief, Changed, FigureGroup, Meetings, PartyLine, Source
from standoff.report.sides import Left, make_changed, make_exchanges
from standoff.report.walk import FEW_PLACES, MOST_PLACES, evidence_of, places_of, renumbered, with_fewer_places
from standoff.report.words import counted, day_words, joined, window_words
from standoff.store.query import EVERYTHING, ArticleRow, Filter
from standoff.store.told import noise_of
from standoff.store.views import Views

__all__ = ["Brief", "build_brief", "evidence_of"]

MOST_LINES = 60  # lines of one section; what a reader takes in at one sitting, the lists of the command line hold the rest
MOST_GROUPS, MOST_IN_GROUP = 40, 16  # groups of figures, and figures of one group
MAIN_PARTIES = 2

Made = TypeVar("Made")


def build_brief(views: Views, where: Filter = EVERYTHING, *, since: dt.date | None = None) -> Brief:
    """The brief over all of a record that passes the filter, with what changed from `since` on.

    Raises OffsetError where the record is damaged.
    """
    with _kept():
        return _brief(views, where, since)


@contextmanager
def _kept() -> Iterator[None]:
    """Nothing is looked through for what can be let go: the rows of a record are millions, and all kept until the end."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _brief(views: Views, where: Filter, since: dt.date | None) -> Brief:
    desk = Desk(views, where)
    desk.most_places = MOST_PLACES if len(desk.articles) <= MOST_SOURCES else FEW_PLACES
    notes = _Notes()
    brief: Brief = with_fewer_places(_sections(desk, notes, since), desk.most_places)
    brief = msgspec.structs.replace(brief, changed=_also(brief))
    if len(desk.articles) > MOST_SOURCES:
        desk.keep(place.article for place in places_of(brief))
        brief = renumbered(brief, desk.numbers)
    places = evidence_of(brief)
    sources = _sources(desk, Counter(place.article for place in places))
    return msgspec.structs.replace(
        brief,
        sources=sources,
        not_shown=(*_coverage(desk, sources), *_other_acts(desk, {place.id for place in places}), *notes.words()),
    )


def _sections(desk: Desk, notes: "_Notes", since: dt.date | None) -> Brief:
    """The brief without its sources, each line with all its places."""
    parties, matrix = notes.told(make_parties(desk)), notes.told(make_matrix(desk))
    return Brief(
        title=_title(desk, parties),
        as_of=desk.as_of,
        as_of_words=window_words(*desk.as_of_window) if desk.as_of else "no publication date known",
        articles=len(desk.in_filter),
        origins=desk.origins.tally(desk.in_filter).origins,
        empty=not (desk.told or desk.figures or desk.meetings or desk.forecasts),
        not_shown=(),
        parties=parties,
        matrix=matrix,
        lanes=notes.told(make_lanes(desk, matrix, since)),
        demands=notes.told(make_exchanges(desk)),
        changed=notes.fewer(*make_changed(desk, since, MOST_LINES)),
        threats=notes.most(make_threats(desk, MOST_LINES), "threats", "standoff statements --act threaten"),
        timeline=notes.told(make_timeline(desk, since)),
        meetings=notes.meetings(*most_meetings(desk, MOST_LINES)),
        events=notes.told(make_events(desk, since)),
        figures=notes.figures(desk),
        series=notes.told(make_series(desk, since)),
        forecasts=notes.most(most_forecasts(desk, MOST_LINES), "forecasts", "standoff forecasts"),
        withheld=notes.most(make_withheld(desk, MOST_LINES), "answers withheld", "standoff statements --act withhold"),
        accounts=notes.disputes(make_disputes(desk, MOST_LINES)),
        stories=notes.told(make_stories(desk, since)),
        copies=notes.told(make_copies(desk, since)),
        sources=(),
    )


def _also(brief: Brief) -> Changed | None:
    """The changes with how much is marked as new in the sections that go over time or articles."""
    if brief.changed is None:
        return None
    marked = (
        (sum(one.new for one in brief.timeline.moments), "entry of the timeline", "entries of the timeline"),
        (sum(any(telling.new for telling in one.tellings) for one in brief.events), "event told anew", "events told anew"),
        (sum(point.new for one in brief.series for point in one.points), "figure in series", "figures in series"),
        (
            sum(any(paper.new for paper in one.papers) for one in brief.stories),
            "story with a new article",
            "stories with new articles",
        ),
        (sum(copy.paper.new for one in brief.copies for copy in one.copies), "copy", "copies"),
    )
    words = tuple(counted(number, one, many) for number, one, many in marked if number)
    return msgspec.structs.replace(brief.changed, also=words)


class _Notes:
    """What the sections leave out, counted, so that the brief can say it."""

    def __init__(self) -> None:
        self.left: Counter[tuple[str, str]] = Counter()
        self.remarks: list[str] = []

    def told(self, found: tuple[Made, tuple[str, ...]]) -> Made:
        """What a section shows, while its remarks on what it leaves out are kept."""
        self.remarks += found[1]
        return found[0]

    def most(self, found: tuple[Made, int], what: str, command: str) -> Made:
        """What a section shows, while what it leaves out is counted."""
        self.left[what, command] += found[1]
        return found[0]

    def disputes(self, found: tuple[tuple[Account, ...], int, tuple[str, ...]]) -> tuple[Account, ...]:
        """The accounts that differ."""
        self.remarks += found[2]
        return self.most(found[:2], "accounts that differ", "standoff conflicts")

    def fewer(self, changed: Changed | None, left: Left) -> Changed | None:
        """What changed, while what is left out of it is counted."""
        self.left["positions that changed", "standoff positions --between"] += left.shifts
        self.left["new demands", "standoff statements --act demand"] += left.demands
        self.left["new replies", "standoff demands"] += left.answers
        return changed

    def figures(self, desk: Desk) -> tuple[FigureGroup, ...]:
        """The largest groups of figures, each with its newest ones."""
        kept, left = make_figures(desk, MOST_GROUPS, MOST_IN_GROUP), len(group_figures(desk.figures)) - MOST_GROUPS
        self.left["groups of figures", "standoff figures"] += max(0, left)
        self.left["older figures of the groups shown", "standoff figures"] += sum(group.more for group in kept)
        return kept

    def meetings(self, found: Meetings, more: Mapping[State, int]) -> Meetings:
        """The meetings, while those left out of each list are counted."""
        for state, words in LISTS.items():
            self.left[f"meetings {words}", "standoff meetings"] += more[state]
        return found

    def words(self) -> tuple[str, ...]:
        """One remark for each kind of line left out."""
        return (*self.remarks, *(f"{number:,} {what}: {command}" for (what, command), number in self.left.items() if number))


LISTS: Mapping[State, str] = {
    "held": "held", "ahead": "ahead", "passed": "announced for days now past", "off": "cancelled or refused",
    "undated": "announced for no day",
}  # fmt: skip


def _title(desk: Desk, parties: Sequence[PartyLine]) -> str:
    """The dossier's name, or the main parties with the days of the coverage: of the articles whose day is known at both ends."""
    dossier = desk.views.dossier()
    if dossier is not None:
        return dossier.name
    dated = [one.published for one in desk.articles if one.published.earliest and one.published.latest]
    early = min((one.earliest for one in dated if one.earliest), default=None)
    late = max((one.latest for one in dated if one.latest), default=None)
    who = joined([line.party.name for line in parties[:MAIN_PARTIES]]) or "No parties found"
    return f"{who}, {window_words(early, late)}" if early or late else who


def _sources(desk: Desk, cited: Counter[str]) -> tuple[Source, ...]:
    ids = [one.id for one in desk.articles]
    noise, rows = noise_of(desk.views.engine, ids, desk.views.ruling()), desk.rows_of(ids)
    return tuple(_source(desk, row, noise.get(row.article.id, ()), cited[row.article.name]) for row in rows)


def _source(desk: Desk, row: ArticleRow, noise: tuple[Noise, ...], cited: int) -> Source:
    article, title = row.article, row.title or row.article.title
    covered = {place for item in noise for place in range(item.start, item.end)}
    return Source(
        number=desk.numbers[article.name], name=article.name, id=article.id, title=title.text if title else None,
        outlet=article.outlet, author=article.author, url=article.url,
        published=window_words(row.published.earliest, row.published.latest), basis=row.published.basis,
        published_evidence=row.published.evidence, published_conflicts=row.published.conflicts,
        carried_by=row.carried_by, language=row.language, noise_share=len(covered) / max(1, len(article.text)),
        flags=tuple(dict.fromkeys((*row.flags, *article.flags))), cited=cited, text=article.text, noise=noise,
        sentences=desk.sentences(article.name), copied=copied(desk, article.name),
    )  # fmt: skip


def _coverage(desk: Desk, sources: Sequence[Source]) -> list[str]:
    """What the brief leaves out of the record, in words."""
    found = []
    chosen = {name: value for name, value in msgspec.structs.asdict(desk.where).items() if value is not None}
    if chosen:
        told = (f"{name} {day_words(value) if isinstance(value, dt.date) else value}" for name, value in chosen.items())
        found.append(f"all that the filter leaves out: {', '.join(told)}")
    failures = len(desk.views.failures())
    if failures:
        found.append(
            f"{counted(failures, 'item')} of input that could not be taken in; the run that read them named each with its reason"
        )
    foreign = [source.name for source in sources if not source.language.startswith("en")]
    if foreign:
        found.append(f"{counted(len(foreign), 'article')} in other languages, kept but not coded: {', '.join(foreign[:5])}")
    left = desk.total - len(sources)
    if left:
        found.append(f"{counted(left, 'article')} of the record that nothing here cites: standoff articles")
    undated = sum(source.basis == "unknown" for source in sources)
    if undated:
        found.append(f"the date of {counted(undated, 'article')}: no publication day could be told")
    return found


def _other_acts(desk: Desk, cited: Container[str]) -> list[str]:
    """Statements that no line cites (by id), of acts that no section but the timeline lists."""
    listed = DEMANDS | THREATS | WITHHELD | {"meet"}
    rest = Counter(
        one.act for one in desk.told if one.act not in listed and acts()[one.act].stance is None and one.id not in cited
    )
    if not rest:
        return []
    acts_told = ", ".join(f"{acts()[act].label} {number:,}" for act, number in rest.most_common())
    return [f"{counted(rest.total(), 'statement')} of other acts ({acts_told}): standoff statements"]


def line_count(brief: Brief) -> int:
    """How many lines the sections hold, sources left out."""
    groups = (*brief.demands, *brief.threats, *brief.figures, *brief.forecasts, *brief.withheld, *brief.accounts)
    return len(groups) + meeting_count(brief.meetings) + sum(cell is not None for row in brief.matrix.rows for cell in row.cells)
