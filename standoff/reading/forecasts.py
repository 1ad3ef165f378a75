"""Forecasts: what somebody expects of others or of events, with its window and its words of confidence.

Method: clauses with a modal of possibility, or under a verb of expecting, whose subject is not the one who speaks
(rule 11 of the codebook: a forecast is not of the holder's own plans).
"""

import datetime as dt
import re

import msgspec
from spacy.tokens import Token

from standoff.codebook.forecasts import forecast_words
from standoff.codebook.lexicon import lexicon
from standoff.core.dates import When
from standoff.core.records import Attribution, Forecast
from standoff.core.spans import Span
from standoff.reading.clauses import verb_slots
from standoff.reading.moods import is_negated
from standoff.reading.resolution import whole_month
from standoff.reading.scene import Scene

_DAY = dt.timedelta(days=1)
_LONGEST = 40  # tokens of a clause; longer ones are parse errors
_FRAGMENT = 14
_MAIN = frozenset(("ROOT", "ccomp", "conj"))
_POSSIBLY = frozenset(("may", "might", "could"))
_SURELY = frozenset(("will", "would", "wo", "'ll", "'d"))
_NO = frozenset(("no", "nobody", "none", "never", "neither"))
_RATING = frozenset(("be", "remain", "seem", "appear", "look", "stay"))


def find_forecasts(scene: Scene) -> tuple[Forecast, ...]:
    """The forecasts of the article, in order, none overlapping another."""
    found: list[Forecast] = []
    for token in scene.context.doc:
        if scene.context.in_title(token.idx):
            continue
        if token.pos_ in ("VERB", "AUX"):
            forecast = (
                _expected(scene, token)
                or _foretells(scene, token)
                or _modal(scene, token)
                or _going(scene, token)
                or _likely(scene, token)
            )
        elif token.lower_ in forecast_words().likely or token.lower_ in forecast_words().judged:
            forecast = _likely(scene, token) or _judged(scene, token)
        elif token.lemma_.lower() in forecast_words().chances:
            forecast = _chance(scene, token)
        elif token.lower_ == "matter":
            forecast = _in_time(scene, token)
        else:
            forecast = _fragment(scene, token) if token.is_sent_start else None
        if forecast is not None and not any(f.start < forecast.end and forecast.start < f.end for f in found):
            found.append(forecast)
    return tuple(found)


# --- under a verb of expecting ------------------------------------------------------------------------------------------


def _expected(scene: Scene, verb: Token) -> Forecast | None:
    words = forecast_words()
    if verb.lemma_.lower() not in words.expecting or verb.pos_ != "VERB":
        return None
    slots = verb_slots(verb)
    clause = slots.that or (slots.inf if slots.object is not None and not slots.passive else None)
    foretells = verb.lemma_.lower() in words.future_by_themselves
    if clause is None or slots.subject is None or (_denied(verb) and not foretells) or _supposed(verb, slots.subject):
        return None
    holder = scene.party(slots.subject)
    subject = verb_slots(clause).subject
    if subject is None or (holder and set(scene.party(subject)) & set(holder)) or subject.lower_ in ("he", "she", "we", "i"):
        return None
    if not foretells and not _speaks_of_future(clause):
        return None
    return _forecast(scene, clause, holder, scene.speaker(slots.subject))


def _foretells(scene: Scene, verb: Token) -> Forecast | None:
    """What is foretold by a noun and its time: "the bank forecasts growth of 3% in 2031"."""
    if verb.lemma_.lower() not in forecast_words().foretelling or _denied(verb):
        return None
    slots = verb_slots(verb)
    if slots.subject is None or slots.object is None or slots.passive or slots.object.pos_ != "NOUN":
        return None
    last = max((child.right_edge.i for child in verb.rights if child.dep_ in ("dobj", "prep")), default=slots.object.right_edge.i)
    span = scene.context.tokens_span(slots.object.left_edge, verb.doc[min(last, verb.i + _LONGEST)], extra=",;:.\"'“”")
    if span is None or _window(scene, span) is None:
        return None
    return _record(scene, span, scene.party(slots.subject), scene.speaker(slots.subject), _confidence(verb))


def _denied(verb: Token) -> bool:
    """Whether nothing is expected: "does not expect", "sees no reason to believe"."""
    before = verb.doc[max(verb.sent.start, verb.i - 4) : verb.i]
    return any(child.dep_ == "neg" for child in verb.children) or any(
        token.lower_ in ("no", "not", "n't", "never") for token in before
    )


def _supposed(verb: Token, subject: Token) -> bool:
    """Whether the expectation itself is only supposed: "if anybody believes that"."""
    return subject.lower_ in ("anybody", "anyone", "nobody", "one") or any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") for child in verb.children
    )


def _only_supposed(verb: Token) -> bool:
    """Whether a clause stands under an expectation that is itself only supposed."""
    above = verb.head
    subject = next((child for child in above.lefts if child.dep_ == "nsubj"), None)
    return verb.dep_ == "ccomp" and subject is not None and _supposed(above, subject)


def _likely(scene: Scene, token: Token) -> Forecast | None:
    """What somebody else "is likely to" or "is expected to" do."""
    if token.lower_ not in forecast_words().likely:
        return None
    clause = next((child for child in token.rights if child.dep_ == "xcomp" and child.tag_ == "VB"), None)
    holder = token.head if token.dep_ == "acomp" else token
    subject = next((child for child in holder.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if clause is None or subject is None or _supposed(holder, subject) or clause.lemma_.lower() in forecast_words().agenda:
        return None
    said = scene.attribution_at(token.idx)
    if not _of_others(scene, subject, said):
        return None
    last = min(clause.right_edge.i, token.i + _LONGEST)
    span = scene.context.tokens_span(subject.left_edge, token.doc[last], extra=",;:.\"'“”")
    if span is None:
        return None
    word = f"not {token.lower_}" if is_negated(holder, lexicon()) else token.lower_
    return _record(scene, span, said.party if said else (), said.speaker if said else None, word)


def _speaks_of_future(clause: Token) -> bool:
    words = forecast_words()
    if any(child.dep_ == "aux" and child.lower_ in ("have", "'ve") for child in clause.children):
        return False
    inside = list(clause.subtree)[:_LONGEST]
    return any(token.lower_ in words.modals and token.tag_ == "MD" for token in inside) or any(
        token.lemma_ in ("prepare", "plan", "about") for token in inside[:8]
    )


# --- by a modal ------------------------------------------------------------------------------------------------------------


def _modal(scene: Scene, verb: Token) -> Forecast | None:
    modal = next((child.lower_ for child in verb.children if child.dep_ == "aux" and child.tag_ == "MD"), None)
    if modal is None or any(child.lower_ == "have" for child in verb.children if child.dep_ == "aux"):
        return None
    slots = verb_slots(verb)
    subject = slots.object if slots.passive else slots.subject
    said = scene.attribution_at(verb.idx)
    if subject is None or not _of_others(scene, subject, said):
        return None
    words = forecast_words()
    lemma = verb.lemma_.lower()
    possible = modal in ("may", "might", "could") and lemma in words.possible and _uncertain(verb, subject, scene)
    certain = (
        modal in ("will", "would", "wo", "'ll", "'d")
        and said is not None
        and not any(child.dep_ == "dobj" and child.lower_ == "place" for child in verb.rights)
        and ((lemma in words.certain and _about_event(scene, subject)) or _foretold(scene, verb, subject, said))
    )
    holder = said.party if said is not None else ()
    if not (possible or certain):
        viewed = verb.dep_ in _MAIN and not _only_supposed(verb) and _viewed(scene, modal, subject, said, acted_on=slots.passive)
        return _forecast(scene, verb, holder, said.speaker if said is not None else None) if viewed else None
    found = _forecast(scene, verb, holder, said.speaker if said is not None else None)
    # The writer's own guess counts where it says when, or in a main clause.
    dated = found is not None and found.window is not None
    return found if dated or (said is not None and verb.dep_ != "relcl") or (said is None and verb.dep_ in _MAIN) else None


def _viewed(scene: Scene, modal: str, subject: Token, said: Attribution | None, *, acted_on: bool) -> bool:
    """Whether a plain future or possibility is a view of what others do or of what comes to pass.

    One who speaks for no party (an analyst) has no plans of his own to tell; a party foretells what no party does, but what it
    says will be done, or will follow upon "any" attack, is its plan or its threat.
    """
    if subject.pos_ == "PRON" and (subject.lower_ not in ("this", "there") or said is None):
        return False
    if modal == "may" and any(t.lower_ in ("no", "not", "only") for t in subject.subtree):
        return False  # "no more than 50 may enter": a rule
    if modal in _POSSIBLY:
        return modal != "could" or said is not None or _about_event(scene, subject)  # else an ability
    if said is None or modal not in _SURELY:
        return False
    planned = acted_on or any(child.lower_ == "any" for child in subject.lefts)
    if not said.party:
        return not planned
    lasting = subject.head.lemma_ != "be"
    return said.direct and modal != "would" and subject.pos_ == "NOUN" and lasting and not planned and not scene.party(subject)


def _going(scene: Scene, verb: Token) -> Forecast | None:
    """What is "going to" happen, told of others."""
    if verb.lower_ != "going" or not any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.rights):
        return None
    subject, said = verb_slots(verb).subject, scene.attribution_at(verb.idx)
    if subject is None or said is None or subject.lower_ in ("i", "we"):
        return None
    if subject.lower_ != "you" and not _of_others(scene, subject, said):
        return None
    return _forecast(scene, verb, said.party, said.speaker)


def _judged(scene: Scene, token: Token) -> Forecast | None:
    """What is called likely or doubtful: "it is possible that they will agree", "a further test is highly likely"."""
    verb = token.head
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "expl")), None)
    if token.dep_ != "acomp" or subject is None or _supposed(verb, subject):
        return None
    after = (child for word in (token, verb) for child in word.rights if child.i > token.i)
    clause = next((child for child in after if child.dep_ in ("ccomp", "advcl", "xcomp")), None)
    if subject.lower_ == "it":
        if clause is None or not (_speaks_of_future(clause) or clause.tag_ == "VB"):
            return None
    elif token.lower_ not in forecast_words().likely | forecast_words().impending or clause is not None or subject.pos_ != "NOUN":
        return None
    said = scene.attribution_at(token.idx)
    if token.lower_ in forecast_words().impending and (_denied(verb) or said is None or not (said.party or said.speaker)):
        return None
    return _forecast(scene, verb, said.party if said else (), said.speaker if said else None)


def _in_time(scene: Scene, noun: Token) -> Forecast | None:
    """What is "a matter of time" or comes after it: "it is only a matter of time before they attack"."""
    verb = noun.head
    of_time = any(child.lower_ == "of" and any(c.lower_ == "time" for c in child.children) for child in noun.rights)
    if not of_time or noun.dep_ != "attr" or _denied(verb):
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    event = subject is not None and subject.pos_ == "NOUN"
    if not event and not any(token.lower_ in ("before", "until", "till") for token in noun.doc[noun.i : verb.right_edge.i]):
        return None
    said = scene.attribution_at(noun.idx)
    return _forecast(scene, verb, said.party if said else (), said.speaker if said else None)


def _chance(scene: Scene, noun: Token) -> Forecast | None:
    """What there is a chance or a danger of: "there is a risk that", "the prospects of a deal are slim"."""
    verb = noun.head
    there = noun.dep_ == "attr" and any(child.lower_ == "there" for child in verb.lefts)
    rated = noun.dep_ == "nsubj" and verb.lemma_ in _RATING and any(child.dep_ == "acomp" for child in verb.rights)
    if not (there or rated) or verb.lemma_ not in _RATING or any(child.lower_ in ("any", "no") for child in noun.lefts):
        return None
    said = scene.attribution_at(noun.idx)
    return _forecast(scene, verb, said.party, said.speaker) if said is not None else None


def _foretold(scene: Scene, verb: Token, subject: Token, said: Attribution) -> bool:
    """Whether a plain future is a guess: what another party will do "likely", or what an event will be, or what follows "if"."""
    adverbs = {child.lower_ for child in verb.children if child.dep_ == "advmod"}
    if adverbs & forecast_words().guessing:
        return True
    if verb.lemma_ == "be":
        asked = verb.left_edge.lower_ in ("why", "how", "what", "whether")
        judged = not asked and any(child.dep_ in ("acomp", "attr") for child in verb.rights)
        return judged and subject.pos_ == "NOUN" and _about_event(scene, subject)
    party = scene.party(subject)
    supposed = any(c.dep_ == "advcl" and any(m.lower_ == "if" for m in c.children) for c in verb.children)
    return supposed and verb.lemma_.lower() in forecast_words().befall and party != said.party


def _of_others(scene: Scene, subject: Token, said: Attribution | None) -> bool:
    """Whether the clause is not of the holder's own doing."""
    if subject.lower_ in ("we", "i", "you"):
        return False
    party = scene.party(subject)
    return said is None or not party or not set(party) & set(said.party)


def _about_event(scene: Scene, subject: Token) -> bool:
    return (
        subject.pos_ in ("NOUN", "PRON")
        and not scene.party(subject)
        and subject.lower_ not in ("he", "she", "they", "who", "people")
    )


def _uncertain(verb: Token, subject: Token, scene: Scene) -> bool:
    """Possibility, not permission or ability: an event, or somebody else's deed with a window, a condition or a doubt."""
    if _about_event(scene, subject):
        return True
    return any(
        child.dep_ == "advcl" and any(c.lower_ in ("if", "unless", "once") for c in child.children) for child in verb.children
    ) or bool(_confidence(verb))


# --- the record ----------------------------------------------------------------------------------------------------------


def _forecast(scene: Scene, clause: Token, holder: tuple[str, ...], speaker: str | None) -> Forecast | None:
    span = _clause_span(scene, clause)
    if span is None:
        return None
    return _record(scene, span, holder, speaker, _reserve(clause) or _confidence(clause))


def _reserve(clause: Token) -> str | None:
    """The words by which the holder does not expect what a clause says: "do not expect", "doubts", "ruled out"."""
    verb = clause.head
    if clause.dep_ not in ("ccomp", "xcomp") or verb.i > clause.i or verb.pos_ != "VERB":
        return None
    particle = next((child for child in verb.rights if child.dep_ == "prt"), verb)
    name = verb.lemma_.lower() if particle.i == verb.i else f"{verb.lemma_.lower()} {particle.lower_}"
    if not is_negated(verb, lexicon()):
        return verb.doc[verb.i : particle.i + 1].text.lower() if name in forecast_words().doubting else None
    if name in forecast_words().doubting:
        return None  # who does not rule it out neither expects it nor not
    denying = (
        t for child in verb.lefts for t in (*child.subtree, child) if t.dep_ in ("aux", "auxpass", "neg") or t.lower_ in _NO
    )
    first = min((t.i for t in denying), default=verb.i)
    return " ".join(verb.doc[first : particle.i + 1].text.lower().split())


def _record(scene: Scene, span: Span, holder: tuple[str, ...], speaker: str | None, confidence: str | None) -> Forecast:
    said = scene.attribution_at(span.start)
    return Forecast(
        id=scene.context.id("forecast", span.start, span.end, *holder),
        article=scene.context.article.id,
        start=span.start,
        end=span.end,
        text=span.text,
        holder=holder,
        speaker=speaker,
        window=_window(scene, span),
        confidence=confidence,
        attribution=said.id if said is not None else None,
        certainty=1.0 if holder or speaker else 0.6,
        doubts=() if holder or speaker else ("no_holder_found",),
    )


def _clause_span(scene: Scene, verb: Token) -> Span | None:
    """The clause of `verb` with what hangs on it, from its subject on."""
    inside = [t for t in verb.subtree if abs(t.i - verb.i) <= _LONGEST and t.sent.start == verb.sent.start]
    subject = verb_slots(verb).subject
    first = inside[0]
    if subject is not None and verb.i - _LONGEST <= subject.left_edge.i < first.i and subject.sent.start == verb.sent.start:
        first = subject.left_edge
    while first.i < verb.i and (first.dep_ in ("mark", "cc", "punct") or first.is_space):
        first = first.nbor()
    return scene.context.tokens_span(first, inside[-1], extra=",;:.\"'“”")


def _window(scene: Scene, span: Span) -> When | None:
    """The first time in the span that does not lie before the article."""
    published = scene.context.published.earliest
    for named in scene.context.times_in(span.start, span.end):
        when = _opened(named, scene.context.text, published)
        behind = published is not None and when.latest is not None and when.latest < published
        if when.text and not behind and not when.text.lower().startswith(("recent", "last", "this past", "earlier")):
            return when
    return None


_LEAD = re.compile(
    r"\b(?:(?P<until>before|ahead of|prior to)|(?P<by>by|until|till|no later than)|(?P<after>after|beyond))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_REACH = 20  # code points before a time in which the longest of these words stand
_END = re.compile(r"(?:the\s+)?end\b", re.IGNORECASE)


def _opened(when: When, text: str, published: dt.date | None) -> When:
    """The window that a time bounds: "before September" ends where it begins, "after June" begins where it ends."""
    lead = _LEAD.search(text, max(0, (when.start or 0) - _REACH), when.start or 0)
    if lead is None or when.earliest is None or when.latest is None or when.text is None:
        return when
    if lead["after"]:
        ahead = when.basis == "stated" or published is None or when.latest >= published
        last = when.latest if ahead else _next_year(when.latest)
        return msgspec.structs.replace(when, earliest=last + _DAY, latest=None, precision="window")
    last = when.earliest - _DAY if lead["until"] and not _END.match(when.text) else when.latest
    if published is not None and last < published:
        return when
    return msgspec.structs.replace(when, earliest=published, latest=last, precision="window")


def _next_year(day: dt.date) -> dt.date:
    """The last day of the same month, a year on."""
    return whole_month(day.year + 1, day.month).last


def _fragment(scene: Scene, first: Token) -> Forecast | None:
    """A sentence that only says when: "Maybe between now and the end of March"."""
    sent = first.sent
    if (
        first.lower_ not in ("maybe", "perhaps", "possibly", "probably")
        or len(sent) > _FRAGMENT
        or any(t.pos_ == "VERB" for t in sent)
    ):
        return None
    span = scene.context.span(sent.start_char, sent.end_char, extra=",;:.\"'“”")
    said = scene.attribution_at(first.idx)
    if span is None or _window(scene, span) is None:
        return None
    return _record(scene, span, said.party if said else (), said.speaker if said else None, first.lower_)


def _confidence(verb: Token) -> str | None:
    inside = " ".join(token.lower_ for token in verb.subtree if abs(token.i - verb.i) <= 12)
    word = next((word for word in forecast_words().confidence if f" {word} " in f" {inside} "), None)
    return f"not {word}" if word is not None and f" not {word} " in f" {inside} " else word
