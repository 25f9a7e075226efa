"""Medicines as taken, prescribed, handed out or given (FHIR MedicationStatement, MedicationRequest and their kin)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.fhir.dosage import dose, frequency, whole
from desktop.importers.fhir.elements import (
    Resource,
    code_of,
    concept,
    concept_text,
    concepts,
    has,
    notes,
    part,
    parts,
    quantity_text,
    until,
    when,
    word,
)
from desktop.importers.fhir.making import Context, fact, joined
from desktop.importers.fhir.terms import words_for
from desktop.records.fact import FactKind


def _medicine(resource: Resource, context: Context) -> tuple[str, Resource, str]:
    """Return name, code and form, in the resource itself or in the Medication that it refers to."""
    own = part(resource, "medicationCodeableConcept") or part(resource, "vaccineCode")
    reference = part(resource, "medicationReference") or part(resource, "medication")
    meant = context.others.find(reference, resource)
    code = own or part(meant, "code")
    return concept_text(code) or word(reference, "display"), code, concept(meant, "form")


def _dosages(resource: Resource) -> tuple[Resource, ...]:
    return parts(resource, "dosage") or parts(resource, "dosageInstruction")


_NEVER_GIVEN = frozenset({"cancelled", "declined", "preparation", "in-progress", "on-hold"})
"""States in which a dispense handed nothing out, or not yet."""
_SEVERAL_DOSES = "The file gives several doses for this. Look at the text."
_STOPPED = frozenset({"completed", "stopped", "cancelled", "not-taken", "ended", "entered-in-error", "inactive"})


def _taken(resource: Resource, context: Context) -> tuple[str, tuple[str, ...]]:
    """Return taken or stopped, and what has to be asked; an order does not say that it is taken."""
    status = word(resource, "status").casefold()
    ended = until(resource, "effectivePeriod", "dateWritten")
    if ended is not None and ended.high < context.today:
        return "stopped", ()
    kind = word(resource, "resourceType")
    if kind != "MedicationStatement":
        how = "handed out" if kind == "MedicationDispense" else "prescribed"
        if status in _STOPPED and how == "prescribed":
            return "stopped", (f"The file says that this prescription is {status}.",)
        return "active", (f"The file says that it was {how}, not that it is taken.",)
    if status in _STOPPED:
        return "stopped", ()
    if word(resource, "taken") in {"unk", "na"}:
        return "active", ("The file does not say whether it is taken.",)
    return "active", () if status in {"active", "taking", ""} else (f"The file says “{status}”.",)


def _not_taken(resource: Resource) -> bool:
    """Whether it is said that the medicine is not taken, or is not to be taken, in the shapes of three versions."""
    said_so = "true" in {word(resource, "wasNotTaken"), word(resource, "doNotPerform")}
    return said_so or word(resource, "status") == "not-taken" or word(resource, "taken") == "n"


def medicine(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield a medicine from a statement, a request, an order or a dispense."""
    name, code, form = _medicine(resource, context)
    none = words_for("no_known", code_of(resource, "medicationCodeableConcept"))
    kept = word(resource, "resourceType") == "MedicationDispense" and word(resource, "status") in _NEVER_GIVEN
    if (not name and not none) or kept:
        return
    dosages = _dosages(resource)
    first = dosages[0] if len(dosages) == 1 else {}
    status, doubts = _taken(resource, context)
    planned = word(resource, "intent") in {"proposal", "plan"} or word(resource, "status") in {"intended", "draft"}
    negated = bool(none) or _not_taken(resource)
    often = frequency(first) if first else "; ".join(dict.fromkeys(told for each in dosages if (told := whole(each))))
    written = [word(each, "text") or word(each, "patientInstruction") for each in dosages]
    sig = "; ".join(dict.fromkeys(text for text in written if text))
    reasons = (
        concepts(resource, "reasonCode")
        or concepts(resource, "reasonForUse")
        or concepts(resource, "reasonCodeableConcept")
    )
    if planned and not negated:
        yield fact(FactKind.TREATMENTS, {"regimen": name, "status": "planned", "type": "drug", "drugs": sig}, code=code)
        return
    yield fact(
        FactKind.MEDICATIONS,
        {
            "generic": none or name,
            "form": form,
            "route": concept(first, "route"),
            "dose": dose(first),
            "how_often": often or sig,
            "as_needed": "yes"
            if word(first, "asNeededBoolean") == "true" or has(first, "asNeededCodeableConcept")
            else "",
            "why": reasons or context.others.name(resource, "reasonReference"),
            "prescriber": context.others.name(resource, "requester") or context.others.name(resource, "prescriber"),
            "status": status,
            "reason_stopped": concepts(resource, "statusReason") or concepts(resource, "reasonNotTaken"),
            "start": when(
                resource, "effectiveDateTime", "effectivePeriod", "authoredOn", "dateWritten", "whenHandedOver"
            ),
            "stop": until(resource, "effectivePeriod") if status == "stopped" else None,
            "confirmed_on": when(resource, "dateAsserted") if not negated and status == "active" else None,
            "note": joined(f"As written: {sig}" if often and sig else "", notes(resource)),
        },
        code=code,
        negated=negated,
        doubts=() if negated else (*doubts, *((_SEVERAL_DOSES,) if len(dosages) > 1 else ())),
    )


def administration(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield what was given in a hospital or practice as a treatment."""
    name, code, _form = _medicine(resource, context)
    status = words_for("treatment_status", word(resource, "status").casefold())
    if name and status and word(resource, "wasNotGiven") != "true":
        dose = quantity_text(part(resource, "dosage", "dose")) or quantity_text(part(resource, "dosage", "quantity"))
        given_by = [context.others.name(each, "actor", resource) for each in parts(resource, "performer")]
        values = {
            "regimen": name,
            "status": status,
            "type": "drug",
            "drugs": f"{name} {dose}" if dose else word(resource, "dosage", "text"),
            "given_by": ", ".join(text for text in given_by if text),
            "reason_stopped": concepts(resource, "statusReason") if status == "stopped" else "",
            "note": notes(resource),
            "start": when(
                resource, "effectiveDateTime", "effectivePeriod", "effectiveTimeDateTime", "effectiveTimePeriod"
            ),
            "stop": until(resource, "effectivePeriod", "effectiveTimePeriod"),
        }
        yield fact(FactKind.TREATMENTS, values, code=code)
