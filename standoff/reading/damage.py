"""Damage: how garbled each sentence is (by translation, scraping, cutting), why, and what that does to certainty.

Signs that a pattern or the parse shows, and how unlikely the order of the words is, each with a weight; the weights are a
logistic regression over news sentences degraded on purpose, the threshold is what 1 in 100 undamaged sentences reaches
(`train/damage.py` fits both, `python -m benchmarks.damage` shows what they find).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import msgspec
import numpy as np
from spacy.tokens import Span as TokenSpan

from standoff.codebook.damage import DamageWords, Ngrams, damage_words, ngrams
from standoff.core.records import Attribution, Figure, Forecast, Meeting, Statement
from standoff.core.spans import Span
from standoff.reading.context import Context
from standoff.reading.damage_signs import Sign, name_signs, surface_signs
from standoff.reading.damage_wording import Floats, Row, member, row_of, surprises

DOUBT = "damaged_sentence"
WORDING = "unlikely_wording"
# Signs that undamaged prose shows too often to be a reason on their own; they count, and are named beside others.
WEAK = frozenset({"no_finite_verb", "no_subject", "unknown_words", WORDING})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
HEADLINE_SHARE = 0.5  # with more capitalised words than this a line is in title case, where no capital is stray
# Signs that scraping leaves as well as translation does: alone they mark no machine translation.
SCRAPED = frozenset({"unbalanced_quote", "space_before_punctuation", "doubled_word", "unknown_words", WORDING})
# A human translation or an edited text may have a slip or two (1% of undamaged news sentences are called damaged).
SEVERAL, SEVERAL_SHARE = 3, 0.15
FRAGMENT_TOKENS = 4  # shorter ones are exclamations and subheads
# Reasons from wording: the log-odds that it adds over a sentence of usual wording (0.69: twice as likely damaged).
WORDING_REASON = 0.69

Coded = TypeVar("Coded", Attribution, Statement, Figure, Meeting, Forecast)


@dataclass(frozen=True, slots=True)
class Damage:
    """One sentence (`start`:`end`, code points), its damage from 0 to 1, what shows it, and whether it counts as damaged."""

    start: int
    end: int
    score: float
    reasons: tuple[str, ...]
    damaged: bool


def damage_of(context: Context) -> tuple[Damage, ...]:
    """The damage of each sentence of the article, in order."""
    words = damage_words()
    return tuple(
        _judged(sent, found, words) for sent, found in zip(context.sentences, measures_of(context, ngrams()), strict=True)
    )


def _judged(sent: TokenSpan, found: dict[str, float], words: DamageWords) -> Damage:
    odds = words.weights["bias"] + sum(words.weights.get(name, 0.0) * value for name, value in found.items())
    score = 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
    damaged = score >= words.threshold
    return Damage(sent.start_char, _end(sent), round(score, 4), _reasons(found, words) if damaged else (), damaged)


def _end(sent: TokenSpan) -> int:
    """Where the words of the sentence end: the white space after it may be blanked noise."""
    return sent.start_char + len(sent.text.rstrip())


def _reasons(found: dict[str, float], words: DamageWords) -> tuple[str, ...]:
    """The signs that are there, strong ones first; wording where it counts for much, or where there is nothing else to name."""
    wording = sum(words.weights.get(name, 0.0) * value for name, value in found.items() if name.startswith("wording_"))
    named = [name for name, value in found.items() if value and not name.startswith("wording_")]
    strong = [name for name in named if name not in WEAK]
    weak = [name for name in named if name in WEAK and (strong or wording > 0)]
    return (*strong, *([WORDING] if wording >= WORDING_REASON or not strong else []), *weak)


def measures_of(context: Context, model: Ngrams) -> list[dict[str, float]]:
    """For each sentence the signs that it shows (1 each) and the measures of its wording, by name."""
    sentences = context.sentences
    found: list[dict[str, float]] = [{} for _ in sentences]
    row = row_of(context.doc, model.frequent)
    words = damage_words()
    texts = chain(surface_signs(context.text, words), name_signs(context.doc))
    _enter(found, sentences, chain(texts, _stray_capitals(context, row, model, words)))
    _wording(found, sentences, row, model)
    for sent, measures in zip(sentences, found, strict=True):
        _clause(sent, measures)
    return found


def _enter(found: list[dict[str, float]], sentences: Sequence[TokenSpan], signs: Iterable[Sign]) -> None:
    """Give each sign to the sentence that it stands in; those outside of all (in noise) are dropped."""
    starts = np.array([sent.start_char for sent in sentences], dtype=np.int64)
    for slug, place in signs:
        number = int(np.searchsorted(starts, place, side="right")) - 1
        if number >= 0 and place < _end(sentences[number]):
            found[number][slug] = 1.0


def _stray_capitals(context: Context, row: Row, model: Ngrams, words: DamageWords) -> Iterable[Sign]:
    """Capitals in mid-sentence: on words that have none there, or on openers before a word without one."""
    small = row.alpha & ~row.title
    capital = row.title & row.alpha
    capital[1:] &= row.alpha[:-1]
    capital[:-1] &= small[1:]
    capital[:1] = capital[-1:] = False
    never = member(row.lower, model.uncapitalised)
    never[1:] &= small[:-1]
    for place in row.place[capital]:
        token = context.doc[int(place)]
        sure = never[np.searchsorted(row.place, place)]
        if (sure or token.lower_ in words.openers) and not (token.is_sent_start or context.in_title(token.idx)):
            yield "stray_capital", token.idx


def _wording(found: list[dict[str, float]], sentences: Sequence[TokenSpan], row: Row, model: Ngrams) -> None:
    """How unlikely the least likely places of each sentence are, and how unlikely it is on the whole."""
    surprise = surprises(row.classes, model)
    unknown = row.alpha & ~row.title & ~member(row.lower, model.known)
    edges = np.searchsorted(row.place, [bound for sent in sentences for bound in (sent.start, sent.end)])
    for number, measures in enumerate(found):
        first, last = int(edges[2 * number]), int(edges[2 * number + 1])
        if last - first < 2:
            continue
        measures |= _lowest(surprise[first:last])
        if count := int(unknown[first:last].sum()):
            measures["unknown_words"] = float(min(count, 3))


def _lowest(values: Floats) -> dict[str, float]:
    """How unlikely the least likely place is, and the average one, as positive numbers."""
    return {"wording_lowest": -float(values.min()), "wording_mean": -float(values.mean())}


def _clause(sent: TokenSpan, measures: dict[str, float]) -> None:
    """A sentence without a finite verb, or whose finite main verb has no subject."""
    titled = sum(token.is_title for token in sent)
    if titled > HEADLINE_SHARE * len(sent):
        measures.pop("stray_capital", None)
    if len(sent) < FRAGMENT_TOKENS or not sent.text.rstrip("\"' )").endswith((".", ",")):
        return
    if not any(token.tag_ in FINITE for token in sent):
        measures["no_finite_verb"] = 1.0
    elif sent.root.tag_ in FINITE and not any(child.dep_ in SUBJECTS for child in sent.root.children):
        measures["no_subject"] = 1.0


def lower_certainty(items: Iterable[Coded], damages: Sequence[Damage]) -> tuple[Coded, ...]:
    """The same items, those whose evidence touches a damaged sentence with less certainty and the doubt "damaged_sentence"."""
    hurt = [one for one in damages if one.damaged]
    kept = damage_words().kept
    return tuple(_lowered(item, kept) if any(_touches(item, one) for one in hurt) else item for item in items)


def _lowered(item: Coded, kept: float) -> Coded:
    if DOUBT in item.doubts:
        return item
    return msgspec.structs.replace(item, certainty=round(item.certainty * kept, 4), doubts=(*item.doubts, DOUBT))


def _touches(item: Attribution | Statement | Figure | Meeting | Forecast, damage: Damage) -> bool:
    return any(piece.start < damage.end and damage.start < piece.end for piece in _evidence(item))


def _evidence(item: Attribution | Statement | Figure | Meeting | Forecast) -> tuple[Span, ...]:
    """The pieces of an attribution, so that what stands between them does not count; else the item's own span."""
    if isinstance(item, Attribution):
        return tuple(span for span in (item.source, item.cue, *item.content) if span is not None)
    return (Span(item.start, item.end, item.text),)


def damage_flags(text: str, damages: Sequence[Damage]) -> tuple[str, ...]:
    """The article's flags: "damaged:N" for N damaged sentences, and "machine_translated" where the text shows or says so."""
    count = sum(one.damaged for one in damages)
    flags = [f"damaged:{count}"] if count else []
    pieces = sum("bracketed_untranslated" in one.reasons or "untranslated_words" in one.reasons for one in damages if one.damaged)
    garbled = sum(one.damaged and not SCRAPED.issuperset(one.reasons) for one in damages)
    several = garbled >= SEVERAL and (garbled >= SEVERAL_SHARE * len(damages) or pieces > 0)
    if damage_words().disclaimers.search(text) or several:
        flags.append("machine_translated")
    return tuple(flags)
