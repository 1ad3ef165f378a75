import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.core.spans import Span, overlaps
from standoff.reading.noise import find_noise, find_title

BODY = (
    "Chile demanded on Monday that Peru open the harbour to its ships before the end of the month, the envoy said.\n\n"
    "Peru rejected the demand in a letter that its own envoy gave to reporters in the capital on Tuesday evening.\n\n"
    "The harbour has been shut since the storm of last year broke the outer wall of the old port in three places.\n"
)
TITLE = "Harbour talks stall as Peru rejects demand"


def article(text: str, title: Span | None = None) -> Article:
    return Article(id=text_id(text), name="x", text=text, title=title)


def noise_in(text: str) -> list[tuple[str, str]]:
    return [(noise.text, noise.reason) for noise in find_noise(article(text))]


LINES = [
    *("Share", "Related", "Read more", "Advertisement", "Subscribe to our newsletter", "About the author", "Leave a reply"),
    *("Name *", "Ana Reyes", "Ana Reyes is a reporter for the Post who covers harbours.", "Comments", "World", "Middle East"),
    *(TITLE, "", "  ", "“Read more”", "Photo: Getty Images", "© 2031 Harbour Post. All rights reserved.", "…", "\u00a0"),
    *BODY.split("\n\n"),
]
pages = st.lists(st.sampled_from(LINES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=15).map(
    "\n".join
)


@settings(max_examples=300, deadline=None)
@given(pages)
def test_noise_holds_and_never_overlaps(text: str) -> None:
    found = find_noise(article(text))
    for noise in found:
        assert text[noise.start : noise.end] == noise.text == noise.text.strip() != ""
        assert noise.reason
    spans = [Span(noise.start, noise.end, noise.text) for noise in found]
    assert spans == sorted(spans)
    assert not any(overlaps(a, b) for a, b in pairwise(spans))
    assert len({noise.id for noise in found}) == len(found)


@settings(max_examples=200, deadline=None)
@given(pages)
def test_a_title_holds_and_is_no_noise(text: str) -> None:
    found = find_noise(article(text))
    title = find_title(article(text), found)
    if title is not None:
        assert text[title.start : title.end] == title.text == title.text.strip() != ""
        assert not any(overlaps(title, Span(noise.start, noise.end, noise.text)) for noise in found)


@settings(max_examples=100, deadline=None)
@given(pages, st.data())
def test_a_given_title_is_never_noise(text: str, data: st.DataObject) -> None:
    lines = [line for line in text.split("\n") if line.strip()] or [TITLE]
    text = text if text.strip() else TITLE
    line = data.draw(st.sampled_from(lines))
    title = Span(text.index(line), text.index(line) + len(line), line)
    found = find_noise(article(text, title))
    assert not any(overlaps(title, Span(noise.start, noise.end, noise.text)) for noise in found)
    assert find_title(article(text, title), found) == title


@settings(max_examples=50, deadline=None)
@given(pages)
def test_the_same_page_has_the_same_noise(text: str) -> None:
    assert find_noise(article(text)) == find_noise(article(text))


def test_prose_is_left_alone() -> None:
    assert noise_in(f"{TITLE}\n\n{BODY}") == []


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Subscribe to our newsletter",
        "Share this article",
        "Read more",
        "© 2031 Harbour Post. All rights reserved.",
        "Photo: Getty Images",
        "https://example.org/harbour",
    ],
)
def test_furniture_is_noise_wherever_it_stands(line: str) -> None:
    first, _, rest = BODY.partition("\n\n")
    for text in (f"{TITLE}\n\n{first}\n\n{line}\n\n{rest}", f"{TITLE}\n\n{BODY}\n{line}\n"):
        assert [found for found, _ in noise_in(text)] == [line]


def test_a_block_of_links_is_noise_to_its_end() -> None:
    links = ["Related articles", "Wall of the old port breaks in storm", "Envoy leaves capital after talks"]
    assert [text for text, _ in noise_in(f"{TITLE}\n\n{BODY}\n" + "\n".join(links))] == links


def test_an_authors_box_is_noise() -> None:
    box = ["Ana Reyes", "Ana Reyes is a reporter who covers harbours and ports for the newspaper in the capital."]
    assert noise_in(f"{TITLE}\n\n{BODY}\n" + "\n".join(box)) == [(line, "byline_box") for line in box]


def test_furniture_alone_is_left_to_be_seen() -> None:
    assert noise_in("Share\nRead more\nSubscribe to our newsletter") == []


def test_typographic_quotes_do_not_hide_furniture() -> None:
    assert noise_in(f"{TITLE}\n\n{BODY}\nDon’t miss: the harbour in pictures") != []


def test_the_first_headline_is_the_title() -> None:
    assert find_title(article(f"{TITLE}\n\n{BODY}"), ()) == Span(0, len(TITLE), TITLE)


def test_a_text_without_a_headline_has_no_title() -> None:
    assert find_title(article(BODY.replace("\n\n", "\n")), ()) is None


@pytest.mark.parametrize("line", ["Related", "Ana Reyes", "About the author", "Leave a reply", "Share", "a " * 40, "•" * 90])
def test_a_page_of_many_like_lines_is_judged_in_time(line: str) -> None:
    text = f"{TITLE}\n\n{BODY}" + f"{line}\n" * 2000
    start = time.process_time()
    find_noise(article(text))
    assert time.process_time() - start < 4


def test_the_menus_of_a_whole_page_are_noise() -> None:
    menu = ["Home", "World", "Politics", "Sport", "Weather", "Opinion", "Video", "Sign in", "Subscribe", "Newsletters"]
    foot = ["Contact us", "Careers", "About us", "Advertise", "Site map", "Help centre", "Our apps", "Press room", "Shop"]
    found = [text for text, _ in noise_in("\n".join([*menu, TITLE, *BODY.split("\n\n"), *foot]))]
    assert set(found) >= {*menu, *foot}
    assert not set(found) & {TITLE, *(line.strip() for line in BODY.split("\n\n"))}


def test_a_list_that_is_much_of_the_text_is_spared() -> None:
    dates = [
        f"{day} March: {town} Assembly Hall, Public Hearing" for day, town in enumerate(("Arica", "Tacna", "Iquique", "Ilo"), 3)
    ]
    assert noise_in(f"{TITLE}\n\n{BODY}\n" + "\n".join(dates * 3) + f"\n\n{BODY}") == []


def test_a_credit_is_no_noise_to_the_forest() -> None:
    assert noise_in(f"{TITLE}\n\n{BODY}\n(Source: AFP)\n") == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("The Harbour Press contributed to this report.", "byline_box"),
        ("Contributing: Ana Reyes", "byline_box"),
        ("Click for more from the Harbour Post.", "navigation"),
        ("Read or Share this story: https://example.org/x1", "navigation"),
        ("[nH4N1XX196]", "navigation"),
        ("Port strike enters its second week in the north Read more", "related_links"),
        ("( Also on HARBOUR POST: Who owns the pier)", "related_links"),
        ("(Also on HARBOUR: Who owns the pier)", "related_links"),
        ("UPDATE: This story has been updated to add what the port says.", "update_note"),
        ("Dockers stand at the gate of the old port, in Lima, Peru, May 3, 2031. REUTERS/Ana Reyes", "caption"),
        ("Dockers stand at the gate of the old port in May. (Photo: AP)", "caption"),
        ("We left the port at noon and nobody was hurt, thank you all. — Ana Reyes (@anareyes) May 3, 2031", "embedded_post"),
    ],
)
def test_lines_that_outlets_leave_in_cleaned_text_are_noise(line: str, reason: str) -> None:
    assert (line, reason) in noise_in(f"{TITLE}\n\n{BODY}\n{line}\n\n{BODY}")


def test_a_box_of_highlights_is_noise_down_to_the_prose() -> None:
    box = "Story highlights Who won the talks?\n\nPeru keeps the harbour shut\n\nChile says no\n\n"
    assert [text for text, _ in noise_in(f"{TITLE}\n\n{box}{BODY}")] == box.strip().split("\n\n")


@pytest.mark.parametrize("line", ["Harbour’s Tom Berg contributed to this report.", "Modified boats reach 90 miles."])
def test_a_reporters_credit_and_a_sentence_of_numbers_are_text(line: str) -> None:
    assert line not in [text for text, _ in noise_in(f"{TITLE}\n\n{BODY}\n{line}\n\n{BODY}")]
