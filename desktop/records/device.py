"""Something in or on the body: implant, pacemaker, port, insulin pump (FHIR `DeviceUseStatement`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Device(Fact):
    """What it is and what its card says; a scan may depend on it."""

    kind: ClassVar[FactKind] = FactKind.DEVICES
    words: ClassVar[tuple[str, str]] = ("device", "devices")
    date_name: ClassVar[str] = "implanted"
    end_name: ClassVar[str] = "removed"
    title_from: ClassVar[tuple[str, ...]] = ("name",)
    detail_from: ClassVar[tuple[str, ...]] = ("body_site", "manufacturer", "model")
    end_words: ClassVar[tuple[str, str]] = ("Removed", "")

    name: str = entry("What it is, for example pacemaker or port", required=True)
    body_site: str = entry("Where in the body")
    manufacturer: str = entry("Manufacturer")
    model: str = entry("Model")
    lot: str = entry("Lot number")
    serial: str = entry("Serial number")
    udi: str = entry("Unique device identifier (UDI) as printed")
    implanted_by: str = entry("Who put it in, and where")
    mri: str = entry("MRI as the card says: safe, conditional, unsafe or not known")
