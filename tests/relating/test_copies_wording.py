from standoff.relating.copies_wording import is_boilerplate, is_template, shared_quotations

DAY = (
    "Here is what to know on day {} of the blockade of the {} strait. The navy of {} stopped {} ships on {}, "
    "the harbour master said. Insurers quoted premiums of {} per cent for a passage."
)


def test_a_form_filled_in_twice_is_a_template() -> None:
    second = DAY.format(2, "Amber", "Norland", 14, "Tuesday", "3.5")
    later = DAY.format(21, "Amber", "Sudmark", 9, "Sunday", "4.25")
    assert is_template(second, later)


def test_a_copy_with_one_figure_changed_is_none() -> None:
    told = DAY.format(2, "Amber", "Norland", 14, "Tuesday", "3.5")
    assert not is_template(told, told.replace("14 ships", "15 ships"))


def test_a_reworded_copy_is_none() -> None:
    told = "The council met in the old theatre and agreed to open the canal before winter, its envoy told the radio."
    other = "The council met in the theatre and decided to open the canal before the frost, its envoy told a radio."
    assert not is_template(told, other)


def test_a_corrected_table_with_the_same_numbers_is_none() -> None:
    told = "Grain 3,661 tonnes against 2,437. Ore 28.5 tonnes, salt 1,325,755 tonnes. Period to June 3, Pier 9."
    other = "Grain 3,661 tonnes against 2,437. Ore 31.7 tonnes, salt 1,325,755 tonnes. Period to July 4, Quay 8."
    assert not is_template(told, other)


def test_a_quotation_in_both_is_shared_whatever_its_marks() -> None:
    told = 'He said: "We will not open the strait before spring," and left.'
    other = "“We will not open the strait before spring”, the envoy told the council."
    assert shared_quotations(told, other) == (" we will not open the strait before spring ",)


def test_a_part_of_a_quotation_is_shared_too() -> None:
    told = '"We will not open the strait before spring, and nobody can make us," he said.'
    assert len(shared_quotations('She quoted him: "We will not open the strait before spring."', told)) == 1


def test_a_phrase_that_anybody_quotes_is_not() -> None:
    assert shared_quotations('He called it "a great big mistake".', 'She called it "a great big mistake".') == ()


FOOTER = (
    " You have read our free letter about the day. We write it each morning for people who want to know more in less time. Was "
    "it sent on to you by a friend? Then put your own address on the list, tell us what to do better, and look into your post."
)
SECOND = "Norway closed the ferry line to Gotland on Monday after two lorry drivers had refused to show their papers on the quay."
LATER = "A week of rain has flooded the copper mine at Falun, and its owner asks the Swedish treasury to pay for new pumps."


def test_a_footer_alone_is_boilerplate() -> None:
    assert is_boilerplate(SECOND + FOOTER, LATER + FOOTER)
    assert is_boilerplate(FOOTER + " " + SECOND, FOOTER + " " + LATER)


def test_a_new_opening_before_the_same_story_is_no_boilerplate() -> None:
    story = (
        " The ferry line carries a third of the lorry traffic to Gotland. Norway says that drivers must show their papers on the "
        "quay, and Sweden says that they need not. Ministers of both meet in Visby next week to speak about papers and the fee."
    )
    later = (
        "Sweden called on Norway on Tuesday to let the Gotland ferry sail again and offered to check drivers and papers itself."
    )
    assert not is_boilerplate(SECOND + story, later + story)


def test_own_words_here_and_there_are_no_boilerplate() -> None:
    one, other = FOOTER.split("? ")
    assert not is_boilerplate(SECOND + one + "? " + LATER + " " + other, LATER + one + "? " + SECOND + " " + other)


def test_a_copy_is_no_boilerplate() -> None:
    assert not is_boilerplate(SECOND + FOOTER, SECOND + FOOTER)
