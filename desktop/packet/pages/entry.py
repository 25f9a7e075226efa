"""One row of the timeline before it is set, and what is left out first when the page is full."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from desktop.packet.pages.runs import Run, Runs
from desktop.records.dates import PartialDate
from desktop.records.packet import PacketPart


class Weight(IntEnum):
    """What is left out first when the page is full."""

    MEDICINE = 0
    LAB = 1
    VISIT = 2
    CONDITION = 3
    CRITICAL = 4
    """Start and stop of a medicine that must not be missed."""
    EVENT = 5
    TURN = 6
    """An operation or a specimen: what the diagnosis stands on."""
    IMPORTANT = 7
    AHEAD = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One row before it is set; `bold` rows changed the course of treatment. `id` is the fact or document.

    `part` is the written page on which it stands in full: where the reader finds it when it is left out here.
    """

    when: PartialDate
    kind: str
    what: str
    where: str
    result: Runs
    origin: Run
    weight: Weight
    bold: bool = False
    id: str = ""
    part: PacketPart | None = None
