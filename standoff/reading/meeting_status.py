"""Whether a meeting was held, is planned, or came to nothing: by its governing verbs, its date and words of planning."""

from spacy.tokens import Token

from standoff.codebook.meetings import meeting_words
from standoff.core.dates import When
from standoff.core.records import MeetingStatus
from standoff.reading.scene import Scene
from standoff.reading.tense import side_of_token

# Prepositions and conjunctions that put a meeting before or after something else: nothing above them governs it.
ORDER = frozenset({"during", "after", "before", "following", "since", "ahead"})
CLIMB = 4  # governors followed upwards; deeper nesting is a parse error in news


def status_of(scene: Scene, head: Token, verb: Token | None, date: When | None) -> MeetingStatus:
    """Whether the meeting that `head` names was held, is planned, was cancelled or refused; `verb` is what holds it."""
    words = meeting_words()
    governors = _governors(head)
    direct = governors if head.pos_ == "VERB" or head.dep_ in ("dobj", "nsubjpass", "nsubj", "conj") or _out_of(head) else []
    lemmas = {_with_particle(token) for token in direct}
    if lemmas & words.cancelled:
        return "cancelled"
    if lemmas & words.refused or any(c.dep_ == "neg" for g in direct[:1] for c in g.children if side_of_token(g) == "future"):
        return "refused"
    if head.lemma_ == "send" and head.tag_ == "VBG":
        return "planned"
    if any(g.lemma_ in words.fell_through and any(c.lower_ == "had" for c in g.children) for g in governors):
        return "cancelled"
    return "planned" if _ahead(scene, head, verb, date, governors) else "held"


def _out_of(head: Token) -> bool:
    """Whether somebody backs "out of" the meeting."""
    return head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.i > 0 and head.head.nbor(-1).lower_ == "out"


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
            if token.dep_ not in ("xcomp", "conj", "advcl") and token.tag_ != "VB":
                break
    return found


def _with_particle(verb: Token) -> str:
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt" or child.lower_ == "out"), None)
    return f"{verb.lemma_.lower()} {particle}" if particle else verb.lemma_.lower()


def _ahead(scene: Scene, head: Token, verb: Token | None, date: When | None, governors: list[Token]) -> bool:
    published = scene.context.published
    if date is not None and date.precision in ("day", "weekend", "week", "month"):
        if published.latest is not None and date.earliest is not None and date.earliest > published.latest:
            return True
        if published.earliest is not None and date.latest is not None and date.latest < published.earliest:
            return False
    said = (date.text or "").lower() if date is not None else ""
    if said.startswith(("last ", "earlier", "yesterday", "recent")) or said.endswith(" ago"):
        return False
    if said.startswith(("next ", "tomorrow", "coming", "the coming", "the next")) or (
        said.startswith("later ") and side_of_token(verb or head) != "past"
    ):
        return True
    if head.lemma_ == "invite":
        return True
    words = meeting_words()
    if said_ahead(head):
        return True
    if any(g.lemma_.lower() in words.planned and g.tag_ != "VBD" for g in governors):
        return True
    if any(c.dep_ in ("acl", "relcl") and c.tag_ in ("VB", "VBN") and any(t.tag_ == "TO" for t in c.lefts) for c in head.rights):
        return True  # "the summit to be held in the capital"
    if head.dep_ == "pobj" and head.head.lower_ in ("after", "following", "during", "since"):
        above = head.head.head
        return head.head.lower_ == "during" and above.pos_ == "VERB" and any(t.tag_ in ("MD", "TO") for t in above.lefts)
    if head.dep_ == "pobj" and (head.head.lower_ in ("for", "before") or _on_the_eve(head.head)):
        return True
    return side_of_token(verb or head) == "future" and not _under_way(head)


def said_ahead(head: Token) -> bool:
    """Whether the noun itself says that the meeting lies ahead: "a planned summit"."""
    return head.pos_ != "VERB" and any(t.lower_ in meeting_words().ahead for t in head.lefts)


def _on_the_eve(preposition: Token) -> bool:
    """Whether "of" belongs to "ahead of" or "on the eve of"."""
    return preposition.lower_ == "of" and preposition.head.lower_ in ("ahead", "eve")


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
