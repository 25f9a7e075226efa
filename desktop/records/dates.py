"""Dates as people and papers know them: 2024, 2024-03 or 2024-03-02, never made more exact."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?")


class NotADateError(ValueError):
    """The text is no partial ISO date."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision it was given in (FHIR `dateTime` precision).

    `month` and `day` are None when unknown; `time` is "HH:MM" and `zone` "Z" or "+HH:MM" when printed.
    `printed` keeps the words it came from ("spring 2019", "03/02/2024").
    """

    year: int
    month: int | None = None
    day: int | None = None
    time: str = ""
    zone: str = ""
    printed: str = ""

    def __post_init__(self) -> None:
        """Refuse a day without its month and days that do not exist."""
        if self.month is None and self.day is not None:
            raise NotADateError
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError as error:
            raise NotADateError from error

    @property
    def iso(self) -> str:
        """Partial ISO text: 2024, 2024-03 or 2024-03-02 (without the time)."""
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def iso_time(self) -> str:
        """ISO text with the time and zone when they are known."""
        return f"{self.iso}T{self.time}{self.zone}" if self.time else self.iso

    @property
    def low(self) -> date:
        """The first day it can mean; the lower sort bound."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def high(self) -> date:
        """The last day it can mean; the upper sort bound."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @classmethod
    def parse(cls, text: str, *, printed: str = "") -> PartialDate:
        """Read partial ISO text; raises NotADateError for anything else."""
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise NotADateError
        year, month, day, time, zone = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None, time or "", zone or "", printed)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return the full date of `day`."""
        return cls(day.year, day.month, day.day)
