from dataclasses import dataclass, field

import pytest

from benchmarks.scoring import Mark
from benchmarks.speakers import Told, below, figures, found_in, joined, pinned, same_party, same_speaker
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.reader import read_articles

TEXT = (
    "Talks on the ferry line stalled. Norwegian Transport Minister Ingrid Haugen said the line would close in May. "
    '"We waited long enough," she added. '
    "A senior Danish official said Copenhagen had not been asked."
)


def gold(start: int, end: int, **fields: object) -> Mark:
    return Mark("a", ((start, end),), {"speaker": None, "party": [], "anonymous": False, **fields})


@dataclass
class Sheet:
    """Four sources asked for and one left open, and what a reading might say of them."""

    gold: list[Mark] = field(
        default_factory=lambda: [
            gold(0, 10, speaker="Ingrid Haugen", party=["NOR"]),
            gold(20, 30, speaker="Ola Lund", party=["DNK", "NOR"]),
            gold(40, 50, party=["DNK"], anonymous=True),
            gold(60, 70, anonymous=None),
            Mark("a", ((80, 90),), {"open": True}),
        ]
    )
    found: list[Mark] = field(
        default_factory=lambda: [
            gold(0, 8, speaker="Transport Minister Ingrid Haugen", party=("NOR",)),
            gold(25, 30, speaker="Ingrid Haugen", party=("NOR",)),
            gold(40, 50, party=("SWE",)),
            gold(80, 90, party=("FIN",)),
            gold(100, 110, party=("FIN",)),
        ]
    )

    def told(self) -> Told:
        return Told(self.gold, self.found, {})


def test_shares_are_of_the_attributions_found() -> None:
    report = figures(Sheet().told())
    assert (report["attributions"], report["found"]) == (4, 3)
    assert report["speaker"] == {"of": 3, "right": 0.667}
    assert report["speaker, where one is named"] == {"of": 2, "right": 0.5}
    assert report["party"] == {"of": 3, "right": 0.667}
    assert report["anonymous"] == {"of": 3, "right": 0.667}


def test_f1_counts_what_was_missed_and_what_was_found_too_much_but_not_what_was_left_open() -> None:
    report = figures(Sheet().told())
    # Two of four right; of ours the wrong one and the one that stands nowhere in the sheet are wrong, the open one is not.
    assert report["attribution + speaker"] == {"P": 0.5, "R": 0.5, "F1": 0.5}


def test_what_nobody_asked_about_anonymity_is_not_counted() -> None:
    sheet = Sheet()
    sheet.found.append(gold(60, 70))
    assert figures(sheet.told())["anonymous"]["of"] == 3


def test_corpora_are_joined_by_adding_their_counts() -> None:
    one = Sheet().told()
    other = Told([mark._replace(article="b") for mark in one.gold], [], {})
    assert figures(joined([one, other]))["found, share"] == 0.375


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("Ingrid Haugen", "Mrs. Haugen", True),
        ("Haugen", "Transport Minister Ingrid Haugen", True),
        ("Ingrid Haugen", "Ola Haugen", False),
        ("Ingrid Haugen", None, False),
        (None, "Ingrid Haugen", False),
        (None, None, True),
    ],
)
def test_one_person_has_a_longer_and_a_shorter_name(wanted: str | None, got: str | None, same: bool) -> None:
    assert same_speaker({"speaker": wanted}, {"speaker": got}) is same


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [(["NOR"], ("NOR", "DNK"), True), (["NOR"], ("SWE",), False), ([], ("Harbour union",), True), ([], ("NOR",), False)],
)
def test_parties_agree_by_half_of_their_codes(wanted: list[str], got: tuple[str, ...], same: bool) -> None:
    assert same_party({"party": wanted}, {"party": got}) is same


def test_a_reading_gives_one_mark_a_source_up_to_where_the_article_was_coded() -> None:
    article = Article(id=text_id(TEXT), name="ferry", text=TEXT)
    (reading,) = read_articles([article])
    every = found_in(article, reading, len(TEXT))
    assert len({mark.bounds for mark in every}) == len(every) >= 2
    assert any(mark.fields["party"] == ("NOR",) for mark in every)
    before = TEXT.index("A senior")
    assert found_in(article, reading, before) == [mark for mark in every if mark.bounds[0][1] <= before]


def test_the_floor_holds_only_the_corpora_that_were_read() -> None:
    now = pinned({"polnear": figures(Sheet().told()), "both": figures(Sheet().told())})
    assert list(now) == ["polnear"]
    assert below(now, {"polnear": {"found": 0.75}, "international": {"found": 0.9}}) == []
    (line,) = below(now, {"polnear": {"found": 0.76}})
    assert "0.750 is below the floor of 0.760" in line
