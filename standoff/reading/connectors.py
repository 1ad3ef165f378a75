"""Words that join a condition to what depends on it: "provided that", "on condition that", "in exchange for".

They are told by their words: the parse hangs "provided" on the noun before it, and the clause behind it on whatever it likes.
"""

from functools import cache

from spacy.tokens import Token

from standoff.codebook.lexicon import lexicon

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_STOPS = frozenset({",", ";", ":", ".", "?", "!", "\n"})
_REACH = 30  # tokens between a predicate and the connector behind it
_MEASURED = frozenset({"as long as", "so long as"})  # before a number they measure time: "as long as five years"
# What a source asks for ("on condition that he not be named") is no condition of an act.
_HIDING = frozenset({"named", "identified", "anonymity", "anonymous", "quoted", "name", "identity"})
_LONGEST = 5  # tokens of a connector
_NAMING = 12  # tokens behind the connector
_ALONE = frozenset({"provided", "providing", "assuming"})  # behind a comma, without "that"


@cache
def _by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The connectors as words, the longest first, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(phrase.split()) for phrase in lexicon().moods.condition_phrases), key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return {first: tuple(phrases) for first, phrases in found.items()}


def connector_at(token: Token) -> int | None:
    """The index of the last token of the connector that begins at `token`, None where none begins there."""
    doc = token.doc
    for words in _by_first().get(token.lower_, ()):
        if tuple(t.lower_ for t in doc[token.i : token.i + len(words)]) != words:
            continue
        last = token.i + len(words) - 1
        measured = " ".join(words) in _MEASURED and last + 1 < len(doc) and doc[last + 1].like_num
        hidden = "condition" in words and any(t.lower_ in _HIDING for t in doc[last + 1 : last + _NAMING])
        return None if measured or hidden else last
    if token.lower_ in _ALONE and token.i and doc[token.i - 1].text == ",":
        return token.i + 1 if token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "that" else token.i
    return None


def _told(connector: Token, verb: Token) -> bool:
    """Whether a verb and its "only after", "only when" tell what was: "signed only after Peru paid"."""
    return connector.lower_ == "only" and verb.tag_ in ("VBD", "VBN")


def connector_after(verb: Token) -> Token | None:
    """The first token of the connector that follows a predicate within its clause, None without."""
    for token in verb.doc[verb.i + 1 : verb.i + _REACH]:
        if token.tag_ in _FINITE and connector_at(token) is not None and any(c.i == verb.i for c in token.lefts):
            return token  # "the offer hinges on"
        if token.is_sent_start or token.text in (";", ":", ".") or _opens_clause(token, verb):
            return None
        if connector_at(token) is not None:
            return None if _told(token, verb) else token
    return None


def connector_before(verb: Token) -> Token | None:
    """The first token of the connector that opens the sentence, where `verb` is the first finite one behind its comma."""
    first = next((t for t in reversed(verb.doc[: verb.i + 1]) if t.is_sent_start), verb)
    while first.i < verb.i and not first.is_alpha:
        first = first.nbor()
    if connector_at(first) is None or _told(first, verb):
        return None
    between = verb.doc[first.i : verb.i]
    comma = next((t for t in reversed(between) if t.text == ","), None)
    if comma is None or any(t.tag_ in _FINITE and not _of(t, verb) for t in verb.doc[comma.i : verb.i]):
        return None
    return first


def behind_connector(verb: Token) -> bool:
    """Whether a finite verb or a noun stands in what a connector opens, and so tells only a condition."""
    if verb.pos_ != "NOUN" and verb.tag_ not in _FINITE and not any(c.tag_ in _FINITE for c in verb.lefts):
        return False
    for token in reversed(verb.doc[max(verb.i - _REACH, 0) : verb.i]):
        if connector_at(token) is not None:
            return not _told(token, verb)
        if (
            (token.text in _STOPS and not in_connector(token))
            or token.is_space
            or (token.tag_ in _FINITE and not _of(token, verb))
        ):
            return False
    return False


def in_connector(token: Token) -> bool:
    """Whether a word is but part of a connector ("in exchange for")."""
    starts = token.doc[max(token.i - _LONGEST, 0) : token.i + 1]
    return any((last := connector_at(start)) is not None and last >= token.i for start in starts)


def _opens_clause(token: Token, verb: Token) -> bool:
    """Whether a clause of its own begins by `token`: a finite verb, but no auxiliary, nor what is an adjective ("closed")."""
    if token.tag_ not in _FINITE or _of(token, verb):
        return False
    bare = token.tag_ == "VBD" and token.dep_ == "ccomp" and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in token.lefts)
    return not bare


def _of(token: Token, verb: Token) -> bool:
    """Whether a finite word is an auxiliary of the verb."""
    return token.head.i == verb.i and token.dep_ in ("aux", "auxpass")
