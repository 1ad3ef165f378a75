"""Pieces of pages are escaped, name each outlet once, and cut what is long."""

import re
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from markupsafe import Markup

from standoff.report.shapes import Cell, Line, Party
from standoff.web import pieces
from standoff.web.desk import Place

HOSTILE = "<script>alert('herring')</script>\"&"


def place(number: int, outlet: str = HOSTILE, quote: str = HOSTILE) -> Place:
    return Place(
        id=f"item-{number}", article=HOSTILE, source=1, start=0, end=len(quote), quote=quote, sentence=quote, sentence_start=0,
        sentence_end=len(quote), href=f"/articles/a?item=item-{number}#item-{number}", outlet=outlet,
    )  # fmt: skip


def line(*evidence: Place) -> Line:
    who = (Party(code=HOSTILE, name=HOSTILE),)
    return Line(
        act="demand", label=HOSTILE, party=who, speaker=HOSTILE, whom=who, when=HOSTILE, earliest=None, latest=None,
        status="stated", condition=HOSTILE, means=HOSTILE, deadline=HOSTILE, according_to=HOSTILE, ascribed=True,
        doubts=(HOSTILE,), evidence=evidence, more_places=0,
    )  # fmt: skip


def cell(*evidence: Place, disputed: bool = False) -> Cell:
    return Cell(
        stance="for", symbol="+", label=HOSTILE, since=HOSTILE, last=HOSTILE, before=None, statements=2, articles=2, origins=2,
        evidence=evidence, more_places=0, disputed=disputed,
    )  # fmt: skip


MADE: dict[str, Any] = {
    "party": pieces.party(Party(code=HOSTILE, name=HOSTILE)),
    "nobody": pieces.parties((), HOSTILE),
    "line": pieces.line(line(place(1), place(2))),
    "cell": pieces.cell(cell(place(1))),
    "options": pieces.options([(HOSTILE, HOSTILE)], HOSTILE),
}


@pytest.mark.parametrize("name", MADE)
def test_nothing_from_the_record_becomes_markup(name: str) -> None:
    assert isinstance(MADE[name], Markup)
    assert "<script" not in MADE[name] and "alert('" not in MADE[name]
    assert not re.search(r"&(?!(?:amp|lt|gt|#34|#39);)", MADE[name])


def test_places_of_one_outlet_are_numbered_and_many_are_counted() -> None:
    found = pieces.refs([place(number, "Fjord Post" if number < 3 else f"Outlet {number}") for number in range(6)])
    assert re.findall(r">([^<>]+)</a>", found) == ["Fjord Post", "Fjord Post · 2", "Fjord Post · 3", "Outlet 3"]
    assert '<span class="more">+2</span>' in found


def test_a_long_quotation_is_cut_in_its_middle() -> None:
    words = "herring " * 200
    shown = re.findall("“(.*?)”", pieces.quote([place(1, quote=words)]))
    assert len(shown) == 1 and len(shown[0]) <= pieces.QUOTE and "…" in shown[0]


@pytest.mark.parametrize("disputed", [False, True])
def test_only_a_position_that_the_party_denies_has_the_mark(disputed: bool) -> None:
    assert (pieces.DISPUTED in pieces.stance(cell(place(1), disputed=disputed))) is disputed


def test_the_chosen_option_is_selected() -> None:
    found = pieces.options([("", "any"), ("NOR", "Norway")], "NOR")
    assert found == '<option value="">any</option>\n<option value="NOR" selected>Norway</option>'
