"""Which mentions are of one meeting, and which of them tells it best."""

import re

from standoff.codebook.world import world
from standoff.core.dates import When
from standoff.reading.meeting_mentions import Mention
from standoff.reading.meeting_sides import CLOSE
from standoff.reading.meeting_status import ORDER

# From which chance of the classifier two mentions in different sentences are of two meetings: it has learnt from meetings coded
# at their best mentions, and gives the others less. Chosen on `dev` and 344 more hand-coded articles that it had not seen.
OWN = 0.9


def grouped(mentions: list[Mention]) -> list[list[Mention]]:
    """Groups of mentions that can all be of one meeting, in order of their first ones; the best mention of each first."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        home = next((group for group in groups if all(same(mention, other) for other in group)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    for group in groups:
        group.sort(key=lambda m: (m.title, -m.detail, m.head.i))
    return groups


def same(a: Mention, b: Mention) -> bool:
    """Whether two mentions can be of one meeting: common sides, and no other person, way, place or day."""
    one, other = set(a.participants), set(b.participants)
    if not one & other or _dates_differ(a.date, b.date) or (a.place and b.place and not _agree(a.place, b.place)):
        return False
    between = a.head.doc[min(a.head.i, b.head.i) : max(a.head.i, b.head.i)]
    if a.status != b.status and any(token.lower_ in ORDER for token in between[:CLOSE]):
        return False  # "they will sit down seven months after their summit"
    close = a.head.sent.start == b.head.sent.start and abs(a.head.i - b.head.i) <= CLOSE
    if a.unknown_side != b.unknown_side or (not close and (_ways_differ(a.way, b.way) or _persons_differ(a, b))):
        return False
    if not close and _each_its_own(a, b):
        return False
    alike = one <= other or other <= one or len(one & other) / len(one | other) >= 0.5
    if a.status != b.status:
        undated = a.date is None or b.date is None
        return alike and (close or (undated and a.place is not None and b.place is not None))
    return close or alike


def _each_its_own(a: Mention, b: Mention) -> bool:
    """Whether both are clearly told as meetings and no day or place says that they are one."""
    dated = a.date is not None and b.date is not None
    placed = a.place is not None and b.place is not None
    return min(a.chance, b.chance) > OWN and not (dated or placed)


def _weekdays(text: str) -> set[str]:
    return {found.lower() for found in _WEEKDAY.findall(text)}


def _ways_differ(a: str | None, b: str | None) -> bool:
    """Whether one is a call and the other is not: a visit and the talks held on it are one meeting."""
    return (a == "call") != (b == "call")


def _persons_differ(a: Mention, b: Mention) -> bool:
    """Whether a common side is there in other persons: the minister's talks are not those of the president."""
    there = dict(b.who)
    return any(party in there and not persons & there[party] for party, persons in a.who)


def _agree(a: str, b: str) -> bool:
    """Whether two places can be one: a name within the other, or a state and what may lie in it ("Japan", "Osaka")."""
    return a.lower() in b.lower() or b.lower() in a.lower() or _is_state(a) != _is_state(b)


def _is_state(place: str) -> bool:
    claims = (claim for found in world().find(place) for claim in found.claims)
    return any(claim.kind == "name" and world().types.get(claim.code) == "state" for claim in claims)


_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_CLOCK = re.compile(r"^\W*\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|gmt|o'clock)", re.IGNORECASE)


def _dates_differ(a: When | None, b: When | None) -> bool:
    """Whether two expressions mean other days; "late Sunday" and "Sunday night" are one, a time of day is of any."""
    if a is None or b is None:
        return False
    one, other = a.text or "", b.text or ""
    if _CLOCK.match(one) or _CLOCK.match(other):
        return False
    if "next" not in one + other and _weekdays(one) and _weekdays(one) == _weekdays(other):
        return False
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return a.earliest is None and b.earliest is None and _ORDINAL.sub("", one.lower()) != _ORDINAL.sub("", other.lower())
    return a.latest < b.earliest or b.latest < a.earliest
