import pytest

from standoff.codebook.counted import kind_of


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("soldiers", "soldiers"),
        ("Troops", "soldiers"),
        ("sailors and airmen", "soldiers"),
        ("battalion tactical groups", "units of forces"),
        ("people killed", "killed"),
        ("dollars", "money"),
        ("herring", None),
    ],
)
def test_a_unit_is_known_by_its_nouns(unit: str, kind: str | None) -> None:
    assert kind_of(unit) == kind
