"""The facts of a kind as a table: only columns that somebody filled in, and where each fact came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.records.dates import PartialDate
from desktop.records.entry_fields import EntryField, EntryType, entry_text
from desktop.records.fact import Fact, FactKind
from desktop.records.result import Result
from desktop.services.export.page.markup import Html, table, written
from desktop.services.export.tables import own_columns

_IN_VALUE = frozenset({"value", "comparator", "unit"})
"""Of a result: these three stand in one cell, as printed."""
_ENDS = frozenset({"low", "high"})
"""Of a printed range; the page shows them only where the range itself was not kept as printed."""
_WORDS = {"range_text": "Range", "npi": "NPI"}
_DATE_FIRST = frozenset({FactKind.RESULTS, FactKind.APPOINTMENTS})


def date_words(date: PartialDate | None) -> str:
    """Return a date as exact as it is known, with its time and the words it was printed in."""
    if date is None:
        return ""
    known = f"{date.iso} {date.time}{date.zone}".strip() if date.time else date.iso
    return f"{known} ({date.printed})" if date.printed else known


def field_title(field: EntryField) -> str:
    """Return what a column is called."""
    words = _WORDS.get(field.name) or field.name.replace("_", " ")
    return words[:1].upper() + words[1:]


def cell_text(fact: Fact, field: EntryField) -> str:
    """Return what a fact has in a column, in words; empty when it has nothing. What is known not to be says so."""
    text = _cell(fact, field)
    says_what = field.attribute in {"title", *type(fact).title_from}
    return f"{text}: none known" if text and fact.negated and says_what else text


def _cell(fact: Fact, field: EntryField) -> str:
    value = getattr(fact, field.attribute)
    if isinstance(value, PartialDate):
        return date_words(value)
    if field.type is EntryType.YES_NO:
        return "yes" if value else ""
    if field.type is EntryType.NUMBER:
        return str(value) if value else ""
    return entry_text(fact, field).replace("-", " ") if field.type is EntryType.CHOICE else entry_text(fact, field)


def _value(fact: Fact) -> Html:
    if not isinstance(fact, Result):
        return Html("")
    comparator = fact.comparator.value if fact.comparator else ""
    return written("bdi", f"{comparator}{fact.value} {fact.unit}".strip())


def _repeats(fact: Fact) -> bool:
    """Whether a title only says again what the fields say."""
    made_from = (str(getattr(fact, name)) for name in type(fact).title_from)
    return fact.title == " ".join(part for part in made_from if part)


def shown_fields(kind: FactKind, facts: Sequence[Fact]) -> list[EntryField]:
    """Return the columns in which at least one fact has something that no other column says."""
    hidden = {"title"} if all(map(_repeats, facts)) else set()
    if kind is FactKind.RESULTS:
        hidden |= _IN_VALUE
        ranged = all(
            getattr(fact, "range_text", "") or not (_cell_of(fact, "low") + _cell_of(fact, "high")) for fact in facts
        )
        hidden |= _ENDS if ranged else set()
    fields = [field for field in own_columns(kind) if any(cell_text(fact, field) for fact in facts)]
    shown = [field for field in fields if field.attribute not in hidden]
    return sorted(shown, key=lambda field: field.attribute != "date") if kind in _DATE_FIRST else shown


def _cell_of(fact: Fact, attribute: str) -> str:
    return str(getattr(fact, attribute, ""))


@dataclass(frozen=True, slots=True)
class TableWords:
    """What stands in heads and cells; the page of an export is in English."""

    head: Callable[[EntryField], str] = field_title
    cell: Callable[[Fact, EntryField], str] = cell_text
    value: str = "Value"
    where: str = "Where it comes from"


_ENGLISH = TableWords()


def fact_table(
    kind: FactKind, facts: Sequence[Fact], where_from: Callable[[Fact], Html], words: TableWords = _ENGLISH
) -> Html:
    """Return the table of a kind; `where_from` makes the cell that says where a fact comes from."""
    shown = shown_fields(kind, facts)
    heads = [words.head(field) for field in shown]
    value_at = next((place for place, field in enumerate(shown, 1) if field.attribute == "test"), 0)
    if value_at:
        heads.insert(value_at, words.value)
    rows = []
    for fact in facts:
        cells: list[str] = [words.cell(fact, field) for field in shown]
        if value_at:
            cells.insert(value_at, _value(fact))
        rows.append([*cells, where_from(fact)])
    return table([*heads, words.where], rows)
