"""Parts of speech and forms of words by the pipeline's own rules, looked up instead of matched anew at each token.

A rule of spaCy's attribute ruler asks for the tag, the lower-case form and the relation of a token, a few ask for those of the
token beside it. Few forms are named in any rule: so what the rules say of a token is kept by its tag, its relation and its form,
if that is one of the few, and the rules themselves are asked only when such a token is seen for the first time.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import IDS
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from standoff.reading.parsing_columns import Columns, UnknownLayers, columns_of, set_columns

_ASKED = ("TAG", "LOWER", "DEP", "IS_SPACE")
_SET = ("TAG", "DEP", "LEMMA", "POS", "MORPH")
_MOST_FORMS = 50_000  # kept as plain or named in a rule: about 5 MB, more forms than a thousand articles have

_Token = tuple[int, int, int, int]  # tag, form or 0 for one that no rule names, relation, white space: as numbers of strings
_Asks = Callable[[Mapping[str, Any]], bool]


class _Rule(NamedTuple):
    """What a pattern asks of one or two tokens, and what is then set on which of them; the later rule of two has its way."""

    place: int
    asks: tuple[_Asks, ...]
    of: int
    sets: dict[int, int]  # by place in _SET


def _asks(pattern: Mapping[str, Any]) -> _Asks:
    """Whether a token, given what is asked of it, is as the pattern says; raises UnknownLayers where that is not known."""
    tests = [(name, _test(value)) for name, value in pattern.items()]
    if not set(pattern) <= set(_ASKED):
        raise UnknownLayers(f"a rule of attributes asks for {sorted(pattern)}")
    return lambda token: all(test(token[name]) for name, test in tests)


def _test(value: Any) -> Callable[[Any], bool]:
    if not isinstance(value, dict):
        return lambda told: bool(told == value)
    if len(value) != 1:
        raise UnknownLayers(f"a rule of attributes asks for {value}")
    ((kind, wanted),) = value.items()
    if kind == "IN":
        return lambda told: told in wanted
    if kind == "NOT_IN":
        return lambda told: told not in wanted
    if kind == "REGEX":
        return lambda told: re.search(wanted, told) is not None
    raise UnknownLayers(f"a rule of attributes asks for {kind}")


def _patterns(ruler: AttributeRuler) -> list[Any]:
    return list(ruler.patterns)


def _rules(ruler: AttributeRuler) -> Iterable[_Rule]:
    for place, rule in enumerate(_patterns(ruler)):
        sets = {_SET.index(_NAMES[attribute]): value for attribute, value in ruler.attrs[place].items() if attribute in _NAMES}
        of = rule["index"]
        if len(sets) != len(ruler.attrs[place]):
            raise UnknownLayers(f"a rule of attributes sets {rule['attrs']}")
        for pattern in rule["patterns"]:
            if not 0 <= of < len(pattern) <= 2:
                raise UnknownLayers(f"a rule of attributes asks for {len(pattern)} tokens")
            yield _Rule(place, tuple(_asks(one) for one in pattern), of, sets)


_NAMES = {IDS[name]: name for name in _SET}


class Attributes:
    """What the attribute ruler of a pipeline sets; raises UnknownLayers where its rules are of another kind."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._strings = ruler.vocab.strings
        rules = tuple(_rules(ruler))
        self._alone = tuple(rule for rule in rules if len(rule.asks) == 1)
        self._pairs = tuple(rule for rule in rules if len(rule.asks) == 2)
        self._tests = [_test(value) for value in _forms(ruler)]
        self._growing = Lock()
        self._form: dict[int, int] = {}
        self._row: dict[_Token, int] = {}
        self._openers: list[tuple[_Rule, ...]] = []
        self._values: Columns = np.zeros((0, len(_SET)), dtype=np.uint64)
        self._given = np.zeros((0, len(_SET)), dtype=np.bool_)

    def __call__(self, doc: Doc) -> Doc:
        """The text with what the rules set."""
        if not len(doc):
            return doc
        asked = columns_of(doc, _ASKED)
        tokens = [(tag, self._plain(form), relation, space) for tag, form, relation, space in asked.tolist()]
        rows = [self._row[one] if one in self._row else self._new_row(one) for one in tokens]
        told = columns_of(doc, _SET)
        found: Columns = np.where(self._given[rows], self._values[rows], told)
        for place, rules in self._of_pairs(tokens, rows).items():
            shown = self._shown(tokens[place])
            found[place] = told[place]
            for rule in sorted((*rules, *(one for one in self._alone if one.asks[0](shown))), key=lambda one: one.place):
                _put(found[place], rule.sets)
        set_columns(doc, _SET, found)
        return doc

    @property
    def kinds(self) -> int:
        """How many kinds of token were seen so far."""
        return len(self._row)

    def _plain(self, form: int) -> int:
        """The form where a rule may ask for it, else 0."""
        found = self._form.get(form)
        if found is None:
            if len(self._form) >= _MOST_FORMS:
                self._form.clear()
            found = self._form[form] = form if any(test(self._strings[form]) for test in self._tests) else 0
        return found

    def _shown(self, token: _Token) -> dict[str, Any]:
        tag, form, relation, space = token
        return {"TAG": self._strings[tag], "LOWER": self._strings[form], "DEP": self._strings[relation], "IS_SPACE": bool(space)}

    def _new_row(self, token: _Token) -> int:
        with self._growing:  # a program may read in several threads
            return self._row[token] if token in self._row else self._new(token)

    def _new(self, token: _Token) -> int:
        """The row of a token of a kind that was not seen before: what the rules for single tokens set on it."""
        shown = self._shown(token)
        values: Columns = np.zeros((1, len(_SET)), dtype=np.uint64)
        given = np.zeros((1, len(_SET)), dtype=np.bool_)
        for rule in self._alone:
            if rule.asks[0](shown):
                _put(values[0], rule.sets)
                given[0, list(rule.sets)] = True
        self._values, self._given = np.concatenate((self._values, values)), np.concatenate((self._given, given))
        self._openers.append(tuple(rule for rule in self._pairs if rule.asks[0](shown)))
        self._row[token] = len(self._openers) - 1
        return self._row[token]

    def _of_pairs(self, tokens: list[_Token], rows: list[int]) -> dict[int, list[_Rule]]:
        """The rules for a token and the next one that hold, by the token that they set."""
        found: dict[int, list[_Rule]] = {}
        for place, row in enumerate(rows[:-1]):
            for rule in self._openers[row]:
                if rule.asks[1](self._shown(tokens[place + 1])):
                    found.setdefault(place + rule.of, []).append(rule)
        return found


def _put(row: Columns, sets: Mapping[int, int]) -> None:
    for column, value in sets.items():
        row[column] = value


def _forms(ruler: AttributeRuler) -> list[Any]:
    """What the rules ask of lower-case forms."""
    patterns = [token for rule in _patterns(ruler) for pattern in rule["patterns"] for token in pattern]
    return [token["LOWER"] for token in patterns if "LOWER" in token]
