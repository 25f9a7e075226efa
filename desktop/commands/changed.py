"""What a command prints that changed one thing: what was done, and the id of what it was done to."""

from __future__ import annotations

from desktop.commands.context import Context
from desktop.commands.output import JSONValue
from desktop.foundation.errors import ExitCode
from desktop.records.changes import ChangeSet


def tell_change(context: Context, change: ChangeSet, more: str = "", **fields: JSONValue) -> ExitCode:
    """Print "Note added: ID" with `more` behind it, or with --json the id and `fields`; return that it is done."""
    context.output.line(f"{change.words}: {change.id}{more}")
    context.output.answer({"id": change.id, **fields})
    return ExitCode.DONE
