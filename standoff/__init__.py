"""Standoff reads the coverage of a crisis and keeps one record in which every cell is one click from its sentence."""

from standoff._version import __version__

__all__ = ["__version__"]
