"""The person whose record this is (FHIR `Patient`, `RelatedPerson`, `Coverage`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from desktop.records.dates import PartialDate
from desktop.records.fact import BEGINNING, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Identity as on the ID, and what a practice needs to know to see this person."""

    id: str = ""
    name: str = entry("Legal name as on the ID", required=True)
    family_name: str = entry("Family name, as it stands in the legal name")
    id_kind: str = entry("Which ID shows this name, for example passport")
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

    @property
    def filed_name(self) -> str:
        """The name as records are filed, "Lopez, Maria Elena"; as it stands where the family name is not known.

        Nothing is turned round by guess: the family name must have been told, and must stand in the legal name as
        whole words (FHIR `HumanName.family`). A name that has a comma, or no spaces, stays as it is on the ID.
        """
        family = self.family_name.strip()
        if not family or "," in self.name:
            return self.name
        found = re.search(rf"(?<!\S){re.escape(family)}(?!\S)", self.name, re.IGNORECASE)
        if found is None:
            return self.name
        given = " ".join((self.name[: found.start()] + self.name[found.end() :]).split())
        return f"{found[0]}, {given}" if given else self.name
