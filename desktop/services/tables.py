"""Tables of test results: what their columns are, said by the person once and then known by the header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.clock import today
from desktop.foundation.progress import CancelToken
from desktop.importers.base import ImportResult, ProposedFact
from desktop.importers.csv.columns import REPEATABLE, BadLayoutError, Column, Layout
from desktop.importers.detect import Content
from desktop.importers.identify.dates import Order, find_dates
from desktop.records.changes import ChangeSet
from desktop.records.document import Document, DocumentStatus
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from desktop.sandbox.frames import BadFrameError, as_mapping
from desktop.sandbox.run import SandboxFailure, run
from desktop.sandbox.values import EXPORT_LIMITS, JSONValue
from desktop.services.errors import NoSuchThingError
from desktop.services.history import UndoHistory
from desktop.services.importing import FileOutcome, filing, reading
from desktop.services.importing.errors import ColumnsError, NoTableError
from desktop.vault.stores import documents as store
from desktop.vault.stores import people as people_store
from desktop.vault.stores.fact_writes import delete_proposals
from desktop.vault.stores.facts import find_facts
from desktop.vault.stores.table_layouts import keep_layout, kept_layouts
from desktop.vault.vault import Transaction, Vault

__all__ = ["NEEDS_COLUMNS", "REPEATABLE", "Column", "Order", "TableLook", "Tables", "WrittenOrder"]

NEEDS_COLUMNS = "needs-columns"
"""The code of the issue of a table that waits for the person's word."""
EITHER, BOTH = "either", "both"


@dataclass(frozen=True, slots=True)
class WrittenOrder:
    """What dates prove: an order's value, "either", "both", or empty; and a date that can be read in two ways."""

    says: str = ""
    example: str = ""

    @property
    def readings(self) -> frozenset[Order]:
        """The orders in which the example can be read."""
        found = find_dates(self.example, today())
        return frozenset(order for one in found for order, _ in one.readings)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLook:
    """A table to be shown: its header, first rows, how many there are, and what the columns seem to be.

    `key` is by what the header is known again, empty without one. `known`: the person said these columns before.
    """

    document_id: str
    key: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    columns: tuple[Column, ...]
    order: Order | None
    known: bool
    orders: tuple[WrittenOrder, ...]
    head_order: WrittenOrder

    def written_order(self, columns: Sequence[Column]) -> WrittenOrder:
        """Return what the dates prove when the columns are these."""
        if Column.DAY in columns:
            return self.head_order
        return self.orders[columns.index(Column.DATE)] if Column.DATE in columns else WrittenOrder()


def is_table(document: Document) -> bool:
    """Whether a document came as a table, so that its columns can be said."""
    return document.media_type == Content.CSV.value


def waits_for_columns(document: Document) -> bool:
    """Whether a table waits for the person to say what its columns are."""
    return document.status is DocumentStatus.NOT_READ and any(one.code == NEEDS_COLUMNS for one in document.issues)


class Tables:
    """The tables among the documents of a vault."""

    def __init__(self, vault: Vault, history: UndoHistory, retry: Callable[[str], FileOutcome]) -> None:
        """Read from and file into `vault`; `retry` reads a waiting document again."""
        self._vault = vault
        self._history = history
        self._retry = retry

    def look(self, document_id: str) -> TableLook:
        """Return a table as the person is shown it; raises NoSuchThingError, NoTableError."""
        return self._look(self._document(document_id), self._bytes(document_id))

    def _document(self, document_id: str) -> Document:
        found = self._vault.read(lambda tx: store.get_document(tx, document_id))
        if found is None:
            raise NoSuchThingError("document")
        if not is_table(found):
            raise NoTableError
        return found

    def _bytes(self, document_id: str) -> bytes:
        name = self._vault.read(lambda tx: store.sealed_name(tx, document_id))
        if name is None:
            raise NoSuchThingError("document")
        return self._vault.sealed.open(name)

    def _look(self, document: Document, data: bytes) -> TableLook:
        layouts = self._vault.read(kept_layouts)
        arguments: dict[str, JSONValue] = {"today": today().isoformat(), "layouts": dict(layouts)}
        try:
            untrusted = as_mapping(run("csv.look", [data], arguments, limits=EXPORT_LIMITS).value)
            return _look_of(document.id, untrusted)
        except (SandboxFailure, BadFrameError, KeyError, ValueError, TypeError):
            raise NoTableError from None

    def say(
        self,
        document_id: str,
        columns: Sequence[Column],
        order: Order | None = None,
        *,
        cancel: CancelToken | None = None,
    ) -> tuple[FileOutcome, ...]:
        """Keep what the columns are, and read the table by it, and all others that waited for the same header.

        `columns` are from left to right; all IGNORE says that these are no test results. What was proposed from the
        table before and is not the person's word yet is proposed anew. Returns what became of the table, then of the
        others that were read. Raises NoSuchThingError, NoTableError, ColumnsError, CancelledError.
        """
        document, data = self._document(document_id), self._bytes(document_id)
        look = self._look(document, data)
        layout = _checked(look, columns, order)
        layouts: dict[str, JSONValue] = {look.key: layout.to_json()}
        result = reading.read_document(data, password=None, cancel=cancel, layouts=layouts)
        filed = self._vault.write(lambda tx: self._file(tx, document, result, look.key, layout))
        self._history.tell(ChangeSet((document_id,), filing.KINDS, "Table read"))
        outcome = filing.outcome_of(Path(document.file_name), filed)
        return (outcome, *self._others(cancel))

    @staticmethod
    def _file(tx: Transaction, before: Document, result: ImportResult, key: str, layout: Layout) -> filing.Filed:
        if key:
            keep_layout(tx, key, layout.to_json())
        now = store.get_document(tx, before.id) or before
        person = people_store.get_person(tx, now.person_id)
        if person is None:
            raise NoSuchThingError("person")
        delete_proposals(tx, now.id)
        document = filing.described_again(now, result, person)
        store.update_document(tx, document)
        stated = {_place_of(one) for one in find_facts(tx, FactKind.RESULTS, document_id=now.id)}
        fresh = tuple(one for one in result.facts if _place_of(one) not in stated)
        read = ImportResult(media_type=result.media_type, pages=result.pages, facts=fresh)
        return filing.put_reading(tx, document, read)

    def _others(self, cancel: CancelToken | None) -> tuple[FileOutcome, ...]:
        waiting = [one.id for one in self._vault.read(store.find_documents) if waits_for_columns(one)]
        outcomes = []
        for document_id in waiting:
            if cancel is not None:
                cancel.check()
            outcome = self._retry(document_id)
            if outcome.read:
                outcomes.append(outcome)
        return tuple(outcomes)


def _place_of(fact: Fact | ProposedFact) -> tuple[str, str]:
    """Return the row and the test of a result, by which one that is the person's word already is known."""
    if isinstance(fact, ProposedFact):
        return fact.provenance.snippet, fact.values.get("test", "")
    snippet = fact.provenance[0].snippet if fact.provenance and fact.origin is not Origin.PROPOSED else ""
    return snippet, str(getattr(fact, "test", ""))


def _checked(look: TableLook, columns: Sequence[Column], order: Order | None) -> Layout:
    if len(columns) != len(look.header):
        raise ColumnsError("count")
    says = look.written_order(columns).says
    known = Order(says) if says in set(Order) else order
    layout = Layout(tuple(columns), known)
    try:
        layout.check()
    except BadLayoutError as error:
        raise ColumnsError(error.reason, error.column.value if error.column else "") from error
    if says == EITHER and known is None:
        raise ColumnsError("order")
    return layout


def _texts(value: JSONValue | object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(str(one) for one in value)


def _look_of(document_id: str, untrusted: object) -> TableLook:
    raw = as_mapping(untrusted)  # type: ignore[arg-type] # checked there
    layout = Layout.of_json(raw["layout"])
    rows, orders = raw["rows"], raw["orders"]
    header = _texts(raw["header"])
    if not isinstance(rows, list) or not isinstance(orders, list) or len(layout.columns) != len(header):
        raise TypeError
    made = TableLook(
        document_id=document_id,
        key=str(raw["key"]),
        header=header,
        rows=tuple(_texts(row) for row in rows),
        count=int(str(raw["count"])),
        columns=layout.columns,
        order=layout.order,
        known=raw["known"] is True,
        orders=tuple(WrittenOrder(*_texts(one)) for one in orders),
        head_order=WrittenOrder(*_texts(raw["head_order"])),
    )
    if len(made.orders) != len(header) or any(len(row) != len(header) for row in made.rows):
        raise ValueError
    return made
