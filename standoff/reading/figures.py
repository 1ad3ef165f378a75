"""Figures: the quantities of substance in an article, as ranges, with whose they are, where, and who says so.

The choice is made by the class of the unit (people, arms, money, shares...), whose words are in the codebook; every
quantity is recognised first (`quantities`), so that the choice and the recognition are measured apart.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from standoff.codebook.quantities import quantity_words
from standoff.core.dates import When
from standoff.core.records import Figure
from standoff.reading.context import Context
from standoff.reading.deeds_dates import lies_ahead
from standoff.reading.figure_choice import of_substance
from standoff.reading.offsets import parsed_text
from standoff.reading.places import place_in
from standoff.reading.quantities import Quantity, find_quantities, said_again
from standoff.reading.scene import Scene


def find_figures(scene: Scene) -> tuple[Figure, ...]:
    """The figures of substance, each once (at its first mention with these bounds and this unit), in order."""
    context = scene.context
    found: dict[tuple[object, ...], Figure] = {}
    for quantity, token in chosen(context):
        figure = _figure(scene, quantity, token)
        if figure is not None:
            key = (figure.low, figure.high, (figure.unit or "").lower())
            if key not in found or (context.in_title(found[key].start) and not context.in_title(figure.start)):
                found[key] = figure
    return tuple(sorted(found.values(), key=lambda f: f.start))


# From this size on a whole is told for its own sake ("40,000 of two million voters"); below, it says how many there are.
_LARGE = 1000


def chosen(context: Context) -> Iterator[tuple[Quantity, Token]]:
    """Every quantity of substance with the first token of its number, in order; one said twice comes twice."""
    # A date that was found is no count.
    taken = [(when.start, when.end) for when in context.times if when.start is not None and when.end is not None]
    before: Quantity | None = None
    share: Quantity | None = None
    for found in find_quantities(context.doc, taken):
        if share is not None and _is_whole(parsed_text(context.doc), share, found):
            continue
        quantity = _as_share(_at_most(context.doc, _settled(context.doc, found)))
        token = _number_token(context.doc, quantity)
        again = before is not None and quantity.kind != "money" and said_again(parsed_text(context.doc), before, quantity)
        before = quantity
        share = None
        if token is not None and not again and of_substance(quantity, token):
            share = found if found.kind == "counted" else None
            yield quantity, token


def _is_whole(text: str, share: Quantity, found: Quantity) -> bool:
    """Whether a number only tells of how many the one before is a part ("19 of 35 members"); "the 35 members" are a count."""
    inside = found.end <= share.end and max(found.values) < _LARGE
    return inside and text[share.number_end : found.number_start].strip() == "of"


def _settled(doc: Doc, quantity: Quantity) -> Quantity:
    """The quantity, or, after "rose from X to Y", Y alone: the two are no range."""
    token = _number_token(doc, quantity)
    if token is None or len(quantity.values) != 2 or quantity.vague or not parsed_text(doc).startswith("from", quantity.start):
        return quantity
    verbs = [t.lemma_.lower() for t in doc[max(token.sent.start, token.i - 6) : token.i]]
    if not quantity_words().change_verbs.intersection(verbs):
        return quantity
    last = (
        max(
            parsed_text(doc).rfind(" ", quantity.number_start, quantity.number_end),
            parsed_text(doc).rfind("to ", quantity.number_start, quantity.number_end) + 2,
        )
        + 1
    )
    return replace(
        quantity, start=last, number_start=last, values=quantity.values[1:], low=quantity.values[1], high=quantity.values[1]
    )


def _at_most(doc: Doc, quantity: Quantity) -> Quantity:
    """The quantity, its bottom open after "within": the time, or the way, need not be used up."""
    if quantity.kind not in ("time", "length") or len(quantity.values) != 1 or quantity.low != quantity.high:
        return quantity
    before = parsed_text(doc)[max(0, quantity.start - _LEAD) : quantity.start].lower().rstrip()
    return replace(quantity, low=None) if before.endswith(quantity_words().at_most) else quantity


def _as_share(quantity: Quantity) -> Quantity:
    """The quantity, a part of a whole in percent, to a tenth: "two thirds of the soldiers", "one in five"."""
    if not quantity.fraction or quantity.kind not in ("counted", "none"):
        return quantity
    low, high = (None if bound is None else round(100 * bound, 1) for bound in (quantity.low, quantity.high))
    values = tuple(round(100 * value, 1) for value in quantity.values)
    counted = (quantity.counted or "").removeprefix("of ") or None
    return replace(quantity, kind="share", unit="percent", values=values, low=low, high=high, counted=counted)


def _number_token(doc: Doc, quantity: Quantity) -> Token | None:
    span = doc.char_span(quantity.number_start, quantity.number_end, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


_LEAD = 16  # code points before a quantity in which the longest of the words stand that leave its bottom open


# --- the record ----------------------------------------------------------------------------------------------------


def _figure(scene: Scene, quantity: Quantity, number: Token) -> Figure | None:
    context = scene.context
    span = context.span(quantity.start, quantity.end, extra=",;:(")
    if span is None:
        return None
    said = scene.attribution_at(span.start)
    unit = _unit_words(quantity, number)
    return Figure(
        id=context.id("figure", span.start, span.end, quantity.low, quantity.high),
        article=context.article.id,
        start=span.start,
        end=span.end,
        text=span.text,
        low=_plain(quantity.low),
        high=_plain(quantity.high),
        modifier=quantity.modifier or (_vague_word(number, quantity) if quantity.vague else None),
        unit=unit,
        counted=_MORE.sub("", quantity.counted) if quantity.counted else None,
        party=_party(scene, quantity, number),
        place=_place(quantity, number),
        as_of=_as_of(scene, number),
        attribution=said.id if said is not None else None,
    )


def _plain(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value


def _vague_word(number: Token, quantity: Quantity) -> str:
    return parsed_text(number.doc)[quantity.number_start : quantity.number_end].lower()


def _unit_words(quantity: Quantity, number: Token) -> str | None:
    """The unit, with "killed" or the like where the sentence says what befell those counted."""
    unit = _MORE.sub("", quantity.unit) if quantity.unit else ("people" if quantity.kind == "none" else None)
    if quantity.kind not in ("counted", "none"):
        return unit
    for token in number.doc[max(number.sent.start, number.i - 6) : min(number.sent.end, number.i + 12)]:
        fate = _FATES.get(token.lemma_.lower())
        if fate and token.pos_ in ("VERB", "ADJ", "NOUN"):
            return f"{unit} {fate}" if unit and fate not in unit else unit
    return unit


_MORE = re.compile(r"^(?:more|other|further|additional|new)\s+", re.IGNORECASE)
_FATES = {
    "kill": "killed",
    "wound": "wounded",
    "injure": "injured",
    "displace": "displaced",
    "arrest": "arrested",
    "detain": "detained",
    "dead": "killed",
    "die": "killed",
}
_VERB_STEPS = 6


def _party(scene: Scene, quantity: Quantity, number: Token) -> tuple[str, ...]:
    """Whose they are: as the noun phrase says ("Russian troops"), else the subject of the verb ("Russia massed...")."""
    head = number.doc[quantity.head] if quantity.head is not None else number
    own = _owner(scene, number, head)
    if own:
        return own
    token = head
    for _ in range(_VERB_STEPS):
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() not in _FATES:
            subject = _subject_party(scene, token, head)
            if subject:
                return subject
        if token.head.i == token.i:
            break
        token = token.head
    return scene.party(head)  # what the cast only guessed from the context comes last


def _owner(scene: Scene, number: Token, head: Token) -> tuple[str, ...]:
    doc = number.doc
    for token in (*doc[number.i + 1 : head.i], *head.lefts):
        party = scene.party(token)
        if party:
            return party
    party = scene.party(head)
    if party and not scene.cast.guessed(head):
        return party
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "by"):
            for inner in child.children:
                party = scene.party(inner)
                if party:
                    return party
    return ()


def _subject_party(scene: Scene, verb: Token, head: Token) -> tuple[str, ...]:
    for child in verb.children:
        if child.dep_ in ("nsubj", "agent") and child.i != head.i and head not in child.subtree:
            party = (
                scene.party(child)
                if child.dep_ == "nsubj"
                else next((scene.party(c) for c in child.children if scene.party(c)), ())
            )
            if party:
                return party
    return ()


def _place(quantity: Quantity, number: Token) -> str | None:
    """The first place that the rest of the clause names behind the figure, else one named before it."""
    doc, sent = number.doc, number.sent
    start = quantity.head if quantity.head is not None else number.i
    return place_in(doc[start : min(sent.end, start + 14)]) or place_in(
        doc[sent.start : number.i], frozenset({"in", "across", "near"})
    )


def _as_of(scene: Scene, number: Token) -> When | None:
    sent = number.sent
    times = scene.context.times_in(sent.start_char, sent.end_char)
    told = _is_past(number)
    known = (when for when in times if when.earliest is not None or when.latest is not None)
    return next((when for when in known if not (told and lies_ahead(scene.context, when))), None)


def _is_past(number: Token) -> bool:
    """Whether the clause of a number tells what has been: its verb stands in the past or the perfect."""
    verb = next((t for t in (number, *number.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or any(child.tag_ == "MD" for child in verb.lefts):
        return False
    perfect = verb.tag_ == "VBN" and any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)
    return verb.tag_ == "VBD" or perfect
