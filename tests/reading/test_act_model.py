from typing import get_args

import numpy as np
import pytest

from standoff.codebook.acts import acts
from standoff.core.records import MeetingStatus
from standoff.reading.act_candidates import candidates
from standoff.reading.act_model import NETWORK, Judged, Marked, judged, labels, marked_row, root_chances
from standoff.reading.act_options import set_options
from standoff.reading.act_rows import SOURCE, TARGET, arrays, rows_of
from standoff.reading.acts import by_frames
from standoff.reading.frames import Matcher
from standoff.reading.networks import network
from tests.reading.scenes import scene


def told(text: str) -> dict[str, Judged]:
    matcher = Matcher(scene(text))
    return {one.candidate.token.text: one for one in judged(matcher.scene, candidates(matcher, *by_frames(matcher)))}


def event(text: str) -> Marked:
    """A sentence about Chile, the source, and Peru, the target."""
    return Marked(text, (text.index("Chile"), text.index("Chile") + 5), (text.index("Peru"), text.index("Peru") + 4))


def test_the_labels_are_acts_of_the_codebook() -> None:
    assert set(labels().acts) == set(acts())
    assert len(labels().roots) == 15
    assert set(labels().meetings) == set(get_args(MeetingStatus))


def test_chances_add_up() -> None:
    for one in told("Chile rejected the offer, and Peru was disappointed.").values():
        assert one.none + sum(one.acts.values()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "predicate", "act"),
    [
        ("Chile accused Peru of poisoning the river.", "accused", "accuse"),
        ("Warplanes of Chile bombed a harbour in Peru on Monday.", "bombed", "assault"),
        ("Chile flatly rejected the proposal of Peru.", "rejected", "reject"),
        ("Chile urged Peru to withdraw its troops from the island.", "urged", "demand"),
    ],
)
def test_plain_acts_are_told(text: str, predicate: str, act: str) -> None:
    one = told(text)[predicate]
    assert one.best == act
    assert one.none < 0.5


def test_who_acts_and_at_whom_it_is_aimed_is_told() -> None:
    sides = {side.parties: side for side in told("Chile accused Peru of poisoning the river.")["accused"].sides}
    assert sides["CHL",].acts > sides["PER",].acts
    assert sides["PER",].aimed > sides["CHL",].aimed


def test_a_meeting_is_told_with_its_status() -> None:
    held = told("The president of Chile met the president of Peru in Geneva on Monday.")["met"].meetings
    assert max(held, key=held.__getitem__) == "held"
    assert sum(held.values()) > 0.5


def test_a_predicate_without_an_act_is_told_from_one_with() -> None:
    found = told("Chile accused Peru of poisoning the river. Peru lies north of Chile.")
    assert found["lies"].none > found["accused"].none


def test_sentences_without_a_party_are_not_asked_about() -> None:
    assert told("It rained and the streets were empty.") == {}


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Chile accused Peru of breaking the fishing treaty.", "ACCUSE"),
        ("Fighter jets from Chile bombed a military base in Peru.", "ASSAULT"),
        ("Chile sent food and medicine to Peru after the earthquake.", "AID"),
        ("The president of Chile met with the president of Peru on Friday.", "CONSULT"),
    ],
)
def test_roots_of_marked_sentences(text: str, root: str) -> None:
    (chances,) = root_chances([event(text)])
    assert max(chances, key=chances.__getitem__) == root


def test_states_that_nobody_asks_for_change_no_answer() -> None:
    matcher = Matcher(scene("Chile rejected the offer of Peru, and Bolivia praised it."))
    asked = candidates(matcher, *by_frames(matcher))
    set_options(matcher.scene, asked)
    given = arrays(list(rows_of(matcher.scene, asked)), labels().acts)
    every = {**given, "kept": np.argwhere(given["pieces"] >= 0)}
    few, all_of_them = network(NETWORK).run(given), network(NETWORK).run(every)
    assert len(given["kept"]) < len(every["kept"])
    for name in ("acts", "sides", "meetings"):
        assert few[name] == pytest.approx(all_of_them[name], abs=0.05)  # the int8 scales are those of what goes through together


def test_who_does_it_to_whom_counts() -> None:
    forth, back = root_chances([event("Chile was denounced by Peru."), event("Chile denounced Peru.")])
    assert forth != back


def test_roots_come_in_the_order_asked() -> None:
    short, long = event("Chile bombed Peru."), event("On Friday the president of Chile met with the president of Peru for talks.")
    both, alone = root_chances([long, short]), root_chances([short])
    assert both[1] == pytest.approx(alone[0], abs=0.1)  # the int8 scales are those of all that goes through together
    assert max(both[1], key=both[1].__getitem__) != max(both[0], key=both[0].__getitem__)


def test_a_long_sentence_is_cut_around_its_marks() -> None:
    row = marked_row(event("long ago and far away " * 60 + "Chile denounced Peru" + " and so on" * 60))
    assert len(row.pieces) < 100
    assert {SOURCE, TARGET} <= set(row.named)
