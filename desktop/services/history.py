"""Every write of this sitting with the way back: Ctrl+Z.

A service writes through `UndoHistory.perform(work)`: `work(tx)` does the write and returns `Done(change, inverse)`;
it is committed, remembered and broadcast. `inverse(tx)` undoes it in a transaction of its own and says what it changed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from desktop.records.changes import ChangeSet
from desktop.services.changes import Changes
from desktop.vault.vault import Transaction, Vault

Inverse = Callable[[Transaction], ChangeSet]
MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Done:
    """What a write changed, and how to take it back; without an inverse it cannot be taken back."""

    change: ChangeSet
    inverse: Inverse | None = None


class UndoHistory:
    """The steps of this sitting, the last one on top; gone when the vault is closed."""

    def __init__(self, vault: Vault, changes: Changes) -> None:
        """Write into `vault` and broadcast through `changes`."""
        self._vault = vault
        self._changes = changes
        self._steps: deque[tuple[str, Inverse]] = deque(maxlen=MOST_STEPS)
        self._lock = Lock()

    @property
    def last_words(self) -> str:
        """What undo would take back ("Medicine added"), or empty."""
        with self._lock:
            return self._steps[-1][0] if self._steps else ""

    def perform(self, work: Callable[[Transaction], Done]) -> ChangeSet:
        """Write, remember the way back, and tell everyone; nothing of it happens when `work` raises."""
        done = self._vault.write(work)
        if done.inverse is not None:
            with self._lock:
                self._steps.append((done.change.words, done.inverse))
        if done.change.kinds:
            self._changes.publish(done.change)
        return done.change

    def tell(self, change: ChangeSet) -> None:
        """Broadcast a change that has its own way back (an import)."""
        self._changes.publish(change)

    def undo(self) -> ChangeSet | None:
        """Take the last step back and say which; None when there is none."""
        with self._lock:
            if not self._steps:
                return None
            step = self._steps.pop()
        words, inverse = step
        try:
            changed = self._vault.write(inverse)
        except BaseException:
            with self._lock:
                self._steps.append(step)
            raise
        undone = replace(changed, words=f"Undone: {words[:1].lower()}{words[1:]}")
        self._changes.publish(undone)
        return undone
