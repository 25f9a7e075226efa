"""Work runs beside the window and comes back on the window's thread."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.ui.tasks import Tasks


@pytest.fixture
def errors() -> list[BaseException]:
    return []


@pytest.fixture
def tasks(qtbot: QtBot, errors: list[BaseException]) -> Tasks:
    del qtbot
    return Tasks(errors.append)


def test_the_result_arrives_on_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, bool]] = []
    steps: list[Step] = []

    def work(progress: Progress, _cancel: CancelToken) -> bool:
        progress.tell(1, 2, "page 1 of 2")
        return threading.current_thread() is threading.main_thread()

    def done(in_main: bool) -> None:  # noqa: FBT001 - a result
        seen.append((threading.get_ident(), in_main))

    tasks.run(work, done=done, progress=steps.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    assert seen == [(threading.get_ident(), False)]
    assert steps == [Step(1, 2, "page 1 of 2")]
    assert not tasks.busy


def test_an_error_that_nobody_takes_is_shown(qtbot: QtBot, tasks: Tasks, errors: list[BaseException]) -> None:
    def work(_progress: Progress, _cancel: CancelToken) -> None:
        raise ValueError

    tasks.run(work)
    qtbot.waitUntil(lambda: bool(errors), timeout=60_000)
    assert isinstance(errors[0], ValueError)


def test_a_cancel_is_silent(qtbot: QtBot, tasks: Tasks, errors: list[BaseException]) -> None:
    ended: list[str] = []

    def work(_progress: Progress, cancel: CancelToken) -> None:
        while True:
            cancel.check()
            time.sleep(0.005)

    task = tasks.run(work, done=lambda _none: ended.append("done"), cancelled=lambda: ended.append("cancelled"))
    task.cancel()
    qtbot.waitUntil(lambda: bool(ended), timeout=60_000)
    assert (ended, errors) == (["cancelled"], [])


def test_work_that_is_dropped_delivers_nothing_however_it_ends(qtbot: QtBot, tasks: Tasks) -> None:
    go_on, ended = threading.Event(), list[str]()

    def deaf(_progress: Progress, _cancel: CancelToken) -> None:
        go_on.wait(60)

    task = tasks.run(deaf, done=lambda _none: ended.append("done"), cancelled=lambda: ended.append("cancelled"))
    task.drop()
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=60_000)
    assert ended == []


def test_an_older_answer_never_replaces_a_newer_one(qtbot: QtBot, tasks: Tasks) -> None:
    newer_came, seen = threading.Event(), list[str]()

    def older(_progress: Progress, _cancel: CancelToken) -> str:
        newer_came.wait(60)
        return "older"

    def show(answer: str) -> None:
        seen.append(answer)
        newer_came.set()

    first = tasks.run(older, done=show)
    tasks.run(lambda _progress, _cancel: "newer", done=show, instead_of=first)
    qtbot.waitUntil(lambda: not tasks.busy, timeout=60_000)
    assert seen == ["newer"]


def test_nothing_is_delivered_to_what_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    seen: list[int] = []
    tasks.run(lambda _progress, _cancel: 1, done=seen.append, owner=owner)
    owner.deleteLater()
    del owner
    qtbot.waitUntil(lambda: not tasks.busy, timeout=60_000)
    assert seen == []


def test_stopping_waits_for_what_runs(tasks: Tasks) -> None:
    finished = threading.Event()

    def work(_progress: Progress, cancel: CancelToken) -> None:
        while not cancel.cancelled:
            time.sleep(0.005)
        finished.set()

    tasks.run(work)
    tasks.stop()
    assert finished.is_set()
