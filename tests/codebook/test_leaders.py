from standoff.codebook.leaders import Leaders, Spell, folded, leaders

SPELLS = Leaders(
    full={"ana ruiz": (Spell("Ana Ruíz", "CHL", 2001, 2005),)},
    last={"ruiz": (Spell("Ana Ruíz", "CHL", 2001, 2005), Spell("Bo Ruiz", "PER", 2010, 9999))},
)


def test_accents_and_hyphens_do_not_matter() -> None:
    assert folded("José Ma-Ruíz") == "jose ma ruiz"


def test_a_full_name_is_found_in_its_years_and_two_after() -> None:
    assert SPELLS.actors_of("Ana Ruíz", 2003) == ("CHL",)
    assert SPELLS.actors_of("Ana Ruíz", 2007) == ("CHL",)
    assert SPELLS.actors_of("Ana Ruíz", 2008) == ()


def test_a_last_name_brings_the_latest_first() -> None:
    assert SPELLS.actors_of("Ruiz", None) == ("PER", "CHL")


def test_a_short_first_name_will_do() -> None:
    assert SPELLS.actors_of("Anabel Ruiz", None) == ("CHL",)
    assert not SPELLS.knows("Anabel Ruiz")


def test_no_name_is_nobody() -> None:
    assert SPELLS.actors_of("", None) == ()


def test_the_shipped_files_hold_rows() -> None:
    assert len(leaders().full) > 1000


BO, AL = Spell("Bo Ruiz", "PER", 2010, 9999, prominent=True), Spell("Al Ruiz", "CHL", 2011, 9999)
PROMINENT = Leaders(full={}, last={"ruiz": (BO, AL)})


def test_a_prominent_holder_goes_by_the_last_name_or_by_one_initial() -> None:
    assert PROMINENT.prominent("Ruiz", 2015) == PROMINENT.prominent("Bonifacio Q. Ruiz", 2015) == ("PER",)


def test_another_initial_or_year_is_somebody_else() -> None:
    assert PROMINENT.prominent("Al Ruiz", 2015) == PROMINENT.prominent("Ruiz", 2005) == PROMINENT.prominent("", None) == ()
