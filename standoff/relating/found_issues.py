"""Finding issues without a dossier: what the demands, offers and refusals of several parties keep coming back to.

Topics are tallied article by article; which of them are issues is chosen from the tallies, so that no statement is looked
at twice. An issue goes by its topic, so that it is the same issue in a record of ten articles and of ten thousand.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from standoff.codebook.acts import acts
from standoff.codebook.dossier import Issue
from standoff.codebook.topics import kin, noun_words
from standoff.core.records import Statement
from standoff.relating.topics import Topic, key_of, topics_of

# An issue is something that one party demands and another disagrees about (ICOW): so it needs two parties, and two
# articles or three statements, below which it is only a wording. Chosen on the development half of the news sheets.
LEAST_PARTIES = 2
LEAST_STATEMENTS = 3
LEAST_ARTICLES = 2
# In a large record what stands in fewer of its articles than this share is an aside. Set on 900 news articles of several
# crises, so that what is left can be read on one page.
LEAST_SHARE = 0.004
MOST_ISSUES = 24
CONSIDERED = 60  # the weightiest topics: more than twice as many as are kept
# A topic adds an issue only if most of its statements are not yet about one that was found before it.
# Groups of kindred words are different things by themselves: of them only those are left out that hardly stand alone.
MOST_SHARED, MOST_SHARED_KIN = 0.6, 0.9
# "sanctions" gives way to "economic sanctions" where this share of its statements say so.
NAME_SHARE = 0.18
# An issue in force stays until it is outdone by so much: a record that grows by a few articles keeps its issues and names.
KEPT = 1.5
MOST_PARTIES, MOST_NAMES = 8, 32  # kept of one topic: enough to tell two parties, and the wordings that may be its name
_PLURAL_IES = re.compile(r"[^aeiou]y$")  # "duty", "duties"
FAMILIES = frozenset({"ask", "yes", "no", "concede", "threat", "sanction", "defer"})


@dataclass(slots=True)
class Tally:
    """What the statements of some articles show of one topic.

    Each number but `articles` counts statements: `asked` those that demand or propose, `focus` those that have the topic in
    what the reader found them to be about, `nouns` and `verbs` those that use the word so.
    """

    statements: int = 0
    articles: int = 0
    asked: int = 0
    focus: int = 0
    nouns: int = 0
    verbs: int = 0
    parties: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)

    def count(self, statement: Statement, topic: Topic) -> None:
        """Take in one statement."""
        self.statements += 1
        self.asked += acts()[statement.act].family == "ask"
        self.focus += topic.focus
        self.nouns += topic.noun
        self.verbs += topic.verb and not topic.noun
        for counts, words in ((self.parties, statement.party), (self.names, topic.wordings)):
            for word in words:
                counts[word] = counts.get(word, 0) + 1

    def add(self, other: "Tally", sign: int = 1) -> None:
        """Take in another tally, or with `sign` -1 take it out again; of parties and names only the commonest are kept."""
        self.statements += sign * other.statements
        self.articles += sign * other.articles
        self.asked += sign * other.asked
        self.focus += sign * other.focus
        self.nouns += sign * other.nouns
        self.verbs += sign * other.verbs
        for mine, theirs, most in ((self.parties, other.parties, MOST_PARTIES), (self.names, other.names, MOST_NAMES)):
            for name, number in theirs.items():
                mine[name] = mine.get(name, 0) + sign * number
            _trim(mine, most)


def _trim(counts: dict[str, int], most: int) -> None:
    """Drop what is not there any more, and of too many the rarest (the longest of equals)."""
    for name in [name for name, number in counts.items() if number <= 0]:
        del counts[name]
    if len(counts) > 2 * most:
        for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))[most:]:
            del counts[name]


def counted(statement: Statement) -> bool:
    """Whether a statement is of an act that makes something an issue."""
    return acts()[statement.act].family in FAMILIES


def tally_article(statements: Iterable[Statement], topics: Mapping[str, Mapping[str, Topic]] | None = None) -> dict[str, Tally]:
    """The tallies of one article's statements, by topic; `topics` holds those of each statement, if they are known."""
    found: dict[str, Tally] = {}
    for statement in statements:
        if counted(statement):
            for key, topic in (topics[statement.id] if topics is not None else topics_of(statement)).items():
                found.setdefault(key, Tally(articles=1)).count(statement, topic)
    return found


def find_issues(statements: Iterable[Statement]) -> tuple[Issue, ...]:
    """The issues of these statements, those with most articles first; names are the commonest wordings."""
    by_article: dict[str, list[Statement]] = {}
    holders: dict[str, set[str]] = {}
    for statement in statements:
        by_article.setdefault(statement.article, []).append(statement)
        if counted(statement):
            for key in topics_of(statement):
                holders.setdefault(key, set()).add(statement.id)
    tallies: dict[str, Tally] = {}
    for rows in by_article.values():
        for key, tally in tally_article(rows).items():
            tallies.setdefault(key, Tally()).add(tally)
    return choose_issues(tallies, len(by_article), lambda keys: {key: holders[key] for key in keys})


def choose_issues(
    tallies: Mapping[str, Tally],
    articles: int,
    holders: Callable[[Sequence[str]], Mapping[str, set[str]]],
    before: Mapping[str, str] | None = None,
) -> tuple[Issue, ...]:
    """The topics that are issues in a record of so many articles, best first.

    `holders` gives the statements of each of some topics; `before` the issues in force until now with their names.
    """
    before = before or {}
    fit = [key for key, tally in tallies.items() if _is_issue(key, tally, articles, in_force=key in before)]
    ranked = sorted(fit, key=lambda key: (-_weight(tallies[key], in_force=key in before), key))[:CONSIDERED]
    held = holders(ranked)
    kept: list[str] = []
    covered: Counter[str] = Counter()
    for key in ranked:
        shared = sum(1 for statement in held[key] if covered[statement])
        most = MOST_SHARED_KIN if key in kin() else MOST_SHARED
        if shared <= most * len(held[key]) or key in before:
            kept.append(key)
            covered.update(held[key])
        if len(kept) == MOST_ISSUES:
            break
    return _named(kept, tallies, before)


def _is_issue(key: str, tally: Tally, articles: int, *, in_force: bool) -> bool:
    several = tally.articles >= LEAST_ARTICLES or tally.statements >= LEAST_STATEMENTS
    share = LEAST_SHARE / KEPT if in_force else LEAST_SHARE
    noun = key in kin() or (2 * tally.nouns >= tally.statements and tally.nouns > tally.verbs)
    return several and noun and len(tally.parties) >= LEAST_PARTIES and tally.articles >= share * articles


def _weight(tally: Tally, *, in_force: bool) -> float:
    """How much an issue it is: what is about it, each demand once more, and its articles."""
    return (tally.focus + tally.asked + tally.articles / 2) * (KEPT if in_force else 1.0)


def _named(keys: Sequence[str], tallies: Mapping[str, Tally], before: Mapping[str, str]) -> tuple[Issue, ...]:
    """The issues with their names, no two of one name: the second goes by its commonest single word."""
    issues: list[Issue] = []
    taken: set[str] = set()
    for key in keys:
        name = name_of(key, tallies, before.get(key))
        if name in taken:
            name = _plain_name(key, tallies[key])
        if name not in taken:
            taken.add(name)
            issues.append(Issue(id=key, name=name, words=words_for(key)))
    return tuple(issues)


def name_of(key: str, tallies: Mapping[str, Tally], before: str | None = None) -> str:
    """The longest wording that enough statements use and that begins and ends like a noun phrase, else its plain name."""
    tally = tallies[key]
    least = max(LEAST_ARTICLES, NAME_SHARE * tally.statements)
    if before is not None and tally.names.get(before, 0) * KEPT >= least:
        return before
    fit = [name for name, number in tally.names.items() if number >= least and " " in name and _is_phrase(name, tallies)]
    best = max(fit, key=lambda name: (tally.names[name], len(name.split()), name), default=None)
    longer = [name for name in fit if best and best in name and tally.names[name] * KEPT >= tally.names[best]]
    return max(longer, key=lambda name: (len(name.split()), name), default=None) or _plain_name(key, tally)


def _plain_name(key: str, tally: Tally) -> str:
    """Its commonest single word where one prevails among them, else the name of its group of words."""
    single = Counter({name: number for name, number in tally.names.items() if " " not in name and not name.endswith("ed")})
    word, number = min(single.items(), key=lambda pair: (-pair[1], pair[0]), default=(key, 0))
    prevails = number * KEPT >= single.total() and number >= NAME_SHARE * tally.statements > 0
    return word if key not in kin() or prevails else kin()[key].name


def _is_phrase(name: str, tallies: Mapping[str, Tally]) -> bool:
    """Whether a wording ends in a noun and does not begin with a verb, as far as the record's own use of them tells."""
    words = name.split()
    first, last = tallies.get(key_of(words[0])), tallies.get(key_of(words[-1]))
    verb = first is not None and first.verbs > first.nouns
    noun = words[-1] in noun_words() or (last is not None and (key_of(words[-1]) in kin() or last.nouns > last.verbs))
    return noun and not verb and not words[0].endswith("ing") and not words[-1].endswith("ed")  # "formally recognized"


def words_for(key: str) -> tuple[str, ...]:
    """The words by which a dossier would know the issue."""
    if key in kin():
        return kin()[key].words
    return (f"{key}*", f"{key[:-1]}ies") if _PLURAL_IES.search(key) else (f"{key}*",)
