"""Finding issues without a dossier: what the demands, offers and refusals of several parties keep coming back to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from standoff.codebook.acts import acts
from standoff.codebook.dossier import Issue
from standoff.codebook.topics import generic_words
from standoff.codebook.world import world
from standoff.core.records import Statement

# An issue is something that one party demands and another disagrees about (ICOW): so it needs two parties, and two
# articles or three statements, below which it is only a wording. Chosen on the development half of the news sheets.
LEAST_PARTIES = 2
LEAST_STATEMENTS = 3
LEAST_ARTICLES = 2
MOST_ISSUES = 12
# A term adds an issue only if most of its statements are not yet about one that was found before it.
MOST_SHARED = 0.6
# "sanctions" gives way to "economic sanctions" where most of its statements say so.
PAIR_SHARE = 0.6
_FAMILIES = frozenset({"ask", "yes", "no", "concede", "threat", "sanction", "deny", "force"})
_NOUN_PLACE = re.compile(
    r"\b(?:of|on|over|about|for|from|with|the|a|an|any|no|its|their|\w+ing|[\w-]+-[\w-]+)\s+([^\W\d_][\w-]{2,})\b(?!\s+[a-z]+s\b)"
)
_WORD = re.compile(r"[^\W\d_][\w-]{2,}")


@dataclass(slots=True)
class _Term:
    """A word, or two words side by side, with the statements that use it."""

    words: tuple[str, ...]
    surfaces: Counter[str] = field(default_factory=Counter)
    statements: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)

    @property
    def enough(self) -> bool:
        several = len(self.articles) >= LEAST_ARTICLES or len(self.statements) >= LEAST_STATEMENTS
        return several and len(self.parties) >= LEAST_PARTIES


def find_issues(statements: Iterable[Statement]) -> tuple[Issue, ...]:
    """The issues of these statements, those with most statements first; names are the commonest wordings.

    Only nouns name an issue: words that the reader found at the head of what some statement is about, or that follow
    a preposition or a determiner.
    """
    statements = list(statements)
    nouns = _nouns(statements)
    terms = {words: term for words, term in _terms(statements).items() if words[-1] in nouns}
    singles = {words[0]: term for words, term in terms.items() if len(words) == 1}
    kept = []
    for term in terms.values():
        if not term.enough:
            continue
        if len(term.words) == 2 and not any(_leads(term, singles.get(word)) for word in term.words):
            continue
        kept.append(term)
    kept.sort(key=lambda term: (-len(term.articles), -len(term.statements), -len(term.words), term.words))
    return _distinct(kept)


def _nouns(statements: Iterable[Statement]) -> set[str]:
    nouns: set[str] = set()
    for statement in statements:
        nouns.update(stem_of(phrase.split()[-1]) for phrase in statement.issue if phrase.strip())
        nouns.update(stem_of(match.group(1)) for match in _NOUN_PLACE.finditer(statement.text))
    return nouns


def _terms(statements: Iterable[Statement]) -> dict[tuple[str, ...], _Term]:
    terms: dict[tuple[str, ...], _Term] = {}
    for statement in statements:
        if acts()[statement.act].family not in _FAMILIES:
            continue
        for words, surface in _wordings(statement).items():
            term = terms.setdefault(words, _Term(words))
            term.surfaces[surface] += 1
            term.statements.add(statement.id)
            term.parties.update(statement.party)
            term.articles.add(statement.article)
    return terms


def _wordings(statement: Statement) -> dict[tuple[str, ...], str]:
    """The topic words of a statement, and its pairs of neighbouring ones, each with its wording."""
    texts = [statement.text] + ([statement.content.text] if statement.content is not None else [])
    found: dict[tuple[str, ...], str] = {}
    for text in texts:
        words = _topic_words(text)
        for place, (start, end, stem) in enumerate(words):
            found.setdefault((stem,), text[start:end].lower())
            if place and words[place - 1][1] == start - 1 and words[place - 1][2] != stem:
                found.setdefault((words[place - 1][2], stem), text[words[place - 1][0] : end].lower())
    return found


def _topic_words(text: str) -> list[tuple[int, int, str]]:
    """The words that may name an issue: not an actor, not generic, not a name; bounds and stem of each."""
    actors = [(match.start, match.end) for match in world().find(text)]
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        named = match.start() > 0 and word[0].isupper()
        if named or word.lower() in generic_words() or any(start <= match.start() < end for start, end in actors):
            continue
        found.append((match.start(), match.end(), stem_of(word)))
    return found


def stem_of(word: str) -> str:
    """The word in lower case without a plural ending: enough to join "missile" and "missiles"."""
    word = word.lower()
    if word.endswith("ies") and len(word) > 5:
        return word[:-3]
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _leads(pair: _Term, single: _Term | None) -> bool:
    return single is not None and len(pair.statements) >= PAIR_SHARE * len(single.statements)


def _distinct(terms: Sequence[_Term]) -> tuple[Issue, ...]:
    covered: dict[str, int] = defaultdict(int)
    issues: list[Issue] = []
    used: set[str] = set()
    for term in terms:
        shared = sum(1 for statement in term.statements if covered[statement])
        if used & set(term.words) or shared > MOST_SHARED * len(term.statements):
            continue
        issues.append(_issue(term))
        used |= set(term.words)
        for statement in term.statements:
            covered[statement] += 1
        if len(issues) == MOST_ISSUES:
            break
    return tuple(issues)


def _issue(term: _Term) -> Issue:
    name = term.surfaces.most_common(1)[0][0]
    return Issue(id="-".join(term.words), name=name, words=(" ".join(f"{word}*" for word in term.words),))
