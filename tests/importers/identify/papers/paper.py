"""An invented paper, with what it says and what must be asked."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paper:
    """Lines of one paper (two spaces part columns; the first is the letterhead), its margins, and the wanted fields.

    A wanted field lists what may be read for certain, parted by "|"; "ask" allows anything that asks the person to
    check, and "*" leaves the field open.
    """

    name: str
    lines: tuple[str, ...]
    wanted: dict[str, str]
    cited: tuple[str, ...] = ()
    header: str = ""
    footer: str = ""
    letterhead: bool = field(default=True)
