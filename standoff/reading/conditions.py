"""Conditions, means and the bounds of a statement: the spans that a coded act stands on."""

import re

from spacy.tokens import Token

from standoff.codebook.lexicon import Lexicon
from standoff.core.spans import Span
from standoff.reading.clauses import Slots, kinds
from standoff.reading.context import EDGES, Context
from standoff.reading.moods import LONGEST_SENTENCE, inverted

_STOP = frozenset({"conj", "cc", "parataxis", "advcl", "punct", "discourse"})
_CONDITION = re.compile(
    r"\b(?:if|unless|as long as|so long as|provided that|in case of|in case|in the event of|in exchange for|in return for"
    r"|on condition that|only after|only when)\b",
    re.IGNORECASE,
)
# Code points of evidence: on the hand-coded sheets half of the spans are 55 to 90 long, one in twenty is over 134.
SHORT_EVIDENCE, GOOD_EVIDENCE, MAX_EVIDENCE = 50, 120, 200
_SAYING = frozenset({"threaten", "warn", "hint", "face", "suggest", "signal", "have", "bring", "say"})
_ANY = frozenset({"any", "another", "further", "every"})


def condition_of(context: Context, slots: Slots, clause: Token, lexicon: Lexicon) -> Span | None:
    """The span that states the condition: a clause with "if" or its like, or a phrase ("in return for ...")."""
    for head in _up(clause):
        for child in head.children:
            if child.dep_ == "advcl" and _is_condition(child, lexicon):
                return context.tokens_span(child.left_edge, child.right_edge, extra=EDGES)
    start, end = clause.idx, sentence_end(clause)
    line_end = context.text.find("\n", start)
    end = min(end, line_end) if line_end > 0 else end
    found = _CONDITION.search(context.text, start, min(end, start + MAX_EVIDENCE))
    if found is not None:
        stop = _phrase_end(context.text, found.end(), end)
        return context.span(found.start(), stop, extra=EDGES + '"')
    for noun in (slots.subject, slots.object if slots.passive else None, slots.preps.get("for"), slots.preps.get("of")):
        if noun is not None and any(c.lower_ in _ANY for c in noun.lefts) and "HOSTILE" in kinds(noun, lexicon):
            return context.tokens_span(noun.left_edge, noun.right_edge, extra=EDGES + '"')
    return None


def sentence_end(token: Token) -> int:
    """Where the sentence of `token` ends (a token's own `sent` asks the whole document first)."""
    last = token
    for last in token.doc[token.i : token.i + LONGEST_SENTENCE]:
        if last.i > token.i and last.is_sent_start:
            return int(last.idx)
    return int(last.idx) + len(last)


def _up(clause: Token) -> list[Token]:
    found = [clause]
    if clause.dep_ in ("xcomp", "acomp", "attr", "conj") and clause.head.i != clause.i:
        found.append(clause.head)
    return found


def _is_condition(clause: Token, lexicon: Lexicon) -> bool:
    return inverted(clause) or any(c.dep_ in ("mark", "advmod") and c.lower_ in lexicon.moods.conditions for c in clause.lefts)


def _phrase_end(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[,;:.\"]\s|\n").search(text, start, end)
    return stop.start() if stop is not None else end


def means_of(context: Context, slots: Slots, lexicon: Lexicon, first: int, last: int) -> Span | None:
    """The instrument of a threat or a measure: a noun phrase of the evidence that names one, else what is to be done."""
    instruments = lexicon.classes["MEASURE"] | lexicon.classes["FORCE"]
    for index in range(first, last + 1):
        token = context.doc[index]
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in instruments:
            left = min((c.i for c in token.lefts if c.dep_ in ("amod", "compound") and c.i >= first), default=token.i)
            return context.tokens_span(context.doc[left], token, extra=EDGES + '"')
    deed = slots.preps.get("with") or slots.inf
    if deed is not None and deed.i > slots.head.i:
        return context.tokens_span(context.doc[_phrase_left(deed)], context.doc[_right(deed)], extra=EDGES + '"')
    if slots.head.pos_ == "VERB" and slots.head.lemma_.lower() not in _SAYING:
        return context.tokens_span(slots.head, context.doc[max(_right(slots.head), slots.head.i)], extra=EDGES + '"')
    return None


def bounds(slots: Slots, clause: Token) -> tuple[int, int]:
    """The first and the last token of the clause of an act: from its subject to the end of its complement."""
    head = slots.head
    first = _left(slots, clause)
    last = max(_right(clause), _right(head))
    return first, max(last, head.i)


_BREAK = re.compile(r"[,;:–—(]\s|\s[–—(-]|\s(?:and|but|while|which|who|as|after|because|although|though)\s")


def shortened(context: Context, span: Span, head: int) -> Span:
    """The span cut at a break of its clause behind the predicate at `head` where it is longer than evidence should be."""
    if span.end - span.start <= GOOD_EVIDENCE:
        return span
    cuts = [m.start() for m in _BREAK.finditer(context.text, max(head, span.start + SHORT_EVIDENCE), span.end)]
    end = cuts[0] if cuts else span.end
    end = min(end, span.start + MAX_EVIDENCE)
    return context.span(span.start, max(end, min(head + 1, span.end)), extra=EDGES + '"') or span


def _left(slots: Slots, clause: Token) -> int:
    first = min(clause.i, slots.head.i)
    if slots.head.pos_ in ("NOUN", "PROPN") and not slots.predicate:
        first = min(first, _phrase_left(slots.head))
    for child in clause.lefts:
        if child.dep_ in ("aux", "auxpass", "neg", "nsubj", "nsubjpass", "expl", "advmod", "csubj"):
            first = min(first, child.left_edge.i if child.dep_ in ("nsubj", "nsubjpass", "csubj") else child.i)
    if clause.dep_ in ("xcomp", "acomp") and clause.head.i < clause.i:
        subject = slots.subject
        if subject is not None and subject.i < clause.i and clause.i - subject.i < 14:
            return min(first, _phrase_left(subject))
        return min(first, clause.head.i)
    if clause.dep_ == "relcl" and slots.subject is not None and slots.subject.i < clause.i and clause.i - slots.subject.i < 8:
        return min(first, _phrase_left(slots.subject))
    return first


def _phrase_left(noun: Token) -> int:
    return min((c.left_edge.i for c in noun.lefts if c.dep_ not in ("punct", "cc", "relcl", "acl", "mark")), default=noun.i)


def _right(token: Token) -> int:
    """The end of what depends on `token`, leaving out coordinated clauses and adverbial ones."""
    last = token.i
    for child in token.rights:
        if child.dep_ in _STOP and not (child.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN")):
            if child.dep_ == "advcl" and child.left_edge.lower_ in ("if", "unless", "to", "until"):
                last = max(last, _right(child))
            continue
        last = max(last, _right(child))
    return last
