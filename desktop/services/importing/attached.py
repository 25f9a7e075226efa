"""The files inside another, to be taken in as documents of their own: one level, under caps, all of them named."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.foundation.progress import CancelToken
from desktop.importers import limits, registry
from desktop.importers.base import ImportResult
from desktop.importers.detect import Content, sniff
from desktop.importers.inner_names import clean_name
from desktop.sandbox.frames import BadFrameError, as_mapping
from desktop.sandbox.run import SandboxFailure, run
from desktop.sandbox.values import EXPORT_LIMITS, PDF_LIMITS

_SEVERAL = {Content.ZIP: limits.FILES_IN_ARCHIVE}
"""How many files are taken out where it is not the usual number."""


@dataclass(frozen=True, slots=True)
class FileInside:
    """A file that was inside another: its name without any folder, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class TakenOut:
    """How many files are inside another, and those of them that were taken out."""

    count: int = 0
    files: tuple[FileInside, ...] = ()


def taken_out(data: bytes, content: Content, password: str | None, cancel: CancelToken | None) -> TakenOut:
    """Return the files inside another, up to the caps; none when it cannot be opened. Raises CancelledError."""
    allowed = PDF_LIMITS if content is Content.PDF else EXPORT_LIMITS
    try:
        answer = run(registry.TAKE_OUT[content], [data], {"password": password}, limits=allowed, cancel=cancel)
        untrusted = as_mapping(answer.value)
        names, count = untrusted["names"], untrusted["count"]
    except (SandboxFailure, BadFrameError, KeyError):
        return TakenOut()
    if not isinstance(names, list) or len(names) != len(answer.blobs) or type(count) is not int:
        return TakenOut()
    named = zip(names[: _SEVERAL.get(content, limits.FILES_INSIDE)], answer.blobs, strict=False)
    return TakenOut(count, tuple(FileInside(clean_name(str(name)), content) for name, content in named))


def files_inside(
    data: bytes, result: ImportResult, password: str | None, cancel: CancelToken | None = None
) -> tuple[ImportResult, tuple[FileInside, ...]]:
    """Return what reading a file gave, with what is said of the files inside it, and those that a reader knows.

    Raises CancelledError.
    """
    told = next((issue for issue in result.issues if issue.code == limits.FILES_INSIDE_CODE), None)
    content = sniff(data)
    if told is None or content not in registry.TAKE_OUT:
        return result, ()
    taken = taken_out(data, content, password, cancel)
    found = tuple(one for one in taken.files if sniff(one.data) in registry.JOBS)
    if not found:
        return result, ()
    issue = limits.files_taken_out([one.name for one in found], of=taken.count)
    return replace(result, issues=tuple(issue if one is told else one for one in result.issues)), found
