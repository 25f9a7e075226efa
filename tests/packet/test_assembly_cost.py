"""What putting a packet together costs, in counts that depend on no clock: memory, bytes, runs of the typesetter."""

from __future__ import annotations

import io
import os
from collections import Counter
from dataclasses import replace

import pytest
import typst
from pikepdf import Dictionary, Name, Pdf

from desktop.packet.front import make_front
from desktop.packet.ready import Prepared, ReadyPage
from desktop.records.document import Document
from desktop.records.packet import PacketPart
from desktop.sandbox.run import run
from desktop.sandbox.values import MIB, Usage
from desktop.services.packets import building
from desktop.typeset.compile import LaidOut
from tests.faults.packing import front_of
from tests.packet.pages.maria import maria_front

PHRASE = "maple otter crane lamp tin"
PAGES = 24


def _scans(size: int) -> Prepared:
    """Return a prepared source of PAGES pages, each with a picture of so many bytes that nothing needs to decode."""
    made = io.BytesIO()
    with Pdf.new() as pdf:
        for _ in range(PAGES):
            pdf.add_blank_page(page_size=(612, 792))
            picture = pdf.make_stream(
                os.urandom(size), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray,
                BitsPerComponent=8, Filter=Name.DCTDecode,
            )  # fmt: skip
            pdf.pages[-1].obj.Resources = Dictionary(XObject=Dictionary(Picture=picture))
            pdf.pages[-1].obj.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /Picture Do Q")
        pdf.save(made)
    return Prepared((ReadyPage(612, 792, 0, 0, picture=True),) * PAGES, made.getvalue())


def _assembled(scans: Prepared) -> tuple[int, list[Usage]]:
    """Return how many bytes the locked packet of a source has, and what each job took."""
    document = Document(id="d", title="Scans", pages=PAGES, sha256="0")
    source = building.Source(document=document, kept_pages=tuple(range(1, PAGES + 1)))
    pages = building.set_pages(front_of(source), [scans])
    joined = run("packet.join", [*pages.blobs, scans.pdf], pages.joining.as_json())
    locked = run("packet.lock", joined.blobs, {"phrase": PHRASE})
    return len(locked.blobs[0]), [joined.used, locked.used]


def test_joining_holds_its_sources_once_and_locking_holds_nothing_of_the_packet() -> None:
    few, (few_joined, few_locked) = _assembled(_scans(1000))
    many, (many_joined, many_locked) = _assembled(_scans(MIB))
    added = PAGES * (MIB - 1000)
    assert abs(many - few - added) < added / 100, "the packet grows by its sources and by nothing else"
    assert many_joined.peak_bytes - few_joined.peak_bytes < 1.5 * added, "the copying engine keeps what it copied"
    assert many_locked.peak_bytes - few_locked.peak_bytes < added / 2, "what was locked has left"


def test_written_pages_are_drawn_once_however_often_their_numbers_move(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: Counter[str] = Counter()
    laid_out, drawn = LaidOut.__init__, LaidOut.drawn

    def lay_out(self: LaidOut, *words: object, **more: object) -> None:
        counts["laid out"] += 1
        laid_out(self, *words, **more)  # type: ignore[arg-type] # passed on as they come

    def draw(self: LaidOut) -> object:
        counts["drawn"] += 1
        return drawn(self)

    monkeypatch.setattr(LaidOut, "__init__", lay_out)
    monkeypatch.setattr(LaidOut, "drawn", draw)
    front = maria_front()
    few = replace(front.request, parts=frozenset({PacketPart.MEDICINES, PacketPart.SOURCES}))
    made = make_front(replace(front, request=few))
    assert len(made.pages) > len(few.parts), "some of them are longer than the first guess"
    assert counts["drawn"] == 1
    assert counts["laid out"] <= 3
    counts.clear()
    again = make_front(replace(front, request=few, version=2, lengths=made.lengths))
    assert again.lengths == made.lengths
    assert again.layout == made.layout
    assert counts["laid out"] == 1, "the lengths of the packet before are a right guess"


def test_nothing_that_changes_from_one_packet_to_the_next_is_an_input_that_all_pages_hang_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inputs: list[dict[str, str]] = []
    compiler = typst.Compiler

    def recorded(*, sys_inputs: dict[str, str], **more: object) -> typst.Compiler:
        inputs.append(sys_inputs)
        return compiler(sys_inputs=sys_inputs, **more)  # type: ignore[arg-type, type-var] # passed on as they come

    monkeypatch.setattr(typst, "Compiler", recorded)
    front = front_of()
    for person, code in (("Lopez, Maria", "SH-1"), ('Lopez, "Maria" \\ #k', "SH-2")):
        make_front(replace(front, person=replace(front.person, name=person), code=code))
    assert len(inputs) >= 4
    assert all(one == inputs[0] for one in inputs)
    assert len(inputs[0]) == 1, "typst is given several in an order that differs from run to run"
