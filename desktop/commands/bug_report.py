"""A report of a bug without health data: kinds of error and places in our own code, no texts, no values."""

from __future__ import annotations

import platform
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.foundation.clock import now
from desktop.foundation.errors import ExitCode, SheafError
from desktop.foundation.ids import new_id
from desktop.foundation.paths import state_folder


class BugError(SheafError):
    """Sheaf made a mistake."""

    code = "bug"
    exit_code = ExitCode.BUG


def _version() -> str:
    try:
        return version("sheaf")
    except PackageNotFoundError:
        return "from a checkout"


def _lines(error: BaseException) -> list[str]:
    lines = [f"Sheaf {_version()}, Python {platform.python_version()}, {platform.system()}", ""]
    current: BaseException | None = error
    while current is not None:
        lines.append(type(current).__qualname__)
        frames = traceback.extract_tb(current.__traceback__)
        lines.extend(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
        current = current.__cause__ or current.__context__
    return lines


def write(error: BaseException) -> BugError:
    """Write a report beside the settings and return the error that tells where; never raises."""
    target = state_folder() / f"report-{now():%Y-%m-%d}-{new_id()[:6]}.txt"
    do = "Try again. If it happens again, send us the report; it holds no health data."
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(target, ["\n".join(_lines(error)).encode()])
        do += f" It is in {target}."
    except OSError:
        do += " The report itself could not be written."
    return BugError("Sheaf made a mistake.", safe="What was confirmed before is saved.", do=do)
