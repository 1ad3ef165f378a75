import subprocess
import sys

import pytest

import standoff


def test_the_public_names_are_sorted_and_there() -> None:
    assert standoff.__all__ == sorted(standoff.__all__)
    assert dir(standoff) == standoff.__all__
    for name in standoff.__all__:
        assert getattr(standoff, name) is not None


def test_the_public_names_are_these() -> None:
    assert standoff.__all__ == [
        *(
            "Actor",
            "Added",
            "Answer",
            "Article",
            "ArticleRow",
            "Attribution",
            "Brief",
            "Change",
            "Conflict",
            "ConflictSide",
            "Copy",
            "Demand",
            "Entry",
            "Event",
            "Failure",
            "Figure",
            "Filter",
            "Forecast",
        ),
        *(
            "IntakeOptions",
            "IssueRow",
            "ItemRow",
            "Judgement",
            "Judging",
            "LocalActor",
            "Meeting",
            "Noise",
            "Origin",
            "Passage",
            "Position",
            "Preset",
            "Proposal",
            "Published",
        ),
        *(
            "Reading",
            "Record",
            "Role",
            "RunOptions",
            "Series",
            "SeriesPoint",
            "Shift",
            "Span",
            "Standing",
            "StandoffError",
            "Statement",
            "Story",
            "When",
        ),
        *("__version__", "open_record", "read_article"),
    ]


def test_other_names_are_none_of_ours() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = standoff.nothing


def test_importing_is_quick_for_it_loads_nothing_heavy() -> None:
    program = "import sys, standoff; print(sorted({'spacy', 'sqlalchemy', 'numpy', 'trafilatura'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
