"""Widgets in reference cycles are destroyed on the window's thread, whichever thread makes garbage."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.collecting import Collector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    """A collector; the one of all tests rests meanwhile."""
    del qtbot
    made = Collector()
    yield made
    made.stop()
    gc.disable()


class Looped(QWidget):
    """A widget that only the collection of cycles destroys."""

    def __init__(self, ended_on: list[int]) -> None:
        super().__init__()
        self.me = self
        weakref.finalize(self, lambda: ended_on.append(threading.get_ident()))


def _make_garbage() -> None:
    for _ in range(20_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_garbage_of_another_thread_destroys_no_widget_there(collector: Collector, qtbot: QtBot) -> None:
    ended_on: list[int] = []
    for _ in range(50):
        Looped(ended_on)
    thread = threading.Thread(target=_make_garbage)
    thread.start()
    thread.join()
    assert ended_on == []
    qtbot.waitUntil(lambda: len(ended_on) == 50, timeout=60_000)
    assert set(ended_on) == {threading.get_ident()}
    collector.look()


def test_without_it_another_thread_would_destroy_them() -> None:
    """The positive control: Python's own collection does it on the wrong thread."""
    ended_on: list[int] = []

    class Thing:
        def __init__(self) -> None:
            self.me = self
            weakref.finalize(self, lambda: ended_on.append(threading.get_ident()))

    def collecting() -> None:
        gc.enable()
        _make_garbage()

    gc.disable()
    gc.collect()
    gc.freeze()  # widgets that other tests left behind are not seen: destroyed on that thread they end the program
    try:
        for _ in range(50):
            Thing()
        thread = threading.Thread(target=collecting)
        thread.start()
        thread.join()
    finally:
        gc.disable()
        gc.unfreeze()
    assert set(ended_on) - {threading.get_ident()}


def test_it_gives_back_what_it_found() -> None:
    gc.enable()
    made = Collector()
    assert not gc.isenabled()
    made.stop()
    assert gc.isenabled()
    gc.disable()
