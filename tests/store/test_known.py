import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from standoff.core.errors import NotFound, UsageError
from standoff.store.query import Filter
from standoff.store.views import Views
from standoff.store.write import put
from tests.store.planted import article, harbour_reading

VIEWS: tuple[Callable[[Views, Filter], Any], ...] = (
    Views.articles, Views.statements, Views.attributions, Views.figures, Views.meetings, Views.forecasts, Views.noise,
    Views.events, Views.meeting_events, Views.actors, Views.origins, Views.stories, Views.conflicts, Views.series,
    Views.issues, Views.positions, Views.changes, Views.demands, Views.timeline,
)  # fmt: skip


@pytest.fixture
def views(engine: Engine) -> Views:
    one = article()
    put(engine, one, harbour_reading(one))
    return Views(engine)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("where", "error"), [(Filter(party="Atlantis"), UsageError), (Filter(article="no.txt"), NotFound)])
def test_a_view_of_what_is_not_there_is_an_error(views: Views, view: Any, where: Filter, error: type[Exception]) -> None:
    with pytest.raises(error, match=where.party or where.article):
        view(views, where)


@pytest.mark.parametrize("party", ["CHL", "chl", "Chile", " chile "])
def test_a_party_is_known_by_code_and_name(views: Views, party: str) -> None:
    assert [row.item.act for row in views.statements(Filter(party=party))] == ["demand"]


def test_a_known_actor_that_does_nothing_is_no_error(views: Views) -> None:
    assert views.statements(Filter(party="NZL")) == views.statements(Filter(party="New Zealand")) == ()


def test_an_unknown_issue_is_an_error(views: Views) -> None:
    with pytest.raises(UsageError, match="no issue of this record"):
        views.statements(Filter(issue="moon cheese"))


def test_an_article_is_known_by_the_beginning_of_its_id_in_every_view(views: Views) -> None:
    assert views.known(Filter(article=article().id[:9])).article == "harbour.txt"


@pytest.mark.parametrize(
    "wrong",
    [{"act": "foo"}, {"since": "foo"}, {"until": dt.datetime(2031, 5, 1)}, {"party": 7},
     {"since": dt.date(2031, 5, 2), "until": dt.date(2031, 5, 1)}],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Filter(**wrong)
