"""A study filed in one transaction: its document, the pages that list it, its series and files, its imaging fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.importers import limits
from desktop.importers.base import ImportResult
from desktop.importers.dicom.grouping import FoundFile, FoundSeries, FoundStudy
from desktop.importers.dicom.study import study_result, whose_name
from desktop.records.document import Document, DocumentStatus, ImportIssue, PersonMatch
from desktop.records.imaging import HeaderMatch
from desktop.records.imaging_files import ImagingFile, ImagingSeries, digest_of_list, list_of_files
from desktop.records.person import Person
from desktop.services.importing import filing
from desktop.services.importing.person_guard import match_header
from desktop.services.importing.studies.taking import TakenFiles
from desktop.vault.stores import documents as documents_store
from desktop.vault.stores import imaging_files as store
from desktop.vault.stores.imaging_files import KeptFile
from desktop.vault.vault import Transaction, Vault


def kept_part(study: FoundStudy, held: TakenFiles) -> FoundStudy:
    """Return the study with only the files that were sealed."""
    series = (FoundSeries(tuple(file for file in one.files if file in held.sealed)) for one in study.series)
    return FoundStudy(tuple(one for one in series if one.files))


def _series(document_id: str, position: int, one: FoundSeries) -> ImagingSeries:
    head = one.head
    return ImagingSeries(
        id=new_id(),
        document_id=document_id,
        position=position,
        study_uid=head.study_uid,
        series_uid=head.series_uid,
        number=head.series_number,
        description=head.series_description,
        modality=head.modality,
        body_part=head.body_part,
    )


def _file(series_id: str, position: int, one: FoundFile, sha256: str) -> ImagingFile:
    head = one.header
    return ImagingFile(
        id=new_id(),
        series_id=series_id,
        position=position,
        path=one.path,
        size=one.size,
        sha256=sha256,
        sop_uid=head.sop_uid,
        sop_class=head.sop_class,
        transfer_syntax=head.transfer_syntax,
        instance_number=head.instance_number,
        place=head.place,
        rows=head.rows,
        columns=head.columns,
        frames=head.frames,
    )


def put_files(tx: Transaction, document_id: str, study: FoundStudy, held: TakenFiles) -> None:
    """Keep the series and files of a study whose document is there."""
    series, files = [], []
    for number, one in enumerate(study.series):
        made = _series(document_id, number, one)
        series.append(made)
        for position, file in enumerate(one.files):
            name, digest = held.sealed[file]
            files.append(KeptFile(_file(made.id, position, file, digest), name))
    store.put_study(tx, series, files)


def _issues(study: FoundStudy, held: TakenFiles, people: int) -> tuple[ImportIssue, ...]:
    found = []
    if people > 1:
        found.append(limits.several_patients(people))
    if not whose_name(study.head):
        found.append(limits.IMAGES_WITHOUT_NAME)
    if held.already:
        found.append(limits.images_here_before(len(held.already)))
    if held.unreadable:
        found.append(limits.images_unreadable(len(held.unreadable)))
    return tuple(found)


def _headers_field(study: FoundStudy, person: Person) -> HeaderMatch:
    """Return whether both name and birth date inside the files are the person's."""
    match, both = match_header(person, study.head)
    if match is PersonMatch.DIFFERS:
        return HeaderMatch.DIFFERS
    return HeaderMatch.MATCH if both else HeaderMatch.NOT_SAID


def described(study: FoundStudy, held: TakenFiles, person: Person, people: int) -> ImportResult:
    """Return what is proposed of a study: the reader's result with what taking it in showed.

    A study of which another part is here proposes no second imaging fact.
    """
    result = study_result(study)
    headers = _headers_field(study, person).value
    facts = tuple(replace(one, values={**one.values, "headers": headers}) for one in result.facts)
    return replace(result, facts=() if held.already else facts, issues=_issues(study, held, people))


def file_study(  # noqa: PLR0913 - what is known of a study when it is kept
    vault: Vault, study: FoundStudy, held: TakenFiles, *, place: Path, person: Person, import_id: str, people: int
) -> tuple[Document, Mapping[str, int]]:
    """Keep a study whose files are sealed; returns its document and how many facts of each kind it proposes."""
    part = kept_part(study, held)
    result = described(part, held, person, people)
    listed = list_of_files((file.path, held.sealed[file][1]) for file in part.files)
    moment = clock.now()
    base = Document(
        id=new_id(),
        person_id=person.id,
        import_id=import_id,
        file_name=place.name.encode("utf-8", "replace").decode("utf-8"),
        size=part.size,
        sha256=digest_of_list(listed),
        status=DocumentStatus.NOT_READ,
        created=moment,
        changed=moment,
    )
    document = replace(filing.described(base, result, person), person_match=match_header(person, part.head)[0])
    sealed = vault.sealed.seal(listed)

    def work(tx: Transaction) -> Mapping[str, int]:
        documents_store.insert_document(tx, document, sealed=sealed)
        put_files(tx, document.id, part, held)
        return filing.put_reading(tx, document, result).proposed

    try:
        return document, vault.write(work)
    except BaseException:
        vault.sealed.remove(sealed)
        raise
