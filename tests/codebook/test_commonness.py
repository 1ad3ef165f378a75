from standoff.codebook.commonness import RARE, share_at_large


def test_a_function_word_is_commoner_than_a_word_of_one_subject() -> None:
    assert share_at_large("the") > share_at_large("minister") > share_at_large("submarine") > 0


def test_what_the_file_does_not_hold_is_rare() -> None:
    assert share_at_large("velmoraquil") == RARE


def test_short_words_of_other_scripts_are_taken_for_common() -> None:
    assert share_at_large("и") > share_at_large("ещё") > share_at_large("переговоры") == RARE
