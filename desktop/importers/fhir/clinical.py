"""Allergies, conditions, medicines and vaccinations (FHIR AllergyIntolerance, Condition, Medication…, Immunization)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
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
    range_text,
    until,
    when,
    word,
)
from desktop.importers.fhir.making import Context, fact, joined
from desktop.importers.fhir.terms import words_for
from desktop.records.fact import FactKind

_WRONG = frozenset({"entered-in-error"})


def wrong(resource: Resource) -> bool:
    """Return whether a resource says of itself that it was entered in error."""
    stated = {word(resource, "status").casefold(), code_of(resource, "verificationStatus")}
    return bool(stated & _WRONG)


def allergy(resource: Resource, _context: Context) -> Iterator[ProposedFact]:
    """Yield an allergy; "no known allergy" is a fact."""
    code = part(resource, "code") or part(resource, "substance")
    substance = concept_text(code)
    none = words_for("no_known", code_of(resource, "code"))
    refuted = code_of(resource, "verificationStatus") == "refuted"
    if not substance and not none:
        return
    reactions = parts(resource, "reaction")
    shown = [concepts(each, "manifestation") or word(each, "description") for each in reactions]
    severities = {word(each, "severity") for each in reactions} - {""}
    status = code_of(resource, "clinicalStatus") or word(resource, "status")
    over = status in {"inactive", "resolved"} and not none and not refuted
    plain = none or refuted
    yield fact(
        FactKind.ALLERGIES,
        {
            "substance": none or substance,
            "reaction": "" if plain else ", ".join(dict.fromkeys(text for text in shown if text)),
            "severity": severities.pop() if len(severities) == 1 and not plain else "",
            "certainty": "" if plain else words_for("certainty", code_of(resource, "verificationStatus")),
            "type": "" if plain else words_for("allergy_type", word(resource, "type")),
            "since": when(resource, "onsetDateTime", "onset", "onsetPeriod", "recordedDate", "assertedDate"),
            "note": joined(
                f"How bad, as stated: {', '.join(sorted(severities))}" if len(severities) > 1 else "",
                f"Criticality as stated: {said}" if (said := word(resource, "criticality")) and not plain else "",
                f"Status as stated: {status}" if over else "",
                notes(resource),
            ),
        },
        code=code,
        negated=bool(plain),
        doubts=("The file says that this allergy is over.",) if over else (),
    )


def condition(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield a condition; one that was refuted is negated."""
    code = part(resource, "code")
    none = words_for("no_known", code_of(resource, "code"))
    name = none or concept_text(code)
    if not name:
        return
    verified = code_of(resource, "verificationStatus")
    status = code_of(resource, "clinicalStatus")
    stage = part(resource, "stage")
    negated = bool(none) or verified == "refuted"
    unsure = verified in {"provisional", "differential", "unconfirmed"}
    yield fact(
        FactKind.CONDITIONS,
        {
            "name": name,
            "status": "" if negated else words_for("condition_status", status),
            "body_site": concepts(resource, "bodySite"),
            "stage": concept(stage, "summary"),
            "stage_system": concept(stage, "type"),
            "since": when(
                resource, "onsetDateTime", "onsetPeriod", "onset", "recordedDate", "dateRecorded", "assertedDate"
            ),
            "until": when(resource, "abatementDateTime", "abatementDate") or until(resource, "abatementPeriod"),
            "stated_by": context.others.name(resource, "asserter") or context.others.name(resource, "recorder"),
            "note": joined(
                f"Since, as stated: {said}"
                if (said := word(resource, "onsetString") or quantity_text(part(resource, "onsetAge")))
                else "",
                f"Severity as stated: {said}" if (said := concept(resource, "severity")) else "",
                notes(resource),
            ),
        },
        code=code,
        negated=negated,
        doubts=(f"The file calls this diagnosis {verified}.",) if unsure else (),
    )


def _medicine(resource: Resource, context: Context) -> tuple[str, Resource, str]:
    """Return name, code and form, in the resource itself or in the Medication that it refers to."""
    own = part(resource, "medicationCodeableConcept") or part(resource, "vaccineCode")
    reference = part(resource, "medicationReference") or part(resource, "medication")
    meant = context.others.find(reference, resource)
    code = own or part(meant, "code")
    return concept_text(code) or word(reference, "display"), code, concept(meant, "form")


def _frequency(dosage: Resource) -> str:
    repeat = part(dosage, "timing", "repeat")
    times, period, unit = (
        word(repeat, "frequency"),
        word(repeat, "period"),
        word(repeat, "periodUnit") or word(repeat, "periodUnits"),
    )
    most = word(repeat, "frequencyMax")
    if not period or not unit:
        return concept(part(dosage, "timing"), "code")
    long = words_for("period_unit", unit) or unit
    every = f"every {long.removesuffix('s')}" if period in {"1", "1.0"} else f"every {period} {long}"
    count = (
        f"{times} to {most} times " if most and most != times else f"{times} times " if times not in {"", "1"} else ""
    )
    return f"{count}{every}"


def _dose(dosage: Resource) -> str:
    for holder in (*parts(dosage, "doseAndRate"), dosage):
        said = (
            quantity_text(part(holder, "doseQuantity"))
            or quantity_text(part(holder, "quantityQuantity"))
            or range_text(part(holder, "doseRange"))
        )
        said = said or quantity_text(part(holder, "quantity"))
        if said:
            return said
    return ""


def _dosages(resource: Resource) -> tuple[Resource, ...]:
    return parts(resource, "dosage") or parts(resource, "dosageInstruction")


_STOPPED = frozenset({"completed", "stopped", "cancelled", "not-taken", "ended", "entered-in-error", "inactive"})


def _taken(resource: Resource, context: Context) -> tuple[str, tuple[str, ...]]:
    """Return taken or stopped, and what has to be asked; an order does not say that it is taken."""
    status = word(resource, "status").casefold()
    ended = until(resource, "effectivePeriod", "dateWritten")
    if ended is not None and ended.high < context.today:
        return "stopped", ()
    kind = word(resource, "resourceType")
    if kind != "MedicationStatement":
        if status in _STOPPED:
            return "stopped", (f"The file says that this prescription is {status}.",)
        return "active", ("The file says that it was prescribed, not that it is taken.",)
    if status in _STOPPED:
        return "stopped", ()
    known = status in {"active", "taking", ""} or not status
    return "active", () if known else (f"The file says “{status}”.",)


def medicine(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield a medicine from a statement, a request, an order or a dispense."""
    name, code, form = _medicine(resource, context)
    none = words_for("no_known", code_of(resource, "medicationCodeableConcept"))
    if not name and not none:
        return
    dosages = _dosages(resource)
    first = dosages[0] if dosages else {}
    status, doubts = _taken(resource, context)
    planned = word(resource, "intent") in {"proposal", "plan"} or word(resource, "status") in {"intended", "draft"}
    negated = bool(none) or word(resource, "status") == "not-taken" or word(resource, "wasNotTaken") == "true"
    often = _frequency(first)
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
            "dose": _dose(first),
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
        doubts=() if negated else doubts,
    )


def administration(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield what was given in a hospital or practice as a treatment."""
    name, code, _form = _medicine(resource, context)
    status = words_for("treatment_status", word(resource, "status").casefold())
    if name and status and word(resource, "wasNotGiven") != "true":
        dose = quantity_text(part(resource, "dosage", "dose")) or quantity_text(part(resource, "dosage", "quantity"))
        values = {
            "regimen": name,
            "status": status,
            "type": "drug",
            "drugs": f"{name} {dose}" if dose else "",
            "start": when(
                resource, "effectiveDateTime", "effectivePeriod", "effectiveTimeDateTime", "effectiveTimePeriod"
            ),
            "stop": until(resource, "effectivePeriod", "effectiveTimePeriod"),
        }
        yield fact(FactKind.TREATMENTS, values, code=code)


def immunization(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield a vaccination; one not given is negated."""
    code = part(resource, "vaccineCode")
    name = concept_text(code)
    if not name:
        return
    refused = word(resource, "status") == "not-done" or "true" in {
        word(resource, "notGiven"),
        word(resource, "wasNotGiven"),
    }
    protocols = (*parts(resource, "protocolApplied"), *parts(resource, "vaccinationProtocol"))
    doses = [
        word(each, "doseNumberString") or word(each, "doseNumberPositiveInt") or word(each, "doseSequence")
        for each in protocols
    ]
    given_by = [
        context.others.name(each, "actor") for each in (*parts(resource, "performer"), *parts(resource, "practitioner"))
    ]
    why_not = concept(resource, "statusReason") or concepts(part(resource, "explanation"), "reasonNotGiven")
    yield fact(
        FactKind.IMMUNIZATIONS,
        {
            "vaccine": name,
            "given": when(resource, "occurrenceDateTime", "date"),
            "dose_number": next((dose for dose in doses if dose), ""),
            "given_by": ", ".join(text for text in (*given_by, context.others.name(resource, "location")) if text),
            "product": context.others.name(resource, "manufacturer"),
            "lot": word(resource, "lotNumber"),
            "note": joined(
                f"Not given: {why_not}" if refused and why_not else "",
                f"When, as stated: {said}" if (said := word(resource, "occurrenceString")) else "",
                notes(resource),
            ),
        },
        code=code,
        negated=refused,
    )
