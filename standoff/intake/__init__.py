"""Bytes → Article: files, folders, patterns and standard input; HTML, JSON lines, CSV and plain text, each also gzipped."""

from standoff.intake.drafts import Failure, article_of
from standoff.intake.options import IntakeOptions
from standoff.intake.taking import take_in

__all__ = ["Failure", "IntakeOptions", "article_of", "take_in"]
