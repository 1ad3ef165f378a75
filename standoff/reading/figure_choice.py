"""Which quantities are figures of substance: the choice by what is counted, and by what the sentence says of it.

Method: the class of the unit first (money, shares, lengths of time, counted nouns), each with its own question; the words are
in the codebook. The thresholds there were chosen on hand-coded articles of several crises.
"""

import re
from functools import cache

from spacy.tokens import Doc, Token

from standoff.codebook.quantities import QuantityWords, quantity_words
from standoff.reading.offsets import parsed_text
from standoff.reading.quantities import Quantity

# Up to here a number with an article refers back ("the two ministers"): it counts nothing new.
_SMALL = 10
_WHOLE = 5  # tokens from a part told in words to its "of": "two - thirds of"
_LARGE = 1000  # a bare bounded number from here on counts what the sentence before has named
_BEHIND = frozenset({"plus", "odd"})
_POINTING = frozenset({"the", "these", "those", "both", "his", "her", "their", "its", "our", "other"})


def of_substance(quantity: Quantity, number: Token) -> bool:
    """Whether the quantity, whose number starts with the token `number`, is a figure worth recording."""
    words = quantity_words()
    if quantity.kind == "money":
        return max(quantity.values) >= words.money_least or " per " in (quantity.unit or "")
    if quantity.kind in words.kept_measures:
        return True
    if quantity.fraction and quantity.kind == "share":
        return _is_part(quantity, number, words)
    if quantity.kind == "share":
        return _is_share(quantity, number, words)
    if quantity.kind in words.contextual_measures:
        return max(quantity.values) >= _SMALL or _near(number, quantity, words.measured_words)
    if quantity.kind == "time":
        return _is_term(quantity, number, words)
    if quantity.kind == "counted":
        return _counts(quantity, number, words)
    return quantity.kind == "none" and (_is_toll(quantity, number, words) or _stands_alone(quantity, number, words))


def _near(number: Token, quantity: Quantity, wanted: frozenset[str]) -> bool:
    doc = number.doc
    last = quantity.head if quantity.head is not None else number.i
    return any(
        token.lemma_.lower() in wanted for token in doc[max(number.sent.start, number.i - 8) : min(number.sent.end, last + 7)]
    )


def _is_share(quantity: Quantity, number: Token, words: QuantityWords) -> bool:
    """Any share but moves of a market; "100 percent" is mostly a way of saying "wholly"."""
    if _near(number, quantity, words.share_words):
        return True
    return max(quantity.values) < 100 and not _near(number, quantity, words.market_words)


def _is_part(quantity: Quantity, number: Token, words: QuantityWords) -> bool:
    """Whether the whole of "half of", "one in five" is people, arms, states, land or riches: not "half of the list"."""
    counted = words.people | words.people_large | words.arms | words.states | words.wholes
    behind = number.doc[number.i + 1 : number.i + _WHOLE]
    of = next((token for token in behind if token.lower_ == "of"), None)
    named = [number.head] if of is None else [token for token in of.children if token.dep_ == "pobj"]
    wholes = named if quantity.head is None else [*named, number.doc[quantity.head]]
    return any(one.ent_type_ in ("GPE", "LOC") or _lemmas(number.doc, one) & counted for one in wholes)


# --- lengths of time --------------------------------------------------------------------------------------------------


def _is_term(quantity: Quantity, number: Token, words: QuantityWords) -> bool:
    """A length of time that something lasts or must not pass: "a five-day cease-fire", "60 days to comply", "for eight years"."""
    counted = (quantity.counted or "").lower()
    if counted.startswith("old") or "-old" in counted:
        return False
    if any(word in counted for word in words.timed_words):
        return True
    doc = number.doc
    after = parsed_text(doc)[quantity.end : quantity.end + 30].lower()
    if _distance().match(after) or (quantity.unit in _SHORT and after.startswith(" of ")):
        return False
    before = doc[max(number.sent.start, number.i - _VERBS_BACK) : number.i]
    return _term_after().match(after) is not None or any(token.lemma_.lower() in words.lasting_words for token in before)


_SHORT = frozenset({"hours", "minutes", "seconds"})  # "90 minutes of talks" tells of a meeting, and is no term
_VERBS_BACK = 4  # "were limited to about seven years": as far before the number a word may say that the time is a term


@cache
def _distance() -> re.Pattern[str]:
    return re.compile(r"[\s-](?:old|low|high|ago|before|after|later|earlier|since)\b")


@cache
def _term_after() -> re.Pattern[str]:
    """What follows a term: the thing that lasts, or what is to be done by then."""
    nouns = "|".join(map(re.escape, sorted(quantity_words().timed_words, key=len, reverse=True)))
    return re.compile(
        rf"[\s'’]{{1,2}}(?:of\s)?(?:{nouns})\b|\sto\s(?!(?:the|a|an)\b)[a-z]+|\sin (?:prison|jail)\b"
        rf"|\sof\s(?!(?:[12]\d\d\d|the)\b)[a-z]+"
    )


# --- what is counted --------------------------------------------------------------------------------------------------


def _counts(quantity: Quantity, number: Token, words: QuantityWords) -> bool:
    value = max(quantity.values)
    if quantity.head is None:
        return value >= words.other_least
    head = number.doc[quantity.head]
    lemmas = _lemmas(number.doc, head)
    if lemmas & words.never or _is_role(number, head) or (value <= _SMALL and _known(number)) or _in_name(number):
        return False
    if _hyphened(number):
        return _is_membership(value, number, words) or (value >= words.other_least and not _measured_by(number, words.never))
    if lemmas & words.states:
        return value >= words.states_least
    if lemmas & words.people or _is_demonym(head):
        return value >= 2 or quantity.bound == "above" or _befell(number, head, words)
    if lemmas & words.people_large:
        least = words.people_least if head.lemma_.lower() != "other" or _harm(number, words) else words.other_least
        return value >= least or _befell(number, head, words)
    if lemmas & words.arms:
        return value >= words.arms_least or quantity.bound == "above" or _befell(number, head, words)
    return value >= words.other_least and (head.tag_ in ("NNS", "NNPS") or head.lower_ in words.people)


def _in_name(number: Token) -> bool:
    """Whether the number belongs to the name of a group: "the Group of Seven"."""
    return number.i > 1 and number.nbor(-1).lower_ == "of" and number.nbor(-2).lower_ == "group"


def _hyphened(number: Token) -> bool:
    """Whether the number makes one word with a noun: "a 28-nation bloc"."""
    last = number.doc[number.i + 2 : number.i + 3]
    if not len(last) or last[0].lower_ in quantity_words().scales or last[0].lower_ in _BEHIND:
        return False  # "half-dozen" is all number, "600-plus" a bound
    return number.nbor().text == "-" and not number.whitespace_ and last[0].tag_ in ("NN", "NNP")


def _measured_by(number: Token, wanted: frozenset[str]) -> bool:
    return number.nbor(2).lemma_.lower() in wanted


def _is_membership(value: float, number: Token, words: QuantityWords) -> bool:
    """A body by the number of its members: "the 15-member council"."""
    return value >= words.states_least and (_measured_by(number, words.states) or number.nbor(2).lower_ == "member")


def _is_demonym(head: Token) -> bool:
    """People named by their nation: "57 Canadians"."""
    return head.tag_ == "NNPS" and head.ent_type_ == "NORP"


def _known(number: Token) -> bool:
    return number.i > 0 and number.nbor(-1).lower_ in _POINTING


def _lemmas(doc: Doc, head: Token) -> set[str]:
    """The noun's lemma, alone and with the one or two words before it."""
    found = {head.lemma_.lower(), head.lower_.removesuffix("s")}
    for back in (1, 2):
        if head.i >= back:
            found.add(" ".join(t.lower_ for t in doc[head.i - back : head.i]) + " " + head.lemma_.lower())
    return found


def _is_role(number: Token, head: Token) -> bool:
    """Whether, as in "the two soldiers' families", the number picks out, or is not about the noun."""
    return head.dep_ == "compound" and head.head.i == head.i + 1 and head.head.pos_ == "NOUN" and head.head.tag_ == "NN"


def _harm(number: Token, words: QuantityWords) -> bool:
    return any(
        token.lemma_.lower() in words.harm
        for token in number.doc[max(number.sent.start, number.i - 10) : min(number.sent.end, number.i + 10)]
    )


def _befell(number: Token, head: Token, words: QuantityWords) -> bool:
    """Whether the verb of which the noun is subject or object tells of death, hurt or capture."""
    return number.lower_ != "no" and head.dep_ in ("nsubjpass", "nsubj", "dobj") and head.head.lemma_.lower() in words.harm


# --- numbers without a noun ---------------------------------------------------------------------------------------------


def _is_toll(quantity: Quantity, number: Token, words: QuantityWords) -> bool:
    """A bare number that counts the killed, wounded or displaced: "killed 13", "13 dead", "the death toll rose to 200"."""
    doc = number.doc
    if quantity.bound in ("above", "below") and max(quantity.values) >= _LARGE:
        return True
    if quantity.modifier is None and max(quantity.values) < 2:
        return False
    after = _after(quantity, number)
    before = [token.lemma_.lower() for token in doc[max(number.sent.start, number.i - 5) : number.i]]
    if after.lower_ in ("dead", "killed", "wounded", "injured", "missing"):
        return True
    if "toll" in before or _befell(number, number, words):
        return True
    return bool(before) and before[-1] in ("kill", "wound", "injure") and after.pos_ not in ("NOUN", "ADJ", "PROPN")


def _stands_alone(quantity: Quantity, number: Token, words: QuantityWords) -> bool:
    """A bare number that counts what was named before: "thousands marched", "of those, 62 hit the dam", "rose to 5,500"."""
    if _corrected(number) or max(quantity.values) < _ALONE or _known(number) or _in_name(number) or number.lower_ == "scores":
        return False
    if _after(quantity, number).lower_ == "more":
        return True
    if number.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return number.head.pos_ in ("VERB", "AUX") and number.tag_ in ("CD", "NNS")
    return bool({number.head.lemma_.lower(), number.head.head.lemma_.lower()} & words.counting)


def _corrected(number: Token) -> bool:
    """Whether it is said only as what is not so: "20 rather than 12", "20, not 12"."""
    before = tuple(token.lower_ for token in number.doc[max(number.i - 2, 0) : number.i])
    return before in _NOT_SO


def _after(quantity: Quantity, number: Token) -> Token:
    """The token behind the number, however many words the number has."""
    doc = number.doc
    last = number.i
    while last + 1 < len(doc) and doc[last].idx < quantity.number_end:
        last += 1
    return doc[last]


_ALONE = 3
_NOT_SO = frozenset({("rather", "than"), ("instead", "of"), (",", "not")})
