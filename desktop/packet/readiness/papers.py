"""Rules for papers, requests and permissions (packet.md, Readiness: All)."""

from __future__ import annotations

from collections import Counter

from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.making import Rule, counted, item, lacking, warning
from desktop.records.answers import Answer
from desktop.records.authority import Authority
from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.family_history import FamilyHistory
from desktop.records.imaging import HeaderMatch, Imaging
from desktop.records.readiness import Level, Missing, ReadinessItem
from desktop.records.request import Request, RequestStatus

ANSWER_WITHIN_DAYS = 30


def summary_fits(case: CaseFile) -> ReadinessItem | None:
    """The summary fits one page; nothing is said before the pages were made."""
    if case.summary_fits is None:
        return None
    return item(
        "summary-fits",
        Level.MUST,
        ready=case.summary_fits,
        good="The summary fits one page.",
        bad="The summary is longer than one page. Shorten a text, or leave something off it.",
        action="packets",
    )


def family(case: CaseFile) -> ReadinessItem:
    """Family history answered."""
    told = bool(case.of(FactKind.FAMILY, FamilyHistory))
    answered = case.answers.get(FactKind.FAMILY, Answer.NOT_ASKED) is not Answer.NOT_ASKED
    return item(
        "family-history",
        Level.MUST,
        ready=told or answered,
        good="Illnesses in the family are answered.",
        bad="Fill in illnesses in the family, or say that none are known.",
        action="record:family",
        absent=lacking(Missing.FAMILY),
    )


def languages(case: CaseFile) -> ReadinessItem:
    """Language, so that an interpreter can be there."""
    return item(
        "language",
        Level.SHOULD,
        ready=bool(case.person.languages),
        good="The language spoken is filled in.",
        bad="Fill in which languages you speak, and whether you need an interpreter.",
        action="person",
    )


def duplicates(case: CaseFile) -> ReadinessItem | None:
    """The same file twice."""
    held = [one for one in case.documents if one.belongs and one.sha256]
    seen = Counter(one.sha256 for one in held)
    twice = [one for one in held if seen[one.sha256] > 1]
    if not twice:
        return None
    text = f"{counted(len(twice), 'document is', 'documents are')} the same file. Only one goes into the packet."
    return warning("duplicates", text, action="documents", ids=(one.id for one in twice))


def images_without_report(case: CaseFile) -> ReadinessItem | None:
    """Pictures of a scan without a report of that day."""
    days = {one.date.iso for one in case.papers(DocumentKind.IMAGING) if one.date is not None}
    alone = [one for one in case.papers(DocumentKind.IMAGES) if one.date is None or one.date.iso not in days]
    if not alone:
        return None
    text = f"{counted(len(alone), 'scan is', 'scans are')} here as pictures without a report of that day. Ask for it."
    ids = tuple(one.id for one in alone)
    return warning("report-of-images", text, action="documents", ids=ids, absent=lacking(Missing.REPORT_OF_IMAGES, ids))


def other_name_in_images(case: CaseFile) -> ReadinessItem | None:
    """Name or birth date in the image files differs from the person's."""
    wrong = [one for one in case.of(FactKind.IMAGING, Imaging) if one.headers is HeaderMatch.DIFFERS]
    if not wrong:
        return None
    text = f"The files of {counted(len(wrong), 'scan name', 'scans name')} someone else. Look whose they are."
    return warning("images-name", text, action="record:imaging", ids=(one.id for one in wrong))


def old_requests(case: CaseFile) -> ReadinessItem | None:
    """Requests older than 30 days."""
    waiting = [
        one
        for one in case.of(FactKind.REQUESTS, Request)
        if one.clinical_status is RequestStatus.WAITING
        and one.date is not None
        and case.days_since(one.date.high) > ANSWER_WITHIN_DAYS
    ]
    if not waiting:
        return None
    text = f"{counted(len(waiting), 'request is', 'requests are')} older than 30 days. Call and ask."
    return warning("old-requests", text, action="requests", ids=(one.id for one in waiting))


def expired(case: CaseFile) -> ReadinessItem | None:
    """An authorization that has expired."""
    over = [
        one
        for one in case.of(FactKind.AUTHORITIES, Authority)
        if one.end_date is not None and one.end_date.high < case.today
    ]
    if not over:
        return None
    text = f"{counted(len(over), 'paper that lets someone act has', 'papers that let someone act have')} expired."
    return warning("authority-expired", text, action="record:authorities", ids=(one.id for one in over))


RULES: tuple[Rule, ...] = (
    summary_fits,
    family,
    languages,
    duplicates,
    images_without_report,
    other_name_in_images,
    old_requests,
    expired,
)
