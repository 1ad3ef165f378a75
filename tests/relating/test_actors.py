import datetime as dt
import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.core.dates import Published
from standoff.core.records import LocalActor, Role
from standoff.core.spans import Span
from standoff.relating.actors import gather_actors, merge_actors
from standoff.relating.judgements import actor_subject, judge_identity
from standoff.relating.judgements_tables import Judgement
from standoff.relating.proposals import propose
from standoff.relating.tables import Actor


def published(day: int) -> Published:
    return Published(earliest=dt.date(2031, 3, day), latest=dt.date(2031, 3, day))


def person(name: str, *party: str, roles: tuple[Role, ...] = ()) -> LocalActor:
    return LocalActor(name=name, type="person", speaks_for=party, roles=roles, mentions=(Span(0, len(name), name),))


def merged(*actors: LocalActor) -> tuple[Actor, ...]:
    return merge_actors((f"{number}.txt", published(number % 28 + 1), actor) for number, actor in enumerate(actors))


def names(*actors: LocalActor) -> list[str]:
    return sorted(actor.name for actor in merged(*actors))


def test_a_coded_actor_is_one_by_its_code() -> None:
    found = merged(LocalActor(name="Chile", type="state", code="CHL"), LocalActor(name="Santiago", type="state", code="CHL"))
    assert [(actor.id, set(actor.names), actor.articles) for actor in found] == [("CHL", {"Chile", "Santiago"}, 2)]


def test_persons_are_one_but_for_diacritics() -> None:
    assert len(merged(person("José Núñez", "CHL"), person("Jose Nunez", "CHL"))) == 1


def test_spelling_variants_of_one_party_are_one() -> None:
    assert len(merged(person("Dmytro Kovalenko", "UKR"), person("Dmitro Kovalenko", "UKR"))) == 1


def test_transliterations_of_first_and_last_name_are_one() -> None:
    assert len(merged(person("Oleksiy Danylchuk", "UKR"), person("Oleksij Danilchuk", "UKR"))) == 1


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("Bela Zorintz", "Bela Zorinz"),
        ("Mara Toldenburg", "Mara Toldenberg"),
        ("Ada Hollm", "Ada Holm"),
        ("Ane Reyes", "Ana Reyes"),
    ],
)
def test_a_garbled_name_is_never_joined_without_asking(garbled: str, right: str) -> None:
    told = gather_actors((f"{n}.txt", published(n + 1), person(name, "CHL")) for n, name in enumerate((garbled, right, right)))
    assert {(actor.name, actor.articles) for actor in told.actors} == {(garbled, 1), (right, 2)}
    (one,) = propose(told)
    assert (one.a_name, one.b_name) == (garbled, right)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Jörg Lüder", "Joerg Lueder"),
        ("Søren Bjørn", "Soren Bjorn"),
        ("Dag Luk'yan", "Dag Lukyan"),
        ("Akhmed Vikto", "Ahmed Wicto"),
        ("Ada B. Holm", "Ada Holm"),
        ("Kim Lan-su", "Kim Lansu"),
    ],
)
def test_ways_to_write_one_name_are_one(a: str, b: str) -> None:
    assert len(merged(person(a, "CHL"), person(b, "CHL"))) == 1


def test_two_known_names_of_an_office_holder_are_one() -> None:
    assert len(merged(person("Alexander Lukashenko", "BLR"), person("Alyaksandr Lukashenka", "BLR"))) == 1


def test_the_most_frequent_spelling_names_the_person() -> None:
    assert names(person("Dmitro Kovalin", "UKR"), person("Dmytro Kovalin", "UKR"), person("Dmytro Kovalin", "UKR")) == [
        "Dmytro Kovalin"
    ]


def test_a_known_spelling_names_the_person_before_a_frequent_one() -> None:
    assert names(*[person("Wladimir Putin", "RUS")] * 3, person("Vladimir Putin", "RUS")) == ["Vladimir Putin"]


def test_what_people_join_goes_by_the_known_or_frequent_name_too() -> None:
    garbled, right = person("Mara Toldenburg", "CHL"), person("Mara Toldenberg", "CHL")
    said = Judgement(
        id="judgement-1", when=dt.datetime(2031, 3, 1, tzinfo=dt.UTC), who="t", kind="actors", decision="same",
        subjects=(actor_subject(garbled), actor_subject(right)),
    )  # fmt: skip
    told = [(f"{n}.txt", published(n + 1), one) for n, one in enumerate((garbled, right, right))]
    assert [actor.name for actor in merge_actors(told, judge_identity([said]))] == ["Mara Toldenberg"]


def test_an_initial_joins_the_only_person_whom_it_fits() -> None:
    assert names(person("A. Holm", "CHL"), person("Ada Holm", "CHL"), person("Bert Holm", "CHL")) == ["Ada Holm", "Bert Holm"]


def test_two_initials_are_two_persons() -> None:
    assert names(person("A. Holm", "CHL"), person("B. Holm", "CHL")) == ["A. Holm", "B. Holm"]


def test_a_lone_surname_in_another_transliteration_joins() -> None:
    assert names(person("Zorinskyy", "UKR"), person("Ada Zorinsky", "UKR")) == ["Ada Zorinsky"]


def test_alike_names_of_two_parties_are_two_and_proposed() -> None:
    found = merged(person("Ana Reyes", "CHL"), person("Ane Reyes", "PER"))
    assert [actor.proposed for actor in sorted(found, key=lambda a: a.name)] == [(found[1].id,), (found[0].id,)]


def test_a_lone_surname_joins_the_only_person_who_has_it() -> None:
    assert names(person("Reyes", "CHL"), person("Ana Reyes", "CHL")) == ["Ana Reyes"]


def test_a_lone_surname_joins_nobody_where_two_have_it() -> None:
    assert names(person("Reyes", "CHL"), person("Ana Reyes", "CHL"), person("Bo Reyes", "CHL")) == [
        "Ana Reyes",
        "Bo Reyes",
        "Reyes",
    ]


def test_a_lone_surname_of_another_party_stays_alone() -> None:
    assert names(person("Reyes", "PER"), person("Ana Reyes", "CHL")) == ["Ana Reyes", "Reyes"]


def test_a_person_never_joins_what_is_no_person() -> None:
    council = LocalActor(name="Council of Reyes", type="group")
    assert names(person("Reyes"), council) == ["Council of Reyes", "Reyes"]


def test_roles_are_dated_by_their_articles() -> None:
    role = Role(title="Foreign Minister", party=("CHL",), start=0, end=16)
    found = merged(person("Ana Reyes", "CHL", roles=(role,)), person("Ana Reyes", "CHL", roles=(role,)))
    assert [(r.title, r.earliest, r.latest, r.articles) for r in found[0].roles] == [
        ("Foreign Minister", dt.date(2031, 3, 1), dt.date(2031, 3, 2), ("0.txt", "1.txt"))
    ]


def test_the_most_mentioned_come_first() -> None:
    assert [actor.name for actor in merged(person("Bo Lind"), person("Ana Reyes"), person("Ana Reyes"))] == [
        "Ana Reyes",
        "Bo Lind",
    ]


people = st.builds(
    person, st.sampled_from(["Ana Reyes", "Ane Reyes", "Reyes", "Bo Lind", "B. Lind", "", "!"]), st.sampled_from(["CHL", "PER"])
)


@given(st.lists(people, max_size=8), st.randoms())
def test_the_order_of_articles_does_not_matter(found: list[LocalActor], chance: Random) -> None:
    rows = [(f"{number}.txt", published(number + 1), actor) for number, actor in enumerate(found)]
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert merge_actors(shuffled) == merge_actors(rows)


@given(st.lists(people, max_size=8))
def test_no_mention_is_lost(found: list[LocalActor]) -> None:
    assert sum(actor.mentions for actor in merged(*found)) == len(found)


def test_many_persons_are_not_all_compared_with_all() -> None:
    crowd = [person(f"{chr(97 + n % 26)}{n} {chr(97 + n // 26 % 26)}{n // 9}", "CHL") for n in range(4000)]
    start = time.process_time()
    merged(*crowd)
    assert time.process_time() - start < 10
