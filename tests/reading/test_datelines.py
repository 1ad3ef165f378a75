import pytest

from standoff.reading.datelines import dateline_of, opens_with_dateline

REST = "Two ferries were held in the outer harbour for a second day, the port said on Sunday."


@pytest.mark.parametrize(
    "opening",
    [
        *(
            "LIMA (AP) - ",
            "LIMA (AP) — ",
            "LIMA, Peru (Reuters) -- ",
            "LIMA (Reuters/AFP) – ",
            "Lima, May 3 (AFP) - ",
            "LIMA (AP) ",
        ),
        *(
            "LIMA, May 3. /TASS/. ",
            "LIMA, May 3 (UPI) -- ",
            "LIMA—",
            "LIMA — ",
            "ARICA, Chile – ",
            "ARICA, 3 May 2031 — ",
            "GENEVA -- ",
        ),
        *("SAO PAULO/LIMA (Reuters) - ", "New York (AP) - ", "THE HAGUE, Netherlands (AP) — "),
    ],
)
def test_places_with_an_agency_a_date_or_a_dash_are_datelines(opening: str) -> None:
    assert opens_with_dateline(opening + REST)


@pytest.mark.parametrize(
    "opening",
    [
        *(
            "",
            "Sen. Ana Reyes (R-S.C.) — a former pilot — said: ",
            "FAREWELL — ",
            "QUESTIONABLE CLAIMS — ",
            "ANA REYES: ",
            "The port — ",
        ),
        *(
            "PAC-3 ",
            "In Lima - ",
            "Lima ",
            "Lima, May 3, was quiet. ",
            "GIM (Gradient Interaction Modifications) is told to end it. ",
        ),
    ],
)
def test_names_slogans_and_speakers_are_no_datelines(opening: str) -> None:
    assert not opens_with_dateline(opening + REST)


def test_a_heading_after_a_place_is_no_dateline() -> None:
    assert not opens_with_dateline("LIMA (AP) - The latest on the strike:")


def test_a_dateline_ends_where_its_story_begins() -> None:
    text = "Fish\n\nOSLO, March 3 (Xinhua) -- Norway waits."
    found = dateline_of(text, 6)
    assert found is not None and text[found.end() :] == "Norway waits."


def test_words_that_are_no_dateline_have_none() -> None:
    assert dateline_of("Oslo waits - as ever.") is None
