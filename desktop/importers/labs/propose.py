"""Results proposed from a document's tables; where anything is in doubt a table or row is told, not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from desktop.importers.base import ProposedFact
from desktop.importers.identify.dates import PrintedDate, find_dates
from desktop.importers.identify.reading import Reading, read_pages
from desktop.importers.identify.rows import Cell
from desktop.importers.identify.source import propose_source
from desktop.importers.labs.collected import Collected, about_others, collected_of, of_document, order_of
from desktop.importers.labs.left_over import pages_with_values
from desktop.importers.labs.lines import with_lines_below
from desktop.importers.labs.names import is_panel, name_of, tells_of_earlier, tells_of_sample
from desktop.importers.labs.printed import flag_side, read_value
from desktop.importers.labs.rows_read import ReadResult, disagrees, read_row
from desktop.importers.labs.sound import sound
from desktop.importers.labs.specimen import specimen_of
from desktop.importers.labs.tables import Entry, Table, UnreadableRowError, tables_of
from desktop.importers.labs.terms import RESULT_ROLES, Role, known_test, known_unit
from desktop.importers.words import UNSURE, PageWords
from desktop.records.document import DocumentKind, ImportIssue
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance

READER = "labs 1"
UNCERTAIN = "Values here could not be read with certainty."
RECOGNIZED = "The words of this page were recognized in a picture. Please compare each sign."


@dataclass(frozen=True)
class LabReading:
    """What was read: results in the order of the pages, and the pages where something could not be read."""

    facts: tuple[ProposedFact, ...]
    issues: tuple[ImportIssue, ...]

    @property
    def pages(self) -> frozenset[int]:
        """The pages that hold values, read or not."""
        told = {issue.page for issue in self.issues}
        return frozenset({fact.provenance.page for fact in self.facts} | (told - {0}))

    def telling_of(self, pages: AbstractSet[int]) -> LabReading:
        """Return this reading with a word on each of `pages` that now holds nothing."""
        silent = sorted(pages - self.pages)
        return replace(
            self, issues=(*self.issues, *(ImportIssue("values-uncertain", UNCERTAIN, page) for page in silent))
        )


@dataclass(frozen=True)
class _Found:
    result: ReadResult
    entry: Entry
    panel: str
    collected: Collected


def read_lab_values(pages: Sequence[PageWords], *, today: date) -> LabReading:
    """Read the laboratory values of a document from the words of its pages, printed or recognized in a picture."""
    return lab_values(read_pages(pages, today), frozenset(page.page for page in pages if page.recognized))


def lab_values(reading: Reading, scans: AbstractSet[int] = frozenset()) -> LabReading:
    """Read the values from pages already taken apart; a file that names several people yields none.

    On the pages `scans` the words were recognized in a picture: no value of theirs is certain.
    """
    found, doubtful = _read_tables(reading)
    read = {id(one.entry.row) for one in found}
    left = [row for row in reading.rows if id(row) not in read]
    doubtful |= pages_with_values(left, laboratory=_of_laboratory(reading))
    if reading.person.several and (found or doubtful):
        text = "This file names more than one person. No values were read from it."
        return LabReading((), (ImportIssue("several-people", text),))
    issues = tuple(ImportIssue("values-uncertain", UNCERTAIN, page) for page in sorted(doubtful))
    facts = (_doubted(fact) if fact.provenance.page in scans else fact for fact in _facts(found, _laboratory(reading)))
    return LabReading(tuple(facts), issues)


def _doubted(fact: ProposedFact) -> ProposedFact:
    return replace(fact, certain=False, issues=(*fact.issues, RECOGNIZED))


def _read_tables(reading: Reading) -> tuple[list[_Found], set[int]]:
    def find(text: str) -> tuple[PrintedDate, ...]:
        return find_dates(text, reading.today)

    found: list[_Found] = []
    doubtful: set[int] = set()
    document = of_document(reading)
    for table in tables_of(reading.rows, find):
        if not table.columns or about_others(reading, table) or _days_unclear(table, reading):
            doubtful.add(table.page)
            continue
        read, clean = _read_table(table, reading, document)
        found += read
        if not clean:
            doubtful.add(table.page)
    return found, doubtful


def _days_unclear(table: Table, reading: Reading) -> bool:
    """Return whether two day columns cannot be told apart, or a day cannot be read."""
    days = [column.head.day for column in table.columns if column.role is Role.DAY and column.head is not None]
    order = order_of(reading)
    read = [order.day_of(day) if day is not None else None for day in days]
    return any(day is None for day in read) or len({day.iso for day in read if day}) < len(read)


def _read_table(table: Table, reading: Reading, document: Collected) -> tuple[list[_Found], bool]:
    found: list[_Found] = []
    clean = True
    panel = ""
    for index, entry in enumerate(table.entries):
        if tells_of_earlier(entry.row.text):
            more = any(_has_value(later, table) for later in table.entries[index:])
            trusted = _trusted(found) if sound(table, [one.result for one in found]) else []
            return trusted, clean and not more and len(trusted) == len(found)
        panel = _panel_after(entry, panel)
        if not _has_value(entry, table) or tells_of_sample(entry.text(Role.TEST)):
            continue
        try:
            read = _read_entry(table, index)
        except UnreadableRowError:
            clean = False
            continue
        found += [_Found(one, entry, panel, collected_of(one, entry, table, reading, document)) for one in read]
    trusted = _trusted(found) if sound(table, [one.result for one in found]) else []
    return trusted, clean and len(trusted) == len(found)


def _has_value(entry: Entry, table: Table) -> bool:
    if entry.irregular:
        placed = [cell for column, cell in entry.cells if column.role in RESULT_ROLES]
        measured = known_test(entry.text(Role.TEST)) is not None or known_unit(entry.text(Role.UNIT))
        named = bool(entry.text(Role.TEST)) and measured and any(_has_digit(cell) for cell in entry.loose)
        return named or any(read_value(cell.text) for cell in placed)
    return any(entry.in_column(column) for column in table.columns if column.role in RESULT_ROLES)


def _has_digit(cell: Cell) -> bool:
    return any(map(str.isdigit, cell.text))


def _read_entry(table: Table, index: int) -> list[ReadResult]:
    entry = table.entries[index]
    if entry.irregular or not entry.text(Role.TEST) or UNSURE in entry.row.text:
        raise UnreadableRowError
    name = name_of(table.entries, index, table.pitch)
    if not name.certain:
        raise UnreadableRowError
    whole = with_lines_below(table, index)
    read = read_row(whole, table, name)
    if whole.text(Role.REFERENCE) == entry.text(Role.REFERENCE):
        return read
    doubt = "The range runs over several lines."
    return [replace(one, range=replace(one.range, low="", high=""), doubts=(*one.doubts, doubt)) for one in read]


def _panel_after(entry: Entry, panel: str) -> str:
    """Return the panel that holds from this row on."""
    if len(entry.row.cells) == 1 and is_panel(entry.row.text):
        return entry.row.text.strip(" :*-")
    text = entry.text(Role.TEST)
    if entry.name_only and known_test(text) is None and not text[:1].islower():
        return ""
    return panel


def _trusted(found: list[_Found]) -> list[_Found]:
    """Drop all results of a table in which half of the flags contradict their ranges: its columns are not as headed."""
    flagged = [one for one in found if flag_side(one.result.flag)]
    wrong = [one for one in flagged if disagrees(one.result.value, one.result.range, one.result.flag)]
    return [] if len(wrong) > 1 and len(wrong) * 2 >= len(flagged) else found


def _of_laboratory(reading: Reading) -> bool:
    return reading.known is not None and reading.known.terms.kind is DocumentKind.LAB_REPORT


def _laboratory(reading: Reading) -> str:
    if not _of_laboratory(reading):
        return ""
    source, evidence = propose_source(reading.rows, reading.fields)
    return source if evidence is not None and evidence.certain else ""


def _key(found: _Found) -> tuple[str, str, str]:
    test = known_test(found.result.test)
    day = found.collected.day.iso if found.collected.day else ""
    specimen = specimen_of(found.entry, found.result.test, found.panel).text.casefold()
    return (test.id if test else found.result.test.casefold(), day, specimen)


def _facts(found: Sequence[_Found], laboratory: str) -> Iterator[ProposedFact]:
    values: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    for one in found:
        values.setdefault(_key(one), set()).add((one.result.value.text, one.result.unit))
    told: set[tuple[tuple[str, str, str], str, str]] = set()
    for one in found:
        again = (_key(one), one.result.value.text, one.result.unit)
        if again in told:
            continue
        told.add(again)
        twice = len(values[_key(one)]) > 1
        yield _fact(one, laboratory, "This test stands here more than once, with different values." if twice else "")


def _values(found: _Found, laboratory: str) -> dict[str, str]:
    result, specimen = found.result, specimen_of(found.entry, found.result.test, found.panel)
    values = {
        "test": result.test,
        "value": result.value.text,
        "comparator": result.value.comparator,
        "unit": result.unit,
        "range_text": result.range.text,
        "low": result.range.low,
        "high": result.range.high,
        "flag": result.flag,
        "lab": laboratory,
        "panel": found.panel,
        "specimen": specimen.text,
        "collected": found.collected.day.iso if found.collected.day else "",
    }
    return {name: value for name, value in values.items() if value}


def _fact(found: _Found, laboratory: str, more: str) -> ProposedFact:
    row = found.entry.row
    specimen = specimen_of(found.entry, found.result.test, found.panel)
    doubts = tuple(filter(None, (*found.result.doubts, found.collected.doubt, specimen.doubt, more)))
    place = Provenance(document_id="", page=row.page, box=row.box(), snippet=row.text, reader=READER)
    return ProposedFact(
        kind=FactKind.RESULTS,
        values=_values(found, laboratory),
        provenance=place,
        certain=not doubts,
        issues=doubts,
    )
