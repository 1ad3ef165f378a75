"""Readings → Record: what holds across articles."""
