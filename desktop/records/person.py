"""The person whose record this is (FHIR `Patient`, `RelatedPerson`, `Coverage`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.records.dates import PartialDate
from desktop.records.fact import BEGINNING, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Identity as on the ID, and what a practice needs to know to see this person."""

    id: str = ""
    name: str = entry("Legal name as on the ID", required=True)
    former_names: str = entry("Other names on the records, and where")
    born: PartialDate | None = entry("Date of birth", default=None, required=True)
    sex: str = entry("Sex as on the records")
    gender: str = entry("Gender, if it matters to the person")
    record_numbers: str = entry("Record numbers, one a line: facility: number", long=True)
    languages: str = entry("Languages spoken")
    interpreter: str = entry("Interpreter needed? For which language")
    needs: str = entry("Hearing, sight or memory needs", long=True)
    phone: str = entry("Phone")
    email: str = entry("E-mail")
    address: str = entry("Address", long=True)
    emergency_contacts: str = entry("Whom to call in an emergency, one a line", long=True)
    insurance: str = entry("Insurance, with member number", long=True)
    blood_group: str = entry("Blood group as printed")
    relation: str = entry("Who this is to the keeper of the vault: self, mother, son …")
    revision: int = 1
    created: datetime = BEGINNING
    changed: datetime = BEGINNING
    trashed: datetime | None = None
