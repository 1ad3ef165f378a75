from tests.reading.test_attribution import told


def test_what_somebody_describes_a_thing_as_is_what_he_says() -> None:
    text = "The minister described the raids in the bay as a sign of weakness."
    assert told(text) == [("The minister", "described", ("the raids in the bay as a sign of weakness",))]


def test_a_description_without_as_is_none() -> None:
    assert told("The minister described the raids in the bay.") == []


def test_a_passive_description_is_nobodys() -> None:
    assert told("The raids in the bay were described as a sign of weakness.") == []
