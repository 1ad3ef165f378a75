import datetime as dt

from sqlalchemy import Engine

from standoff.core.dates import Published
from standoff.core.ids import content_id
from standoff.core.records import Attribution, LocalActor, Role
from standoff.relating.actors import key_of_person
from standoff.store.judging import Judging
from standoff.store.query import Filter
from standoff.store.views import Views
from standoff.store.write import put
from tests.store.planted import article, at, reading_of

DAY = dt.date(1985, 3, 4)
TEXTS = {
    "a.txt": "Margret Tatcher, the prime minister, spoke to Bela Zorinsky on the quay.",
    "b.txt": "Bella Sorinski waited. The British prime minister said that the quay was hers.",
}


def plant(engine: Engine) -> None:
    published = Published(earliest=DAY, latest=DAY, basis="given")
    for name, text in TEXTS.items():
        one = article(text, name)
        actors, attributions = [], []
        for person, party in (("Margret Tatcher", "GBR"), ("Bela Zorinsky", "CHL"), ("Bella Sorinski", "CHL")):
            if person in text:
                roles = (Role(title="prime minister", party=(party,), start=0, end=1),) if party == "GBR" else ()
                actors.append(
                    LocalActor(name=person, type="person", speaks_for=(party,), roles=roles, mentions=(at(text, person),))
                )
        if name == "b.txt":
            whole = at(text, "The British prime minister said that the quay was hers")
            attributions.append(
                Attribution(
                    id=content_id("attribution", one.id),
                    article=one.id,
                    start=whole.start,
                    end=whole.end,
                    text=whole.text,
                    content=(at(text, "the quay was hers"),),
                    source=at(text, "The British prime minister"),
                    party=("GBR",),
                )
            )
        put(engine, one, reading_of(one, published=published, actors=tuple(actors), attributions=tuple(attributions)))


def ways(engine: Engine) -> list[tuple[str, str]]:
    return sorted((one.way, one.b_name) for one in Views(engine).proposals())


def test_the_record_proposes_by_name_by_file_and_by_office(engine: Engine) -> None:
    plant(engine)
    assert ways(engine)[:2] == [("file", "Margaret Thatcher"), ("name", ways(engine)[1][1])]
    assert ways(engine)[2] == ("office", "Margret Tatcher")
    for one in Views(engine).proposals():
        assert all(TEXTS[place.article][place.start : place.end] == place.text for place in (*one.a_places, *one.b_places))


def test_what_is_accepted_goes_by_the_known_name_and_is_proposed_no_more(engine: Engine) -> None:
    plant(engine)
    judging = Judging(engine, "Ada")
    made = judging.actors("same", "Margret Tatcher", "Margaret Thatcher")
    assert made.subjects[1].id == key_of_person("Margaret Thatcher")
    assert [one.state for one in Views(engine).judgements()] == ["in force"]
    assert "Margaret Thatcher" in {actor.name for actor in Views(engine).actors()}
    assert "file" not in {way for way, _ in ways(engine)}
    judging.undo(made.id)
    assert "Margret Tatcher" in {actor.name for actor in Views(engine).actors()}


def test_what_is_rejected_is_proposed_no_more(engine: Engine) -> None:
    plant(engine)
    judging = Judging(engine, "Ada")
    judging.actors("not_same", "Margret Tatcher", "Margaret Thatcher")
    judging.actors("not_same", "Bela Zorinsky", "Bella Sorinski")
    assert {way for way, _ in ways(engine)} == {"office"}
    assert {one.way for one in Views(engine).raw.proposals()} == {"file", "name", "office"}


def test_an_office_is_accepted_as_a_correction(engine: Engine) -> None:
    plant(engine)
    (proposal,) = (one for one in Views(engine).proposals() if one.way == "office")
    Judging(engine, "Ada").correct(proposal.a, {"speaker": (proposal.b_name,)})
    assert "office" not in {way for way, _ in ways(engine)}


def test_the_filter_chooses_by_article(engine: Engine) -> None:
    plant(engine)
    assert {one.way for one in Views(engine).proposals(Filter(article="b.txt"))} == {"name", "office"}
