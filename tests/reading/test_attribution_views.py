import pytest

from tests.reading.test_attribution import told

VIEWS = [
    ("The talks will resume on Monday, per officials.", ("officials", "per", ("The talks will resume on Monday",))),
    ("Per officials, the talks will resume on Monday.", ("officials", "Per", ("the talks will resume on Monday",))),
    (
        "The fleet has left the bay, per a statement from the ministry.",
        ("a statement from the ministry", "per", ("The fleet has left the bay",)),
    ),
    ("In Norway's view, the sanctions are illegal.", ("Norway", "view", ("the sanctions are illegal",))),
    ("In the view of Norway, the sanctions are illegal.", ("Norway", "view", ("the sanctions are illegal",))),
    ("From Norway's point of view, the sanctions are illegal.", ("Norway", "point", ("the sanctions are illegal",))),
    ("In Iceland's telling, the trawler was rammed twice.", ("Iceland", "telling", ("the trawler was rammed twice",))),
    ("According to Norway's view, the sanctions are illegal.", ("Norway's view", "According to", ("the sanctions are illegal",))),
    ("Norway's view is that the sanctions are illegal.", ("Norway", "view", ("the sanctions are illegal",))),
    ("The minister's argument is that the treaty has lapsed.", ("The minister", "argument", ("the treaty has lapsed",))),
    ("The message from Oslo was that the talks are over.", ("Oslo", "message", ("the talks are over",))),
    ("It is the view of the ministry that the waters are free.", ("the ministry", "view", ("the waters are free",))),
    ("The ministry has it that the talks were cancelled.", ("The ministry", "has", ("the talks were cancelled",))),
    ("As Norway sees it, the waters are its own.", ("Norway", "sees", ("the waters are its own",))),
    ("The minister's response was that the catch is a theft.", ("The minister", "response", ("the catch is a theft",))),
    ("The minister made it very clear that the treaty stands.", ("The minister", "clear", ("the treaty stands",))),
    ("Norway has made clear that the treaty stands.", ("Norway", "clear", ("the treaty stands",))),
    ("In the words of the minister, the catch is a theft.", ("the minister", "words", ("the catch is a theft",))),
]


@pytest.mark.parametrize(("text", "expected"), VIEWS, ids=[text for text, _ in VIEWS])
def test_a_view_with_its_source_and_content(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The boats burn nine tons of oil, per day, at sea.",
        "The harbour came into view, and the boats slowed down.",
        "The ministry has it on tape.",
        "The aim of the talks is peace in the bay.",
        "The minister made a clear case that day.",
        "Norway should make clear that the treaty stands.",
    ],
)
def test_what_only_looks_like_a_view_is_none(text: str) -> None:
    assert told(text) == []


def test_words_led_in_between_marks_are_a_quotation() -> None:
    found = told('In the words of the minister, "the catch is theft on the high seas".')
    assert found == [("the minister", "words", ("the catch is theft on the high seas",))]
