import datetime as dt

from standoff.report.brief import build_brief
from standoff.report.html import to_html
from standoff.report.walk import places_of
from standoff.store.query import Filter
from tests.report.conftest import Keep
from tests.report.crisis import SHARED, crisis


def test_a_copy_stands_beside_the_text_that_it_is_told_from(keep: Keep) -> None:
    (origin,) = build_brief(keep(*crisis())).copies
    (copy,) = origin.copies
    assert (origin.first.article, origin.first.reason) == ("first.txt", "the first by date")
    assert (copy.paper.article, copy.relation, copy.of.article) == ("second.txt", "copy of", "first.txt")


def test_what_was_altered_stands_sentence_beside_sentence(keep: Keep) -> None:
    (origin,) = build_brief(keep(*crisis())).copies
    figure, left_out = origin.copies[0].changes
    assert (figure.kinds, figure.before, figure.after) == (("figure",), ("300",), ("450",))
    assert figure.source is not None and figure.source.text == "Oslo counts 300 sailors near Bergen."
    assert figure.copy is not None and figure.copy.text == "Oslo counts 450 sailors near Bergen."
    assert (left_out.kinds, left_out.copy) == (("left out",), None)
    assert left_out.source is not None and left_out.source.text == SHARED[-1]


def test_each_sentence_is_the_text_at_its_place(keep: Keep) -> None:
    brief = build_brief(keep(*crisis()))
    texts = {source.number: source.text for source in brief.sources}
    found = [place for place in places_of(brief.copies) if hasattr(place, "target")]
    assert found
    assert all(texts[one.source][one.start : one.end] == one.text for one in found)  # type: ignore[union-attr]


def test_each_sentence_leads_into_its_article(keep: Keep) -> None:
    page = to_html(build_brief(keep(*crisis())))
    (origin,) = build_brief(keep(*crisis())).copies
    for place in places_of(origin.copies[0].changes):
        assert f'href="#{place.target}"' in page  # type: ignore[union-attr]
        assert f'id="{place.target}"' in page  # type: ignore[union-attr]


def test_the_altered_words_are_marked(keep: Keep) -> None:
    page = to_html(build_brief(keep(*crisis())))
    assert 'Oslo counts <mark class="was">300</mark> sailors' in page
    assert 'Oslo counts <mark class="is">450</mark> sailors' in page


def test_a_copy_that_was_not_out_by_a_day_is_not_there(keep: Keep) -> None:
    assert build_brief(keep(*crisis()), Filter(until=dt.date(2030, 5, 3))).copies == ()


def test_a_copy_of_the_days_since_is_new(keep: Keep) -> None:
    views = keep(*crisis())
    (before,), (after,) = (build_brief(views, since=dt.date(2030, 5, day)).copies for day in (4, 5))
    assert (before.copies[0].paper.new, after.copies[0].paper.new) == (True, False)
