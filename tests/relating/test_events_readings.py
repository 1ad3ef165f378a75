import datetime as dt
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from standoff.core.dates import Published, When
from standoff.core.records import Figure, Meeting, Statement
from standoff.relating.events_readings import days_of, mentions_of, page_of

BASE = {"article": "a", "text": ""}
TUESDAY = When(earliest=dt.date(2031, 3, 4), latest=dt.date(2031, 3, 4), precision="day", basis="inferred")


def statement(text: str, start: int = 0, **fields: Any) -> Statement:
    return Statement(id=f"statement-{start}", article="a", start=start, end=start + len(text), text=text, **fields)


def meeting(text: str, start: int = 0, **fields: Any) -> Meeting:
    return Meeting(id=f"meeting-{start}", article="a", start=start, end=start + len(text), text=text, **fields)


def test_a_meeting_and_the_statement_that_codes_it_are_one_mention() -> None:
    told = "Norway and Sweden met in Oslo"
    (mention,) = mentions_of([statement(told, act="meet", party=("NOR",))], [meeting(told, participants=("NOR", "SWE"))], (), ())
    assert mention.items == ("meeting-0", "statement-0")
    assert mention.agents == {"NOR", "SWE"}


def test_a_council_meets_by_its_members() -> None:
    (mention,) = mentions_of((), [meeting("the council meets", participants=("NRCNCL",))], (), ())
    assert mention.agents == {"NATO", "RUS"}


def test_persons_go_by_their_surnames_and_are_no_words() -> None:
    told = "Ada Holm sees Bert Berg about the lighthouse tolls in Narvik"
    (mention,) = mentions_of((), [meeting(told, persons=("Ada Holm", "Minister Bert Berg"), place="Narvik")], (), ())
    assert mention.persons == {"holm", "berg"}
    assert mention.place == "narvik"
    assert mention.words.isdisjoint({"holm", "berg", "narvik", "ada"})
    assert "toll" in mention.words


def test_both_sides_of_an_act_are_told_apart_but_for_meetings() -> None:
    sent, met = statement("sent the draft", act="transmit"), statement("spoke", 40, act="meet")
    given_ = {"party": ("NOR",), "addressee": ("SWE",)}
    first, second = mentions_of([replaced(sent, given_), replaced(met, given_)], (), (), ())
    assert (first.agents, first.patients) == (frozenset({"NOR"}), frozenset({"SWE"}))
    assert (second.agents, second.patients) == (frozenset({"NOR", "SWE"}), frozenset())


def replaced(one: Statement, fields: dict[str, Any]) -> Statement:
    return Statement(**{name: getattr(one, name) for name in one.__struct_fields__} | fields)


def test_acts_that_coders_confuse_are_of_one_family() -> None:
    first, second = mentions_of([statement("a", act="offer"), statement("b", 9, act="offer_talks")], (), (), ())
    assert first.family == second.family
    assert first.head != second.head


def test_figures_within_a_statement_are_told_by_what_they_count() -> None:
    told = "sent 40 to 60 boats"
    boats = Figure(id="figure-1", article="a", start=5, end=19, text="40 to 60 boats", low=40, high=60, unit="boats")
    elsewhere = Figure(id="figure-2", article="a", start=90, end=99, text="70 boats", low=70, high=70, unit="boats")
    (mention,) = mentions_of([statement(told, act="posture_up")], (), [boats, elsewhere], ())
    assert mention.figures == {"boats: 40 to 60"}


def test_a_day_of_the_week_counts_only_where_no_day_is_known() -> None:
    known, unknown = meeting("they meet on Tuesday", date=TUESDAY), meeting("they meet on Tuesday", 50)
    first, second = mentions_of((), [known, unknown], (), ())
    assert (first.weekday, second.weekday) == (None, 1)
    assert first.day == (TUESDAY.earliest, TUESDAY.latest)


def test_the_sentence_is_told_by_its_number() -> None:
    bounds = [(0, 30), (31, 60), (61, 90)]
    first, second = mentions_of([statement("a", 5, act="offer"), statement("b", 70, act="reject")], (), (), bounds)
    assert (first.sentence, second.sentence) == (0, 2)


def test_a_page_holds_what_its_text_keeps_coming_back_to() -> None:
    text = "Norway closed the lighthouse. The lighthouse keeper left. Sweden asked for the lighthouse and the ferry."
    page = page_of("a", text, (), Published(earliest=dt.date(2031, 3, 4)))
    assert "lighthouse" in page.words
    assert page.words.isdisjoint({"norway", "sweden", "ferry", "the"})


windows = st.lists(st.dates(), min_size=2, max_size=2).map(lambda days: (min(days), max(days)))


@given(st.lists(windows, min_size=1, max_size=5))
@example([(dt.date.min, dt.date.max)])
def test_the_days_of_an_event_are_what_all_allow_or_all_that_is_told(told: list[tuple[dt.date, dt.date]]) -> None:
    first, last, differ = days_of(told)
    assert first is not None and last is not None and first <= last
    for earliest, latest in told:
        within = earliest <= first and last <= latest
        around = first <= earliest and latest <= last
        assert around if differ else within


def test_no_day_is_told_where_no_telling_has_one() -> None:
    assert days_of([None, (None, None)]) == (None, None, False)


def test_a_dateline_dates_no_meeting() -> None:
    opening = "OSLO, March 6, 2031 (Wire) - "
    told = f"{opening}Talks between Norway and Sweden about the herring quota ended on Wednesday"
    day = When(
        earliest=dt.date(2031, 3, 6),
        latest=dt.date(2031, 3, 6),
        precision="day",
        basis="stated",
        start=6,
        end=19,
        text="March 6, 2031",
    )
    meeting = Meeting(id="meeting-1", article="a", start=0, end=len(told), text=told, participants=("NOR", "SWE"), date=day)
    (found,) = mentions_of((), (meeting,), (), ((0, len(told)),))
    assert (found.day, found.weekday) == (None, 2)
    assert "wire" not in found.own
