"""Packets with random exclusions from a vault of four people: nothing that was kept back is in the file, anywhere.

SHEAF_PACKETS says how many (10), SHEAF_SEED which.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random  # noqa: TID251 - plays that a seed repeats

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest

from desktop.packet.active_content import count_active
from desktop.records.packet import PacketShape
from desktop.sandbox.ocr.engines import find_engine
from desktop.services.importing.recognizing import recognized_pages
from desktop.services.packets import BuiltPacket
from desktop.services.workspace import Workspace
from tests.faults.family import Play, fill, play

PHRASE = "maple otter crane lamp tin"


def _ran(*command: str | Path) -> bytes:
    """Return what a program of this computer prints; b"" when it is not there."""
    if shutil.which(str(command[0])) is None:
        return b""
    return subprocess.run([str(word) for word in command], capture_output=True, check=True).stdout  # noqa: S603 - fixed words


def _opened(path: Path, folder: Path) -> dict[str, bytes]:
    """Return what each program finds in a locked packet: raw, inflated, and as text."""
    reader = pypdf.PdfReader(path)
    assert reader.trailer["/Encrypt"].get_object()["/R"] == 6  # type: ignore[index] # a dictionary of the file
    assert reader.decrypt(PHRASE)
    document = pdfium.PdfDocument(path, password=PHRASE)
    assert len(document) == len(reader.pages)
    with pikepdf.Pdf.open(path, password=PHRASE) as pdf:
        assert count_active(pdf) == 0
        assert not pdf.attachments
    _ran("qpdf", f"--password={PHRASE}", "--check", path)
    _ran("pdftoppm", "-upw", PHRASE, "-r", "20", "-l", "2", path, folder / "page")
    plain = folder / "plain.pdf"
    _ran("qpdf", f"--password={PHRASE}", "--decrypt", "--stream-data=uncompress", path, plain)
    return {
        "raw": path.read_bytes(),
        "inflated": plain.read_bytes() if plain.exists() else b"",
        "pypdf": "\n".join(page.extract_text() for page in reader.pages).encode(),
        "PDFium": "\n".join(page.get_textpage().get_text_range() for page in document).encode(),
        "poppler": _ran("pdftotext", "-upw", PHRASE, path, "-"),
    }


def _recognized(built: BuiltPacket, pages: Iterable[int]) -> bytes:
    found = recognized_pages(built.pdf, tuple(pages), password=None) if find_engine() is not None else ()
    return "\n".join(line.text for page in found for line in page.lines).encode()


def _spellings(word: str) -> tuple[bytes, ...]:
    return (word.encode(), word.encode("utf-16-be"), word.encode().hex().encode())


def _leaks(asked: Play, seen: dict[str, bytes]) -> list[str]:
    lowered = {where: content.lower() for where, content in seen.items()}
    return [
        f"{where}: {word}"
        for word in sorted(asked.absent)
        for where, content in lowered.items()
        if any(spelled in content for spelled in _spellings(word))
    ]


@pytest.mark.timeout(0)
def test_packets_with_random_exclusions_hold_nothing_that_was_kept_back(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count = int(os.environ.get("SHEAF_PACKETS", "10"))
    seed = int(os.environ.get("SHEAF_SEED", secrets.randbelow(1_000_000)))
    chance = Random(seed)  # noqa: S311 - a play, not a key
    people = fill(workspace, tmp_path, chance)
    tally: Counter[str] = Counter()
    leaks: list[str] = []
    for number in range(count):
        asked = play(workspace, people, chance)
        built = workspace.packets.build(workspace.packets.save(asked.request).request)
        path = tmp_path / f"{number}.pdf"
        workspace.packets.deliver(built, path, phrase=PHRASE)
        seen = _opened(path, tmp_path)
        looked = {*built.pictures, chance.randint(1, built.pages)}
        seen["recognized"] = _recognized(built, sorted(looked))
        leaks += [f"packet {number}: {leak}" for leak in _leaks(asked, seen)]
        tally["packets"] += 1
        tally += Counter(
            pages=built.pages, pictures=len(built.pictures), absent=len(asked.absent), recognized=len(looked)
        )
        tally["found"] += _found(asked, seen["PDFium"])
        tally["expected"] += len(asked.present)
        path.unlink()
        if number % 25 == 24 or number == count - 1:
            with capsys.disabled():
                told = ", ".join(f"{value} {name}" for name, value in sorted(tally.items()))
                print(f"\nseed {seed}: {len(leaks)} leaks; {told}")  # noqa: T201 - what the run is for
    assert not leaks
    assert tally["found"] == tally["expected"]


def _found(asked: Play, text: bytes) -> int:
    if asked.request.shape is not PacketShape.FULL:
        return len(asked.present)
    return sum(word.encode() in text for word in asked.present)
