"""Which of the rows that were read belong together, and what of the record is lost. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.foundation import clock
from desktop.records.fact import FactKind
from desktop.records.person import Person
from desktop.vault.columns import encode
from desktop.vault.salvage.reading import ReadTable
from desktop.vault.salvage.records import Value
from desktop.vault.stores.joined import JOINED
from desktop.vault.tables import KIND_TABLES, PERSON_FIELDS

Rows = dict[str, list[dict[str, Value]]]
"""Rows by table name."""
STAND_IN = "Recovered person"
_OF_A_PERSON = ("document", "fact", "import_batch", "answer", "packet_draft", "disclosure")
_OF_A_FACT = ("provenance", "coding", "fact_revision")


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that could not be saved, or not whole; `title` and `date` are empty when they are lost too."""

    kind: str
    title: str
    date: str
    why: str


def _text(row: dict[str, Value], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _once(rows: Iterable[dict[str, Value]], *keys: str) -> list[dict[str, Value]]:
    found: dict[tuple[Value, ...], dict[str, Value]] = {}
    for row in rows:
        found.setdefault(tuple(row[key] for key in keys), row)
    return list(found.values())


def _unique(read: Iterable[ReadTable]) -> Rows:
    """Return the rows of each table, each primary key and each id once."""
    found: Rows = {}
    for one in read:
        rows = _once(one.rows, *[column.name for column in one.table.primary_key.columns])
        found[one.table.name] = _once(rows, "id") if "id" in one.table.columns else rows
    return found


def _stand_ins(rows: Rows) -> None:
    """Give everything whose person was lost a person of that id, so that it is not lost too."""
    known = {_text(row, "id") for row in rows["person"]}
    wanted = {_text(row, "person_id") for name in _OF_A_PERSON for row in rows[name]} - known - {""}
    made = replace(Person(name=STAND_IN), created=clock.now(), changed=clock.now())
    for person_id in sorted(wanted):
        rows["person"].append({"id": person_id, **encode(made, PERSON_FIELDS)})


def _joins(rows: Rows, known: set[str]) -> None:
    """Keep joins of which all is there; the parts of the others are documents of their own again."""
    lost = {row["document_id"] for row in rows["joined_part"] if {row["document_id"], row["part_id"]} - known}
    rows["joined_part"] = [row for row in rows["joined_part"] if row["document_id"] not in lost]
    hidden = {row["part_id"] for row in rows["joined_part"] if row["parted"] is None}
    for row in rows["document"]:
        if row["undone"] == JOINED and row["id"] not in hidden:
            row["undone"] = None


def _image_files(rows: Rows, known: set[str]) -> None:
    """Keep series of which the study is there, and files of which the series is there."""
    rows["imaging_series"] = _once(
        (row for row in rows["imaging_series"] if row["document_id"] in known), "document_id", "position"
    )
    series = {_text(row, "id") for row in rows["imaging_series"]}
    rows["imaging_file"] = _once(
        (row for row in rows["imaging_file"] if row["series_id"] in series), "series_id", "position"
    )


def _documents(rows: Rows) -> None:
    batches = {_text(row, "id") for row in rows["import_batch"]}
    missing = {_text(row, "import_id"): row for row in rows["document"] if _text(row, "import_id") not in batches}
    rows["import_batch"] += [
        {"id": name, "person_id": row["person_id"], "created": row["created"], "undone": None}
        for name, row in missing.items()
    ]
    known = {_text(row, "id") for row in rows["document"]}
    for name in ("page_text", "page_words", "page_scan"):
        rows[name] = [row for row in rows[name] if row["document_id"] in known]
    _joins(rows, known)
    _image_files(rows, known)
    rows["provenance"] = [row for row in rows["provenance"] if row["document_id"] in known]
    for row in rows["fact"]:
        if row.get("document_id") not in known:
            row["document_id"] = None


def _facts(rows: Rows) -> list[Lost]:
    """Keep facts of which both rows are there; tell what the others were."""
    lost: list[Lost] = []
    whole: set[Value] = set()
    numbers = {row["seq"]: row for row in rows["fact"]}
    for kind, table in KIND_TABLES.items():
        both = []
        for row in rows[table.name]:
            fact = numbers.get(row["fact_seq"])
            if fact is not None and fact["kind"] == kind.value:
                both.append(row)
                whole.add(row["fact_seq"])
            elif fact is None:
                lost.append(Lost(kind.value, "", "", "Its title and date could not be read."))
        rows[table.name] = both
    for row in rows["fact"]:
        if row["seq"] not in whole:
            why = "Only its title and date could be read."
            lost.append(Lost(_text(row, "kind"), _text(row, "title"), _text(row, "date"), why))
    rows["fact"] = [row for row in rows["fact"] if row["seq"] in whole]
    known = {_text(row, "id") for row in rows["fact"]}
    for name in _OF_A_FACT:
        rows[name] = [row for row in rows[name] if row["fact_id"] in known]
    rows["fact_differs"] = [row for row in rows["fact_differs"] if {row["fact_id"], row["other_id"]} <= known]
    return lost


def _named_by_index(before: Rows) -> list[Lost]:
    """Tell of entries that only the search index still names: neither of their rows could be read."""
    items = {(_text(row, "item_kind"), _text(row, "item_id")) for row in before["search_entry"]}
    there = {_text(row, "id") for name in ("fact", "document") for row in before[name]}
    gone = sorted({(kind, item) for kind, item in items if item not in there})
    return [Lost(kind, "", "", "Nothing of it could be read but that it was there.") for kind, _item in gone]


def sorted_rows(read: Iterable[ReadTable]) -> tuple[Rows, list[Lost]]:
    """Return rows that fit together, in which every link leads somewhere, and what of the record is lost."""
    rows = _unique(read)
    before = {name: list(kept) for name, kept in rows.items()}
    _stand_ins(rows)
    _documents(rows)
    lost = _facts(rows)
    sent = {_text(row, "id") for row in rows["disclosure"]}
    for name in ("disclosure_received", "disclosure_words"):
        rows[name] = [row for row in rows[name] if row["disclosure_id"] in sent]
    return rows, lost + _named_by_index(before)


KINDS = frozenset(kind.value for kind in FactKind)
"""What `Lost.kind` may be, besides "document" and "fact"."""
