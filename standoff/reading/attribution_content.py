"""What stands in somebody's mouth: the quotation or the clause that a cue verb leads in."""

import re

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.codebook.cues import CueVerb, cue_verbs, recipients
from standoff.reading.attribution_page import ENDS, MARKS, Page, end_of, is_dash, is_finite
from standoff.reading.attribution_source import is_passive, own_subject
from standoff.reading.quotes import Quotation

Bounds = tuple[int, int]

# How many tokens may stand between a verb and what it leads in: "told reporters in the capital on Monday that".
_GAP = 14
# Code points of a quotation that is more than a word.
_PHRASE = 8
# After a colon nearly anything may stand between.
_COLON_GAP = 30
_JOINED = re.compile(r"\s+(?:and|but|or)\s+[“\"'‘]")
_JOINED_ON = re.compile(r",?\s+(?:and|but)\s+[“\"]")
_QUESTIONS = frozenset(("whether", "if", "what", "why", "how", "when", "where", "who", "which"))
_NOMINATIVES = frozenset(("he", "she", "it", "they", "there", "we", "i"))
_OPENS_PHRASE = frozenset(("DET", "PROPN", "PRON", "NOUN", "ADJ", "NUM"))
_BREAKS = frozenset(("as", "while", "when", "after", "before", "since", "who", "which", "that", "and", "but"))
_CONDITIONS = frozenset(("while", "if", "although", "though", "unless", "because", "since", "once"))
# A rest of fewer tokens is an adverbial.
_LEAST = 3
_PLAIN_COMPLEMENT = frozenset(("ccomp",))
# Verbs whose object is whoever is told.
_PERSON_FIRST = frozenset(("tell", "persuade", "convince", "inform", "assure", "remind", "warn", "notify", "advise", "brief"))
# What a reporter says somebody would not do, besides saying more: "said it was over, but would not go into details".
_KEPT_BACK = frozenset(
    ("comment", "provide", "give", "offer", "name", "identify", "go", "discuss", "answer", "speak", "share", "get")
)
_OWN_SUBJECT = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))


def quotation_led_in(page: Page, verb: Token, cue: CueVerb) -> tuple[Bounds, bool] | None:
    """The quotation that follows `verb` ("said: ...", "said that ..."), as bounds and whether all of it is quoted."""
    if "quotation" not in cue.takes and "that" not in cue.takes:
        return None
    quotation = page.quotation_after(end_of(verb)) or _next_paragraph(page, verb)
    if quotation is None:
        return None
    gap = page.tokens(end_of(verb), quotation.left)
    if any(token.text in ENDS for token in gap):
        return None
    lead = gap[-1].text if gap else ""
    if lead == ":" and "quotation" in cue.takes and _leads_in(gap):
        return (quotation.start, quotation.end), True
    if len(gap) > _GAP or any(is_finite(token) for token in gap):
        return None
    return _after_short_gap(page, verb, cue, quotation, lead)


def _next_paragraph(page: Page, verb: Token) -> Quotation | None:
    """The quotation that opens the next paragraph, where a colon ends the verb's own."""
    end = page.paragraph(int(verb.idx))[1]
    if not page.context.text[end_of(verb) : end].rstrip().endswith(":"):
        return None
    start = end + len(page.context.text[end:]) - len(page.context.text[end:].lstrip())
    quotation = page.quotation_after(start) if start < len(page.context.text) else None
    return quotation if quotation is not None and quotation.left == start else None


def _leads_in(gap: list[Token]) -> bool:
    """Whether the words up to a colon hold no other verb that would lead in what follows."""
    forms = cue_verbs()
    return len(gap) <= _COLON_GAP and not any(is_finite(token) and token.lower_ in forms for token in gap)


def _after_short_gap(page: Page, verb: Token, cue: CueVerb, quotation: Quotation, lead: str) -> tuple[Bounds, bool] | None:
    text = page.context.text
    if lead == "that" and "that" in cue.takes:
        return _whole_or_clause(page, verb, quotation)
    if lead == "," and "quotation" in cue.takes and text[quotation.start].isupper():
        return (quotation.start, quotation.end), True
    if lead == "" and "that" in cue.takes and _is_sentence(page, quotation):
        return _whole_or_clause(page, verb, quotation)
    return None


def _is_sentence(page: Page, quotation: Quotation) -> bool:
    return any(is_finite(token) for token in page.tokens(quotation.start, quotation.end))


def _whole_or_clause(page: Page, verb: Token, quotation: Quotation) -> tuple[Bounds, bool]:
    """The inside of the quotation, or the clause that it opens, where words of the reporter complete it."""
    text = page.context.text
    after = text[quotation.right : quotation.right + 2].strip()
    if not after or after[0] in ".,;!?—–-" or text[quotation.end - 1] in ".!?," or not quotation.closed:
        return (quotation.start, quotation.end), True
    if _is_sentence(page, quotation) and (not after[0].islower() or _JOINED.match(text, quotation.right)):
        return (quotation.start, quotation.end), True
    complement = _complement(verb)
    end = (
        end_of(_cut(complement.left_edge, complement.right_edge))
        if complement is not None
        else _sentence_end(page, verb, quotation.right)
    )
    return (quotation.left, max(quotation.right, end)), False


def clause_after(page: Page, verb: Token, cue: CueVerb) -> Bounds | None:
    """The bounds of the clause that follows `verb` as what is said, without its "that"; None where there is none."""
    if "that" not in cue.takes and "question" not in cue.takes:
        return None
    complement = _complement(verb)
    opener = _opener(verb, complement)
    if opener is not None and opener.lower_ == "that" and "that" not in cue.takes:
        return None  # "asked that they leave"
    if opener is not None:
        bounds = _after_opener(verb, opener, complement)
    elif complement is not None and not _is_tag_itself(complement):
        bounds = _first_of(verb, complement), complement
    else:
        bounds = (verb.nbor(1), None) if complement is None and _bare_clause(verb) else None
    if bounds is None:
        return None
    first, head = bounds
    last = head.right_edge if head is not None else _last_word(verb.sent)
    last = _with_proviso(_coordinated(_told_further(verb, _cut(first, _own_part(verb, head, last)))))
    start, end = int(first.idx), end_of(last)
    return (start, _and_quoted(page, _closed(page, start, end))) if start < end else None


def _with_proviso(last: Token) -> Token:
    """The end of a clause with the condition that the parse hung higher: "would leave, provided (that) the other side did"."""
    end = last.sent.end
    here = last.i + 2 if last.i + 1 < end and last.nbor().text == "," else last.i + 1
    if here >= end or last.doc[here].lower_ not in ("provided", "providing"):
        return last
    clause = [t for t in last.doc[here].subtree if t.i < end and not t.is_punct and not t.is_space]
    return clause[-1] if any(t.dep_ in _OWN_SUBJECT for t in clause) else last


def _after_opener(verb: Token, opener: Token, complement: Token | None) -> tuple[Token, Token | None] | None:
    """The first token of the clause that `opener` opens, and its verb where the parse knows it."""
    if opener.lower_ not in _QUESTIONS and opener.i + 1 >= verb.sent.end:
        return None
    first = opener if opener.lower_ in _QUESTIONS else opener.nbor(1)
    return first, complement if complement is not None and complement.i > opener.i else _head_of(opener)


def _first_of(verb: Token, complement: Token) -> Token:
    """The first token of a clause without "that"; where the parse split it, that of its first part."""
    parts = [child.left_edge for child in verb.rights if child.dep_ in _PLAIN_COMPLEMENT and child.i <= complement.i]
    return min(parts, key=lambda token: int(token.i), default=complement.left_edge)


def _head_of(opener: Token) -> Token | None:
    """The verb of the clause that "that" opens, where the parse gives it one."""
    head = opener.head
    if opener.dep_ != "mark" or head.i <= opener.i or head.sent.start != opener.sent.start:
        return None
    while head.dep_ in _OWN_SUBJECT and is_finite(head) and head.head.i > head.i:
        head = head.head  # a verb taken for the subject of what goes with it: "that the border stays shut"
    return head


def _bare_clause(verb: Token) -> bool:
    """Whether a clause follows at once, though the parse saw none: "saying it had ...", "said the envoy could face ..."."""
    following = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 12)]
    if len(following) < 3 or following[0].pos_ not in _OPENS_PHRASE:
        return False
    subject_only = following[0].lower_ in _NOMINATIVES
    if not subject_only and verb.lemma_.lower() != "say":
        return False
    for token in following[: 4 if subject_only else 12]:
        if (token.is_punct and token.text not in MARKS) or token.is_space or (token.lower_ in _BREAKS and not _of_adverbs(token)):
            return False
        if is_finite(token):
            return True
    return False


def said_at_all(verb: Token) -> Bounds | None:
    """The rest of the sentence after "said", where the parse made no clause of it but a subject and a verb stand there."""
    if verb.lemma_.lower() != "say" or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i + 3 >= verb.sent.end:
        return None
    subject = own_subject(verb)
    first, last = verb.nbor(1), _last_word(verb.sent)
    if subject is None or subject.i > verb.i:
        return None
    if first.lower_ == "nothing" or (first.pos_ not in _OPENS_PHRASE and first.lower_ not in _CONDITIONS):
        return None
    clause = next((t for t in verb.doc[first.i + 1 : last.i + 1] if is_finite(t) or t.dep_ == "ccomp"), None)
    if clause is None or last.i - first.i < _LEAST or not _has_subject_between(first, clause):
        return None
    return int(first.idx), end_of(_cut(first, last))


def _has_subject_between(first: Token, clause: Token) -> bool:
    return any(t.dep_ in _OWN_SUBJECT for t in first.doc[first.i : clause.i])


def _of_adverbs(token: Token) -> bool:
    """Whether "and" only joins two adverbs: "always fully and strictly"."""
    return token.lower_ == "and" and token.nbor(-1).pos_ == "ADV" == token.nbor(1).pos_


def _last_word(sentence: TokenSpan) -> Token:
    """The last token of a sentence that is neither blank nor its full stop."""
    index = len(sentence) - 1
    while index > 0 and (sentence[index].is_space or sentence[index].text in ENDS):
        index -= 1
    return sentence[index]


def _complement(verb: Token) -> Token | None:
    """The verb of the clause that the parse gives `verb` as its complement, to its right and with a subject of its own."""
    for child in verb.rights:
        if child.dep_ not in _PLAIN_COMPLEMENT or child.left_edge.i < verb.i or _likened(child):
            continue
        if not _has_opener(child) and not (is_finite(child) or any(is_finite(t) for t in child.lefts)):
            continue
        if any(grand.dep_ in _OWN_SUBJECT for grand in child.children) or _has_opener(child) or _split(verb, child):
            return child
    return None


def _is_tag_itself(complement: Token) -> bool:
    """Whether what the parse takes for a clause is the tag of another: "said Monday, the agency reported"."""
    if "," not in [token.text for token in complement.doc[complement.head.i : complement.i]]:
        return False
    return complement.lower_ in cue_verbs() and not any(
        child.dep_ in ("ccomp", "dobj", "xcomp", "prep") for child in complement.rights
    )


def _split(verb: Token, clause: Token) -> bool:
    """Whether the parse gave the clause's subject to an earlier part of it: "said the campaign launched then would fail"."""
    before = [child for child in verb.rights if child.dep_ in _PLAIN_COMPLEMENT and child.i < clause.i]
    return any(grand.dep_ in _OWN_SUBJECT for child in before for grand in child.lefts)


def _likened(clause: Token) -> bool:
    """Whether the clause only compares ("it feels like ..."), so that nobody says it."""
    return any(child.dep_ == "mark" and child.lower_ in ("like", "as", "because", "for") for child in clause.lefts)


def _has_opener(clause: Token) -> bool:
    return clause.left_edge.lower_ in _QUESTIONS or any(
        child.dep_ == "mark" and child.lower_ == "that" for child in clause.children
    )


def _opener(verb: Token, complement: Token | None) -> Token | None:
    """The "that" (or question word) that opens the clause, with nothing but objects and adverbials before it."""
    doc, end = verb.doc, verb.sent.end
    for index in range(verb.i + 1, min(end, verb.i + 1 + _GAP)):
        token = doc[index]
        if token.lower_ == "that" and _opens_clause(token, end):
            return None if _of_a_noun(verb, token) else token
        if complement is not None and token.i >= complement.left_edge.i:
            return token if token.lower_ in _QUESTIONS and token.i == complement.left_edge.i else None
        if token.lower_ in ("if", "whether") and verb.lemma_.lower() in ("ask", "wonder", "inquire"):
            return None if _asked_to_do(verb, token) else token
        if is_finite(token) or token.text in ENDS or token.text in {":", ";"} or is_dash(token):
            return None
        if token.tag_ == "VBG" and token.lower_ in cue_verbs() and index > verb.i + 1:
            return None
    return None


def _asked_to_do(verb: Token, condition: Token) -> bool:
    """Whether somebody is asked to do something, so that "if" is a condition: "asked the council to step in if they leave"."""
    return condition.lower_ == "if" and any(token.tag_ == "TO" for token in verb.doc[verb.i + 1 : condition.i])


def _of_a_noun(verb: Token, opener: Token) -> bool:
    """Whether "that" belongs to an object of the verb ("repeated the position that"), not to the verb ("told reporters that")."""
    before = opener.nbor(-1)
    if verb.lemma_.lower() in _PERSON_FIRST or before.pos_ != "NOUN" or before.dep_ not in ("dobj", "nsubj", "attr"):
        return False
    return before.lemma_.lower() not in recipients() and before.ent_type_ not in ("DATE", "TIME")


def _opens_clause(token: Token, end: int) -> bool:
    """Whether "that" is a conjunction: tagged so, or followed by a phrase and a finite verb though taken for a pronoun."""
    if token.dep_ == "mark":
        return True
    if token.tag_ == "IN":
        return token.head.dep_ != "relcl"
    if token.dep_ in ("nsubj", "nsubjpass", "dobj") and token.head.dep_ in ("relcl", "ccomp"):
        return False
    following = token.doc[token.i + 1 : min(end, token.i + 10)]
    return token.dep_ not in ("det",) and len(following) > 1 and not is_finite(following[0]) and any(map(is_finite, following))


def _cut(first: Token, last: Token) -> Token:
    """The last token of a clause, before a participle that tells on (", adding that ...")."""
    forms = cue_verbs()
    doc = first.doc
    for index in range(first.i + 2, last.i):
        further = index + 2 <= last.i and (doc[index + 1].pos_ == "ADV" or doc[index + 1].text in MARKS)
        told = doc[index + 2] if further else doc[index + 1]
        if doc[index].text == "," and told.tag_ == "VBG" and told.lower_ in forms:
            return doc[index - 1]
        if doc[index].text == "," and doc[index + 1].text in MARKS and told.lower_ in ("which", "who"):
            return doc[index - 1]
        if doc[index].text == "," and doc[index + 1].lower_ in ("as", "while") and _reported(doc[index + 2 : last.i + 1]):
            return doc[index - 1]
        if doc[index].text == "," and doc[index + 1].lower_ == "according" and not any(map(is_finite, doc[index : last.i + 1])):
            return doc[index - 1]
    return last


def _reported(clause: TokenSpan) -> bool:
    """Whether a clause is the reporter's, since it puts other words in another's mouth: "as the ministry said that ..."."""
    forms = cue_verbs()
    verb = next((t for t in clause[:_GAP] if is_finite(t)), None)
    if verb is None or verb.lower_ not in forms or "that" not in forms[verb.lower_].takes or verb.i + 1 >= len(verb.doc):
        return False
    return verb.nbor(1).lower_ == "that" or clause[0].nbor(-1).lower_ == "while"


def _own_part(verb: Token, head: Token | None, last: Token) -> Token:
    """The end of a clause without what the parse took from the reporter: "said it has no plan and once again threatened ..."."""
    if head is None:
        return last
    told_on = _told_on(verb, head) or (_kept_back(head) if verb.tag_ == "VBD" else None)
    if told_on is not None:
        return told_on
    if verb.tag_ not in ("VBD", "VBN") or head.tag_ == "VBD" or any(t.tag_ == "VBD" for t in head.lefts):
        return last
    for child in head.rights:
        if child.dep_ != "conj" or not _past(child) or any(t.dep_ in _OWN_SUBJECT or t.dep_ == "aux" for t in child.lefts):
            continue
        joint = next((t for t in head.rights if t.dep_ == "cc" and t.i < child.i), None)
        if joint is not None and child.i - joint.i <= 4:
            return joint.nbor(-1)
    return last


def _told_on(verb: Token, head: Token) -> Token | None:
    """The end of a clause before a second cue of the same tense, with a clause of its own: "says it is safe and insists that"."""
    for child in head.rights:
        if child.dep_ != "conj" or child.tag_ != verb.tag_ or child.lower_ not in cue_verbs() or is_passive(child):
            continue
        if cue_verbs()[child.lower_].kind != "speech":
            continue
        leading = any(c.dep_ in ("ccomp", "prep") and c.i > child.i for c in child.rights)
        joint = next((t for t in head.rights if t.dep_ == "cc" and t.i < child.i), None)
        if leading and joint is not None and child.i - joint.i <= 2 and joint.i > head.i:
            return joint.nbor(-1)
    return None


def _past(token: Token) -> bool:
    """Whether a form is a past; one that is taken for a participle is, where it has an object."""
    return token.tag_ == "VBD" or (token.tag_ == "VBN" and any(child.dep_ == "dobj" for child in token.rights))


def _says(verb: Token) -> bool:
    """Whether a verb is one of saying more, as the reporter tells that somebody would or would not."""
    cue = cue_verbs().get(verb.lemma_.lower())
    return verb.lemma_.lower() in _KEPT_BACK or (cue is not None and cue.kind == "speech")


def _kept_back(head: Token) -> Token | None:
    """The end of a clause before what was not said besides: "said the talks had failed, but would not elaborate"."""
    for child in head.rights:
        silent = child.dep_ == "conj" and _says(child) and any(c.dep_ == "neg" for c in child.lefts)
        if not silent or any(c.dep_ in _OWN_SUBJECT for c in child.lefts):
            continue
        joint = next((t for t in head.rights if t.dep_ == "cc" and t.i < child.i), None)
        if joint is not None and child.i - joint.i <= 4 and joint.i > head.i:
            return joint.nbor(-1)
    return None


def _told_further(verb: Token, last: Token) -> Token:
    """The end of a second predicate of what is said ("can join, but must lift ..."), where the parse gave it to the reporter.

    The reporter tells on in the past, or of what was not said ("but would not elaborate"); another modal is still what was said.
    """
    doc, end = last.doc, int(last.sent.end)
    index = last.i + (2 if last.i + 1 < end and last.nbor().text == "," else 1)
    if verb.tag_ != "VBD" or index + 2 >= end or doc[index].lower_ not in ("and", "but", "or"):
        return last
    first = next((t for t in doc[index + 1 : min(end, index + 4)] if t.pos_ != "ADV"), None)
    if first is None or first.tag_ != "MD":
        return last
    head = first.head if first.head.i > first.i else first
    if _says(head) or any(c.dep_ in _OWN_SUBJECT for c in head.lefts):
        return last
    return _cut(first, max(head.right_edge, head, key=lambda token: int(token.i)))


def _coordinated(last: Token) -> Token:
    """The end of a second clause that is told on with "and that", "but that", where the parse left it out."""
    doc, end = last.doc, last.sent.end
    index = last.i + 1
    if index < end and doc[index].text == ",":
        index += 1
    if index + 2 < end and doc[index].lower_ in ("and", "but") and doc[index + 1].lower_ == "that":
        return _cut(doc[index + 1], _last_word(last.sent))
    return last


def _closed(page: Page, start: int, end: int) -> int:
    """The end of a clause, moved to the end of a quotation that opens in it and closes after it."""
    quotation = page.quotation_at(max(start, end - 1))
    if quotation is not None and quotation.closed and start <= quotation.left < end:
        return quotation.right
    return end


def _and_quoted(page: Page, end: int) -> int:
    """The end of a clause, moved to that of a quotation that is told on with "and" or "but" alone."""
    joint = _JOINED_ON.match(page.context.text, end)
    quotation = page.quotation_after(end) if joint is not None else None
    if joint is None or quotation is None or not quotation.closed or quotation.left != joint.end() - 1:
        return end
    return quotation.right


def _sentence_end(page: Page, verb: Token, after: int) -> int:
    """The end of the sentence that goes on at `after`, without its full stop."""
    for token in page.doc[verb.i : min(len(page.doc), verb.i + 120)]:
        if token.idx >= after and (token.text in ENDS or (token.is_space and "\n" in token.text)):
            return int(token.idx)
    return after


def of_object(page: Page, verb: Token, cue: CueVerb) -> Bounds | None:
    """What somebody is accused of, without whom."""
    if not cue.takes & {"of", "for"} or (is_passive(verb) and own_subject(verb) is None):
        return None
    word, kinds = ("of", ("pcomp", "pobj")) if "of" in cue.takes else ("for", ("pcomp",))
    preposition = next((child for child in verb.rights if child.lower_ == word), None)
    subject = next((child for child in verb.rights if child.dep_ in ("dobj", "nsubj", "obj")), None)
    if subject is None:
        return None
    if preposition is None:
        preposition = next((child for child in subject.rights if child.lower_ == word), None)
    if preposition is None or not any(child.dep_ in kinds for child in preposition.children):
        return None
    first = preposition.nbor(1)
    return int(first.idx), _closed(page, int(first.idx), end_of(_cut(preposition, _with_modifiers(preposition))))


def _with_modifiers(preposition: Token) -> Token:
    """The end of what a preposition leads in, with phrases right behind it that the parse hung elsewhere, days left out."""
    last = preposition.right_edge
    while (
        last.i + 2 < last.sent.end
        and last.nbor(1).dep_ == "prep"
        and last.nbor(1).lower_ in ("of", "against", "in", "from", "with")
    ):
        if last.nbor(2).ent_type_ in ("DATE", "TIME") or last.nbor(1).right_edge.i <= last.i:
            break
        last = last.nbor(1).right_edge
    return last


def participle(page: Page, verb: Token, cue: CueVerb) -> Bounds | None:
    """What somebody denies having done: "denied shelling the school"."""
    if "ing" not in cue.takes:
        return None
    for child in verb.rights:
        if child.tag_ == "VBG" and child.dep_ in ("xcomp", "ccomp", "dobj", "advcl") and child.i - verb.i <= 3:
            return int(child.idx), _closed(page, int(child.idx), end_of(_cut(child, child.right_edge)))
    return None


def infinitive(page: Page, verb: Token, cue: CueVerb) -> Bounds | None:
    """An infinitive that holds a quotation: "threatened to "strike first" if ...", "called on them to "return"."""
    end = verb.sent.end
    if "to" not in cue.takes:
        return None
    for index in range(verb.i + 1, min(end - 2, verb.i + _GAP)):
        token = verb.doc[index]
        if is_finite(token) or token.text in ENDS or token.text in {":", ";", ","}:
            return None
        if token.lower_ == "to" and token.tag_ == "TO":
            return _infinitive_at(page, token)
    return None


def _infinitive_at(page: Page, marker: Token) -> Bounds | None:
    first = marker.nbor(1)
    quotation = page.quotation_after(end_of(marker))
    if quotation is None or quotation.end - quotation.start < _PHRASE:
        return None
    head = marker.head
    last = end_of(head.right_edge) if head.i > marker.i else quotation.right
    if quotation.left - end_of(marker) > 2 and quotation.left > last:
        return None
    if any(is_finite(token) for token in page.tokens(end_of(marker), quotation.left)):
        return None
    return int(first.idx), max(last, quotation.right)
