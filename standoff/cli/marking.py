"""Marking a place in a text: by colour on a terminal, by [[ and ]] in a pipe and where there is no colour."""

import os
import sys
from collections.abc import Sequence

import click

from standoff.cli.words import clean, one_line
from standoff.core.spans import Span


class Marker:
    """How to mark words on standard output."""

    def __init__(self) -> None:
        self.colour = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    def strong(self, text: str) -> str:
        """A heading."""
        return click.style(text, bold=True) if self.colour else text

    def weak(self, text: str) -> str:
        """What stands around."""
        return click.style(text, dim=True) if self.colour else text

    def evidence(self, text: str) -> str:
        """The very words."""
        return click.style(text, bold=True, reverse=True) if self.colour else f"[[{text}]]"

    def within(self, text: str, outer: Span, spans: Sequence[Span]) -> str:
        """The words of `outer` on one line with the spans in it marked."""
        pieces, here = [], outer.start
        for span in sorted(spans):
            start, end = max(span.start, here), min(span.end, outer.end)
            if start < end:
                pieces += [_flat(text[here:start]), self.evidence(one_line(text[start:end]))]
                here = end
        return "".join([*pieces, _flat(text[here : outer.end])]).strip()

    def dimmed(self, text: str, spans: Sequence[Span]) -> str:
        """The whole text, line ends kept, with the spans (noise) dimmed on a terminal."""
        pieces, here = [], 0
        for span in sorted(spans):
            if span.start >= here:
                pieces += [clean(text[here : span.start]), self.weak(clean(span.text))]
                here = span.end
        return "".join([*pieces, clean(text[here:])])


def _flat(text: str) -> str:
    """The text on one line, a blank kept at either end where white space stood."""
    flat = one_line(text)
    lead = " " if text[:1].isspace() else ""
    return f"{lead}{flat}{' ' if flat and text[-1:].isspace() else ''}"
