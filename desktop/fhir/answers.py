"""None known, not known, not asked: three different words, each said in the standard's way.

A List of each kind says why it is empty (list-empty-reason). "None known" and "not known" are also said as the
International Patient Summary says them, by a resource with a code of absent-unknown-uv-ips.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.fhir.elements import coded, reference
from desktop.foundation import clock
from desktop.foundation.clock import moment_text
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.records.answers import Answer
from desktop.records.fact import FactKind


@dataclass(frozen=True, slots=True)
class _Words:
    """How a kind is called: LOINC's code of the list, and the two codes of the patient summary."""

    loinc: str
    title: str
    none_known: tuple[str, str]
    no_information: tuple[str, str]


_KINDS = {
    FactKind.ALLERGIES: _Words(
        "48765-2",
        "Allergies and adverse reactions",
        ("no-known-allergies", "No known allergies"),
        ("no-allergy-info", "No information about allergies"),
    ),
    FactKind.MEDICATIONS: _Words(
        "10160-0",
        "Medication use",
        ("no-known-medications", "No known medications"),
        ("no-medication-info", "No information about medications"),
    ),
    FactKind.CONDITIONS: _Words(
        "11450-4",
        "Problem list",
        ("no-known-problems", "No known problems"),
        ("no-problem-info", "No information about problems"),
    ),
}
_EMPTY = {
    Answer.NONE_KNOWN: ("nilknown", "Nil Known"),
    Answer.NOT_KNOWN: ("unavailable", "Unavailable"),
    Answer.NOT_ASKED: ("notasked", "Not Asked"),
}

_WAITING = "Read in documents by Sheaf, not yet compared with them by the person"


def _absent(kind: FactKind, person_id: str, words: tuple[str, str]) -> JSONObject:
    code, about = coded("absent-unknown", *words), reference(person_id)
    made: JSONObject = {"id": f"{person_id}-{kind.value}-answer"}
    if kind is FactKind.ALLERGIES:
        status = coded("allergy-clinical", "active")
        return {"resourceType": "AllergyIntolerance", **made, "clinicalStatus": status, "code": code, "patient": about}
    if kind is FactKind.MEDICATIONS:
        return {
            "resourceType": "MedicationStatement",
            **made,
            "status": "unknown",
            "medicationCodeableConcept": code,
            "subject": about,
        }
    return {"resourceType": "Condition", **made, "code": code, "subject": about}


def _list(kind: FactKind, person_id: str, listed: tuple[str, ...], answer: Answer) -> JSONObject:
    words = _KINDS[kind]
    entries: list[JSONValue] = [{"item": reference(fact_id)} for fact_id in listed]
    made: JSONObject = {
        "resourceType": "List",
        "id": f"{person_id}-{kind.value}",
        "status": "current",
        "mode": "snapshot",
        "title": words.title,
        "code": coded("loinc", words.loinc, words.title),
        "subject": reference(person_id),
        "date": moment_text(clock.now()),
        "entry": entries,
    }
    if not listed:
        known = answer is Answer.KNOWN
        made["emptyReason"] = {"text": _WAITING} if known else coded("list-empty-reason", *_EMPTY[answer])
    return made


def answer_resources(kind: FactKind, person_id: str, listed: tuple[str, ...], answer: Answer) -> list[JSONObject]:
    """Return the List of a kind with the ids of its facts, and the word for why there are none."""
    if kind not in _KINDS:
        return []
    made = [_list(kind, person_id, listed, answer)]
    if not listed and answer in _EMPTY:
        words = _KINDS[kind]
        said = words.none_known if answer is Answer.NONE_KNOWN else words.no_information
        made.append(_absent(kind, person_id, said))
    return made
