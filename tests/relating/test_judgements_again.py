from standoff.core.records import LocalActor
from standoff.relating.judgements_again import find_actors_again
from tests.relating.test_judgements import actor, decide


def test_an_actor_that_a_newer_reading_has_coded_is_found_by_its_name() -> None:
    before, after = LocalActor(name="Chile", type="unknown"), LocalActor(name="Chile", type="state", code="CHL")
    other = actor("Ada Holm")
    (found,), missing = find_actors_again([decide(0, "same", before, other)], [after, other])
    assert (found.subjects[0].id, missing) == ("CHL", {})


def test_an_actor_that_nobody_names_any_more_is_told() -> None:
    one = decide(0, "same", actor("Ada Holm"), actor("Bert Lind"))
    found, missing = find_actors_again([one], [actor("Ada Holm")])
    assert found == [] and "Bert Lind" in missing[one.id].why
