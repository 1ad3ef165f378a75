"""The domain as data: acts, actors, issues, cues and noise, with a loader that validates them."""
