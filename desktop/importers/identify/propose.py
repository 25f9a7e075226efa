"""Title, kind, date, source, doctor, person and version of a document, proposed with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.importers.base import DocumentProposal
from desktop.importers.identify.cited import cited_in
from desktop.importers.identify.doctor import propose_doctor
from desktop.importers.identify.reading import Reading, read_pages
from desktop.importers.identify.report_version import report_version
from desktop.importers.identify.source import propose_source
from desktop.importers.identify.terms import terms_of
from desktop.importers.identify.title import propose_title
from desktop.importers.identify.when import choose_date
from desktop.importers.words import PageWords
from desktop.records.document import DocumentKind


def identify(pages: Sequence[PageWords], *, today: date) -> DocumentProposal:
    """Propose what a document is; fields that nothing on the pages tells stay empty.

    `today` bounds the years of dates; a date after it is doubted.
    """
    return propose(read_pages(pages, today))


def propose(reading: Reading) -> DocumentProposal:
    """Propose from pages already taken apart."""
    known = reading.known
    terms = known.terms if known else terms_of(DocumentKind.OTHER)
    chosen = choose_date(reading.mentions, reading.order, terms, reading.today)
    title, title_evidence = propose_title(reading.rows, known)
    source, source_evidence = propose_source(reading.rows, reading.fields)
    doctor, doctor_evidence = propose_doctor(reading.rows, reading.fields, terms, reading.today)
    version = report_version(reading, source)
    found = (title_evidence, known.evidence if known else None, chosen.evidence, source_evidence, doctor_evidence)
    return DocumentProposal(
        title=title,
        kind=terms.kind,
        date=chosen.day,
        source=source,
        doctor=doctor,
        person_named=reading.person.name,
        person_born=reading.person.born,
        series=version.series,
        version=version.rank,
        evidence=(*(one for one in found if one is not None), *reading.person.evidence, *cited_in(reading)),
    )
