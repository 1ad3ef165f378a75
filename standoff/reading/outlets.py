"""News outlets in the text: who reports is no party, and the state in an outlet's name is not named by it."""

from functools import cache

from standoff.codebook.agencies import agencies
from standoff.codebook.castwords import cast_words
from standoff.codebook.forms import FormIndex
from standoff.reading.layout import Layout


def as_printed(name: str) -> tuple[str, ...]:
    """A body without a code by its name; an agency or outlet is no party, unless it is a state's voice."""
    short = name.lower().removeprefix("the ")
    if short in cast_words().papers:
        return ()
    outlet = agencies().get(short)
    if outlet is None:
        return (name,)
    return (outlet.state,) if outlet.state is not None else ()


@cache
def _forms() -> FormIndex[bool]:
    return FormIndex((form, True) for form, outlet in agencies().items() if outlet.state is None and " " in form)


def outlet_places(layout: Layout) -> list[tuple[int, int]]:
    """The bounds (code points) of the outlets of several words that speak for no state ("The Washington Post")."""
    return [(start, end) for start, end, _ in _forms().find(layout.lower)]
