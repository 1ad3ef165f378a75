"""Deeds as claims: what is denied, what is laid on somebody, and what is foreseen, sentence by sentence.

Method: the codebook's patterns within one sentence; the parties come from the reading's statements where one lies there,
else from the names before and behind the pattern.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from standoff.codebook.conflicts import Deed, Stance, conflict_words, stem
from standoff.codebook.world import world
from standoff.core.records import Attribution, Forecast, Statement
from standoff.relating.claims_scene import ClaimScene
from standoff.relating.conflicts_tables import TOLD, Claim, Slot
from standoff.relating.unsaid import unsaid

LONGEST = 160  # code points of what is denied or blamed
BEFORE, AROUND = 90, 60  # code points before and behind a deed's word in which its stance is looked for
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CLAUSE = re.compile(r"[;:.!?]|, (?:but|while|although|though|and) |\b(?:but|while|although|whereas)\b", re.IGNORECASE)
_COMMA = re.compile(r"[,;:.!?”\"]")
_SAYING = re.compile(
    r"\b(?:that|says?|said|believes?|believed|warn(?:s|ed)?|thinks?|thought|claims?|claimed|insists?|insisted|fears?|told \w+)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\b(?:despite|from|with|by|amid|as|after|before|said|says|according|while|but|without)\b", re.IGNORECASE)
# What comes behind these words is told beside the deed: "of moving troops after the attack on the ferry".
_BESIDE = re.compile(r"\b(?:after|amid|before|while|despite|following)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"[;:]|, (?:which|who|and|but)\b", re.IGNORECASE)  # behind it is another clause
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|ourselves|I|[Mm]y)\b")  # within quotation marks nobody else is the speaker
_OWN = re.compile(r"\b(?:they|he|she|it|we|its|their|his|her)\b", re.IGNORECASE)
# Behind a foreseen deed's word: who would do it, with whom, or between which two.
_BY = re.compile(r"(?: [a-z]+)? by (?:the )?", re.IGNORECASE)
_WITH = re.compile(r" with (?:the )?", re.IGNORECASE)
_BETWEEN = re.compile(r" between (?=[^.;]{3,60} and )", re.IGNORECASE)
_BARE = re.compile(r"(?:-led|-backed)?(?: [a-z][a-z-]+)? ")
_DATELINE = re.compile(r"[^\n().]{0,60}\([\w ./]{2,30}\)\s*[-–—]{1,2}\s+")
LAID = frozenset({"assault", "coerce"})
VERB = 8  # words of a telling, or behind a denial, in which the verb of what was done stands
NEXT = 3  # words behind a deed's word that tell its family
_SAID = frozenset({"deny", "accuse", "warn", "assure", "red_line", "reaffirm", "hint", "support", "defer", "withhold"})
_DONE = frozenset({"stated", "offered", "happened", "happening", "reported"})


class _Place(NamedTuple):
    """A stretch of a sentence with the sentence's bounds."""

    start: int
    end: int
    first: int
    last: int


def deed_claims(scene: ClaimScene) -> Iterator[Claim]:
    """The denied and the blamed deeds of the article, and those that are foreseen."""
    for start, end in scene.sentences:
        yield from _foreseen(scene, start, end)
        yield from _denied(scene, start, end)
        yield from _not_done(scene, start, end)
    yield from _done(scene)
    yield from _once([one for start, end in scene.sentences for one in _blamed(scene, start, end)] + list(_laid(scene)))


# --- denied, and laid on somebody ------------------------------------------------------------------------------------------


def _denied(scene: ClaimScene, start: int, end: int) -> Iterator[Claim]:
    for match in scene.denials(start, end):
        place = _Place(match.end(), min(end, match.end() + LONGEST), start, end)
        party = _acting(scene, "deny", start, end) or _before(scene, start, match.start())
        if party:
            verb = _verb(scene.text[match.end() : place.end], VERB)
            yield _claim(scene, "deed", place, match.start(), stance="denied", party=party, claimer=party, verb=verb)


def _not_done(scene: ClaimScene, start: int, end: int) -> Iterator[Claim]:
    """What a party says that it has not done: "We have not withdrawn anything", "our patrol did not fire"."""
    for match in conflict_words().is_not_done.finditer(scene.text, start, end):
        said = scene.said_at(match.start(), match.end())
        verb, party = _verb(scene.text[match.end() : end], 1), scene.claimer(said)
        if said is None or not party or not (verb or _is_deed(scene.text, match.end(), end)):
            continue
        own = _OURS if said.direct else _OWN
        if own.search(scene.text, start, match.start()) or set(_before(scene, start, match.start())) & set(party):
            place = _Place(match.end(), min(end, match.end() + LONGEST), start, end)
            yield _claim(scene, "deed", place, match.start(), stance="denied", party=party, claimer=party, verb=verb)


def _is_deed(text: str, start: int, end: int) -> bool:
    """Whether the next word is of a family of deeds: "fired on the boat"."""
    word = next(_WORD.finditer(text, start, end), None)
    return word is not None and _family(text, word) is not None


def _done(scene: ClaimScene) -> Iterator[Claim]:
    """What a party is told to have done, by others or by the article itself, where it may say that it did not."""
    silent = unsaid(scene.reading.statements)
    for one in scene.reading.statements:
        said = scene.said(one)
        if not one.party or one.id in silent or one.act in _SAID or one.status not in _DONE or _by_itself(scene, said, one.party):
            continue
        claimer = tuple(code for code in scene.claimer(said) if code not in one.party)
        start, end = scene.sentence(one.start, one.end)
        first, verb = _doing(scene, start, one)
        if verb and not conflict_words().is_not_done.search(scene.text, first, one.end):
            place = _Place(first, one.end, start, end)
            yield _claim(
                scene, "deed", place, first, stance=TOLD, party=one.party, claimer=claimer, item=one.id, verb=verb,
                speaker=said.source.text if said and said.source and not claimer else None,
            )  # fmt: skip


def _by_itself(scene: ClaimScene, said: Attribution | None, party: tuple[str, ...]) -> bool:
    """Whether a party tells it itself; "two diplomats", who are nobody's by name, may be anybody's."""
    if said is None or not set(party) & set(scene.claimer(said)):
        return False
    source = said.source
    if source is None or said.speaker is not None or not said.anonymous:
        return True
    return any(code in party for _, _, code in scene.parties(source.start, source.end)) or _OWN.search(source.text) is not None


def _doing(scene: ClaimScene, start: int, one: Statement) -> tuple[int, str]:
    """Where what a party did begins, and its verb: one in front of the statement that the party itself does, else its own."""
    done = conflict_words().done_of
    for match in reversed(list(_WORD.finditer(scene.text, start, one.start))):
        if stem(match[0]) in done:
            if set(_before(scene, start, match.start())) & set(one.party):
                return match.start(), done[stem(match[0])]
            break
    return one.start, _verb(one.text, VERB)


def _verb(text: str, most: int) -> str:
    """What was done, by the first such verb among so many words."""
    done = conflict_words().done_of
    return next((done[key] for match in islice(_WORD.finditer(text), most) if (key := stem(match[0])) in done), "")


def _once(charges: list[Claim]) -> Iterator[Claim]:
    """Each charge of a sentence once, with who lays it where any way of finding it tells who."""
    kept: dict[tuple[int, tuple[str, ...]], list[Claim]] = {}
    for one in charges:
        others = kept.setdefault((one.start, one.party), [])
        if one.claimer and others and not others[0].claimer:
            others[0] = one
        elif not others or (one.claimer and one.claimer not in {other.claimer for other in others}):
            others.append(one)
    for some in kept.values():
        yield from some


def _blamed(scene: ClaimScene, start: int, end: int) -> Iterator[Claim]:
    for match in conflict_words().pattern_blaming.finditer(scene.text, start, end):
        if _is_supposed(scene, start, match.start()):
            continue
        place = _Place(match.end(), min(end, match.end() + LONGEST), start, end)
        said = scene.said_at(match.start(), match.end())
        claimer = scene.claimer(said)
        if match.lastgroup == "before":
            party, place = _before(scene, start, match.start()), place._replace(start=start)
        elif match[0].lower().endswith(" by"):  # "was carried out by": what stands in front of it is the deed, not who says so
            party, place = _after(scene, match.end(), place.end), place._replace(start=start)
        else:
            party = _after(scene, match.end(), place.end)
            claimer = _acting(scene, "accuse", start, end) or _before(scene, start, match.start())
        if party and not set(party) & set(claimer):
            yield _claim(scene, "deed", place, match.start(), stance="blamed", party=party, claimer=claimer)


def _is_supposed(scene: ClaimScene, start: int, place: int) -> bool:
    """Whether a charge is only supposed: "if it is found to be responsible"."""
    commas = [match.end() for match in _COMMA.finditer(scene.text, start, place)]
    return conflict_words().is_supposing.search(scene.text, commas[-1] if commas else start, place) is not None


def _laid(scene: ClaimScene) -> Iterator[Claim]:
    """Deeds that the reading codes as done by a party, as somebody else says."""
    for one in scene.reading.statements:
        said = scene.said(one)
        claimer = scene.claimer(said)
        if one.act in LAID and one.party and claimer and not set(one.party) & set(claimer) and one.status != "denied":
            start, end = scene.sentence(one.start, one.end)
            if _is_foreseen(scene, one, start, end) or _is_supposed(scene, start, one.end):
                continue
            place = _Place(one.start, one.end, start, end)
            yield _claim(scene, "deed", place, one.start, stance="blamed", party=one.party, claimer=claimer, item=one.id)


def _acting(scene: ClaimScene, act: str, start: int, end: int) -> tuple[str, ...]:
    """Who does an act in the sentence, as the reading has it."""
    return next((one.party for one in scene.reading.statements if one.act == act and one.party and start <= one.start < end), ())


def _before(scene: ClaimScene, start: int, end: int) -> tuple[str, ...]:
    found = scene.parties(start, end)
    return (found[-1][2],) if found else ()


def _after(scene: ClaimScene, start: int, end: int) -> tuple[str, ...]:
    found = scene.parties(start, min(end, start + BEFORE))
    return (found[0][2],) if found else ()


def _parties_of(scene: ClaimScene, place: _Place, word: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who would do a foreseen deed, and to whom: what stands with its word ("a Kenyan attack", "by", "with") goes first."""
    behind = scene.parties(place.end, min(place.last, place.end + AROUND))
    if _BETWEEN.match(scene.text, place.end):
        return (), tuple(dict.fromkeys(code for _, _, code in behind[:2]))
    by = behind[0] if behind and _BY.fullmatch(scene.text, place.end, behind[0][0]) else None
    doing = (by[2],) if by else _of_people(scene, place.start, word) or _doer(scene, place.start, word)
    if behind and _WITH.fullmatch(scene.text, place.end, behind[0][0]):
        return doing, (behind[0][2],)
    return doing, _target(scene, by[1] if by else place.end, place.last)


def _of_people(scene: ClaimScene, start: int, word: int) -> tuple[str, ...]:
    """Whose deed it is by the adjective in front of it: "a Kenyan attack", "a Kenyan ground attack"."""
    first, last, code = next(reversed(scene.parties(start, word)), (0, 0, ""))
    if not code or not _BARE.fullmatch(scene.text, last, word):
        return ()
    adjective = any(match.claims[0].kind == "adjective" for match in world().find(scene.text[first:last]))
    return (code,) if adjective else ()


def _doer(scene: ClaimScene, start: int, end: int) -> tuple[str, ...]:
    """The first party of a clause, which is mostly its subject; what stands before "said that" is another clause."""
    saying = list(_SAYING.finditer(scene.text, start, end))
    found = scene.parties(saying[-1].end() if saying else start, end)
    return (found[0][2],) if found else ()


def _target(scene: ClaimScene, start: int, end: int) -> tuple[str, ...]:
    """The first party behind a deed's word, unless it comes in by another road ("despite warnings from")."""
    found = scene.parties(start, min(end, start + AROUND))
    return (found[0][2],) if found and not _ELSEWHERE.search(scene.text, start, found[0][0]) else ()


# --- foreseen ---------------------------------------------------------------------------------------------------------------


def _foreseen(scene: ClaimScene, start: int, end: int) -> Iterator[Claim]:
    """A claim for each word of a foreseen deed whose clause says whether it is coming; one of a family and stance a sentence."""
    seen: set[tuple[str, str]] = set()
    floor, deeds = start, conflict_words().deeds_of
    for match in _WORD.finditer(scene.text, start, end):
        if stem(match[0]) not in deeds:
            continue
        deed = _family(scene.text, match)
        if deed is None or not deed.foreseen or _begins_another(scene.text, match.end(), end):
            continue
        told = _stance(scene.text, floor, match.start(), match.end(), end)
        if told is None:
            continue
        stance, cue = told
        first = _clause_start(scene.text, floor, match.start())
        floor = match.end()
        if (deed.deed, stance) not in seen:
            seen.add((deed.deed, stance))
            yield _forecast(scene, _Place(first, match.end(), start, end), match.start(), deed, stance, cue)


def _is_foreseen(scene: ClaimScene, one: Statement, start: int, end: int) -> bool:
    """Whether a statement's deed has not come: "an invasion by Oslo is imminent" lays none on it."""
    words = [
        match
        for match in _WORD.finditer(scene.text, one.start, one.end)
        if (deed := _family(scene.text, match)) and deed.foreseen
    ]
    return any(_stance(scene.text, start, match.start(), match.end(), end) is not None for match in words)


def _begins_another(text: str, place: int, end: int) -> bool:
    """Whether the word only begins a deed: "launch an offensive" is an offensive, no launch."""
    behind = [stem(word) for word in _WORD.findall(text[place : min(end, place + AROUND)])[:3]]
    deeds = conflict_words().deeds_of
    attacks = [word for word in behind if any(one.deed == "attack" for one in deeds.get(word, ()))]
    return bool(attacks) and (behind[0] in _LINK or behind[0] == attacks[0])


_LINK = frozenset({"a", "an", "the", "th", "its", "their", "another", "any", "full", "military"})


def _stance(text: str, floor: int, start: int, end: int, last: int) -> tuple[Stance, int] | None:
    """What the clause of a deed's word says of its coming, and where: the first stance with a pattern there."""
    opening = max(_clause_start(text, floor, start), start - BEFORE)
    before = text[opening:start]
    stop = _CLAUSE.search(text, end, min(last, end + AROUND))
    around = before + text[start : stop.start() if stop else min(last, end + AROUND)]
    for one in conflict_words().foreseen:
        found = one.pattern_before.search(before) if one.pattern_before is not None else None
        if found is not None and not conflict_words().is_supposing.search(before, found.end()):
            return one.stance, opening + found.start()
        if one.pattern_around is not None and one.pattern_around.search(around):
            return one.stance, start
    return None


def _clause_start(text: str, floor: int, place: int) -> int:
    found = [match.end() for match in _CLAUSE.finditer(text, floor, place)]
    return found[-1] if found else floor


def _forecast(scene: ClaimScene, place: _Place, word: int, deed: Deed, stance: Stance, cue: int) -> Claim:
    said = scene.said_at(word, place.end)
    behind = said.source.start if said and said.source and said.source.start >= place.end else place.last
    doing, target = _parties_of(scene, place._replace(last=min(place.last, behind)), word)
    target = tuple(one for one in target if one not in doing)
    own = _OWN.search(scene.text, cue if stance == "denied" else place.start, word) is not None
    holder = said.party if said else _acting(scene, "deny", place.first, place.last) if stance == "denied" else ()
    if not holder:
        holder = _holder(scene, place.first, word)
    if stance in ("denied", "ruled out") and not holder and cue < word:
        holder = _before(scene, place.start, cue)  # "Oslo brushed off plans to": who denies stands in front of it
    if not doing and _WITH.match(scene.text, place.end):
        doing = tuple(one for one in holder if one not in target)  # "Oslo said that war with Sweden": one of its own
    if stance == "denied" and (own or not doing):
        doing = holder or doing  # "they have no intention of": of their own
    item = _item_at(scene, place, word)
    return _claim(
        scene, "forecast", place, word, stance=stance, party=doing, target=target, claimer=holder, topic=deed.deed, item=item,
        speaker=scene.speaker(said),
    )  # fmt: skip


def _holder(scene: ClaimScene, start: int, end: int) -> tuple[str, ...]:
    """Who says so before the deed's word: "Kiev says there is no reason"."""
    saying = list(_SAYING.finditer(scene.text, start, end))
    found = scene.parties(start, saying[-1].start()) if saying else []
    return (found[0][2],) if found else ()


def _item_at(scene: ClaimScene, place: _Place, word: int) -> str:
    items: tuple[Forecast | Statement, ...] = (*scene.reading.forecasts, *scene.reading.statements)
    return next((one.id for one in items if one.start <= word < one.end), "")


def _claim(
    scene: ClaimScene,
    slot: Slot,
    place: _Place,
    cue: int,
    *,
    stance: str,
    party: tuple[str, ...],
    claimer: tuple[str, ...],
    target: tuple[str, ...] = (),
    topic: str = "",
    item: str = "",
    speaker: str | None = None,
    verb: str = "",
) -> Claim:
    """A claim over its whole sentence; what it is about is told by the words of its own clause first."""
    start, end = _trimmed(scene.text, place.first, place.last)
    first, last = max(start, min(place.start, cue)), place.end
    said, published = scene.said_at(cue, cue + 1), scene.reading.published
    last = _up_to_beside(scene, max(place.start, cue), last) if slot == "deed" else last
    speaker = speaker or scene.speaker(said)
    names = frozenset(map(stem, (speaker or "").split()))
    telling = partial(_telling, scene, own=frozenset((*party, *claimer)), speaker=names) if slot == "deed" else scene.stems
    deed = topic or _deed_in(scene.text[first:last]) or _deed_in(scene.text[start:cue])
    return Claim(
        item=item or (said.id if said else scene.item_in(start, end)), article=scene.reading.article, slot=slot,
        start=start, end=end, text=scene.text[start:end], topic=deed, stance=stance, party=party, target=target, claimer=claimer,
        speaker=speaker, group=verb or None, names=scene.names(place.first, place.last), scene=scene.lead,
        stems=telling(first, last), words=telling(start, end), told_earliest=published.earliest,
        told_latest=published.latest,
    )  # fmt: skip


def _up_to_beside(scene: ClaimScene, start: int, end: int) -> int:
    """Where the words of a deed end; "responsibility after the attack" names the deed only there, so that it is kept."""
    another = _ANOTHER.search(scene.text, start, end)
    end = another.start() if another is not None else end
    beside = _BESIDE.search(scene.text, start, end)
    if beside is None or not set(_telling(scene, start, beside.start())) - conflict_words().bare_stems:
        return end
    return beside.start()


def _telling(
    scene: ClaimScene, start: int, end: int, own: frozenset[str] = frozenset(), speaker: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The telling words of a deed: none that all news hold, nor the names of the parties (`own`) and of who says so."""
    named = [(first, last) for first, last, code in scene.parties(start, end) if code in own]
    names = [(first, last) for first, last in named if any(world().find(scene.text[first:last]))]  # a person's name is telling
    words = {word for first, last in names for word in scene.stems(first, last)}
    return tuple(one for one in scene.stems(start, end) if one not in words and one not in speaker)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without a dateline and the white space at either end."""
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    kept = text[start:end]
    return end - len(kept.lstrip()) if kept.strip() else start, start + len(kept.rstrip())


def _deed_in(text: str) -> str:
    """The family of the first deed that is told; of "launched an attack" the attack."""
    deeds = conflict_words().deeds_of
    words = (match for match in _WORD.finditer(text) if stem(match[0]) in deeds)
    found = ((match, deed) for match in words if (deed := _family(text, match)) is not None)
    return next((one.deed for match, one in found if not (one.foreseen and _begins_another(text, match.end(), len(text)))), "")


def _family(text: str, match: re.Match[str]) -> Deed | None:
    """The family of a word of a text; of most words none."""
    words, key = conflict_words(), stem(match[0])
    if key not in words.deeds_of:
        return None
    behind = islice(_WORD.finditer(text, match.end(), match.end() + AROUND), NEXT)
    return words.deed_of(key, [stem(one[0]) for one in behind])
