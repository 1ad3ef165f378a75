"""Issues: from a dossier where there is one, else found from the demands themselves."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from standoff.codebook.dossier import Dossier, Issue
from standoff.core.records import Statement
from standoff.relating.found_issues import find_issues
from standoff.relating.positions import Placed
from standoff.relating.tables import IssueRow


@dataclass(frozen=True, kw_only=True)
class IssueIndex:
    """Which issues there are, and which of them a statement is about."""

    issues: tuple[Issue, ...]
    found: bool
    names: dict[str, str] = field(default_factory=dict)

    def of(self, statement: Statement) -> tuple[str, ...]:
        """The ids of the issues that the statement's words point to."""
        return tuple(issue.id for issue in self.issues if issue.matches(words_of(statement)))

    def rows(self, placed: Sequence[Placed], origin: Callable[[str], str] = str) -> tuple[IssueRow, ...]:
        """One row an issue that has statements, those with most articles first; `origin` tells an article's origin."""
        rows = []
        for issue in self.issues:
            about = [one for one in placed if issue.id in one.issues]
            if about:
                rows.append(_row(issue, about, origin, found=self.found))
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


def _row(issue: Issue, about: Sequence[Placed], origin: Callable[[str], str], *, found: bool) -> IssueRow:
    parties = Counter(party for one in about for party in one.statement.party)
    return IssueRow(
        id=issue.id,
        name=issue.name,
        found=found,
        statements=tuple(one.statement.id for one in about),
        parties=tuple(party for party, _ in parties.most_common()),
        articles=len({one.article for one in about}),
        origins=len({origin(one.article) for one in about}),
    )
