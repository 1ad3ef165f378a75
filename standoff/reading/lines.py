"""Lines and paragraphs of a stored text: where a sentence cannot run on."""

import re
from dataclasses import dataclass
from itertools import pairwise

# A text is hard-wrapped where most of its lines are about as long as the longest and do not end a sentence. Wire copy
# is wrapped at 60 to 80 characters; web text has whole paragraphs on a line.
WRAP_WIDTHS = range(40, 100)
WRAP_SHARE = 0.5
FEW_LINES = 6  # below this a share of lines says little
# A text wrapped by a program: widths that editors use, nearly all lines full, and a third of them broken before a word
# in small letters (in English prose two thirds of all words are).
WIDTHS = range(40, 140)
FULL_SHARE = 0.8
MIDWAY_SHARE = 0.34
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
_LINE = re.compile(r"[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end: `text[start:end]`, code points."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether the line shows nothing."""
        return not self.text.strip()


def lines_of(text: str) -> list[Line]:
    """All lines of `text`, blank ones too, in order."""
    found = []
    for match in _LINE.finditer(text):
        if match.end() == match.start():
            continue
        body = match.group().rstrip("\n")
        found.append(Line(match.start(), match.start() + len(body), body))
    return found


def is_wrapped(lines: list[Line]) -> bool:
    """Whether the text was broken into lines at a fixed width, so that a line end is no paragraph end."""
    full = [line for line in lines if not line.blank]
    running_on = [line for line in full if len(line.text) in WRAP_WIDTHS and not _TERMINAL.search(line.text)]
    if len(full) >= FEW_LINES:
        return len(running_on) > WRAP_SHARE * len(full) or _broken_by_width(lines)
    return _broken_by_width(lines)


def _broken_by_width(lines: list[Line]) -> bool:
    """Whether nearly every line that another follows was full: the next line's first word would not have fitted."""
    pairs = [(line, after) for line, after in pairwise(lines) if not line.blank and not after.blank]
    width = max((len(line.text) for line, _ in pairs), default=0)
    if width not in WIDTHS:
        return False
    broken = [pair for pair in pairs if len(pair[0].text) + 1 + len(pair[1].text.split()[0]) > width]
    midway = [after for line, after in broken if not _TERMINAL.search(line.text) and after.text.lstrip()[:1].islower()]
    return len(broken) >= FULL_SHARE * len(pairs) and len(midway) >= MIDWAY_SHARE * len(pairs)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The bounds of the paragraphs: lines, or runs of lines between blank ones where the text is hard-wrapped."""
    lines = lines_of(text)
    if not is_wrapped(lines):
        return [(line.start, line.end) for line in lines if not line.blank]
    found: list[tuple[int, int]] = []
    open_start: int | None = None
    last_end = 0
    for line in lines:
        if line.blank:
            if open_start is not None:
                found.append((open_start, last_end))
            open_start = None
            continue
        open_start = line.start if open_start is None else open_start
        last_end = line.end
    if open_start is not None:
        found.append((open_start, last_end))
    return found
