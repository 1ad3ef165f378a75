import pytest

from standoff.core.errors import BinaryInput, TruncatedInput, UndecodableInput
from standoff.intake.decoding import LineDecoder, decode

SAMPLES = {
    "cp1252": "L’envoyé a déclaré que la trêve était “fragile”; le siège du comité reste fermé jusqu’à l’été.",
    "cp1251": "Посланник заявил, что перемирие остаётся хрупким, и переговоры отложены до осени.",
    "koi8_r": "Посланник заявил, что перемирие остаётся хрупким, и переговоры отложены до осени.",
    "cp1253": "Ο απεσταλμένος δήλωσε ότι η εκεχειρία παραμένει εύθραυστη και οι συνομιλίες αναβάλλονται.",
    "cp1256": "قال المبعوث إن الهدنة لا تزال هشة وإن المحادثات تأجلت إلى الخريف",
    "gb18030": "特使表示，停火依然脆弱，会谈推迟到秋天举行，各方都同意继续接触。",
}


@pytest.mark.parametrize("encoding", SAMPLES)
def test_common_legacy_encodings_are_told(encoding: str) -> None:
    decoded = decode(SAMPLES[encoding].encode(encoding))
    assert decoded.text == SAMPLES[encoding]
    assert decoded.flags()[0].startswith("encoding_guessed:")


def test_utf_8_goes_first_and_needs_no_flag() -> None:
    decoded = decode("Größe – “fragile”".encode())
    assert (decoded.text, decoded.flags()) == ("Größe – “fragile”", ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_byte_order_marks_are_heeded(encoding: str) -> None:
    decoded = decode("Größe".encode(encoding))
    assert (decoded.text, decoded.flags()) == ("Größe", (f"encoding:{encoding}",))


def test_utf_8_that_ends_within_a_character_is_cut_off() -> None:
    with pytest.raises(TruncatedInput):
        decode("Zażółć gęś".encode()[:-1])


def test_latin_text_that_ends_in_an_accent_is_not_cut_off() -> None:
    assert decode("The envoy stayed in the caf\xe9".encode("latin-1")).text.endswith("café")


def test_noise_bytes_are_in_no_encoding() -> None:
    with pytest.raises(UndecodableInput):
        decode(bytes(range(1, 256)) * 9)


def test_nul_bytes_are_binary() -> None:
    with pytest.raises(BinaryInput):
        decode(b"\xff\0\xfe\0abc")


def test_a_wrong_declaration_is_not_believed() -> None:
    assert decode("Größe".encode(), "koi8-r").text == "Größe"


def test_a_declared_latin_1_is_windows_1252() -> None:
    assert decode("a “fragile” truce".encode("cp1252"), "ISO-8859-1").text == "a “fragile” truce"


@pytest.mark.parametrize("trick", ["utf-7", "unicode_escape", "hex", "no-such", "a\0b"])
def test_declared_tricks_are_ignored(trick: str) -> None:
    assert decode("déjà vu à l’été".encode("cp1252"), trick).encoding != trick


def test_rivals_that_read_differently_are_named() -> None:
    assert any(
        flag.startswith("encoding_unsure:")
        for flag in decode("Ministr řekl, že příští jednání začne v pátek.".encode("cp1250")).flags()
    )


def test_lines_of_a_mixed_file_are_each_read_as_what_they_are() -> None:
    decoder = LineDecoder(b"")
    first = decoder.decode("El señor Núñez rechazó la propuesta según la compañía.".encode("cp1252"))
    second = decoder.decode("El buque zarpará mañana.".encode())
    assert (first.text[3:14], second.text) == ("señor Núñez", "El buque zarpará mañana.")


def test_utf_8_with_a_broken_byte_is_no_other_encoding() -> None:
    decoded = decode("Größe – “fragile” – ".encode() + b"\xe2\x80 and so on")
    assert decoded.text == "Größe – “fragile” – \ufffd and so on"
    assert decoded.flags() == ("undecodable_places:1",)


@pytest.mark.parametrize("text", ["Zoë", "Chloë met José.", "The café closed."])
def test_an_accent_within_a_latin_word_is_no_letter_of_another_script(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


def test_words_of_two_scripts_side_by_side_are_no_mixture() -> None:
    text = "Посланник Смит (Smith) заявил агентству Reuters, что перемирие остаётся хрупким."
    assert decode(text.encode("cp1251")).text == text


POLISH = "Premier powiedział w środę, że rozmowy będą trudne."


def test_what_the_user_says_goes_before_the_guess() -> None:
    decoded = decode(POLISH.encode("cp1250"), encoding="cp1250")
    assert (decoded.text, decoded.flags()) == (POLISH, ("encoding:cp1250",))


def test_what_the_user_says_goes_before_what_the_page_says() -> None:
    assert decode(POLISH.encode("cp1250"), "latin-1", "cp1250").text == POLISH


def test_a_byte_order_mark_goes_before_what_the_user_says() -> None:
    assert decode(b"\xef\xbb\xbf" + POLISH.encode(), encoding="cp1250").text == POLISH


def test_what_is_not_in_the_encoding_that_the_user_says_is_refused() -> None:
    with pytest.raises(UndecodableInput, match="--encoding"):
        decode(POLISH.encode("cp1250"), encoding="utf-8")
