"""Read a document's bytes in the sandbox; whatever happens there becomes an issue, never an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from desktop.foundation.clock import today
from desktop.foundation.progress import CancelToken
from desktop.importers import limits, registry
from desktop.importers.base import ImportResult
from desktop.importers.detect import PICTURES, Content, sniff
from desktop.importers.wire import BadResultError, from_json
from desktop.records.document import ImportIssue
from desktop.sandbox.run import Limits, Reason, SandboxFailure, run
from desktop.sandbox.values import EXPORT_LIMITS, MIB, PDF_LIMITS, JSONValue
from desktop.services.importing import recognizing

Layouts = Mapping[str, JSONValue]
"""What the person said about the columns of tables, by the key of their header."""
_SAID: dict[Reason, ImportIssue] = {
    Reason.CRASHED: limits.DAMAGED,
    Reason.BAD_ANSWER: limits.DAMAGED,
    Reason.TIMED_OUT: limits.TOO_SLOW,
    Reason.OUT_OF_MEMORY: limits.TOO_BIG_INSIDE,
    Reason.TOO_MUCH_OUTPUT: limits.TOO_BIG_INSIDE,
}
_SECOND = {registry.JOBS[Content.PDF]: "pdf.text"}
"""Asked once, in a fresh process, when a file ended the process of the first reader."""
_IMAGES = Limits(cpu_seconds=120, wall_seconds=300, memory_bytes=2048 * MIB)
"""An image file may unpack to 500 MB."""
_ALLOWED: dict[str, Limits] = {
    registry.JOBS[Content.PDF]: PDF_LIMITS,
    "pdf.text": PDF_LIMITS,
    registry.JOBS[Content.DICOM]: _IMAGES,
}
"""What reading may use; all that is no PDF is an export of a portal, a disc or a telephone."""
_PICTURE = Limits(cpu_seconds=60, wall_seconds=120, memory_bytes=2048 * MIB, output_bytes=512 * MIB)


def refusal(data: bytes) -> ImportIssue | None:
    """Return why bytes of this kind are not stored at all, or None."""
    return registry.REFUSED.get(sniff(data))


def _failed(media_type: str, issue: ImportIssue) -> ImportResult:
    return ImportResult(media_type=media_type, issues=(issue,))


def read_document(
    data: bytes,
    *,
    password: str | None,
    tell: recognizing.Tell | None = None,
    cancel: CancelToken | None = None,
    layouts: Layouts | None = None,
) -> ImportResult:
    """Return what reading gave; an unreadable document has no pages and an issue that says why.

    Picture pages are recognized where there is an engine: `tell` hears of each, a cancel ends at once.
    `layouts` are the columns of tables that the person said, by header. Raises CancelledError.
    """
    content: Content = sniff(data)
    job = registry.JOBS.get(content)
    if job is None:
        return _failed(content.value, registry.NOT_READ[content])
    if content in PICTURES:
        return _read_picture(data, content, tell, cancel)
    more: dict[str, JSONValue] = {"layouts": dict(layouts or {})} if content is Content.CSV else {}
    result = _run(job, data, content.value, password, cancel=cancel, more=more)
    return _recognized(data, result, password, tell, cancel) if content is Content.PDF else result


def _run(
    job: str,
    data: bytes,
    media_type: str,
    password: str | None,
    *,
    cancel: CancelToken | None = None,
    more: Mapping[str, JSONValue] | None = None,
) -> ImportResult:
    arguments: dict[str, JSONValue] = {"password": password, "today": today().isoformat(), **(more or {})}
    try:
        return from_json(run(job, [data], arguments, limits=_ALLOWED.get(job, EXPORT_LIMITS), cancel=cancel).value)
    except SandboxFailure as failure:
        second = _SECOND.get(job) if failure.reason is Reason.CRASHED else None
        if second is not None:
            return _run(second, data, media_type, password, cancel=cancel)
        return _failed(media_type, _SAID[failure.reason])
    except BadResultError:
        return _failed(media_type, limits.DAMAGED)


def _recognized(
    pdf: bytes, result: ImportResult, password: str | None, tell: recognizing.Tell | None, cancel: CancelToken | None
) -> ImportResult:
    """Return the result with what recognition finds on picture pages; the same when there are none, or no engine."""
    wanted = [page.page for page in result.pages if page.picture_only]
    pages = recognizing.recognized_pages(pdf, wanted, password=password, tell=tell, cancel=cancel) if wanted else ()
    if not any(page.lines for page in pages):
        return result
    try:
        layered = recognizing.layered(pdf, pages, password=password, straight=True)
    except SandboxFailure:
        return result
    seen: list[JSONValue] = [page.page for page in pages]
    again = _run("pdf.read", layered, result.media_type, password, cancel=cancel, more={"recognized": seen})
    if not again.read:
        return result
    missing = len(pages) < len(wanted)
    told = recognizing.doubted(again, pages)
    return replace(told, issues=(*told.issues, limits.NOT_ALL_RECOGNIZED)) if missing else told


_OF_PICTURES = {
    each.code: each
    for each in (
        limits.TOO_MANY_PIXELS, limits.TOO_MANY_PAGES, limits.PICTURE_DAMAGED, limits.FIRST_PICTURE_ONLY,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PicturePages:
    """A picture file as a PDF, a page for each picture in it; `pdf` is None when `issues` say why not.

    `camera`: the file names the camera that took it.
    """

    pdf: bytes | None
    issues: tuple[ImportIssue, ...] = ()
    camera: bool = False


def picture_pages(data: bytes) -> PicturePages:
    """Return the pages of a picture file."""
    try:
        answer = run("image.pdf", [data], limits=_PICTURE)
    except SandboxFailure as failure:
        damaged = failure.reason in {Reason.CRASHED, Reason.BAD_ANSWER}
        return PicturePages(None, (limits.PICTURE_DAMAGED if damaged else _SAID[failure.reason],))
    value = answer.value if isinstance(answer.value, dict) else {}
    codes = value.get("issues")
    told = [str(code) for code in codes] if isinstance(codes, list) else []
    issues = tuple(_OF_PICTURES[code] for code in told if code in _OF_PICTURES)
    return PicturePages(answer.blobs[0] if answer.blobs else None, issues, value.get("camera") is True)


def _read_picture(
    data: bytes, content: Content, tell: recognizing.Tell | None, cancel: CancelToken | None
) -> ImportResult:
    made = picture_pages(data)
    if made.pdf is None:
        return ImportResult(media_type=content.value, issues=made.issues)
    result = _recognized(made.pdf, _run("pdf.read", made.pdf, content.value, None, cancel=cancel), None, tell, cancel)
    scans = tuple(replace(one, camera=made.camera) for one in result.scans)
    return replace(result, media_type=content.value, issues=(*made.issues, *result.issues), scans=scans)


def title_of(result: ImportResult, file_name: str) -> str:
    """Return the title proposed, or the file's name without its ending."""
    return result.proposal.title or PurePath(file_name).stem.replace("_", " ").strip() or "Document"
