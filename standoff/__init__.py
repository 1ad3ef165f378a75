"""Standoff reads the coverage of a crisis and keeps one record in which every cell is one click from its sentence.

    >>> import standoff
    >>> reading = standoff.read_article("Norway said on Monday that it rejects Sweden's demand to pull back its troops.")
    >>> [(s.act, s.party, s.addressee) for s in reading.statements if s.act == "reject"]
    [('reject', ('NOR',), ('SWE',))]

The public names are those of `__all__`; each is imported when it is first used, so that `import standoff` is quick.
"""

import importlib
from typing import TYPE_CHECKING, Any

from standoff._version import __version__

if TYPE_CHECKING:
    from standoff.api import Added, Record, open_record, read_article
    from standoff.core.dates import Published, When
    from standoff.core.errors import StandoffError
    from standoff.core.records import (
        Article,
        Attribution,
        Figure,
        Forecast,
        LocalActor,
        Meeting,
        Noise,
        Reading,
        Role,
        Statement,
    )
    from standoff.core.spans import Span
    from standoff.intake import Failure, IntakeOptions
    from standoff.reading.reader import Preset
    from standoff.relating.conflicts_tables import Conflict, ConflictSide, Series, SeriesPoint
    from standoff.relating.events_tables import Event
    from standoff.relating.judgements_tables import Judgement, Standing
    from standoff.relating.origins_tables import Change, Copy, Origin
    from standoff.relating.proposals_tables import Proposal
    from standoff.relating.stories_tables import Story
    from standoff.relating.tables import Actor, Answer, Demand, Entry, IssueRow, Position, Shift
    from standoff.report.brief import Brief
    from standoff.scale.run import RunOptions
    from standoff.store.judging import Judging
    from standoff.store.query import ArticleRow, Filter, ItemRow, Passage

__all__ = [
    "Actor",
    "Added",
    "Answer",
    "Article",
    "ArticleRow",
    "Attribution",
    "Brief",
    "Change",
    "Conflict",
    "ConflictSide",
    "Copy",
    "Demand",
    "Entry",
    "Event",
    "Failure",
    "Figure",
    "Filter",
    "Forecast",
    "IntakeOptions",
    "IssueRow",
    "ItemRow",
    "Judgement",
    "Judging",
    "LocalActor",
    "Meeting",
    "Noise",
    "Origin",
    "Passage",
    "Position",
    "Preset",
    "Proposal",
    "Published",
    "Reading",
    "Record",
    "Role",
    "RunOptions",
    "Series",
    "SeriesPoint",
    "Shift",
    "Span",
    "Standing",
    "StandoffError",
    "Statement",
    "Story",
    "When",
    "__version__",
    "open_record",
    "read_article",
]

_HOMES = {
    "standoff.api": ("Added", "Record", "open_record", "read_article"),
    "standoff.core.dates": ("Published", "When"),
    "standoff.core.errors": ("StandoffError",),
    "standoff.core.records": (
        *("Article", "Attribution", "Figure", "Forecast", "LocalActor", "Meeting", "Noise", "Reading", "Role", "Statement"),
    ),
    "standoff.core.spans": ("Span",),
    "standoff.intake": ("Failure", "IntakeOptions"),
    "standoff.relating.origins_tables": ("Change", "Copy", "Origin"),
    "standoff.relating.events_tables": ("Event",),
    "standoff.relating.conflicts_tables": ("Conflict", "ConflictSide", "Series", "SeriesPoint"),
    "standoff.relating.judgements_tables": ("Judgement", "Standing"),
    "standoff.relating.tables": ("Actor", "Answer", "Demand", "Entry", "IssueRow", "Position", "Shift"),
    "standoff.relating.proposals_tables": ("Proposal",),
    "standoff.relating.stories_tables": ("Story",),
    "standoff.report.brief": ("Brief",),
    "standoff.reading.reader": ("Preset",),
    "standoff.scale.run": ("RunOptions",),
    "standoff.store.judging": ("Judging",),
    "standoff.store.query": ("ArticleRow", "Filter", "ItemRow", "Passage"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'standoff' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
