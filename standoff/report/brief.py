"""The brief: a record arranged on one page, every line with the places in the articles that it rests on."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from standoff.codebook.acts import acts
from standoff.core.records import Noise
from standoff.report.copied import copied
from standoff.report.desk import Desk, noise_by_article
from standoff.report.disputes import make_disputes
from standoff.report.exchanges import DEMANDS, THREATS, WITHHELD, make_threats, make_withheld
from standoff.report.gatherings import make_meetings, meeting_count
from standoff.report.matrix import make_matrix, make_parties
from standoff.report.numbers import make_figures, make_forecasts
from standoff.report.shapes import Brief, Evidence, PartyLine, Shape, Source
from standoff.report.sides import make_changed, make_exchanges
from standoff.report.words import counted, joined, window_words
from standoff.store.query import EVERYTHING, ArticleRow, Filter
from standoff.store.views import Views

__all__ = ["Brief", "build_brief"]

MOST_LINES = 60  # lines of one section; what a reader takes in at one sitting, the lists of the command line hold the rest
MAIN_PARTIES = 2

Kept = TypeVar("Kept", bound=Shape)


def build_brief(views: Views, where: Filter = EVERYTHING, *, since: dt.date | None = None) -> Brief:
    """The brief over all of a record that passes the filter, with what changed from `since` on.

    Raises OffsetError where the record is damaged.
    """
    desk = Desk(views, where)
    notes = _Notes()
    parties, hidden_parties = make_parties(desk)
    matrix, hidden_cells = make_matrix(desk)
    every_figure = make_figures(desk)
    brief = Brief(
        title=_title(desk, parties),
        as_of=desk.as_of,
        as_of_words=window_words(*desk.as_of_window) if desk.as_of else "no publication date known",
        articles=len(desk.in_filter),
        origins=desk.origins.tally(desk.in_filter).origins,
        empty=not (desk.statements or desk.figures or desk.meetings or desk.forecasts),
        not_shown=(),
        parties=parties,
        matrix=matrix,
        demands=notes.most(make_exchanges(desk), "groups of demands", "standoff demands"),
        changed=make_changed(desk, since),
        threats=notes.most(make_threats(desk), "threats", "standoff statements --act threaten"),
        meetings=make_meetings(desk),
        figures=notes.most(every_figure, "groups of figures", "standoff figures"),
        forecasts=notes.most(make_forecasts(desk), "forecasts", "standoff forecasts"),
        withheld=notes.most(make_withheld(desk), "answers withheld", "standoff statements --act withhold"),
        accounts=notes.most(make_disputes(desk), "accounts that differ", "standoff conflicts"),
        sources=(),
    )
    cited = Counter(place.article for place in evidence_of(brief))
    sources = _sources(desk, cited)
    not_shown = (*_coverage(desk, sources), *hidden_parties, *hidden_cells, *_other_acts(desk), *notes.words())
    return msgspec.structs.replace(brief, sources=sources, not_shown=not_shown)


class _Notes:
    """What the sections leave out, counted, so that the brief can say it."""

    def __init__(self) -> None:
        self.left: Counter[tuple[str, str]] = Counter()

    def most(self, lines: Sequence[Kept], what: str, command: str, most: int = MOST_LINES) -> tuple[Kept, ...]:
        """The lines that most articles tell, at most `most`, in the order given; the rest is counted."""
        self.left[what, command] += max(0, len(lines) - most)
        ranked = sorted(range(len(lines)), key=lambda place: (-len(evidence_of(lines[place])), place))[:most]
        return tuple(lines[place] for place in sorted(ranked))

    def words(self) -> tuple[str, ...]:
        """One remark for each kind of line left out."""
        return tuple(f"{number} {what}: {command}" for (what, command), number in self.left.items() if number)


def evidence_of(shape: object) -> list[Evidence]:
    """Every piece of evidence within a part of a brief, in its order."""
    if isinstance(shape, Evidence):
        return [shape]
    if isinstance(shape, tuple):
        return [place for part in shape for place in evidence_of(part)]
    if isinstance(shape, Shape) and not isinstance(shape, Source):
        return [place for field in shape.__struct_fields__ for place in evidence_of(getattr(shape, field))]
    return []


def _title(desk: Desk, parties: Sequence[PartyLine]) -> str:
    """The dossier's name, or the main parties with the days of the coverage."""
    dossier = desk.views.dossier()
    if dossier is not None:
        return dossier.name
    early = min((row.published.earliest for row in desk.articles if row.published.earliest), default=None)
    late = max((row.published.latest for row in desk.articles if row.published.latest), default=None)
    who = joined([line.party.name for line in parties[:MAIN_PARTIES]]) or "No parties found"
    return f"{who}, {window_words(early, late)}" if early or late else who


def _sources(desk: Desk, cited: Counter[str]) -> tuple[Source, ...]:
    noise = noise_by_article(desk.views.noise(Filter(article=desk.where.article)))
    return tuple(_source(desk, row, noise.get(row.article.name, ()), cited[row.article.name]) for row in desk.articles)


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
        sentences=desk.sentences(article.id), copied=copied(desk, article.name),
    )  # fmt: skip


def _coverage(desk: Desk, sources: Sequence[Source]) -> list[str]:
    """What the brief leaves out of the record, in words."""
    found = []
    chosen = {name: value for name, value in msgspec.structs.asdict(desk.where).items() if value is not None}
    if chosen:
        found.append("all that the filter leaves out: " + ", ".join(f"{name} {value}" for name, value in chosen.items()))
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


def _other_acts(desk: Desk) -> list[str]:
    """Statements that no section lists: of acts that take no stance and are no demand, threat or deferral."""
    listed = DEMANDS | THREATS | WITHHELD | {"meet"}
    rest = Counter(row.item.act for row in desk.statements if row.item.act not in listed and acts()[row.item.act].stance is None)
    if not rest:
        return []
    acts_told = ", ".join(f"{acts()[act].label} {number}" for act, number in rest.most_common())
    return [f"{counted(rest.total(), 'statement')} of other acts ({acts_told}): standoff statements"]


def line_count(brief: Brief) -> int:
    """How many lines the sections hold, sources left out."""
    groups = (*brief.demands, *brief.threats, *brief.figures, *brief.forecasts, *brief.withheld, *brief.accounts)
    return len(groups) + meeting_count(brief.meetings) + sum(cell is not None for row in brief.matrix.rows for cell in row.cells)
