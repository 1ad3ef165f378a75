import datetime as dt
import time

import pytest

from standoff.core.dates import Published
from standoff.core.records import Attribution, LocalActor, Role
from standoff.core.spans import Span
from standoff.relating.actors import Gathered, gather_actors, key_of_person
from standoff.relating.proposals import Unnamed, office_of, propose, with_known_names, with_unsure
from standoff.relating.proposals_tables import Proposal


def person(name: str, *party: str, office: str = "") -> LocalActor:
    roles = (Role(title=office, party=party, start=0, end=len(office)),) if office else ()
    return LocalActor(name=name, type="person", speaks_for=party, roles=roles, mentions=(Span(5, 5 + len(name), name),))


def gathered(*articles: tuple[LocalActor, ...], year: int = 2010) -> Gathered:
    day = dt.date(year, 3, 1)
    published = Published(earliest=day, latest=day)
    return gather_actors((f"{number}.txt", published, one) for number, those in enumerate(articles) for one in those)


def named(found: tuple[Proposal, ...]) -> set[tuple[str, str]]:
    return {(one.a_name, one.b_name) for one in found}


def test_names_that_sound_alike_are_proposed_with_places_and_reason() -> None:
    (found,) = propose(gathered((person("Bela Zorinsky", "CHL"),), (person("Bella Sorinski", "CHL"),)))
    assert {found.a_name, found.b_name} == {"Bela Zorinsky", "Bella Sorinski"}
    assert found.reason.startswith("last names") and "both speak for CHL" in found.reason
    assert sorted((place.article, place.start) for place in (*found.a_places, *found.b_places)) == [("0.txt", 5), ("1.txt", 5)]
    assert found.accept.startswith("standoff judge same ") and found.a in found.accept and found.b in found.accept


def test_a_known_name_is_what_a_garbled_one_may_be_however_rare() -> None:
    garbled = person("Margret Tatcher", "GBR")
    (found,) = propose(gathered((garbled,), (garbled,), (person("Margaret Thatcher", "GBR"),), year=1985))
    assert (found.a_name, found.b_name) == ("Margret Tatcher", "Margaret Thatcher")


def test_other_first_names_are_no_proposal() -> None:
    assert propose(gathered((person("Jane Zorinsky", "CHL"),), (person("Bert Zorinsky", "CHL"),))) == ()


def test_names_that_one_article_holds_side_by_side_must_be_nearly_the_same() -> None:
    a, b = person("Mara Tolgan", "CHL"), person("Nora Dolgen", "CHL")
    assert propose(gathered((a,), (b,)))
    assert propose(gathered((a, b))) == ()


def test_names_of_two_parties_must_be_nearly_the_same() -> None:
    assert propose(gathered((person("Mara Tolgan", "CHL"),), (person("Nora Dolgen", "PER"),))) == ()
    (found,) = propose(gathered((person("Mara Tolgan", "CHL"),), (person("Mara Tolgen", "PER"),)))
    assert "against it: one speaks for" in found.reason


def test_a_garbled_office_holder_is_proposed_from_the_file() -> None:
    (found,) = propose(gathered((person("Margret Tatcher", "GBR"),), year=1985))
    assert (found.way, found.b_name) == ("file", "Margaret Thatcher")
    assert found.b == key_of_person("Margaret Thatcher")
    assert "held office for GBR" in found.reason and found.b_places == ()


def test_a_word_that_ran_into_a_name_is_left_out() -> None:
    (found,) = propose(gathered((person("Margret Tatcher Monday", "GBR"),), year=1985))
    assert found.b_name == "Margaret Thatcher"


@pytest.mark.parametrize(("party", "year"), [("SWE", 1985), ("GBR", 2031)])
def test_the_file_is_asked_for_the_party_and_the_years(party: str, year: int) -> None:
    assert propose(gathered((person("Margret Tatcher", party),), year=year)) == ()


def test_who_is_named_rightly_is_no_proposal() -> None:
    assert propose(gathered((person("Margaret Thatcher", "GBR"),), year=1985)) == ()


def test_a_source_named_by_office_is_proposed_for_its_only_holder() -> None:
    source = Span(0, 24, "The top Chilean diplomat")
    said = Attribution(
        id="attribution-1", article="x", start=0, end=30, text="x" * 30, content=(Span(0, 1, "x"),), source=source, party=("CHL",)
    )
    told = gathered((person("Ada Holm", "CHL", office="Foreign Minister"), person("Bert Holm", "PER", office="Foreign Minister")))
    (found,) = propose(told, [Unnamed(attribution=said, article="0.txt")])
    assert (found.way, found.a, found.b_name) == ("office", "attribution-1", "Ada Holm")
    assert found.accept == "standoff judge correct attribution-1 --speaker 'Ada Holm'"
    assert found.reject is None


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("the top Norwegian diplomat", "foreign_minister"),
        ("Norway's prime minister", "head_of_government"),
        ("an aide to the president", None),
        ("the deputy foreign minister", None),
        ("the former foreign minister", None),
        ("a spokesman", None),
    ],
)
def test_an_office_is_read_from_its_first_words(words: str, office: str | None) -> None:
    assert office_of(words) == office


def test_whom_people_were_unsure_of_is_proposed_once_with_that_reason() -> None:
    told = gathered((person("Ada Holm", "CHL"),), (person("Cara Lind", "PER"),), (person("Cara Linde", "PER"),))
    ada, lind, linde = (key_of_person(name) for name in ("Ada Holm", "Cara Lind", "Cara Linde"))
    before = propose(told)
    assert [{one.a, one.b} for one in before] == [{lind, linde}]
    found = with_unsure(before, told, {frozenset((ada, lind)), frozenset((lind, linde)), frozenset((ada, "actor-nobody"))})
    assert {(frozenset((one.a, one.b)), one.way) for one in found} == {
        (frozenset((lind, linde)), "name"), (frozenset((ada, lind)), "unsure"),
    }  # fmt: skip
    assert all(one.reason.endswith("people judged it and were unsure") for one in found)


def test_whom_people_hold_to_be_an_office_holder_goes_by_that_name() -> None:
    (actor,) = gathered((person("Wladimir Pootin", "RUS"),)).actors
    names = {actor.id: actor.name, "actor-2": "Vladimir Putin"}
    (found,) = with_known_names([actor], {actor.id: [actor.id, "actor-2"]}, names)
    assert (found.name, found.names, found.wikidata) == ("Vladimir Putin", ("Wladimir Pootin", "Vladimir Putin"), "Q7747")


def test_thousands_of_persons_are_not_compared_with_each_other() -> None:
    people = [person(f"Ada {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}nberg", "CHL") for n in range(3000)]
    start = time.process_time()
    propose(gathered(tuple(people)))
    assert time.process_time() - start < 30
