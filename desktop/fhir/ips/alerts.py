"""Flag: what must not be overlooked, in the words of the record; nothing is concluded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.fhir.elements import concept, reference
from desktop.foundation.json_text import JSONObject
from desktop.records.device import Device
from desktop.records.medication import Medication, MedicationStatus
from desktop.records.person import Person


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert; `id` is of what it comes from, so that it stays the same."""

    id: str
    person_id: str
    about: str
    words: str


def alerts(person: Person, medications: Sequence[Medication], devices: Sequence[Device]) -> Iterator[Alert]:
    """Yield what stands in the way of care (interpreter, needs), critical medicines, and what cards say of MRI."""
    if person.interpreter.strip():
        yield Alert(f"{person.id}-interpreter", person.id, "interpreter", f"Interpreter: {person.interpreter}")
    if person.needs.strip():
        yield Alert(f"{person.id}-needs", person.id, "needs", f"Needs: {person.needs}")
    for one in medications:
        taken = one.clinical_status is not MedicationStatus.STOPPED and not one.negated
        if one.critical.strip() and taken:
            yield Alert(f"{one.id}-critical", person.id, "medicine", f"{one.critical}: {one.title}")
    for device in devices:
        if device.mri.strip() and device.end_date is None and not device.negated:
            words = f"{device.title}, MRI as its card says: {device.mri}"
            yield Alert(f"{device.id}-mri", person.id, "device", words)


def flag(alert: Alert) -> JSONObject:
    """Return the Flag of an alert."""
    return {
        "resourceType": "Flag",
        "id": alert.id,
        "status": "active",
        "category": [concept(alert.about)],
        "code": concept(alert.words),
        "subject": reference(alert.person_id),
    }
