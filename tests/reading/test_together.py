import pytest

from tests.reading.casting import Read

QUARREL = "Norway criticised Sweden and Denmark on Monday. "


@pytest.mark.parametrize(
    ("text", "word", "parties"),
    [
        ("Norway criticised Sweden. Both sides left.", "sides", ("NOR", "SWE")),
        ("Norway criticised Sweden. Leaders of the two countries will meet.", "Leaders", ("NOR", "SWE")),
        ("Norway criticised Sweden. Officials from both sides spoke.", "Officials", ("NOR", "SWE")),
        (QUARREL + "The three countries will meet.", "countries", ("NOR", "SWE", "DNK")),
        (QUARREL + "Ministers of the three countries will meet.", "Ministers", ("NOR", "SWE", "DNK")),
        ("Norway left. Norway, with Sweden, signed. Sweden and Peru paid. Peru spoke. The three countries met.", "countries",
         ("NOR", "SWE", "PER")),
        ("Norway and Sweden left. The three countries met.", "countries", ()),
        ("Norway criticised Sweden. The BJP attacked India. Both sides left.", "sides", ("NOR", "SWE")),
    ],
)  # fmt: skip
def test_who_is_meant_together(text: str, word: str, parties: tuple[str, ...]) -> None:
    assert Read(text).party(word) == parties


def test_talks_of_both_sides_are_nobody() -> None:
    assert Read("Norway criticised Sweden. Talks of the two sides failed.").party("Talks") == ()


def test_people_of_one_country_are_not_those_of_two() -> None:
    assert Read("Norway criticised Sweden. Leaders of Norway left the two countries.").party("Leaders") == ("NOR",)
