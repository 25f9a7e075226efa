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
_LIMITS = Limits(cpu_seconds=20, wall_seconds=30, memory_bytes=2560 * MIB, output_bytes=512 * MIB)
"""A file of 500 MB is held twice, and a frame of 50 million points once more."""
_SAID = {
    Reason.CRASHED: FrameRefusal.DAMAGED,
    Reason.BAD_ANSWER: FrameRefusal.DAMAGED,
    Reason.TIMED_OUT: FrameRefusal.TOO_SLOW,
    Reason.OUT_OF_MEMORY: FrameRefusal.TOO_LARGE,
    Reason.TOO_MUCH_OUTPUT: FrameRefusal.TOO_LARGE,
}


def read_pictures(
    data: bytes, frames: Sequence[int], *, most_points: int = MOST_POINTS, cancel: CancelToken | None = None
) -> tuple[Picture, ...]:
    """Return the pictures of some frames (from 0) of a file, or for each the reason why there is none.

    A picture of more than `most_points` is made smaller. Raises CancelledError.
    """
    if len(data) > LARGEST_FILE:
        return (FrameRefusal.TOO_LARGE,) * len(frames)
    wanted: Mapping[str, JSONValue] = {"frames": list(frames), "most_points": most_points}
    try:
        answer = run(JOB, [data], wanted, limits=_LIMITS, cancel=cancel)
        made = unpacked(answer.value, answer.blobs)
    except SandboxFailure as failure:
        return (_SAID[failure.reason],) * len(frames)
    except BadResultError:
        return (FrameRefusal.DAMAGED,) * len(frames)
    return made if len(made) == len(frames) else (FrameRefusal.DAMAGED,) * len(frames)
