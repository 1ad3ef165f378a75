"""Record ↔ formats that other tools read."""
