import numpy as np
import pytest

from standoff.codebook.acts import acts
from standoff.reading.act_candidates import Candidate, candidates
from standoff.reading.act_model import Judged
from standoff.reading.act_wording import BUCKETS, NONE, Weights, bucket, chances, reweighed, signs_of, weights
from standoff.reading.acts import frames_of
from standoff.reading.scene import Scene
from tests.reading.scenes import scene

FAMILIES = (NONE, *sorted({act.family for act in acts().values()}))


def asked(text: str) -> tuple[Scene, tuple[Candidate, ...]]:
    frames = frames_of(scene(text))
    return frames.matcher.scene, candidates(frames.matcher, frames.matches, frames.found)


def signs_at(text: str, word: str) -> set[int]:
    place, found = asked(text)
    return next(signs for one, signs in zip(found, signs_of(place, found), strict=True) if one.token.text == word)


def leaning(sign: str, family: str, weight: float = 3.0) -> Weights:
    """A model that knows one sign of one family, and takes the rest for as likely as not."""
    table = np.zeros((BUCKETS, len(FAMILIES)), np.float32)
    table[bucket(sign), FAMILIES.index(family)] = weight
    return Weights(FAMILIES, table, np.zeros(len(FAMILIES)))


def test_the_shipped_model_has_every_family() -> None:
    assert weights().families == FAMILIES
    assert weights().weights.shape == (BUCKETS, len(FAMILIES))


def test_a_predicate_is_known_by_its_word() -> None:
    assert bucket("it=reject") in signs_at("Chile rejected the offer of Peru.", "rejected")


@pytest.mark.parametrize("sign", ["object=offer", "subject is party", "1=the", "word=peru", "unsaid"])
def test_what_stands_around_a_predicate_is_a_sign(sign: str) -> None:
    assert bucket(sign) in signs_at("Chile rejected the offer of Peru.", "rejected")


def test_negation_is_a_sign() -> None:
    assert bucket("reject|negated") in signs_at("Chile did not reject the offer of Peru.", "reject")
    assert bucket("reject|negated") not in signs_at("Chile rejected the offer of Peru.", "rejected")


def test_the_cue_of_an_attribution_is_a_sign() -> None:
    assert bucket("cue=said") in signs_at("The minister said that Chile rejected the offer of Peru.", "rejected")


def test_a_word_told_before_is_a_sign() -> None:
    text = "Chile rejected the offer of Peru.\n\nBolivia rejects the offer, too."
    assert bucket("seen=0") in signs_at(text, "rejected")
    assert bucket("seen=1") in signs_at(text, "rejects")


def test_the_same_text_has_the_same_signs() -> None:
    text = "Chile rejected the offer of Peru, and Peru said it would wait."
    assert signs_at(text, "rejected") == signs_at(text, "rejected")


def test_a_sign_makes_its_family_likelier() -> None:
    model = leaning("it=reject", "no")
    (with_it, without) = chances([{bucket("it=reject")}, {bucket("it=wait")}], model)
    assert with_it[FAMILIES.index("no")] > without[FAMILIES.index("no")]


def test_chances_sum_to_one() -> None:
    assert chances([{1, 2, 3}, set()], weights()).sum(1) == pytest.approx([1.0, 1.0])


def test_without_predicates_there_are_no_chances() -> None:
    assert chances([], weights()).shape == (0, len(FAMILIES))


def verdict(one: Candidate, none: float, told: dict[str, float]) -> Judged:
    return Judged(one, none, dict.fromkeys(acts(), 0.0) | told, (), {})


def test_words_move_the_chances_of_the_network() -> None:
    place, found = asked("Chile rejected the offer of Peru.")
    one = next(one for one in found if one.token.text == "rejected")
    (moved,) = reweighed(place, [verdict(one, 0.5, {"reject": 0.25, "accuse": 0.25})], leaning("it=reject", "no"))
    assert moved.acts["reject"] > moved.acts["accuse"]


def test_words_that_hardly_know_the_predicate_move_less() -> None:
    place, found = asked("Chile rejected the offer of Peru.")
    one = next(one for one in found if one.token.text == "rejected")
    told = [verdict(one, 0.5, {"reject": 0.25, "accuse": 0.25})]
    (known,) = reweighed(place, told, leaning("it=reject", "no"))
    (unknown,) = reweighed(place, told, leaning("object=offer", "no"))
    assert known.acts["reject"] > unknown.acts["reject"] > 0.25


def test_chances_still_sum_to_one_when_weighed() -> None:
    place, found = asked("Chile rejected the offer of Peru.")
    for one in reweighed(place, [verdict(one, 0.5, {"reject": 0.3, "accuse": 0.2}) for one in found], weights()):
        assert one.none + sum(one.acts.values()) == pytest.approx(1.0, abs=1e-4)


def test_acts_of_one_family_keep_their_shares() -> None:
    place, found = asked("Chile rejected the offer of Peru.")
    (moved,) = reweighed(place, [verdict(found[0], 0.4, {"reject": 0.4, "reaffirm": 0.2})], weights())
    assert moved.acts["reject"] == pytest.approx(2 * moved.acts["reaffirm"])


def test_an_article_without_predicates_is_left_as_it_is() -> None:
    place, _ = asked("Chile.")
    assert reweighed(place, [], weights()) == []
