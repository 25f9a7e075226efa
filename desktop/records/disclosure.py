"""What the sent log knows beyond a saved packet: notes, and what left without the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.records.dates import PartialDate

ASK_AFTER_DAYS = 2
"""Days after which a person is reminded of asking whether something arrived, when no other day was chosen."""
HANDOVER = "handover"
"""The medium of an entry that the person wrote down."""


class HandoverWay(StrEnum):
    """How something left without the program."""

    PAPER = "paper"
    STICK = "stick"
    POST = "post"
    EMAIL = "email"
    WEBSITE = "website"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DisclosureNote:
    """What was added to an entry later, such as who took the words; an entry itself is never changed."""

    when: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What the person gave by hand, or in another way outside of the program.

    `day` is when; None: not known. A saved packet is named by `packet_id` and `version`; else `what` says what it was.
    `arrived` when they have it already.
    """

    person_id: str
    to: str
    address: str = ""
    day: PartialDate | None = None
    what: str = ""
    packet_id: str = ""
    version: int = 0
    way: HandoverWay = HandoverWay.OTHER
    detail: str = ""
    purpose: str = ""
    arrived: bool = False
