"""Short ways to say what a rule found."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from desktop.packet.readiness.case_file import CaseFile
from desktop.records.readiness import Level, ReadinessItem, State

Rule = Callable[[CaseFile], ReadinessItem | None]
"""A rule returns its answer, or None when it does not apply."""


def item(  # noqa: PLR0913 - keyword by keyword, as the value that it makes
    rule: str, level: Level, *, ready: bool, good: str, bad: str, action: str = "", ids: Iterable[str] = ()
) -> ReadinessItem:
    """Return `good` as ok, or `bad` as missing (must) or as a warning (should)."""
    if ready:
        return ReadinessItem(rule=rule, level=level, state=State.OK, text=good, action=action)
    state = State.MISSING if level is Level.MUST else State.WARN
    return ReadinessItem(rule=rule, level=level, state=state, text=bad, action=action, ids=tuple(ids))


def warning(rule: str, text: str, *, action: str = "", ids: Iterable[str] = ()) -> ReadinessItem:
    """Return a warning that has no good side to tell."""
    return ReadinessItem(rule=rule, level=Level.SHOULD, state=State.WARN, text=text, action=action, ids=tuple(ids))


def counted(number: int, one: str, many: str) -> str:
    """Return "1 document" or "3 documents"."""
    return f"{number} {one if number == 1 else many}"
