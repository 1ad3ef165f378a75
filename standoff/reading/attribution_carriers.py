"""How and through whom words reached the article: the channel ("a statement posted on Twitter"), who carried them (Reuters)."""

import re
from dataclasses import replace
from functools import cache

from standoff.codebook.agencies import Agency, agencies
from standoff.codebook.cues import channels, recipients
from standoff.reading.attribution_page import Found, Page

_ARTICLE = re.compile(r"^(?:the|an?|state|official|semi-official|local)\s+", re.IGNORECASE)
_KIND = re.compile(
    r"(?:['’]s)?\s+(?:news|state|agency|newspaper|daily|news agency|state news agency|press agency|tv|television|reports?)$",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"(?:(?:several|some|the|local|media|news|press)\s+)*(?:reports|media)$", re.IGNORECASE)
_OWNER = re.compile(r"^[A-Z][a-z]+['’]s\s+(?=[A-Z])")
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = re.compile(rf"{_DAYS}\b")
_CARRIED_BY = re.compile(r"\b(?:quoted|cited|carried)\s+(?:as\s+\w+\s+)?by\s+((?:[\w’'.-]+\s+){1,6})")
_NAMED_AFTER = re.compile(r"\s+(?:to\s+)?(?:the\s+)?((?:[A-Z][\w.&’'-]*|of)(?:\s+(?:[A-Z][\w.&’'-]*|of)){0,4})")
# Of the sentence around a cue, so many code points are searched for the channel.
_AROUND = 160


def agency_of(words: str) -> Agency | None:
    """The agency or outlet that `words` name ("the Reuters news agency"), or None where they name anything else."""
    known = agencies()
    words = _OWNER.sub("", " ".join(words.split()).strip(" ,."))
    parts = words.split(" and ")
    if len(parts) > 1:  # "Reuters and the Harbour Times"
        each = [agency_of(part) for part in parts]
        return each[0] if all(each) else None
    for _ in range(4):
        found = known.get(words.lower())
        if found is not None:
            return found
        shorter = _KIND.sub("", _ARTICLE.sub("", words))
        if shorter == words:
            return None
        words = shorter
    return None


def carried(page: Page, found: list[Found]) -> list[Found]:
    """The attributions without those whose source only carried another one; that one says through whom it came."""
    text = page.context.text
    kept: list[Found] = []
    carriers: list[tuple[Found, str | None]] = []
    for item in found:
        words = text[item.source[0] : item.source[1]] if item.source is not None else ""
        agency = agency_of(words)
        unnamed = bool(_REPORTS.match(words))
        if (agency is not None or unnamed) and any(_carries(item, other) for other in found if other is not item):
            carriers.append((item, agency.name if agency is not None else None))
        else:
            kept.append(item if item.via else replace(item, via=_told_to(text, item) or (agency.name if agency else None)))
    for carrier, name in carriers:
        kept = [replace(item, via=name) if name is not None and _carries(carrier, item) else item for item in kept]
    return kept


def _carries(carrier: Found, other: Found) -> bool:
    """Whether the words that `carrier` tells hold the cue of the other, or the same words as the other."""
    place = other.cue[0] if other.cue is not None else other.anchor
    inside = any(start <= place < end for start, end in carrier.pieces)
    return inside or any(
        (start <= first and last <= end) or (first <= start and end <= last)
        for start, end in carrier.pieces
        for first, last in other.pieces
    )


def _told_to(text: str, item: Found) -> str | None:
    """The agency or outlet to which it was told, or that quoted it: "told CNN", "was quoted by Reuters as saying"."""
    if item.cue is None:
        return None
    match = _NAMED_AFTER.match(text, item.cue[1])
    if match is not None:
        return _first_named(match.group(1).split(), 0)
    began = max(0, item.cue[0] - _AROUND // 2)
    quoted = _CARRIED_BY.search(text, max(began, text.rfind(". ", began, item.cue[0])), item.cue[0])
    if quoted is None:
        return None
    words = quoted.group(1).split()
    return next((name for skip in range(len(words)) if (name := _first_named(words, skip)) is not None), None)


def _first_named(words: list[str], skip: int) -> str | None:
    for end in range(len(words), skip, -1):
        form = " ".join(words[skip:end]).strip(".,").lower()
        agency = agencies().get(form)
        if agency is not None and words[skip][:1].isupper():
            return None if _goes_on(agency, form, words[end:]) else agency.name
    return None


def _goes_on(agency: Agency, form: str, following: list[str]) -> bool:
    """Whether a word that is an outlet's name only in some contexts begins a longer name ("told the National Assembly")."""
    doubtful = form in {other.lower().removeprefix("the ") for other in agency.ambiguous}
    return doubtful and bool(following) and following[0][:1].isupper() and not _DAY.match(following[0])


@cache
def _channel_pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, channels()), key=len, reverse=True))
    owner = r"(?:(?:an?|the|his|her|its|their|this)\s+)?(?:[\w-]+\s+){0,2}?"
    whom = rf"(?:the\s+|state\s+)?(?!{_DAYS})(?:[A-Z][\w-]*(?:\s+[A-Z][\w-]*)?|\w*(?:reporter|journalist)s)"
    beyond = rf"(?:\s+(?:posted|published|issued|released))?\s+(?:with|to|on|from)\s+{whom}"
    return re.compile(rf"\b(?i:in|at|during|on|via|through)\s+({owner}(?:{nouns})\b(?:{beyond})?)")


@cache
def _told_pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted(recipients() - {"me", "him", "her", "them", "us", "you"}, key=len, reverse=True))
    return re.compile(rf"\b(?:told|tells|telling)\s+(?:the\s+|state\s+)?(?:\w+\s+)?(?:{nouns})s?\b", re.IGNORECASE)


def channel_of(page: Page, item: Found) -> str | None:
    """How it was said ("told reporters", "a phone call with reporters"), read beside the cue, outside of what was said."""
    if item.cue is None:
        return None
    words = _beside(page, item)
    named = _channel_pattern().search(words)
    if named is not None:
        return " ".join(named.group(1).split())
    told = _told_pattern().search(words)
    return " ".join(told.group().split()).lower() if told is not None else None


def _beside(page: Page, item: Found) -> str:
    """The sentence of the cue with what was said blanked."""
    assert item.cue is not None  # noqa: S101 - asked only where there is a cue
    token = next(iter(page.tokens(*item.cue)), None)
    if token is None:
        return ""
    sentence = token.sent
    start = max(int(sentence.start_char), item.cue[0] - _AROUND)
    end = min(int(sentence.end_char), item.cue[1] + _AROUND)
    chars = list(page.context.text[start:end])
    for left, right in item.pieces:
        for place in range(max(left, start), min(right, end)):
            chars[place - start] = "|"
    return "".join(chars)
