"""summary.ips.json of a record: in every export, and alone for those who want only it."""

from __future__ import annotations

from collections.abc import Iterator
from string import Template

from desktop.fhir import ips
from desktop.foundation import clock
from desktop.foundation.json_text import json_chunks
from desktop.foundation.resources import resource
from desktop.packet.single_things import not_known
from desktop.services.export.values import PersonRecord

SUMMARY = "summary.ips.json"


def summary_chunks(record: PersonRecord) -> Iterator[bytes]:
    """Yield the document as JSON, in pieces; of this record and this moment."""
    summary = ips.Summary(
        person=record.person,
        facts=record.facts,
        answers=record.answers,
        made=clock.now(),
        not_known=not_known(record.single_things),
    )
    return json_chunks(ips.document(summary))


def summary_readme(*, logged: bool) -> bytes:
    """Return README.txt of a folder that holds summaries only, with line ends that every editor shows."""
    left_out = "" if logged else "\nIt does not stand in the sent log: the vault was open for reading only.\n"
    text = Template(resource("export", "README-summary.txt").read_text("utf-8")).substitute(
        day=clock.today().isoformat(), logged=left_out
    )
    return text.replace("\n", "\r\n").encode("utf-8")
