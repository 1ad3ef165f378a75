from standoff.reading.frames import Matcher
from tests.reading.scenes import scene


def acts(text: str) -> list[str]:
    return [match.act for match in Matcher(scene(text)).matches()]


def test_the_longer_cue_wins() -> None:
    assert acts("Peru ruled out talks with Chile.")[0] == "reject"


def test_a_preposition_counts_only_where_it_hangs_on_its_cue() -> None:
    assert "demand" not in acts("Peru called the limits on fishing useful.")


def test_a_class_of_words_decides_between_acts() -> None:
    assert "posture_up" in acts("Peru sent troops to the north.")
    assert "transmit" in acts("Peru sent a reply to Chile.")


def test_vowing_not_to_is_an_assurance() -> None:
    assert "assure" in acts("Peru promised not to attack Chile.")


def test_the_own_plan_is_defended_not_supported() -> None:
    found = acts("Peru's president defended his decision.")
    assert "support" not in found
