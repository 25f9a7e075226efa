"""What the second doctor will miss, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much it matters: a doctor will need it, or it is worth doing."""

    MUST = "must"
    SHOULD = "should"


class State(StrEnum):
    """What was found."""

    OK = "ok"
    MISSING = "missing"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessItem:
    """One rule's answer in a plain sentence; `action` names the screen or thing that helps, `ids` what it is about."""

    rule: str
    level: Level
    state: State
    text: str
    action: str = ""
    ids: tuple[str, ...] = ()
