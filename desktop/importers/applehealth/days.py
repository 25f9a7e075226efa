"""Readings added up by day while they stream by: how many, lowest, highest, and their middle."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from desktop.foundation.resources import resource

TERMS: Any = json.loads(resource("terminology", "apple-health.json").read_text("utf-8"))
"""Read at import: a reader behind locked doors can open no file any more."""
_DAY = 10


@dataclass(slots=True)
class Day:
    """The readings of one kind on one day; `texts` keep the ends as they were written."""

    count: int = 0
    total: float = 0.0
    low: float = math.inf
    high: float = -math.inf
    low_text: str = ""
    high_text: str = ""
    sources: set[str] = field(default_factory=set)

    def add(self, text: str, source: str) -> None:
        """Add a reading; one that is no number is left out."""
        try:
            number = float(text)
        except ValueError:
            return
        if not math.isfinite(number):
            return
        self.count += 1
        self.total += number
        if number < self.low:
            self.low, self.low_text = number, text
        if number > self.high:
            self.high, self.high_text = number, text
        self.sources.add(source)


Key = tuple[str, str, str]
"""Kind of reading, unit, and day (ISO)."""


@dataclass(slots=True)
class Export:
    """What streamed by: days of readings, counts of everything, and what the file says of the person."""

    days: dict[Key, Day] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    person: Mapping[str, str] = field(default_factory=dict)
    made: str = ""
    broken: bool = False

    def _record(self, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("type", "")
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if kind in TERMS["readings"]:
            key = (kind, attributes.get("unit", ""), attributes.get("startDate", "")[:_DAY])
            day = self.days.get(key)
            if day is None:
                day = self.days[key] = Day()
            day.add(attributes.get("value", ""), attributes.get("sourceName", ""))

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Take one element."""
        if name == "Record":
            self._record(attributes)
        elif name == "Me":
            self.person = attributes
        elif name == "ExportDate":
            self.made = attributes.get("value", "")[:_DAY]
        elif name == "Workout":
            self.counts[name] = self.counts.get(name, 0) + 1


class _EntityError(ValueError):
    """An entity was declared after all."""


def _no_entities(*_arguments: object) -> None:
    raise _EntityError


def read_days(pieces: Iterable[bytes]) -> Export:
    """Return what the pieces of an export hold; a broken file is taken as far as it goes."""
    export = Export()
    parser = expat.ParserCreate()
    parser.buffer_text = False
    parser.StartElementHandler = export.element
    parser.EntityDeclHandler = _no_entities
    try:
        for piece in pieces:
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes it so
        parser.Parse(b"", True)  # noqa: FBT003 - the same
    except (expat.ExpatError, _EntityError):
        export.broken = True
    return export


def newest_first(export: Export) -> Iterator[tuple[Key, Day]]:
    """Yield the days with readings, newest first."""
    filled = ((key, day) for key, day in export.days.items() if day.count)
    yield from sorted(filled, key=lambda one: (one[0][2], one[0][0]), reverse=True)
