"""Bytes → Article: files, folders, HTML, JSON lines, CSV."""
