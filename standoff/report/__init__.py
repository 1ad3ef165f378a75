"""The record shown: the brief as Markdown, as one HTML file and as JSON."""
