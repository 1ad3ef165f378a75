import pytest

from standoff.codebook.conflicts import conflict_words, stem


@pytest.mark.parametrize(("one", "other"), [("attacks", "attacking"), ("invades", "invading"), ("killed", "kill")])
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_short_words_are_left_alone() -> None:
    assert stem("as") == "as"


def test_units_of_one_dimension_are_counted_in_its_first() -> None:
    words = conflict_words()
    assert words.measure_of("feet") == ("metre", 0.3048)
    assert words.measure_of("yards") == ("metre", 0.9144)
    assert words.measure_of("herrings") is None


@pytest.mark.parametrize("sentence", ["Norway denied any part in it", "Norway rejected the claim", "Norway was not behind it"])
def test_denials_are_known(sentence: str) -> None:
    assert conflict_words().pattern_denying.search(sentence)


def test_what_is_denied_to_somebody_is_no_denial() -> None:
    assert not conflict_words().pattern_denying.search("Norway denied the envoys entry")


def test_blame_tells_where_the_blamed_stands() -> None:
    pattern = conflict_words().pattern_blaming
    assert [match.lastgroup for match in pattern.finditer("Norway accused Sweden; Sweden was behind it")] == ["after", "before"]


def test_each_thing_that_is_told_with_a_day_is_known_by_its_words() -> None:
    words = conflict_words()
    assert {words.dated_of[stem(word)].what for word in ("met", "meetings", "summit")} == {"meeting"}
    assert "meeting" in words.again
    assert "deadline" not in words.again
    assert words.phases == {"beginning", "end", "opening"}


def test_a_postponement_is_a_day_that_was_moved() -> None:
    assert conflict_words().is_moved.search("the talks were postponed to Friday")
    assert not conflict_words().is_moved.search("the talks are on Friday")


@pytest.mark.parametrize(
    ("word", "behind", "deed"),
    [
        ("fired", ["on", "the", "boat"], "shooting"),
        ("fired", ["a", "ballistic", "missile"], "weapons test"),
        ("fired", ["its", "cook"], None),
        ("shot", ["down", "a", "jet"], "downing"),
        ("shot", ["at", "a", "boat"], "shooting"),
    ],
)
def test_the_words_behind_a_deed_tell_its_family(word: str, behind: list[str], deed: str | None) -> None:
    found = conflict_words().deed_of(stem(word), list(map(stem, behind)))
    assert (found.deed if found else None) == deed


@pytest.mark.parametrize("sentence", ["Norway will be denied access to the port", "It denied access to the port"])
def test_what_is_kept_from_somebody_is_no_denial(sentence: str) -> None:
    assert not conflict_words().pattern_denying.search(sentence)
