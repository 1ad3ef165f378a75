from standoff.reading.act_candidates import candidates
from standoff.reading.act_options import set_options
from standoff.reading.act_rows import ASKED, BLIND, FEATURES, LONGEST, NAMED, OTHER, OWN, Row, arrays, features, rows_of
from standoff.reading.acts import by_frames
from standoff.reading.frames import Matcher
from standoff.reading.wordpieces import vocabulary
from tests.reading.scenes import scene

ACTS = ("accuse", "reject", "demand")


def rows(text: str) -> list[Row]:
    matcher = Matcher(scene(text))
    asked = candidates(matcher, *by_frames(matcher))
    set_options(matcher.scene, asked)
    return list(rows_of(matcher.scene, asked))


def test_a_predicate_stands_at_its_own_piece() -> None:
    (row,) = rows("Chile rejected the demand of Peru.")
    assert row.pieces[row.places[0]] == vocabulary()["rejected"]


def test_who_is_named_is_marked() -> None:
    (row,) = rows("Chile rejected the demand of Peru.")
    assert [place for place, named in enumerate(row.named) if named == NAMED] == [
        row.pieces.index(vocabulary()[name]) for name in ("chile", "peru")
    ]


def test_in_somebodys_words_own_and_other_side_are_told_apart() -> None:
    (row,) = rows('"We shall never forgive Peru," Chile said.')
    assert row.named[row.pieces.index(vocabulary()["we"])] == OWN
    assert row.named[row.pieces.index(vocabulary()["peru"])] == OTHER


def test_a_long_sentence_is_told_in_several_rows() -> None:
    found = rows(f"Chile rejected the plan, {'which was long and wide, ' * 20}and Peru accepted it.")
    assert len(found) > 1
    assert all(len(row.pieces) <= LONGEST + 2 for row in found)


def test_every_candidate_has_its_features() -> None:
    (row,) = rows("Chile rejected the demand of Peru.")
    assert {len(features(one)) for one in row.asked} == {FEATURES}


def test_a_blind_row_hides_what_the_frames_found() -> None:
    (row,) = rows("Chile rejected the demand of Peru.")
    shown, blind = arrays([row], ACTS), arrays([row], ACTS, [True])
    assert shown["seen"].any()
    assert not blind["seen"].any()
    assert (shown["marks"].max(), blind["marks"].max()) == (ASKED, BLIND)
    assert shown["features"].sum() > blind["features"].sum()


def test_the_sides_stand_at_their_pieces() -> None:
    (row,) = rows("Chile rejected the demand of Peru.")
    given = arrays([row], ACTS)
    named = {row.pieces[place] for place in given["side_places"]}
    assert {vocabulary()["chile"], vocabulary()["peru"]} <= named
    assert set(given["whose"]) == set(range(len(row.asked)))


def test_kept_are_the_cells_that_are_asked_about_and_the_first_of_each_row() -> None:
    (row,) = rows("Chile rejected the demand of Peru.")
    given = arrays([row, row], ACTS)
    kept = {tuple(cell) for cell in given["kept"].tolist()}
    asked = zip(given["rows"].tolist(), given["places"].tolist(), strict=True)
    sides = zip(given["side_rows"].tolist(), given["side_places"].tolist(), strict=True)
    assert kept == {(0, 0), (1, 0), *asked, *sides}
    assert len(kept) < 2 * len(row.pieces)


def test_of_a_marked_event_all_cells_are_kept() -> None:
    marked = Row([101, 7592, 102], [0, 4, 0], [0, 0, 0])
    assert arrays([marked], ACTS)["kept"].tolist() == [[0, 0], [0, 1], [0, 2]]
