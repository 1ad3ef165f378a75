from standoff.codebook.times import time_words


def test_months_and_weekdays_are_complete() -> None:
    words = time_words()
    assert [m.number for m in words.months] == list(range(1, 13))
    assert [d.number for d in words.weekdays] == list(range(1, 8))


def test_months_that_are_ordinary_words_are_marked() -> None:
    assert {m.name for m in time_words().months if m.word} >= {"March", "May", "August"}
