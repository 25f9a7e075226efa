"""How the fields of a frozen record value become columns of a STRICT table, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from desktop.records.dates import PartialDate
from desktop.records.document import ImportIssue
from desktop.records.provenance import Box, Evidence

SORTED_DATES = frozenset({"date", "end_date"})
"""Dates that are sorted by; they get columns for the first and the last day they can mean."""

Raw = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """One column: TEXT or INTEGER, and whether it may be NULL."""

    name: str
    integer: bool = False
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class FieldColumns:
    """The columns of one field; `encode` gives their values in order, `decode` takes them."""

    attribute: str
    columns: tuple[ColumnShape, ...]
    encode: Callable[[Any], tuple[Raw, ...]]
    decode: Callable[..., Any] | None
    """None: the one column's value is the field's value."""


def moment_text(moment: datetime) -> str:
    """Return a moment as stored: ISO text with its zone."""
    return moment.isoformat()


def _date_columns(name: str) -> FieldColumns:
    shapes = [ColumnShape(name, nullable=True), ColumnShape(f"{name}_printed")]
    if name not in SORTED_DATES:
        return FieldColumns(
            name,
            tuple(shapes),
            lambda value: (None, "") if value is None else (value.iso_time, value.printed),
            lambda iso, printed: None if iso is None else PartialDate.parse(iso, printed=printed),
        )
    shapes += [ColumnShape(f"{name}_low", nullable=True), ColumnShape(f"{name}_high", nullable=True)]
    return FieldColumns(name, tuple(shapes), _encode_sorted, _decode_sorted)


def _encode_sorted(value: PartialDate | None) -> tuple[Raw, ...]:
    if value is None:
        return (None, "", None, None)
    return (value.iso_time, value.printed, value.low.isoformat(), value.high.isoformat())


def _decode_sorted(iso: str | None, printed: str, _low: str | None, _high: str | None) -> PartialDate | None:
    return None if iso is None else PartialDate.parse(iso, printed=printed)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _evidence(raw: Mapping[str, Any]) -> Evidence:
    box = raw["box"]
    return Evidence(**{**raw, "box": None if box is None else Box(**box)})


_ITEMS: dict[type, tuple[Callable[[Any], object], Callable[[Any], Any]]] = {
    str: (str, str),
    Evidence: (asdict, _evidence),
    ImportIssue: (asdict, lambda raw: ImportIssue(**raw)),
}


def _list_columns(name: str, item: type) -> FieldColumns:
    write, read = (str, item) if issubclass(item, StrEnum) else _ITEMS[item]
    return FieldColumns(
        name,
        (ColumnShape(name),),
        lambda value: (_compact([write(each) for each in value]) if value else "[]",),
        lambda text: () if text == "[]" else tuple(read(each) for each in json.loads(text)),
    )


def _plain_columns(name: str, hint: type, *, nullable: bool) -> FieldColumns:
    if hint in {bool, int}:
        read = bool if hint is bool else None
        return FieldColumns(name, (ColumnShape(name, integer=True),), lambda value: (int(value),), read)
    shape = (ColumnShape(name, nullable=nullable),)
    if hint is datetime:
        return FieldColumns(
            name,
            shape,
            lambda value: (None if value is None else moment_text(value),),
            lambda text: None if text is None else datetime.fromisoformat(text),
        )
    if issubclass(hint, StrEnum):
        return FieldColumns(
            name,
            shape,
            lambda value: (None if value is None else str(value),),
            lambda text: None if text is None else hint(text),
        )
    return FieldColumns(name, shape, lambda value: (value,), None)


def _columns_of(name: str, hint: Any) -> FieldColumns:  # noqa: ANN401 - a type hint
    nullable = get_origin(hint) is UnionType
    if nullable:
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    if hint is PartialDate:
        return _date_columns(name)
    if get_origin(hint) is tuple:
        return _list_columns(name, get_args(hint)[0])
    return _plain_columns(name, hint, nullable=nullable)


def field_columns(record: type, *, leave_out: frozenset[str] = frozenset()) -> tuple[FieldColumns, ...]:
    """Return the columns of every field of a record dataclass, in the order of the fields."""
    hints = get_type_hints(record)
    return tuple(_columns_of(each.name, hints[each.name]) for each in fields(record) if each.name not in leave_out)


def column_shapes(record_fields: Sequence[FieldColumns]) -> Iterator[ColumnShape]:
    """Yield the shapes of all columns of these fields, in order."""
    for each in record_fields:
        yield from each.columns


def encode(record: object, record_fields: Sequence[FieldColumns]) -> dict[str, Raw]:
    """Return the row of a record: column name to stored value."""
    row: dict[str, Raw] = {}
    for each in record_fields:
        stored = each.encode(getattr(record, each.attribute))
        row.update(zip((shape.name for shape in each.columns), stored, strict=True))
    return row


def decode(record_fields: Sequence[FieldColumns], stored: Sequence[Any], start: int = 0) -> dict[str, Any]:
    """Return a record's arguments from a row whose columns stand in order from `start`."""
    arguments: dict[str, Any] = {}
    at = start
    for each in record_fields:
        width = len(each.columns)
        if each.decode is None:
            arguments[each.attribute] = stored[at]
        elif width == 1:
            arguments[each.attribute] = each.decode(stored[at])
        else:
            arguments[each.attribute] = each.decode(*stored[at : at + width])
        at += width
    return arguments
