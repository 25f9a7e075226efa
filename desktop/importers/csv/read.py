"""The sandbox jobs that read tables of test results: by a layout that is known, and to be shown to the person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from desktop.importers import limits, wire
from desktop.importers.base import DocumentProposal, ImportResult, ProposedFact
from desktop.importers.csv import told
from desktop.importers.csv.columns import Column, Layout
from desktop.importers.csv.days import ColumnOrder, Says, order_of
from desktop.importers.csv.facts import RowReader, RowsRead
from desktop.importers.csv.guess import column_cells, guess, is_laboratory
from desktop.importers.csv.laid import laid
from desktop.importers.csv.people import Named, named_in
from desktop.importers.csv.table import Table, table_of
from desktop.importers.delimited import BadTableError, read_table
from desktop.importers.identify.dates import Order
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.document import DocumentKind, ImportIssue
from desktop.records.provenance import Evidence
from desktop.sandbox.values import JSONValue

MEDIA_TYPE = "text/csv"
_ROWS_SHOWN = 6
_LONGEST_CELL_SHOWN = 80
_TITLE, _OTHER_TITLE = "Table of test results", "Table"


def written_order(table: Table, layout: Layout, today: date) -> ColumnOrder:
    """Return what the columns of days, or the heads that are days, say about the order of day and month."""
    date_place = layout.place(Column.DATE)
    heads = [table.header[place] for place in layout.places(Column.DAY)]
    return order_of(heads or ([] if date_place is None else column_cells(table, date_place)), today)


def decided(table: Table, layout: Layout, today: date) -> Layout | None:
    """Return the layout with the order that the table proves, or that was said; None when it must be asked."""
    said = written_order(table, layout, today)
    if said.says is Says.ORDER:
        return replace(layout, order=said.order)
    if said.says is Says.BOTH:
        return replace(layout, order=None)
    return None if said.says is Says.EITHER and layout.order is None else layout


def _issues(read: RowsRead, *, page_cut: bool, mixed: bool) -> Iterator[ImportIssue]:
    yield from told.left_out(read.left)
    if mixed:
        yield told.MIXED_ORDER
    if read.cut:
        yield told.TOO_MANY_RESULTS
    if page_cut:
        yield limits.TOO_LONG_TO_SHOW


def _days(facts: tuple[ProposedFact, ...]) -> list[PartialDate]:
    found = []
    for text in {fact.values.get("collected", "") for fact in facts} - {""}:
        try:
            found.append(PartialDate.parse(text[:10]))
        except NotADateError:
            continue
    return sorted(found, key=lambda day: day.iso)


def _proposal(facts: tuple[ProposedFact, ...], named: Named) -> DocumentProposal:
    days = _days(facts)
    labs = {fact.values.get("lab", "") for fact in facts} - {""}
    source = labs.pop() if len(labs) == 1 else ""
    found = {"title": _TITLE, "person": named.name or named.born, "source": source}
    return DocumentProposal(
        title=_TITLE,
        kind=DocumentKind.LAB_REPORT,
        date=days[-1] if days else None,
        source=source,
        person_named=named.name,
        person_born=named.born,
        evidence=tuple(Evidence(field=name, page=1, snippet=text) for name, text in found.items() if text),
    )


def _as_text(table: Table, issue: ImportIssue | None) -> ImportResult:
    """Return a table that holds no test results: its rows can be read and searched, and give nothing."""
    pages, _ = laid(table, _OTHER_TITLE)
    cut = (limits.TOO_LONG_TO_SHOW,) if pages.cut else ()
    return ImportResult(
        media_type=MEDIA_TYPE,
        page_count=len(pages.made),
        pages=pages.made,
        issues=(*((issue,) if issue else ()), *cut),
    )


def _by_layout(table: Table, layout: Layout, today: date) -> ImportResult:
    named = named_in(table, layout, today)
    if named.several:
        return ImportResult(media_type=MEDIA_TYPE, issues=(told.SEVERAL_PEOPLE,))
    read = RowReader(table, layout, today, most=wire.MOST_FACTS).read()
    pages, places = laid(table, _TITLE)
    facts = tuple(
        replace(one.fact, provenance=replace(one.fact.provenance, page=places[one.row])) for one in read.facts
    )
    mixed = written_order(table, layout, today).says is Says.BOTH
    return ImportResult(
        media_type=MEDIA_TYPE,
        page_count=len(pages.made),
        pages=pages.made,
        proposal=_proposal(facts, named),
        facts=facts,
        issues=tuple(_issues(read, page_cut=pages.cut, mixed=mixed)) or (() if facts else (told.NO_RESULTS,)),
    )


def _known_layout(table: Table, layouts: Mapping[str, JSONValue]) -> Layout | None:
    """Return what the person said of this header, when it still fits it."""
    try:
        layout = Layout.of_json(layouts[table.key])
        layout.check()
    except (KeyError, ValueError):
        return None
    return layout if len(layout.columns) == len(table.header) else None


def read(data: bytes, *, today: date, layouts: Mapping[str, JSONValue]) -> ImportResult:
    """Read a table; `layouts` has what the person said about headers (see `Table.key`), and "" for this one table."""
    try:
        table = table_of(read_table(data), today)
    except BadTableError as error:
        return ImportResult(media_type=MEDIA_TYPE, issues=(error.issue,))
    layout = _known_layout(table, layouts)
    if layout is not None and layout.reads_nothing:
        return _as_text(table, None)
    ready = decided(table, layout, today) if layout is not None else None
    if ready is not None:
        return _by_layout(table, ready, today)
    guessed = guess(table, today)
    if layout is None and not is_laboratory(guessed):
        return _as_text(table, told.NOT_A_LABORATORY)
    if named_in(table, guessed, today).several:
        return ImportResult(media_type=MEDIA_TYPE, issues=(told.SEVERAL_PEOPLE,))
    return ImportResult(media_type=MEDIA_TYPE, issues=(told.NEEDS_COLUMNS if layout is None else told.NEEDS_ORDER,))


def _shown_cell(row: tuple[str, ...], place: int) -> str:
    return row[place][:_LONGEST_CELL_SHOWN] if place < len(row) else ""


def look(data: bytes, *, today: date, layouts: Mapping[str, JSONValue]) -> JSONValue:
    """Return what the person is shown to say what the columns are; raises BadTableError.

    The order that each column's dates prove is "ymd", "mdy" or "dmy", "either", "both", or empty.
    """
    table = table_of(read_table(data), today)
    known = _known_layout(table, layouts)
    orders = [order_of(column_cells(table, place), today) for place in range(len(table.header))]
    heads = order_of([head for head in table.header if head], today)
    return {
        "key": table.key,
        "header": list(table.header),
        "headed": table.headed,
        "rows": [[_shown_cell(row, place) for place in range(len(table.header))] for row in table.rows[:_ROWS_SHOWN]],
        "count": len(table.rows),
        "layout": (known or guess(table, today)).to_json(),
        "known": known is not None,
        "orders": [_order_json(one) for one in orders],
        "head_order": _order_json(heads),
    }


def _order_json(order: ColumnOrder) -> list[JSONValue]:
    said = order.order.value if order.order else "" if order.says is Says.NOTHING else order.says.value
    return [said, order.example]


def _layouts(arguments: Mapping[str, JSONValue]) -> Mapping[str, JSONValue]:
    given = arguments.get("layouts")
    return given if isinstance(given, Mapping) else {}


def read_csv(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the file; arguments `today` (ISO date) and `layouts` by header key."""
    today = date.fromisoformat(str(arguments["today"]))
    return wire.to_json(read(blobs[0], today=today, layouts=_layouts(arguments))), ()


def look_at_csv(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the file; arguments as for `read_csv`. Answers what `look` returns, or an issue."""
    today = date.fromisoformat(str(arguments["today"]))
    try:
        return look(blobs[0], today=today, layouts=_layouts(arguments)), ()
    except BadTableError as error:
        return {"issue": error.issue.text}, ()


_SAMPLE = (
    "Test;Wert;Einheit;Datum;Referenz\nHämoglobin;10,90;g/dl;02.03.2024;12,0 - 15,5\nCRP;<0,5;mg/l;15.03.2024;<5\n"
).encode()


def warm_up() -> None:
    """Read a small table before the doors are locked: the lists of words are read from files at their first use."""
    today = date(2024, 4, 1)
    order = {"columns": ["test", "value", "unit", "date", "range"], "order": Order.DAY_FIRST.value}
    table = table_of(read_table(_SAMPLE), today)
    read(_SAMPLE, today=today, layouts={table.key: order})
    look(_SAMPLE, today=today, layouts={})
    for encoding in ("utf-16", "cp1252", "latin-1"):
        read(_SAMPLE.decode().encode(encoding), today=today, layouts={})
