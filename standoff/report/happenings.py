"""What several articles tell of: events, each with its tellings, and stories, each with its articles."""

import datetime as dt
import re
from collections.abc import Mapping

import msgspec

from standoff.codebook.acts import acts
from standoff.relating.events_readings import days_of
from standoff.relating.events_tables import Event, EventTelling
from standoff.relating.stories_tables import Join, Story, Thread
from standoff.report.desk import Desk, is_since
from standoff.report.gatherings import known_versions
from standoff.report.wholes import EventLine, StoryLine, TellingLine
from standoff.report.words import counted, dated, flat, parties_of, versions_words, window_words

MOST_EVENTS, MOST_TELLINGS = 40, 6
MOST_STORIES, MOST_PAPERS = 25, 8
MOST_THREADS = 4  # other stories that one hangs together with
_CODE = re.compile(r"“(\w+)”")
THE_CORE = "the one that the others are told like"


def make_events(desk: Desk, since: dt.date | None = None) -> tuple[tuple[EventLine, ...], tuple[str, ...]]:
    """The events that several articles on the desk tell of, those of most origins first, and what is left out."""
    known = ((one, _known(desk, one)) for one in desk.events)
    kept = [(one, tellings) for one, tellings in known if len({telling.article for telling in tellings}) > 1]
    found = tuple(_event(desk, one, tellings, since) for one, tellings in kept[:MOST_EVENTS])
    left = len(kept) - len(found)
    return found, (f"{counted(left, 'further event')} that several articles tell of: standoff events",) if left else ()


def _known(desk: Desk, one: Event) -> tuple[EventTelling, ...]:
    """The tellings that the filter's last day knows of."""
    return tuple(
        telling for telling in one.tellings
        if telling.article in desk.numbers and desk.knows(telling.status, (telling.earliest, telling.latest), telling.article)
    )  # fmt: skip


def _event(desk: Desk, one: Event, tellings: tuple[EventTelling, ...], since: dt.date | None) -> EventLine:
    told = desk.origins.tally((telling.article, telling.quote.start) for telling in tellings)
    whole = len(tellings) == len(one.tellings)
    days = (one.earliest, one.latest) if whole else days_of((telling.earliest, telling.latest) for telling in tellings)[:2]
    return EventLine(
        id=one.id, what=acts()[one.act].label if one.act in acts() else one.act, participants=parties_of(one.participants),
        status=one.status if whole else tellings[-1].status, when=window_words(*days), place=one.place and flat(one.place),
        issues=one.issue, tellings=tuple(_telling(desk, telling, since) for telling in tellings[:MOST_TELLINGS]),
        articles=told.articles, origins=told.origins, more=max(0, len(tellings) - MOST_TELLINGS),
        differences=tuple(versions_words(version, desk.tally) for version in known_versions(desk, one.differences)),
    )  # fmt: skip


def _telling(desk: Desk, one: EventTelling, since: dt.date | None) -> TellingLine:
    out = desk.heads[one.article].published.earliest
    return TellingLine(
        when=window_words(one.earliest, one.latest), reason=_reason(desk, one.reason),
        evidence=(desk.place(one.article, one.quote, one.items[0]),), new=is_since(out, since),
    )  # fmt: skip


def _reason(desk: Desk, told: str) -> str:
    """Why a telling is joined, with the outlet for the name of the article that it is joined to, and acts in words."""
    name = told.removeprefix("with ").partition(": ")[0]
    if told.startswith("with ") and name in desk.heads:
        told = f"with {desk.heads[name].outlet or name}{told.removeprefix(f'with {name}')}"
    return _CODE.sub(lambda found: f"“{acts()[found[1]].label}”" if found[1] in acts() else found[0], dated(told))


def make_stories(desk: Desk, since: dt.date | None = None) -> tuple[tuple[StoryLine, ...], tuple[str, ...]]:
    """The stories of several articles on the desk, those of most origins first, and what is left out."""
    every = desk.views.stories(msgspec.structs.replace(desk.where, party=None, act=None, issue=None))
    kept = [(one, names) for one in every if len(names := [name for name in one.articles if desk.has(name)]) > 1]
    titles = {one.id: _title(one) for one, _ in kept}
    found = tuple(_story(desk, one, names, titles, since) for one, names in kept[:MOST_STORIES])
    left = len(kept) - len(found)
    return found, (f"{counted(left, 'further story', 'further stories')}: standoff stories",) if left else ()


def _story(desk: Desk, one: Story, names: list[str], titles: Mapping[str, str], since: dt.date | None) -> StoryLine:
    why = {join.article: join for join in one.joins}
    published = [desk.heads[name].published for name in names]
    told = desk.origins.tally(names)
    return StoryLine(
        id=one.id, title=titles[one.id],
        when=window_words(
            min((day.earliest for day in published if day.earliest), default=None),
            max((day.latest for day in published if day.latest), default=None),
        ),
        papers=tuple(desk.paper(name, _why(one, why.get(name)), since) for name in names[:MOST_PAPERS]),
        articles=told.articles, origins=told.origins, more=max(0, len(names) - MOST_PAPERS),
        threads=tuple(_thread(thread, titles) for thread in one.threads if thread.story in titles)[:MOST_THREADS],
    )  # fmt: skip


def _title(one: Story) -> str:
    return flat(one.title) or one.core


def _why(one: Story, join: Join | None) -> str:
    return join.reason if join is not None else THE_CORE if one.joins else ""


def _thread(one: Thread, titles: Mapping[str, str]) -> str:
    return f"{one.way}: {titles[one.story]} ({one.reason})"
