"""What the columns of a table hold: said by the person once, and remembered by the table's header."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.importers.identify.dates import Order


class Column(StrEnum):
    """What one column holds; the values are the words of the command line."""

    TEST = "test"
    VALUE = "value"
    COMPARATOR = "comparator"
    UNIT = "unit"
    DATE = "date"
    TIME = "time"
    REPORTED = "reported"
    RANGE = "range"
    LOW = "low"
    HIGH = "high"
    FLAG = "flag"
    LAB = "lab"
    PANEL = "panel"
    SPECIMEN = "specimen"
    COMMENT = "comment"
    STATUS = "status"
    """Whether the laboratory stands by the result: cancelled and mistaken ones are no results."""
    LOINC = "loinc"
    PERSON = "person"
    """A name; several such columns are its parts."""
    BORN = "born"
    PERSON_NUMBER = "person-number"
    DAY = "day"
    """The results of one day, which is the column's head."""
    ONE_TEST = "one-test"
    """The results of one test, which is the column's head."""
    IGNORE = "ignore"


REPEATABLE = frozenset({Column.PERSON, Column.DAY, Column.ONE_TEST, Column.IGNORE})
"""What several columns may hold."""


class BadLayoutError(ValueError):
    """These columns cannot be read: `reason` is "twice", "no-test", "no-value" or "mixed"; `column` where it is one."""

    def __init__(self, reason: str, column: Column | None = None) -> None:
        """Keep what is wrong."""
        super().__init__(reason)
        self.reason, self.column = reason, column


@dataclass(frozen=True, slots=True)
class Layout:
    """What each column holds, from left to right, and in which order its dates are written when they do not say it."""

    columns: tuple[Column, ...]
    order: Order | None = None

    @property
    def reads_nothing(self) -> bool:
        """Whether the person said that this is no table of test results."""
        return all(column is Column.IGNORE for column in self.columns)

    def place(self, column: Column) -> int | None:
        """Return where (from 0) the first such column stands."""
        return self.columns.index(column) if column in self.columns else None

    def places(self, column: Column) -> tuple[int, ...]:
        """Return where (from 0) all such columns stand."""
        return tuple(place for place, one in enumerate(self.columns) if one is column)

    def check(self) -> None:
        """Raise BadLayoutError for columns from which no result can be read."""
        for column in set(self.columns) - REPEATABLE:
            if self.columns.count(column) > 1:
                raise BadLayoutError("twice", column)
        if self.reads_nothing:
            return
        wide = Column.ONE_TEST in self.columns
        if wide and {Column.TEST, Column.VALUE, Column.DAY} & set(self.columns):
            raise BadLayoutError("mixed")
        if not wide and Column.TEST not in self.columns:
            raise BadLayoutError("no-test")
        if not wide and (Column.VALUE in self.columns) is (Column.DAY in self.columns):
            raise BadLayoutError("mixed" if Column.DAY in self.columns else "no-value")

    def to_json(self) -> dict[str, str | list[str]]:
        """Return it as JSON."""
        return {"columns": [column.value for column in self.columns], "order": self.order.value if self.order else ""}

    @classmethod
    def of_json(cls, value: object) -> Layout:
        """Read it from JSON; raises ValueError for another shape."""
        if not isinstance(value, Mapping) or not isinstance(value.get("columns"), list):
            message = "no layout"
            raise ValueError(message)  # noqa: TRY004 - one error for every wrong shape
        order = str(value.get("order", ""))
        return cls(tuple(Column(str(one)) for one in value["columns"]), Order(order) if order else None)


def header_key(header: Sequence[str]) -> str:
    """Return by what a header is known again: the SHA-256 of its cells without case, odd spaces and width."""
    cells = (" ".join(unicodedata.normalize("NFKC", cell).casefold().split()) for cell in header)
    return hashlib.sha256("\x1f".join(cells).encode("utf-8", "replace")).hexdigest()
