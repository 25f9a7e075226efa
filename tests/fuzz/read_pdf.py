"""Feed mutated PDFs to the reader in this process: it may say anything about a file, but never raise.

Run as CONTRIBUTING says; needs atheris, which has no wheel for every Python and so is not locked.
"""

from __future__ import annotations

import json
import sys
from datetime import date

import atheris  # type: ignore[import-untyped] # outside the lock, and without types

with atheris.instrument_imports(include=["desktop", "pypdf"]):
    from desktop.importers.pdf.read import read
    from desktop.importers.wire import from_json, to_json

_TODAY = date(2026, 11, 23)


def once(data: bytes) -> None:
    """Read one input, and take the answer through the border as the program does."""
    try:
        result = read(data, password=None, today=_TODAY)
    except MemoryError:
        return
    from_json(json.loads(json.dumps(to_json(result), allow_nan=False)))


if __name__ == "__main__":
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()
