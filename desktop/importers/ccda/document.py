"""What a document is, when, from whom and about whom (CDA R2, header)."""

from __future__ import annotations

from desktop.importers.base import DocumentProposal
from desktop.importers.ccda.datatypes import Narrative, code_text, moment, name_text, organization_name, when
from desktop.importers.ccda.terms import document_kind
from desktop.importers.paging import CELL
from desktop.importers.safe_xml import Node, attribute, child, children, text_of
from desktop.records.document import DocumentKind
from desktop.records.provenance import Evidence

_NO_TEXTS = Narrative({})


def _doctor(document: Node) -> str:
    people = (
        *children(document, "legalAuthenticator", "assignedEntity", "assignedPerson"),
        *children(document, "author", "assignedAuthor", "assignedPerson"),
    )
    return next((name for each in people if (name := name_text(each))), "")


def _source(document: Node) -> str:
    custodian = child(document, "custodian", "assignedCustodian", "representedCustodianOrganization")
    authors = children(document, "author", "assignedAuthor", "representedOrganization")
    return organization_name(custodian) or next((name for each in authors if (name := organization_name(each))), "")


def _name(node: Node | None) -> str:
    """Return an instance identifier as one text; empty for none (HL7 v3 `II`)."""
    root, extension = attribute(node, "root"), attribute(node, "extension")
    return f"cda {root}^{extension}" if root else ""


def _version(document: Node) -> str:
    """Return what is greater for a newer version: its number, and then its moment (CDA R2, 4.2.1)."""
    number = attribute(child(document, "versionNumber"), "value")
    counted = f"{int(number):09}" if number.isascii() and number.isdigit() and len(number) < 9 else "0" * 9  # noqa: PLR2004 - the width
    made = when(child(document, "effectiveTime"))
    return f"{counted} {made.iso_time if made else ''}"


def _replaced(document: Node, name: str) -> list[str]:
    related = (each for each in children(document, "relatedDocument") if attribute(each, "typeCode") == "RPLC")
    return [said for each in related for node in children(each, "parentDocument", name) if (said := _name(node))]


def identify(document: Node) -> DocumentProposal:
    """Return what the header says; the first page is the head of the document."""
    code = child(document, "code")
    patient = child(document, "recordTarget", "patientRole", "patient")
    kind = document_kind(attribute(code, "code"))
    born = moment(attribute(child(patient, "birthTime"), "value"))
    title = text_of(child(document, "title")) or code_text(code, _NO_TEXTS) or "Health record"
    found = {
        "title": title,
        "date": attribute(child(document, "effectiveTime"), "value"),
        "source": _source(document),
        "doctor": _doctor(document),
        "person": name_text(patient),
    }
    return DocumentProposal(
        title=title,
        kind=DocumentKind(kind) if kind else DocumentKind.OTHER,
        date=when(child(document, "effectiveTime")),
        source=found["source"],
        doctor=found["doctor"],
        person_named=found["person"],
        person_born=born.iso if born else "",
        evidence=tuple(Evidence(field=name, page=1, snippet=text) for name, text in found.items() if text),
        own_name=_name(child(document, "id")),
        series=_name(child(document, "setId")) or next(iter(_replaced(document, "setId")), ""),
        version=_version(document),
        replaces=tuple(_replaced(document, "id")[:20]),
    )


def head_lines(document: Node) -> list[str]:
    """Return the header as lines for reading and search."""
    said = identify(document)
    lines = (
        ("Person", said.person_named),
        ("Born", said.person_born),
        ("Date", said.date.iso if said.date else ""),
        ("From", said.source),
        ("By", said.doctor),
    )
    return [f"{name}{CELL}{text}" for name, text in lines if text]
