"""For whom each person speaks: what the offices before and after the name say, else the leaders' file, else the context."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.leaders import leaders
from standoff.reading.layout import Layout
from standoff.reading.mentions import Mention
from standoff.reading.office_links import AHEAD
from standoff.reading.offices import Office
from standoff.reading.outsiders import a_state, only_a_subject, private_body
from standoff.reading.persons import Person
from standoff.reading.phrases import Parties
from standoff.reading.surroundings import NEAR, kind_of, lacking, prevailing, spoken_from, spoken_of

_SINGLE = frozenset({"foreign_minister", "defence_minister"})
_OF_CONGRESS = re.compile(r"\s*[,(]\s*[DRI]\s?-\s?[A-Z][A-Za-z]+\b")
_OF = frozenset({"of", "from"})
_BODIES = frozenset(
    {"ministry", "department", "office", "army", "navy", "police", "embassy", "government", "parliament", "agency"}
)
_LED_WITHIN = 10  # tokens from "who heads" to the name of what is led
_SENT_WITHIN = 5  # tokens from an envoy's "to" or "for" to the name of whom the envoy is sent to


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
            near = last.party if last is not None and present[0].first - last.offices[0].first < NEAR else ()
            local = spoken_from(layout, present[0], mentions)
            person.party = local or _same_office(present[0], offices) or _home(layout, present[0], mentions, held, near)
            person.sure = False
        last = person


def _home(
    layout: Layout, office: Office, mentions: Sequence[Mention], held: dict[str, set[str]], near: tuple[str, ...]
) -> tuple[str, ...]:
    """The party of an office without one: that of the last such office (`near`), or the one spoken of around it."""
    title = layout.doc[office.start : office.last + 1].text
    besides, kind = held[office.post.name] | lacking(title) | _sent_to(layout.doc, office, mentions), kind_of(office.post, title)
    found = spoken_of(layout, office.first, mentions, besides=besides, favoured=near, kind=kind)
    named = Counter(mention.code for mention in mentions if mention.code not in cast_words().gone)
    more_than_once = Counter({code: number for code, number in named.items() if number > 1})
    home = prevailing(more_than_once) if kind == "state" and not found else ()
    return found or (home if besides.isdisjoint(home) else ())


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
        if any(not office.private for office in person.offices):
            states = (_of_state(doc, last, parties) for _, last in person.places)
            person.party = next((found for found in states if found), ())
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
    for token in doc[last + 1 : last + AHEAD]:
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


def _of_state(doc: Doc, last: int, parties: Parties) -> tuple[str, ...]:
    """The state or body that stands behind a titled name ("Foreign Minister Ola Berg of Norway")."""
    of = last + 1
    named = of + 2 if of + 1 < len(doc) and doc[of + 1].lower_ == "the" else of + 1
    return parties.get(named, ()) if named < len(doc) and doc[of].lower_ == "of" and doc[named].pos_ == "PROPN" else ()


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
    found = [o for o in offices if o.post == office.post and o.whose and not o.former and 0 < office.first - o.first < NEAR]
    return found[-1].whose if found else ()


def spread_persons(people: list[Person], parties: Parties) -> None:
    """Let the words of a person's name carry their party."""
    for person in people:
        if person.party:
            for first, last in person.places:
                parties.update(dict.fromkeys(range(first, last + 1), person.party))
