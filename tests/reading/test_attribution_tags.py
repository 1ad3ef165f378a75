import pytest

from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.attribution import find_attributions
from standoff.reading.context import Context
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse


def told(text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    doc = next(iter(parse([masked(text, [])], DEFAULT_MODEL)))
    found = find_attributions(Context(article=Article(id=text_id(text), name="x", text=text), doc=doc))
    return [(said.source.text if said.source else None, tuple(piece.text for piece in said.content)) for said in found]


def test_a_name_behind_the_verb_that_the_parse_takes_for_its_object_says_the_clause_before_it() -> None:
    text = "The truce would fail without monitors, warned Ana Reyes, the Chilean minister."
    assert told(text) == [("Ana Reyes, the Chilean minister", ("The truce would fail without monitors",))]


@pytest.mark.parametrize(
    "text", ["The minister left early, warned Ana Reyes and called the palace.", "Chile struck, hit Ana Reyes."]
)
def test_whom_a_deed_was_done_to_says_nothing(text: str) -> None:
    assert told(text) == []


def test_a_name_that_the_parse_hangs_on_the_clause_before_leads_in_its_quotation() -> None:
    text = 'When asked what the message would be for Lima, Ola Brekke, Norwegian ambassador to the UN, said, "Stay in the deal."'
    assert told(text) == [("Ola Brekke, Norwegian ambassador to the UN", ("Stay in the deal.",))]


def test_what_somebody_asked_for_is_told_by_the_one_who_says_so() -> None:
    assert told("Peru asked for help, the minister said.") == [("the minister", ("Peru asked for help",))]
