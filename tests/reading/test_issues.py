import pytest

from standoff.reading.acts import find_statements
from tests.reading.scenes import scene

ISSUES = [
    ("Peru rejected Chile's demand for a fishing ban.", "fishing ban"),
    ("Peru is ready to hold talks with Chile on maritime borders.", "maritime borders"),
    ("Peru demanded the release of the sailors from Chile.", "release"),
]


@pytest.mark.parametrize(("text", "issue"), ISSUES)
def test_the_issue_is_what_the_act_is_about(text: str, issue: str) -> None:
    assert issue in {words for s in find_statements(scene(text)) for words in s.issue}
