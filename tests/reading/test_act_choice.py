from collections.abc import Callable

import pytest

from standoff.reading import act_choice
from standoff.reading.act_candidates import Candidate
from standoff.reading.act_choice import DOUBT, revised
from standoff.reading.act_model import Judged
from standoff.reading.acts import find_statements
from standoff.reading.scene import Scene
from tests.reading.scenes import scene

Verdict = tuple[float, str, float]
"""The chance of no act, an act and its chance."""


@pytest.fixture
def saying(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Verdict]], None]:
    """Has the classifier say what a test wants it to say of each predicate; nothing of others."""

    def say(verdicts: dict[str, Verdict]) -> None:
        def told(_scene: Scene, asked: list[Candidate]) -> list[Judged]:
            return [
                Judged(
                    one,
                    verdicts[one.token.text][0],
                    {"commit": 0.0, verdicts[one.token.text][1]: verdicts[one.token.text][2]},
                    (0.9, 0.5, 0.4, 0.1),
                )
                for one in asked
                if one.token.text in verdicts
            ]

        monkeypatch.setattr(act_choice, "judged", told)

    return say


def coded(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.act, one.party, one.doubts) for one in find_statements(scene(text), revised)]


PLAIN = "Chile rejected the proposal of Peru."
UNSEEN = "Chile blackened the name of Peru."


def test_a_frame_stands_where_the_classifier_agrees(saying: Callable[[dict[str, Verdict]], None]) -> None:
    saying({"rejected": (0.1, "reject", 0.9)})
    assert [act for act, _, _ in coded(PLAIN)] == ["reject"]


def test_a_frame_falls_where_the_classifier_is_sure_of_no_act(saying: Callable[[dict[str, Verdict]], None]) -> None:
    saying({"rejected": (0.99, "reject", 0.01)})
    assert coded(PLAIN) == []


def test_a_frame_is_corrected_where_the_classifier_is_sure(saying: Callable[[dict[str, Verdict]], None]) -> None:
    saying({"rejected": (0.02, "accuse", 0.97)})
    assert [act for act, _, _ in coded(PLAIN)] == ["accuse"]


def test_an_act_that_no_frame_finds_is_added_and_says_so(saying: Callable[[dict[str, Verdict]], None]) -> None:
    saying({"blackened": (0.05, "accuse", 0.9)})
    ((act, party, doubts),) = coded(UNSEEN)
    assert (act, party) == ("accuse", ("CHL",))
    assert DOUBT in doubts


def test_nothing_is_added_on_a_slight_chance(saying: Callable[[dict[str, Verdict]], None]) -> None:
    saying({"blackened": (0.8, "accuse", 0.2)})
    assert coded(UNSEEN) == []


def test_one_clause_is_not_told_twice(saying: Callable[[dict[str, Verdict]], None]) -> None:
    saying({"wants": (0.2, "accuse", 0.7), "blacken": (0.1, "accuse", 0.8)})
    assert len(coded("Chile wants to blacken the name of Peru.")) == 1
