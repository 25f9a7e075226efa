"""A place that gets packets, and what it wants (recipient profile)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


class Route(StrEnum):
    """How the packet reaches the recipient."""

    LOCKED_PDF = "locked-pdf"
    PORTAL = "portal"
    PRINT = "print"
    USB = "usb"
    FAX = "fax"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Fact):
    """Who gets a packet and what that place asks for."""

    kind: ClassVar[FactKind] = FactKind.RECIPIENTS
    words: ClassVar[tuple[str, str]] = ("recipient", "recipients")
    date_name: ClassVar[str] = ""
    title_from: ClassVar[tuple[str, ...]] = ("name",)
    detail_from: ClassVar[tuple[str, ...]] = ("institution",)

    name: str = entry("Doctor's name, for example Dr. Lena Okafor", required=True)
    institution: str = entry("Hospital or practice")
    department: str = entry("Department")
    phone: str = entry("Phone")
    fax: str = entry("Fax")
    email: str = entry("E-mail")
    address: str = entry("Address", long=True)
    route: Route | None = entry("How they want it", default=None, choices=Route)
    images: str = entry("Do they want images? yes, no or not known")
    max_mb: int = entry("Largest file they take, in MB; 0 when not known", default=0)
    max_files: int = entry("How many files their website takes at once; 0 when not known", default=0)
    language: str = entry("Language they read, for example English")
    id_copy: str = entry("Do they want a copy of the ID? yes, no or not known")
    asked_on: str = entry("Who said so, and when")
