"""Which values of a report wait, which are clear, and what an edit means; no widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.records.fact_history import FactRevision
from desktop.records.provenance import Origin
from desktop.records.result import Result
from desktop.ui.forms.presenter import split_sign
from desktop.ui.results.presenter import number_of, value_text

FAR = 3.0
"""A value so many times larger or smaller than the one before asks for a look."""
_WORDS = frozenset({"not detected", "negative", "positive", "trace", "none", "nd", "no detectado", "negativo"})


def in_page_order(results: Sequence[Result]) -> list[Result]:
    """Return values in the order in which they stand on the pages."""
    return sorted(results, key=_place)


def _place(result: Result) -> tuple[int, float]:
    if not result.provenance:
        return 0, 0.0
    first = result.provenance[0]
    return first.page, first.box.top if first.box is not None else 0.0


class Doubt(StrEnum):
    """Why a value is to be looked at alone."""

    READER = "reader"
    """The reader was unsure; its reason stands in the issues."""
    SIGN = "sign"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Value:
    """A row: the value, why it needs a look (None: it is clear), and what it is compared with when it is far."""

    result: Result
    doubt: Doubt | None
    earlier: Result | None = None

    @property
    def waits(self) -> bool:
        """Whether the person has not said anything yet."""
        return self.result.origin is Origin.PROPOSED

    @property
    def clear(self) -> bool:
        """Whether it may be confirmed together with others."""
        return self.waits and self.doubt is None


def values_of(results: Sequence[Result], before: Mapping[str, Result]) -> list[Value]:
    """Return the rows of a report; `before` holds the last confirmed result of each test by the proposal's id."""
    return [_value(one, before.get(one.id)) for one in in_page_order(results)]


def _value(result: Result, earlier: Result | None) -> Value:
    if result.needs_check:
        return Value(result, Doubt.READER)
    if result.comparator is not None:
        return Value(result, Doubt.SIGN)
    if earlier is not None and is_far(result, earlier):
        return Value(result, Doubt.FAR, earlier)
    return Value(result, None)


def is_far(result: Result, earlier: Result) -> bool:
    """Whether a value is far from an earlier one in the same unit."""
    now, then = number_of(result.value), number_of(earlier.value)
    if now is None or then is None or result.unit.strip() != earlier.unit.strip() or min(now, then) <= 0:
        return False
    return max(now, then) / min(now, then) >= FAR


class EditProblem(StrEnum):
    """What stands against an edited value."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not-a-number"


def edit_of(result: Result, value: str, unit: str) -> dict[str, str]:
    """Return what differs from what was read, as texts for the record; empty when nothing does."""
    sign, number = split_sign(value)
    now = {"comparator": sign, "value": number, "unit": unit.strip()}
    read = {"comparator": result.comparator.value if result.comparator else "", "value": result.value.strip()}
    read["unit"] = result.unit.strip()
    return {name: text for name, text in now.items() if text != read[name]}


def problem_of(result: Result, value: str) -> EditProblem | None:
    """Return what is wrong with an edited value: empty, or words where the page has a number."""
    _, number = split_sign(value)
    if not number:
        return EditProblem.EMPTY
    was_number = number_of(result.value) is not None
    if was_number and number_of(number) is None and number.casefold() not in _WORDS:
        return EditProblem.NOT_A_NUMBER
    return None


@dataclass(frozen=True, slots=True)
class Edited:
    """What the page shows and what the person made of it, both with sign and unit as far as they differ."""

    shown: str
    now: str


def edited(result: Result, history: Sequence[FactRevision]) -> Edited | None:
    """Return how a value differs from what was read; None when it stands as it was read."""
    read: dict[str, str] = {}
    for revision in history:
        for change in revision.changes:
            if change.field in {"value", "unit", "comparator"}:
                read.setdefault(change.field, change.before)
    first = {
        "value": read.get("value", result.value),
        "unit": read.get("unit", result.unit),
        "comparator": read.get("comparator", result.comparator.value if result.comparator else ""),
    }
    shown = f"{first['comparator']} {first['value']}".strip()
    now = value_text(result)
    if first["unit"] != result.unit:
        shown, now = f"{shown} {first['unit']}", f"{now} {result.unit}"
    plain = now.replace("≤", "<=").replace("≥", ">=")
    return None if shown == plain else Edited(shown, now)


def next_waiting(values: Sequence[Value], after: str) -> str:
    """Return the id of the next row that waits, starting again at the top; empty when none does."""
    ids = [one.result.id for one in values]
    start = ids.index(after) + 1 if after in ids else 0
    around = [*values[start:], *values[:start]]
    return next((one.result.id for one in around if one.waits and one.result.id != after), "")
