"""Conditions, means and the bounds of a statement: the spans that a coded act stands on."""

import re

from spacy.tokens import Token

from standoff.codebook.lexicon import Lexicon
from standoff.core.spans import Span
from standoff.reading.clauses import Slots, kinds, last_of
from standoff.reading.connectors import connector_after, connector_at, connector_before
from standoff.reading.context import EDGES, Context
from standoff.reading.datelines import dateline_of
from standoff.reading.moods import LONGEST_SENTENCE, conditional_clause

_STOP = frozenset({"conj", "cc", "parataxis", "advcl", "punct", "discourse"})
# Words that join a condition by themselves, where the parse does not tell the clause behind them.
_BARE = frozenset({"if", "unless"})
_ASIDE = re.compile(r",\s(?:which|who|whose|where)\b[^,;:.\"\n]*,")
_PHRASE_END = re.compile(r"(?:[,;:\"]|(?<!\b[A-Z])\.)\s|\n")
# Code points of evidence: on the hand-coded sheets half of the spans are 55 to 90 long, one in twenty is over 134.
SHORT_EVIDENCE, GOOD_EVIDENCE, MAX_EVIDENCE = 50, 120, 200
_SAYING = frozenset({"threaten", "warn", "hint", "face", "suggest", "signal", "have", "bring", "say"})
_ANY = frozenset({"any", "another", "further", "every"})


def condition_of(context: Context, slots: Slots, clause: Token, lexicon: Lexicon) -> Span | None:
    """The span that states the condition: a clause with "if" or its like, or a phrase ("in return for ...")."""
    for head in (*_up(clause), *([slots.inf] if slots.inf is not None else [])):
        for child in head.children:
            if conditional_clause(child, head, lexicon):
                return context.tokens_span(_only_before(child.left_edge), last_of(child), extra=EDGES)
    joined = joined_condition(context, slots, clause) or _behind_bare(context, clause)
    if joined is not None:
        return joined
    for noun in (slots.subject, slots.object if slots.passive else None, slots.preps.get("for"), slots.preps.get("of")):
        if noun is not None and any(c.lower_ in _ANY for c in noun.lefts) and "HOSTILE" in kinds(noun, lexicon):
            return context.tokens_span(noun.left_edge, noun.right_edge, extra=EDGES + '"')
    return None


def joined_condition(context: Context, slots: Slots, clause: Token) -> Span | None:
    """The condition that several words join to a clause: "on condition that ...", "in return for ...", behind it or before."""
    heads = (slots.inf, slots.head, clause)
    after = next((found for head in heads if head is not None and (found := connector_after(head)) is not None), None)
    first = after or connector_before(clause)
    if first is None:
        return None
    end = sentence_end(first) if after is not None else clause.idx
    return _phrase(context, _only_before(first), connector_at(first) or first.i, end)


def _behind_bare(context: Context, clause: Token) -> Span | None:
    """The rest of the phrase behind an "if" or "unless" that follows a clause, but for one that asks ("say if")."""
    end = min(_line_end(context, clause.idx, sentence_end(clause)), clause.idx + MAX_EVIDENCE)
    for token in clause.doc[clause.i + 1 : clause.i + LONGEST_SENTENCE]:
        if token.idx >= end:
            return None
        if token.lower_ in _BARE and not (token.dep_ == "mark" and token.head.dep_ == "ccomp"):
            return _phrase(context, _only_before(token), token.i, sentence_end(token))
    return None


def _phrase(context: Context, first: Token, last: int, end: int) -> Span | None:
    """From the first word of a connector to the end of the phrase behind its last one, a relative clause within it kept."""
    place = first.doc[last].idx + len(first.doc[last])
    end = _line_end(context, place, end)
    stop = _PHRASE_END.search(context.text, place, end)
    while stop is not None and (aside := _ASIDE.match(context.text, stop.start(), end)) is not None:
        stop = _PHRASE_END.search(context.text, aside.end(), end)
    return context.span(first.idx, stop.start() if stop is not None else end, extra=EDGES + '"')


def _line_end(context: Context, start: int, end: int) -> int:
    line_end = context.text.find("\n", start)
    return min(end, line_end) if line_end > 0 else end


def _only_before(first: Token) -> Token:
    """The first word of a condition with the "only" right before it."""
    return first.nbor(-1) if first.i and first.nbor(-1).lower_ in ("only", "even") else first


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


def complement(slots: Slots) -> Token | None:
    """The head of what is demanded, offered or denied, behind the predicate."""
    complements = (slots.that, slots.inf, slots.object if not slots.passive else None, slots.ing, *slots.preps.values())
    return next((token for token in complements if token is not None and token.i > slots.head.i), None)


def completed(context: Context, span: Span, slots: Slots) -> Span:
    """Evidence so short that it says little, with the complement behind it: "such a deal would also call" for something."""
    token = complement(slots) if span.end - span.start < SHORT_EVIDENCE else None
    if token is None:
        return span
    last = last_of(token)
    if not span.end < last.idx + len(last) <= span.start + GOOD_EVIDENCE:
        return span
    return context.span(span.start, last.idx + len(last), extra=EDGES + '"') or span


_SIGNS = frozenset({",", ";", ":", "-", "--", "–", "—", "(", ")"})
_JOINING = frozenset({"but", "while", "after", "because", "although", "though", "which", "who", "whereas"})
_OPEN = frozenset({"ADP", "DET", "PART", "AUX", "CCONJ", "SCONJ"})


def shortened(context: Context, span: Span, head: Token) -> Span:
    """The span cut at a break of its clause behind the predicate `head` where it is longer than evidence should be.

    It ends with a clause or a phrase: never behind a preposition or an article, nor within a noun phrase.
    """
    if span.end - span.start <= GOOD_EVIDENCE:
        return span
    least, end = max(head.idx + len(head), span.start + SHORT_EVIDENCE), span.end
    for token in head.doc[head.i + 1 : head.i + LONGEST_SENTENCE]:
        if token.idx >= span.end:
            break
        if token.idx >= span.start + MAX_EVIDENCE:
            end = _last_whole(token)
            break
        if token.idx >= least and _breaks(token):
            end = token.idx
            break
    return context.span(span.start, max(end, min(head.idx + 1, span.end)), extra=EDGES + '"') or span


def _breaks(token: Token) -> bool:
    """Whether a clause or a phrase ends before `token`."""
    before = token.nbor(-1)
    if before.pos_ in _OPEN or before.lower_ == "such":
        return False
    if token.lower_ in _SIGNS:
        following = token.nbor() if token.i + 1 < len(token.doc) else token
        return before.whitespace_ != "" or following.idx > token.idx + 1
    if token.lower_ in ("and", "or"):
        return any(c.dep_ == "conj" and c.i > token.i and c.pos_ in ("VERB", "AUX") for c in token.head.children)
    return token.lower_ in _JOINING


def _last_whole(token: Token) -> int:
    """Where the phrase that `token` would cut ends or begins: the last place before it that leaves no word hanging."""
    while token.i > 0 and (token.nbor(-1).pos_ in _OPEN or token.dep_ in ("dobj", "amod", "compound", "pobj", "punct", "det")):
        if token.nbor(-1).pos_ not in (*_OPEN, "ADJ", "NUM", "PROPN", "NOUN", "PRON"):
            break
        token = token.nbor(-1)
    return token.idx


def past_dateline(context: Context, span: Span) -> Span:
    """The span without the dateline of its paragraph, which the parse hangs on the first noun behind it."""
    line = dateline_of(context.text, context.text.rfind("\n", 0, span.start) + 1)
    if line is None or not span.start < line.end() < span.end:
        return span
    return context.span(line.end(), span.end, extra=EDGES) or span


def _left(slots: Slots, clause: Token) -> int:
    first = min(clause.i, slots.head.i)
    if slots.head.pos_ in ("NOUN", "PROPN") and not slots.predicate:
        first = min(first, _phrase_left(slots.head))
    for child in clause.lefts:
        if child.dep_ == "advmod" and child.right_edge.nbor().lower_ == ",":
            continue  # "However, it refused", "As long as it waits, they"
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
    last, below = token.i, [token]
    while below:  # no recursion: a clause within a clause may go deeper than Python does
        head = below.pop()
        last = max(last, head.i)
        below += [child for child in head.rights if _belongs(child, head)]
    return last


def _belongs(child: Token, head: Token) -> bool:
    """Whether what hangs on `head` to its right is part of its clause."""
    if child.dep_ not in _STOP or (child.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN")):
        return True
    return child.dep_ == "advcl" and child.left_edge.lower_ in ("if", "unless", "to", "until")
