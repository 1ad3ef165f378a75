"""The brief as text: the one way by which commands, pages and the API ask for it."""

from typing import Literal, get_args

import msgspec

from standoff.core.errors import UsageError
from standoff.report.shapes import Brief

Format = Literal["md", "html", "json"]
FORMATS: tuple[str, ...] = get_args(Format)


def render(brief: Brief, form: str) -> str:
    """The brief as Markdown ("md"), one self-contained HTML file ("html") or JSON ("json"); raises UsageError otherwise."""
    if form == "md":
        from standoff.report.markdown import to_markdown

        return to_markdown(brief)
    if form == "html":
        from standoff.report.html import to_html

        return to_html(brief)
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(brief), indent=1).decode("utf-8") + "\n"
    raise UsageError(f"{form!r} is no format of the brief; choose one of: {', '.join(FORMATS)}")
