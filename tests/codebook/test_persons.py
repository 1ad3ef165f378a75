from standoff.codebook.persons import is_known, persons_of, wikidata_of
from standoff.codebook.world import world


def test_a_person_has_an_item_only_with_the_right_party() -> None:
    assert wikidata_of("Mette Frederiksen", ("DNK",)) == "Q5015"
    assert wikidata_of("Mette Frederiksen", ("SWE",)) is None
    assert wikidata_of("Mette Frederiksen", ()) is None


def test_other_spellings_of_the_files_lead_to_the_same_person() -> None:
    assert wikidata_of("Recep Tayyip Erdoğan", ("TUR",)) == wikidata_of("Recep Tayyip Erdogan", ("TUR",)) == "Q39259"


def test_every_item_belongs_to_a_person_of_the_files() -> None:
    held = [person for actor in world().names for person in persons_of(actor) if person.wikidata]
    assert len(held) == 78
    assert len({(person.name, person.wikidata) for person in held}) >= 77


def test_years_tell_who_was_in_office() -> None:
    (thatcher,) = (person for person in persons_of("GBR") if person.name == "Margaret Thatcher")
    assert thatcher.in_office(1985) and thatcher.in_office(None)
    assert not thatcher.in_office(2031)


def test_a_lone_last_name_is_nobody_known() -> None:
    assert is_known("Margaret Thatcher")
    assert not is_known("Thatcher")


def test_states_and_bodies_have_items() -> None:
    assert world().wikidata["NOR"] == "Q20"
    assert world().wikidata["NATO"] == "Q7184"
