"""A vaccination (FHIR `Immunization`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desktop.records.dates import PartialDate
from desktop.records.fact import Fact, FactKind, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Immunization(Fact):
    """One dose."""

    kind: ClassVar[FactKind] = FactKind.IMMUNIZATIONS
    words: ClassVar[tuple[str, str]] = ("vaccination", "vaccinations")
    date_name: ClassVar[str] = "given"
    title_from: ClassVar[tuple[str, ...]] = ("vaccine",)
    detail_from: ClassVar[tuple[str, ...]] = ("dose_number", "given_by")

    vaccine: str = entry("Against what, or the vaccine's name", required=True)
    dose_number: str = entry("Which dose, for example 2 of 3")
    given_by: str = entry("Who gave it, or where")
    product: str = entry("Product and manufacturer")
    lot: str = entry("Lot number")
    reaction: str = entry("Reaction")
    next_due: PartialDate | None = entry("When the next one is due", default=None)
