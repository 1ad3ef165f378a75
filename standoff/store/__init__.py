"""The record kept: SQLite by default, PostgreSQL for a team."""
