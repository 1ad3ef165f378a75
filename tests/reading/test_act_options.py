from standoff.reading.act_candidates import Option, candidates
from standoff.reading.act_options import MOST, SIGNS, SLOTS, set_options
from standoff.reading.acts import frames_of
from tests.reading.scenes import scene


def options(text: str, predicate: str) -> dict[tuple[str, ...], Option]:
    """The options of a predicate, by their parties."""
    frames = frames_of(scene(text))
    asked = candidates(frames.matcher, frames.matches, frames.found)
    set_options(frames.matcher.scene, asked)
    return {option.parties: option for one in asked if one.token.text == predicate for option in one.options}


def test_every_side_of_the_sentence_is_an_option() -> None:
    found = options("Chile rejected the offer of Peru in front of Bolivia.", "rejected")
    assert {("CHL",), ("PER",), ("BOL",)} <= set(found)


def test_an_option_stands_at_its_word() -> None:
    token = options("Chile rejected the offer of Peru.", "rejected")["PER",].token
    assert token is not None
    assert token.text == "Peru"


def test_the_slots_that_it_fills_are_signs() -> None:
    signs = options("Chile rejected the offer of Peru.", "rejected")["CHL",].signs
    assert signs[SLOTS.index("subject")] == 1
    assert signs[SLOTS.index("object")] == 0


def test_a_side_of_the_sentence_before_is_an_option_without_a_word() -> None:
    found = options("Bolivia was angry. Chile rejected the offer.", "rejected")
    assert found["BOL",].token is None


def test_who_says_it_is_an_option() -> None:
    found = options('"The sanctions must end," Chile said.', "end")
    assert found["CHL",].signs[SLOTS.index("speaker")] == 1


def test_every_option_has_its_signs() -> None:
    assert {len(one.signs) for one in options("Chile rejected the offer of Peru.", "rejected").values()} == {SIGNS}


def test_hidden_findings_of_the_frames_are_not_shown() -> None:
    option = options("Chile rejected the offer of Peru.", "rejected")["CHL",]
    assert option.shown(blind=False)[-2] == 1
    assert option.shown(blind=True)[-2:] == (0, 0)


def test_a_crowd_of_sides_is_cut() -> None:
    names = "Chile, Peru, Bolivia, Brazil, France, Spain, Italy, Norway, Sweden, Japan, India, Kenya"
    assert len(options(f"Argentina denounced {names} and Egypt.", "denounced")) <= MOST


def test_a_side_that_is_named_twice_stands_at_the_nearer_word() -> None:
    token = options("Peru was angry when Chile rejected the offer of Peru.", "rejected")["PER",].token
    assert token is not None
    assert token.i == 9
