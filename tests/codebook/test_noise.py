import pytest

from standoff.codebook.noise import noise_patterns


@pytest.mark.parametrize(
    "line", ["Also in the news", "In other news:", "World briefs", "Earlier story:", "Read the full story below"]
)
def test_lead_ins_tell_a_story_behind_the_first(line: str) -> None:
    assert noise_patterns().appended.leads.fullmatch(line)


@pytest.mark.parametrize("line", ["In other developments:", "Our original post continues:", "Also in the news was the port"])
def test_what_goes_on_with_the_same_story_is_no_lead_in(line: str) -> None:
    assert not noise_patterns().appended.leads.fullmatch(line)


@pytest.mark.parametrize("line", ["(END)", "-END-", "ENDS", "-30-", "###", "# # #", "(Ends) kr/mt"])
def test_end_marks_are_told(line: str) -> None:
    assert noise_patterns().appended.ends.fullmatch(line)


@pytest.mark.parametrize("line", ["End", "The end of it", "30", "***", "___"])
def test_rules_and_headings_are_no_end_marks(line: str) -> None:
    assert not noise_patterns().appended.ends.fullmatch(line)


@pytest.mark.parametrize("line", ["* * *", "***", "___", "---", "• • •", "======"])
def test_rules_are_told(line: str) -> None:
    assert noise_patterns().appended.dividers.fullmatch(line)


@pytest.mark.parametrize(
    "line", ["4:15 p.m.", "6 a.m.", "12:30 GMT", "Update at 8:39 p.m. ET. A second ship:", "UPDATE V: the port opens"]
)
def test_headings_of_a_live_page_are_told(line: str) -> None:
    assert noise_patterns().appended.clock.fullmatch(line)
