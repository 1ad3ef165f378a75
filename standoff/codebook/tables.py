"""Reading the codebook's tab-separated data files."""

from importlib.resources import files

from standoff.core.errors import CodebookError


def rows(where: str, columns: tuple[str, ...]) -> list[list[str]]:
    """The rows of a data file, without remarks (#) and head; raises CodebookError where the head or a row is broken."""
    text = files("standoff.codebook").joinpath("data", where).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    for number, row in enumerate(lines):
        if len(row) != len(columns) or (number == 0 and tuple(row) != columns):
            raise CodebookError(f"codebook/data/{where}: row {number} needs the columns {', '.join(columns)}")
    return lines[1:]
