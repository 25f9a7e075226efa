"""What the process that ends tells the fresh one: which vault, where the window stood, what was not finished."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.ui.tasks import Unfinished

FLAG: Final = "--after-lock"
"""Followed by one line of JSON: a window's place, codes and counts, never anything from a record."""
_MOST = 2000


@dataclass(frozen=True, slots=True)
class HandOver:
    """The window's place (Qt's own bytes), and what was stopped."""

    place: bytes = b""
    unfinished: tuple[Unfinished, ...] = ()

    def line(self) -> str:
        """Return one line for the command of the fresh process."""
        left = [asdict(one) for one in self.unfinished]
        return json.dumps({"place": base64.b64encode(self.place).decode(), "left": left}, separators=(",", ":"))


def read_hand_over(line: str) -> HandOver:
    """Return what a line says; a line that is odd says nothing."""
    try:
        raw = json.loads(line) if len(line) <= _MOST else {}
        place = base64.b64decode(str(raw["place"]), validate=True)
        return HandOver(place, tuple(_unfinished(one) for one in raw["left"]))
    except (ValueError, KeyError, TypeError, binascii.Error):
        return HandOver()


def _unfinished(raw: Mapping[str, object]) -> Unfinished:
    return Unfinished(str(raw["name"]), int(str(raw["done"])), int(str(raw["total"])))


def unfinished_words(left: Sequence[Unfinished]) -> str:
    """Say what a lock stopped, and what to do; empty when it was nothing that a person would miss."""
    return " ".join(words for one in left if (words := _words(one)))


def _words(one: Unfinished) -> str:
    if one.name == "import" and one.total:
        words = _tr("Locking stopped the adding of files: {done} of {total} are in. Add the others again.")
        return words.format(done=one.done, total=one.total)
    return {
        "draft": _tr("Something you were typing could not be kept. Look at it before you go on."),
        "import": _tr("Locking stopped the adding of files. What is in stays; add the others again."),
        "export": _tr("Locking stopped an export. Start it again."),
        "packet": _tr("Locking stopped the making of a packet. Your choices are kept; make it again."),
        "backup": _tr("Locking stopped a backup. The earlier ones are as they were; Sheaf makes it again later."),
        "check": _tr("Locking stopped the check of your backups. Start it again."),
        "restore": _tr("Locking stopped the way back to a backup. Look whether your vault is as you want it."),
        "join": _tr("Locking stopped the joining of documents. They are as they were; join them again."),
        "keys": _tr("Locking stopped the making of new keys. The kit you have still fits."),
    }.get(one.name, "")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Locking", words)
