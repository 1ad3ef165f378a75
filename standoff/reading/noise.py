"""Noise: the lines of a page that are not the article, each with a reason, so that each removal can be undone.

Four signals, strongest first: a line that is page furniture by its words; a heading that opens a block of links or a
form; an author's box (a name, then a paragraph about them); a section label before the title. A trained forest has a
say in what only stands where links stand, and finds furniture in words that no pattern foresaw. Last, a second story behind the
first is split off (see `appended`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, groupby, pairwise

from standoff.codebook.noise import NoisePatterns, Opening, noise_patterns
from standoff.core.ids import content_id
from standoff.core.records import Article, Noise
from standoff.core.spans import Span, cut, trim
from standoff.reading.appended import REASONS, Part, appended_stories
from standoff.reading.carriers import carried_by
from standoff.reading.lines import Line, is_wrapped, lines_of, paragraphs
from standoff.reading.noise_lines import furniture

# A line is prose, and ends a block of links, from this many words on if it ends like a sentence. News paragraphs
# have 20 words and more; headlines and teasers fewer (word counts of content and boilerplate lines in the raw-page
# sets: 3% of headline-like boilerplate lines end in a full stop and have over 18 words).
PROSE_WORDS = 18
TEASER_ENDS = ("…", "...", "[…]", "[...]")
HEADLINE_WORDS = 24
TITLE_CHARS = 260
LABEL_WORDS = 3
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*$")
LINKS = 3  # headlines in a row between paragraphs that are a list of links, no subheads
LINK_WORDS = 4
TITLE_CASE = 0.9
# Chances from which a line is furniture, of the trained forest (see `noise_lines`): on a whole page, of short and long lines and
# of prose; on a text that an extractor has cleaned. The first two were chosen with an eye on the very pages that
# `benchmarks.noise` reports (.7 for both, by folds of the training pages, gives nearly the same there), the third was set by
# hand, the last one was chosen on the first half of the cleaned pages.
EVEN, LONG_LINE, PROSE, CLEANED = 0.5, 0.8, 0.9, 0.95
LONG_WORDS = 12
WHOLE_PAGE = 16  # lines of likely furniture of one to three words: 2% of whole pages have fewer, no cleaned one has as many
MUCH = 0.2  # share of a cleaned text's words that may go on the forest's word or a line's place
BYLINE_LINES = 6  # lines between title and body; pages with more there have a list, not a byline
_NAMES_LINE = re.compile(
    r"(?:[A-Z][\w'.-]+ ){1,3}[A-Z][\w'-]+"
    r"(?:(?:,|,? and| &) (?:and )?(?:[A-Z][\w'.-]+ ){1,3}[A-Z][\w'-]+){0,2}(?:, [A-Z][\w .]{2,40})?$"
    r"|[A-Z]{2,}(?: [A-Z]{2,}){0,2}$"
)
_NAME_LINE = re.compile(r"[\"']?[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){1,3}[\"']?$")


@dataclass(slots=True)
class _Row:
    """One non-blank line while it is being judged."""

    line: Line
    words: str
    reason: str | None = None
    placed: bool = False  # whether it was marked for where it stands, not for what it says
    story: int | None = None  # which appended story it was marked as part of

    @property
    def prose(self) -> bool:
        return len(self.words.split()) >= PROSE_WORDS and bool(_SENTENCE_END.search(self.words)) and not self.teaser

    @property
    def short(self) -> bool:
        return len(self.words.split()) < 2 * PROSE_WORDS and not self.prose

    @property
    def teaser(self) -> bool:
        return self.words.endswith(TEASER_ENDS)

    @property
    def headline(self) -> bool:
        short = len(self.words.split()) <= HEADLINE_WORDS
        return short and (not _SENTENCE_END.search(self.words) or self.words.endswith(("?", "!")))


def find_noise(article: Article) -> tuple[Noise, ...]:
    """The lines of `article` that are not the article, in order; no two overlap, and the title is never one."""
    lines = lines_of(article.text)
    rows = [_Row(line, line.text.translate(_PLAIN).strip()) for line in lines if not line.blank]
    title = article.title
    judged = [row for row in rows if title is None or row.line.end <= title.start or row.line.start >= title.end]
    patterns = noise_patterns()
    _by_words(judged, patterns)
    _blocks(judged, patterns)
    _author_boxes(judged, patterns)
    _byline(judged, title)
    _links_between(judged)
    _links_behind(judged)
    wrapped, page = is_wrapped(lines), False
    if wrapped:
        _spare_lists(judged)
    else:
        page = _weigh(judged)
        if title is None:
            _section_label(judged)
    if not page:  # what stands before the body of a whole page is menus and teasers, which look like a first story
        _appended(judged, article, wrapped=wrapped)
    if all(row.reason for row in rows):
        return ()  # furniture alone is no article: leave it to be seen, not silently blanked
    alone = count(-1, -1)  # each line is a span of its own, but an appended story is one, between what else is noise in it
    runs = groupby(judged, key=lambda row: row.story if row.story is not None else next(alone))
    return tuple(_noise(article, run) for run in (list(run) for _, run in runs) if run[0].reason)


def find_title(article: Article, noise: tuple[Noise, ...]) -> Span | None:
    """The title: as intake found it, else the first line that is not noise if a body in longer lines follows it."""
    if article.title is not None:
        return article.title
    taken = {n.start for n in noise}
    lines = lines_of(article.text)
    if is_wrapped(lines):
        return _wrapped_title(article, taken)
    rest = [line for line in lines if not line.blank and trim(article.text, line.start, line.end)[0] not in taken]
    if len(rest) < 2 or len(rest[0].text) > TITLE_CHARS:
        return None
    first, following = rest[0], article.text[rest[0].end : rest[1].start]
    headline = not _SENTENCE_END.search(first.text.strip())
    if not headline and (following.count("\n") < 2 or len(first.text) > 1.5 * max(len(line.text) for line in rest[1:4])):
        return None
    start, end = trim(article.text, first.start, first.end)
    return cut(article.text, start, end)


def first_story(text: str, noise: tuple[Noise, ...]) -> str:
    """The text up to the first story that is appended to it."""
    return text[: min((one.start for one in noise if one.reason in REASONS), default=len(text))]


def _wrapped_title(article: Article, taken: set[int]) -> Span | None:
    """The first paragraph of a hard-wrapped text if it is one line that ends no sentence, and another follows."""
    found = [(start, end) for start, end in paragraphs(article.text) if trim(article.text, start, end)[0] not in taken]
    if len(found) < 2:
        return None
    start, end = trim(article.text, *found[0])
    alone = "\n" not in article.text[start:end] and not _SENTENCE_END.search(article.text[start:end])
    return cut(article.text, start, end) if alone and start < end else None


def _noise(article: Article, run: list[_Row]) -> Noise:
    start, end = trim(article.text, run[0].line.start, run[-1].line.end)
    identifier = content_id("noise", article.id, start, end)
    return Noise(
        id=identifier, article=article.id, start=start, end=end, text=article.text[start:end], reason=run[0].reason or "other"
    )


def _appended(rows: list[_Row], article: Article, *, wrapped: bool) -> None:
    """Mark the stories behind the first one, which the title stands above."""
    title = article.title
    groups: list[list[_Row]] = []
    for row in rows:
        if title is not None and row.line.start < title.end:
            continue
        if wrapped and groups and article.text.count("\n", groups[-1][-1].line.end, row.line.start) < 2:
            groups[-1].append(row)
        else:
            groups.append([row])
    parts = [Part(" ".join(row.words for row in group), group[0].reason) for group in groups]
    for number, story in enumerate(appended_stories(parts, title.text if title is not None else rows[0].words if rows else "")):
        for row in (row for group in groups[story.start : story.end] for row in group if row.reason is None):
            row.reason, row.story = story.reason, number


def _by_words(rows: list[_Row], patterns: NoisePatterns) -> None:
    """Mark the lines that are furniture by their own words."""
    for row in rows:
        for reason, pattern in patterns.lines:
            if pattern.fullmatch(row.words):
                row.reason = reason
                break


def _blocks(rows: list[_Row], patterns: NoisePatterns) -> None:
    """Mark the headings that open a block of links, a form or an author's box, and the block with them."""
    covered = 0  # where the last block of links ends: a heading within it opens nothing that is not marked already
    for index, row in enumerate(rows):
        opening = _opening(row, patterns)
        if opening is None or (opening.extent == "headlines" and index < covered):
            continue
        block = _block(rows, index, opening, patterns)
        if opening.extent == "end" and not block:
            continue
        if opening.extent == "headlines":
            covered = index + 1 + len(block)
        row.reason = row.reason or opening.reason
        for member in block:
            member.placed = member.placed or (member.reason is None and opening.extent == "headlines")
            member.reason = member.reason or opening.reason


def _opening(row: _Row, patterns: NoisePatterns) -> Opening | None:
    return next((o for o in patterns.openings if o.pattern.fullmatch(row.words)), None)


def _block(rows: list[_Row], index: int, opening: Opening, patterns: NoisePatterns) -> list[_Row]:
    """The rows after `index` that belong to the block that the row at `index` opens."""
    following = rows[index + 1 :]
    if opening.extent == "form":
        return _while(following, lambda row: bool(row.reason) or bool(patterns.form.fullmatch(row.words)))
    if opening.extent == "headlines":
        block = _while(following, lambda row: bool(row.reason) or row.headline or row.teaser)
        # a teaser's own headline may end in a full stop; at the very end of the text whatever follows is teasers
        only_teasers = all(row.headline or row.teaser or row.short for row in following)
        return following if only_teasers else _without_subheads(block, following)
    prose = sum(row.prose and row.reason is None for row in following)
    return following if prose <= 2 and len(following) <= max(4, index) else []


def _without_subheads(block: list[_Row], following: list[_Row]) -> list[_Row]:
    """A block that prose follows keeps its last line only if it is not that prose's subhead (alone, short)."""
    if len(block) == 1 and len(block) < len(following) and len(block[0].words.split()) <= 6:
        return []
    return block


def _while(rows: list[_Row], belongs: Callable[[_Row], bool]) -> list[_Row]:
    found = []
    for row in rows:
        if not belongs(row):
            break
        found.append(row)
    return found


def _author_boxes(rows: list[_Row], patterns: NoisePatterns) -> None:
    """Mark a line that is a name alone and the paragraph about that person after it."""
    for row, after in pairwise(rows):
        if row.reason or after.reason or not _NAME_LINE.match(row.words):
            continue
        surname = row.words.strip("\"'").split()[-1]
        if surname in after.words and patterns.bio.search(after.words):
            row.reason = after.reason = "byline_box"


def _byline(rows: list[_Row], title: Span | None) -> None:
    """Mark the lines between a title and the first prose that are names alone, and an outlet's name beside them."""
    first = next((place for place, row in enumerate(rows) if row.prose), len(rows))
    head = rows[:first] if title is not None else rows[1:first]
    names = [row for row in head if row.reason is None and _NAMES_LINE.match(row.words)]
    if len(head) > BYLINE_LINES or not names or first == len(rows):
        return
    for row in names:
        row.reason = "byline_box"


def _links_between(rows: list[_Row]) -> None:
    """Mark headlines in capitals, and runs of headlines between paragraphs: links to other articles.

    One or two such lines alone may be subheads, which are text.
    """
    first = next((place for place, row in enumerate(rows) if row.prose), len(rows))
    run: list[_Row] = []
    for row in (*rows[first:], None):
        if row is not None and row.reason is None and row.headline and len(row.words.split()) >= LINK_WORDS:
            run.append(row)
            continue
        for member in run:
            if member.words.upper() == member.words or (len(run) >= LINKS and _title_case(member.words)):
                member.reason, member.placed = "related_links", True
        run = []


def _links_behind(rows: list[_Row]) -> None:
    """Mark the headlines after the last paragraph where other furniture stands among them."""
    last = max((place for place, row in enumerate(rows) if row.prose and row.reason is None), default=len(rows))
    tail = rows[last + 1 :]
    if not any(row.reason for row in tail):
        return
    for row in tail:
        if row.reason is None and row.headline and len(row.words.split()) >= LINK_WORDS:
            row.reason, row.placed = "related_links", True


def _weigh(rows: list[_Row]) -> bool:
    """Take back what was marked for its place alone and reads like the article; mark what reads like furniture.

    Tells whether the rows are a whole page.
    """
    chances = furniture([row.words for row in rows]).tolist()
    menu = sum(chance > EVEN and len(row.words.split()) <= LABEL_WORDS for row, chance in zip(rows, chances, strict=True))
    if menu >= WHOLE_PAGE:
        _weigh_page(rows, chances)
    else:
        _weigh_cleaned(rows, chances)
    return bool(menu >= WHOLE_PAGE)


def _weigh_page(rows: list[_Row], chances: list[float]) -> None:
    body = (place for place, row in enumerate(rows) if row.prose and chances[place] <= LONG_LINE)
    title = next(body, len(rows)) - 1
    for place, (row, chance) in enumerate(zip(rows, chances, strict=True)):
        least = PROSE if row.prose else LONG_LINE if len(row.words.split()) >= LONG_WORDS else EVEN
        if row.reason is None and chance > least and place != title:
            row.reason, row.placed = "furniture", True
        elif row.placed and chance < EVEN:
            row.reason = None


def _weigh_cleaned(rows: list[_Row], chances: list[float]) -> None:
    """As above, more warily."""
    first = next((place for place, row in enumerate(rows) if row.prose), len(rows))
    for place, (row, chance) in enumerate(zip(rows, chances, strict=True)):
        # right before the body may stand its title; a credit says who carried the text, and is no noise
        if row.reason is None and chance > CLEANED and place + 1 != first and not carried_by(row.words):
            row.reason, row.placed = "furniture", True
    _spare_lists(rows)


def _spare_lists(rows: list[_Row]) -> None:
    """Take nothing for its place that is much of a cleaned text: it is a list that belongs there."""
    doubtful = [row for row in rows if (row.placed and row.reason is not None) or row.reason == "related_links"]
    if _words(doubtful) > MUCH * _words(rows):
        for row in doubtful:
            row.reason = None


def _words(rows: list[_Row]) -> int:
    return sum(len(row.words.split()) for row in rows)


def _title_case(words: str) -> bool:
    """Whether nearly every longer word has a capital, as in headlines; list items and subheads are in sentence case."""
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) >= TITLE_CASE * len(long)


def _section_label(rows: list[_Row]) -> None:
    """Mark one-to-three-word lines before a title as navigation: "World", "Middle East"."""
    for row, after in pairwise(rows[:4]):
        if row.reason:
            continue
        label = len(row.words.split()) <= LABEL_WORDS and not _SENTENCE_END.search(row.words)
        if not label or len(after.words.split()) <= LABEL_WORDS + 1 or not _has_prose_after(rows, after):
            break
        if not after.headline:
            break
        row.reason = "navigation"


def _has_prose_after(rows: list[_Row], row: _Row) -> bool:
    return any(other.prose for other in rows[rows.index(row) + 1 :])
