"""A doctor, a place, or a helper (FHIR `Practitioner`, `Organization`, `RelatedPerson`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Fact):
    """Someone of the care team, or a helper; may also be a candidate for the second opinion."""

    kind: ClassVar[FactKind] = FactKind.CONTACTS
    words: ClassVar[tuple[str, str]] = ("contact", "contacts")
    date_name: ClassVar[str] = ""
    title_from: ClassVar[tuple[str, ...]] = ("name",)
    detail_from: ClassVar[tuple[str, ...]] = ("role", "facility", "phone")

    name: str = entry("Name, for example Dr. Anil Patel", required=True)
    role: str = entry("Role in the person's words, for example my oncologist")
    specialty: str = entry("Specialty")
    facility: str = entry("Hospital, practice or laboratory")
    phone: str = entry("Phone")
    fax: str = entry("Fax")
    email: str = entry("E-mail")
    portal: str = entry("Portal address")
    address: str = entry("Address", long=True)
    npi: str = entry("NPI (United States)")
    gets_copy: bool = entry("Gets a copy of the opinion", default=False)
    referring: bool = entry("The referring doctor", default=False)
    emergency: bool = entry("To be called in an emergency", default=False)
    family: bool = entry("Family or helper, not a professional", default=False)
    candidate: bool = entry("Candidate for a second opinion", default=False)
    suggested_by: str = entry("Who suggested them")
    close_associate: str = entry("Close associate of the first doctor? yes, no or not known")
    insurance: str = entry("Which insurance they take")
    wait: str = entry("How long the wait is")
