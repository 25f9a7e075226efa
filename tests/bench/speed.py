"""The figures of the record: finding, listing, drawing and saving at 10,000 documents and 100,000 results and more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import sqlcipher3
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import Connection, select, text

from desktop.bootstrap import make_workspace
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.ui.facts.rows import FactRows
from desktop.ui.forms.own_documents import OwnDocuments
from desktop.ui.results.detail import CourseActions, CourseCard
from desktop.ui.results.presenter import course_of
from desktop.ui.search.presenter import MOST
from desktop.ui.widgets import RowList
from desktop.vault.create import create_vault
from desktop.vault.kdf import KdfParameters
from desktop.vault.stores.fact_order import FACT_LISTED, ORDERS, with_surroundings
from desktop.vault.stores.search_words import match_expression, parse_words
from desktop.vault.tables import KIND_TABLES, fact
from tests.bench.filling import WORDS, add_documents, add_results, plain_copy_statements
from tests.bench.imaging import imaging_figures
from tests.bench.measuring import Figure, p95, typical
from tests.bench.packets import packet_figures
from tests.bench.reading import reading_figures

ASKED = 60
PASSPHRASE = "six invented words for a bench"
TREND = 2000
_PLAIN_QUESTION = (
    "SELECT e.item_kind, e.item_id, e.page FROM search_index JOIN search_entry e ON e.seq = search_index.rowid"
    " LEFT JOIN fact ON fact.id = e.item_id AND e.item_kind = 'fact'"
    " LEFT JOIN document ON document.id = coalesce(fact.document_id, e.item_id)"
    " WHERE search_index MATCH ? ORDER BY bm25(search_index, 4.0, 1.0), e.seq LIMIT 60"
)


def _questions() -> list[str]:
    """Return what people type: a word that begins, two words, a phrase, a number that stands on one page."""
    kinds = (
        lambda n: f"accession{n * 37 % 20_000:06}",
        lambda n: f"{WORDS[n % len(WORDS)]} accession{n * 11 % 20_000:06}",
        lambda n: f"accession{n * 53 % 2000:04}",
        lambda n: f'"{WORDS[n % len(WORDS)]}" accession0{n % 100:02}',
    )
    return [kinds[number % len(kinds)](number) for number in range(ASKED)]


def _bare(tx: Connection, match: str) -> None:
    tx.connection.driver_connection.execute(_PLAIN_QUESTION, (match,)).fetchall()  # type: ignore[union-attr] # DBAPI


def search_figures(workspace: Workspace, person: str, plain: Path, title: str) -> Iterator[Figure]:
    """Yield what finding costs: the whole answer, and the bare question with and without a key."""
    asked = _questions()
    matches = [match_expression(parse_words(words)) for words in asked]
    for words in asked[:3]:
        workspace.search.find(words, person, limit=MOST)
    whole = p95(lambda n: workspace.search.find(asked[n], person, limit=MOST), ASKED)
    yield Figure(f"find, whole answer with snippets, p95, {title}", whole, "<= 10 ms")
    bare = sqlcipher3.connect(str(plain))
    try:
        for match in matches[:3]:
            bare.execute(_PLAIN_QUESTION, (match,)).fetchall()
        without = p95(lambda n: bare.execute(_PLAIN_QUESTION, (matches[n],)).fetchall(), ASKED)
    finally:
        bare.close()
    with_key = p95(lambda n: workspace.vault.read(lambda tx: _bare(tx, matches[n])), ASKED)
    note = f"ratio {with_key / max(without, 0.01):.2f}"
    yield Figure(
        f"the bare question, p95, {title}", with_key, "ratio <= 1.5", "the same library, no key", without, note
    )


def common_figures(workspace: Workspace, person: str, title: str) -> Iterator[Figure]:
    """Yield what finding words costs that stand in thousands of places, and in all."""
    for words, where in ((WORDS[3], "every page"), ("mg/dL", "every result")):
        workspace.search.find(words, person, limit=MOST)
        taken = typical(lambda _n, words=words: workspace.search.find(words, person, limit=MOST), 5)  # type: ignore[misc] # bound here
        yield Figure(f"find a word that stands in {where}, {title}", taken, "", note="all of them are ranked")


def plain_copy(workspace: Workspace, target: Path) -> Path:
    """Write the invented database without a key, for the comparison."""

    def work(tx: Connection) -> None:
        cursor = tx.connection.driver_connection.cursor()  # type: ignore[union-attr] # DBAPI
        for statement in plain_copy_statements(str(target)):
            cursor.execute(statement)

    workspace.vault.read(work)
    return target


def list_figures(workspace: Workspace, person: str, many: int) -> Iterator[Figure]:
    """Yield what a long list costs: its ids, jumping and painting, and the same by offset."""
    records = workspace.records
    yield Figure(f"ids of {many:,} results in order", typical(lambda _n: records.ids(FactKind.RESULTS, person), 5), "")
    ids, rows = records.ids(FactKind.RESULTS, person), FactRows()
    view = RowList("values")
    view.resize(700, 700)
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.show()
    view.show_ids(ids, lambda page: rows.items(records.page(page)))

    def jump(number: int) -> None:
        view.scrollTo(view.rows.index((number * 7919) % many), RowList.ScrollHint.PositionAtTop)
        view.viewport().grab()

    jump(0)
    painted = typical(jump, 40)
    query = with_surroundings(KIND_TABLES[FactKind.RESULTS], [fact.c.id]).where(
        fact.c.kind == FactKind.RESULTS, fact.c.person_id == person, FACT_LISTED
    )
    order = ORDERS[FactKind.RESULTS]

    def offset(number: int) -> None:
        place = (number * 7919) % many
        paged = select(query.order_by(*order).limit(20).offset(place).subquery())
        workspace.vault.read(lambda tx: tx.execute(paged).all())

    by_offset = typical(offset, 7)
    yield Figure(f"table of {many:,} rows: jump and paint", painted, "<= 30 ms", "offset paging", by_offset)
    view.close()


def result_figures(workspace: Workspace, person: str, many: int) -> Iterator[Figure]:
    """Yield what the results page costs: the list of tests, and one test with many values."""
    listed = typical(lambda _n: workspace.results.tests(person), 5)
    yield Figure(f"list of all tests with their newest value, {many:,} results", listed, "")
    actions = CourseActions(*[lambda _one: None] * 5)
    documents = OwnDocuments(workspace, person)

    def trend(_number: int) -> None:
        card = CourseCard(course_of("trend", workspace.results.of(person, "trend")), documents, actions)
        card.resize(760, 800)
        card.grab()
        card.deleteLater()
        QApplication.processEvents()

    trend(0)
    read = typical(lambda _n: workspace.results.of(person, "trend"), 5)
    drawn = typical(trend, 5)
    yield Figure(f"trend of {TREND:,} values, read", read, "<= 60 ms")
    yield Figure(f"trend of {TREND:,} values, read, chart drawn, table of the newest", drawn, "")


def save_figures(workspace: Workspace, person: str) -> Iterator[Figure]:
    """Yield what one save costs at 100, 1,000 and 20,000 facts."""
    values = {"test": "CEA", "value": "6.10", "unit": "ng/mL", "collected": "2026-03-02"}
    first, have = 0.0, 0
    for size in (100, 1000, 20_000):
        add_results(workspace, person, size - have)
        workspace.records.put(FactKind.RESULTS, person, values)
        took = typical(lambda _n: workspace.records.put(FactKind.RESULTS, person, values), 25)
        have = size + 26
        first = first or took
        note = f"ratio {took / first:.2f}"
        yield Figure(f"save one fact at {size:,}", took, "flat, <= 1.5", "at 100", first, note)


def document_figures(workspace: Workspace, person: str, many: int) -> Iterator[Figure]:
    """Yield what the list of documents costs, by keys and as whole values."""
    keys = typical(lambda _n: workspace.documents.keys(person), 5)
    whole = typical(lambda _n: workspace.documents.list(person), 5)
    yield Figure(f"list of {many:,} documents", keys, "", "reading every document whole", whole)
    lines = typical(lambda _n: workspace.timeline.events(person, values_read=False), 5)
    yield Figure(f"timeline of {many:,} documents", lines, "")


def _in_its_own_process(*words: str) -> dict[str, float]:
    """Return the medians of five windows, each in a fresh process."""
    command = [sys.executable, "-m", "tests.bench.window", *words]
    taken = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(5)]  # noqa: S603 - this Python
    return {name: median(one[name] for one in taken) for name in taken[0]}


def window_figures(folder: Path) -> Iterator[Figure]:
    """Yield what the window costs with 1,000 documents and 10,000 results, typed: all stand on the timeline."""
    workspace, person = make(folder)
    add_documents(workspace, person, 1000)
    add_results(workspace, person, 10_000, one_test=TREND)
    workspace.close()
    words = folder / "words"
    words.write_text(PASSPHRASE, "utf-8")
    empty, ours = _in_its_own_process(), _in_its_own_process(str(workspace.vault_path), str(words))
    window, size = "an empty PySide6 window", "10,000 results and 1,000 documents"
    painted = empty["painted_cpu_s"] * 1000
    yield Figure("window painted", ours["painted_cpu_s"] * 1000, "<= 600 ms", window, painted)
    listed = ours["listed_cpu_s"] * 1000
    yield Figure(f"unlocked to first list, {size}", listed, "<= 400 ms", note="without making the key")
    for what, name, bar in (
        ("first list", "listed_mb", "<= 160 MB"),
        ("after every screen was shown", "visited_mb", ""),
    ):
        yield Figure(f"memory, {size}, {what}", ours[name], bar, window, empty["painted_mb"], unit="MB")


def make(folder: Path) -> tuple[Workspace, str]:
    """Return a new vault with one person."""
    os.environ["SHEAF_STATE_DIR"] = str(folder / "state")
    vault, _ = create_vault(folder / "bench.sheaf", PASSPHRASE, kdf=KdfParameters.floor())
    workspace = make_workspace(vault)
    return workspace, workspace.people.add({"name": "Maria Lopez", "born": "1957-05-04"}).id


def figures(folder: Path, *, documents: int, results: int) -> Iterator[Figure]:
    """Yield all figures of vaults of these sizes, made in `folder`."""
    yield from reading_figures(folder / "reading")
    yield from imaging_figures()
    yield from packet_figures(folder / "packets")
    yield from window_figures(folder / "window")
    small, person = make(folder / "save")
    yield from save_figures(small, person)
    small.close()
    workspace, person = make(folder / "large")
    add_documents(workspace, person, documents)
    yield from document_figures(workspace, person, documents)
    plain = plain_copy(workspace, folder / "pages.db")
    yield from search_figures(workspace, person, plain, f"{documents * 2:,} pages")
    add_results(workspace, person, results, one_test=TREND)
    workspace.vault.write(lambda tx: tx.execute(text("ANALYZE")))
    yield from list_figures(workspace, person, results)
    yield from result_figures(workspace, person, results)
    plain = plain_copy(workspace, folder / "all.db")
    title = f"{documents * 2:,} pages and {results:,} results"
    yield from search_figures(workspace, person, plain, title)
    yield from common_figures(workspace, person, title)
    workspace.close()
