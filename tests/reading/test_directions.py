import pytest

from standoff.reading.directions import direction_of
from standoff.reading.tokens import DEFAULT_MODEL, parse


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Sales fell by 3 percent.", "down"),
        ("Sales were up 3 percent.", "up"),
        ("Sales edged down 3 percent.", "down"),
        ("Women made up 3 percent.", None),
        ("The output was revised downward by 3 tons.", "down"),
        ("The town added a 3-meter wall.", None),
        ("Prices climbed to 3 dollars.", None),
        ("The fleet grew by nearly 3 percent.", "up"),
        ("The 3 ports lost trade.", None),
    ],
)
def test_the_sentence_tells_the_way(text: str, direction: str | None) -> None:
    doc = next(iter(parse([text], DEFAULT_MODEL)))
    assert direction_of(next(token for token in doc if token.text == "3"), None) == direction


def test_a_sign_tells_the_way_without_words() -> None:
    assert (direction_of(None, "+"), direction_of(None, "-"), direction_of(None, None)) == ("up", "down", None)
