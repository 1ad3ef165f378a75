from standoff.reading.act_candidates import Candidate, candidates
from standoff.reading.acts import by_frames
from standoff.reading.frames import Matcher
from tests.reading.scenes import scene


def asked(text: str) -> dict[str, Candidate]:
    matcher = Matcher(scene(text))
    return {one.token.text: one for one in candidates(matcher, *by_frames(matcher))}


def test_every_verb_is_asked_about_but_helping_ones() -> None:
    assert list(asked("Chile has moved its fleet and Peru was watching.")) == ["moved", "watching"]


def test_what_the_frames_find_stands_at_its_predicate() -> None:
    found = asked("Chile rejected the demand of Peru.")
    assert found["rejected"].found is not None
    assert found["rejected"].found.act == "reject"


def test_the_content_of_another_act_is_kept_apart() -> None:
    demand = asked("Chile rejected Peru's demand that it leave the port.")["demand"]
    assert demand.found is None
    assert demand.inner is not None


def test_the_parties_that_could_have_acted() -> None:
    subject, speaker, _owner, thing = asked('"Chile has humiliated Peru," Bolivia said.')["humiliated"].parties
    assert (subject, speaker, thing) == (("CHL",), ("BOL",), ("PER",))


def test_nouns_of_meeting_are_asked_about() -> None:
    assert "consultations" in asked("Long consultations between Chile and Peru went on.")
