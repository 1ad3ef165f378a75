"""Speech tags: "..., the minister said", "- he conceded -", '"...," said the minister'."""

from dataclasses import dataclass

from spacy.tokens import Token

from standoff.codebook.cues import CueVerb, cue_verbs, recipients
from standoff.reading.attribution_content import Bounds
from standoff.reading.attribution_page import ENDS, MARKS, Page, end_of, is_dash, is_finite
from standoff.reading.attribution_source import own_subject, phrase_left_of, phrase_right_of
from standoff.reading.quotes import Quotation

_RELATIVE = frozenset(("who", "which", "that", "whom"))
_FIRST_OR_SECOND = frozenset(("i", "we", "you"))
_SUBORDINATORS = frozenset(("after", "when", "while", "as", "before", "since", "although", "though", "once", "until", "because"))
_BOUNDARY = frozenset((",", ";", "?", "!", "...", "…", ".,"))
# A tag is short: longer ones are clauses of their own.
_MOST_TOKENS = 45


@dataclass(frozen=True)
class Tag:
    """Where a speech tag stands: token indices, and the source within it where the parse gave none."""

    first: int
    last: int
    source: tuple[int, int] | None = None


def tag_of(page: Page, verb: Token) -> Tag | None:
    """The tag that `verb` is the verb of, or None where it does not stand in one."""
    first, source = _first_of(page, verb)
    if first is None:
        return None
    last = _last_of(page, verb, source)
    if last - first > _MOST_TOKENS:
        return None
    return Tag(first, last, source)


def _first_of(page: Page, verb: Token) -> tuple[int | None, tuple[int, int] | None]:
    """The first token of the tag, and the source's token indices."""
    subject = own_subject(verb)
    participle = verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "nsubj") for child in verb.lefts)
    if any(child.tag_ == "MD" for child in verb.lefts):
        return None, None
    if participle or any(child.tag_ == "TO" for child in verb.lefts) or (subject is not None and subject.lower_ in _RELATIVE):
        return None, None
    start = _verb_start(verb)
    if subject is not None and subject.i < verb.i and not _verbs_between(subject, verb):
        first = _clear_of_marks(page, subject)
        if _bounded(page, first):
            return _with_as(verb, first), (first, min(subject.right_edge.i, start - 1))
    if subject is not None and subject.i < verb.i:
        return _surface(page, verb)
    inverted = _inverted(page, verb, subject, start)
    if inverted is not None:
        return start, inverted
    return _surface(page, verb)


def _clear_of_marks(page: Page, subject: Token) -> int:
    """The first token of the subject's phrase, without the closing mark or the quoted words that the parse hung on it."""
    index = int(subject.left_edge.i)
    while index < subject.i:
        token = page.doc[index]
        quotation = page.quotation_at(int(token.idx))
        if not token.is_punct and (quotation is None or quotation.right > subject.idx):
            break
        index += 1
    return index


def _surface(page: Page, verb: Token) -> tuple[int | None, tuple[int, int] | None]:
    """The same by the words before the verb, where the parse gives it no subject that a tag could begin with."""
    left = _after_quotation(page, verb) or _name_apposed(verb) or phrase_left_of(verb)
    if left is None or left[1] >= verb.i or verb.doc[left[0]].lower_ in _RELATIVE or not _bounded(page, left[0]):
        return None, None
    if verb.doc[left[0]].tag_ == "CC" or any(t.lower_ in ("which", "whom") for t in verb.doc[left[0] : verb.i]):
        return None, None
    return _with_as(verb, left[0]), left


def _after_quotation(page: Page, verb: Token) -> tuple[int, int] | None:
    """All that stands between a quotation and the verb, where it is a long name with appositions: token indices."""
    first = verb.i
    while first - 1 >= max(0, verb.i - _MOST_TOKENS // 2) and page.doc[first - 1].text not in MARKS:
        first -= 1
        if page.doc[first].text in ENDS or page.doc[first].is_space:
            return None
    # "..., often called the boss, said": what stands between may have a verb
    enclosed = page.doc[_verb_start(verb) - 1].text == ","
    if not enclosed and any(map(is_finite, page.doc[first : _verb_start(verb)])):
        return None
    last = _verb_start(verb) - 1
    before = page.quotation_before(int(page.doc[first].idx))
    apposed = any(page.doc[i].text == "," for i in range(first, last))
    if before is None or not before.closed or not apposed or page.context.text[before.end - 1] not in ",?!":
        return None
    return (first, last) if first <= last and page.doc[first].pos_ in ("PROPN", "DET", "NOUN", "ADJ") else None


def _name_apposed(verb: Token) -> tuple[int, int] | None:
    """A name with its apposition between commas before the verb (", Ana Berg, head of the port, said"): token indices."""
    doc, low, end = verb.doc, max(verb.sent.start, verb.i - _MOST_TOKENS // 2), _verb_start(verb) - 1
    if end <= low or doc[end].text != "," or verb.tag_ == "VBG":
        return None
    commas = [i for i in range(end - 1, low - 1, -1) if doc[i].text == ","]
    for comma in commas:
        if any(is_finite(t) or t.text in MARKS for t in doc[comma + 1 : end]):
            return None
        first = comma
        while first > low and doc[first - 1].pos_ == "PROPN":
            first -= 1
        if 2 <= comma - first <= 5 and doc[first - 1].text == "," and doc[comma + 1].pos_ in ("NOUN", "DET", "ADJ", "PROPN"):
            return first, end - 1
    return None


def _inverted(page: Page, verb: Token, subject: Token | None, start: int) -> tuple[int, int] | None:
    if not _bounded(page, start) or verb.tag_ == "VBG":
        return None
    right = phrase_right_of(verb)
    if right is not None and verb.doc[right[0]].pos_ in ("ADP", "ADV", "SCONJ", "PART"):
        right = None
    if subject is not None and subject.i > verb.i and (right is None or right[0] <= subject.i <= right[1]):
        return max(subject.left_edge.i, verb.i + 1), subject.right_edge.i
    return right if page.quotation_before(int(verb.doc[start].idx)) is not None else _name_after_clause(verb, right)


def _name_after_clause(verb: Token, right: tuple[int, int] | None) -> tuple[int, int] | None:
    """A name right behind the verb, its object to the parse, that says the clause before it ("it will fail, warned Berg")."""
    name = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    clause = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
    if right is None or name is None or clause is None or right[0] != verb.i + 1 or name.pos_ != "PROPN":
        return None
    said = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in clause.lefts)
    return (right[0], int(name.right_edge.i)) if said and own_subject(verb) is None else None


def _verbs_between(subject: Token, verb: Token) -> bool:
    """Whether another clause stands between subject and verb, outside of the subject's own phrase."""
    return any(is_finite(t) and t.i > subject.right_edge.i and t.head != verb for t in verb.doc[subject.i : verb.i])


def _verb_start(verb: Token) -> int:
    """The first token of the verb with its auxiliaries and adverbs."""
    index = verb.i
    doc = verb.doc
    while index - 1 >= verb.sent.start and doc[index - 1].pos_ in ("AUX", "ADV", "PART"):
        index -= 1
    return int(index)


def _with_as(verb: Token, first: int) -> int:
    before = verb.doc[first - 1] if first > 0 else None
    return first - 1 if before is not None and before.lower_ == "as" else first


def _bounded(page: Page, first: int) -> bool:
    """Whether a comma, dash or closing mark stands right before the token `first`, so that a tag may begin there."""
    doc = page.doc
    index = first - 1
    if index >= 0 and doc[index].lower_ == "as":
        index -= 1
    while index >= 0 and doc[index].is_space and "\n" not in doc[index].text:
        index -= 1
    if index < 0:
        return False
    token = doc[index]
    if token.text in _BOUNDARY or is_dash(token) or (token.text and token.text[-1] in ",?!"):
        return True
    quotation = page.quotation_at(token.idx) if token.text in MARKS or token.text[-1] in "'\"" else None
    return quotation is not None and end_of(token) >= quotation.right


def _last_of(page: Page, verb: Token, source: tuple[int, int] | None) -> int:
    """The last token of the tag: before the comma, dash, mark or full stop that ends it."""
    doc = page.doc
    index = max(verb.i, source[1] if source is not None else 0)
    end = min(len(doc), index + _MOST_TOKENS)
    while index + 1 < end and not _ends(doc[index + 1]):
        index += 1
    return index


def _ends(token: Token) -> bool:
    return (
        token.text in {",", ";", ":"}
        or token.text in ENDS
        or is_dash(token)
        or token.text in MARKS
        or (token.is_space and "\n" in token.text)
        or (token.lower_ in {"but", "and"} and token.dep_ == "cc" and token.head.tag_ in {"VBD", "VBZ", "VBP", "VB"})
    )


def has_object(verb: Token, tag: Tag) -> bool:
    """Whether the verb of the tag has an object of its own, which is what is said."""
    told = recipients()
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("for", "on") and verb.lemma_.lower() == "call":
            return True
        if child.dep_ in ("dobj", "xcomp", "oprd") and child.i > verb.i and child.i <= tag.last:
            inside = tag.source is not None and tag.source[0] <= child.i <= tag.source[1]
            named = child.ent_type_ in ("ORG", "NORP", "PERSON", "GPE") or child.ent_type_ in ("DATE", "TIME")
            if not inside and not named and child.lemma_.lower() not in told and verb.lemma_.lower() != "tell":
                return True
    return False


def tagged(page: Page, verb: Token, cue: CueVerb, tag: Tag) -> tuple[tuple[Bounds, bool], ...]:
    """What the tag tells: pieces with whether they are quoted; () where nothing fits."""
    start = int(page.doc[tag.first].idx)
    before = page.quotation_before(start)
    inside = page.quotation_at(verb.idx)
    if inside is not None:
        return _within(page, verb, cue, tag, inside)
    if before is not None and before.closed and _is_speech(page, before) and ("tag" in cue.takes or not has_object(verb, tag)):
        whole = _whole(page, before)
        piece = ((before.start, before.end), True) if whole is None else ((whole, before.right), False)
        return (piece, *_told_on(page, tag))
    if "tag" not in cue.takes or has_object(verb, tag):
        return ()
    return _in_sentence(page, verb, tag)


def _whole(page: Page, quotation: Quotation) -> int | None:
    """Where a sentence begins that only ends in a quotation ('The delay was "a shame," Berg said'), None for any other."""
    text = page.context.text
    if not text[quotation.start].islower() or text[: quotation.left].rstrip()[-1:] in {",", ":", ";", "—", "–", "-", ""}:
        return None
    opening = next(iter(page.tokens(quotation.start, quotation.end)), None)
    if opening is None:
        return None
    first = max(page.paragraph(quotation.left)[0], int(page.doc[max(opening.i - 2, 0)].sent.start_char))
    inside = [t for t in page.tokens(first, quotation.left) if not t.is_space]
    if sum(t.is_alpha for t in inside) < 2 or any(_said_whole(page, t) for t in inside):
        return None
    told = inside[0].lower_ == "asked" or any(
        t.lower_ in cue_verbs() and is_finite(t) and cue_verbs()[t.lower_].kind == "speech" for t in inside
    )
    return None if told else int(inside[0].idx)


def _said_whole(page: Page, token: Token) -> bool:
    """Whether a token stands in a quotation that is more than a turn of phrase of the sentence."""
    quotation = page.quotation_at(int(token.idx))
    return quotation is not None and (not quotation.closed or page.context.text[quotation.end - 1] in ",.?!")


def _is_speech(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation before a tag is said as a whole, not a word or two of a sentence that ends with it."""
    text = page.context.text
    before = text[max(0, quotation.left - 2) : quotation.left].strip()
    return text[quotation.end - 1] in ",?!.…—–-" or not before or before[-1] in ".!?:,"


def _within(page: Page, verb: Token, cue: CueVerb, tag: Tag, inside: Quotation) -> tuple[tuple[Bounds, bool], ...]:
    """A tag between the marks: in a quotation that never closed it ends it, in another it only interrupts it."""
    doc = page.doc
    if "tag" not in cue.takes or has_object(verb, tag):
        return ()
    if any(token.lower_ in _FIRST_OR_SECOND for token in doc[tag.first : verb.i]):
        return ()
    start = int(doc[tag.first].idx)
    if not inside.closed:
        return (((inside.start, _before(page, start)), True),) if inside.start < _before(page, start) else ()
    after = tag.last + 1
    bounded = after < len(doc) and (is_dash(doc[after]) or doc[after].text == ",")
    if bounded and tag.last - tag.first <= 8 and inside.start < start:
        return (((inside.start, inside.end), True),)
    return ()


def _before(page: Page, place: int) -> int:
    """The end of what stands before a tag, blanks left out, its comma kept."""
    text = page.context.text
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return place


def _told_on(page: Page, tag: Tag) -> tuple[tuple[Bounds, bool], ...]:
    """The quotation that goes on right after the tag."""
    after = end_of(page.doc[tag.last])
    following = page.quotation_after(after)
    if following is None or page.context.text[after : following.left].strip() not in (",", ".", ":", ";", "–", "-", "—"):
        return ()
    return (((following.start, following.end), True),)


def _in_sentence(page: Page, verb: Token, tag: Tag) -> tuple[tuple[Bounds, bool], ...]:
    """The rest of the sentence that the tag stands in: before it, and after it where it only interrupts."""
    doc = page.doc
    sentence = doc[tag.first].sent
    left_start = _left_start(page, sentence.start, tag.first)
    left = [token for token in doc[left_start : tag.first] if not token.is_space]
    while left and (left[-1].text in {",", ";"} or is_dash(left[-1])):
        left.pop()
    told_on = _told_on(page, tag)
    right = [token for token in doc[tag.last + 1 : sentence.end] if not token.is_space]
    finite = any(map(is_finite, left)) and not _subordinate(left, verb)
    if not left or (not finite and not told_on and not _goes_on(right)):
        return ()
    if right and _interrupts(right, finite=finite, verb=verb):
        return (((int(left[0].idx), end_of(_last_word(right))), False),)
    if not finite:
        return told_on
    return (((int(left[0].idx), end_of(left[-1])), False), *told_on)


def _left_start(page: Page, first: int, tag_first: int) -> int:
    """Where what the tag tells begins: after a colon, or after a quotation that stands complete in the same sentence."""
    doc = page.doc
    for index in range(tag_first - 1, first, -1):
        if doc[index].text in {":", ";"} and index + 3 < tag_first:
            return index + 1
    return first


def _subordinate(left: list[Token], verb: Token) -> bool:
    """Whether the words before a tag are but a subordinate clause of it: "After the army moved in, the president spoke"."""
    asked = left[1:] if left[0].lower_ in ("when", "if") else left  # "when asked", but not "Peru asked for help"
    if (asked and asked[0].lower_ == "asked") or (left[0].tag_ == "VBG" and left[0].dep_ == "advcl" and left[0].head == verb):
        return True
    opening = left[0].lower_ in _SUBORDINATORS or left[0].tag_ == "IN" or verb.dep_ == "ROOT"
    return opening and not any(is_finite(token) and _main(token) for token in left)


def _main(token: Token) -> bool:
    """Whether a finite verb (or the verb that it helps) heads a main clause."""
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.dep_ in ("ROOT", "ccomp", "parataxis") and not any(t.dep_ == "mark" for t in verb.lefts)


def _goes_on(right: list[Token]) -> bool:
    return len(right) > 2 and (right[0].text == "," or is_dash(right[0])) and any(map(is_finite, right))


def _interrupts(right: list[Token], *, finite: bool, verb: Token) -> bool:
    """Whether the sentence told goes on after the tag: it had no verb yet, or "that", or its main verb comes now."""
    if not _goes_on(right):
        return False
    following = right[1]
    if not finite or following.lower_ == "that":
        return True
    if following.tag_ in ("VBG", "DT", "WP", "WDT", "NNP") or following.lower_ in ("but", "and", "as", "who", "which", "while"):
        return False
    return is_finite(following) and following.head != verb


def _last_word(right: list[Token]) -> Token:
    return right[-2] if right[-1].text in ENDS and len(right) > 1 else right[-1]
