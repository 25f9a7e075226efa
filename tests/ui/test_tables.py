"""A table of results: its columns are asked once, then known; what is wrong is said beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from desktop.records.document import DocumentStatus
from desktop.records.fact import FactKind
from desktop.services.tables import Column
from desktop.services.workspace import Workspace
from desktop.ui.documents.view import DocumentsScreen
from desktop.ui.tables.dialog import ColumnsDialog
from desktop.ui.widgets import StatusLine
from desktop.ui.widgets.choices import Chip
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless
from tests.ui.record_window import dialog, press, words
from tests.ui.record_window import settle as drawn

Settle = Callable[[SheafWindow], None]
TABLE = "Name;What came out;in;When\nHemoglobin;10.90;g/dL;03/04/2026\nFerritin;<9;ng/mL;05/04/2026\n"


@pytest.fixture
def screen(window: SheafWindow, workspace: Workspace, maria: str, tmp_path: Path) -> DocumentsScreen:
    """A table whose head says little, shown among the documents."""
    (tmp_path / "values.csv").write_text(TABLE)
    workspace.importing.import_paths([tmp_path / "values.csv"], maria)
    (held,) = workspace.documents.list(maria)
    assert held.status is DocumentStatus.NOT_READ
    shell = window.shell
    assert shell is not None
    shell.go("documents", held.id)
    drawn()
    return cast("DocumentsScreen", shell._made["documents"])


def _ask(screen: DocumentsScreen, window: SheafWindow) -> ColumnsDialog:
    press(screen.page, f"Say what the columns of {screen.detail.document.title} are")
    asked = dialog(window)
    assert isinstance(asked, ColumnsDialog)
    return asked


def _say(asked: ColumnsDialog, *columns: Column) -> None:
    for box, column in zip(asked.columns, columns, strict=True):
        box.setCurrentIndex(box.findData(column.value))
        box.activated.emit(box.currentIndex())
    drawn()


def _wrong(asked: ColumnsDialog) -> str:
    return " ".join(one.words for one in asked.findChildren(StatusLine) if one.isVisible())


def test_columns_are_said_beside_what_stands_in_them(
    screen: DocumentsScreen, window: SheafWindow, workspace: Workspace, maria: str, settle: Settle
) -> None:
    asked = _ask(screen, window)
    told = words(asked)
    assert "10.90  ·  <9" in told
    assert "What came out" in told
    assert nameless(asked) == []
    _say(asked, Column.TEST, Column.VALUE, Column.UNIT, Column.DATE)
    next(one for one in asked.findChildren(Chip) if one.text() == "The day").click()
    press(asked, "Read the table")
    settle(window)
    kept = {one.title: one for one in workspace.records.list(FactKind.RESULTS, maria)}
    assert {getattr(one, "value", "") for one in kept.values()} == {"10.90", "9"}
    assert {one.date.iso for one in kept.values() if one.date} == {"2026-04-03", "2026-04-05"}


def test_what_cannot_be_read_is_said_and_nothing_is_lost(
    screen: DocumentsScreen, window: SheafWindow, settle: Settle
) -> None:
    asked = _ask(screen, window)
    _say(asked, Column.TEST, Column.IGNORE, Column.UNIT, Column.IGNORE)
    press(asked, "Read the table")
    settle(window)
    drawn()
    assert asked.isVisible()
    assert "No column is said to hold the result." in _wrong(asked)
    _say(asked, Column.TEST, Column.VALUE, Column.UNIT, Column.DATE)
    press(asked, "Read the table")
    settle(window)
    drawn()
    assert "Say whether the day or the month comes first." in _wrong(asked)


def test_the_next_table_with_this_head_is_not_asked_about(
    screen: DocumentsScreen, window: SheafWindow, workspace: Workspace, maria: str, settle: Settle, tmp_path: Path
) -> None:
    asked = _ask(screen, window)
    _say(asked, Column.TEST, Column.VALUE, Column.UNIT, Column.DATE)
    next(one for one in asked.findChildren(Chip) if one.text() == "The day").click()
    press(asked, "Read the table")
    settle(window)
    (tmp_path / "next.csv").write_text(TABLE.replace("10.90", "11.20"))
    (outcome,) = workspace.importing.import_paths([tmp_path / "next.csv"], maria).outcomes
    assert outcome.read


def test_a_table_without_results_is_kept_and_not_asked_about_again(
    screen: DocumentsScreen, window: SheafWindow, workspace: Workspace, maria: str, settle: Settle
) -> None:
    press(_ask(screen, window), "These are no test results")
    settle(window)
    (held,) = workspace.documents.list(maria)
    assert not any(one.code == "needs-columns" for one in held.issues)
    assert workspace.records.list(FactKind.RESULTS, maria) == ()
