import pytest

from standoff.reading.outsiders import aloof, of_many, only_a_subject, only_knows, private_body, sent, speaks_alone
from tests.reading.casting import Read


@pytest.mark.parametrize(
    ("text", "noun", "code"),
    [
        ("A Mali expert spoke.", "expert", "MLI"),
        ("Norwegian analysts spoke.", "analysts", "NOR"),
        ("Many Chile watchers spoke.", "watchers", "CHL"),
        ("Japanese media reported it.", "media", "JPN"),
        ("A Japanese news agency reported it.", "agency", "JPN"),
        ("An independent Chinese newspaper reported it.", "newspaper", "CHN"),
        ("Malian rebels spoke.", "rebels", "MLI"),
        ("A Malian rebel group spoke.", "group", "MLI"),
    ],
)
def test_those_who_look_at_a_state_do_not_speak_for_it(text: str, noun: str, code: str) -> None:
    assert aloof(Read(text).token(noun), (code,))


@pytest.mark.parametrize(
    ("text", "noun", "code"),
    [
        ("A Malian minister spoke.", "minister", "MLI"),
        ("UN experts spoke.", "experts", "UN"),
        ("Japanese state media reported it.", "media", "JPN"),
        ("Chinese media reported it.", "media", "CHN"),
    ],
)
def test_officials_experts_of_a_body_and_the_media_of_a_state_are_its_own(text: str, noun: str, code: str) -> None:
    assert not aloof(Read(text).token(noun), (code,))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The director of China studies at a college spoke.", True),
        ("The head of the China programme spoke.", True),
        ("The head of a Chinese shipping company spoke.", True),
        ("The head of the Chinese army spoke.", False),
        ("The head of China's trade policy spoke.", False),
    ],
)
def test_a_state_can_be_what_a_programme_or_a_firm_is_about(text: str, about: bool) -> None:
    read = Read(text)
    name = next(token for token in read.context.doc if token.text.startswith("Chin"))
    assert only_a_subject(name, ()) is about


def test_a_word_of_the_same_name_is_not_what_it_is_about() -> None:
    read = Read("The head of the African Union spoke.")
    name = read.token("African")
    assert not only_a_subject(name, {name.i, name.i + 1})


@pytest.mark.parametrize(("text", "private"), [("A bank in Lima spoke.", True), ("The central bank of Chile spoke.", False)])
def test_a_bank_is_private_unless_it_is_the_state_s(text: str, private: bool) -> None:
    assert private_body(Read(text).token("bank")) is private


@pytest.mark.parametrize(
    ("text", "preposition", "ties"),
    [
        ("An official with knowledge of Mali spoke.", "with", True),
        ("An official with the Malian army spoke.", "with", False),
        ("A person close to the president spoke.", "close", True),
        ("An official of Mali spoke.", "of", False),
    ],
)
def test_who_has_ties_to_somebody_does_not_belong_to_them(text: str, preposition: str, ties: bool) -> None:
    read = Read(text)
    assert only_knows(read.context.doc, read.token(preposition).i) is ties


@pytest.mark.parametrize(
    ("text", "noun", "party", "alone"),
    [
        ("A Peruvian mining company spoke.", "company", ("PER",), True),
        ("A Peruvian fishermen's federation spoke.", "federation", ("PER",), True),
        ("A private Peruvian service spoke.", "service", ("PER",), True),
        ("Peruvian residents spoke.", "residents", ("PER",), True),
        ("The Peruvian navy spoke.", "navy", ("PER",), False),
        ("A charity of the UN spoke.", "charity", ("UN",), False),
        ("A company spoke.", "company", (), False),
    ],
)
def test_firms_unions_and_neighbours_speak_for_no_state(text: str, noun: str, party: tuple[str, ...], alone: bool) -> None:
    assert speaks_alone(Read(text).token(noun), party) is alone


def test_envoys_are_sent_and_spokesmen_are_not() -> None:
    read = Read("The special representative for Mali met a trade representative and the envoy for Mali.")
    assert [sent(read.token("representative", 0)), sent(read.token("representative", 1)), sent(read.token("envoy"))] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "noun", "party"),
    [
        ("Turkey's Anadolu news agency reported it.", "agency", ("TUR",)),
        ("The Peruvian Defense Ministry website said so.", "website", ("PER",)),
        ("The Peruvian Bishop spoke.", "Bishop", ("PER",)),
    ],
)
def test_state_agencies_sites_of_ministries_and_names_are_no_private_voices(text: str, noun: str, party: tuple[str, ...]) -> None:
    token = Read(text).token(noun)
    assert not aloof(token, party)
    assert not speaks_alone(token, party)


@pytest.mark.parametrize(
    ("text", "noun", "many"),
    [
        ("Three diplomats spoke.", "diplomats", True),
        ("Some officials and analysts spoke.", "officials", True),
        ("Leaders and senior diplomats spoke.", "Leaders", True),
        ("Some officials spoke.", "officials", False),
        ("Officials and ministers spoke.", "Officials", False),
        ("The official and an expert spoke.", "official", False),
    ],
)
def test_diplomats_and_a_mixed_company_may_be_of_any_state(text: str, noun: str, many: bool) -> None:
    assert of_many(Read(text).token(noun)) == many
