"""Plain words for kinds of document and for their state."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.records.document import Document, DocumentKind, DocumentStatus
from desktop.records.imaging_files import StudyCounts
from desktop.records.sensitive import SensitiveTag


class DocumentWords(QObject):
    """The words, translated; `tr` needs an object and literal texts."""

    def kind(self, kind: DocumentKind) -> str:
        """Return what a kind is called."""
        words = {
            DocumentKind.PATHOLOGY: self.tr("Pathology report"),
            DocumentKind.IMAGING: self.tr("Imaging report (CT, MRI, X-ray)"),
            DocumentKind.IMAGES: self.tr("Pictures of a scan (DICOM)"),
            DocumentKind.OPERATIVE_NOTE: self.tr("Operation note"),
            DocumentKind.DISCHARGE_SUMMARY: self.tr("Hospital letter (discharge summary)"),
            DocumentKind.CONSULT_NOTE: self.tr("Doctor's letter or visit note"),
            DocumentKind.TUMOR_BOARD: self.tr("Tumor board (doctors' conference)"),
            DocumentKind.TREATMENT_PLAN: self.tr("Treatment plan"),
            DocumentKind.TREATMENT_SUMMARY: self.tr("Treatment summary"),
            DocumentKind.LAB_REPORT: self.tr("Lab result"),
            DocumentKind.GENOMIC_REPORT: self.tr("Gene test report"),
            DocumentKind.MEDICATION_LIST: self.tr("Medicine list"),
            DocumentKind.VISIT_SUMMARY: self.tr("After-visit summary"),
            DocumentKind.REFERRAL: self.tr("Referral letter"),
            DocumentKind.IMMUNIZATION: self.tr("Vaccination record"),
            DocumentKind.INSURANCE: self.tr("Insurance paper"),
            DocumentKind.ID: self.tr("ID card or passport"),
            DocumentKind.DIRECTIVE: self.tr("Advance directive (living will)"),
            DocumentKind.AUTHORIZATION: self.tr("Authorization or power of attorney"),
            DocumentKind.BILL: self.tr("Bill"),
            DocumentKind.OTHER: self.tr("Other"),
        }
        return words[kind]

    def sensitive(self) -> dict[SensitiveTag, str]:
        """Return the sensitive topics in plain words."""
        return {
            SensitiveTag.SUBSTANCE_USE: self.tr("Alcohol and drugs"),
            SensitiveTag.MENTAL_HEALTH: self.tr("Mental health"),
            SensitiveTag.HIV_STD: self.tr("HIV and other infections"),
            SensitiveTag.REPRODUCTIVE: self.tr("Pregnancy and reproduction"),
            SensitiveTag.GENETIC: self.tr("Family genes"),
            SensitiveTag.MINOR: self.tr("Child’s own matters"),
        }

    def images(self, counts: StudyCounts) -> str:
        """Return how much a study of images holds."""
        series = self.tr("1 series") if counts.series == 1 else self.tr("{count} series").format(count=counts.series)
        many = self.tr("{count} images").format(count=f"{counts.images:,}")
        return f"{series}, {self.tr('1 image') if counts.images == 1 else many}"

    def state(self, document: Document) -> tuple[str, str]:
        """Return the pill of a document: its kind (warn, ok, info, danger) and its words."""
        if document.trashed is not None:
            return "info", self.tr("In the trash")
        if not document.belongs:
            return "warn", self.tr("Other name")
        if document.status is DocumentStatus.NOT_READ:
            return "info", self.tr("Stored, not read")
        if document.status is DocumentStatus.PROPOSED:
            return "warn", self.tr("Needs review")
        return "ok", self.tr("Reviewed")
