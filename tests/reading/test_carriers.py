import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.reading.carriers import carried_by

BODY = "The harbour stayed shut. " * 40


@pytest.mark.parametrize(
    ("text", "carriers"),
    [
        (f"GENEVA (Reuters) - {BODY}", ("Reuters",)),
        (f"Harbour talks stall\n\nOSLO, Norway (AP) — {BODY}", ("Associated Press",)),
        (f"{BODY}\n(Source: AFP)", ("Agence France-Presse",)),
        (f"{BODY}\n(With inputs from agencies)", ()),
        (f"{BODY}\nCNN's Ana Reyes and Bo Lind contributed to this report.", ("CNN",)),
        (f"{BODY}\nSource: The Guardian\n", ("The Guardian",)),
        (f"{BODY}\n(AFP, Reuters)", ("Agence France-Presse", "Reuters")),
        (f"GENEVA (Reuters) - {BODY}\n(Source: Reuters)", ("Reuters",)),
        (f"The envoy (Peru) left. {BODY}", ()),
        (f"{BODY}{BODY}(Reuters) {BODY}{BODY}{BODY}", ()),
        ("", ()),
    ],
)
def test_credits_are_found_where_credits_stand(text: str, carriers: tuple[str, ...]) -> None:
    assert carried_by(text) == carriers


@given(
    st.lists(st.sampled_from(["(", ")", "AFP", "Reuters", "Source:", " - ", "\n", "and", ",", "'s X contributed to this report"]))
)
def test_no_credit_is_given_twice(pieces: list[str]) -> None:
    found = carried_by(" ".join(pieces))
    assert len(set(found)) == len(found)
