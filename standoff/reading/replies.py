"""Replies: which earlier statement of the article a refusal, an acceptance or a denial answers."""

import re

import msgspec

from standoff.codebook.acts import acts, plover_of
from standoff.codebook.topics import generic_words
from standoff.core.records import Statement

# What each family of answers can answer. An answer that names a demand or an accusation of the other side, or shares a
# word with it beyond the names of the parties, is tied to the nearest one before it; where that cannot be told, to none.
_ASKED = frozenset({"demand", "propose"})
ANSWERED = {
    "no": _ASKED | {"offer", "offer_talks"},
    "yes": _ASKED | {"offer"},
    "concede": _ASKED,
    "defer": _ASKED | {"offer", "offer_talks"},
    "deny": frozenset({"accuse"}),
}
_NAMES_IT = re.compile(
    r"\b(?:demand|proposal|offer|request|call|ultimatum|accusation|claim|charge|condition|term)s?\b", re.IGNORECASE
)
BACK = 100  # statements: more than an article of 2,000 words has, and a bound on the cost of a hostile one
_WORD = re.compile(r"[^\W\d_]{4,}")


def tie_replies(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements in the order given, each answer with the id of what it answers."""
    ordered = sorted(statements, key=lambda one: one.start)
    places = {one.id: place for place, one in enumerate(ordered)}
    return tuple(_tied(one, ordered[max(0, places[one.id] - BACK) : places[one.id]]) for one in statements)


def _tied(statement: Statement, before: list[Statement]) -> Statement:
    answered_acts = ANSWERED.get(acts()[statement.act].family)
    if answered_acts is None or not statement.addressee or statement.reply_to is not None:
        return statement
    rivals = [
        one for one in before if one.start < statement.start and one.act in answered_acts and _of_the_other_side(one, statement)
    ]
    answered = next((one for one in reversed(rivals) if _about_the_same(one, statement)), None)
    if answered is None and rivals and _NAMES_IT.search(statement.text):
        answered = rivals[-1]
    if answered is None:
        return statement
    demanded = answered.act in _ASKED
    plover = plover_of(statement.act, statement.status, demanded=demanded)
    return msgspec.structs.replace(statement, reply_to=answered.id, plover=plover)


def _of_the_other_side(asked: Statement, answer: Statement) -> bool:
    aimed = not asked.addressee or bool(set(asked.addressee) & set(answer.party))
    return aimed and bool(set(asked.party) & set(answer.addressee)) and not set(asked.party) & set(answer.party)


def _about_the_same(asked: Statement, answer: Statement) -> bool:
    return bool(_topics(asked) & _topics(answer))


def _topics(statement: Statement) -> set[str]:
    """The first five letters of each longer word that is neither generic nor a name."""
    words = _WORD.findall(statement.text + " " + (statement.content.text if statement.content else ""))
    return {word[:5].lower() for word in words if word.islower() and word not in generic_words()}
