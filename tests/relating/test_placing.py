"""Under which topics and issues statements stand."""

from standoff.codebook.dossier import Issue
from standoff.core.records import Statement
from standoff.relating.placing import place_by_dossier, place_by_topic
from standoff.relating.topics import topics_of


def said(number: int, act: str, text: str, start: int, party: str = "CHL", reply_to: str | None = None) -> Statement:
    return Statement(
        id=f"s{number}", article="a", start=start, end=start + len(text), text=text, act=act, party=(party,), reply_to=reply_to
    )


ASKED = said(1, "demand", "Chile demanded the release of prisoners", 0)


def places(*statements: Statement) -> set[tuple[str, str, bool]]:
    return set(place_by_topic(statements, {one.id: topics_of(one) for one in statements}))


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
    assert place_by_dossier((ASKED,), issues) == [("captives", "s1", False)]
