"""Makes the values of the record out of record.json again, by the types of their fields: nothing may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from desktop.records.dates import PartialDate
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.fact_history import FactRevision, FieldChange
from desktop.records.kinds import FACT_TYPES


def value(hint: Any, raw: Any) -> Any:
    """Return one value of a field from its JSON."""
    if get_origin(hint) is UnionType:
        (inner,) = (each for each in get_args(hint) if each is not NoneType)
        return None if raw is None else value(inner, raw)
    if get_origin(hint) is tuple:
        first, *others = get_args(hint)
        kinds = [first] * len(raw) if others == [Ellipsis] else [first, *others]
        return tuple(value(one, each) for one, each in zip(kinds, raw, strict=True))
    if get_origin(hint) is frozenset:
        return frozenset(value(get_args(hint)[0], each) for each in raw)
    return _single(hint, raw)


def _single(hint: Any, raw: Any) -> Any:
    if hint is PartialDate:
        time = f"T{raw['time']}{raw['zone']}" if raw["time"] else ""
        return PartialDate.parse(raw["date"] + time, printed=raw["printed"])
    if hint is datetime:
        return datetime.fromisoformat(raw)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(raw)
    return thing(hint, raw) if isinstance(raw, dict) else raw


def thing(made: type[Any], raw: Mapping[str, Any]) -> Any:
    """Return a dataclass of the record; a field that is not there fails, but for passwords."""
    hints = get_type_hints(made)
    return made(
        **{each.name: value(hints[each.name], raw[each.name]) for each in fields(made) if each.name != "pdf_password"}
    )


def fact(raw: Mapping[str, Any]) -> Fact:
    """Return a fact of its kind."""
    made: Fact = thing(FACT_TYPES[FactKind(raw["kind"])], raw)
    return made


def history(raw: Mapping[str, Any]) -> tuple[FactRevision, ...]:
    """Return what happened to a fact."""
    hints = get_type_hints(FactRevision)
    return tuple(
        FactRevision(
            one["revision"],
            value(hints["at"], one["at"]),
            value(hints["origin"], one["origin"]),
            tuple(FieldChange(each["field"], each["before"], each["after"]) for each in one["changes"]),
        )
        for one in raw["history"]
    )


def document(raw: Mapping[str, Any]) -> Document:
    """Return a document, without its password."""
    made: Document = thing(Document, raw)
    return made
