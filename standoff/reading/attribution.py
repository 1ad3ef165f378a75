"""Attributions: clauses and quotations put in somebody's mouth or mind, as spans of source, cue and content.

By rules over quotation marks and dependencies (after the frames of PARC and PolNeAR); who the source is, and for whom it
speaks, is told later by another stage. The seam for another finder is `Found`: spans in, records out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from standoff.codebook.cues import CueVerb, cue_nouns, cue_verbs, phrasal_verbs, unsaying
from standoff.core.records import Attribution
from standoff.reading.attribution_carriers import agency_of, carried
from standoff.reading.attribution_content import clause_after, infinitive, of_object, participle, quotation_led_in, said_at_all
from standoff.reading.attribution_finish import finish
from standoff.reading.attribution_join import joined
from standoff.reading.attribution_labels import labelled
from standoff.reading.attribution_named import blaming, called_what, denied_report, described, naming, told_within
from standoff.reading.attribution_network import by_network
from standoff.reading.attribution_page import FINITE, Found, Page, end_of, is_dash, open_page
from standoff.reading.attribution_phrases import according_to, as_put, clause_of_noun, in_words_of, spoken_plainly
from standoff.reading.attribution_polnear import as_polnear
from standoff.reading.attribution_signs import view_of
from standoff.reading.attribution_source import is_passive, own_subject, phrase, phrase_left_of, subject_of, tidy
from standoff.reading.attribution_tags import Tag, tag_of, tagged
from standoff.reading.attribution_threads import follow_on
from standoff.reading.attribution_views import views
from standoff.reading.connectors import connector_at
from standoff.reading.context import Context

Convention = Literal["house", "polnear"]
Finder = Literal["rules", "network", "both"]

# The likelihoods from which a cue of the network counts, and a cue with its content. Chosen on the development articles of other
# crises, and on half of the development split of PolNeAR.
LEAST: dict[Convention, float] = {"house": 0.97, "polnear": 0.4}
SURE: dict[Convention, float] = {"house": 0.8, "polnear": 0.4}
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_DATELINE = re.compile(r"[A-Z][A-Z .,’'/]+[A-Z](?:, [A-Z][\w. ]{1,24}){0,2}(?:, \d{4})?\s*(?:\([^()\n]{2,40}\)\s*)?[-–—]+\s")
_LIGHT = frozenset(("CCONJ", "ADV", "AUX", "PART", "SCONJ"))
_VERBAL = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
# Forms that are verbs whatever the parse says: damaged text capitalises them and calls them names.
_PLAIN_FORMS = frozenset(("said", "told", "says", "added", "warned", "explained", "stressed", "insisted", "announced"))
# A quotation of fewer code points is a word or a turn of phrase, within which a verb still belongs to the reporter.
_TURN = 20
_PRONOUNS = frozenset(("he", "she", "it", "they", "i", "we", "who", "which"))
# Verbs whose passive is a state of mind: "is convinced that".
_MINDED = frozenset(("convince", "persuade"))
_WE = frozenset(("i", "we", "you", "me", "us"))
_NOBODY = frozenset({"nobody", "none", "neither"})
_WORKS = frozenset({
    "film", "movie", "book", "novel", "song", "play", "documentary", "poem", "album", "opera", "series", "exhibition",
    "titled", "entitled", "codenamed", "code-named", "operation", "exercise",
})  # fmt: skip
_QUESTIONS = frozenset(("whether", "if", "what", "why", "how", "when", "where", "who", "which"))


@dataclass(frozen=True, kw_only=True)
class Options:
    """How attributions are found and cut.

    `finder` is "rules", "network" (the trained one, which is shown what the rules found) or "both" (the rules, and what only the
    network finds with great likelihood); the rules alone are many times as fast. `convention` is "house" (contents without
    marks and "that", one piece where a tag only interrupts) or "polnear" (contents with marks and "that", cut in pieces around
    a tag), for comparison with that corpus; there "both" is the network. `least` is the likelihood (0 to 1) from which a cue
    of the network counts; None is what was chosen for the convention.
    """

    finder: Finder = "rules"
    convention: Convention = "house"
    least: float | None = None


def find_attributions(context: Context, options: Options | None = None) -> tuple[Attribution, ...]:
    """The attributions of an article, in order of place; speaker and party are left to a later stage."""
    options = options or Options()
    page = open_page(context)
    polnear = options.convention == "polnear"
    ruled = by_rules(page, labels=not polnear)
    if options.finder == "rules":
        return finish(page, [as_polnear(page, item) for item in ruled] if polnear else ruled, bare=not polnear)
    both = options.finder == "both" and not polnear
    least = options.least or LEAST[options.convention]
    networked = by_network(view_of(page, ruled), least, SURE[options.convention], beside=both)
    if polnear:
        return finish(page, networked, bare=False)
    return finish(page, joined(page, ruled if both else [], networked), bare=True)


def by_rules(page: Page, *, labels: bool = False) -> list[Found]:
    """What the rules find on a page; with `labels` also what is led in without a verb of speech."""
    found = carried(page, list(_distinct(page, _read(page))))
    return follow_on(page, labelled(page, found) if labels else found)


def _read(page: Page) -> Iterator[Found]:
    forms = cue_verbs()
    for token in page.doc:
        lower = token.lower_
        if lower == "according":
            phrase_found = according_to(page, token)
            if phrase_found is not None:
                yield phrase_found
            continue
        beside = as_put(page, token) if lower in ("put", "puts") else in_words_of(page, token) if lower == "words" else None
        beside = beside or (spoken_plainly(page, token) if token.tag_ == "JJ" else None)
        if beside is not None:
            yield beside
            continue
        viewed = views(page, token)
        if viewed is not None:
            yield viewed
            continue
        cue = forms.get("continued" if _went_on(token) else lower) or _phrasal(token)
        if cue is not None and (token.tag_ in _VERBAL or lower in _PLAIN_FORMS or _verb_after_all(token)):
            verb_found = _read_verb(page, token, cue)
            if verb_found is not None:
                yield verb_found
                continue
        if token.tag_ in _NOUNS and token.lemma_.lower() in cue_nouns():
            noun_found = clause_of_noun(page, token)
            if noun_found is not None:
                yield noun_found


def _phrasal(verb: Token) -> CueVerb | None:
    """The verb that says something with the particle behind it alone ("pointed out")."""
    cue = phrasal_verbs().get(verb.lower_)
    return cue if cue is not None and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == cue.particle else None


def _went_on(token: Token) -> bool:
    """Whether a form of "go on" closes what is said, as in '"We stay," he went on'."""
    if token.lower_ not in ("went", "goes") or token.i + 2 >= len(token.doc) or token.nbor(1).lower_ != "on":
        return False
    return token.nbor(2).text in {",", ":", "."}


def _verb_after_all(token: Token) -> bool:
    """Whether a form that the parse takes for a noun is the verb: with a subject, with "that", or closing a tag."""
    if token.tag_ not in _NOUNS or token.i + 2 >= len(token.doc) or token.i == 0:
        return False
    if any(child.dep_ == "nsubj" and child.i < token.i for child in token.lefts):
        return True
    after, before = token.nbor(1), token.nbor(-1)
    if token.tag_ != "NNS" or before.tag_ not in ("NN", "NNP"):
        return False
    return after.lower_ == "that" or (after.text == "," and token.nbor(2).tag_ in FINITE and not _counted(token))


def _counted(token: Token) -> bool:
    """Whether the noun phrase is the subject of what stands before the comma, as a noun would be, and no tag."""
    return "," not in [t.text for t in token.doc[max(token.sent.start, token.i - 8) : token.i]]


def _read_verb(page: Page, verb: Token, cue: CueVerb) -> Found | None:
    inside = page.quotation_at(verb.idx)
    if ("question" in cue.takes and _was_asked(verb)) or _conceding(verb) or (verb.text == "Read" and verb.i == verb.sent.start):
        return None  # "Read more:" is said to the reader
    if connector_at(verb) is not None:
        return None  # "..., assuming that Peru pays" is a condition
    called = called_what(page, verb, cue) if inside is None else None
    if called is not None:
        return _found(page, verb, (called,))
    tag = tag_of(page, verb) if "quotation" in cue.takes or "tag" in cue.takes else None
    if inside is not None and inside.closed and inside.end - inside.start > _TURN and not _interrupting(page, tag):
        return None
    if tag is not None and _closes_quotation(page, tag) and verb.tag_ != "VBG":
        return _tagged(page, verb, cue, tag)
    if cue.kind == "show" and _titled(page, verb):
        return None
    if inside is None or not inside.closed:
        led_in = quotation_led_in(page, verb, cue)
        if led_in is not None:
            return _led_in(page, verb, cue, led_in, tag)
        clause = (
            clause_after(page, verb, cue)
            or blaming(verb)
            or of_object(page, verb, cue)
            or participle(page, verb, cue)
            or infinitive(page, verb, cue)
        )
        if clause is not None:
            return None if _unsaid(page, verb, cue, clause) else _found(page, verb, ((clause, False),))
        named = naming(page, verb, cue) or described(verb, cue) or told_within(page, verb, cue) or denied_report(page, verb)
        if named is not None:
            return None if _kept_back(verb) else _found(page, verb, (named,))
    told = _tagged(page, verb, cue, tag) if tag is not None and verb.tag_ != "VBG" else None
    if told is not None or inside is not None:
        return told
    rest = said_at_all(verb)
    return _found(page, verb, ((rest, False),)) if rest is not None else None


def _conceding(verb: Token) -> bool:
    """Whether "said" only concedes what went before: "That said, the offer stands"."""
    if verb.lower_ != "said" or verb.i == 0 or verb.i + 1 >= len(verb.doc):
        return False
    return verb.nbor(-1).text == "That" and verb.nbor(1).text == ","


def _was_asked(verb: Token) -> bool:
    """Whether a verb of asking has the one who was asked for its subject: "Asked whether it would, he said"."""
    if verb.text == "Asked" and verb.i == verb.sent.start:
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.lefts)


def _titled(page: Page, verb: Token) -> bool:
    """Whether the quotation behind is but the name of a work or an undertaking ('showed the film "We Return"')."""
    quotation = page.quotation_after(end_of(verb))
    near = quotation is not None and quotation.left < verb.sent.end_char
    before = page.tokens(end_of(verb), quotation.left) if quotation is not None and near else []
    return bool(before) and before[-1].lower_ in _WORKS


def _closes_quotation(page: Page, tag: Tag) -> bool:
    """Whether a sentence between marks ends right before the tag, so that the verb need not lead in anything."""
    text = page.context.text
    before = page.quotation_before(int(page.doc[tag.first].idx))
    if (
        before is None
        or page.doc[tag.last].i + 1 >= len(page.doc)
        or any(t.lower_ == "that" for t in page.doc[tag.first : tag.last + 1])
    ):
        return False
    return before.closed and text[before.end - 1] in ",?!" and before.end - before.start > _TURN


def _tagged(page: Page, verb: Token, cue: CueVerb, tag: Tag) -> Found | None:
    pieces = tagged(page, verb, cue, tag)
    if not pieces:
        return None
    return _found(page, verb, pieces, tidy(page.doc, *tag.source) if tag.source is not None else None)


def _interrupting(page: Page, tag: Tag | None) -> bool:
    return tag is not None and tag.first > 0 and (is_dash(page.doc[tag.first - 1]) or page.doc[tag.first - 1].text == ",")


def _led_in(page: Page, verb: Token, cue: CueVerb, led_in: tuple[tuple[int, int], bool], tag: Tag | None) -> Found:
    """A quotation led in; where its cue is at the same time a tag of the clause before ("X, he said, '...'"), both."""
    pieces: tuple[tuple[tuple[int, int], bool], ...] = (led_in,)
    if tag is not None:
        before = tagged(page, verb, cue, tag)
        pieces = tuple(dict.fromkeys((*(piece for piece in before if _told_before(page, piece, verb)), led_in)))
    source = _source_of(page, verb)
    if source is None and tag is not None and tag.source is not None:  # the parse gave the verb no subject
        source = tidy(page.doc, *tag.source)
    return _found(page, verb, pieces, source)


def _unsaid(page: Page, verb: Token, cue: CueVerb, clause: tuple[int, int]) -> bool:
    """Whether the verb puts no words in a mouth: "did not say which", "we think that"."""
    negated = any(child.dep_ == "neg" for child in verb.children)
    opening = page.context.text[clause[0] : clause[0] + 8].split()
    if cue.kind == "wish" and not any(clause[0] <= q.left < clause[1] for q in page.quotations):
        return True
    if (negated and cue.kind in ("show", "speech")) or _kept_back(verb):
        return True
    question = bool(opening) and opening[0].lower() in _QUESTIONS
    if question and cue.kind != "speech":
        return True
    subject = subject_of(verb)
    return subject is not None and (subject.lower_ in _WE or _no_one(subject))


def _no_one(subject: Token) -> bool:
    """Whether nobody says it: "no official said", "none of the ministers said"."""
    return subject.lower_ in _NOBODY or any(child.lower_ == "no" for child in subject.lefts)


def _told_before(page: Page, piece: tuple[tuple[int, int], bool], verb: Token) -> bool:
    """Whether a piece before the verb is told by it: a quotation that ends in a full stop is not, where another is led in."""
    (_, end), quoted = piece
    return end <= verb.idx and (not quoted or page.context.text[end - 1] != ".")


def _kept_back(verb: Token) -> bool:
    """Whether the verb stands under words that make it unsaid: "declined to say", "without saying", "fell short of accusing"."""
    if verb.i > 1 and verb.nbor(-1).lower_ == "of" and verb.nbor(-2).lower_ == "short":
        return True
    return verb.dep_ in ("xcomp", "pcomp") and verb.head.lemma_.lower() in unsaying()


def _found(
    page: Page, verb: Token, pieces: Iterable[tuple[tuple[int, int], bool]], source: tuple[int, int] | None = None
) -> Found:
    told = sorted(_bare(page, _within_paragraph(page, piece)) for piece in pieces)
    bounds = tuple(bounds for bounds, _ in told)
    source = source or _source_of(page, verb)
    if source is not None and not any(map(str.isalnum, page.context.text[slice(*source)])):
        source = None
    if source is not None and (_misplaced(source, verb, bounds) or _dateline(page, source, verb)):
        left = phrase_left_of(verb) or (phrase_left_of(verb.head) if verb.dep_ == "conj" else None)
        source = tidy(page.doc, *left) if left is not None and verb.tag_ != "VBG" else None
        source = source if source is None or not _misplaced(source, verb, bounds) else None
    return Found(
        cue=(int(verb.idx), end_of(verb.nbor() if _phrasal(verb) else verb)),
        source=source,
        pieces=bounds,
        quoted=tuple(quoted for _, quoted in told),
        anchor=int(verb.idx),
        doubts=() if source is not None else ("no_source_found",),
    )


def _within_paragraph(page: Page, piece: tuple[tuple[int, int], bool]) -> tuple[tuple[int, int], bool]:
    """A clause without what the parse ran on to from the next paragraph, or in from a dateline."""
    (start, end), quoted = piece
    if quoted:
        return piece
    first, last = page.paragraph(start)
    line = _DATELINE.match(page.context.text, first, end)
    return (line.end() if line is not None and start < line.end() else start, min(end, last) if last > start else end), quoted


def _source_of(page: Page, verb: Token) -> tuple[int, int] | None:
    if verb.lower_ == "known" and verb.head.lemma_.lower() == "let":  # "has let it be known that"
        teller = own_subject(verb.head)
        return phrase(teller, verb.head) if teller is not None else None
    if is_passive(verb) and own_subject(verb) is None:
        minded = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
        return phrase(minded, verb) if minded is not None and verb.lemma_.lower() in _MINDED else None
    subject = subject_of(verb)
    return phrase(subject, verb) if subject is not None else _source_by_place(page, verb)


def _misplaced(source: tuple[int, int], verb: Token, bounds: tuple[tuple[int, int], ...]) -> bool:
    """Whether a source stands in what it is said to say, with the verb outside of it: a slip of the parse."""
    return any(start < source[1] and source[0] < end and not start <= verb.idx < end for start, end in bounds)


def _dateline(page: Page, source: tuple[int, int], verb: Token) -> bool:
    """Whether the parse took the dateline for the subject: "GENEVA (Reuters) - The envoy said"."""
    text = page.context.text
    return source[0] == page.paragraph(source[0])[0] and bool(_DATELINE.match(text, source[0], int(verb.idx)))


def _bare(page: Page, piece: tuple[tuple[int, int], bool]) -> tuple[tuple[int, int], bool]:
    """A piece that turns out to be a quotation with its marks, as the quotation."""
    quotation = page.quotation_at(piece[0][0])
    if quotation is not None and (quotation.left, quotation.right) == piece[0]:
        return (quotation.start, quotation.end), True
    return piece


def _source_by_place(page: Page, verb: Token) -> tuple[int, int] | None:
    left = phrase_left_of(verb)
    if left is not None and verb.tag_ != "VBG":
        return tidy(page.doc, *left)
    return _source_before(page, verb)


def _source_before(page: Page, verb: Token) -> tuple[int, int] | None:
    """The subject of the sentence before, for a sentence cut off from it: "... the offer. And said that ..."."""
    first = verb.sent.start
    if first == 0 or any(token.is_alpha and token.pos_ not in _LIGHT for token in page.doc[first : verb.i]):
        return None
    root = page.doc[first - 1].sent.root
    subject = subject_of(root) if page.paragraph(int(root.idx)) == page.paragraph(int(verb.idx)) else None
    return phrase(subject, root) if subject is not None else None


def _distinct(page: Page, found: Iterable[Found]) -> Iterator[Found]:
    """Each content once: where two cues tell the same words, a named source has them, or the nearer one."""
    taken: dict[tuple[int, int], Found] = {}
    for item in found:
        for piece in item.pieces:
            other = taken.get(piece)
            if other is None or _rank(page, item, piece) < _rank(page, other, piece):
                taken[piece] = item
    kept: dict[int, list[tuple[int, int]]] = {}
    items = {id(item): item for item in taken.values()}
    for piece, item in taken.items():
        kept.setdefault(id(item), []).append(piece)
    for key, pieces in kept.items():
        item = items[key]
        pairs = [(p, q) for p, q in zip(item.pieces, item.quoted, strict=True) if p in pieces]
        yield Found(
            cue=item.cue,
            source=item.source,
            pieces=tuple(p for p, _ in pairs),
            quoted=tuple(q for _, q in pairs),
            anchor=item.anchor,
            via=item.via,
            doubts=item.doubts,
        )


def _rank(page: Page, item: Found, piece: tuple[int, int]) -> tuple[bool, bool, bool, int]:
    """Whose words they rather are: of no agency, of who stands behind their comma, of a named source, of the nearer cue."""
    source = page.context.text[slice(*item.source)] if item.source is not None else ""
    named = bool(source) and source.lower() not in _PRONOUNS
    before = page.context.text[piece[1] - 1] == "," and item.anchor < piece[0]
    return agency_of(source) is not None, before, not named, min(abs(item.anchor - piece[0]), abs(item.anchor - piece[1]))
