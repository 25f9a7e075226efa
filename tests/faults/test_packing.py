"""Every source that can be read goes through a packet alone, and looks there as it did, or says that it is a picture.

SHEAF_SAMPLES names a folder of PDFs, with everything below it; without it, a few that are made here.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest

from desktop.importers.detect import Content, sniff
from tests.faults.packing import Packed, pack
from tests.packet.sources import acting, form, layered, odd, turned
from tests.papers import ct_report, lab_report

PASSWORD = "harbor 22"


def _locked(data: bytes) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        made = io.BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(owner=PASSWORD, user=PASSWORD))
        return made.getvalue()


def _torn(data: bytes) -> bytes:
    """Return a file whose table of objects is lost."""
    return data[: data.rindex(b"startxref")] + b"startxref\n17\n%%EOF\n"


MADE: Mapping[str, bytes] = {
    "a report": ct_report(),
    "scripts and files": acting(),
    "a filled form": form("warfarin"),
    "a hidden layer": layered("hidden"),
    "a layer that hangs on an expression": odd(),
    "on its side": turned(90),
    "upside down and cropped": turned(180, (30, 200, 580, 780)),
    "a torn file": _torn(lab_report()),
    "a locked file": _locked(ct_report()),
}


def _samples() -> Iterator[tuple[str, bytes]]:
    folder = os.environ.get("SHEAF_SAMPLES")
    if not folder:
        yield from MADE.items()
        return
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file() and sniff(data := path.read_bytes()) is Content.PDF:
            yield path.name, data


def _told(name: str, packed: Packed, seconds: float) -> str:
    odd_ones = f" changed {packed.changed} unlike {packed.unlike} checks {packed.failed}"
    return f"{name}: {packed.fate}{odd_ones} {seconds:.1f} s"


@pytest.mark.timeout(0)
def test_every_source_that_can_be_read_keeps_its_look_in_a_packet(capsys: pytest.CaptureFixture[str]) -> None:
    taken: list[tuple[str, Packed, float]] = []
    for name, data in _samples():
        began = time.monotonic()
        taken.append((name, pack(data, password=PASSWORD if name == "a locked file" else ""), time.monotonic() - began))
    read = [(name, packed, seconds) for name, packed, seconds in taken if packed.fate != "not read"]
    wrong = [one for one in read if one[1].fate == "refused" or one[1].changed or one[1].unlike or one[1].failed]
    counts = [sum(getattr(packed, what) for _, packed, _ in read) for what in ("pages", "pictures", "texts", "mended")]
    slow = sorted(read, key=lambda one: -one[2])[:5]
    with capsys.disabled():
        pages, pictures, texts, mended = counts
        print(f"\n{len(taken)} files, {len(read)} read, {pages} pages: {pictures} as pictures, {texts} as text,")  # noqa: T201 - what the run is for
        print(f"{mended} files mended, {len(wrong)} wrong; the slowest:")  # noqa: T201 - the same
        for one in (*wrong, *slow):
            print("  " + _told(*one))  # noqa: T201 - the same
    assert read
    assert not wrong
