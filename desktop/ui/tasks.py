"""Run work beside the window and deliver its progress, result or error on the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from desktop.foundation.errors import CancelledError
from desktop.foundation.logs import log_event
from desktop.foundation.progress import CancelToken, Progress, Step

T = TypeVar("T")
Work = Callable[[Progress, CancelToken], T]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A named work that was stopped: how much of it was done. Counts and a code only, nothing from a record."""

    name: str
    done: int
    total: int


class _Signals(QObject):
    """Carries what happens to a task from its thread to the window's."""

    stepped = Signal(object)
    ended = Signal(object, object)


class Task(QObject, Generic[T]):
    """One running work; `cancel()` asks it to stop, `drop()` lets nothing more be delivered."""

    def __init__(self, work: Work[T], owner: QObject | None, name: str = "") -> None:
        """Prepare `work`; when `owner` is gone, nothing is delivered."""
        super().__init__()
        self.name = name
        self.waited_for = True
        self.behind: Callable[[], int] = lambda: 0
        """How many more things wait until this work is done."""
        self.step = Step(0, 0, "")
        self._work = work
        self._owner = owner
        self._has_owner = owner is not None
        self._token = CancelToken()
        self._signals = _Signals()
        self._signals.setParent(self)
        self._signals.stepped.connect(self._stepped, Qt.ConnectionType.QueuedConnection)
        self._signals.ended.connect(self._ended, Qt.ConnectionType.QueuedConnection)
        self.on_done: Callable[[T], object] | None = None
        self.on_failed: Callable[[BaseException], object] | None = None
        self.on_progress: Callable[[Step], object] | None = None
        self.on_cancelled: Callable[[], object] | None = None
        self.on_end: Callable[[], object] = lambda: None
        self.running = True

    def cancel(self) -> None:
        """Ask the work to stop at its next safe moment; work that was finished before it noticed still tells so.

        Who was told "stopped" of keys that are changed, or of a file that is there, would be told wrong.
        """
        self._token.cancel()

    def drop(self) -> None:
        """Ask the work to stop, and deliver nothing of it any more, however it ends; called on the window's thread."""
        self.on_done = self.on_failed = self.on_progress = self.on_cancelled = None
        self.cancel()

    def run(self) -> None:
        """Do the work; called on a thread of the pool."""
        result: T | None = None
        error: BaseException | None = None
        try:
            result = self._work(Progress(self._tell), self._token)
        except BaseException as caught:  # noqa: BLE001 - delivered to the window's thread
            error = caught
        self._signals.ended.emit(result, error)

    def _tell(self, step: Step) -> None:
        self.step = step
        self._signals.stepped.emit(step)

    @property
    def _wanted(self) -> bool:
        return not self._has_owner or (self._owner is not None and shiboken6.isValid(self._owner))

    @Slot(object)
    def _stepped(self, step: Step) -> None:
        if self.on_progress is not None and self._wanted and self.running:
            self.on_progress(step)

    @Slot(object, object)
    def _ended(self, result: Any, error: BaseException | None) -> None:  # noqa: ANN401 - crosses a signal
        self.running = False
        self.on_end()
        self.deleteLater()
        if not self._wanted:
            return
        if isinstance(error, CancelledError):
            if self.on_cancelled is not None:
                self.on_cancelled()
        elif error is not None:
            if self.on_failed is not None:
                self.on_failed(error)
        elif self.on_done is not None:
            self.on_done(result)


class _Runner(QRunnable):
    """Runs a task on a thread of the pool."""

    def __init__(self, task: Task[Any]) -> None:
        """Take `task`."""
        super().__init__()
        self._task = task

    def run(self) -> None:
        """Run it."""
        self._task.run()


class Tasks(QObject):
    """The works that run beside the window."""

    def __init__(self, show_error: Callable[[BaseException], object]) -> None:
        """Give errors that no one takes to `show_error`."""
        super().__init__()
        self._show_error = show_error
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(4)
        self._running: set[Task[Any]] = set()

    def run(  # noqa: PLR0913 - what may happen to a work, by name
        self,
        work: Work[T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progress: Callable[[Step], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        owner: QObject | None = None,
        name: str = "",
        waited_for: bool = True,
        instead_of: Task[Any] | None = None,
    ) -> Task[T]:
        """Start `work(progress, cancel)`; the other functions are called on the window's thread.

        An error goes to `failed`, else to the error dialog. A cancel is silent. When `owner` was
        deleted meanwhile, nothing is called. `name` is for work that a person would miss (`unfinished`),
        and `waited_for` is false for work that no one asked for, which keeps nothing else back.
        An earlier task that this one is `instead_of` is dropped: an older answer never replaces a newer one.
        """
        if instead_of is not None:
            instead_of.drop()
        task = Task(work, owner, name)
        task.waited_for = waited_for
        task.on_done, task.on_failed = done, failed or self._show_error
        task.on_progress, task.on_cancelled = progress, cancelled
        task.on_end = lambda: self._running.discard(task)
        task.setParent(self)  # so that the thread that ends last does not delete it: Qt deletes on the window's thread
        self._running.add(task)
        self._pool.start(_Runner(task))
        return task

    @property
    def busy(self) -> bool:
        """Whether something runs that somebody waits for."""
        return any(task.waited_for for task in self._running)

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Return the named works that run now."""
        named = sorted((task for task in self._running if task.name), key=lambda task: task.name)
        return tuple(Unfinished(task.name, task.step.done, task.step.total + task.behind()) for task in named)

    def stop(self, patience_ms: int = 30_000) -> bool:
        """Cancel everything and wait until it stopped; nothing more is delivered. Returns whether all stopped."""
        for task in list(self._running):
            task.drop()
        stopped = self._pool.waitForDone(patience_ms)
        if not stopped:
            log_event("ui.tasks_still_running", level=logging.WARNING)
        self._running.clear()
        return stopped
