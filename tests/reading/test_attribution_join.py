from standoff.reading.attribution_join import at_home, joined
from standoff.reading.attribution_page import Found, Page, open_page
from tests.reading.casting import context_of


def page_of(text: str) -> Page:
    return open_page(context_of(text))


def told(page: Page, *pieces: str, cue: str, source: str | None = None) -> Found:
    text = page.context.text
    bounds = [(text.index(piece), text.index(piece) + len(piece)) for piece in (cue, *pieces)]
    place = (text.index(source), text.index(source) + len(source)) if source is not None else None
    return Found(cue=bounds[0], source=place, pieces=tuple(bounds[1:]), quoted=(False,) * len(pieces), anchor=bounds[0][0])


def words(page: Page, item: Found) -> list[str]:
    return [page.context.text[slice(*bounds)] for bounds, _ in at_home(page, item)]


def test_a_clause_loses_its_that() -> None:
    page = page_of("The envoy said that the bridge was closed.")
    assert words(page, told(page, "that the bridge was closed", cue="said")) == ["the bridge was closed"]


def test_a_quotation_loses_its_marks() -> None:
    page = page_of("“We are done here,” the envoy said.")
    item = told(page, "“We are done here,”", cue="said")
    assert words(page, item) == ["We are done here,"]
    assert [quoted for _, quoted in at_home(page, item)] == [True]


def test_a_clause_is_whole_around_its_tag() -> None:
    page = page_of("The bridge, the envoy said, would stay closed.")
    item = told(page, "The bridge", "would stay closed", cue="said", source="the envoy")
    assert words(page, item) == ["The bridge, the envoy said, would stay closed"]


def test_what_more_than_a_tag_parts_stays_in_pieces() -> None:
    page = page_of("The bridge, the envoy said on leaving town, would stay closed.")
    item = told(page, "The bridge", "would stay closed", cue="said", source="the envoy")
    assert words(page, item) == ["The bridge", "would stay closed"]


def test_a_clause_that_only_the_network_finds_is_added() -> None:
    page = page_of("The envoy let slip the bridge was closed.")
    item = told(page, "the bridge was closed", cue="let slip", source="The envoy")
    assert [one.cue for one in joined(page, [], [item])] == [item.cue]


def test_a_bare_object_is_no_attribution() -> None:
    page = page_of("The envoy endorsed the plan of the mayor.")
    assert joined(page, [], [told(page, "the plan of the mayor", cue="endorsed", source="The envoy")]) == []


def test_an_infinitive_is_no_attribution() -> None:
    page = page_of("The envoy vowed to leave the town.")
    assert joined(page, [], [told(page, "to leave the town", cue="vowed", source="The envoy")]) == []


def test_an_object_that_holds_a_quotation_is_one() -> None:
    page = page_of("The envoy denounced the “cruel and pointless” blockade.")
    assert len(joined(page, [], [told(page, "the “cruel and pointless” blockade", cue="denounced", source="The envoy")])) == 1


def test_a_clause_without_a_source_is_left_to_the_rules() -> None:
    page = page_of("It was claimed that the bridge was closed.")
    assert joined(page, [], [told(page, "that the bridge was closed", cue="was claimed")]) == []


def test_what_was_not_said_is_no_attribution() -> None:
    page = page_of("The envoy did not say whether the bridge was closed.")
    assert joined(page, [], [told(page, "whether the bridge was closed", cue="did not say", source="The envoy")]) == []


def test_a_few_words_are_no_attribution() -> None:
    page = page_of("The envoy snapped it rained.")
    assert joined(page, [], [told(page, "it rained", cue="snapped", source="The envoy")]) == []


def test_what_the_rules_found_is_not_told_twice() -> None:
    page = page_of("The envoy said that the bridge was closed.")
    ruled = told(page, "the bridge was closed", cue="said", source="The envoy")
    assert joined(page, [ruled], [told(page, "that the bridge was closed", cue="said")]) == [ruled]


def test_findings_stand_in_order_of_place() -> None:
    page = page_of("The mayor insisted the road was open. The envoy said that the bridge was closed.")
    ruled = told(page, "the bridge was closed", cue="said")
    added = told(page, "the road was open", cue="insisted", source="The mayor")
    assert [item.anchor for item in joined(page, [ruled], [added])] == [added.anchor, ruled.anchor]
