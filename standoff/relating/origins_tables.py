"""What is told of origins: who copied whom, how that can be seen, and what was changed on the way."""

import datetime as dt
from typing import Literal

import msgspec

from standoff.core.spans import Span

CopyKind = Literal["copy", "cut", "extended", "update", "rewrite"]
ChangeKind = Literal["left out", "added", "figure", "attribution", "wording"]
FirstBy = Literal["dates", "credit", "length"]
ApartWhy = Literal["template", "boilerplate", "round-up", "judged"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference: a sentence left out or added (the other side is null), or words altered between two sentences.

    `before` and `after` are the altered words; `source` and `copy` the whole sentences, in code points of their articles.
    """

    kind: ChangeKind
    source: Span | None
    copy: Span | None
    before: str
    after: str


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """One article of an origin beside the text `of` that it is told from (the first one, or the one it matches best).

    `share` of its own 5-grams stands in that text, `share_of` of that text's in it (0 to 1); `run` is the longest run of
    shared words, `quotations` counts the quotations in common; `reason` says all this in words.
    """

    article: str
    of: str
    kind: CopyKind
    share: float
    share_of: float
    run: int
    quotations: int
    reason: str
    changes: tuple[Change, ...] = ()


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles that share much and are not joined all the same, and why."""

    article: str
    other: str
    why: ApartWhy
    reason: str


class Origin(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="origin"):
    """Articles that are copies, cuts, rewrites or updates of one text: together they are one source.

    `articles` are names, the first one first; `core` is the one that every other matches. `first_by` says how the
    first was told: by `dates` (it surely came out before the others), by `credit` (others name its outlet), else by
    `length`, which is no evidence of time. `earliest`, `latest` span the publication windows.
    """

    id: str
    articles: tuple[str, ...]
    first: str
    first_by: FirstBy
    core: str
    earliest: dt.date | None
    latest: dt.date | None
    copies: tuple[Copy, ...]
    apart: tuple[Apart, ...] = ()
