"""Quality and speed, measured: one command a part, each printing its table."""
