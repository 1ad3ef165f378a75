import msgspec
from hypothesis import given
from hypothesis import strategies as st

from standoff.core.dates import Published, When

whens = st.from_type(When)
publisheds = st.from_type(Published)


@given(whens)
def test_a_time_survives_json(when: When) -> None:
    assert msgspec.json.decode(msgspec.json.encode(when), type=When) == when


@given(publisheds)
def test_a_publication_window_survives_json(published: Published) -> None:
    assert msgspec.json.decode(msgspec.json.encode(published), type=Published) == published


@given(publisheds)
def test_a_publication_window_survives_plain_data(published: Published) -> None:
    assert msgspec.convert(msgspec.to_builtins(published), Published) == published


def test_nothing_known_is_open_on_both_sides() -> None:
    assert (When().earliest, When().latest, When().precision, Published().basis) == (None, None, "unknown", "unknown")
