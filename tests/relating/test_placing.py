"""Under which topics and issues statements stand."""

import msgspec
import pytest

from standoff.codebook.dossier import Issue
from standoff.core.records import Statement
from standoff.core.spans import Span
from standoff.relating.placing import BEYOND, FOCUS, INSIDE, NAMED, UNSAID, Placed, place_by_dossier, place_by_topic, told_best
from standoff.relating.topics import topics_of


def said(number: int, act: str, text: str, start: int, party: str = "CHL", reply_to: str | None = None) -> Statement:
    return Statement(
        id=f"s{number}", article="a", start=start, end=start + len(text), text=text, act=act, party=(party,), reply_to=reply_to
    )


ASKED = said(1, "demand", "Chile demanded the release of prisoners", 0)


def places(*statements: Statement) -> set[tuple[str, str, bool]]:
    return {(one.key, one.item, one.tied) for one in place_by_topic(statements, {one.id: topics_of(one) for one in statements})}


def test_a_statement_stands_under_its_topics() -> None:
    assert ("captives", "s1", False) in places(ASKED)


def test_an_answer_also_stands_under_what_it_answers() -> None:
    answer = said(2, "reject", "Peru said no", 400, "PER", reply_to="s1")
    assert ("captives", "s2", True) in places(ASKED, answer)


def test_a_refusal_right_after_a_demand_is_about_it() -> None:
    answer = said(2, "reject", "Lima has refused", ASKED.end + 8, "PER")
    assert ("captives", "s2", True) in places(ASKED, answer)


def test_a_refusal_further_on_is_not() -> None:
    answer = said(2, "reject", "Lima has refused", ASKED.end + 90, "PER")
    assert not any(item == "s2" for _, item, _ in places(ASKED, answer))


def test_nobody_answers_their_own_demand() -> None:
    again = said(2, "reject", "it refused to wait", ASKED.end + 8)
    assert not any(tied for _, _, tied in places(ASKED, again))


def test_a_dossier_goes_by_its_phrases() -> None:
    issues = (
        Issue(id="captives", name="Captives", words=("release prisoner*",)),
        Issue(id="port", name="Port", words=("port*",)),
    )
    assert place_by_dossier((ASKED,), issues) == [("captives", "s1", False, INSIDE)]


def test_what_is_only_demanded_stands_under_no_topic() -> None:
    asked = said(2, "posture_down", "the release of prisoners", ASKED.end - 24, "PER")
    found = place_by_topic((ASKED, asked), {one.id: topics_of(one) for one in (ASKED, asked)})
    assert [one.key for one in found if one.item == "s2"] == [UNSAID]


def test_a_statement_is_about_its_object_and_not_what_stands_around_it() -> None:
    told = said(3, "reject", "Peru, with ships off the harbours, refused the release of prisoners", 0, "PER")
    about = msgspec.structs.replace(told, issue=("release of prisoners",), content=Span(43, 67, "the release of prisoners"))
    found = {one.key: one.near for one in place_by_topic((about,), {about.id: topics_of(about)})}
    assert (found["captives"], "harbour" in found) == (FOCUS, False)


def test_an_issue_of_a_dossier_gives_way_to_that_of_the_object() -> None:
    issues = (Issue(id="ships", name="Ships", words=("ship*",)), Issue(id="captives", name="Captives", words=("prisoner*",)))
    told = said(3, "reject", "Peru, with ships off the harbours, refused the release of prisoners", 0, "PER")
    about = msgspec.structs.replace(told, content=Span(43, 67, "the release of prisoners"))
    assert {one.key: one.near for one in place_by_dossier((about,), issues)} == {"captives": INSIDE}
    assert {one.key: one.near for one in place_by_dossier((about,), issues[:1])} == {"ships": NAMED}


def test_words_that_are_about_the_issue_are_told_before_surer_ones() -> None:
    never = Placed("a", "reject", ("PER",), (), "a.txt", 0, None, None)
    beside, about = never._replace(issues=("ships", "port")), never._replace(issues=("port", "ships"), certainty=0.5)
    assert max((beside, about), key=lambda one: told_best(one, "port")) is about


@pytest.mark.parametrize("words", ["ship*", "prisoner*"])
def test_what_the_content_goes_on_to_say_is_farther_but_counts(words: str) -> None:
    issue = Issue(id=words, name=words, words=(words,))
    asked = msgspec.structs.replace(ASKED, content=Span(14, 75, "the release of prisoners and that Peru move its ships away"))
    found = {one.key: one.near for one in place_by_dossier((asked,), (issue,))}
    assert found == {words: BEYOND if words == "ship*" else INSIDE}
    topics = {one.key: one.near for one in place_by_topic((asked,), {asked.id: topics_of(asked)})}
    assert (topics["captives"], topics["shipping"]) == (INSIDE, BEYOND)
