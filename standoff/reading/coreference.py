"""Who is meant by "he", "it", "they", "the official", "the minister", "the statement": one pass over the article in order.

Candidates are what was named before, ranked by how many sentences ago, by the part that they played there (speaker,
subject, possessor), and by gender and number. A mismatch of gender is a demerit, not a ban: translations err in it.
"""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from standoff.codebook.castwords import Gender, cast_words
from standoff.codebook.roles import SpeaksFor
from standoff.codebook.world import world
from standoff.reading.ages import AGE_WORDS, age_beside, by_age
from standoff.reading.layout import SUBJECTS, Layout
from standoff.reading.mentions import Mention
from standoff.reading.offices import Office
from standoff.reading.outlets import as_printed
from standoff.reading.outsiders import aloof, of_many, only_knows
from standoff.reading.phrases import abroad
from standoff.reading.referents import Meanings, Referent, asked, definite, expletive, new_one, possessor
from standoff.reading.surroundings import fits, guessed_at, kind_of, lacking, spoken_of
from standoff.reading.together import meant_together, people_of_several, several

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
# Reaches and weights were set on the parties of 218 attributions in 17 coded articles (see the benchmarks).
_PERSON_REACH = 8  # sentences
_PARTY_REACH = 3
_SPOKE = 1.5
_PARTS = {"nsubj": 2.0, "nsubjpass": 1.5, "csubj": 1.5, "poss": 1.0, "dobj": 1.0, "agent": 1.0, "pobj": 0.5, "compound": 0.5}
_SUBORDINATE = frozenset({"advcl", "relcl", "acl"})
_MISMATCH = 4.0
_SAID_SO = 2.5
_PARALLEL = 2.0
_ASKED = 4.0  # more than a subject that has spoken has before an object; by syntax alone, not set on the above
_CLAUSES = 6  # steps up the parse from a word to the verb of speech that governs its clause
_BODIES = frozenset({"agency", "body", "council", "commission", "court", "office", "fund", "watchdog", "newspaper"})


class Resolver:
    """The pass over one article; `heads` maps the head tokens of names to their referents, `offices` those of offices."""

    def __init__(
        self,
        layout: Layout,
        meanings: Meanings,
        heads: dict[int, Referent],
        offices: dict[int, Office],
        mentions: Sequence[Mention],
    ) -> None:
        self._layout = layout
        self._words = cast_words()
        self._found = meanings
        self._heads = heads
        self._offices = offices
        self._mentions = mentions
        self._seen: list[Referent] = []
        self._at: dict[int, Referent] = {}
        self._ages: dict[str, Referent] = {}

    def run(self) -> None:
        """Resolve every pronoun and description in order of the text."""
        for token in self._layout.doc:
            lower = token.lower_
            if token.i in self._heads:
                self._mean(token, self._heads[token.i])
                self._author(token, self._heads[token.i])
                self._aged(token, self._heads[token.i])
            elif by_age(token) is not None:
                self._of_age(token, str(by_age(token)))
            elif lower in HE or lower in SHE or lower in IT or lower in THEY:
                self._pronoun(token, lower)
            elif several(token) and token.i not in self._found.parties:
                self._both(token)
            elif (noun := people_of_several(token)) is not None:
                self._people_of_several(token, noun)
            elif token.i in self._offices:
                self._office(token, self._offices[token.i])
            elif token.ent_type_ == "ORG" and token.i not in self._found.parties and self._layout.speaking(token):
                self._mean(token, self._body_named(token))
            elif token.pos_ in {"NOUN", "PROPN"}:
                self._noun(token, token.lemma_.lower())

    def _unnamed(self, token: Token, party: tuple[str, ...], lemma: str) -> Referent:
        """A source without a name, met for the first time."""
        referent = new_one("source", party, token, lemma, self._words.unnamed)
        hidden = self._layout.subject(token) and self._layout.sentence[token.i] in self._layout.unnamed
        topmost = token.tag_ in ("NN", "NNP") and definite(token) and any(child.lower_ == "top" for child in token.lefts)
        referent.anonymous = (referent.anonymous and not topmost) or hidden  # there is one "EU's top diplomat"
        return referent

    def _mean(self, token: Token, referent: Referent, *, guessed: bool = False) -> None:
        """Let `token` stand for `referent`, and remember where it was meant last."""
        if referent.party or referent.kind != "party":
            self._found.parties[token.i] = referent.party
        if referent.speaker:
            self._found.speakers[token.i] = referent.speaker
        if referent.anonymous:
            self._found.anonymous.add(token.i)
        if guessed or referent.guessed:
            self._found.guessed.add(token.i)
        self._at[token.i] = referent
        if self._layout.quoted[token.i] and referent.last >= 0:
            return
        self._place(token, referent)

    def _place(self, token: Token, referent: Referent) -> None:
        here = token.head if token.dep_ == "conj" else token
        again = referent.last >= 0 and self._layout.sentence[referent.last] == self._layout.sentence[token.i]
        spoke = self._layout.speaking(here)
        part = _PARTS.get(here.dep_, 0.3) if here.head.dep_ not in _SUBORDINATE else 0.5 * _PARTS.get(here.dep_, 0.3)
        part *= 0.3 if self._layout.quoted[token.i] else 1.0
        referent.spoke = spoke or (again and referent.spoke)
        referent.part = max(part, referent.part) if again else part
        referent.last = token.i
        if referent in self._seen:
            self._seen.remove(referent)
        self._seen.append(referent)

    def _author(self, token: Token, referent: Referent) -> None:
        """Count the owner of a text that is a subject as its speaker ("Larsen's letter said")."""
        head = token.head
        if token.dep_ == "poss" and head.lemma_.lower() in self._words.documents and head.dep_ in SUBJECTS:
            referent.part, referent.spoke = _PARTS["nsubj"], True

    # -- ages

    def _aged(self, token: Token, referent: Referent) -> None:
        """Remember the age with which a person is introduced."""
        age = age_beside(token) if referent.kind == "person" else None
        if age is not None:
            self._ages[age] = referent

    def _of_age(self, token: Token, age: str) -> None:
        """Whom "the 54-year-old" means: the person introduced with that age, else the person in focus."""
        unaged = (one for one in self._animate(token) if all(one is not other for other in self._ages.values()))
        chosen = self._ages.get(age) or self._best(unaged, token)
        if chosen is None:
            return
        opener = self._layout.doc[token.i - AGE_WORDS]
        for word in (token, *(() if opener.head.i == token.i else (opener,))):  # an inverted tag parts them
            self._mean(word, chosen, guessed=age not in self._ages)

    # -- pronouns

    def _pronoun(self, token: Token, lower: str) -> None:
        chosen = None
        if lower in HE or lower in SHE:
            chosen = self._best(self._animate(token), token, "m" if lower in HE else "f")
        elif lower in IT and not expletive(token):
            chosen = self._best(self._parties(token), token)
        elif lower in THEY:
            chosen = self._best(self._plural(token), token)
        if chosen is not None:
            self._mean(token, chosen, guessed=True)

    def _sayer(self, token: Token) -> Referent | None:
        """Who says the clause in which a token stands ("the envoy said that his side ..."), the innermost first."""
        verb = token.head
        for _ in range(_CLAUSES):
            above = verb.head
            if above.i == verb.i:
                return None
            if verb.dep_ in {"ccomp", "advcl", "xcomp"} and above.lemma_.lower() in self._words.speech:
                subject = next((child for child in above.lefts if child.dep_ in SUBJECTS), None)
                joint = subject is not None and any(child.dep_ == "conj" for child in subject.rights)
                if subject is not None and subject.i in self._at and subject.i < token.i and not (joint and token.lower_ in IT):
                    return self._at[subject.i]
            verb = above
        return None

    def _parallel(self, token: Token) -> Referent | None:
        """The subject of the clause that a pronoun's own clause is coordinated with ("A masses troops and ... it has")."""
        verb = token.head
        if token.dep_ not in SUBJECTS or verb.dep_ != "conj":
            return None
        subject = next((child for child in verb.head.lefts if child.dep_ in SUBJECTS), None)
        return self._at.get(subject.i) if subject is not None else None

    def _ago(self, referent: Referent, token: Token) -> int:
        return self._layout.sentence[token.i] - self._layout.sentence[referent.last]

    def _animate(self, token: Token) -> Iterator[Referent]:
        for referent in self._seen:
            animate = referent.kind == "person" or (referent.kind == "source" and not referent.plural)
            if animate and self._ago(referent, token) <= _PERSON_REACH:
                yield referent

    def _parties(self, token: Token) -> Iterator[Referent]:
        return (r for r in self._seen if r.kind == "party" and not r.plural and self._ago(r, token) <= _PARTY_REACH)

    def _plural(self, token: Token) -> Iterator[Referent]:
        for referent in self._seen:
            if self._ago(referent, token) <= _PARTY_REACH and (referent.plural or referent.kind == "party"):
                yield referent

    def _best(self, candidates: Iterable[Referent], token: Token, gender: Gender = "n") -> Referent | None:
        pronoun = token.pos_ == "PRON"
        doer = asked(token, self._words.taking_in) if pronoun else None
        to_act = self._at.get(doer.i) if doer is not None else None
        sayer = self._sayer(token) if pronoun and to_act is None and not self._layout.quoted[token.i] else None
        parallel = self._parallel(token) if pronoun else None
        first = token.dep_ in SUBJECTS and token.head.dep_ == "ccomp"  # the clause begins with it
        ranked = []
        for one in candidates:
            said_so = one is sayer or (sayer is not None and first and _speaks_for(sayer, one))
            merit = self._merit(one, token, gender) + _SAID_SO * said_so + _PARALLEL * (one is parallel)
            merit += _ASKED * (one is to_act)
            ranked.append((merit, one.last, one))
        return max(ranked, key=lambda found: found[:2])[2] if ranked else None

    def _merit(self, referent: Referent, token: Token, gender: Gender) -> float:
        merit = referent.part + _SPOKE * referent.spoke - 1.0 * self._ago(referent, token)
        if gender != "n" and referent.gender != "n" and referent.gender != gender:
            merit -= _MISMATCH
        elif gender != "n" and referent.gender == gender:
            merit += 1.0
        if token.lower_ in THEY and not referent.plural:
            merit -= 1.5
        if self._layout.quoted[token.i] and referent.spoke:
            merit -= 3.0
        return merit

    # -- offices and unnamed sources

    def _office(self, token: Token, office: Office) -> None:
        """An office without a name beside it: somebody named before, or a source without a name."""
        lemma = token.lemma_.lower()
        own = office.whose or self._own(token)
        if not own and lemma in self._words.groups:
            self._noun(token, lemma)
            return
        if office.post.kind == "organ":
            self._organ(token, office, own)
            return
        if office.private and not (office.post.name == "journalist" and own and not aloof(token, own)):
            self._mean(token, self._unnamed(token, (), lemma))
            return
        known = self._described(token, office, lemma, own) if definite(token) or self._bare(token) else None
        if known is not None:
            self._mean(token, known)
            return
        title = self._layout.doc[office.start : office.last + 1].text
        around = own or (() if office.elsewhere else self._around(token, title, kind_of(office.post, title)))
        referent = self._unnamed(token, around, lemma)
        referent.roles.add(office.post.name)
        referent.guessed = not own
        self._mean(token, referent)

    def _bare(self, token: Token) -> bool:
        """Whether a singular noun stands without any article ("deputy foreign minister said")."""
        return token.tag_ in {"NN", "NNP"} and not any(c.dep_ == "det" for c in token.lefts)

    def _own(self, token: Token) -> tuple[str, ...]:
        """The party that a token has by its modifiers: read off before, or a possessor resolved by now."""
        own = self._found.parties.get(token.i, ())
        if own:
            return own
        owner = possessor(token)
        return self._found.parties.get(owner.i, ()) if owner is not None else ()

    def _described(self, token: Token, office: Office, lemma: str, own: tuple[str, ...]) -> Referent | None:
        """Whom a description means: the last one who has that very office, or one that the word covers."""
        covered = self._words.generic.get(lemma, frozenset())
        plural = office.post.plural
        title = self._layout.doc[office.start : office.last + 1].text.lower()
        never = lacking(title)
        stand_in = not self._words.interim.isdisjoint(title.split())
        known = [r for r in self._seen if r.interim or not stand_in]
        known = [r for r in known if r.kind != "party" and r.plural == plural and not never.intersection(r.party)]
        alike = [r for r in known if _agrees(own, r.party)]
        same_word = [r for r in alike if lemma in r.nouns and r.kind == "source" and (r.party or not own)]
        same_office = [r for r in alike if office.post.name in r.roles and r.kind == "person"]
        same_kind = [r for r in alike if r.roles & covered and self._ago(r, token) <= _PERSON_REACH]
        of_party = [r for r in alike if own and r.kind == "person" and r.party == own and "head_of_state" in covered]
        orders = [same_word, same_office, same_kind]
        if lemma not in self._words.unnamed:
            orders = [same_office, same_kind, same_word, of_party]
        return next((self._best(found, token) for found in orders if found), None)

    def _organ(self, token: Token, office: Office, own: tuple[str, ...]) -> None:
        """An organ: its own party, else that of the same organ named before, else of those spoken of."""
        lemma, guessed = token.lemma_.lower(), False
        title = self._layout.doc[office.start : office.last + 1].text
        if not own and definite(token):
            before = [r for r in self._seen if lemma in r.nouns and r.party]
            own = before[-1].party if before else self._around(token, title, "state")
            guessed = True
        elif not own and token.dep_ in SUBJECTS:
            own, guessed = self._around(token, title, "state"), True
        if own:
            self._mean(token, self._party(own, lemma), guessed=guessed)

    # -- other nouns

    def _body_named(self, token: Token) -> Referent:
        """A body without a code that speaks, by its name as printed; an outlet has no party."""
        name = next((ent.text for ent in self._layout.doc.ents if ent.start <= token.i < ent.end), token.text)
        party = as_printed(name)
        known = (r for r in self._seen if r.kind == "party" and name in r.nouns)
        return next(known, Referent(kind="party", party=party, nouns={name}))

    def _noun(self, token: Token, lemma: str) -> None:
        if token.dep_ == "compound" or token.ent_type_ == "PERSON":
            return
        own = self._own(token)
        if lemma in self._words.private_persons:
            self._mean(token, self._unnamed(token, (), lemma))
        elif (
            not own and token.pos_ == "NOUN" and lemma in self._words.groups and definite(token) and (group := self._group(lemma))
        ):
            self._mean(token, group, guessed=True)
        elif lemma in self._words.unnamed:
            self._mean(token, self._source(token, lemma, own))
        elif not own and definite(token) and (lemma == "member" or _of_members(token)):
            self._members(token)
        elif lemma in self._words.state_nouns and definite(token) and not own:
            self._country(token)
        elif lemma in self._words.documents:
            self._document(token, lemma, own)
        elif not own and lemma in _BODIES and definite(token):
            before = [r for r in self._seen if lemma in r.nouns and r.party]
            if before:
                self._mean(token, before[-1], guessed=True)
        elif own and lemma in _BODIES and definite(token):
            self._mean(token, self._body(own, lemma))
        elif own and lemma not in self._words.places:
            self._mean(token, self._party(own, lemma, plural=token.tag_ in {"NNS", "NNPS"}))

    def _source(self, token: Token, lemma: str, own: tuple[str, ...]) -> Referent:
        plural = token.tag_ in {"NNS", "NNPS"}
        sources = [r for r in self._seen if r.kind == "source" and r.plural == plural and _agrees(own, r.party)]
        alike = [r for r in sources if lemma in r.nouns]
        if definite(token) and alike:
            return alike[-1]
        told = [r for r in sources if r.spoke]
        if definite(token) and lemma == "source" and told:
            return told[-1]
        own = own or (self._near(token) if lemma == "source" else ())
        silent = lemma in self._words.unaligned or lemma in self._words.groups
        if lemma == "source" and any(child.lower_ in self._words.organs for child in token.lefts):
            around = own or self._around(token, kind="state")
        else:
            around = own or (() if silent else self._around(token))
        referent = self._unnamed(token, around, lemma)
        referent.guessed = not own
        return referent

    def _near(self, token: Token) -> tuple[str, ...]:
        """The party to which a source is close ("sources close to the government")."""
        close = next((t for t in token.subtree if t.lower_ == "close" and t.i == token.i + 1), None)
        if close is None:
            return ()
        inside = (
            self._found.parties.get(t.i, ()) for t in close.doc[close.i + 1 : close.i + 6] if t.sent.start == token.sent.start
        )
        return next((party for party in inside if party), ())

    def _country(self, token: Token) -> None:
        """Take "the country" and "the nation" as the state that played a part last."""
        if any(child.dep_ == "amod" for child in token.lefts):
            return
        near = [r for r in self._seen if r.kind == "party" and len(r.party) == 1 and self._ago(r, token) <= _PARTY_REACH]
        states = [r for r in near if fits(r.party[0], "state")]
        if token.tag_ in {"NNS", "NNPS"}:
            states = [r for r in self._seen if len(r.party) > 1 and self._ago(r, token) <= _PERSON_REACH]
        chosen = self._best(states, token)
        if chosen is not None:
            self._mean(token, chosen, guessed=True)

    def _members(self, token: Token) -> None:
        """Take "the members" and "the member states" as the body named last."""
        bodies = [r for r in self._seen if r.kind == "party" and r.party and not fits(r.party[0], "state")]
        near = [r for r in bodies if self._ago(r, token) <= _PARTY_REACH]
        if near:
            self._mean(token, near[-1], guessed=True)

    def _group(self, lemma: str) -> Referent | None:
        """The body of the kind of the word that was named last, with or without a code: "the group", "the bloc", "the rebels"."""
        kinds = self._words.groups[lemma]
        named = (r for r in reversed(self._seen) if r.kind == "party" and len(r.party) == 1)
        return next((r for r in named if world().types.get(r.party[0], "group") in kinds), None)

    def _both(self, token: Token) -> None:
        """Take "both sides" and "the two leaders" as the parties that are meant together."""
        parties = meant_together(self._layout, self._found.parties, self._mentions, token, self._hearers(token))
        if parties:
            self._mean(token, self._party(parties, token.lemma_.lower(), plural=True), guessed=True)

    def _people_of_several(self, token: Token, noun: Token) -> None:
        """Take "leaders of the two countries" as what "the two countries" means."""
        if noun.i not in self._found.parties:
            self._both(noun)
        if noun.i in self._at:
            self._mean(token, self._at[noun.i], guessed=True)

    def _document(self, token: Token, lemma: str, own: tuple[str, ...]) -> None:
        """A text that speaks: of the party that issued it."""
        if not own:
            own = self._issuer(token)
        if not own and definite(token):
            texts = [r for r in self._seen if r.kind == "text" and self._ago(r, token) <= _PERSON_REACH]
            before = [r for r in self._seen if r.kind == "text" and lemma in r.nouns] or texts
            own = before[-1].party if before else self._around(token) if self._layout.subject(token) else ()
        if own:
            self._mean(token, Referent(kind="text", party=own, nouns={lemma}, plural=token.tag_ in {"NNS", "NNPS"}))

    def _issuer(self, token: Token) -> tuple[str, ...]:
        """Who issues a text: the subject of the verb whose object it is, or in whose course it is named."""
        verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ in {"in", "by"} else token.head
        if token.dep_ not in {"dobj", "pobj"} or verb.pos_ != "VERB":
            return ()
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < token.i), None)
        return self._found.parties.get(subject.i, ()) if subject is not None else ()

    def _party(self, party: tuple[str, ...], lemma: str, *, plural: bool = False) -> Referent:
        for referent in self._seen:
            if referent.kind == "party" and referent.party == party and referent.plural == plural:
                referent.nouns.add(lemma)
                return referent
        return Referent(kind="party", party=party, plural=plural, nouns={lemma})

    def _body(self, own: tuple[str, ...], lemma: str) -> Referent:
        """The agency of a larger body that was named before ("the U.N. agency"), else the larger body itself."""
        parts = [r for r in self._seen if r.kind == "party" and r.party and world().parents.get(r.party[0]) == own[0]]
        return parts[-1] if parts else self._party(own, lemma)

    def _hearers(self, token: Token) -> set[str]:
        """Who is named as the one that the deed of a subject is put to: nobody who is meant by the subject itself."""
        if token.dep_ != "nsubj" or token.head.lemma_.lower() == "say":  # nobody is said: what stands there is misplaced
            return set()
        named = (self._heads.get(other.i) for other in _objects(token.head))
        return {code for one in named if one is not None and one.kind == "party" for code in one.party}

    def _tied(self, token: Token) -> set[str]:
        """To whom it is told that somebody has ties, and so to whom they do not belong ("an official with knowledge of Chad")."""
        if token.i + 1 >= len(token.doc) or not only_knows(token.doc, token.i + 1):
            return set()
        return {code for other in token.doc[token.i + 1].subtree for code in self._found.parties.get(other.i, ())}

    def _acting(self, referent: Referent, token: Token) -> float:
        """How likely a source is of a party: its merit, more if the party acts in the source's own sentence."""
        here = self._ago(referent, token) == 0 and referent.part >= _PARTS["nsubj"]
        return self._merit(referent, token, "n") + 1.0 * here

    def _around(self, token: Token, title: str = "", kind: SpeaksFor = "either") -> tuple[str, ...]:
        """The party most likely meant around `token`: who spoke or acted last, else who is named next to it.

        States that have no office of that `title`, and actors that are not of that `kind`, are out of the question.
        """
        if abroad(token) or of_many(token):
            return ()
        never = {*lacking(title), *self._hearers(token), *self._tied(token)}
        near = [r for r in self._seen if r.party and r.kind != "text" and self._ago(r, token) <= _PARTY_REACH]
        possible = (
            r for r in near if not never.intersection(r.party) and all(fits(code, kind) and guessed_at(code) for code in r.party)
        )
        best = max(possible, key=lambda r: (self._acting(r, token), r.last), default=None)
        if best is not None and (best.spoke or best.part >= _PARTS["nsubjpass"]):
            return best.party
        near_by = spoken_of(self._layout, token.i, self._mentions, besides=never, kind=kind)
        return near_by or (best.party if best is not None else ())


def _speaks_for(sayer: Referent, party: Referent) -> bool:
    """Whether somebody speaks for a party: "the Chilean minister said that it would not" is of Chile."""
    own = bool(sayer.party) and sayer.party == party.party
    return own and party.kind == "party" and sayer.kind in ("person", "source")


def _objects(verb: Token) -> Iterator[Token]:
    """Whom a verb's deed is put to: its objects, the subjects of its complements, and what is coordinated with them."""
    for child in verb.rights:
        if child.dep_ in {"dobj", "dative"}:
            yield child
            yield from child.conjuncts
        elif child.dep_ in {"ccomp", "xcomp"} and any(c.lower_ == "to" for c in child.lefts):  # not "said that Peru could"
            yield from (other for other in child.lefts if other.dep_ in SUBJECTS)


def _of_members(token: Token) -> bool:
    return any(child.lower_ == "member" for child in token.lefts)


def _agrees(own: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two parties can be one: either is unknown, or they share an actor."""
    return not own or not other or bool(set(own) & set(other))
