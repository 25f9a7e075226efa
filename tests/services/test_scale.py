"""What lists cost, counted in statements: the same for ten as for three thousand; the short version of tests.bench."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from desktop.records.fact import FactKind
from desktop.records.packet import Case
from desktop.services.workspace import Workspace
from desktop.ui.home.presenter import read_home
from tests.bench.filling import add_documents, add_results

FEW, MANY = 10, 3000


@contextmanager
def _statements(workspace: Workspace) -> Iterator[list[str]]:
    told: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        told.append(statement)

    engine = workspace.vault._engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _find(workspace: Workspace, person: str) -> None:
    assert workspace.search.find("lesion", person, limit=60)


LOOKS: dict[str, Callable[[Workspace, str], object]] = {
    "ids of a list": lambda workspace, person: workspace.records.ids(FactKind.RESULTS, person),
    "tests with their newest value": lambda workspace, person: workspace.results.tests(person),
    "one test": lambda workspace, person: workspace.results.of(person, "test 001"),
    "reports": lambda workspace, person: workspace.results.reports(person),
    "keys of documents": lambda workspace, person: workspace.documents.keys(person),
    "find": _find,
    "timeline": lambda workspace, person: workspace.timeline.events(person, values_read=False),
    "readiness": lambda workspace, person: workspace.readiness.check(person, Case.CANCER),
    "home": read_home,
    "trash": lambda workspace, person: workspace.trash.items(person),
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_costs_as_many_statements_for_ten_as_for_thousands(workspace: Workspace, maria: str, look: str) -> None:
    counts = []
    for more in (FEW, MANY):
        add_documents(workspace, maria, more // 10)
        add_results(workspace, maria, more)
        with _statements(workspace) as told:
            LOOKS[look](workspace, maria)
        counts.append(len(told))
    few, many = counts
    assert 0 < many <= few + 2, counts


def test_a_page_of_a_long_list_is_read_at_once(workspace: Workspace, maria: str) -> None:
    add_results(workspace, maria, MANY)
    ids = workspace.records.ids(FactKind.RESULTS, maria)
    assert len(ids) == MANY
    with _statements(workspace) as told:
        page = workspace.records.page(ids[1700:1800])
    assert [one.id for one in page] == list(ids[1700:1800])
    assert len(told) <= 6
    assert ids == tuple(one.id for one in workspace.records.list(FactKind.RESULTS, maria)), "the same order"
