import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.core.spans import Span
from standoff.reading.appended import Part, appended_stories, shared
from standoff.reading.noise import find_noise, first_story

TITLE = "Harbour talks stall as Peru rejects demand"
FIRST = (
    "Chile demanded on Monday that Peru open the harbour of Callao to its ships this month, the envoy Luis Vera said.",
    "Peru rejected the demand in a letter that its own envoy gave to reporters in the capital late on Tuesday evening.",
    "The harbour has been shut since the storm of last year broke the outer wall of the old port in three places.",
    "Talks go on in Arica next week, when the two sides are to look at what the pilots and the shipping agents propose.",
)
HEADLINE = "Nairobi and Kampala sign a pact on railway tolls"
SECOND = (
    "Kenya and Uganda agreed on Tuesday to halve what a freight train pays at the border post of Malaba, ministers said.",
    "The pact, which the parliament in Kampala has yet to pass, ends a quarrel over the price of diesel and of spare parts.",
    "Traders in Mombasa said that they had waited for it since the floods of March washed out the bridge over the Tsavo.",
)
DATED = (f"NAIROBI, Kenya (AP) — {SECOND[0]}", *SECOND[1:])
CITIES = ("NAIROBI (Reuters) - ", "NAIROBI, Kenya (AP) — ", "NAIROBI, Jan. 5 (AFP) -- ", "NAIROBI — ", "Nairobi, Jan. 5 (dpa) - ")


def article(text: str, title: Span | None = None) -> Article:
    return Article(id=text_id(text), name="x", text=text, title=title)


def page(*paragraphs: str) -> str:
    return "\n\n".join((TITLE, *paragraphs))


def appended(text: str) -> list[str]:
    return [noise.text for noise in find_noise(article(text)) if noise.reason.startswith("appended")]


@pytest.mark.parametrize(
    "between",
    [
        (HEADLINE,),
        ("* * *",),
        ("---", HEADLINE),
        ("###",),
        ("(END)", HEADLINE),
        ("Also in the news", HEADLINE),
        ("(Reporting by Ana Reyes; editing by Tom Berg)", HEADLINE, "By Ada Oduya"),
        (HEADLINE, "By Ada Oduya", "May 3, 2031"),
    ],
)
def test_a_story_under_a_dateline_is_split_off_where_a_headline_or_a_mark_stands_before_it(between: tuple[str, ...]) -> None:
    found = appended(page(*FIRST, *between, *DATED))
    assert found
    assert found[-1].endswith("\n\n".join(DATED))
    assert not any(words in line for words in FIRST for line in found)


@pytest.mark.parametrize("opening", CITIES)
def test_the_datelines_of_all_wires_tell_a_story(opening: str) -> None:
    story = (HEADLINE, opening + SECOND[0], *SECOND[1:])
    assert appended(page(*FIRST, *story)) == ["\n\n".join(story)]


@pytest.mark.parametrize(
    "between",
    [
        ("In other news:", HEADLINE),
        ("Earlier story:", HEADLINE),
        ("(END)", HEADLINE),
        ("***", HEADLINE, "By Ada Oduya"),
    ],
)
def test_a_story_without_a_dateline_needs_a_headline_and_a_mark(between: tuple[str, ...]) -> None:
    assert "\n\n".join(SECOND) in appended(page(*FIRST, *between, *SECOND))[-1]


@pytest.mark.parametrize("between", [(), (HEADLINE,), ("* * *",), ("* * *", "What comes next"), ("Analysis", "By Ada Oduya")])
def test_rules_subheads_and_bylines_alone_split_nothing(between: tuple[str, ...]) -> None:
    assert appended(page(*FIRST, *between, *SECOND)) == []


@pytest.mark.parametrize(
    "text",
    [
        page(f"LIMA (AP) — {FIRST[0]}", *FIRST[1:]),
        page("What you need to know", f"LIMA (AP) — {FIRST[0]}", *FIRST[1:]),
        page("The harbour stays shut.", "Nobody knows until when.", TITLE, f"LIMA (AP) — {FIRST[0]}", *FIRST[1:]),
        page(*FIRST, DATED[0], *FIRST),
        page(*FIRST, TITLE, *DATED),
        page("Who asked for it?", FIRST[0], "What did Peru say?", FIRST[1], "And now?", *FIRST[2:]),
    ],
)
def test_articles_with_one_story_stay_whole(text: str) -> None:
    assert appended(text) == []


def test_a_mark_of_the_end_splits_nothing_off_where_the_same_names_go_on() -> None:
    again = ("Peru said that Callao stays shut to Chile, and that Luis Vera was told so by Peru before the talks at Arica.",) * 3
    assert appended(page(*FIRST, "(END)", "Envoy was told before the talks", *again)) == []


def test_a_live_page_stays_whole() -> None:
    entries = [part for hour, words in enumerate(FIRST, 3) for part in (f"{hour}:15 p.m.", words)]
    assert appended(page(*FIRST, *entries, HEADLINE, *DATED)) == []


def test_each_story_of_a_round_up_is_a_span_of_its_own() -> None:
    third = ("Frost ruins half of the cherries in the valley", f"SANTIAGO (AP) — {FIRST[3]}")
    brief = f"LIMA (AP) — {FIRST[0]}"
    assert appended(page(brief, HEADLINE, DATED[0], *third)) == [f"{HEADLINE}\n\n{DATED[0]}", "\n\n".join(third)]


def test_another_version_of_the_same_story_is_told_apart() -> None:
    first = [Part(words) for words in (*FIRST, HEADLINE)]
    update = Part(f"LIMA (AP) — {FIRST[0]}")
    assert [story.reason for story in appended_stories([*first, update])] == ["appended_update"]
    assert [story.reason for story in appended_stories([*first, *map(Part, DATED)])] == ["appended_story"]


def test_hard_wrapped_copy_is_split_by_its_paragraphs() -> None:
    cut = [words[:60] + words[60:].replace(" ", "\n", 1) for words in (*FIRST, *DATED)]
    text = page(*cut[:4], HEADLINE, *cut[4:])
    assert appended(text) == ["\n\n".join((HEADLINE, *cut[4:]))]


def test_furniture_within_an_appended_story_keeps_its_own_reason() -> None:
    text = page(*FIRST, HEADLINE, DATED[0], "Advertisement", *DATED[1:])
    reasons = [noise.reason for noise in find_noise(article(text))]
    assert reasons == ["appended_story", "advertisement", "appended_story"]


def test_what_is_before_the_title_is_no_first_story() -> None:
    text = "\n\n".join((*FIRST, HEADLINE, *DATED))
    start = text.index(HEADLINE)
    found = find_noise(article(text, Span(start, start + len(HEADLINE), HEADLINE)))
    assert [noise for noise in found if noise.reason.startswith("appended")] == []


def test_the_first_story_is_the_text_up_to_the_second() -> None:
    first, second = page(*FIRST), "\n\n".join((HEADLINE, *DATED))
    text = f"{first}\n\n{second}"
    assert first_story(text, find_noise(article(text))) == f"{first}\n\n"
    assert first_story(first, ()) == first


def test_names_are_shared_by_those_of_the_second_part() -> None:
    assert shared([Part("He met Vera in Callao.")], [Part("They met Vera in Lima.")]) == 0.5
    assert shared([Part("He met Vera.")], [Part("Nobody was met.")]) == 0.0


BETWEEN = st.lists(
    st.sampled_from([HEADLINE, "* * *", "(END)", "By Ada Oduya", "Also in the news", "Advertisement", "Frost in the valley?"]),
    max_size=4,
)
stories = st.tuples(BETWEEN, st.sampled_from(["", *CITIES]), st.integers(1, 3))


@settings(max_examples=80, deadline=None)
@given(st.lists(stories, max_size=3), st.booleans(), st.booleans())
def test_spans_hold_and_leave_title_and_first_story_alone(
    later: list[tuple[list[str], str, int]], given: bool, wrap: bool
) -> None:
    parts = [part for between, city, size in later for part in (*between, city + SECOND[0], *SECOND[1:size])]
    first, title = page(*FIRST), Span(0, len(TITLE), TITLE)
    text = "\n\n".join((first, *(part.replace(", ", ",\n") if wrap else part for part in parts)))
    last = 0
    for noise in find_noise(article(text, title if given else None)):
        assert text[noise.start : noise.end] == noise.text == noise.text.strip() != ""
        assert noise.start >= max(last, len(first))
        last = noise.end


@pytest.mark.parametrize("between", [HEADLINE, "* * *", "In other news", "(END)", "By Ada Oduya"])
def test_a_text_of_many_such_marks_is_judged_in_time(between: str) -> None:
    parts = [Part(words) for words in (*FIRST, *(between, DATED[1], between, DATED[0]) * 700)]
    start = time.process_time()
    appended_stories(parts, TITLE)
    assert time.process_time() - start < 4
