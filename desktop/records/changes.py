"""What a write changed, so that each view can decide what to reload."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Ids by what they name; `kinds` are the fact kinds' values plus person, document, import, packet.

    `words` name the change for the undo menu, without health data ("Medicine added").
    """

    ids: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    words: str = ""

    @property
    def id(self) -> str:
        """The one id of a write that made or changed one thing."""
        return self.ids[0]
