from tests.reading.told import meetings


def test_sides_said_before_are_borrowed_and_doubted() -> None:
    text = "Norway held talks with Sweden on Monday. Talks will be held in Copenhagen on Friday."
    found = [m for m in meetings(text) if m.place == "Copenhagen"]
    assert [(set(m.participants), m.doubts) for m in found] == [({"NOR", "SWE"}, ("sides_said_before",))]


def test_a_journey_to_no_state_borrows_no_host() -> None:
    text = "Norway met Sweden in Copenhagen on Monday. The Norwegian president will begin a trip to Asia on Friday."
    assert [found.place for found in meetings(text)] == ["Copenhagen"]


def test_somebody_met_without_a_name_is_not_the_side_named_before() -> None:
    text = "Norway and Sweden signed a treaty on cod. The Norwegian minister also met with the families of the drowned on Monday."
    assert all("SWE" not in found.participants for found in meetings(text))


def test_talks_said_before_are_told_anew_only_with_a_place_and_day_of_their_own() -> None:
    text = "Norway held talks with Sweden on Monday in Oslo. The meeting was scheduled in Bergen."
    assert [m.place for m in meetings(text)] == ["Oslo"]
