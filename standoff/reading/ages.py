"""Ages beside names ("Ana Lorca, 54, said", "the 54-year-old envoy Ana Lorca") and persons called by them ("the 54-year-old")."""

from spacy.tokens import Token

AGE_WORDS = 5  # tokens from the article of "the 54-year-old" to its last one
_NEAR = 9  # tokens behind a name in which its age stands


def by_age(token: Token) -> str | None:
    """The age by which a person is called, where `token` ends "the 54-year-old" without a noun; None elsewhere."""
    doc = token.doc
    if token.lower_ not in ("old", "olds") or token.i < AGE_WORDS or doc[token.i - AGE_WORDS].lower_ != "the":
        return None
    age = _before_old(token)
    described = token.i + 1 < len(doc) and doc[token.i + 1].pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    return None if described else age


def age_beside(name: Token) -> str | None:
    """The age that stands beside the name whose head is `name`, None without."""
    for token in name.doc[name.left_edge.i : name.i]:
        if token.lower_ == "old" and (age := _before_old(token)) is not None:
            return age
    for token in name.doc[name.i + 1 : name.i + _NEAR]:
        if token.pos_ in ("VERB", "AUX") or token.is_sent_start:
            return None
        if token.lower_ == "old":
            return _before_old(token)
        if _alone(token):
            return str(token.text)
    return None


def _before_old(token: Token) -> str | None:
    doc = token.doc
    if token.i < 4 or [t.lower_ for t in doc[token.i - 3 : token.i]] != ["-", "year", "-"]:
        return None
    return str(doc[token.i - 4].text) if doc[token.i - 4].like_num else None


def _alone(token: Token) -> bool:
    """Whether a number stands between commas or brackets, as an age does behind a name."""
    if not token.is_digit or len(token) > 2 or token.i + 1 >= len(token.doc):
        return False
    return token.nbor(-1).text in (",", "(") and token.nbor().text in (",", ")", ".")
