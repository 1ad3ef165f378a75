from standoff.codebook.lands import lands
from standoff.codebook.world import world


def test_a_region_lies_in_states_that_are_known() -> None:
    assert lands()
    assert all(code in world().names for bases in lands().values() for code in bases)
