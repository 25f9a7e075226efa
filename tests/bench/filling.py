"""Fills a vault with many invented documents and results, straight into its tables and its index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count, islice

from sqlalchemy import insert, text

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentKind, DocumentStatus, PersonMatch
from desktop.records.fact import FactKind
from desktop.records.result import Result
from desktop.services.workspace import Workspace
from desktop.vault.columns import encode
from desktop.vault.stores import documents, imports
from desktop.vault.stores.folding import index_text, sort_key
from desktop.vault.stores.search_index import FACT, fact_body
from desktop.vault.tables import DOCUMENT_FIELDS, FACT_FIELDS, KIND_FIELDS, KIND_TABLES, fact, search_entry
from desktop.vault.tables import document as document_table
from desktop.vault.vault import Transaction

TESTS = 400
AT_ONCE = 5000
_VOCABULARY = """
liver lesion segment hypodense portal venous phase contrast unremarkable gallbladder spleen kidney cyst stable
growth nodule pleural effusion margin adenocarcinoma biopsy colonoscopy anemia ferritin sodium potassium
"""
WORDS = _VOCABULARY.split()


def _day(number: int) -> str:
    return f"{1990 + number // 336 % 36}-{1 + number // 28 % 12:02}-{1 + number % 28:02}"


def results(person_id: str, many: int, *, one_test: int = 0) -> Iterator[Result]:
    """Yield invented results: of TESTS tests in turn, or `one_test` of them of the test "Trend"."""
    moment = clock.now()
    for number in range(many):
        test = "Trend" if number < one_test else f"Test {number % TESTS:03}"
        yield Result(
            id=new_id(),
            person_id=person_id,
            title=test,
            date=PartialDate.parse(_day(number * 7)),
            created=moment,
            changed=moment,
            test=test,
            value=f"{number % 97}.{number % 10}",
            unit="mg/dL",
            range_text="10.0 - 50.0",
            low="10.0",
            high="50.0",
            lab=f"Laboratory {number % 7}",
            panel="Chemistry" if number % 2 else "Blood count",
        )


def add_results(workspace: Workspace, person_id: str, many: int, *, one_test: int = 0) -> None:
    """Put results in, AT_ONCE in a transaction."""
    made = results(person_id, many, one_test=one_test)
    while batch := list(islice(made, AT_ONCE)):
        workspace.vault.write(lambda tx, batch=batch: _insert_results(tx, batch))  # type: ignore[misc] # bound here


def _insert_results(tx: Transaction, batch: list[Result]) -> None:
    first = int(tx.execute(text("SELECT coalesce(max(seq), 0) FROM fact")).scalar_one()) + 1
    common, own = [], []
    for seq, one in zip(count(first), batch, strict=False):
        common.append(
            {
                "seq": seq,
                "id": one.id,
                "kind": FactKind.RESULTS.value,
                "document_id": None,
                "sort_key": sort_key(one.title),
                "group_key": one.group_key,
                **encode(one, FACT_FIELDS),
            }
        )
        own.append({"fact_seq": seq, **encode(one, KIND_FIELDS[FactKind.RESULTS])})
    tx.execute(insert(fact), common)
    tx.execute(insert(KIND_TABLES[FactKind.RESULTS]), own)
    _index(tx, [(FACT, one.id, 0, one.title, fact_body(one)) for one in batch])


def _index(tx: Transaction, items: list[tuple[str, str, int, str, str]]) -> None:
    first = int(tx.execute(text("SELECT coalesce(max(seq), 0) FROM search_entry")).scalar_one()) + 1
    entries = [
        {"seq": seq, "item_kind": kind, "item_id": item_id, "page": page}
        for seq, (kind, item_id, page, _, _) in zip(count(first), items, strict=False)
    ]
    tx.execute(insert(search_entry), entries)
    words = [
        {"seq": seq, "title": index_text(title), "body": index_text(body)}
        for seq, (_, _, _, title, body) in zip(count(first), items, strict=False)
    ]
    tx.execute(text("INSERT INTO search_index (rowid, title, body) VALUES (:seq, :title, :body)"), words)


def page_words(number: int) -> str:
    """Return the text of an invented page: 180 words of a small vocabulary, and one that is its own."""
    words = (WORDS[(number * 31 + place * place) % len(WORDS)] for place in range(180))
    return " ".join([*words, f"accession{number:06}"])


def add_documents(workspace: Workspace, person_id: str, many: int, *, pages: int = 2) -> None:
    """Put documents with texts in; they share one sealed original."""
    sealed = workspace.vault.sealed.seal(b"an invented original")
    import_id, moment = new_id(), clock.now()
    workspace.vault.write(lambda tx: imports.start_batch(tx, import_id, person_id, moment))
    kinds = tuple(DocumentKind)
    for start in range(0, many, 500):
        numbers = range(start, min(start + 500, many))

        def work(tx: Transaction, numbers: range = numbers) -> None:
            made = [
                Document(
                    id=new_id(),
                    person_id=person_id,
                    title=f"Report {number}",
                    kind=kinds[number % len(kinds)],
                    date=PartialDate.parse(_day(number)),
                    source=f"Hospital {number % 9}",
                    status=DocumentStatus.REVIEWED,
                    file_name=f"scan{number}.pdf",
                    media_type="application/pdf",
                    pages=pages,
                    sha256=f"{number:064x}",
                    import_id=import_id,
                    person_match=PersonMatch.MATCH,
                    created=moment,
                    changed=moment,
                )
                for number in numbers
            ]
            rows = [{"id": one.id, "sealed": sealed, "undone": None, **encode(one, DOCUMENT_FIELDS)} for one in made]
            tx.execute(insert(document_table), rows)
            for number, one in zip(numbers, made, strict=True):
                texts = [(page, page_words(number * pages + page), False) for page in range(1, pages + 1)]
                documents.put_pages(tx, one.id, texts)

        workspace.vault.write(work)


def plain_copy_statements(target: str) -> tuple[str, ...]:
    """Return the statements that copy the open database without a key, for comparison with the same library."""
    quoted = json.dumps(target)
    return (
        f"ATTACH DATABASE {quoted} AS plain KEY ''",
        "SELECT sqlcipher_export('plain')",
        "DETACH DATABASE plain",
    )
