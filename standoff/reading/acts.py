"""The stage that codes statements: each act of a party, as one clause reports it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from standoff.codebook.acts import acts, plover_of
from standoff.codebook.lexicon import Lexicon
from standoff.codebook.meetings import meeting_words
from standoff.codebook.world import world
from standoff.core.dates import When
from standoff.core.records import Attribution, Statement, Status
from standoff.core.spans import Span
from standoff.reading.act_aims import aimed_at
from standoff.reading.clauses import kinds, last_of, misjoined, verb_slots
from standoff.reading.conditions import (
    bounds,
    complement,
    completed,
    condition_of,
    joined_condition,
    means_of,
    past_dateline,
    sentence_end,
    shortened,
)
from standoff.reading.context import EDGES, Context
from standoff.reading.frames import Match, Matcher
from standoff.reading.implied import Implied, frame_of
from standoff.reading.issues import issue_of
from standoff.reading.roles import Parties, Roles, counterparts
from standoff.reading.scene import Scene

_COMPLEMENT = frozenset(
    {"dobj", "ccomp", "xcomp", "prep", "pobj", "pcomp", "dative", "acl", "obj", "agent", "attr", "acomp", "oprd"}
)
_AWAY = frozenset({"away", "back", "down", "off", "out"})
_NO_ADDRESSEE = frozenset({"withhold", "publish", "protest", "meet"})
_TIMES = frozenset({"during", "after", "before", "following", "ahead", "since", "amid", "despite", "until", "at"})
# Acts that between a party and itself are home affairs, not the crisis.
_OUTWARD = frozenset(
    {"accuse", "assault", "coerce", "support", "warn", "threaten", "offer", "accept", "transmit", "sanction", "propose"}
)
# Deeds told without their doer are mostly those of the side that tells of them.
_OWN_DEEDS = frozenset({"coerce", "accept", "concede", "posture_down", "ease"})
_HOSTILE = frozenset(
    {"accuse", "threaten", "assault", "coerce", "sanction", "deny", "reject", "warn", "demand", "posture_up", "red_line"}
)
_CHARGED = frozenset({"aid", "reaffirm"})
_GIVEN = frozenset({"offer", "commit", "accept", "concede", "ease"})
_UNCLAIMED = frozenset({"assault", "demand"})  # what is news without its doer
_ASKING = frozenset({"ask", "urge", "press", "request", "order", "implore", "exhort"})
_BLASTS = frozenset({"ONSLAUGHT", "BOMB", "PROJECTILE"})
_PAST = frozenset({"was", "were", "been", "being"})
# The least chance of a party at whom the party's acts are aimed elsewhere in the article: below it, two of the fifteen that
# the 41 articles of `dev` tell of were right. With .1, tried first, the five articles of the first crisis lost more addressees.
CONCEIVABLE = 0.05
SHORTEST = 14  # code points of evidence; on the hand-coded sheets the shortest has 17
_MERGED = frozenset({"threaten", "warn", "accuse", "reject", "withhold", "assure", "commit", "reaffirm"})
_STATUS: dict[str, Status] = {"offer": "offered", "offer_talks": "offered", "deny": "denied"}
_ANSWERS = frozenset({"reject", "accept", "concede"})
HEDGED = "hedged"  # others tell it as expected, possible or by hearsay
_AHEAD = frozenset({"future", "may", "willing", "wanted", "must"})  # moods in which no deed is done yet
_CONDITIONED = frozenset({"threat", "yes", "no", "ask"})  # families of acts that look ahead, however they are told
_DEEDS = frozenset(
    {"meet", "transmit", "publish", "posture_up", "posture_down", "sanction", "ease", "aid", "coerce", "assault", "protest"}
)


@dataclass(frozen=True, kw_only=True)
class Frames:
    """What the frames of the lexicon find in an article: all their `matches`, and those `found` that make a statement."""

    matcher: Matcher
    matches: list[Match]
    found: list[Match]


def frames_of(scene: Scene) -> Frames:
    """What the frames find in an article, with party and addressee."""
    matcher = Matcher(scene)
    matches, found = by_frames(matcher)
    return Frames(matcher=matcher, matches=matches, found=found)


def find_statements(scene: Scene) -> tuple[Statement, ...]:
    """Every coded act of a party in the article, in the order of the text, by the frames alone."""
    return statements_of(frames_of(scene))


def statements_of(frames: Frames) -> tuple[Statement, ...]:
    """The statements that the found matches make, in the order of the text."""
    matcher = frames.matcher
    _infer_addressees(frames.found, matcher.roles)
    statements = [made for match in frames.found if (made := _statement(match, matcher)) is not None]
    return tuple(sorted(_distinct(statements, matcher.scene), key=lambda s: (s.start, s.end)))


def by_frames(matcher: Matcher) -> tuple[list[Match], list[Match]]:
    """All that the frames match in an article, with party and addressee; and what of it makes a statement."""
    matches = [match for match in matcher.matches() if _cast(match, matcher.roles)]
    found = _repeats([*_without_embedded(matches), *_implied(matcher, matches)])
    _charge_rivals(found, matcher.roles)
    return matches, found


def _implied(matcher: Matcher, matches: list[Match]) -> list[Match]:
    """What attributed clauses without a cue amount to."""
    reader = Implied(matcher.roles, matcher.lexicon, _at_odds(matches))
    taken = {match.slots.head.i for match in matches}
    found: list[Match] = []
    for verb, said in reader.clauses(matcher.scene.attributions, taken):
        slots, mood = verb_slots(verb), matcher.mood(verb)
        read = reader.act(verb, slots, mood, said.party or matcher.roles.speaker(verb))
        if read is not None:
            act, party, addressee = read
            found.append(Match(frame_of(act), act, None, slots, verb, mood, party, addressee, ["implied"]))
            taken.add(verb.i)
    return found


def _at_odds(matches: list[Match]) -> frozenset[frozenset[str]]:
    """The pairs of parties of which one does or says something hostile to the other in this article."""
    hostile = (match for match in matches if match.act in _HOSTILE)
    return frozenset(frozenset((a, b)) for match in hostile for a in match.party for b in match.addressee)


def _charge_rivals(matches: list[Match], roles: Roles) -> None:
    """What a party tells of one with which it is at odds is its own charge ("they are arming the rebels, Chile said")."""
    at_odds = _at_odds(matches)
    for match in matches:
        said = roles.speaker(match.slots.head)
        if match.act not in _CHARGED or set(said) & set(match.party):
            continue
        if any(frozenset((a, b)) in at_odds for a in said for b in match.party):
            match.act, match.status, match.party, match.addressee = "accuse", None, said, match.party


def _cast(match: Match, roles: Roles) -> bool:
    """Fill in party and addressee; whether they make a statement."""
    for name in match.frame.party:
        match.party = roles.slot(name, match.slots)
        if match.party:
            break
    if match.mood.kind == "must" and match.act == "demand" and match.frame.act != "demand" and not _bidden(match, roles):
        return bool(match.party and match.addressee)
    if not match.party:
        _infer_party(match, roles)
    if _entered(match, roles):
        return False
    if match.frame.act == "accept" and match.act == "offer" and match.mood.kind == "may" and _foreseen(match, roles):
        match.act = "accept"  # "could accept", as others see it: nothing is offered
    if _only_feared(match, roles) or not (match.party or _agentless(match, roles.lexicon)):
        return False
    if match.act in _GIVEN and match.mood.conditional and _only(match.slots.head):
        match.act = "demand"  # "will only sign if ...": the condition is what is wanted
    match.addressee = aimed_at(match, roles)
    return between_parties(match)


def _entered(match: Match, roles: Roles) -> bool:
    """Whether the party is only the place that forces enter ("soldiers crossed the border into Mali"): theirs is not told."""
    entered = match.slots.preps.get("into") if match.act in ("posture_up", "assault") else None
    return entered is not None and bool(set(match.party) & set(roles.of_phrase(entered)))


def _only(verb: Token) -> bool:
    """Whether something is done on one condition alone: "will only sign if", "will sign only if"."""
    conditions = (c for c in verb.children if c.dep_ == "advcl")
    return any(c.lower_ == "only" for c in (*verb.lefts, *(inner for clause in conditions for inner in clause.lefts)))


def _agentless(match: Match, lexicon: Lexicon) -> bool:
    """Whether nobody names the doer of what is told ("three sailors were shot", "Peru was urged to"): it has no party."""
    if match.act not in _UNCLAIMED or match.act != match.frame.act or match.mood.kind != "plain" or match.mood.negated:
        return False
    slots = match.slots
    if match.act == "demand" and (slots.head.lemma_.lower() not in _ASKING or slots.inf is None):
        return False  # "is expected to" demands nothing
    finite = any(c.dep_ in ("auxpass", "aux") and c.lower_ in _PAST for c in slots.head.lefts)
    passive = finite and slots.passive and slots.object is not None
    blown = slots.subject is not None and bool(kinds(slots.subject, lexicon) & _BLASTS)
    passive, blast = passive and (slots.subject is None or blown), blown and slots.head.tag_ in ("VBD", "VBZ")
    if not (passive or blast):
        return False
    match.doubts.append("no_party_found")
    return True


def _infer_party(match: Match, roles: Roles) -> None:
    """The party where the clause names none that is known: its speaker, both sides, or a local one."""
    if match.slots.passive and (match.mood.kind in ("future", "may") or _own_deed(match)):
        match.party = roles.speaker(match.slots.head)
    if not match.party and match.act == "meet" and (match.frame.needs == ("subject=MEETING",) or match.slots.passive):
        match.party = roles.dyad if len(roles.dyad) == 2 else ()
        match.doubts.append("inferred_participants")
    if not match.party and "subject" in match.frame.party and match.slots.subject is not None:
        match.party = roles.local(match.slots.subject)
        if not match.party and match.act == "protest":
            match.party = ("protesters",)
        match.doubts.append("local_party")


def _only_feared(match: Match, roles: Roles) -> bool:
    """Whether a threat is only what somebody else holds possible ("Chile said Peru could attack")."""
    if match.act != "threaten" or match.mood.kind != "may" or match.frame.act not in _DEEDS:
        return False
    said = roles.speaker(match.slots.head)
    return bool(said) and not set(said) & set(match.party)


def between_parties(match: Match) -> bool:
    """Whether the act passes between two sides, as far as it must: no home affair, no trip to one's own capital."""
    if match.inward and not match.addressee and (match.act in _OUTWARD or match.act == "meet"):
        return False
    if match.act != "meet":
        return not match.party or match.inward or set(match.addressee) != set(match.party)
    if not match.addressee and match.slots.head.dep_ == "acl":
        return len(match.party) > 1
    return len({*match.party, *match.addressee}) > 1 or match.slots.head.pos_ == "VERB" or "between" in match.slots.preps


def _foreseen(match: Match, roles: Roles) -> bool:
    """Whether others than the party tell what it may do, is expected to do, or is said to have done."""
    if not match.mood.foreseen:
        return False
    said = roles.scene.attribution_at(match.slots.head.idx)
    own = said is not None and "inferred_party" not in said.doubts and set(said.party) & set(match.party)
    return not own


def _bidden(match: Match, roles: Roles) -> bool:
    """Whether the party of an obligation is its speaker; another one's ("Peru must lift ...") is demanded of it."""
    said = roles.speaker(match.slots.head)
    if set(said) & set(match.party):
        return True
    match.party, match.addressee = said, match.party
    return False


def _own_deed(match: Match) -> bool:
    return match.act in _OWN_DEEDS and match.slots.head.dep_ != "acl"


def _without_embedded(matches: list[Match]) -> list[Match]:
    """The matches that are not the content of another: "rejected the demand" is one act, not two."""
    by_head = {match.slots.head.i: match for match in matches}
    inside: dict[int, list[Match]] = {}
    for match in matches:
        outer = _embedding(match, by_head)
        if outer is not None:
            inside.setdefault(outer.slots.head.i, []).append(match)
    dropped: set[int] = set()
    for match in matches:
        held = inside.get(match.slots.head.i, [])
        if match.frame.opens and held:
            dropped.add(match.slots.head.i)
        elif not match.frame.opens:
            dropped.update(inner.slots.head.i for inner in held)
    return [match for match in matches if match.slots.head.i not in dropped]


def _embedding(match: Match, by_head: dict[int, Match]) -> Match | None:
    token: Token = match.slots.head
    for _ in range(12):
        head = token.head
        if (token.dep_ == "prep" and token.lower_ in _TIMES and not _doing(token)) or token.lower_ == "addition":
            return None
        if token.dep_ == "conj" and token.tag_ in ("VBD", "VBZ", "VBP") and (_not_finite(head) or misjoined(token)):
            return None  # the parse has missed the clause of a finite verb
        particle = token.dep_ == "advmod" and token.lower_ in _AWAY  # "backed away from its threat"
        within = particle or token.dep_ in _COMPLEMENT
        if head.i == token.i or (not within and not (token.dep_ == "conj" and head.i not in by_head)):
            return _through(token, by_head)
        if head.i in by_head:
            return by_head[head.i]
        token = head
    return None


def _doing(prep: Token) -> bool:
    """Whether "at" is followed by a deed ("drew the line at sending"), and so says no time."""
    return prep.lower_ == "at" and any(c.dep_ == "pcomp" for c in prep.children)


def _not_finite(head: Token) -> bool:
    return head.pos_ in ("NOUN", "PROPN") or head.tag_ == "VBG"


def _through(token: Token, by_head: dict[int, Match]) -> Match | None:
    """A conjunct or a relative clause inside of a content belongs to the content, a coordinated predicate does not."""
    if token.dep_ in ("advcl",) and token.head.i in by_head and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.lefts):
        return by_head[token.head.i]
    return None


def _bloc(party: str) -> bool:
    """Whether a party is no more than a part of the world, which acts are aimed at only where the text says so."""
    return world().types.get(party) == "bloc"


def _infer_addressees(matches: Iterable[Match], roles: Roles) -> None:
    matches = list(matches)
    pairs: Counter[tuple[str, str]] = Counter()
    by_family: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for match in matches:
        found = [(a, b) for a in match.party for b in match.addressee if not _bloc(b)]
        pairs.update(found)
        by_family[acts()[match.act].family].update(found)
    named = Counter({party: count for party, count in roles.mentions.items() if not _bloc(party)})
    others = counterparts(pairs, named)
    for match in matches:
        if match.addressee or match.inward or match.act in _NO_ADDRESSEE or not match.party:
            continue
        guess = _usual(match.party[0], by_family[acts()[match.act].family]) or others.get(match.party[0])
        if guess is not None and guess not in match.party and _likely(match, guess):
            match.addressee = (guess,)
            match.doubts.append("inferred_addressee")


def _likely(match: Match, party: str) -> bool:
    """Whether the classifier, where it was asked, does not rule out that an act is aimed at a party."""
    return match.chances is None or match.chances.get(party, 0.0) >= CONCEIVABLE


def _bounds(match: Match) -> tuple[int, int]:
    """The tokens of the evidence: the clause, or only what is said in it where that is the act ("warned that ...")."""
    that = match.slots.that
    if match.frame.opens and that is not None and that.i > match.slots.head.i and that.pos_ in ("VERB", "AUX"):
        return bounds(verb_slots(that), that)
    return bounds(match.slots, match.clause)


def evidence_of(match: Match, context: Context) -> Span | None:
    """The span that a match stands on, None where it is too short to show anything."""
    first, last = _bounds(match)
    told = context.tokens_span(context.doc[first], context.doc[last], extra=EDGES + '"')
    span = past_dateline(context, told) if told is not None else None
    if span is None or span.end - span.start < SHORTEST:
        return None
    return shortened(context, completed(context, span, match.slots), match.slots.head)


def _usual(party: str, pairs: Counter[tuple[str, str]]) -> str | None:
    """At whom the acts of this family are aimed in this article: those of `party`, else those of anybody."""
    own = Counter({b: count for (a, b), count in pairs.items() if a == party})
    anybody = own or Counter({b: count for (_, b), count in pairs.items() if b != party})
    return anybody.most_common(1)[0][0] if anybody else None


def _statement(match: Match, matcher: Matcher) -> Statement | None:
    context, slots = matcher.scene.context, match.slots
    span = evidence_of(match, context)
    if span is None:
        return None
    first, last = _bounds(match)
    said = matcher.scene.attribution_at(slots.head.idx)
    status, doubts = _status(match, said), tuple(match.doubts)
    if status in ("stated", "offered", "happened") and _foreseen(match, matcher.roles):
        status = "reported" if match.mood.kind == "plain" else "considered" if match.mood.kind == "may" else "planned"
        doubts = (*doubts, HEDGED)
    party = _sitting(match.party) if match.act == "meet" else match.party
    return Statement(
        id=context.id("statement", span.start, span.end, match.act, *party),
        article=context.article.id,
        start=span.start,
        end=span.end,
        text=span.text,
        act=match.act,
        plover=_plover(match, status),
        party=party,
        addressee=match.addressee,
        speaker=_speaker(match, said, matcher.scene),
        issue=issue_of(slots, matcher.lexicon),
        content=_content(match, matcher),
        condition=_condition(match, matcher),
        means=means_of(context, slots, matcher.lexicon, first, last)
        if match.act in ("threaten", "hint", "sanction", "ease")
        else None,
        status=status,
        date=_date(match, matcher),
        attribution=said.id if said is not None else None,
        certainty=round(match.frame.sure * (0.8 if doubts else 1.0), 2),
        doubts=doubts,
    )


def _sitting(party: Parties) -> Parties:
    """Who meets: of a council of two sides these two."""
    return tuple(dict.fromkeys(one for code in party for one in meeting_words().members.get(code, (code,))))


def _plover(match: Match, status: Status) -> str | None:
    """The PLOVER type: the act's, but for frames of what PLOVER sorts otherwise (a treaty signed is SUPPORT there)."""
    own = match.frame.plover if match.act == match.frame.act and match.mood.kind == "plain" else None
    return own or plover_of(match.act, status)


def _speaker(match: Match, said: Attribution | None, scene: Scene) -> str | None:
    subject = match.slots.subject
    found = scene.speaker(subject) if subject is not None else None
    if found is None and said is not None and set(said.party) & set(match.party):
        return said.speaker
    return found


def _status(match: Match, said: Attribution | None) -> Status:
    if match.status is not None:
        return match.status  # type: ignore[return-value]
    if match.act in _STATUS:
        return _STATUS[match.act]
    if match.act == "meet" and match.frame.needs == ("subject=MEETING",) and match.clause.tag_ in ("VBZ", "VBP"):
        return "planned"  # "the talks open on Monday"
    if match.act in _DEEDS:
        if match.mood.kind in _AHEAD:
            return "considered" if match.mood.kind == "may" else "planned"
        if said is not None and said.party and not set(said.party) & set(match.party):
            return "reported"
        return "happening" if match.mood.continuous else "happened"
    if match.act in _ANSWERS and said is None and match.mood.kind == "plain" and match.clause.tag_ in ("VBD", "VBN"):
        return "happened"  # told by the article itself, in the past
    return "stated"


def _condition(match: Match, matcher: Matcher) -> Span | None:
    """What an act hangs on; of deeds that are told as done only what stands in exchange for them or is joined like it."""
    context, open_ended = matcher.scene.context, match.mood.kind != "plain" or acts()[match.act].family in _CONDITIONED
    if open_ended:
        return condition_of(context, match.slots, match.clause, matcher.lexicon)
    return joined_condition(context, match.slots, match.clause)


def _content(match: Match, matcher: Matcher) -> Span | None:
    token = complement(match.slots)
    return matcher.scene.context.tokens_span(token.left_edge, last_of(token), extra=EDGES) if token is not None else None


def _date(match: Match, matcher: Matcher) -> When | None:
    place = match.slots.head.idx
    head = next((t for t in reversed(matcher.scene.context.doc[: match.clause.i + 1]) if t.is_sent_start), match.clause)
    times = matcher.scene.context.times_in(head.idx, sentence_end(match.clause))
    near = [t for t in times if t.start is not None and not _of_something_else(match.slots.head, t.start)]
    return min(near, key=lambda t: abs((t.start or 0) - place), default=None)


def _of_something_else(act: Token, place: int) -> bool:
    """Whether what stands at a place of an act's sentence belongs to a relative clause ("troops that it has held since 1997")."""
    there = next((token for token in act.sent if token.idx <= place < token.idx + len(token)), None)
    for one in () if there is None else (there, *there.ancestors):
        if one == act:
            return False
        # The parser takes some for complements; their object, the pronoun, stands before the verb all the same.
        if one.dep_ == "relcl" or any(child.dep_ == "dobj" for child in one.lefts):
            return not one.is_ancestor(act)
    return False


def _distinct(statements: list[Statement], scene: Scene) -> list[Statement]:
    """One statement for each clause and act; those of the title only where the body does not repeat them."""
    kept: list[Statement] = []
    handed: set[tuple[str, Parties]] = set()
    families = {(acts()[s.act].family, s.party) for s in statements if not scene.context.in_title(s.start)}
    for statement in sorted(statements, key=lambda s: (-s.certainty, s.end - s.start)):
        family = acts()[statement.act].family
        if scene.context.in_title(statement.start) and (family, statement.party) in families:
            continue
        if any(
            acts()[other.act].family == family and other.party == statement.party and _shared(other, statement) > 0.5
            for other in kept
        ):
            continue
        if "implied" in statement.doubts and any(
            other.party == statement.party and _shared(other, statement) > 0.8 for other in kept
        ):
            continue
        if statement.act in ("transmit", "publish") and (statement.act, statement.party) in handed:
            continue
        handed.add((statement.act, statement.party))
        kept.append(statement)
    return kept


def _repeats(matches: list[Match]) -> list[Match]:
    """Without coordinated predicates that say the same act of the same party once more ("will bring ... and will have")."""
    by_clause = {match.clause.i: match for match in matches}
    kept = []
    for match in matches:
        first = by_clause.get(match.clause.head.i) if match.clause.dep_ == "conj" else None
        same = first is not None and first is not match and first.act == match.act and first.party == match.party
        if not (same and match.act in _MERGED and not match.slots.own_subject):
            kept.append(match)
    return kept


def _shared(a: Statement, b: Statement) -> float:
    both = min(a.end, b.end) - max(a.start, b.start)
    return both / min(a.end - a.start, b.end - b.start)
