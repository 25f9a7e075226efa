"""DocumentReference: each original, found by its path in the folder and its SHA-256."""

from __future__ import annotations

from urllib.parse import quote

from desktop.fhir.elements import concept, date_time, reference, system
from desktop.foundation.clock import moment_text
from desktop.foundation.json_text import JSONObject
from desktop.records.document import Document


def document_reference(document: Document, link: str) -> JSONObject:
    """Return a document; `link` is its path inside the person's folder, empty when it could not be read.

    The SHA-256 is an identifier: `attachment.hash` is defined as SHA-1 and is left out.
    """
    title = document.title or document.file_name or "untitled"
    attachment: JSONObject = {"contentType": document.media_type, "url": quote(link), "title": title}
    if document.size:
        attachment["size"] = document.size
    made: JSONObject = {
        "resourceType": "DocumentReference",
        "id": document.id,
        "identifier": [{"system": system("sha-256"), "value": document.sha256}],
        "status": "current",
        "type": concept(document.kind.value.replace("-", " ")),
        "subject": reference(document.person_id),
        "date": moment_text(document.created),
        "author": [{"display": document.doctor}],
        "custodian": {"display": document.source},
        "description": title,
        "securityLabel": [concept(tag.value.replace("-", " ")) for tag in document.sensitive],
        "content": [{"attachment": attachment}],
    }
    if document.date is not None:
        made["context"] = {"period": {"start": date_time(document.date)}}
    return made
