import datetime as dt
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.dates import Published, When
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.calendar import find_dates
from standoff.reading.context import Context
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def on(text: str) -> Published:
    return Published(earliest=day(text), latest=day(text), basis="given")


@cache
def dates(text: str, published: Published | None = None, captured: str | None = None) -> tuple[Published, tuple[When, ...]]:
    article = Article(id=text_id(text), name="a.txt", text=text, published_given=published or Published(), captured=captured)
    doc = next(iter(parse([masked(text, ())], DEFAULT_MODEL)))
    return find_dates(Context(article=article, doc=doc))


def when(text: str, published: str) -> When:
    found = dates(text, on(published))[1]
    assert len(found) == 1, [w.text for w in found]
    return found[0]


# 2021-03-17 is a Wednesday.
@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        ("The two ministers met on Monday in the port.", "2021-03-15", "2021-03-15"),
        ("The two ministers will meet on Monday in the port.", "2021-03-22", "2021-03-22"),
        ("The hearing was postponed until Monday.", "2021-03-22", "2021-03-22"),
        ("The envoy said on Wednesday that the border was shut.", "2021-03-17", "2021-03-17"),
        ("A round of talks takes place this Friday in the port.", "2021-03-19", "2021-03-19"),
        ("The accord was signed last June.", "2020-06-01", "2020-06-30"),
        ("The fleet left last week.", "2021-03-08", "2021-03-14"),
        ("He warned them earlier this month.", "2021-03-01", "2021-03-17"),
        ("They will speak in the next two weeks.", "2021-03-17", "2021-03-31"),
        ("The envoy was expelled on Jan. 21.", "2021-01-21", "2021-01-21"),
        ("The treaty was signed on 3 May 1999.", "1999-05-03", "1999-05-03"),
        ("The minister resigned yesterday.", "2021-03-16", "2021-03-16"),
        ("The ceasefire collapsed two months ago.", "2021-01-01", "2021-01-31"),
        ("The war has gone on since 2014.", "2014-01-01", "2021-03-17"),
    ],
)
def test_expression_means_these_days(sentence: str, earliest: str, latest: str) -> None:
    found = when(sentence, "2021-03-17")
    assert (found.earliest, found.latest) == (day(earliest), day(latest))


def test_between_now_and_a_date_runs_from_publication() -> None:
    found = dates("They could attack between now and mid-April.", on("2021-03-17"))[1][-1]
    assert (found.text, found.earliest) == ("between now and mid-April", day("2021-03-17"))


def test_weekday_over_a_publication_window_is_a_window() -> None:
    published = Published(earliest=day("2021-03-15"), latest=day("2021-03-17"), basis="given")
    found = dates("The two ministers met on Tuesday in the port.", published)[1][0]
    assert (found.earliest, found.latest, found.precision) == (day("2021-03-09"), day("2021-03-16"), "window")


def test_relative_expression_stays_unresolved_without_publication() -> None:
    found = dates("The two ministers met on Tuesday in the port.")[1][0]
    assert (found.text, found.earliest, found.basis) == ("Tuesday", None, "unknown")


def test_absolute_date_is_stated_without_publication() -> None:
    assert dates("The treaty was signed on 3 May 1999 in the port.")[1][0].basis == "stated"


def test_metadata_gives_the_window() -> None:
    assert dates("Nothing is dated here.", on("2021-03-17"))[0].basis == "given"


def test_line_with_a_date_states_the_day() -> None:
    published = dates("Envoys meet in the port\n\nPublished: March 17, 2021\n\nThe envoys met in the port.")[0]
    assert (published.earliest, published.latest, published.basis) == (day("2021-03-17"), day("2021-03-17"), "stated")


def test_dateline_states_the_day() -> None:
    published = dates("SALTMERE, March 17, 2021 (Corrand Wire) - The envoys met in the port and parted without a word.")[0]
    assert (published.earliest, published.basis) == (day("2021-03-17"), "stated")


def test_date_within_a_sentence_does_not_state_the_publication() -> None:
    assert (
        dates("The envoys met in the port on March 17, 2021 and parted without a word to anybody outside.")[0].basis != "stated"
    )


def test_weekday_and_date_decide_the_year_after_a_year_told_as_past() -> None:
    text = "The envoy left on Wednesday. The ministers had met on Friday (Jan. 21). The rebellion began in 2014."
    published = dates(text)[0]
    assert (published.earliest, published.basis) == (day("2022-01-26"), "inferred")


def test_news_of_a_dated_weekday_is_of_that_day() -> None:
    text = (
        "The envoy left on Wednesday (Jan. 19). The ministers spoke on Tuesday. The rebellion began in 2014 and killed thousands."
    )
    published = dates(text)[0]
    assert (published.earliest, published.latest) == (day("2022-01-19"), day("2022-01-21"))


def test_year_of_a_budget_is_no_bound() -> None:
    assert dates("The chamber passed the 2030 budget on Tuesday.")[0] == Published()


def test_near_plan_bounds_the_publication() -> None:
    published = dates("The army is preparing an advance that could come in early 2022.")[0]
    assert published.latest is not None
    assert published.latest < day("2022-06-01")


def test_relative_weekdays_alone_give_no_year() -> None:
    assert dates("They met on Tuesday. They will meet again on Friday.")[0] == Published()


def test_constraints_that_cannot_both_hold_are_said() -> None:
    published = dates("He resigned in March 2021. The congress will meet in May 2014.")[0]
    assert published.basis == "unknown"
    assert published.conflicts


def test_text_against_metadata_is_said() -> None:
    published = dates("Published: March 17, 2021\n\nThe envoys met in the port.", on("2019-01-01"))[0]
    assert (published.basis, len(published.conflicts)) == ("given", 1)


def test_same_text_gives_the_same_dates() -> None:
    text = "The vote, postponed until Monday, was called in 2014. They met on Friday (Jan. 21)."
    assert dates.__wrapped__(text) == dates.__wrapped__(text)


WORDS = [
    "They",
    "met",
    "will",
    "meet",
    "on",
    "Friday",
    "Jan.",
    "21",
    "2014",
    "since",
    "next",
    "week",
    "(",
    ")",
    ".",
    "last",
    "May",
    "30 February",
    "\n\n",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join), st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
)
def test_windows_are_in_order_and_offsets_hold(text: str, published: dt.date) -> None:
    for window in (None, Published(earliest=published, latest=published, basis="given")):
        for found in dates.__wrapped__(text, window)[1]:
            assert found.start is not None
            assert text[found.start : found.end] == found.text
            assert found.earliest is None or found.latest is None or found.earliest <= found.latest


def test_a_day_that_opens_a_line_alone_states_the_day() -> None:
    published, _ = dates("River crisis\n\nMarch 5, 2024 - Boats were seen near the island at noon.\n\nThe talks go on.")
    assert (published.earliest, published.latest, published.basis) == (day("2024-03-05"), day("2024-03-05"), "stated")


def test_the_days_of_a_chronology_do_not() -> None:
    text = "River crisis\n\nMarch 5, 2024 - Boats were seen.\n\nMarch 8, 2024 - The ministers met.\n\nThe talks go on."
    assert dates(text)[0].basis == "unknown"
