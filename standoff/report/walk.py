"""Going through the parts of a brief: which places it cites, and the same brief with some of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from standoff.report.basis import Cited, Evidence, Passage, Shape
from standoff.report.wholes import Paper

MOST_PLACES = 9  # of one line; as many as stand behind it in a row, the rest is counted
FEW_PLACES = 3  # of one line, where the record is large: with nine the articles cited would fill most of the brief
Place = Evidence | Passage | Paper


def places_of(shape: object) -> Iterator[Place]:
    """Every place in an article, sentence or article within a part of a brief, in its order."""
    if isinstance(shape, Place):
        yield shape
    elif isinstance(shape, tuple):
        for part in shape:
            yield from places_of(part)
    elif isinstance(shape, Shape):
        for field in shape.__struct_fields__:
            yield from places_of(getattr(shape, field))


def evidence_of(shape: object) -> list[Evidence]:
    """Every piece of evidence within a part of a brief, in its order."""
    return [place for place in places_of(shape) if isinstance(place, Evidence)]


def with_fewer_places(shape: Any, most: int = MOST_PLACES) -> Any:
    """The same part with at most so many places a line, the rest counted."""

    def cut(one: Shape) -> Shape:
        left = len(one.evidence) - most if isinstance(one, Cited) else 0
        return one if left <= 0 else _cut(one, most, left)

    return _mapped(shape, cut)


def renumbered(shape: Any, numbers: Mapping[str, int]) -> Any:
    """The same part with its sources under other numbers, by their names; 0 for those that have none."""

    def again(one: Shape) -> Shape:
        return msgspec.structs.replace(one, source=numbers.get(one.article, 0)) if isinstance(one, Place) else one

    return _mapped(shape, again)


def _cut(one: Any, most: int, left: int) -> Shape:
    shorter: Shape = msgspec.structs.replace(one, evidence=one.evidence[:most], more_places=one.more_places + left)
    return shorter


def _mapped(shape: Any, change: Callable[[Shape], Shape]) -> Any:
    """The same part with each shape in it changed, the inner ones first."""
    if isinstance(shape, tuple):
        return tuple(_mapped(part, change) for part in shape)
    if not isinstance(shape, Shape):
        return shape
    fields = {name: getattr(shape, name) for name in shape.__struct_fields__}
    new = {name: _mapped(value, change) for name, value in fields.items() if isinstance(value, tuple | Shape)}
    return change(msgspec.structs.replace(shape, **{name: value for name, value in new.items() if value is not fields[name]}))
