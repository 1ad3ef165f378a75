"""Quotations as claims: the words between quotation marks, made alike where only spelling or printing differs."""

import re
from collections.abc import Iterator
from itertools import pairwise

from standoff.codebook.conflicts import stem
from standoff.core.records import Attribution
from standoff.relating.claims_scene import ClaimScene
from standoff.relating.conflicts_tables import Claim

LEAST_WORDS, MOST_WORDS = 5, 80
GAP = "…"  # stands in the words where a sentence ends, or where the quotation says that something was left out or put in
_QUOTED = re.compile(r"“([^“”\n]{20,900})[”\n]|\"([^\"\n]{20,900})[\"\n]|(?<!\w)‘([^‘\n]{20,900}?)’(?!\w)")
_PIECE = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bSen)(?<!\bGen)(?<!\bRep)[.!?]+(?=\s)|\.\.\.+|…|\[[^\]]*\]|\([^)]*\)|[\w]+(?:['’][\w]+)?"
)
_INITIALS = re.compile(r"\b([A-Z])\.\s?([A-Z])\.?(?!\w)")
# Written forms of one spoken word: a quotation that differs only in them is told in the same words.
_SPOKEN = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "gonna": ("going", "to"), "sen": ("senator",),
    "gen": ("general",), "mr": ("mister",), "rep": ("representative",), "gov": ("governor",), "u": ("us",),
    "percent": ("per", "cent"),
}  # fmt: skip
# Small numbers are printed in words or digits, whoever said them.
_NUMBERS = {word: (str(number),) for number, word in enumerate(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2
)}  # fmt: skip
_ENDS = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"), ("'m", "am"))


def quotation_claims(scene: ClaimScene) -> Iterator[Claim]:
    """One claim a quotation of LEAST_WORDS or more within the article, with who is said to have said it."""
    published = scene.reading.published
    bounds = [(start, end) for start, end in scene.sentences]
    for match in _QUOTED.finditer(scene.text):
        start, end = match.span(match.lastindex or 0)
        words = words_of(scene.text[start:end])
        if not LEAST_WORDS <= sum(word != GAP for word in words) <= MOST_WORDS or not _within(bounds, start):
            continue
        said = scene.said_at(start, end) or _quoting(scene, start, end)
        yield Claim(
            item=said.id if said else scene.item_in(start, end), article=scene.reading.article, slot="quotation",
            start=start, end=end, text=scene.text[start:end], topic="quotation", claimer=scene.claimer(said),
            speaker=scene.speaker(said), words=words, told_earliest=published.earliest,
            told_latest=published.latest,
        )  # fmt: skip


def _within(bounds: list[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in bounds)


def _quoting(scene: ClaimScene, start: int, end: int) -> Attribution | None:
    """The attribution with a piece of content that shares most with the quotation."""
    return max(
        (one for one in scene.reading.attributions if any(piece.start < end and start < piece.end for piece in one.content)),
        key=lambda one: sum(max(0, min(end, piece.end) - max(start, piece.start)) for piece in one.content),
        default=None,
    )


def words_of(quotation: str) -> tuple[str, ...]:
    """The words of a quotation in lower case, short forms written out, and GAP between sentences."""
    found: list[str] = []
    for match in _PIECE.finditer(_INITIALS.sub(r"\1\2", quotation)):
        piece = match[0].lower().replace("’", "'")
        if piece[0] in ".!?…[(":
            found.append(GAP)
            continue
        found += _SPOKEN.get(piece) or _NUMBERS.get(piece) or _parts(piece)
    return tuple(found)


def _parts(piece: str) -> tuple[str, ...]:
    for ending, word in _ENDS:
        if piece.endswith(ending) and len(piece) > len(ending):
            return piece.removesuffix(ending), word
    if piece in ("it's", "that's", "he's", "she's", "there's", "what's", "who's", "let's"):
        return piece[:-2], "is"
    return (piece.removesuffix("'s"),)


def keys_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a quotation is looked up by: its pairs of neighbouring longer words, by their stems, the longest eight."""
    telling = [stem(word) for word in words if len(word) > 3]
    pairs = dict.fromkeys(pairwise(telling))
    return tuple(" ".join(pair) for pair in sorted(pairs, key=lambda pair: (-len(pair[0]) - len(pair[1]), pair))[:8])
