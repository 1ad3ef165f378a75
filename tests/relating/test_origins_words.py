from standoff.core.spans import Span
from standoff.relating.origins_tables import Change, ChangeKind, Copy
from standoff.relating.origins_words import change_words, copy_words

SPAN = Span(0, 1, "A")


def change(kind: ChangeKind, before: str = "a", after: str = "b") -> Change:
    return Change(kind=kind, source=SPAN, copy=SPAN, before=before, after=after)


def test_figures_are_told_the_rest_is_counted() -> None:
    changes = (
        *(change("wording"), change("added"), change("added"), change("left out"), change("attribution")),
        *(change("figure", "about 300", "300"), change("figure", "40", ""), change("figure", "", "50")),
    )
    assert change_words(changes) == (
        "“about 300” changed to “300”, “40” left out, “50” added, "
        "1 attribution altered, 1 other edit, 2 sentences added, 1 sentence left out"
    )


def test_a_copy_names_what_it_is_of() -> None:
    copy = Copy(
        article="b.txt", of="a.txt", kind="cut", share=0.9, share_of=0.4, run=20, quotations=0, reason="90% of it", changes=()
    )
    assert copy_words(copy) == "b.txt cut from a.txt: 90% of it"
