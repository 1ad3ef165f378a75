import pytest

from tests.reading.told import HELD, meetings, only, weighed


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("Norway accepted a Swedish proposal for talks", "planned"),
        ("Norway granted Sweden's request for a meeting", "planned"),
        ("Norway agreed to Sweden's request for a meeting", "planned"),
        ("Norway rejected a Swedish offer of talks", "refused"),
        ("Norway turned down Sweden's request for a meeting", "refused"),
        ("Norway did not accept Sweden's request for a meeting", "refused"),
        ("Sweden's request for talks was rejected by Norway", "refused"),
        ("Norway rejected a request from Sweden for talks", "refused"),
        ("Norway accepted an invitation from Sweden to come to Stockholm for talks", "planned"),
    ],
)
def test_the_answer_to_a_request_tells_whether_they_will_meet(answer: str, status: str) -> None:
    found = only(f"{answer} on the fishing quotas, a minister said.")
    assert (found.status, set(found.participants)) == (status, {"NOR", "SWE"})


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not reject Sweden's request for a meeting.",
        "Norway may accept Sweden's request for a meeting.",
        "Norway welcomed Sweden's proposal for a summit.",
        "Norway would talk if Sweden accepted its request for a meeting.",
    ],
)
def test_what_is_not_answered_is_open(text: str) -> None:
    assert meetings(text) == ()


def test_a_meeting_that_was_granted_is_told_whatever_the_classifier_sees() -> None:
    found = weighed("Norway granted Sweden's request for a meeting.", "meeting", {**HELD, "held": 0.02, "planned": 0.01})
    assert [one.status for one in found] == ["planned"]
