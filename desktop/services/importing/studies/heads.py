"""The heads of many DICOM files, read in the sandbox: some dozens of one disc at a time, in one child process.

Each document meets a child of its own; the files of one disc are one document in that sense, from one source. When such
a child does not end well, each of its files is read alone, so that one broken file does not take others with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desktop.foundation.progress import CancelToken
from desktop.importers import limits
from desktop.importers.dicom.grouping import FoundFile
from desktop.importers.dicom.header import BadHeaderError, DicomHeader, from_json
from desktop.sandbox.run import Limits, SandboxFailure, run
from desktop.sandbox.values import MIB, JSONValue
from desktop.services.importing.studies.holders import HeldFile, Holder

AT_ONCE = 64
_FIRST, _SECOND = 64 << 10, 4 << 20
"""Bytes of a file that are looked at first; nearly every head ends there."""
_MARK_AT = 128
_LIMITS = Limits(cpu_seconds=60, wall_seconds=120)
_LARGE = Limits(cpu_seconds=120, wall_seconds=240, memory_bytes=2048 * MIB)
MORE, BROKEN = "more", "damaged"
UNREADABLE, TOO_LARGE = "unreadable", "too-large"
"""Why there is no header, besides the reader's own words."""
_SAID = frozenset({MORE, BROKEN, "not-dicom", "too-deep", "says-nothing"})
Told = Callable[[int], object]


def is_marked(beginning: bytes) -> bool:
    """Whether a file has DICOM's mark behind its preamble."""
    return beginning[_MARK_AT : _MARK_AT + 4] == b"DICM"


def _answers(
    beginnings: Sequence[bytes], sizes: Sequence[int], allowed: Limits, cancel: CancelToken | None
) -> list[DicomHeader | str]:
    arguments: dict[str, JSONValue] = {"sizes": list(sizes), "marked": [is_marked(one) for one in beginnings]}
    answer = run("dicom.headers", beginnings, arguments, limits=allowed, cancel=cancel).value
    if not isinstance(answer, list) or len(answer) != len(beginnings):
        raise BadHeaderError
    return [one if isinstance(one, str) and one in _SAID else from_json(one) for one in answer]


def _batch(
    beginnings: Sequence[bytes], sizes: Sequence[int], cancel: CancelToken | None, allowed: Limits = _LIMITS
) -> list[DicomHeader | str]:
    try:
        return _answers(beginnings, sizes, allowed, cancel)
    except (SandboxFailure, BadHeaderError):
        if len(beginnings) == 1:
            return [BROKEN]
        alone = (_batch([one], [size], cancel) for one, size in zip(beginnings, sizes, strict=True))
        return [answer for one in alone for answer in one]


def _again(holder: Holder, file: HeldFile, cancel: CancelToken | None) -> DicomHeader | str:
    """Read more of a file whose head is long, at last all of it."""
    for most, allowed in ((_SECOND, _LIMITS), (limits.DICOM_BYTES, _LARGE)):
        (beginning,) = holder.beginnings([file], most)
        (answer,) = _batch([beginning], [file.size], cancel, allowed)
        if answer != MORE:
            return answer
    return BROKEN


def _some(holder: Holder, files: Sequence[HeldFile], cancel: CancelToken | None) -> Iterator[DicomHeader | str]:
    fitting = [file for file in files if file.size <= limits.DICOM_BYTES]
    beginnings = dict(zip(fitting, holder.beginnings(fitting, _FIRST), strict=True))
    asked = [file for file in fitting if beginnings[file]]
    found = _batch([beginnings[file] for file in asked], [file.size for file in asked], cancel) if asked else []
    answers = dict(zip(asked, found, strict=True))
    for file in files:
        answer = answers.get(file, TOO_LARGE if file.size > limits.DICOM_BYTES else UNREADABLE)
        yield _again(holder, file, cancel) if answer == MORE else answer


def read_heads(
    holder: Holder, files: Sequence[HeldFile], *, told: Told | None = None, cancel: CancelToken | None = None
) -> tuple[tuple[FoundFile, ...], tuple[tuple[HeldFile, str], ...]]:
    """Return the files that are DICOM with their heads, and the others each with the word why not.

    `told` hears how many were looked at. Raises CancelledError.
    """
    found: list[FoundFile] = []
    others: list[tuple[HeldFile, str]] = []
    for start in range(0, len(files), AT_ONCE):
        if cancel is not None:
            cancel.check()
        some = files[start : start + AT_ONCE]
        for file, answer in zip(some, _some(holder, some, cancel), strict=True):
            if isinstance(answer, str):
                others.append((file, answer))
            else:
                found.append(FoundFile(file.path, file.size, answer))
        if told is not None:
            told(min(start + AT_ONCE, len(files)))
    return tuple(found), tuple(others)
