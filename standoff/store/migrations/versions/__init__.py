"""Migrations of the record, from the first version on."""
