from standoff.codebook.world import world
from standoff.relating.named import named_in


def test_the_actors_of_a_text_are_those_that_the_world_knows_in_order() -> None:
    text = "Envoys of Norway told the United Nations that Sweden had closed the strait."
    assert named_in(text) == tuple(world().find(text))
    assert [match.claims[0].code for match in named_in(text)] == ["NOR", "UN", "SWE"]
