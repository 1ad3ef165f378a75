from standoff.report.brief import build_brief
from standoff.report.shapes import FigureGroup

from .conftest import Keep, Plant


def counts(name: str, published: str, words: str, holder: str, **fields: object) -> Plant:
    plant = Plant(name, f"Officials say that {words} stand near Sweden now.", published)
    said = plant.attribution(words, party=(holder,))
    plant.figure(words, party=("NOR",), attribution=said, **fields)
    return plant


def groups(keep: Keep, *plants: Plant) -> tuple[FigureGroup, ...]:
    return build_brief(keep(*plants)).figures


def test_units_of_one_kind_in_one_place_stand_side_by_side(keep: Keep) -> None:
    one = counts("a.txt", "2030-05-01", "300 soldiers", "SWE", low=300, high=300, unit="soldiers", place="close to Sweden")
    two = counts("b.txt", "2030-05-02", "400 troops", "NOR", low=400, high=400, unit="troops", place="Sweden's border")
    (group,) = groups(keep, one, two)
    assert [line.told for line in group.lines] == ["300", "400"]
    assert group.spread == "300 to 400"


def test_the_same_unit_elsewhere_is_another_group(keep: Keep) -> None:
    one = counts("a.txt", "2030-05-01", "300 soldiers", "SWE", low=300, high=300, unit="soldiers", place="close to Sweden")
    two = counts("b.txt", "2030-05-02", "400 troops", "NOR", low=400, high=400, unit="troops", place="in Denmark")
    assert len(groups(keep, one, two)) == 2


def test_a_place_that_names_nothing_joins_the_only_named_one(keep: Keep) -> None:
    one = counts("a.txt", "2030-05-01", "300 soldiers", "SWE", low=300, high=300, unit="soldiers", place="close to Sweden")
    two = counts("b.txt", "2030-05-02", "400 troops", "NOR", low=400, high=400, unit="troops", place="the frontier")
    assert len(groups(keep, one, two)) == 1


def test_ranges_that_do_not_meet_are_accounts_that_differ(keep: Keep) -> None:
    one = counts("a.txt", "2030-05-01", "300 to 350 soldiers", "SWE", low=300, high=350, unit="soldiers")
    two = counts("b.txt", "2030-05-02", "over 400 troops", "NOR", low=400, high=None, modifier="over", unit="troops")
    (account,) = build_brief(keep(one, two)).accounts
    assert account.kind == "figure"
    assert [side.against for side in account.sides] == [("over 400 troops",), ("300 to 350 soldiers",)]


def test_ranges_that_meet_are_no_conflict(keep: Keep) -> None:
    one = counts("a.txt", "2030-05-01", "300 to 450 soldiers", "SWE", low=300, high=450, unit="soldiers")
    two = counts("b.txt", "2030-05-02", "over 400 troops", "NOR", low=400, high=None, modifier="over", unit="troops")
    assert build_brief(keep(one, two)).accounts == ()


def test_a_party_s_later_count_is_an_update_and_no_conflict(keep: Keep) -> None:
    one = counts("a.txt", "2030-05-01", "300 soldiers", "SWE", low=300, high=300, unit="soldiers")
    two = counts("b.txt", "2030-05-02", "400 troops", "SWE", low=400, high=400, unit="troops")
    assert build_brief(keep(one, two)).accounts == ()


def test_a_part_is_no_rival_of_the_whole(keep: Keep) -> None:
    one = counts("a.txt", "2030-05-01", "30 sailors", "SWE", low=30, high=30, unit="sailors")
    two = counts("b.txt", "2030-05-02", "400 troops", "NOR", low=400, high=400, unit="troops")
    assert build_brief(keep(one, two)).accounts == ()


def test_a_denial_stands_beside_the_charge(keep: Keep) -> None:
    plant = Plant("nets.txt", "Oslo accuses Sweden of cutting fishing nets. Sweden denied cutting fishing nets.", "2030-05-02")
    plant.statement("Oslo accuses Sweden of cutting fishing nets", "accuse", "NOR", addressee=("SWE",))
    plant.statement("Sweden denied cutting fishing nets", "deny", "SWE")
    (account,) = build_brief(keep(plant)).accounts
    assert [side.holder for side in account.sides] == ["Norway", "Sweden"]


def test_a_denial_of_something_else_stands_alone(keep: Keep) -> None:
    plant = Plant("nets.txt", "Oslo accuses Sweden of cutting fishing nets. Sweden denied any plan for a tariff.", "2030-05-02")
    plant.statement("Oslo accuses Sweden of cutting fishing nets", "accuse", "NOR", addressee=("SWE",))
    plant.statement("Sweden denied any plan for a tariff", "deny", "SWE")
    assert build_brief(keep(plant)).accounts == ()
