"""Tables: CSV and its kin, a header and then an article a row."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from standoff.core.errors import EmptyInput, InputError, MalformedInput, OversizedInput, TruncatedInput
from standoff.intake.decoding import LineDecoder
from standoff.intake.drafts import Draft, Refused, sha256
from standoff.intake.formats.format import Format
from standoff.intake.formats.own import refuse_own
from standoff.intake.options import ALSO, FIELDS, IntakeOptions
from standoff.intake.rows import draft_of, no_text
from standoff.intake.stream import Line, Stream, peek

DELIMITERS = (",", "\t", ";", "|")
_CUT = "unexpected end of data"  # csv's words for a quotation mark that is never closed


@dataclass(slots=True)
class _Lines:
    """A table's lines as characters, for csv to read; remembers the raw lines and flags of the row being read."""

    lines: Iterator[Line]
    decoder: LineDecoder
    limit: int
    raw: list[bytes] = field(default_factory=list)
    flags: tuple[str, ...] = ()
    size: int = 0

    def begin_row(self) -> None:
        self.raw, self.flags, self.size = [], (), 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.raw.append(line.raw)
        self.size += len(line.raw)
        if line.too_long or self.size > self.limit:
            advice = "close its quotation marks, split it, or raise the limit (--max-raw-bytes)"
            raise OversizedInput(f"a row of more than {self.limit:,} bytes: {advice}")
        decoded = self.decoder.decode(line.raw)
        self.flags = tuple(dict.fromkeys((*self.flags, *decoded.flags())))
        return decoded.text.removeprefix("\ufeff") + "\n"


def read(stream: Stream, options: IntakeOptions) -> Iterator[Draft | Refused]:
    """One draft a row, numbered from 1 below the header; raises MalformedInput where no column holds the text.

    The same for codings that were exported: their texts are quotations.
    """
    refuse_own(stream.peek())
    # csv's limit on a field belongs to the whole process; it is only ever raised, and rows are bounded by their own limit
    csv.field_size_limit(max(csv.field_size_limit(), 2 * options.max_raw_bytes))
    lines = _Lines(stream.lines(options.max_raw_bytes), LineDecoder(stream.head), options.max_raw_bytes)
    rows = csv.reader(lines, delimiter=_delimiter(stream.peek(), options), strict=True)
    columns = _header(rows, options)
    wide = (f"encoding:{stream.encoding()}",) if stream.encoding() else ()
    yield from _rows(rows, lines, columns, options, wide)


def _header(rows: Iterator[list[str]], options: IntakeOptions) -> list[str]:
    """The columns by the names that the options use for them; case and outer blanks do not count."""
    try:
        found = next((row for row in rows if any(cell.strip() for cell in row)), None)
    except csv.Error as error:
        raise MalformedInput(f"the header is not CSV ({error}): save the table as CSV with a header row") from error
    if found is None:
        raise EmptyInput("an empty table: give one with a header row and an article a row")
    wanted = {other.casefold(): other for names in ALSO.values() for other in names}
    wanted |= {options.column(name).casefold(): options.column(name) for name in FIELDS}
    columns = [wanted.get(cell.strip().casefold(), cell.strip()) for cell in found]
    if options.column("text") not in columns:
        raise no_text("the table has no", columns, options)
    missing = [name for name in options.columns.values() if name not in columns]
    if missing:
        raise MalformedInput(f"no column {', '.join(missing)}, which the options name; found: {', '.join(columns)}")
    return columns


def _rows(
    rows: Iterator[list[str]], lines: _Lines, columns: list[str], options: IntakeOptions, wide: tuple[str, ...]
) -> Iterator[Draft | Refused]:
    for number in count(1):
        try:
            cells = _next(rows, lines)
            if cells is None:
                return
            digest = sha256(b"\n".join(lines.raw))
            yield draft_of(_fields(cells, columns), options, row=number, digest=digest, flags=(*wide, *lines.flags))
        except csv.Error as error:
            yield Refused(row=number, error=_csv_error(error))
        except InputError as error:
            yield Refused(row=number, error=error)


def _next(rows: Iterator[list[str]], lines: _Lines) -> list[str] | None:
    """The next row that is not blank, None at the end."""
    while True:
        lines.begin_row()
        cells = next(rows, None)
        if cells is None or any(cell.strip() for cell in cells):
            return cells


def _fields(cells: list[str], columns: list[str]) -> dict[str, str]:
    if len(cells) > len(columns):
        raise MalformedInput(f"{len(cells)} cells under {len(columns)} columns: put cells with a delimiter in quotation marks")
    return dict(zip(columns, cells, strict=False))


def _csv_error(error: csv.Error) -> InputError:
    if _CUT in str(error):
        return TruncatedInput("ends within quotation marks: close them, or fetch the file again if it was cut off")
    return MalformedInput(f"not CSV ({error}): double the quotation marks within a quoted cell")


def _delimiter(begin: str, options: IntakeOptions) -> str:
    """The delimiter that sets the text column apart; else the one that makes most columns."""
    return max(DELIMITERS, key=lambda mark: (_has_text(_first_row(begin, mark), options), len(_first_row(begin, mark))))


def _has_text(cells: list[str], options: IntakeOptions) -> bool:
    return options.column("text").casefold() in cells


def _first_row(begin: str, delimiter: str) -> list[str]:
    line = begin.partition("\n")[0]
    try:
        return [cell.strip().casefold() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _looks_like(head: bytes) -> bool:
    """A header that names the text and another of our fields: prose has no such first line."""
    rows = (_first_row(peek(head), mark) for mark in DELIMITERS)
    return any("text" in cells and len(set(FIELDS) & set(cells)) > 1 for cells in rows)


FORMAT = Format(name="csv", extensions=frozenset({".csv", ".tsv"}), looks_like=_looks_like, read=read)
