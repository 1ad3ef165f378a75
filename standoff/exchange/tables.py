"""Records as flat tables: which columns a kind of record has, and a record's cells.

A nested record becomes one column a field (`date_earliest`); a list of nested records becomes parallel lists
(`content_start`, `content_end`, `content_text`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import inspect

CellType = Literal["text", "integer", "number", "flag", "day"]
INNER = ","  # joins a list within a list, such as the parties of one of several roles


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its name, what its cells hold (`many`: a list of them), its allowed values, what it means."""

    name: str
    type: CellType
    many: bool
    values: tuple[str, ...]
    description: str
    cell: Callable[[Any], Any]


@cache
def columns_of(shape: type[msgspec.Struct]) -> tuple[Column, ...]:
    """The columns of the table of such records, in the order of their fields."""
    return tuple(column for field in _fields(shape) for column in _columns(field))


def rows_of(
    shape: type[msgspec.Struct], records: Iterable[object], leave_out: frozenset[str] = frozenset()
) -> Iterable[list[Any]]:
    """The cells of each record, one list a record."""
    columns = [column for column in columns_of(shape) if column.name not in leave_out]
    for record in records:
        yield [column.cell(record) for column in columns]


@dataclass(frozen=True)
class _Field:
    name: str
    type: inspect.Type
    many: bool
    description: str


def _fields(shape: type[msgspec.Struct]) -> tuple[_Field, ...]:
    info = inspect.type_info(shape)
    assert isinstance(info, inspect.StructType)  # noqa: S101 - a Struct's info is a StructType; this tells the type checker
    return tuple(_field(one) for one in info.fields)


def _field(one: inspect.Field) -> _Field:
    found, description = _bare(one.type)
    many = isinstance(found, inspect.VarTupleType)
    if isinstance(found, inspect.VarTupleType):
        found = _bare(found.item_type)[0]
    return _Field(one.name, found, many, description)


def _bare(type_: inspect.Type) -> tuple[inspect.Type, str]:
    """The type without its description and without null, and the description."""
    description = ""
    if isinstance(type_, inspect.Metadata):
        description = str((type_.extra_json_schema or {}).get("description", ""))
        type_ = type_.type
    if isinstance(type_, inspect.UnionType):
        parts = [_bare(part)[0] for part in type_.types if not isinstance(part, inspect.NoneType)]
        numbers = [part for part in parts if isinstance(part, inspect.FloatType)]
        type_ = (numbers or parts)[0]
    return type_, description


def _columns(field: _Field) -> list[Column]:
    if isinstance(field.type, inspect.StructType):
        return [_nested(field, part) for part in _fields(field.type.cls)]
    return [
        Column(
            name=field.name,
            type=_cell_type(field.type),
            many=field.many,
            values=_values(field.type),
            description=field.description,
            cell=_reader(field.name),
        )
    ]


def _nested(field: _Field, part: _Field) -> Column:
    inner = part.many and field.many
    return Column(
        name=f"{field.name}_{part.name}",
        type="text" if inner else _cell_type(part.type),
        many=field.many or part.many,
        values=_values(part.type),
        description=f"{field.description}: {part.description[:1].lower()}{part.description[1:]}",
        cell=_nested_reader(field.name, part.name, many=field.many, inner=inner),
    )


def _reader(name: str) -> Callable[[Any], Any]:
    return lambda record: getattr(record, name)


def _nested_reader(name: str, part: str, *, many: bool, inner: bool) -> Callable[[Any], Any]:
    def one(value: Any) -> Any:
        found = getattr(value, part)
        return INNER.join(found) if inner else found

    def read(record: Any) -> Any:
        value = getattr(record, name)
        if many:
            return tuple(one(part_of) for part_of in value)
        return None if value is None else one(value)

    return read


def _cell_type(type_: inspect.Type) -> CellType:
    if isinstance(type_, inspect.BoolType):
        return "flag"
    if isinstance(type_, inspect.IntType):
        return "integer"
    if isinstance(type_, inspect.FloatType):
        return "number"
    return "day" if isinstance(type_, inspect.DateType) else "text"


def _values(type_: inspect.Type) -> tuple[str, ...]:
    return tuple(map(str, type_.values)) if isinstance(type_, inspect.LiteralType) else ()
