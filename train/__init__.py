"""Scripts that make the small models shipped with Standoff from public data, one command each, seeded."""
