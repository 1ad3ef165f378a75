from standoff.api import read_article


def test_a_deed_is_not_dated_by_a_day_to_come() -> None:
    text = "Norway has deployed 900 soldiers near the border, and an attack could occur in early 2025, Sweden said."
    reading = read_article(text, published="2024-03-05")
    deeds = [s for s in reading.statements if s.status in ("happened", "reported")]
    assert deeds
    assert [s.date for s in deeds] == [None] * len(deeds)
    assert [f.as_of for f in reading.figures if f.low == 900] == [None]


def test_a_deed_keeps_its_own_day() -> None:
    reading = read_article("Norway deployed 900 soldiers near the Swedish border on Monday.", published="2024-03-05")
    assert [str(s.date.earliest) for s in reading.statements if s.date is not None] == ["2024-03-04"]
