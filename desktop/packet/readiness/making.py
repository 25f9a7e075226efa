"""Short ways to say what a rule found."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from desktop.packet.readiness.case_file import CaseFile
from desktop.records.readiness import Absence, Level, Missing, ReadinessItem, State

Rule = Callable[[CaseFile], ReadinessItem | None]
"""A rule returns its answer, or None when it does not apply."""


def item(  # noqa: PLR0913 - keyword by keyword, as the value that it makes
    rule: str,
    level: Level,
    *,
    ready: bool,
    good: str,
    bad: str,
    action: str = "",
    ids: Iterable[str] = (),
    absent: Iterable[Absence] = (),
) -> ReadinessItem:
    """Return `good` as ok, or `bad` as missing (must) or as a warning (should), with what is `absent`."""
    if ready:
        return ReadinessItem(rule=rule, level=level, state=State.OK, text=good, action=action)
    state = State.MISSING if level is Level.MUST else State.WARN
    return ReadinessItem(
        rule=rule, level=level, state=state, text=bad, action=action, ids=tuple(ids), absent=tuple(absent)
    )


def warning(
    rule: str, text: str, *, action: str = "", ids: Iterable[str] = (), absent: Iterable[Absence] = ()
) -> ReadinessItem:
    """Return a warning that has no good side to tell."""
    return item(rule, Level.SHOULD, ready=False, good="", bad=text, action=action, ids=ids, absent=absent)


def lacking(what: Missing, ids: Iterable[str] = ("",)) -> tuple[Absence, ...]:
    """Return one kind of absence, for each of the facts or documents that lack it."""
    return tuple(Absence(what, one) for one in ids)


def counted(number: int, one: str, many: str) -> str:
    """Return "1 document" or "3 documents"."""
    return f"{number} {one if number == 1 else many}"
