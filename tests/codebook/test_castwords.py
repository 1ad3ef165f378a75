from standoff.codebook.castwords import cast_words, first_names
from standoff.codebook.roles import roles
from standoff.codebook.world import world


def test_generic_words_cover_known_roles_only() -> None:
    known = {
        posts[0].name for posts in (roles().posts.get(word) for word in ("minister", "official", "diplomat", "king")) if posts
    }
    assert known <= {name for names in cast_words().generic.values() for name in names} | {"monarch", "official", "diplomat"}


def test_states_that_lack_an_office_are_states() -> None:
    assert {code for codes in cast_words().lacking.values() for code in codes} <= set(world().types)


def test_a_first_name_tells_a_gender() -> None:
    assert (first_names()["ingrid"], first_names()["lars"]) == ("f", "m")


def test_states_with_one_voice_are_known_states() -> None:
    assert {world().types[code] for code in cast_words().one_voice} == {"state"}
