from tests.reading.casting import layout_of


def test_tokens_between_quotes_are_quoted() -> None:
    layout = layout_of('She said "we agree" and left.')
    assert [token.text for token in layout.doc if layout.quoted[token.i]] == ["we", "agree"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    layout = layout_of('"We agree, she said.\n\nThe talks ended.')
    assert not any(layout.quoted[token.i] for token in layout.doc if token.text == "talks")


def test_the_subject_of_said_speaks() -> None:
    layout = layout_of("The envoy said that the minister left.")
    assert [token.text for token in layout.doc if layout.speaking(token)] == ["envoy"]


def test_according_to_makes_a_speaker() -> None:
    layout = layout_of("The port is open, according to the envoy.")
    assert [token.text for token in layout.doc if layout.speaking(token)] == ["envoy"]


def test_bounds_that_start_within_a_token_have_no_tokens() -> None:
    layout = layout_of("Norway agreed.")
    assert layout.tokens(0, 6) == (0, 0)
    assert layout.tokens(1, 6) is None
