import pytest

from standoff.codebook.forms import pieces_in
from standoff.codebook.roles import plural_of, roles


def names(text: str) -> list[str]:
    return [posts[0].name for _, _, posts in roles().posts.find(pieces_in(text))]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("spokesman", "spokesmen"),
        ("deputy", "deputies"),
        ("chief of staff", "chiefs of staff"),
        ("official", "officials"),
        ("envoy", "envoys"),
    ],
)
def test_plurals_are_regular(one: str, many: str) -> None:
    assert plural_of(one) == many


def test_the_longest_office_counts() -> None:
    assert names("the deputy foreign minister") == ["deputy_minister"]


def test_plural_offices_are_known_as_such() -> None:
    assert [posts[0].plural for _, _, posts in roles().posts.find(pieces_in("foreign ministers"))] == [True]


def test_abbreviated_titles_stand_for_their_office() -> None:
    assert names("sen. larsen and gen. okoye") == ["legislator", "military"]


def test_experts_speak_for_nobody() -> None:
    assert [posts[0].speaks_for for _, _, posts in roles().posts.find(pieces_in("a political analyst"))] == ["none"]
