"""Frames of an image file, decoded in the sandbox; whatever happens there becomes a reason, never an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.foundation.progress import CancelToken
from desktop.importers.dicom.frames_wire import unpacked
from desktop.importers.wire import BadResultError
from desktop.records.image_frame import FrameRefusal, ImageFrame
from desktop.sandbox.run import Limits, Reason, SandboxFailure, run
from desktop.sandbox.values import MIB, JSONValue

Picture = ImageFrame | FrameRefusal
JOB = "dicom.frame"
MOST_POINTS = 16_000_000
THUMBNAIL_POINTS = 160 * 160
LARGEST_FILE = 500 * MIB
_HELD = 3
"""How often the bytes of a file are held while it is read: from the pipe, joined, and as its pixels."""
_SAID = {
    Reason.CRASHED: FrameRefusal.DAMAGED,
    Reason.BAD_ANSWER: FrameRefusal.DAMAGED,
    Reason.TIMED_OUT: FrameRefusal.TOO_SLOW,
    Reason.OUT_OF_MEMORY: FrameRefusal.TOO_LARGE,
    Reason.TOO_MUCH_OUTPUT: FrameRefusal.TOO_LARGE,
}


def limits_for(size: int) -> Limits:
    """Return what decoding `size` bytes of files may use: 1 GiB of memory, and more for large files."""
    memory = max(1024 * MIB, 640 * MIB + _HELD * size)
    return Limits(cpu_seconds=20, wall_seconds=30, memory_bytes=memory, output_bytes=512 * MIB)


def read_pictures(
    data: bytes, frames: Sequence[int], *, most_points: int = MOST_POINTS, cancel: CancelToken | None = None
) -> tuple[Picture, ...]:
    """Return the pictures of some frames (from 0) of a file, or for each the reason why there is none.

    A picture of more than `most_points` is made smaller. Raises CancelledError.
    """
    if len(data) > LARGEST_FILE:
        return (FrameRefusal.TOO_LARGE,) * len(frames)
    made = _run([data], [frames], most_points, cancel)
    return (made,) * len(frames) if isinstance(made, FrameRefusal) else made


def read_together(
    files: Sequence[bytes], *, most_points: int = MOST_POINTS, cancel: CancelToken | None = None
) -> tuple[Picture, ...]:
    """Return the first pictures of some files of one series by one reader; when it fails, by one reader for each file.

    Raises CancelledError.
    """
    made = _run(files, [[0]] * len(files), most_points, cancel)
    if isinstance(made, FrameRefusal):
        return tuple(one for data in files for one in read_pictures(data, [0], most_points=most_points, cancel=cancel))
    return made


def _run(
    files: Sequence[bytes], frames: Sequence[Sequence[int]], most_points: int, cancel: CancelToken | None
) -> tuple[Picture, ...] | FrameRefusal:
    """Return a picture or a reason for each frame; one reason when the reader itself failed."""
    wanted: Mapping[str, JSONValue] = {"frames": [list(one) for one in frames], "most_points": most_points}
    try:
        answer = run(JOB, files, wanted, limits=limits_for(sum(map(len, files))), cancel=cancel)
        made = unpacked(answer.value, answer.blobs)
    except SandboxFailure as failure:
        return _SAID[failure.reason]
    except BadResultError:
        return FrameRefusal.DAMAGED
    return made if len(made) == sum(map(len, frames)) else FrameRefusal.DAMAGED
