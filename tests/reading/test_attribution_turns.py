from tests.reading.test_attribution import told

OPENING = '"You have taken our fish," Berg said.\n\n"They were never yours," Jonsson replied.\n\n'
TURNS = (
    '"We have the charts to prove it."',
    '"Charts drawn in Oslo prove nothing."',
    '"Then let the court decide."',
    '"We will not go to the court."',
)


def by_source(text: str) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for source, _, content in told(text):
        found.setdefault(source, []).extend(content)
    return found


def test_a_to_and_fro_is_attributed_by_turns() -> None:
    assert by_source(OPENING + "\n\n".join(TURNS)) == {
        "Berg": ["You have taken our fish,", "We have the charts to prove it.", "Then let the court decide."],
        "Jonsson": ["They were never yours,", "Charts drawn in Oslo prove nothing.", "We will not go to the court."],
    }


def test_fewer_turns_are_not_dealt_out() -> None:
    found = by_source(OPENING + "\n\n".join(TURNS[:2]))
    assert found["Berg"] == ["You have taken our fish,"]


def test_one_speaker_holds_no_dialogue() -> None:
    text = OPENING.replace("Jonsson replied", "Berg added") + "\n\n".join(TURNS)
    assert set(by_source(text)) == {"Berg"}


def test_a_pronoun_opens_no_dialogue() -> None:
    found = by_source(OPENING.replace("Jonsson replied", "he added") + "\n\n".join(TURNS))
    assert found["Berg"] == ["You have taken our fish,"]
