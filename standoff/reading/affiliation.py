"""For whom each person speaks: what the offices before and after the name say, else the leaders' file, else the context."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.leaders import leaders
from standoff.codebook.roles import Post, SpeaksFor
from standoff.codebook.world import world
from standoff.core.records import Role
from standoff.reading.layout import Layout
from standoff.reading.mentions import Mention
from standoff.reading.offices import Office
from standoff.reading.outsiders import a_state, only_a_subject, private_body
from standoff.reading.persons import Person
from standoff.reading.phrases import Parties

_NEAR = 80  # tokens around a title without a state in which that state is looked for
_FAVOUR = 12.0  # what the party of the last office without a state counts for the next one: two subjects close by
_OWN = frozenset({"adjective", "seat"})
_SINGLE = frozenset({"foreign_minister", "defence_minister"})
_DATELINE = 5.0
_OPENING = 1500  # code points in which a dateline stands, below headline and caption
_DATELINES = re.compile(
    r"^\s*(?P<place>[A-Z][A-Z .'-]{3,30}(?:, [A-Z][\w. ]+)?)(?: \([A-Z][\w /]+\))?\s*(?:-{1,2}|\u2014|\u2013)", re.MULTILINE
)
_AHEAD = 14  # tokens of an apposition before its office
_OF_CONGRESS = re.compile(r"\s*[,(]\s*[DRI]\s?-\s?[A-Z][A-Za-z]+\b")
_OF = frozenset({"of", "from"})
_BODIES = frozenset(
    {"ministry", "department", "office", "army", "navy", "police", "embassy", "government", "parliament", "agency"}
)
_LED_WITHIN = 10  # tokens from "who heads" to the name of what is led
_FIELD = 5  # words of the field that an office is for ("of Commerce and Trade")
_SENT_WITHIN = 5  # tokens from an envoy's "to" or "for" to the name of whom the envoy is sent to
_NO_MORE = frozenset({"was", "served"})
_BETWEEN = ["who", "is", "was", "'s", "has", "been", "also", "currently", "now", "serves", "served", "as", "a", "an", "the"]
_LINKERS = frozenset([*_BETWEEN, "its", "their", "his"])


def link_offices(doc: Doc, people: list[Person], offices: Sequence[Office]) -> None:
    """Give each person the offices that stand by their name."""
    by_end: dict[int, Office] = {}
    by_start: dict[int, Office] = {}
    for office in offices:
        if office.post.kind == "role" and not office.post.plural:
            by_end[max(office.last, office.end)] = office
            by_end.setdefault(office.last, office)
            by_start.setdefault(office.start, office)
    for person in people:
        for first, last in person.places:
            for office in (*_before(doc, first, last, by_end), *_after(doc, last, by_start)):
                if office not in person.offices:
                    person.offices.append(office)
    for person in people:
        person.roles = [_role(doc, office) for office in person.offices]


def _role(doc: Doc, office: Office) -> Role:
    span = doc[office.start : max(office.last, office.end) + 1]
    return Role(title=span.text, party=office.whose, start=span.start_char, end=span.end_char)


def _before(doc: Doc, first: int, last: int, by_end: dict[int, Office]) -> Iterator[Office]:
    """The office right before a name, or before the comma before a name that is itself closed by a comma or verb."""
    if first - 1 in by_end:
        yield by_end[first - 1]
        yield from _further(doc, by_end[first - 1].start, by_end)
        return
    field = _field_before(doc, first)
    if field in by_end:
        yield by_end[field]
        return
    closed = last + 1 >= len(doc) or doc[last + 1].text in {",", ".", ";"} or doc[last + 1].pos_ in {"VERB", "AUX"}
    if first < 2 or doc[first - 1].text != "," or not closed:
        return
    for end in range(first - 2, max(first - 2 - _AHEAD, -1), -1):
        if end in by_end:
            if _apposed(doc, by_end[end]):
                yield by_end[end]
            return
        if doc[end].text in {",", ".", '"', ";", ":"} or doc[end].is_space or doc[end].is_sent_start:
            return
        if doc[end].lemma_.lower() in cast_words().peers:
            return  # "the minister met her Chilean colleague, Ana Reyes": the office is the other's


def _field_before(doc: Doc, first: int) -> int:
    """The last token of an office whose field stands between it and a name ("Vice Minister of Commerce Wang"), or -1."""
    for here in range(first - 1, max(first - 2 - _FIELD, 0), -1):
        if doc[here].lower_ in {"of", "for"} and here < first - 1:
            return here - 1
        if doc[here].pos_ not in {"PROPN", "ADJ", "NOUN", "CCONJ"} or doc[here].ent_type_ == "PERSON" or doc[here].is_sent_start:
            break
    return -1


def _further(doc: Doc, start: int, by_end: dict[int, Office]) -> Iterator[Office]:
    """A second office before the one that starts at `start` ("the fleet commander in the gulf Admiral Berg")."""
    back = start - 1
    if back > 1 and doc[back].pos_ == "PROPN" and doc[back - 1].lower_ in {"in", "for", "of"}:
        back -= 2
    if back in by_end and back >= 0:
        yield by_end[back]


def _apposed(doc: Doc, office: Office) -> bool:
    """Whether an office's phrase starts a noun phrase of its own, not one after a preposition ("with the president")."""
    start = office.start
    modifiers = {"DET", "ADJ", "ADV", "NUM", "PROPN"}
    while start > 0 and (doc[start - 1].pos_ in modifiers or doc[start - 1].tag_ == "VBN") and not doc[start].is_sent_start:
        start -= 1
    if start == 0 or doc[start].is_sent_start:
        return True
    return doc[start - 1].tag_ != "IN" or doc[start - 1].lower_ == "as"


def _after(doc: Doc, last: int, by_start: dict[int, Office]) -> Iterator[Office]:
    """The office in an apposition, relative clause or predicate after a name."""
    here = last + 1
    if here + 2 < len(doc) and doc[here].lower_ == "of" and doc[here + 1].pos_ == "PROPN":  # "Berg of Iowa, the chairman"
        here = next((i for i in range(here + 1, min(here + 4, len(doc))) if doc[i].pos_ != "PROPN"), here)
    if here >= len(doc) or doc[here].lower_ not in {",", "(", "-", "--", "is", "was", "who"}:
        return
    opener = doc[here].lower_
    here += 1
    past = False
    for _ in range(_AHEAD):
        if here >= len(doc) or doc[here].text in {",", ".", '"', ";", ":"} or doc[here].is_space:
            return
        past = past or (doc[here].lower_ in _NO_MORE and doc[here - 1].lower_ == "who")  # "Berg, who was ambassador to Chad"
        if here in by_start:
            office = by_start[here]
            if not _names_next(doc, office, opener):
                yield replace(office, former=office.former or (past and not _at_the_time(doc, office)))
            here = max(office.last, office.end) + 1  # "a former monitor who is Denmark's ambassador", "head and chief expert"
            if here + 1 >= len(doc) or doc[here].lower_ not in {"who", "and", "now"} or doc[here + 1].pos_ == "DET":
                return
            here += 1
            continue
        token = doc[here]
        if token.lower_ not in _LINKERS and token.pos_ not in {"ADJ", "DET", "PROPN", "NOUN", "PART", "ADV", "NUM"}:
            return
        here += 1


def _at_the_time(doc: Doc, office: Office) -> bool:
    """Whether an office was held when what is told happened ("who was minister when they met", "at the time", "until then")."""
    end = max(office.last, office.end)
    around = doc[max(office.start - 2, 0) : office.start].text.lower().split() + [t.lower_ for t in doc[end + 1 : end + 5]]
    return "then" in around or "when" in around or ("at" in around and "time" in around)


def _names_next(doc: Doc, office: Office, opener: str) -> bool:
    """Whether the office after a comma belongs to the next name in a list ("A, Foreign Minister B and ...")."""
    end = max(office.last, office.end)
    following = doc[end + 1] if end + 1 < len(doc) else None
    return opener == "," and following is not None and following.ent_type_ == "PERSON" and doc[end].ent_type_ != "PERSON"


def settle(people: list[Person]) -> None:
    """Give each person the party that their present offices name most often; mark those who speak for themselves."""
    for person in people:
        present = [o for o in person.offices if not o.private]
        votes = Counter(o.whose for o in present if o.whose)
        if votes:
            person.party = votes.most_common(1)[0][0]
        elif not present and person.offices and not person.private:
            person.private = True
            known = not any(office.elsewhere for office in person.offices)
            person.party = next((o.whose for o in person.offices if _a_body(o)), ()) if known else ()


def _a_body(office: Office) -> bool:
    """Whether an expert's institute is an actor itself, and not a state."""
    return not office.former and bool(office.whose) and not any(a_state(code) for code in office.whose)


def infer(layout: Layout, people: list[Person], offices: Sequence[Office], mentions: Sequence[Mention]) -> None:
    """Give those with an office but no party one by the same office before, or by the context."""
    held = _held(people)
    last: Person | None = None
    for person in people:
        present = [o for o in person.offices if not o.private]
        if not present or any(o.whose for o in present) or person.private:
            continue
        if not person.party and any(o.elsewhere or o.post.name == "expert" for o in person.offices):
            person.private = True
            continue
        if not person.party:
            near = last.party if last is not None and present[0].first - last.offices[0].first < _NEAR else ()
            person.party = _same_office(present[0], offices) or _home(layout, present[0], mentions, held, near)
            person.sure = False
        last = person


def _home(
    layout: Layout, office: Office, mentions: Sequence[Mention], held: dict[str, set[str]], near: tuple[str, ...]
) -> tuple[str, ...]:
    """The party of an office without one: that of the last such office (`near`), or the one spoken of around it."""
    title = layout.doc[office.start : office.last + 1].text
    return spoken_of(
        layout,
        office.first,
        mentions,
        besides=held[office.post.name] | lacking(title) | _sent_to(layout.doc, office, mentions),
        favoured=near,
        kind=kind_of(office.post, title),
    )


def _sent_to(doc: Doc, office: Office, mentions: Sequence[Mention]) -> set[str]:
    """The actors to which an envoy is sent, and for which nobody sent by them speaks ("special envoy for Chad")."""
    link = office.last + 1
    if office.post.name != "ambassador" or link >= len(doc) or doc[link].lower_ not in {"to", "for"}:
        return set()
    return {mention.code for mention in mentions if link < mention.first <= link + _SENT_WITHIN}


def lead(doc: Doc, people: list[Person], parties: Parties) -> None:
    """Give those without an office the party of the body that they are said to lead ("Berg, who heads the army's wing").

    A party's letter with a state's name ("Berg, D-Ohio", "Berg (R-Ariz.)") is how the American press marks its legislators.
    """
    for person in people:
        now = next((found for _, last in person.places if (found := _leads_now(doc, last, parties))), ())
        if now:
            person.party, person.private = now, False
        if person.party or person.private:
            continue
        if not person.offices:
            bodies = (_led(doc, last, parties) or _serves(doc, last, parties) for _, last in person.places)
            person.party = next((found for found in bodies if found), ())
        if any(_OF_CONGRESS.match(doc[last + 1 : last + 8].text) for _, last in person.places):
            person.party = ("USA",)


def pair_off(doc: Doc, people: list[Person], offices: Sequence[Office], parties: Parties) -> None:
    """Give those without an office of their own the party that goes with their name.

    It stands in "his Chilean counterpart Ana Reyes", or in the same place of a row: "the ministers of Chile and Peru, A and B".
    """
    by_first = {first: person for person in people for first, _ in person.places}
    for person in people:
        if not person.party and not person.offices and not person.private:
            person.party = next((found for place in person.places if (found := _as_peer(doc, place, parties))), ())
    for office in (o for o in offices if o.post.plural and len(o.whose) > 1 and not o.former):
        row = _row(doc, max(office.last, office.end), by_first)
        if len(row) == len(office.whose):
            for person, code in zip(row, office.whose, strict=True):
                person.party = person.party or (code,)


def _as_peer(doc: Doc, place: tuple[int, int], parties: Parties) -> tuple[str, ...]:
    """The party that "counterpart" is given beside a name, on either side of it."""
    first, last = place
    before = first - 2 if first > 1 and doc[first - 1].text == "," else first - 1
    after = range(last + 2, min(last + 6, len(doc))) if last + 1 < len(doc) and doc[last + 1].text == "," else range(0)
    for index in (before, *after):
        if index > 0 and doc[index].lemma_.lower() in cast_words().peers:
            return parties.get(index - 1, ())
        if index > last and doc[index].is_punct:
            break
    return ()


def _row(doc: Doc, end: int, by_first: dict[int, Person]) -> list[Person]:
    """The persons who follow one another behind a comma, with nothing but commas and "and" between."""
    here, found = end + 1, list[Person]()
    if here >= len(doc) or doc[here].text != ",":
        return []
    while here < len(doc) and (here in by_first or doc[here].lower_ in {",", "and"}):
        if here in by_first:
            person = by_first[here]
            found.append(person)
            here = next(last for first, last in person.places if first == here)
        here += 1
    return found


def _led(doc: Doc, last: int, parties: Parties) -> tuple[str, ...]:
    """The party of the body of which a relative clause behind a name says that the person leads it."""
    who = last + 2 if last + 1 < len(doc) and doc[last + 1].text == "," else last + 1
    return _headed(doc, who, parties) if who < len(doc) and doc[who].lower_ == "who" else ()


def _leads_now(doc: Doc, last: int, parties: Parties) -> tuple[str, ...]:
    """The party that a person leads or speaks for today, as a relative clause says behind the name and what else they were.

    "Berg, a former minister who now speaks for the African Union's commission"; "Berg, a Dane who leads the UN monitors".
    """
    for token in doc[last + 1 : last + _AHEAD]:
        if token.lower_ == "who":
            verb = _heading_verb(doc, token.i)
            return _headed(doc, token.i, parties) if verb is not None and verb.tag_ in ("VBZ", "VBP") else ()
        if token.is_sent_start or token.pos_ in ("VERB", "AUX") or token.text in {".", '"', ";", ":"} or token.is_space:
            return ()
    return ()


def _heading_verb(doc: Doc, who: int) -> Token | None:
    """The verb of leading or of speaking for others right behind "who"."""
    words = cast_words()
    for token in doc[who + 1 : who + 4]:
        spokesman = token.lemma_.lower() == "speak" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "for"
        if spokesman or token.lemma_.lower() in words.heading:
            return token
    return None


def _headed(doc: Doc, who: int, parties: Parties) -> tuple[str, ...]:
    verb = _heading_verb(doc, who)
    if verb is None:
        return ()
    for token in doc[verb.i + 1 : verb.i + _LED_WITHIN]:
        if private_body(token) or token.lemma_.lower() in cast_words().irregulars:
            return ()
        if token.i in parties and not only_a_subject(token, parties):
            return parties[token.i]
        link = {"of", "for"} if token.i == verb.i + 1 else {"of"}
        if (token.is_punct and token.text != "-") or token.pos_ == "VERB" or (token.pos_ == "ADP" and token.lower_ not in link):
            return ()
    return ()


def _serves(doc: Doc, last: int, parties: Parties) -> tuple[str, ...]:
    """The party of the body that stands behind a name ("Berg of the Norwegian foreign ministry")."""
    of = doc[last + 1] if last + 1 < len(doc) else None
    body = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None and of.lower_ in _OF else None
    if body is None or body.lemma_.lower() not in _BODIES:
        return ()
    return parties.get(body.i) or next((found for child in body.lefts if (found := parties.get(child.i))), ())


def know(layout: Layout, people: list[Person], mentions: Sequence[Mention]) -> None:
    """Give those for whom the text names no party the one for which the files know them."""
    named = {mention.code for mention in mentions}
    year = _year(layout)
    for person in people:
        if not person.party and not person.private:
            titled = bool(person.offices) and not any(office.elsewhere for office in person.offices)
            person.party = _by_name(person, year, named, titled=titled)
            person.sure = not person.party


def _year(layout: Layout) -> int | None:
    """The year of the article where it is certain: an inferred one would hide the right office-holder."""
    published = layout.context.published
    latest = published.latest or published.earliest
    return latest.year if latest is not None and published.basis in {"given", "stated"} else None


def _held(people: Sequence[Person]) -> dict[str, set[str]]:
    """The states whose offices are taken by others in this article: no second president of theirs is meant."""
    found: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for office in person.offices:
            if office.post.level == "leaders" or office.post.name in _SINGLE:
                found[office.post.name].update(office.whose)
    return found


def _by_name(person: Person, year: int | None, named: set[str], *, titled: bool) -> tuple[str, ...]:
    """The actor for which the files know the person: by full name, or by last name if the article names the actor."""
    found = leaders().actors_of(person.name, year)
    single = " " not in person.name
    fitting = [code for code in found if code in named]
    if fitting and (not single or titled or len(found) == 1):
        return (fitting[0],)
    if not single and leaders().knows(person.name):
        return found[:1]
    return leaders().prominent(person.name, year) if single or titled else ()


def _same_office(office: Office, offices: Sequence[Office]) -> tuple[str, ...]:
    """The party of the same office where it was named with one shortly before."""
    found = [o for o in offices if o.post == office.post and o.whose and not o.former and 0 < office.first - o.first < _NEAR]
    return found[-1].whose if found else ()


def spoken_of(
    layout: Layout,
    index: int,
    mentions: Sequence[Mention],
    *,
    besides: Collection[str] = (),
    favoured: Collection[str] = (),
    kind: SpeaksFor = "either",
) -> tuple[str, ...]:
    """The actor named most and nearest around a token: subjects and possessors count most, what is quoted least.

    Actors in `besides` are out of the question; those in `favoured` have a start; `kind` asks for states or for others.
    """
    weights: dict[str, list[float]] = {code: [_FAVOUR] for code in favoured if code not in besides and fits(code, kind)}
    for code in _dateline(layout, mentions):
        if code not in besides and fits(code, kind):
            weights.setdefault(code, []).append(_DATELINE)
    for mention in mentions:
        if mention.code in besides or not fits(mention.code, kind):
            continue
        weight = _weight(layout, index, mention)
        if weight:
            weights.setdefault(mention.code, []).append(weight)
    return (max(weights, key=lambda code: _total(weights[code])),) if weights else ()


def _weight(layout: Layout, index: int, mention: Mention) -> float:
    """What one mention counts for a token: by the part that it plays, by distance, less if quoted or to come."""
    away = index - mention.first
    if not -_NEAR // 4 <= away <= _NEAR or mention.place:
        return 0.0
    token = layout.doc[mention.last]
    weight = 3.0 if layout.subject(token) and not _aside(token) else 1.5 if token.dep_ == "poss" or mention.kind in _OWN else 1.0
    weight *= 0.4 if layout.quoted[mention.first] else 1.0
    weight *= 0.5 if away < 0 else 1.0
    return weight * (1.0 + (_NEAR - abs(away)) / 20)


def _aside(subject: Token) -> bool:
    """Whether a subject is that of a clause beside the main one ("unless Chile pays"), which is about others than its speaker."""
    verb = subject.head
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.i < subject.i for c in verb.lefts)


def _total(weights: list[float]) -> float:
    """The weights together, each further one at half: ten passing mentions are not worth one subject."""
    return sum(weight * 0.5**rank for rank, weight in enumerate(sorted(weights, reverse=True)))


def kind_of(post: Post, title: str) -> SpeaksFor:
    """Whether an office is of a state or of another body, by its role and by the words of its title ("ministry")."""
    return "state" if not cast_words().state_words.isdisjoint(title.lower().split()) else post.speaks_for


def fits(code: str, kind: SpeaksFor) -> bool:
    """Whether an actor is of the kind for which an office speaks."""
    return kind == "either" or (world().types.get(code) == "state") == (kind == "state")


def lacking(title: str) -> set[str]:
    """The states that have no office or organ of that title."""
    lower = f" {title.lower()} "
    return {code for word, codes in cast_words().lacking.items() if f" {word} " in lower for code in codes}


def _dateline(layout: Layout, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The state from which the article is sent ("KABUL, Afghanistan (AP) -"): its matters need no state named."""
    doc = layout.doc
    for match in _DATELINES.finditer(layout.text[:_OPENING]):
        start, end = match.span("place")
        inside = [m.code for m in mentions if start <= doc[m.first].idx < end]
        if inside:
            return (inside[-1],)
        claims = [claim.code for found in world().find(match["place"].title()) for claim in found.claims]
        if claims:
            return (claims[0],)
    return ()


def spread_persons(people: list[Person], parties: Parties) -> None:
    """Let the words of a person's name carry their party."""
    for person in people:
        if person.party:
            for first, last in person.places:
                parties.update(dict.fromkeys(range(first, last + 1), person.party))
