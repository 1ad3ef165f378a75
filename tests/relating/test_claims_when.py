import datetime as dt

from standoff.relating.conflicts_tables import Claim
from tests.relating.claims import claims

TITLE = "Norway and Sweden quarrel over herring\n\n"


def days(text: str, published: str = "2031-05-06") -> list[Claim]:
    return claims(TITLE + text, "when", published)


def test_a_day_belongs_to_the_nearest_happening() -> None:
    (found,) = days("The envoys of Norway and Sweden met in Bergen on 3 May 2031, a spokesman said.")
    assert (found.topic, found.earliest, found.latest) == ("meeting", dt.date(2031, 5, 3), dt.date(2031, 5, 3))
    assert "bergen" in found.names
    assert found.text == "met in Bergen on 3 May 2031"


def test_two_days_of_a_sentence_have_a_happening_each() -> None:
    found = days("The skipper Ola Nes was arrested in March 2031 and resigned from the union on 2 April 2031.")
    assert [(one.topic, one.latest) for one in found] == [
        ("arrest", dt.date(2031, 3, 31)), ("departure", dt.date(2031, 4, 2)),
    ]  # fmt: skip


def test_what_is_due_by_a_day_is_told_as_due() -> None:
    (found,) = days("Norway set Sweden a deadline of 20 May 2031 to answer.")
    assert (found.topic, found.stance) == ("deadline", "due")


def test_since_and_after_a_day_are_no_days() -> None:
    assert not days("The two sides have not met since 3 May 2031.")


def test_a_year_is_too_long_to_compare() -> None:
    assert not days("The envoys met in 2030.")


def test_a_weekday_counts_where_the_article_has_a_day() -> None:
    (found,) = days("The envoys met in Bergen on Monday.")
    assert found.part
    assert found.earliest == found.latest == dt.date(2031, 5, 5)


def test_a_day_without_a_happening_is_no_claim() -> None:
    assert not days("It was cold on 3 May 2031.")


def test_a_rank_near_the_happening_marks_it() -> None:
    (found,) = days("The second meeting of the envoys in Bergen was on 3 May 2031.")
    assert "second" in found.marks


def test_the_day_of_a_saying_is_no_day_of_what_is_said() -> None:
    assert not days("The envoys met in Bergen, a spokesman said on 3 May 2031.")
    assert not days("On 3 May 2031 a spokesman said that the envoys met in Bergen.")
    assert not days("Sweden on 3 May 2031 condemned the attack.")


def test_a_dateline_whose_city_is_a_sentence_of_its_own_is_no_day_of_what_is_told() -> None:
    text = (
        "Clash off Halden\n\nHALDEN, May 6, 2031 (AFP) - Two sailors were killed on Monday in a clash off Halden, the navy said."
    )
    assert [one.modifier for one in claims(text, "when")] == ["Monday"]


def test_a_day_in_a_chronology_is_a_day_of_what_is_told() -> None:
    text = (
        "What happened when\n\nMay 4, 2031 - Norwegian envoys met Swedish ones in Bergen.\n\nMay 5, 2031 - Sweden closed ports."
    )
    assert [one.modifier for one in claims(text, "when")][:1] == ["May 4, 2031"]
