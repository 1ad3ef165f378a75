import pytest

from tests.reading.test_attribution import told

SAID = [
    (
        "The minister said that the fleet can use the port, but must pay the toll first.",
        ("The minister", "said", ("the fleet can use the port, but must pay the toll first",)),
    ),
    (
        "The minister said the envoy would not rule out talks with Norway, but would only meet its king if the fleet left.",
        (
            "The minister",
            "said",
            ("the envoy would not rule out talks with Norway, but would only meet its king if the fleet left",),
        ),
    ),
    ("The minister said the talks had failed, but would not elaborate.", ("The minister", "said", ("the talks had failed",))),
    ("The minister said the talks had failed but did not give details.", ("The minister", "said", ("the talks had failed",))),
]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[text for text, _ in SAID])
def test_a_second_predicate_is_part_of_what_was_said_unless_it_tells_of_silence(
    text: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    assert told(text) == [expected]


def test_a_verb_that_says_something_only_with_its_particle_has_it_in_its_cue() -> None:
    assert told("The king pointed out that the talks failed.") == [("The king", "pointed out", ("the talks failed",))]


def test_without_its_particle_it_says_nothing() -> None:
    assert told("The king pointed at the map that the envoy held.") == []


def test_words_of_another_behind_while_are_no_part_of_it() -> None:
    text = "The minister said the tariff would be lifted in July, while the Chilean envoy said no date had been fixed."
    assert [content for _, _, content in told(text)] == [("the tariff would be lifted in July",), ("no date had been fixed",)]


def test_who_says_nothing_says_nothing() -> None:
    assert told("The minister said nothing on Friday about the pipeline that was closed.") == []
