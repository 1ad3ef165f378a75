"""Issues found without a dossier."""

import msgspec

from standoff.core.records import Statement
from standoff.core.spans import Span
from standoff.relating.found_issues import Tally, choose_issues, find_issues, name_of, tally_article, words_for
from standoff.relating.issues import index_issues
from standoff.relating.topics import stem_of, topics_of


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
    assert all(set(index.of(statement)) == {"tariff"} for statement in TARIFFS)


def test_the_same_statements_in_any_order_give_the_same_issues() -> None:
    assert find_issues(TARIFFS) == find_issues(TARIFFS[::-1])


def test_plurals_share_a_stem() -> None:
    assert stem_of("Missiles") == stem_of("missile") == "missile"
    assert stem_of("press") == "press"


def test_kindred_words_are_one_topic() -> None:
    words = ("the manoeuvres", "a military exercise", "more drills")
    assert all("exercises" in topics_of(said(1, "reject", "PER", f"Peru refused to end {what}")) for what in words)


def test_a_condition_names_no_topic() -> None:
    text = "Chile will close the port if the fishermen return"
    start = text.index("if")
    held = msgspec.structs.replace(said(1, "threaten", "CHL", text), condition=Span(start, len(text), text[start:]))
    assert "fishermen" not in topics_of(held)
    assert "port" in topics_of(held)


def test_a_demand_is_about_what_is_demanded() -> None:
    text = "With tanks on the bridge Chile demanded the return of the archives"
    content = Span(text.index("the return"), len(text), text[text.index("the return") :])
    assert set(topics_of(msgspec.structs.replace(said(1, "demand", "CHL", text), content=content))) == {"archive"}


def test_names_and_verbs_are_no_topics() -> None:
    found = find_issues(
        [said(n, act, party, f"{name} vowed to negotiate") for n, (act, party, name) in enumerate(
            [("demand", "CHL", "Soto"), ("reject", "PER", "Soto"), ("reject", "PER", "Soto")])]
    )  # fmt: skip
    assert found == ()


PROGRAMME = [
    said(1, "demand", "USA", "Washington demanded an end to the ballistic missile programme", "ballistic missile programme"),
    said(2, "reject", "IRN", "Iran will never give up its ballistic missile programme", "ballistic missile programme"),
    said(3, "offer_talks", "IRN", "Iran is ready to discuss the ballistic missile programme", "ballistic missile programme"),
]


def test_an_issue_is_called_by_its_noun_phrase() -> None:
    assert find_issues(PROGRAMME)[0].name == "ballistic missile programme"


def tallies(statements: list[Statement]) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for statement in statements:
        for key, tally in tally_article([statement]).items():
            found.setdefault(key, Tally()).add(tally)
    return found


def test_what_is_taken_out_of_a_tally_leaves_no_trace() -> None:
    found = tallies(PROGRAMME)
    for statement in PROGRAMME:
        for key, tally in tally_article([statement]).items():
            found[key].add(tally, -1)
    assert all(tally == Tally() for tally in found.values())


def test_an_issue_keeps_its_name_while_that_is_still_used() -> None:
    grown = tallies(PROGRAMME + [said(n, "reject", "IRN", "Iran kept the missile tests", "missile tests") for n in range(4, 7)])
    assert name_of("missiles", grown, "ballistic missile programme") == "ballistic missile programme"


def test_an_issue_in_force_stays_longer_than_it_would_take_to_become_one() -> None:
    found = tallies(TARIFFS)
    keys = {key: {f"{key}-{n}" for n in range(3)} for key in found}

    def chosen(articles: int, before: dict[str, str]) -> list[str]:
        return [issue.id for issue in choose_issues(found, articles, lambda all_: {key: keys[key] for key in all_}, before)]

    assert chosen(900, {"tariff": "tariffs"}) == ["tariff"]
    assert chosen(900, {}) == []
    assert chosen(1200, {"tariff": "tariffs"}) == []


def test_what_says_of_which_kind_something_is_is_no_issue() -> None:
    said_of_it = [
        said(1, "demand", "USA", "Washington demanded that the prime minister step in"),
        said(2, "reject", "CHN", "China rejected the prime minister's word"),
        said(3, "demand", "USA", "Washington wants an independent Chinese inspector"),
        said(4, "reject", "CHN", "China refused an independent Chinese voice"),
        said(5, "reject", "CHN", "China refused an independent body"),
    ]
    assert not {"prime", "independent"} & {issue.id for issue in find_issues(said_of_it)}


def test_a_group_is_not_called_by_a_word_that_only_describes() -> None:
    deal = [said(n, "demand", party, "asked for a new nuclear deal", "deal") for n, party in enumerate(("USA", "IRN", "USA"))]
    assert [issue.name for issue in find_issues(deal)] == ["nuclear programme"]


def test_a_name_of_an_issue_is_no_deed() -> None:
    seen = [said(n, "demand", party, "the formally recognized line") for n, party in enumerate(("USA", "IRN", "USA", "IRN"))]
    assert "formally recognized" not in {issue.name for issue in find_issues(seen)}


def test_words_in_y_are_one_topic_with_their_plural() -> None:
    assert stem_of("duties") == stem_of("duty") == "duty"
    assert words_for("duty") == ("duty*", "duties")
    assert words_for("survey") == ("survey*",)
