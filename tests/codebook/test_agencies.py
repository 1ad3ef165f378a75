from standoff.codebook.agencies import agencies


def test_an_agency_is_found_by_every_name() -> None:
    assert agencies()["afp"] is agencies()["agence france-presse"]


def test_state_media_name_their_state() -> None:
    assert agencies()["xinhua"].state == "CHN"


def test_a_ministry_is_no_agency() -> None:
    assert "ministry" not in agencies()
