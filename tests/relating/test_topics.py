"""Issues found without a dossier."""

from standoff.core.records import Statement
from standoff.relating.found_issues import find_issues
from standoff.relating.issues import index_issues
from standoff.relating.topics import stem_of


def said(number: int, act: str, party: str, text: str, issue: str = "", article: str | None = None) -> Statement:
    return Statement(
        id=f"statement-{number}",
        article=article or f"article-{number}",
        start=0,
        end=len(text),
        text=text,
        act=act,
        party=(party,),
        issue=(issue,) if issue else (),
    )


TARIFFS = [
    said(1, "demand", "USA", "the United States demanded that China lift its tariffs on soybeans", "tariffs"),
    said(2, "reject", "CHN", "China refused to lift the tariffs", "tariffs"),
    said(3, "offer_talks", "CHN", "China is willing to discuss its tariffs", "tariffs"),
]


def test_what_two_parties_keep_coming_back_to_is_an_issue() -> None:
    assert [issue.name for issue in find_issues(TARIFFS)] == ["tariffs"]


def test_what_one_party_alone_speaks_of_is_none() -> None:
    assert find_issues([said(n, "demand", "USA", "Washington demanded an end to the tariffs", "tariffs") for n in range(4)]) == ()


def test_actors_and_generic_words_are_no_issue() -> None:
    talk = [said(n, "demand", party, "China asked Washington for new talks this week") for n, party in enumerate(("CHN", "USA"))]
    assert find_issues(talk) == ()


def test_an_issue_found_matches_its_statements() -> None:
    index = index_issues(None, TARIFFS)
    assert index.found
    assert all(index.of(statement) == ("tariff",) for statement in TARIFFS)


def test_the_same_statements_in_any_order_give_the_same_issues() -> None:
    assert find_issues(TARIFFS) == find_issues(TARIFFS[::-1])


def test_plurals_share_a_stem() -> None:
    assert stem_of("Missiles") == stem_of("missile") == "missile"
    assert stem_of("press") == "press"
