from typing import Any

from standoff.codebook.conflicts import stem
from standoff.relating.conflicts_demands import decide_demands
from standoff.relating.conflicts_tables import Claim
from tests.relating.claims import later

ASKED = "withdraw all patrol boats from the herring banks"


def demand(text: str, article: str = "a", **fields: Any) -> Claim:
    words = text.split()
    stems = tuple(dict.fromkeys(stem(word) for word in words if len(word) > 3))
    known: dict[str, Any] = {
        "item": "statement-1", "article": article, "slot": "demand", "start": 0, "end": len(text), "text": text,
        "topic": "demand", "party": ("NOR",), "target": ("SWE",), "words": tuple(words), "stems": stems, **later(0),
    }  # fmt: skip
    return Claim(**{**known, **fields})


def test_the_same_demand_in_other_words_is_told_twice() -> None:
    found = decide_demands(demand(ASKED), demand("take all patrol boats away from the herring banks", "b"))
    assert found is not None and found.verdict == "same"


def test_words_that_exclude_each_other_are_a_conflict() -> None:
    found = decide_demands(demand(ASKED), demand(ASKED.replace("all", "some"), "b"))
    assert found is not None and (found.verdict, found.kind) == ("conflict", "demand")
    assert "“all” against “some”" in found.reason


def test_another_number_is_a_conflict() -> None:
    found = decide_demands(demand(ASKED.replace("all", "40")), demand(ASKED.replace("all", "60"), "b"))
    assert found is not None and found.verdict == "conflict"


def test_another_deadline_is_a_conflict() -> None:
    day, other = later(10), later(20)
    mine = demand(ASKED, earliest=day["told_earliest"], latest=day["told_latest"])
    theirs = demand(ASKED, "b", earliest=other["told_earliest"], latest=other["told_latest"])
    found = decide_demands(mine, theirs)
    assert found is not None and found.verdict == "conflict"


def test_demands_of_two_parties_have_nothing_to_do_with_each_other() -> None:
    assert decide_demands(demand(ASKED), demand(ASKED, "b", party=("DNK",))) is None


def test_a_demand_made_again_later_is_no_other_telling() -> None:
    found = decide_demands(demand(ASKED), demand(ASKED.replace("all", "some"), "b", **later(30)))
    assert found is not None and found.verdict == "different_referent"


def test_another_deed_with_the_same_thing_is_a_conflict() -> None:
    found = decide_demands(demand(ASKED), demand("close the herring banks to all patrol boats", "b"))
    assert found is not None and "“withdraw” against “close”" in found.reason
    later_on = decide_demands(demand(ASKED), demand("close the herring banks to all patrol boats", "b", **later(9)))
    assert later_on is not None and later_on.verdict == "same"


def test_what_is_demanded_is_compared_without_who_demands_it() -> None:
    assert (
        decide_demands(demand("Norway demanded that Sweden apologise"), demand("Norway demanded that Sweden leave", "b")) is None
    )


def test_another_place_is_a_conflict() -> None:
    found = decide_demands(demand(ASKED, names=("bergen",)), demand(ASKED, "b", names=("stavanger",)))
    assert found is not None and "of bergen against of stavanger" in found.reason
