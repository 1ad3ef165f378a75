"""Issues: from a dossier where there is one, else found from the demands themselves."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from standoff.codebook.dossier import Dossier, Issue
from standoff.core.records import Statement
from standoff.relating.found_issues import find_issues
from standoff.relating.placing import Near, Placed, near_issues, near_topics
from standoff.relating.tables import IssueRow
from standoff.relating.topics import topics_of


@dataclass(frozen=True, kw_only=True)
class IssueIndex:
    """Which issues there are, and which of them a statement is about."""

    issues: tuple[Issue, ...]
    found: bool
    names: dict[str, str] = field(default_factory=dict)

    def of(self, statement: Statement) -> Near:
        """The ids of the issues that the statement's words point to, with how near they are to what it is about."""
        if self.found:
            near = near_topics(statement, topics_of(statement))
            return {issue.id: near[issue.id] for issue in self.issues if issue.id in near}
        return near_issues(statement, self.issues)

    def rows(self, placed: Sequence[Placed], origin: Callable[[str], str] = str) -> tuple[IssueRow, ...]:
        """One row an issue that has statements, those with most articles first; `origin` tells an article's origin."""
        about: dict[str, list[Placed]] = {issue.id: [] for issue in self.issues}
        for one in placed:
            for issue in one.issues:
                about[issue].append(one)
        rows = [_row(issue, about[issue.id], origin, found=self.found) for issue in self.issues if about[issue.id]]
        return tuple(sorted(rows, key=lambda row: (-row.articles, -len(row.statements), row.name)))


def index_issues(dossier: Dossier | None, statements: Iterable[Statement]) -> IssueIndex:
    """The dossier's issues, or those that the statements themselves keep coming back to."""
    return index_of(dossier.issues if dossier is not None else find_issues(statements), found=dossier is None)


def index_of(issues: tuple[Issue, ...], *, found: bool) -> IssueIndex:
    """These issues, found or given."""
    return IssueIndex(issues=issues, found=found, names={issue.id: issue.name for issue in issues})


def _row(issue: Issue, about: Sequence[Placed], origin: Callable[[str], str], *, found: bool) -> IssueRow:
    parties = Counter(party for one in about for party in one.party)
    return IssueRow(
        id=issue.id,
        name=issue.name,
        found=found,
        statements=tuple(one.id for one in about),
        parties=tuple(party for party, _ in parties.most_common()),
        articles=len({one.article for one in about}),
        origins=len({origin(one.article) for one in about}),
    )
