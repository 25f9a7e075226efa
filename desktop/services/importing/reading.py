"""Read a document's bytes in the sandbox; whatever happens there becomes an issue, never an error."""

from __future__ import annotations

from pathlib import PurePath

from desktop.foundation.clock import today
from desktop.foundation.progress import CancelToken
from desktop.importers import limits, registry
from desktop.importers.base import ImportResult
from desktop.importers.detect import Content, sniff
from desktop.importers.wire import BadResultError, from_json
from desktop.records.document import ImportIssue
from desktop.sandbox.run import Limits, Reason, SandboxFailure, run
from desktop.sandbox.values import EXPORT_LIMITS, PDF_LIMITS

_SAID: dict[Reason, ImportIssue] = {
    Reason.CRASHED: limits.DAMAGED,
    Reason.BAD_ANSWER: limits.DAMAGED,
    Reason.TIMED_OUT: limits.TOO_SLOW,
    Reason.OUT_OF_MEMORY: limits.TOO_BIG_INSIDE,
    Reason.TOO_MUCH_OUTPUT: limits.TOO_BIG_INSIDE,
}
_ALLOWED: dict[Content, Limits] = {Content.PDF: PDF_LIMITS}
"""What reading may use; all that is no PDF is an export of a portal, a disc or a telephone."""


def refusal(data: bytes) -> ImportIssue | None:
    """Return why bytes of this kind are not stored at all, or None."""
    return registry.REFUSED.get(sniff(data))


def _failed(media_type: str, issue: ImportIssue) -> ImportResult:
    return ImportResult(media_type=media_type, issues=(issue,))


def read_document(data: bytes, *, password: str | None, cancel: CancelToken | None = None) -> ImportResult:
    """Return what reading gave; an unreadable document has no pages and an issue that says why.

    A cancel ends the reader at once and raises CancelledError.
    """
    content: Content = sniff(data)
    job = registry.JOBS.get(content)
    if job is None:
        return _failed(content.value, registry.NOT_READ[content])
    arguments = {"password": password, "today": today().isoformat()}
    try:
        return from_json(run(job, [data], arguments, limits=_ALLOWED.get(content, EXPORT_LIMITS), cancel=cancel).value)
    except SandboxFailure as failure:
        return _failed(content.value, _SAID[failure.reason])
    except BadResultError:
        return _failed(content.value, limits.DAMAGED)


def title_of(result: ImportResult, file_name: str) -> str:
    """Return the title proposed, or the file's name without its ending."""
    return result.proposal.title or PurePath(file_name).stem.replace("_", " ").strip() or "Document"
