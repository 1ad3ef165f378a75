"""Figures as claims: what befell whom, how many, where, as of when, and who says so."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from standoff.codebook.conflicts import conflict_words, stem
from standoff.codebook.counted import kind_of
from standoff.codebook.world import world
from standoff.core.records import Attribution, Figure
from standoff.relating.claims_scene import ClaimScene
from standoff.relating.conflicts_tables import Claim

NEAR = 70  # code points to either side of a number in which its fate and its change are looked for
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BREAK = re.compile(r"[.;:!?]|\b(?:while|but|as well as)\b")
_ASIDE = re.compile(r"(?:--|—|–)[^.]{3,80}?(?:--|—|–)|, (?:including|among them|some|most)\b[^,.]{3,60},")
_TOLL = re.compile(r"(\w+) (?:death )?toll\b")
_OF_ALL = re.compile(
    r"^[\w,.]+ of (?:the|those|these|which|whom|its|their|his|her)\b|^(?=\s*of (?:the|those|these|which|whom|its|their|his|her) )"
)
# "6,000 of its soldiers" counts those who are there: the whole is the army.
_OF_ARMY = re.compile(
    r"^(?:\w+ )?[\w,.]*\s*of (?:its|their|his|her) (?:\w+ )?(?:soldiers|troops|forces|men|ships|aircraft|tanks|planes)\b"
)
_AND_MORE = re.compile(r"^[^,.;]{0,30}? and (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AGO = re.compile(r"\b(?:month|year)s? (?:after|ago)\b")
_SINCE = re.compile(r"\b(?:since|after|beginning|from)\s+(?:\w+\s+)?$", re.IGNORECASE)
# A number behind these words is known apart from the demand it stands in: "withdraw the 5,000 soldiers", "with 5,000 massed".
_KNOWN = re.compile(r"\b(?:the|its|their|his|her|those|these|all|with|despite|amid|[^\W\d_]+[’']s?)\s+$", re.IGNORECASE)
KNOWN = 24  # code points before the number
A_MONTH = dt.timedelta(days=30)


def figure_claims(scene: ClaimScene) -> Iterator[Claim]:
    """One claim a figure of the reading; a number that is only demanded counts nothing."""
    for figure in scene.reading.figures:
        known = _KNOWN.search(scene.text[max(0, figure.start - KNOWN) : figure.start]) is not None
        if stem(_noun(figure)) in conflict_words().uncounted:
            continue
        if known or not scene.is_demanded(figure.start, figure.end):
            yield _claim(scene, figure)


def _claim(scene: ClaimScene, figure: Figure) -> Claim:
    start, end = scene.sentence(figure.start, figure.end)
    said, words = scene.said(figure), conflict_words()
    measure = words.measure_of((figure.unit or "").split(" ")[-1]) if figure.unit else None
    topic = measure[0] if measure else _topic(scene, figure)
    scale = measure[1] if measure else 1
    earliest, latest = _days(scene, figure)
    published = scene.reading.published
    return Claim(
        item=figure.id, article=figure.article, slot="figure", start=figure.start, end=figure.end, text=figure.text,
        topic=topic, party=_party(figure, topic, said), claimer=scene.claimer(said),
        speaker=scene.speaker(said),
        low=_scaled(figure.low, scale), high=_scaled(figure.high, scale), modifier=figure.modifier,
        unit=figure.unit or figure.counted,
        group=None if measure else _toll_of(scene, figure, topic), part=_is_part(scene, figure),
        changing=bool(words.is_changing.search(scene.text, max(start, figure.start - NEAR), min(end, figure.end + NEAR))),
        place=figure.place, names=scene.names(start, end), scene=scene.lead, stems=scene.stems(start, end),
        earliest=earliest, latest=latest,
        told_earliest=published.earliest, told_latest=published.latest,
    )  # fmt: skip


def _party(figure: Figure, topic: str, said: Attribution | None) -> tuple[str, ...]:
    """Whose they are; what befell people is of the people counted, not of who did it or who says so."""
    if topic in {one.fate for one in conflict_words().fates}:
        group = set((_group(figure) or "").split("+"))
        return tuple(party for party in figure.party if party in group)
    return () if said is not None and set(figure.party) <= set(said.party) and topic == "people" else figure.party


def _days(scene: ClaimScene, figure: Figure) -> tuple[dt.date | None, dt.date | None]:
    """The days that a figure holds for: a year told before it, or its own date; where a count begins is none.

    "Since" before the number looks back at another event ("the worst since 150 died in 2008"), behind it the count begins.
    """
    start, end = scene.sentence(figure.start, figure.end)
    published, as_of = scene.reading.published, figure.as_of
    years = [
        int(match[0])
        for match in _YEAR.finditer(scene.text, start, end)
        if match.start() < figure.start or not _begins(scene, match.start())
    ]
    if published.earliest and years and max(years) < published.earliest.year:
        return dt.date(min(years), 1, 1), dt.date(max(years), 12, 31)
    if published.earliest and _AGO.search(scene.text, start, figure.start):
        return None, published.earliest - A_MONTH
    if as_of is None or (as_of.start is not None and as_of.start > figure.start and _begins(scene, as_of.start)):
        return None, None
    return as_of.earliest, as_of.latest


def _begins(scene: ClaimScene, place: int) -> bool:
    return _SINCE.search(scene.text[max(0, place - 24) : place]) is not None


def _scaled(value: float | None, scale: float) -> float | None:
    return None if value is None else value * scale


def _topic(scene: ClaimScene, figure: Figure) -> str:
    """What befell those counted where words near the number or their noun tell it, else the kind of thing, else its noun."""
    kind = kind_of(figure.unit or "") or kind_of(figure.counted or "")
    own = f"{figure.counted or ''} {figure.text}"
    fate = _fate_in(own, conflict_words().fate_of)
    if fate is None and _may_befall(kind, figure):
        fate = _fate_near(scene, figure) or _fate_in(own, conflict_words().fate_of_noun)
    noun = _noun(figure).lower()
    return fate or kind or ("people" if noun in conflict_words().pronouns else _several(noun)) or "number"


def _several(noun: str) -> str:
    """A noun in the plural, so that one thing has one name however many of it are told: "centrifuge", "centrifuges"."""
    if not noun or noun.endswith("s"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("x", "z", "ch", "sh")) else f"{noun}s"


_THINGS = frozenset({"money", "per cent"})
_LIVING = frozenset({"people", "killed", "wounded", "soldiers", "displaced people and refugees", "prisoners and detained"})


def _may_befall(kind: str | None, figure: Figure) -> bool:
    """Whether those counted may be killed, freed and the like: people, known by their kind, their people or their group."""
    noun = _noun(figure)
    return kind in _LIVING or not noun or stem(noun) in conflict_words().population_of or any(world().find(noun))


def _noun(figure: Figure) -> str:
    """The noun of the unit: its last word that is no fate."""
    words = _WORD.findall(figure.unit or figure.counted or "")
    return next((word for word in reversed(words) if stem(word) not in conflict_words().fate_of), words[-1] if words else "")


def _fate_in(text: str, fates: dict[str, str]) -> str | None:
    return next((fates[key] for word in _WORD.findall(text) if (key := stem(word)) in fates), None)


def _fate_near(scene: ClaimScene, figure: Figure) -> str | None:
    """The fate told nearest to the number within its clause, behind it first."""
    start, end = scene.sentence(figure.start, figure.end)
    compound = conflict_words().is_compound
    behind = compound.sub(" ", _ASIDE.sub(" ", scene.text[figure.end : min(end, figure.end + 2 * NEAR)]))
    stop = _BREAK.search(behind)
    before = compound.sub(" ", scene.text[max(start, figure.start - NEAR) : figure.start])
    breaks = list(_BREAK.finditer(before))
    after_words = _WORD.findall(behind[: stop.start()] if stop else behind)[:7]
    before_words = _WORD.findall(before[breaks[-1].end() :] if breaks else before)[::-1][:7]
    fates = conflict_words().fate_of
    for distance in range(7):
        for words in (after_words, before_words):
            if distance < len(words) and stem(words[distance]) in fates:
                return fates[stem(words[distance])]
    return None


def _group(figure: Figure, topic: str = "") -> str | None:
    """Who is counted: a population of the codebook, a people by its country, "" for everyone (of those kidnapped, hostages)."""
    phrase = f"{figure.counted or ''} {figure.unit or ''}".strip() or figure.text
    if kind_of(phrase) in _THINGS:
        return None
    people = [match.claims[0].code for match in world().find(phrase) if not match.claims[0].ambiguous]
    found = [conflict_words().population_of.get(stem(word)) for word in _WORD.findall(phrase)]
    pairs = [conflict_words().population_of.get(stem(" ".join(two))) for two in pairwise(_WORD.findall(phrase))]
    named = [one for one in (*found, *pairs) if one]
    named = [one for one in named if conflict_words().fate_of_noun.get(stem(one)) != topic]
    if people and not named and not any(one is not None for one in found) and not _is_people(_noun(figure)):
        named = [stem(_noun(figure).lower())]  # "Kenyan sailors" are sailors too
    if named or people:
        return "+".join(dict.fromkeys((*people, *(one for one in named[-1:] if one))))
    if any(one is not None for one in found):
        return ""
    noun = _noun(figure).lower()
    if noun in conflict_words().pronouns:
        return ""
    return stem(noun) if noun and stem(noun) not in conflict_words().fate_of else None


def _is_people(noun: str) -> bool:
    """Whether a noun is a people's own name, or none that is left of the phrase."""
    return not noun or stem(noun) in conflict_words().fate_of or any(world().find(noun))


def _toll_of(scene: ClaimScene, figure: Figure, topic: str) -> str | None:
    """Who is counted; where the number stands alone, whose toll it is: "the Palestinian death toll rose to 138"."""
    toll = list(_TOLL.finditer(scene.text, max(0, figure.start - NEAR), figure.start))
    people = [match.claims[0].code for match in world().find(toll[-1][1])] if toll else []
    return _group(figure, topic) or (people[0] if people else _group(figure, topic))


def _is_part(scene: ClaimScene, figure: Figure) -> bool:
    """Whether others are counted beside it: "another 12", "three other Americans", "four civilians and a soldier"."""
    words = _WORD.findall(scene.text[max(0, figure.start - 10) : figure.start].rpartition(" ")[0][-10:] + " " + figure.text)
    further = conflict_words().further
    if re.search(r"\bmore than\b", figure.text, re.IGNORECASE):
        words = [word for word in words if word.lower() != "more"]
    behind = _WORD.findall(scene.text[figure.end : figure.end + 12])[:1]
    if any(
        _OF_ALL.match(text) and not _OF_ARMY.match(text) for text in (figure.text, scene.text[figure.end : figure.end + NEAR])
    ):
        return True
    if _AND_MORE.match(scene.text[figure.end : figure.end + NEAR]):
        return True
    return any(word.lower() in further for word in words[-6:]) or any(
        word.lower() in {"more", "others", "other"} for word in behind
    )
