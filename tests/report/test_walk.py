from standoff.report.basis import Evidence, Party
from standoff.report.brief import build_brief
from standoff.report.walk import MOST_PLACES, evidence_of, places_of, renumbered, with_fewer_places
from standoff.report.wholes import Stand
from tests.report.conftest import Keep
from tests.report.crisis import crisis


def place(number: int) -> Evidence:
    return Evidence(
        id=f"stmt-{number}", article=f"{number}.txt", source=number, start=0, end=1, quote="a", sentence="a", sentence_start=0,
        sentence_end=1,
    )  # fmt: skip


def stand(places: int) -> Stand:
    return Stand(
        party=Party(code="NOR", name="Norway"), state="rejects", stance="against", when="", earliest=None, latest=None,
        evidence=tuple(map(place, range(places))),
    )  # fmt: skip


def test_a_line_keeps_its_first_places_and_counts_the_rest() -> None:
    (cut,) = with_fewer_places((stand(MOST_PLACES + 3),))
    assert [one.source for one in cut.evidence] == list(range(MOST_PLACES))
    assert cut.more_places == 3


def test_a_line_of_few_places_stays() -> None:
    assert with_fewer_places((stand(MOST_PLACES),)) == (stand(MOST_PLACES),)


def test_sources_are_numbered_anew_by_their_names() -> None:
    (again,) = renumbered((stand(2),), {"0.txt": 7})
    assert [one.source for one in again.evidence] == [7, 0]


def test_every_place_of_a_brief_stands_in_a_source_under_its_number(keep: Keep) -> None:
    brief = build_brief(keep(*crisis()))
    names = {source.number: source.name for source in brief.sources}
    found = list(places_of(brief))
    assert {type(one).__name__ for one in found} == {"Evidence", "Passage", "Paper"}
    assert all(names[one.source] == one.article for one in found)
    assert set(evidence_of(brief)) <= set(found)


def test_places_that_were_never_worked_out_stay_counted() -> None:
    (first,) = with_fewer_places((stand(MOST_PLACES + 3),))
    (again,) = with_fewer_places((first,), 2)
    assert (len(again.evidence), again.more_places) == (2, MOST_PLACES + 1)
