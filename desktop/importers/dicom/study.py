"""A study as a document: its title and pages of words, and the imaging fact that it states. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.importers.base import DocumentProposal, ImportResult, ProposedFact
from desktop.importers.dicom.grouping import FoundSeries, FoundStudy
from desktop.importers.dicom.header import DicomHeader
from desktop.importers.dicom.terms import is_no_name, modalities_words, modality_words
from desktop.importers.paging import CELL, Pages
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.imaging import HELD_HERE
from desktop.records.imaging_files import DICOM_MEDIA_TYPE, StudyCounts
from desktop.records.provenance import Evidence, Provenance

READER = "dicom/1"
_LONGEST_TITLE = 120
_PLACES_NAMED = 4


def _unlike(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts once each, whatever their case, in their order."""
    return tuple({text.casefold(): text for text in reversed([one for one in texts if one])}.values())[::-1]


def whose_name(head: DicomHeader) -> str:
    """Return the name in the header, or empty when it says that there is none."""
    return "" if head.anonymous or is_no_name(head.patient_name) else head.patient_name


def date_of(study: FoundStudy) -> PartialDate | None:
    """Return when the study was made, when the files say a day."""
    try:
        return PartialDate.parse(study.head.study_date)
    except NotADateError:
        return None


def modality_of_study(study: FoundStudy) -> str:
    """Return what kind of pictures a study has, in words."""
    return modalities_words(one.head.modality for one in study.series if one.images or not study.images)


def body_part_of(study: FoundStudy) -> str:
    """Return the parts of the body that the series name, as printed."""
    return ", ".join(_unlike(one.head.body_part for one in study.series)[:_PLACES_NAMED])


def title_of_study(study: FoundStudy) -> str:
    """Return "CT images: ABDOMEN W CONTRAST": the kind of pictures, and what was asked for or the part of the body.

    What was asked for mostly begins with the kind: then "CT ABDOMEN W CONTRAST (images)".
    """
    modality = modality_of_study(study)
    kind = f"{modality} images" if study.images else f"{modality} files"
    about = study.head.study_description.replace("^", " ").strip() or body_part_of(study)
    if modality and about.casefold().startswith(modality.casefold()):
        return f"{about[:_LONGEST_TITLE].strip()} ({'images' if study.images else 'files'})"
    return (f"{kind}: {about}" if about else kind).strip()[:_LONGEST_TITLE].strip()


def counts_of(study: FoundStudy) -> StudyCounts:
    """Return how much there is of a study."""
    return StudyCounts(series=len(study.series), files=len(study.files), images=study.images, size=study.size)


def _said_lines(study: FoundStudy) -> Iterator[str]:
    head = study.head
    named = " / ".join(one for one in (head.patient_name, head.other_name) if one)
    told = {
        "Study": head.study_description.replace("^", " ").strip(),
        "Date": head.study_date,
        "Kind of pictures": modality_of_study(study),
        "Part of the body": body_part_of(study),
        "Contrast": ", ".join(_unlike(one.head.contrast for one in study.series)),
        "Name in the image files": named or "not said",
        "Birth date in the image files": head.patient_born or "not said",
        "Record number": head.patient_id,
        "Made at": head.institution,
        "Accession number": head.accession,
        "Ordered by": head.referring,
        "Read by": head.read_by,
        "Image files": counts_of(study).words,
    }
    yield from (f"{label}: {words}" for label, words in told.items() if words)


def _series_line(number: int, one: FoundSeries) -> str:
    head = one.head
    count = f"{one.frames:,} pictures" if one.frames > one.images else f"{one.images:,} images"
    other = "" if one.images else f"{len(one.files):,} files"
    shown = str(number if head.series_number is None else head.series_number)
    return CELL.join((shown, modality_words(head.modality) or "–", head.series_description or "–", other or count))


def _fact(study: FoundStudy) -> ProposedFact:
    head, on = study.head, date_of(study)
    values = {
        "title": title_of_study(study),
        "modality": modality_of_study(study) or "Pictures",
        "body_part": body_part_of(study),
        "contrast": ", ".join(_unlike(one.head.contrast for one in study.series)),
        "facility": head.institution,
        "accession": head.accession,
        "ordered_by": head.referring,
        "read_by": head.read_by,
        "images_held_by": HELD_HERE,
        "studies": "1",
        "series": str(len(study.series)),
        "images": str(study.images),
        "megabytes": str(counts_of(study).megabytes),
        "study_uid": head.study_uid,
        "done": on.iso if on else "",
    }
    place = Provenance(document_id="", page=1, snippet=f"Image files: {counts_of(study).words}", reader=READER)
    return ProposedFact(
        kind=FactKind.IMAGING, values={name: words for name, words in values.items() if words}, provenance=place
    )


def _evidence(study: FoundStudy) -> Iterator[Evidence]:
    head, title = study.head, study.head.study_description.replace("^", " ").strip()
    if title:
        yield Evidence(field="title", page=1, snippet=f"Study: {title}")
    if date_of(study):
        yield Evidence(field="date", page=1, snippet=f"Date: {head.study_date}")
    if head.institution:
        yield Evidence(field="source", page=1, snippet=f"Made at: {head.institution}")
    if head.read_by or head.referring:
        words = f"Read by: {head.read_by}" if head.read_by else f"Ordered by: {head.referring}"
        yield Evidence(field="doctor", page=1, snippet=words)
    if whose_name(head):
        yield Evidence(field="person", page=1, snippet=f"Name in the image files: {head.patient_name}")


def study_result(study: FoundStudy) -> ImportResult:
    """Return the study as every reader answers: pages that list it, what it seems to be, and its imaging fact."""
    pages, head = Pages(), study.head
    pages.add("Images of one exam", list(_said_lines(study)))
    header = CELL.join(("Series", "Kind", "Description", "Count"))
    pages.add("What is in it", [header, *(_series_line(number, one) for number, one in enumerate(study.series, 1))])
    return ImportResult(
        media_type=DICOM_MEDIA_TYPE,
        page_count=len(pages.made),
        pages=pages.made,
        proposal=DocumentProposal(
            title=title_of_study(study),
            kind=DocumentKind.IMAGES,
            date=date_of(study),
            source=head.institution,
            doctor=head.read_by or head.referring,
            person_named=whose_name(head),
            person_born=head.patient_born,
            evidence=tuple(_evidence(study)),
        ),
        facts=(_fact(study),) if study.images else (),
    )
