"""Allergies, conditions, medicines and vaccinations (FHIR AllergyIntolerance, Condition, Medication…, Immunization)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.fhir.elements import (
    Resource,
    code_of,
    codes_of,
    concept,
    concept_text,
    concepts,
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

_WRONG = frozenset({"entered-in-error"})


def wrong(resource: Resource) -> bool:
    """Return whether a resource says of itself that it was entered in error."""
    return bool(({word(resource, "status").casefold()} | codes_of(resource, "verificationStatus")) & _WRONG)


def recorded(resource: Resource) -> str:
    """Return when it was written down, as a note; that is not the day on which it began."""
    day = when(resource, "recordedDate", "dateRecorded", "assertedDate")
    return f"Recorded: {day.iso}" if day else ""


def _first_known(table: str, codes: frozenset[str]) -> str:
    return next((words for code in sorted(codes) if (words := words_for(table, code))), "")


def allergy(resource: Resource, _context: Context) -> Iterator[ProposedFact]:
    """Yield an allergy; "no known allergy" is a fact."""
    code = part(resource, "code") or part(resource, "substance")
    substance = concept_text(code)
    none = _first_known("no_known", codes_of(resource, "code") | codes_of(resource, "substance"))
    verified = codes_of(resource, "verificationStatus") or codes_of(resource, "status")
    refuted = "refuted" in verified
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
            "certainty": "" if plain else _first_known("certainty", verified),
            "type": "" if plain else words_for("allergy_type", word(resource, "type")),
            "since": when(resource, "onsetDateTime", "onset", "onsetPeriod"),
            "note": joined(
                f"How bad, as stated: {', '.join(sorted(severities))}" if len(severities) > 1 else "",
                f"Criticality as stated: {said}" if (said := word(resource, "criticality")) and not plain else "",
                f"Status as stated: {status}" if over else "",
                recorded(resource),
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
    none = _first_known("no_known", codes_of(resource, "code"))
    name = none or concept_text(code)
    if not name:
        return
    verified = code_of(resource, "verificationStatus")
    ended = when(resource, "abatementDateTime", "abatementDate") or until(resource, "abatementPeriod")
    status = code_of(resource, "clinicalStatus") or ("resolved" if ended and ended.high <= context.today else "")
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
            "since": when(resource, "onsetDateTime", "onsetPeriod", "onset"),
            "until": ended,
            "stated_by": context.others.name(resource, "asserter") or context.others.name(resource, "recorder"),
            "note": joined(
                f"Since, as stated: {said}"
                if (said := word(resource, "onsetString") or quantity_text(part(resource, "onsetAge")))
                else "",
                f"Severity as stated: {said}" if (said := concept(resource, "severity")) else "",
                f"Status as stated: {status}" if status == "inactive" and not negated else "",
                recorded(resource),
                notes(resource),
            ),
        },
        code=code,
        negated=negated,
        doubts=(f"The file calls this diagnosis {verified}.",) if unsure else (),
    )


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
    performers = (*parts(resource, "performer"), *parts(resource, "practitioner"))
    given_by = [context.others.name(each, "actor", resource) for each in performers]
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
