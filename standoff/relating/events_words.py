"""Events in words, the same on every surface."""

from standoff.relating.events_tables import Difference, Event


def difference_words(event: Event) -> str:
    """What is told differently: "date: 2031-03-04 (a.txt), 2031-03-05 (b.txt, c.txt)"."""
    return "; ".join(map(versions_words, event.differences))


def versions_words(one: Difference) -> str:
    """The versions of one detail: "place: Oslo (a.txt), Bergen (b.txt)"."""
    return f"{one.field}: " + ", ".join(f"{version.value} ({', '.join(version.articles)})" for version in one.versions)


def reason_words(event: Event) -> str:
    """Why each telling is joined."""
    return "; ".join(f"{one.article} {one.reason}" for one in event.tellings if one.reason)
