"""The pages by address: to add one, write its view and its template, and enter it here."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from standoff.report.shapes import Shape
from standoff.web.ask import Asked
from standoff.web.index import Index
from standoff.web.pages import (
    actors,
    article,
    articles,
    compare,
    conflicts,
    events,
    figures,
    forecasts,
    issues,
    meetings,
    origins,
    positions,
    review,
    search,
    series,
    situation,
    stories,
    timeline,
)
from standoff.web.shown import Shown

View = Callable[[Asked, Index, Engine], Shown]


@dataclass(frozen=True, kw_only=True)
class Route:
    """One page: its address (`{key}` stands for a name), its view, what its query may hold, and the shape of its data.

    `nav` is its name in the navigation, "" where it is reached from another page. `live`: made anew each time, for it
    shows who looks at it and what was decided a moment ago.
    """

    name: str
    path: str
    view: View
    asked: tuple[str, ...]
    data: type[Shape]
    nav: str = ""
    about: str = ""
    live: bool = False


ROUTES: tuple[Route, ...] = (
    Route(
        name="situation", path="/situation", view=situation.view, asked=situation.ASKED, data=situation.Situation,
        nav="Situation", about="Who stands where on what, what changed, what is next and what does not fit.",
    ),
    Route(
        name="positions", path="/positions", view=positions.view, asked=positions.ASKED, data=positions.PositionsPage,
        nav="Positions", about="Each party's position on each issue as of a day; what changed between two days.",
    ),
    Route(
        name="issues", path="/issues", view=issues.view_all, asked=issues.ASKED_LIST, data=issues.IssueList,
        nav="Issues", about="All issues.",
    ),
    Route(
        name="issue", path="/issues/{key}", view=issues.view, asked=issues.ASKED, data=issues.IssuePage,
        about="One issue: positions over time, demands and answers, threats, statements.",
    ),
    Route(
        name="actors", path="/actors", view=actors.view_all, asked=actors.ASKED_LIST, data=actors.ActorList,
        nav="Actors", about="Who acts, most frequent first.",
    ),
    Route(
        name="actor", path="/actors/{key}", view=actors.view, asked=actors.ASKED, data=actors.ActorPage,
        about="One actor: names, offices, positions, statements, meetings, what others ascribe to it.",
    ),
    Route(
        name="timeline", path="/timeline", view=timeline.view, asked=timeline.ASKED, data=timeline.TimelinePage,
        nav="Timeline", about="Statements, meetings and forecasts by their own days.",
    ),
    Route(
        name="events", path="/events", view=events.view, asked=events.ASKED, data=events.EventsPage,
        nav="Events", about="Acts and meetings that several articles tell of, and where they differ.",
    ),
    Route(
        name="meetings", path="/meetings", view=meetings.view, asked=meetings.ASKED, data=meetings.MeetingsPage,
        nav="Meetings", about="Meetings ahead, held, announced and called off.",
    ),
    Route(
        name="figures", path="/figures", view=figures.view, asked=figures.ASKED, data=figures.FiguresPage,
        nav="Figures", about="Ranges by claimer.",
    ),
    Route(
        name="series", path="/series", view=series.view, asked=series.ASKED, data=series.SeriesPage,
        about="Figures that count one thing, by claimer and date.",
    ),
    Route(
        name="forecasts", path="/forecasts", view=forecasts.view, asked=forecasts.ASKED, data=forecasts.ForecastsPage,
        nav="Forecasts", about="Who expects what by when.",
    ),
    Route(
        name="conflicts", path="/conflicts", view=conflicts.view, asked=conflicts.ASKED, data=conflicts.ConflictsPage,
        nav="Conflicts", about="Accounts that differ, side by side.",
    ),
    Route(
        name="stories", path="/stories", view=stories.view_all, asked=stories.ASKED, data=stories.StoriesPage,
        nav="Stories", about="Articles that tell of one thing.",
    ),
    Route(
        name="story", path="/stories/{key}", view=stories.view, asked=stories.ASKED_ONE, data=stories.StoryPage,
        about="One story: its articles by date and why each belongs.",
    ),
    Route(
        name="origins", path="/origins", view=origins.view_all, asked=origins.ASKED, data=origins.OriginsPage,
        nav="Origins", about="Who copied whom.",
    ),
    Route(
        name="origin", path="/origins/{key}", view=origins.view, asked=origins.ASKED_ONE, data=origins.OriginPage,
        about="One origin: what each copy changed, sentence by sentence.",
    ),
    Route(
        name="search", path="/search", view=search.view, asked=search.ASKED, data=search.SearchPage,
        nav="Search", about="Sentences by their words, statements by their facets.",
    ),
    Route(
        name="articles", path="/articles", view=articles.view, asked=articles.ASKED, data=articles.ArticlesPage,
        nav="Articles", about="The articles, newest first.",
    ),
    Route(
        name="article", path="/articles/{key}", view=article.view, asked=article.ASKED, data=article.ArticlePage,
        about="One article: its text as stored with what was coded in it.",
    ),
    Route(
        name="compare", path="/compare", view=compare.view, asked=compare.ASKED, data=compare.Compared, live=True,
        about="Two actors side by side, to merge or split them.",
    ),
    Route(
        name="review", path="/review", view=review.view, asked=review.ASKED, data=review.Review, live=True,
        nav="Review", about="What is uncertain, to be decided by a person.",
    ),
    Route(
        name="judgements", path="/judgements", view=review.view_log, asked=review.ASKED_LOG, data=review.LogPage, live=True,
        about="The log of decisions: who, when, what became of it.",
    ),
    Route(
        name="sources", path="/sources", view=articles.view_sources, asked=articles.ASKED_SOURCES, data=articles.SourcesPage,
        nav="Sources", about="Outlets, agencies, and what could not be taken in.",
    ),
)  # fmt: skip
