"""Reports and pictures (FHIR DiagnosticReport, ImagingStudy)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.fhir.clinical import wrong
from desktop.importers.fhir.elements import (
    Lookup,
    Resource,
    code_of,
    codes_of,
    concept,
    concepts,
    moment,
    notes,
    number,
    part,
    parts,
    when,
    word,
)
from desktop.importers.fhir.making import Context, fact, joined
from desktop.importers.fhir.results import categories_of
from desktop.importers.fhir.terms import words_for
from desktop.records.fact import FactKind

_STUDY = ("imagingStudy", "study")
"""What a report calls its pictures, in R4 and in R5."""


def _study_of(report_: Resource, others: Lookup) -> Resource:
    """Return the one study of a report; an empty resource when it has none, or several."""
    found = [others.find(each, report_) for name in _STUDY for each in parts(report_, name)]
    studies = [each for each in found if word(each, "resourceType") == "ImagingStudy"]
    return studies[0] if len(studies) == 1 else {}


def studies_of_reports(resources: Iterable[Resource], others: Lookup) -> frozenset[int]:
    """Return the studies that a report of scans tells of, by identity: they are no second scan."""
    reports = (each for each in resources if word(each, "resourceType") == "DiagnosticReport")
    return frozenset(id(_study_of(each, others)) for each in reports if _is_imaging(each) and _study_of(each, others))


def _kinds(resource: Resource) -> frozenset[str]:
    return frozenset({*categories_of(resource), code_of(resource, "category")})


def _is_imaging(resource: Resource) -> bool:
    wanted = {"rad", "lp29684-5", "imaging", "ct", "mr"}
    return bool(_kinds(resource) & wanted and concept(resource, "code")) and not wrong(resource)


def _accession(resource: Resource) -> str:
    return next((word(each, "value") for each in parts(resource, "identifier") if "acsn" in codes_of(each, "type")), "")


def report(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield an imaging or pathology report; a laboratory's report is told by its results."""
    if wrong(resource):
        return
    name, done = concept(resource, "code"), when(resource, "effectiveDateTime", "effectivePeriod", "issued")
    who, read_by = context.others.name(resource, "performer"), context.others.name(resource, "resultsInterpreter")
    said = word(resource, "conclusion") or concepts(resource, "conclusionCode") or concepts(resource, "codedDiagnosis")
    if _is_imaging(resource):
        values = {"modality": name, "done": done, "facility": who, "read_by": read_by, "impression": said}
        more = _pictures(_study_of(resource, context.others))
        yield fact(FactKind.IMAGING, {**values, "accession": _accession(resource), **more}, code=part(resource, "code"))
    elif _kinds(resource) & {"pat", "sp", "cp", "lp7839-6", "pathology"} and name:
        values = {"specimen": name, "collected": done, "lab": who, "pathologist": read_by, "conclusion": said}
        yield fact(FactKind.PATHOLOGY, {**values, "accession": _accession(resource)}, code=part(resource, "code"))


def _pictures(study: Resource) -> dict[str, str]:
    """Return what a study tells beside its report: how many pictures there are, their number, and a note."""
    series = parts(study, "series")
    uids = [
        word(each, "value").removeprefix("urn:oid:")
        for each in parts(study, "identifier")
        if word(each, "system") == "urn:dicom:uid"
    ]
    return {
        "series": number(study, "numberOfSeries") or (str(len(series)) if series else ""),
        "images": number(study, "numberOfInstances"),
        "study_uid": next(iter(uids), "") or word(study, "uid").removeprefix("urn:oid:"),
        "note": notes(study),
    }


def imaging_study(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield a study with its counts, unless its report tells it."""
    series = parts(resource, "series")
    kinds = [word(each, "modality", "code") or word(each, "modality") for each in series] or [
        word(resource, "modalityList", "code")
    ]
    named = [words_for("modality", kind) or kind for kind in kinds if kind]
    modality = ", ".join(dict.fromkeys(named)) or concept(resource, "modality")
    what = word(resource, "description") or concept(resource, "procedureCode")
    if id(resource) in context.told or not (modality or what):
        return
    sites = (word(each, "bodySite", "display") or concept(each, "bodySite") for each in series)
    pictures = _pictures(resource)
    yield fact(
        FactKind.IMAGING,
        {
            "modality": modality or what,
            "body_part": ", ".join(dict.fromkeys(site for site in sites if site)),
            "done": moment(word(resource, "started")),
            **pictures,
            "note": joined(what if modality and what != modality else "", pictures["note"]),
        },
    )
