from standoff.reading.scene import Scene
from standoff.reading.speakers import resolve_speakers
from tests.reading.casting import Read


def scene_of(read: Read, content: str, source: str, cue: str) -> Scene:
    said = read.said(content, source, cue)
    return Scene(context=read.context, cast=read.cast, attributions=resolve_speakers(read.context, read.cast, (said,)))


def test_we_are_the_speakers_party() -> None:
    read = Read('"We reject our critics," Chilean envoy Ana Lorca said.')
    scene = scene_of(read, "We reject our critics", "Chilean envoy Ana Lorca", "said")
    assert (scene.party(read.token("We")), scene.party(read.token("our"))) == (("CHL",), ("CHL",))
    assert scene.speaker(read.token("We")) == "Ana Lorca"


def test_we_outside_of_what_is_said_are_nobody() -> None:
    read = Read('We met. "All is well," Chilean envoy Ana Lorca said.')
    assert scene_of(read, "All is well", "Chilean envoy Ana Lorca", "said").party(read.token("We")) == ()


def test_the_state_us_is_not_the_pronoun() -> None:
    read = Read('"The US rejects that," Chilean envoy Ana Lorca said.')
    assert scene_of(read, "The US rejects that", "Chilean envoy Ana Lorca", "said").party(read.token("US")) == ("USA",)


def test_you_are_the_other_side() -> None:
    read = Read('Norway moved ships. Norway armed them. "You know our limits," Chilean envoy Ana Lorca said.')
    scene = scene_of(read, "You know our limits", "Chilean envoy Ana Lorca", "said")
    assert scene.party(read.token("You")) == ("NOR",)


def test_you_are_those_who_are_told() -> None:
    read = Read('Peru and Norway listened. "You know our limits," Chilean envoy Ana Lorca told Norway.')
    scene = scene_of(read, "You know our limits", "Chilean envoy Ana Lorca", "told")
    assert scene.party(read.token("You")) == ("NOR",)


def test_they_in_a_quotation_are_not_the_speaker() -> None:
    read = Read('Norway moved ships. Norway armed them. "They know that," Chilean envoy Ana Lorca said.')
    scene = scene_of(read, "They know that", "Chilean envoy Ana Lorca", "said")
    assert scene.party(read.token("They")) != ("CHL",)


def test_the_government_in_a_quotation_is_the_speakers_own() -> None:
    read = Read('Norway moved ships. Norway warned all. "The government has no plans," Chilean envoy Ana Lorca said.')
    scene = scene_of(read, "The government has no plans", "Chilean envoy Ana Lorca", "said")
    assert scene.party(read.token("government")) == ("CHL",)
