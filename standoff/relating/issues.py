"""Issues: from a dossier where there is one, else found from the demands themselves."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from standoff.codebook.dossier import Dossier, Issue
from standoff.core.ids import content_id
from standoff.core.records import Statement
from standoff.relating.positions import Placed
from standoff.relating.tables import IssueRow

ASKING = frozenset({"demand", "propose", "offer", "offer_talks", "reject", "accept", "reaffirm"})
# An issue that only one demand ever names is no issue of a crisis, only a wording; two are the least that can show one.
LEAST_STATEMENTS = 2
MOST_ISSUES = 25
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "for",
        "in",
        "on",
        "at",
        "by",
        "with",
        "and",
        "or",
        "its",
        "their",
        "his",
        "her",
        "any",
        "all",
        "some",
        "more",
        "no",
        "not",
        "that",
        "this",
        "these",
        "those",
        "from",
        "over",
        "into",
        "about",
        "such",
        "other",
        "new",
        "own",
        "be",
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "it",
    ]
)


@dataclass(frozen=True, kw_only=True)
class IssueIndex:
    """Which issues there are, and which of them a statement is about."""

    issues: tuple[Issue, ...]
    found: bool
    names: dict[str, str] = field(default_factory=dict)

    def of(self, statement: Statement) -> tuple[str, ...]:
        """The ids of the issues that the statement's words point to."""
        return tuple(issue.id for issue in self.issues if issue.matches(words_of(statement)))

    def rows(self, placed: Sequence[Placed]) -> tuple[IssueRow, ...]:
        """One row an issue that has statements, those with most articles first."""
        rows = []
        for issue in self.issues:
            about = [one for one in placed if issue.id in one.issues]
            if about:
                rows.append(_row(issue, about, found=self.found))
        return tuple(sorted(rows, key=lambda row: (-row.articles, -len(row.statements), row.name)))


def words_of(statement: Statement) -> str:
    """The words that say what a statement is about: its evidence, its content and the reader's own issue words."""
    pieces = [statement.text, *statement.issue]
    if statement.content is not None:
        pieces.append(statement.content.text)
    return " ".join(pieces)


def index_issues(dossier: Dossier | None, statements: Iterable[Statement]) -> IssueIndex:
    """The dossier's issues, or those that the statements themselves keep coming back to."""
    issues = dossier.issues if dossier is not None else find_issues(statements)
    return IssueIndex(issues=issues, found=dossier is None, names={issue.id: issue.name for issue in issues})


def find_issues(statements: Iterable[Statement]) -> tuple[Issue, ...]:
    """Issues found in demands, offers and refusals: the heads and pairs of content words that come back most.

    The reader names what each such statement is about in a few words (`Statement.issue`); phrases that share their
    content words are one issue, named by its commonest wording.
    """
    wordings: Counter[tuple[str, ...]] = Counter()
    names: dict[tuple[str, ...], Counter[str]] = {}
    for statement in statements:
        if statement.act not in ASKING:
            continue
        for phrase in dict.fromkeys(statement.issue):
            key = _key(phrase)
            if key:
                wordings[key] += 1
                names.setdefault(key, Counter())[phrase] += 1
    kept = [key for key, number in wordings.most_common() if number >= LEAST_STATEMENTS][:MOST_ISSUES]
    return tuple(_issue(key, names[key].most_common(1)[0][0]) for key in sorted(kept))


def _key(phrase: str) -> tuple[str, ...]:
    words = {_stem(word) for word in _WORD.findall(phrase.casefold()) if word not in _EMPTY}
    return tuple(sorted(words))[:4]


def _stem(word: str) -> str:
    """The word without a plural ending: enough to join "missile" and "missiles"."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _issue(key: tuple[str, ...], name: str) -> Issue:
    slug = "-".join(key)
    return Issue(id=slug or content_id("issue", name), name=name, words=(" ".join(f"{word}*" for word in key),))


def _row(issue: Issue, about: Sequence[Placed], *, found: bool) -> IssueRow:
    parties = Counter(party for one in about for party in one.statement.party)
    return IssueRow(
        id=issue.id,
        name=issue.name,
        found=found,
        statements=tuple(one.statement.id for one in about),
        parties=tuple(party for party, _ in parties.most_common()),
        articles=len({one.article for one in about}),
    )
