from standoff.core.records import Attribution
from standoff.reading.attribution import Options
from tests.reading.test_attribution import read


def one(text: str) -> Attribution:
    (found,) = read(text, Options(convention="polnear"))
    return found


def test_the_content_takes_in_that() -> None:
    assert one("The minister said that the talks had failed.").content[0].text == "that the talks had failed"


def test_the_content_takes_in_the_marks() -> None:
    assert one("“The talks have failed,” the minister said.").content[0].text == "“The talks have failed,”"


def test_a_tag_cuts_the_content_in_two() -> None:
    pieces = one("The talks, the minister said, would fail without a truce.").content
    assert [piece.text for piece in pieces] == ["The talks", "would fail without a truce"]


def test_the_cue_takes_in_auxiliaries() -> None:
    cue = one("The minister has often said that the talks had failed.").cue
    assert cue is not None
    assert cue.text == "has often said"


def test_the_source_leaves_out_a_comment() -> None:
    source = one("“It is over,” said Anna Brandt, who leads the party.").source
    assert source is not None
    assert source.text == "Anna Brandt"
