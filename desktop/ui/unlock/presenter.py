"""What the unlock screen says to what happened, and how long a pause it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from desktop.foundation.errors import ExitCode, SheafError

GROUPS, SIGNS = 7, 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_FREE_TRIES = 5
_LONGEST_PAUSE = 64


class WayOn(Enum):
    """What the screen offers after a failed opening."""

    NOTHING = auto()
    READ_ONLY = auto()
    ACCEPT_COPY = auto()
    BACKUP = auto()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence for the screen and what can be done there."""

    words: str
    way_on: WayOn = WayOn.NOTHING
    wrong_passphrase: bool = False


def refusal(error: SheafError) -> Refusal:
    """Turn the error of an opening into words."""
    if error.exit_code is ExitCode.WRONG_SECRET:
        words = QCoreApplication.translate(
            "Unlock",
            "That passphrase did not open the vault. Check each word and the spaces between them. "
            "Your records are safe, and you can try as often as you like.",
        )
        return Refusal(words, wrong_passphrase=True)
    ways = {ExitCode.OPEN_ELSEWHERE: WayOn.READ_ONLY, ExitCode.OTHER_COPY: WayOn.ACCEPT_COPY}
    if error.exit_code is ExitCode.OPEN_ELSEWHERE:
        return Refusal(f"{error.happened} {error.do}", WayOn.READ_ONLY)
    return Refusal(f"{error.happened} {error.safe} {error.do}", ways.get(error.exit_code, WayOn.NOTHING))


def pause_after(wrong_tries: int) -> int:
    """Return the seconds to wait before the next try: none for five tries, then 2, 4, 8 … at most 64."""
    if wrong_tries < _FREE_TRIES:
        return 0
    return int(min(_LONGEST_PAUSE, 2 ** (wrong_tries - _FREE_TRIES + 1)))


def clean_code(text: str) -> str:
    """Return the code's signs in what was typed or pasted: capitals, O as 0, I and L as 1, nothing else."""
    return "".join(sign for sign in text.upper().translate(_MEANT) if sign in _ALPHABET)


def split_code(text: str) -> tuple[str, ...]:
    """Return up to seven groups of four from a pasted code."""
    signs = clean_code(text)[: GROUPS * SIGNS]
    return tuple(signs[start : start + SIGNS] for start in range(0, len(signs), SIGNS))


def code_in_file(text: str) -> tuple[str, ...]:
    """Return the groups of the first line of a saved kit that holds a whole code, or nothing."""
    for line in text.splitlines():
        words = [clean_code(word) for word in line.replace("-", " ").split()]
        groups = [word for word in words if len(word) == SIGNS]
        if len(groups) == GROUPS and len(words) == GROUPS:
            return tuple(groups)
    return ()
