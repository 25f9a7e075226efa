"""A real window over a real vault, without a screen."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.bootstrap import make_vaults
from desktop.foundation.settings import Settings
from desktop.services.workspace import Workspace
from desktop.ui.collecting import Collector
from desktop.ui.core import Core
from desktop.ui.gates import Gates
from desktop.ui.theme import apply_theme, in_use, theme_of
from desktop.ui.window import SheafWindow

OFTEN: Final = 10
"""Tests after which all garbage is collected; after each of them it would cost more than it saves."""
_run: Final = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform say what it cannot do; every other Qt message still fails a test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Destroy the windows of earlier tests now and then: each one that still stands makes the next test slower."""
    result = yield
    if next(_run) % OFTEN == 0:
        gc.collect()
    return result


@pytest.fixture(autouse=True)
def collected_here(qapp: QApplication) -> Iterator[None]:
    """Collect garbage on the window's thread only, as the program does: widgets are destroyed there."""
    del qapp
    collector = Collector()
    yield
    collector.look()
    collector.stop()
    gc.disable()


@pytest.fixture(autouse=True)
def plain_theme(qapp: QApplication) -> Iterator[None]:
    """Start every test with light colors at 100 %; a style sheet that is there already costs a tenth of a second."""
    plain = theme_of(Settings())
    if in_use.active() != plain or not qapp.styleSheet():
        apply_theme(plain)
    yield
    for window in qapp.topLevelWidgets():
        window.hide()


@pytest.fixture
def locked() -> list[bool]:
    """What "Lock now" did."""
    return []


@pytest.fixture
def bare_window(qtbot: QtBot, locked: list[bool]) -> Iterator[SheafWindow]:
    """A window before any vault is open."""
    window = SheafWindow(Settings(), lambda: locked.append(True))
    qtbot.addWidget(window)
    with qtbot.waitActive(window, timeout=60_000):
        window.show()
        window.activateWindow()
    yield window
    window.may_close = lambda: True
    window.close_workspace()
    window.tasks.stop()


@pytest.fixture
def window(bare_window: SheafWindow, workspace: Workspace) -> Iterator[SheafWindow]:
    """A window on Maria's record; it keeps its drafts before the vault is closed."""
    bare_window.open_workspace(workspace)
    QApplication.processEvents()
    yield bare_window
    bare_window.may_close = lambda: True
    bare_window.close_workspace()


@pytest.fixture
def gates(bare_window: SheafWindow) -> Gates:
    """The pages before a vault is open, with the real services."""
    return Gates(bare_window, Core(make_vaults))


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[SheafWindow], None]:
    """Wait until nothing runs beside the window."""

    def wait(window: SheafWindow) -> None:
        qtbot.waitUntil(lambda: not window.tasks.busy, timeout=60_000)
        QApplication.processEvents()

    return wait
