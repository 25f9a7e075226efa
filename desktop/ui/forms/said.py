"""Say in a toast what was done."""

from __future__ import annotations

from desktop.records.changes import ChangeSet
from desktop.ui.navigation import ScreenContext


def say_done(context: ScreenContext, words: str) -> None:
    """Say what was done, with Undo."""
    context.toast(words, True)  # noqa: FBT003 - words, undoable


def say_change(context: ScreenContext, change: ChangeSet) -> None:
    """Say what a write did, with Undo."""
    say_done(context, change.words)


def say(context: ScreenContext, words: str) -> None:
    """Say something that has nothing to undo."""
    context.toast(words, False)  # noqa: FBT003 - words, undoable
