"""Words of meeting that tell of none: a press conference, a call for something, talks that are only wished for, a match."""

from spacy.tokens import Token

from standoff.codebook.meetings import MeetingNoun, meeting_nouns, meeting_words
from standoff.reading.clauses import Slots
from standoff.reading.meeting_sides import has_prep
from standoff.reading.meeting_status import CLIMB, ORDER


def of_another_sense(noun: Token, entry: MeetingNoun, *, sure: bool) -> bool:
    """Whether the noun means no meeting here: a press conference, a call for something, a round of airstrikes."""
    words = meeting_words()
    beside = {t.lower_ for t in noun.lefts} | {noun.nbor(-1).lower_ if noun.i else ""}
    if beside & words.not_words and (not sure or beside & words.at_home):
        return True
    if noun.dep_ == "compound" and noun.head.lemma_.lower() in meeting_nouns():
        return True
    if noun.lemma_ == "touch":
        return not (noun.dep_ == "pobj" and noun.head.lower_ == "in" and has_prep(noun, ("with",)))
    if sure:
        return False
    if noun.lemma_ == "call":
        with_sides = has_prep(noun, ("between", "with")) or _from_to(noun) or _taken(noun)
        return not (beside & words.call_words or with_sides)
    if noun.lemma_ == "round" and not _of_meetings(noun):
        return True
    return entry.plural and noun.tag_ not in ("NNS", "NNPS")


def _taken(call: Token) -> bool:
    """Whether a call from somebody is taken or not ("refused to take a call from"), rather than one for something."""
    return (
        call.tag_ == "NN"
        and has_prep(call, ("from",))
        and call.dep_ == "dobj"
        and call.head.lemma_ in ("take", "accept", "receive")
    )


def _from_to(call: Token) -> bool:
    """Whether a call goes from somebody to somebody."""
    return has_prep(call, ("from",)) and any(t.lower_ == "to" and t.dep_ in ("prep", "dative") for t in call.subtree)


def _of_meetings(noun: Token) -> bool:
    """Whether a round is one of talks, or of what the text leaves out."""
    of = next((child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
    return of is None or any(inner.lemma_.lower() in meeting_nouns() for inner in of.subtree)


def only_wished(head: Token) -> bool:
    """Whether talks are only offered, wished for or asked for: willing to, open to, opens the door to, urged to."""
    willing = meeting_words().willing
    if head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "on"):
        return head.head.head.lemma_.lower() in meeting_words().insisting
    token = head
    if head.dep_ == "dobj" and head.head.lemma_.lower() in meeting_words().conveners:
        token = head.head  # "called a meeting" convenes one, "called for a meeting" does not
    for _ in range(CLIMB):
        if token.head.i == token.i or token.dep_ in ("ccomp", "nsubj", "nsubjpass", "advcl", "relcl") or token.lower_ in ORDER:
            return False
        token = token.head
        if token.lemma_.lower() in willing or token.lower_ in willing:
            taken = token.lower_ == "invitation" and token.head.lemma_ == "accept"
            return not (taken or (token.lower_ == "able" and token.head.tag_ == "VBD"))
        if token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VB", "VBG", "VBN") and token.lemma_ != "be":
            return False
    return False


def asks_for(verb: Token) -> bool:
    """Whether a meeting is only asked for: "called for a summit"."""
    asked = (inner for child in verb.rights if child.lower_ == "for" for inner in child.children if inner.dep_ == "pobj")
    return verb.lemma_.lower() in meeting_words().willing and any(noun.lemma_.lower() in meeting_nouns() for noun in asked)


def spoken_to(noun: Token) -> bool:
    """Whether the meeting is only spoken to: "told a meeting of diplomats"."""
    return noun.dep_ in ("dobj", "dative") and noun.head.lemma_.lower() in meeting_words().addressing


def about_to(verb: Token) -> bool:
    """Whether a verb only puts another one into the future: "is going to meet"."""
    return verb.lower_ == "going" and any(child.dep_ == "xcomp" and child.tag_ == "VB" for child in verb.rights)


def joined_in(verb: Token, slots: Slots) -> bool:
    """Whether somebody joins others in a deed: "joined them in imposing a curfew"."""
    if verb.lemma_ != "join":
        return False
    return slots.ing is not None or any(inner.dep_ == "pcomp" for c in verb.rights if c.lower_ == "in" for inner in c.children)


def plain_call(slots: Slots) -> bool:
    """Whether somebody is called up, not called out or called names."""
    return slots.complement is None and not any(child.dep_ in ("prt", "oprd") for child in slots.head.children)


def elsewhere(verb: Token) -> bool:
    """Whether a website is visited, or two teams meet in a match."""
    words = meeting_words()
    if any(child.dep_ == "dobj" and child.lemma_.lower() in words.sites for child in verb.rights):
        return True
    behind = (child for top in (verb, *verb.rights) for child in top.rights)
    played = (child for child in behind if child.dep_ == "prep" and child.lower_ in ("in", "at", "for"))
    return any({inner.lemma_.lower(), inner.lower_} & words.games for child in played for inner in child.children)
