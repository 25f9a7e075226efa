"""What one save costs, counted in statements and steps of the database, never in time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from sqlalchemy import event, text

from desktop.records.fact import FactKind
from desktop.services.fact_changes import typed_fact
from desktop.services.workspace import Workspace
from desktop.vault.stores.fact_writes import insert_fact
from desktop.vault.vault import Transaction

EVERY = 50
"""The database reports after so many of its steps."""
MORE = 3000
VALUES = {"test": "CEA", "value": "3.1", "collected": "2024-03-02"}


@contextmanager
def _counted(workspace: Workspace) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    engine = workspace.vault._engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _statements(workspace: Workspace, person_id: str) -> list[str]:
    with _counted(workspace) as statements:
        workspace.records.put(FactKind.RESULTS, person_id, VALUES)
    return statements


def _steps(workspace: Workspace, person_id: str) -> float:
    ticks = [0]

    def tick() -> int:
        ticks[0] += 1
        return 0

    def watch(tx: Transaction, every: int) -> None:
        tx.connection.driver_connection.set_progress_handler(tick if every else None, every)  # type: ignore[union-attr] # DBAPI

    counts = []
    workspace.vault.read(lambda tx: watch(tx, EVERY))
    for _ in range(9):
        before = ticks[0]
        workspace.records.put(FactKind.RESULTS, person_id, VALUES)
        counts.append(ticks[0] - before)
    workspace.vault.read(lambda tx: watch(tx, 0))
    return median(counts)


def _fill(workspace: Workspace, person_id: str) -> None:
    facts = [typed_fact(FactKind.RESULTS, person_id, {**VALUES, "value": str(number)}) for number in range(MORE)]

    def work(tx: Transaction) -> None:
        for fact in facts:
            insert_fact(tx, fact)

    workspace.vault.write(work)


def test_saving_one_fact_costs_the_same_however_many_there_are(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    _statements(workspace, maria)
    few, few_steps = _statements(workspace, maria), _steps(workspace, maria)
    _fill(workspace, maria)
    many, many_steps = _statements(workspace, maria), _steps(workspace, maria)
    assert many == few
    assert many_steps <= 1.5 * few_steps


def test_a_list_is_three_statements_however_long_it_is(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    for _ in range(5):
        workspace.records.put(FactKind.RESULTS, maria, VALUES)
    with _counted(workspace) as statements:
        workspace.records.list(FactKind.RESULTS, maria)
    assert len([each for each in statements if each.startswith("SELECT")]) == 3


def test_a_list_by_date_walks_an_index(workspace: Workspace) -> None:
    query = """EXPLAIN QUERY PLAN SELECT seq FROM fact WHERE person_id = 'p' AND kind = 'results' AND trashed IS NULL
    ORDER BY date_low DESC"""
    plan = " ".join(str(row) for row in workspace.vault.read(lambda tx: tx.execute(text(query)).all()))
    assert "fact_by_date" in plan
    assert "TEMP B-TREE" not in plan
