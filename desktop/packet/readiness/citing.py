"""Rules for reports that speak of something which is not there (packet.md, Readiness: All)."""

from __future__ import annotations

from collections.abc import Callable

from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.making import Rule, counted, lacking, warning
from desktop.records.cited import Cited, cited, cited_day
from desktop.records.document import Document, DocumentKind
from desktop.records.fact import FactKind
from desktop.records.imaging import Imaging
from desktop.records.provenance import Evidence
from desktop.records.readiness import Missing, ReadinessItem
from desktop.records.recipient_profile import takes_images

_DICOM = "application/dicom"


def _is_here(case: CaseFile, citing: Document, one: Evidence) -> bool:
    """Whether another paper of the cited day is there; an unclear day is held against no one's papers."""
    day = cited_day(one)
    if day is None or day.day is None:
        return False
    return any(
        paper.id != citing.id
        and paper.belongs
        and paper.date is not None
        and paper.date.day is not None
        and paper.date.iso == day.iso
        for paper in case.documents
    )


def _citing(case: CaseFile, what: Cited, absent: Callable[[Document], bool]) -> tuple[Document, ...]:
    return tuple(one for one in case.documents if one.belongs and cited(one.evidence, what) and absent(one))


def addendum(case: CaseFile) -> ReadinessItem | None:
    """A report that cites an addendum which is not there."""

    def absent(one: Document) -> bool:
        return not any(_is_here(case, one, place) for place in cited(one.evidence, Cited.ADDENDUM))

    found = _citing(case, Cited.ADDENDUM, absent)
    if not found:
        return None
    text = f"{counted(len(found), 'report speaks', 'reports speak')} of an addendum that is not here. Ask for it."
    ids = tuple(one.id for one in found)
    return warning("cited-addendum", text, action="documents", ids=ids, absent=lacking(Missing.ADDENDUM, ids))


def prior_study(case: CaseFile) -> ReadinessItem | None:
    """A report that compares with a study of a day of which nothing is there."""

    def absent(one: Document) -> bool:
        return not all(_is_here(case, one, place) for place in cited(one.evidence, Cited.PRIOR_STUDY))

    found = _citing(case, Cited.PRIOR_STUDY, absent)
    if not found:
        return None
    text = (
        f"{counted(len(found), 'report compares', 'reports compare')} with an earlier study that is not here."
        " Ask for that report."
    )
    ids = tuple(one.id for one in found)
    return warning("cited-prior-study", text, action="documents", ids=ids, absent=lacking(Missing.PRIOR_STUDY, ids))


def images(case: CaseFile) -> ReadinessItem | None:
    """Imaging reports while nothing tells where the pictures are: no file of them, no scan with its pictures noted."""
    reports = case.papers(DocumentKind.IMAGING)
    known = any(one.images or one.images_held_by for one in case.of(FactKind.IMAGING, Imaging))
    if (
        not takes_images(case.recipient)
        or not reports
        or known
        or any(one.belongs and (one.kind is DocumentKind.IMAGES or one.media_type == _DICOM) for one in case.documents)
    ):
        return None
    text = (
        f"{counted(len(reports), 'imaging report is', 'imaging reports are')} here without the pictures."
        " Ask for them, or note at the scan where they are."
    )
    ids = tuple(one.id for one in reports)
    return warning("images", text, action="documents", ids=ids, absent=lacking(Missing.IMAGES))


RULES: tuple[Rule, ...] = (addendum, prior_study, images)
