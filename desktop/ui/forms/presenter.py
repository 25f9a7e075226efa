"""Which fields a form shows first, and which texts are asked about before they are saved; no widgets."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.records.entry_fields import EntryField, entry_fields
from desktop.records.fact import FactKind

_FIRST: Mapping[FactKind, tuple[str, ...]] = {
    FactKind.MEDICATIONS: ("generic", "strength", "dose", "how_often", "why", "prescriber", "start"),
    FactKind.ALLERGIES: ("substance", "reaction", "severity", "since"),
    FactKind.RESULTS: ("test", "value", "unit", "range_text", "collected", "lab"),
    FactKind.CONDITIONS: ("name", "since", "status", "stage", "stated_by"),
    FactKind.CONTACTS: ("name", "role", "facility", "phone", "fax", "family", "gets_copy"),
    FactKind.QUESTIONS: ("text", "for_whom", "group"),
    FactKind.APPOINTMENTS: ("purpose", "when", "with_whom", "where"),
    FactKind.RECIPIENTS: ("name", "institution", "phone", "fax"),
    FactKind.TREATMENTS: ("regimen", "type", "status", "start", "stop", "cycles_given", "reason_stopped"),
    FactKind.PATHOLOGY: ("specimen", "collected", "lab", "accession", "histology", "grade", "slides_held_by"),
    FactKind.IMAGING: ("modality", "body_part", "done", "facility", "impression", "images_held_by"),
    FactKind.PROCEDURES: ("name", "done", "status", "performed_by", "facility", "anesthesia"),
    FactKind.ENCOUNTERS: ("reason", "type", "date", "with_whom", "facility", "outcome"),
    FactKind.IMMUNIZATIONS: ("vaccine", "given", "dose_number", "given_by"),
    FactKind.DEVICES: ("name", "body_site", "implanted", "mri"),
    FactKind.FAMILY: ("relation", "condition", "age_at_onset", "living"),
    FactKind.SOCIAL: ("topic", "description", "amount", "since", "until"),
    FactKind.DIRECTIVES: ("type", "agent", "signed", "where_kept"),
    FactKind.AUTHORITIES: ("holder", "type", "relation", "signed", "expires"),
    FactKind.COVERAGE: ("insurer", "plan", "member_id", "phone", "second_opinion"),
    FactKind.OPINIONS: ("doctor", "given", "first", "diagnosis", "plan", "timing"),
    FactKind.REQUESTS: ("what", "provider", "status", "asked_on", "answer_by"),
}
_HIDDEN: Mapping[FactKind, frozenset[str]] = {
    FactKind.QUESTIONS: frozenset({"rank"}),
    FactKind.MEDICATIONS: frozenset({"confirmed_on"}),
    FactKind.RESULTS: frozenset({"low", "high"}),
}
_BARE_NUMBER = re.compile(r"\d+(?:[.,/]\d+)?|½|¼")
_RANGE = re.compile(r"\s*([\d.,]+)\s*(?:-|\u2013|\u2014|\bto\b)\s*([\d.,]+)\s*")
_ABOVE = re.compile(r"\s*(?:>=|≥|>)\s*([\d.,]+)\s*")
_BELOW = re.compile(r"\s*(?:<=|≤|<)\s*([\d.,]+)\s*")
_SIGNED = re.compile(r"\s*(<=|>=|<|>|≤|≥)\s*(\S.*)")
_SIGNS = {"≤": "<=", "≥": ">="}


def first_fields(kind: FactKind) -> tuple[EntryField, ...]:
    """Return the few fields that are shown at once."""
    known = {field.name: field for field in entry_fields(kind)}
    return tuple(known[name] for name in _FIRST[kind])


def more_fields(kind: FactKind) -> tuple[EntryField, ...]:
    """Return the rest, which waits under "More"."""
    left_out = {*_FIRST[kind], *_HIDDEN.get(kind, ())}
    return tuple(field for field in entry_fields(kind) if field.name not in left_out)


def lacks_unit(kind: FactKind, name: str, text: str) -> bool:
    """Whether a dose or strength is a bare number, so that it must be asked what it counts."""
    return kind is FactKind.MEDICATIONS and name in {"dose", "strength"} and bool(_BARE_NUMBER.fullmatch(text.strip()))


def range_ends(text: str) -> tuple[str, str]:
    """Return the lower and upper end of a range as printed ("12.0 - 15.5", "< 3.0"); empty when it has none."""
    if match := _RANGE.fullmatch(text):
        return match[1], match[2]
    if match := _ABOVE.fullmatch(text):
        return match[1], ""
    if match := _BELOW.fullmatch(text):
        return "", match[1]
    return "", ""


def split_sign(text: str) -> tuple[str, str]:
    """Split "> 60" into the sign that the record keeps and "60"; the sign is empty when there is none."""
    match = _SIGNED.fullmatch(text)
    return (_SIGNS.get(match[1], match[1]), match[2].strip()) if match else ("", text.strip())


def completed(kind: FactKind, values: Mapping[str, str]) -> dict[str, str]:
    """Return a form's values with what follows from them: the ends of a typed range, a sign before a value."""
    made = dict(values)
    if kind is not FactKind.RESULTS:
        return made
    if "range_text" in made:
        made["low"], made["high"] = range_ends(made["range_text"])
    if "value" in made:
        sign, number = split_sign(made["value"])
        if sign:
            made["comparator"], made["value"] = sign, number
    return made
