from standoff.reading.noise_lines import furniture

PROSE = [
    "The two governments said on Thursday that their envoys would meet again in the capital before the end of the month.",
    "Neither side would say whether the closing of the strait had been raised, but an adviser called the talks difficult.",
    "Fishermen who have waited in the harbour since August told reporters that they expected nothing of the next round.",
    "The strait, which carries a fifth of the two countries' grain, was closed to coasters after a collision in the summer.",
    "A court in the north is to decide before the winter whether the owners of both ships may be held to account for it.",
    "Until then, the port's director said, the pilots will go on guiding ships around the island by the longer southern route.",
]
MENU = ["Home", "World", "Politics", "Sport", "Opinion", "Sign in", "Subscribe", "Newsletters"]
FOOT = ["Follow us on Facebook", "Privacy policy", "Terms of use", "Contact us", "Advertise", "Careers", "About us", "Cookies"]


def test_no_lines_have_no_chances() -> None:
    assert furniture([]).size == 0


def test_menus_and_footers_are_likely_furniture_and_prose_is_not() -> None:
    chances = furniture([*MENU, *PROSE, *FOOT])
    body = chances[len(MENU) : len(MENU) + len(PROSE)]
    assert body.max() < 0.5
    assert min(chances[: len(MENU)].min(), chances[-len(FOOT) :].min()) > 0.5


def test_the_same_lines_have_the_same_chances() -> None:
    assert (furniture([*MENU, *PROSE]) == furniture([*MENU, *PROSE])).all()
