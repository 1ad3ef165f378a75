"""Events in words, the same on every surface."""

from standoff.relating.events_tables import Event


def difference_words(event: Event) -> str:
    """What is told differently: "date: 2031-03-04 (a.txt), 2031-03-05 (b.txt, c.txt)"."""
    return "; ".join(
        f"{one.field}: " + ", ".join(f"{version.value} ({', '.join(version.articles)})" for version in one.versions)
        for one in event.differences
    )


def reason_words(event: Event) -> str:
    """Why each telling is joined."""
    return "; ".join(f"{one.article} {one.reason}" for one in event.tellings if one.reason)
