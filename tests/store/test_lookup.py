from sqlalchemy import Engine

from standoff.core.records import LocalActor
from standoff.store import lookup
from standoff.store.write import put
from tests.store.planted import article, reading_of


def kept(engine: Engine, *names: str) -> list[str]:
    """Articles that know one actor each, by these names and the code CHL; their ids in the order in which they were read."""
    found = []
    for number, name in enumerate(names):
        one = article(f"{name} spoke on day {number}.", f"{number}.txt")
        put(engine, one, reading_of(one, actors=(LocalActor(name=name, code="CHL", type="state", mentions=()),)))
        found.append(one.id)
    return found


def test_actors_come_newest_first_by_code_or_name_each_once(engine: Engine) -> None:
    first, second, third = kept(engine, "Chile", "Santiago", "Chile")
    assert [one for one, _ in lookup.actors_named(engine, ("CHL", "Chile"), 10)] == [third, second, first]
    assert [one for one, _ in lookup.some_actors(engine, "Chile", 10)] == [third, first]


def test_of_many_actors_the_newest_are_kept(engine: Engine) -> None:
    ids = kept(engine, "Chile", "Santiago", "Chile")
    assert [one for one, _ in lookup.some_actors(engine, "CHL", 2)] == ids[:0:-1]


def test_an_actor_that_nobody_names_is_not_found(engine: Engine) -> None:
    kept(engine, "Chile")
    assert lookup.some_actors(engine, "Peru", 5) == []
