import datetime as dt

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from standoff.core.dates import Published
from standoff.intake.given import given, is_likely

DAY = dt.date(2022, 1, 21)


@pytest.mark.parametrize(
    "value",
    [
        "2022-01-21",
        "2022/1/21",
        "20220121",
        "20220121074000",
        "2022-01-21T17:25:00+01:00",
        "2022-01-21 17:25:00.123 UTC",
        "2022-01-21T07:25Z",
        "Fri, 21 Jan 2022 17:25:00 +0100",
        "Fri, 21 Jan 2022 17:25:00 GMT",
        "21 January 2022",
        "21st of January, 2022",
        "January 21, 2022",
        "Jan. 21, 2022 at 5:25 p.m. EST",
        "Friday, January 21, 2022",
        "17:25, 21 January 2022",
        "21-Jan-2022",
        "21/01/2022",
        "1/21/2022",
        "21.1.2022",
        "1642780800",
        1642780800,
        1642780800000,
    ],
)
def test_forms_that_mean_one_day(value: object) -> None:
    published, flags = given(value)
    assert (published.earliest, published.latest, published.basis, flags) == (DAY, DAY, "given", ())
    assert published.conflicts == ()


@pytest.mark.parametrize(
    "value",
    ["03/04/2022", "3.4.2022", "21/01/22", "yesterday", "2 hours ago", "Friday", "2022-13-01", "31 February 2022", "0000-00-00"],
)
def test_ambiguous_or_unreadable_values_are_kept_out_and_flagged(value: str) -> None:
    assert given(value) == (Published(), (f"published_unreadable:{value}",))


def test_a_day_and_month_that_agree_are_not_ambiguous() -> None:
    assert given("04/04/2022")[0].earliest == dt.date(2022, 4, 4)


def test_a_month_or_year_is_a_window() -> None:
    assert (given("2024-02")[0].earliest, given("February 2024")[0].latest) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert (given("2024")[0].earliest, given(2024)[0].latest) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def test_a_weekday_that_does_not_fit_is_reported() -> None:
    published, _ = given("Monday, 21 January 2022")
    assert (published.earliest, published.conflicts) == (DAY, ("2022-01-21 is not a Monday",))


@pytest.mark.parametrize("value", [None, "", "  "])
def test_nothing_given_is_nothing_said(value: object) -> None:
    assert given(value) == (Published(), ())


def test_a_value_that_is_no_date_at_all_is_flagged() -> None:
    assert given({"year": 2022})[1] == ("published_unreadable:dict",)


@examples(st.dates(dt.date(1800, 1, 1), dt.date(2100, 12, 31)))
def test_every_iso_day_is_read(day: dt.date) -> None:
    assert given(day.isoformat())[0].earliest == day


@examples(st.one_of(st.text(), st.integers(), st.floats(), st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}.{0,9}")))
def test_any_value_is_read_or_flagged(value: object) -> None:
    published, flags = given(value)
    unread = [flag for flag in flags if flag.startswith("published_unreadable:")]
    assert (published.basis == "given") != bool(unread) or not str(value).strip()


def test_ten_digits_that_could_be_an_hour_or_seconds_are_kept_out() -> None:
    assert given("2022012107")[0] == Published()


def test_a_clock_in_front_does_not_eat_the_month() -> None:
    assert given("17:25 January 21, 2022")[0].earliest == DAY


@pytest.mark.parametrize("value", [dt.date(2022, 1, 5), dt.datetime(2022, 1, 5, 23, 30)])
def test_a_programs_own_dates_are_read(value: object) -> None:
    published, flags = given(value)
    assert (published.earliest, published.latest, flags) == (dt.date(2022, 1, 5), dt.date(2022, 1, 5), ())


@pytest.mark.parametrize("value", ["1850-03-01", "1850", "2099-12-31"])
def test_a_date_that_no_news_bears_is_kept_and_flagged(value: str) -> None:
    published, flags = given(value)
    assert (published.basis, flags) == ("given", (f"published_unlikely:{value}",))


@pytest.mark.parametrize(("day", "likely"), [(20, True), (21, True), (22, False)])
def test_a_date_may_be_tomorrows_and_no_later(day: int, likely: bool) -> None:
    found = Published(earliest=dt.date(2031, 5, day), latest=dt.date(2031, 5, day))
    assert is_likely(found, dt.date(2031, 5, 20)) is likely


def test_a_year_that_is_not_over_is_likely() -> None:
    assert is_likely(Published(earliest=dt.date(2031, 1, 1), latest=dt.date(2031, 12, 31)), dt.date(2031, 5, 20))
