"""Values of the record out of untrusted JSON, each by the type of its field: any other shape is refused."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from desktop.records.dates import NotADateError, PartialDate
from desktop.records.provenance import Box

T = TypeVar("T")
MOST_SIGNS = 1_000_000
"""Of one text."""
MOST_ITEMS = 20_000
"""Of one list."""
_GREATEST = 10**12
_NEVER = frozenset({"pdf_password"})
"""Fields that no record.json holds."""


class BadShapeError(ValueError):
    """A value is not what its field holds; `field` names the field, never the value."""

    def __init__(self, field: str = "") -> None:
        """Keep the field's name."""
        super().__init__("bad shape")
        self.field = field


def text(raw: object) -> str:
    """Return a text that can be kept; raises BadShapeError."""
    if (
        type(raw) is not str
        or len(raw) > MOST_SIGNS
        or any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in raw)
    ):
        raise BadShapeError
    return raw


def items(raw: object) -> list[Any]:
    """Return a list of at most 20,000 things; raises BadShapeError."""
    if type(raw) is not list or len(raw) > MOST_ITEMS:
        raise BadShapeError
    return raw


def mapping(raw: object) -> Mapping[str, Any]:
    """Return an object; raises BadShapeError."""
    if type(raw) is not dict:
        raise BadShapeError
    return raw


def moment(raw: object) -> datetime:
    """Return a moment of UTC; raises BadShapeError."""
    try:
        found = datetime.fromisoformat(text(raw))
    except ValueError:
        raise BadShapeError from None
    if found.utcoffset() != timedelta(0):
        raise BadShapeError
    return found.replace(tzinfo=UTC)


def date(raw: object) -> PartialDate:
    """Return a date as exact as it is written; raises BadShapeError."""
    told = mapping(raw)
    time, zone = text(told.get("time")), text(told.get("zone"))
    iso = text(told.get("date")) + (f"T{time}{zone}" if time else "")
    try:
        return PartialDate.parse(iso, printed=text(told.get("printed")))
    except NotADateError:
        raise BadShapeError from None


def _number(kind: type, raw: object) -> int | float:
    if kind is int and type(raw) is int and abs(raw) <= _GREATEST:
        return raw
    if kind is float and type(raw) in {int, float} and math.isfinite(raw) and abs(raw) <= _GREATEST:  # type: ignore[arg-type] # a number
        return float(raw)  # type: ignore[arg-type] # a number
    raise BadShapeError


def _yes(raw: object) -> bool:
    if type(raw) is not bool:
        raise BadShapeError
    return raw


def _choice(kind: type[Enum], raw: object) -> Enum:
    try:
        return kind(text(raw))
    except ValueError:
        raise BadShapeError from None


_PLAIN: dict[Any, Callable[[object], Any]] = {
    str: text,
    bool: _yes,
    int: lambda raw: _number(int, raw),
    float: lambda raw: _number(float, raw),
    datetime: moment,
    PartialDate: date,
}


def _single(hint: Any, raw: object) -> Any:  # noqa: ANN401 - a type hint, and a value of that type
    if hint in _PLAIN:
        return _PLAIN[hint](raw)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(hint, raw)
    return thing(hint, raw)


def value(hint: Any, raw: object) -> Any:  # noqa: ANN401 - a type hint, and a value of that type
    """Return the value of a field by its type; raises BadShapeError."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        (inner,) = (each for each in arguments if each is not NoneType)
        return None if raw is None else value(inner, raw)
    if origin is tuple and arguments[-1] is Ellipsis:
        return tuple(value(arguments[0], each) for each in items(raw))
    if origin is tuple:
        them = items(raw)
        if len(them) != len(arguments):
            raise BadShapeError
        return tuple(value(one, each) for one, each in zip(arguments, them, strict=True))
    return _single(hint, raw)


@cache
def _hints(made: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    return get_type_hints(made)


def _within(box: Box) -> Box:
    if not all(0 <= side <= 1 for side in (box.left, box.top, box.right, box.bottom)):
        raise BadShapeError
    return box


def thing(made: type[T], raw: object, **known: object) -> T:
    """Return a dataclass of the record from its JSON; `known` are fields that are not taken from there.

    A field that is not there keeps its default; raises BadShapeError, also for one without any.
    """
    told = mapping(raw)
    hints = _hints(cast("Hashable", made))
    values = dict(known)
    for each in fields(made):  # type: ignore[arg-type] # the record is made of dataclasses
        if each.name in known or each.name in _NEVER or each.name not in told:
            continue
        try:
            values[each.name] = value(hints[each.name], told[each.name])
        except BadShapeError as bad:
            raise BadShapeError(bad.field or each.name) from None
    try:
        one = made(**values)
    except TypeError:
        raise BadShapeError from None
    return _within(one) if isinstance(one, Box) else one  # type: ignore[return-value] # a Box is made of Box
