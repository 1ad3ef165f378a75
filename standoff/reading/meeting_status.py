"""Whether a meeting was held, is planned, or came to nothing: by its governing verbs, its date and words of planning."""

from spacy.tokens import Token

from standoff.codebook.lexicon import lexicon
from standoff.codebook.meetings import meeting_nouns, meeting_words
from standoff.core.dates import When
from standoff.core.records import MeetingStatus
from standoff.reading.clauses import happens, is_infinitive
from standoff.reading.moods import Mood, inverted, is_negated, mood_of, not_yet
from standoff.reading.scene import Scene
from standoff.reading.tense import set_for, side_of_token

# Prepositions and conjunctions that put a meeting before or after something else: nothing above them governs it.
ORDER = frozenset({"during", "after", "before", "following", "since", "ahead"})
# What leads from a meeting up to the verb that denies it.
_WITHIN = frozenset({"ccomp", "xcomp", "dobj", "acl", "pcomp", "pobj", "prep"})
_SHALL = frozenset({"future", "willing", "wanted"})  # moods that tell what shall be
_OPEN = frozenset({"may", "willing", "wanted", "must"})  # moods that leave it open whether they will
_HAVING = frozenset({"has", "have", "had", "'ve", "having"})
_MEASURES = frozenset({"day", "round", "session", "week", "series"})  # "a second day of talks"
_OFF = frozenset({"from", "off"})
CLIMB = 4  # governors followed upwards; deeper nesting is a parse error in news


def status_of(scene: Scene, head: Token, verb: Token | None, date: When | None) -> MeetingStatus | None:
    """Whether the meeting that `head` names was held, is planned, was cancelled or refused; `verb` is what holds it.

    None where nothing is told of it but that it might have been, has not been so far, or was not said to have been.
    """
    words = meeting_words()
    governors = _governors(head)
    direct = governors if head.pos_ == "VERB" or head.dep_ in ("dobj", "nsubjpass", "nsubj", "conj") or _out_of(head) else []
    lemmas = {with_particle(token) for token in direct}
    off = (bool(lemmas & words.cancelled) and not any(_only_due(token) for token in direct)) or _called_off(head)
    if _struck(direct) or _in_called_off(head) or _was_to_be(head):
        return "cancelled"
    denied, mood = _denied(head), _mood(head)
    if denied != off and not (denied and _never_was(head, mood)):
        return "cancelled"
    refusing = [token for token in direct if with_particle(token) in words.refused]
    if refusing and all(is_negated(token, lexicon()) for token in refusing):
        return "planned"  # "did not refuse to attend": it is still open
    if refusing or _denied_ahead(direct[:1], mood) or _kept_away(head):
        return "refused"
    if not denied and (_never_was(head, mood) or _failed(head)):
        return "cancelled"
    if not denied and _untold(head, mood):
        return None
    if lemmas & words.put_off:
        return "cancelled" if any(c.lower_ == "indefinitely" for token in direct for c in token.children) else "planned"
    if head.lemma_ == "send" and head.tag_ == "VBG":
        return "planned"
    if any(g.lemma_ in words.fell_through and any(c.lower_ == "had" for c in g.children) for g in governors):
        return "cancelled"
    return "planned" if _ahead(scene, head, verb, date, governors) else "held"


def undecided(head: Token) -> bool:
    """Whether a meeting that lies ahead is told of as possible, wished, proposed or on a condition, not as agreed."""
    words = meeting_words()
    if head.pos_ != "VERB" and any(t.lower_ in words.possible for t in head.lefts):
        return True
    mood, direct = _mood(head), _governors(head)[: 1 + (head.pos_ == "VERB")]
    if mood.kind in _OPEN or mood.conditional or any(with_particle(verb) in words.proposing for verb in direct):
        return True
    return mood.foreseen and not any(with_particle(verb) in words.planned for verb in _governors(head))  # "is expected to meet"


def _telling(head: Token) -> Token | None:
    """The verb that tells whether the meeting is: the head, or of which a noun is what happens, is held or is there."""
    above = head.head
    if head.pos_ == "VERB":
        return head
    if head.dep_ in ("nsubj", "nsubjpass") and happens(above):
        return above
    there = head.dep_ == "attr" and any(child.dep_ == "expl" for child in above.lefts)
    held = head.dep_ == "dobj" and above.lemma_.lower() in meeting_words().holding
    return above if there or held else None


def _mood(head: Token) -> Mood:
    """How the meeting is told: negated, to come, under a condition."""
    verb = _telling(head)
    if verb is None or (head.pos_ == "VERB" and head.lemma_.lower() in meeting_words().planned):
        return Mood()  # "was not invited" denies the invitation
    return Mood("future") if not_yet(verb) else mood_of(verb, lexicon())


def _untold(head: Token, mood: Mood) -> bool:
    """Whether nothing is told but that it might have been, was not said to be, or has not been so far."""
    verb = _telling(head)
    if mood.negated:
        return mood.kind != "refused"  # who does not refuse to meet may meet
    return verb is not None and inverted(verb)


def _only_due(verb: Token) -> bool:
    """Whether something should be done, and is not by that: "should cancel the summit"."""
    return any(child.dep_ == "aux" and child.lower_ in ("should", "ought") for child in verb.children)


def _never_was(head: Token, mood: Mood) -> bool:
    """Whether they did not meet, or the meeting did not take place: not "the talks did not end", "was not invited"."""
    verb = _telling(head)
    if verb is None or not mood.negated or mood.kind != "plain":
        return False
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    past = verb.tag_ == "VBD" or bool(auxiliaries & {"did", "was", "were"})
    return (past and not auxiliaries & _HAVING) or _managed(verb)


def _failed(head: Token) -> bool:
    """Whether they did not manage to meet."""
    return head.dep_ == "xcomp" and head.head.lemma_.lower() == "fail" and not is_negated(head.head, lexicon())


def _denied(head: Token) -> bool:
    """Whether somebody denies the meeting: "denied that it met", "denied reports of a meeting"."""
    words, token = meeting_words(), head
    for _ in range(CLIMB):
        above = token.head
        if above.i == token.i or (token.dep_ not in _WITHIN and not (token.dep_ in ("nsubj", "nsubjpass") and happens(above))):
            return False
        if above.lemma_.lower() in words.denying:
            return above.pos_ == "VERB" and not any(c.dep_ in ("neg", "auxpass") for c in above.children)
        if token.dep_ == "pobj" and above.head.lemma_.lower() not in words.told:
            return False
        token = above
    return False


def _denied_ahead(direct: list[Token], mood: Mood) -> bool:
    """Whether the meeting, or what is to be done of it, shall not be: "will not meet", "will not attend the talks"."""
    if mood.negated:
        return mood.kind in _SHALL and not _whether(direct)
    return any(child.dep_ == "neg" for verb in direct for child in verb.children if side_of_token(verb) == "future")


def _whether(direct: list[Token]) -> bool:
    """Whether nobody has decided yet: "has not decided whether to meet"."""
    return any(child.lower_ == "whether" for verb in direct[:1] for child in verb.lefts)


def _kept_away(head: Token) -> bool:
    """Whether one side did not come: "did not attend the talks"."""
    verb = head.head
    away = head.dep_ == "dobj" and verb.lemma_.lower() in meeting_words().attending
    return away and is_negated(verb, lexicon()) and mood_of(verb, lexicon()).kind == "plain"


def _called_off(head: Token) -> bool:
    """Whether the meeting stands behind the noun that calls it off."""
    return head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_.lower() in meeting_words().calling_off


def _was_to_be(head: Token) -> bool:
    """Whether they "were to have met", and so did not."""
    if head.tag_ != "VBN" or not any(child.lower_ == "have" for child in head.lefts):
        return False
    return is_infinitive(head) and head.head.lemma_ == "be" and head.head.tag_ == "VBD"


def _struck(direct: list[Token]) -> bool:
    """Whether the meeting is struck from a list of what is to come: "was taken off the agenda"."""
    words = meeting_words()
    for verb in direct:
        if verb.lemma_.lower() in words.striking:
            behind = [token for child in verb.rights for token in (child, *child.children)]
            if any(token.lower_ in _OFF for token in behind) and any(token.lemma_.lower() in words.agendas for token in behind):
                return True
    return False


def _in_called_off(head: Token) -> bool:
    """Whether what is told of is part of a journey or a meeting that is called off: "cancelled a trip, where he was to meet"."""
    clause = head.head if head.dep_ == "xcomp" else head
    if clause.dep_ != "relcl" or clause.pos_ not in ("VERB", "AUX"):
        return False
    token = clause.head
    for _ in range(CLIMB):
        if token.dep_ == "dobj" and token.lemma_.lower() in meeting_nouns():
            return with_particle(token.head) in meeting_words().cancelled and not _only_due(token.head)
        token = token.head
    return False


def _managed(head: Token) -> bool:
    """Whether somebody "was able to" meet."""
    above = head.head
    return head.dep_ == "xcomp" and above.lower_ == "able" and above.head.tag_ == "VBD"


def _out_of(head: Token) -> bool:
    """Whether somebody backs "out of" the meeting, or stays "away from" it."""
    if head.dep_ != "pobj" or head.head.i == 0:
        return False
    return (head.head.nbor(-1).lower_, head.head.lower_) in (("out", "of"), ("away", "from"))


def _governors(head: Token) -> list[Token]:
    found, token = [], head
    if head.pos_ == "VERB":
        found.append(head)
    for _ in range(CLIMB):
        if token.head.i == token.i or token.lower_ in ORDER:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            found.append(token)
            # A verb as a bare subject is a participle taken for it: "Talks planned for Monday were cancelled".
            if token.dep_ not in ("xcomp", "conj", "advcl", "nsubj", "nsubjpass") and token.tag_ != "VB":
                break
    return found


def with_particle(verb: Token) -> str:
    """The verb with its particle ("call off", "fall through"), which the parser may take for an adverb."""
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt" or _particle(child)), None)
    return f"{verb.lemma_.lower()} {particle}" if particle else verb.lemma_.lower()


def _particle(child: Token) -> bool:
    return child.lower_ in ("out", "away", "forward") or (
        child.lower_ in ("off", "through") and not any(True for _ in child.children)
    )


def _ahead(scene: Scene, head: Token, verb: Token | None, date: When | None, governors: list[Token]) -> bool:
    if _managed(head):
        return False
    published = scene.context.published
    if date is not None and date.precision in ("day", "weekend", "week", "month"):
        if published.latest is not None and date.earliest is not None and date.earliest > published.latest:
            return True
        if published.earliest is not None and date.latest is not None and date.latest < published.earliest:
            return False
    said = (date.text or "").lower() if date is not None else ""
    if said.startswith(("last ", "earlier", "yesterday", "recent", "this past ", "the past ")) or said.endswith(" ago"):
        return False
    if said.startswith(("next ", "tomorrow", "coming", "the coming", "the next")) or (
        said.startswith("later ") and side_of_token(verb or head) != "past"
    ):
        return True
    if head.lemma_ in ("invite", "due", "expect"):
        return True
    words = meeting_words()
    if said_ahead(head):
        return True
    if _said_behind(head) or _after_words(head):
        return False
    if any(g.lemma_.lower() in words.planned and (g.tag_ != "VBD" or set_for(g)) for g in governors):
        return True
    if any(set_for(child) for child in head.rights):
        return True
    if any(c.dep_ in ("acl", "relcl") and any(t.tag_ == "TO" for t in c.lefts) and _to_take_place(c) for c in head.rights):
        return True  # "the summit to be held in the capital"; not "a meeting to discuss the road"
    if head.dep_ == "pobj" and head.head.lower_ in ("after", "following", "during", "since"):
        above = head.head.head
        return head.head.lower_ == "during" and above.pos_ == "VERB" and any(t.tag_ in ("MD", "TO") for t in above.lefts)
    if head.dep_ == "pobj" and head.head.lower_ == "to" and head.head.head.lemma_ == "agree":
        return True  # "agreed to talks"
    behind = head.head
    if head.dep_ == "pobj" and behind.lower_ == "of" and behind.head.lemma_ in _MEASURES and behind.head.dep_ == "pobj":
        behind = behind.head.head
    if head.dep_ == "pobj" and (behind.lower_ in ("for", "before") or _on_the_eve(behind)):
        return not _come_for(behind)
    return side_of_token(verb or head) == "future" and not _goes_on(scene, head, verb or head, date)


def _to_take_place(verb: Token) -> bool:
    """Whether a verb says of a meeting that it takes place."""
    return verb.tag_ == "VBN" or (verb.tag_ == "VB" and verb.lemma_.lower() in meeting_words().relative)


def said_ahead(head: Token) -> bool:
    """Whether the noun itself says that the meeting lies ahead: "a planned summit"."""
    return head.pos_ != "VERB" and any(t.lower_ in meeting_words().ahead for t in head.lefts)


def set_ahead(head: Token) -> bool:
    """Whether what hangs on the noun says for when it is planned: "a summit scheduled for Friday"."""
    return head.pos_ != "VERB" and any(t.dep_ == "acl" and t.lemma_.lower() in meeting_words().planned for t in head.rights)


def _said_behind(head: Token) -> bool:
    """Whether the noun itself says that the meeting lies behind: "recent talks"."""
    return head.pos_ != "VERB" and any(t.lower_ in meeting_words().behind for t in head.lefts)


def _after_words(head: Token) -> bool:
    """Whether somebody said or did something "before meeting" another: at the time of telling they had met."""
    before = head.head
    return head.tag_ == "VBG" and head.dep_ == "pcomp" and before.lower_ in ("before", "after") and before.head.tag_ == "VBD"


def _on_the_eve(preposition: Token) -> bool:
    """Whether "of" belongs to "ahead of" or "on the eve of"."""
    return preposition.lower_ == "of" and preposition.head.lower_ in ("ahead", "eve")


def _goes_on(scene: Scene, head: Token, verb: Token, date: When | None) -> bool:
    """Whether a present tense tells of what goes on, not of what is planned."""
    return _under_way(head) or _lasting(verb) or _today(scene, verb, date)


def _come_for(preposition: Token) -> bool:
    """Whether somebody came "for" the meeting: "flew to the capital for talks", "was there for a summit"."""
    verb = preposition.head
    there = verb.tag_ == "VBD" or (verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP"))
    return preposition.lower_ == "for" and there and verb.lemma_.lower() in meeting_words().coming


def _lasting(verb: Token) -> bool:
    """Whether talks go on as they are told of: "are talking to", "is holding consultations with"; not "are meeting on Monday"."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    lasting = verb.tag_ == "VBG" and verb.lemma_.lower() in meeting_words().lasting
    return lasting and bool(auxiliaries & _PRESENT)


def _today(scene: Scene, verb: Token, date: When | None) -> bool:
    """Whether they "are meeting" on the day on which the article came out."""
    latest = scene.context.published.latest
    if date is None or date.precision != "day" or latest is None or date.earliest is None or date.earliest > latest:
        return False
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lower_ in _PRESENT for c in verb.children)


_PRESENT = frozenset({"is", "are", "'s", "'re", "am", "'m"})


def _under_way(head: Token) -> bool:
    """Whether the meeting goes on as it is told: "is in the capital, meeting with the president", "has discussed it with"."""
    if head.pos_ != "VERB":
        return False
    auxiliaries = {child.lower_ for child in head.children if child.dep_ in ("aux", "auxpass")}
    if head.tag_ == "VBN":
        return bool(auxiliaries & {"has", "have", "'ve"})
    above = head.head
    return (
        head.tag_ == "VBG" and not auxiliaries and head.dep_ == "advcl" and above.lemma_ == "be" and above.tag_ in ("VBZ", "VBP")
    )
