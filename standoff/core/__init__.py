"""Records, spans, identifiers, dates and errors: the floor that imports nothing of ours."""
