from standoff.reading.attribution import Options, by_rules, find_attributions
from standoff.reading.attribution_network import AFTER, BEFORE, around, by_network
from standoff.reading.attribution_page import open_page
from standoff.reading.attribution_signs import view_of
from standoff.reading.attribution_windows import Window
from tests.reading.casting import context_of

PLAIN = "The minister said that the talks had failed."


def told(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    found = find_attributions(context_of(text), Options(finder="network", convention="polnear"))
    return [
        (f.source.text if f.source else None, f.cue.text if f.cue else None, [piece.text for piece in f.content]) for f in found
    ]


def test_a_clause_is_found_with_its_source_and_cue() -> None:
    assert told(PLAIN) == [("The minister", "said", ["that the talks had failed"])]


def test_a_quotation_is_found_with_its_marks() -> None:
    ((source, cue, pieces),) = told("“We will not sign this paper,” the minister said.")
    assert (source, cue, pieces) == ("the minister", "said", ["“We will not sign this paper,”"])


def test_an_object_is_a_content_in_the_corpus() -> None:
    ((source, _, pieces),) = told("The senator strongly criticized the plan.")
    assert (source, pieces) == ("The senator", ["the plan"])


def test_a_text_without_words_has_no_attributions() -> None:
    assert told("\n") == []


def test_a_page_of_many_windows_is_read_as_one() -> None:
    filler = "The road runs along the river and then up to the old mill. " * 60
    found = told(filler + PLAIN + " " + filler)
    assert [pieces for _, _, pieces in found] == [["that the talks had failed"]]


def test_a_higher_threshold_finds_a_part_of_the_same() -> None:
    page = open_page(context_of(f"{PLAIN} Analysts see a risk. The plan envisages cuts."))
    view = view_of(page, by_rules(page))
    few, many = ({item.cue for item in by_network(view, least)} for least in (0.9, 0.05))
    assert few <= many
    assert few != many


def test_spans_hold_their_text() -> None:
    text = "Zoë’s café – so ‘Der Bote’ told us – was “closed for good,” she added.\n\n" + PLAIN
    for found in find_attributions(context_of(text), Options(finder="both")):
        for span in (found, *found.content, found.source, found.cue):
            assert span is None or text[span.start : span.end] == span.text


def test_words_are_scored_within_their_window_only() -> None:
    cut = Window(start=10, end=40, own_start=10, own_end=40)
    assert around(20, cut) == (10, 40, BEFORE - 10)
    assert around(500, Window(start=0, end=1000, own_start=0, own_end=1000)) == (500 - BEFORE, 500 + AFTER, 0)


def test_what_is_surer_is_a_part_of_the_same() -> None:
    page = open_page(context_of(f"{PLAIN} Analysts see a risk. The plan envisages cuts."))
    view = view_of(page, by_rules(page))
    few, many = ({(item.cue, item.pieces) for item in by_network(view, 0.05, sure)} for sure in (0.95, 0.0))
    assert few < many


def test_a_long_quotation_is_read_beyond_the_nearer_words() -> None:
    told_at_length = "We walked down to the river in the morning and sat there until the boats came in. " * 5
    ((_, _, pieces),) = told(f"The old farmer told us: “{told_at_length.strip()}”")
    assert len(pieces[0].split()) > 60


def test_beside_the_rules_only_other_cues_are_read() -> None:
    page = open_page(context_of(f"{PLAIN} The senator strongly criticized the plan."))
    ruled = by_rules(page)
    view = view_of(page, ruled)
    every, beside = ({item.cue for item in by_network(view, 0.4, beside=beside)} for beside in (False, True))
    assert {item.cue for item in ruled} & every
    assert beside
    assert beside == every - {item.cue for item in ruled}
