"""What reads each type of resource, and how a whole list of them becomes proposals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.importers.base import ProposedFact
from desktop.importers.fhir import care, clinical, medicines, none_known, people, reports, results
from desktop.importers.fhir.elements import Lookup, Resource, codes_of, has, word
from desktop.importers.fhir.entries import Entry, lookup_of
from desktop.importers.fhir.making import Context, Reader
from desktop.importers.fhir.terms import absent_codes

READERS: dict[str, Reader] = {
    "AllergyIntolerance": clinical.allergy,
    "Condition": clinical.condition,
    "MedicationStatement": medicines.medicine,
    "MedicationRequest": medicines.medicine,
    "MedicationOrder": medicines.medicine,
    "MedicationDispense": medicines.medicine,
    "MedicationAdministration": medicines.administration,
    "Immunization": clinical.immunization,
    "Procedure": care.procedure,
    "ServiceRequest": care.order,
    "ProcedureRequest": care.order,
    "DiagnosticOrder": care.order,
    "CarePlan": care.care_plan,
    "Encounter": care.encounter,
    "Appointment": care.appointment,
    "Device": care.device,
    "DeviceUseStatement": care.device,
    "Consent": care.consent,
    "DiagnosticReport": reports.report,
    "ImagingStudy": reports.imaging_study,
    "FamilyMemberHistory": people.family,
    "Practitioner": people.practitioner,
    "Organization": people.organization,
    "RelatedPerson": people.relative,
    "Patient": people.patient,
    "Coverage": people.coverage,
    "Composition": none_known.composition,
}
"""What reads each type of resource; Observation is read by `results.Observations`."""
SUPPORTING = frozenset(
    {"Medication", "PractitionerRole", "Location", "Specimen", "Composition", "Provenance", "Bundle", "Device"}
)
"""Types that others refer to, or that say how the file was made; they are no facts of their own."""


def _read_one(entry: Entry, context: Context, observations: results.Observations) -> list[ProposedFact]:
    kind = word(entry.resource, "resourceType")
    if kind == "Observation":
        return list(observations.read(entry.resource, context, entry.address))
    reader = READERS.get(kind)
    silent = reader is None or clinical.wrong(entry.resource) or says_nothing(entry.resource)
    found = list(reader(entry.resource, context)) if reader is not None and not silent else []
    return [*found, *observations.inside(entry.resource, context)] if kind == "DiagnosticReport" else found


_CODED_BY = ("code", "vaccineCode", "medicationCodeableConcept", "type")
_MODIFIED = "The file marks this in a way that Sheaf does not know. Look at the original."


def says_nothing(resource: Resource) -> bool:
    """Return whether a resource says that nothing is known, or "none" of a kind that has no such entry (IPS)."""
    codes = frozenset(code for name in _CODED_BY for code in codes_of(resource, name))
    return any(code in absent_codes() for code in codes)


def _asking(fact: ProposedFact, resource: Resource) -> ProposedFact:
    """Return a fact that asks when the resource has a modifier extension (FHIR, "Modifier Extensions")."""
    modified = has(resource, "modifierExtension")
    return replace(fact, certain=False, issues=(*fact.issues, _MODIFIED)) if modified else fact


def read_entries(entries: list[Entry], today: date, lookup: Lookup | None = None) -> dict[int, list[ProposedFact]]:
    """Return the proposals of each resource, by its place in the list; one bad element never drops a resource."""
    others = lookup or lookup_of(entries)
    every = [entry.resource for entry in entries]
    context = Context(others, today, reports.studies_of_reports(every, others) | care.devices_in_use(every, others))
    observations = results.Observations(context)
    return {
        number: [_asking(fact, entry.resource) for fact in _read_one(entry, context, observations)]
        for number, entry in enumerate(entries)
    }
