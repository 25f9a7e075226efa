"""Cutting a packet into small files: every page once, in order, nothing of another file's pages, links that work."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from desktop.packet.parts import PageTooLargeError, PartFile, Stretch, arguments_of, parts_of_answer
from desktop.packet.split import split_packet

NOISE = 3000
"""Bytes that do not shrink, on each page."""


def _packet(pages: int, heavy: dict[int, int] | None = None) -> bytes:
    """Return a packet whose page n shows "Page n", weighs a few kB, and links to every other page."""
    with Pdf.new() as pdf:
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=(300, 300))
            weight = (heavy or {}).get(number, NOISE)
            noise = hashlib.shake_256(bytes([number])).hexdigest(weight)
            text = f"BT /F1 12 Tf 20 200 Td (Page-{number}-of-the-packet) Tj ET % {noise}"
            page.Contents = pdf.make_stream(text.encode("latin-1"))
            page.Resources = Dictionary(
                Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
            )
        for page in pdf.pages:
            links = [
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], Dest=Array([other.obj, Name.Fit]))
                for other in pdf.pages
            ]
            page.Annots = Array(links)
        with pdf.open_outline() as outline:
            outline.root += [OutlineItem(f"Part {number}", number - 1) for number in range(1, pages + 1)]
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def _split(data: bytes, most: int, *stretches: Stretch) -> list[tuple[PartFile, bytes]]:
    value, blobs = split_packet((io.BytesIO(data),), arguments_of(stretches, most, 0))
    return list(zip(parts_of_answer(value), blobs, strict=True))


def _everything(data: bytes) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        return b"".join(held.read_bytes() for held in pdf.objects if isinstance(held, pikepdf.Stream))


def _check(made: list[tuple[PartFile, bytes]], pages: int, most: int) -> None:
    assert [number for part, _ in made for number in range(part.first, part.last + 1)] == list(range(1, pages + 1))
    for part, data in made:
        assert len(data) <= most
        reader = pypdf.PdfReader(io.BytesIO(data))
        numbers = range(part.first, part.last + 1)
        shown = [page.extract_text().strip() for page in reader.pages]
        assert shown == [f"Page-{number}-of-the-packet" for number in numbers]
        assert reader.page_labels == [str(number) for number in numbers]
        assert [item.title for item in reader.outline if not isinstance(item, list)] == [f"Part {n}" for n in numbers]
        held = _everything(data)
        assert not [n for n in range(1, pages + 1) if n not in numbers and b"(Page-%d-of" % n in held]
        inside = [place for page in reader.pages for place in page.get("/Annots") or ()]
        assert len(inside) == part.links == part.pages**2, "each page still links to each page of its file"
        own = {page.indirect_reference for page in reader.pages}
        assert all(list.__getitem__(one.get_object()["/Dest"].get_object(), 0) in own for one in inside)


def test_a_section_that_fits_stays_whole() -> None:
    stretches = (Stretch("A", 1, 4, (1, 3)), Stretch("B", 5, 6, (5,)))
    made = _split(_packet(6), 1_000_000, *stretches)
    assert [(part.title, part.first, part.last) for part, _ in made] == [("A", 1, 4), ("B", 5, 6)]
    _check(made, 6, 1_000_000)


def test_a_large_section_is_cut_between_documents() -> None:
    made = _split(_packet(9), 24_000, Stretch("A", 1, 9, (1, 4, 7)))
    assert len(made) > 1
    assert {part.first for part, _ in made} <= {1, 4, 7}
    _check(made, 9, 24_000)


def test_a_large_document_is_cut_between_pages() -> None:
    made = _split(_packet(8), 12_000, Stretch("A", 1, 8, (1,)))
    assert len(made) > 1
    _check(made, 8, 12_000)


def test_a_page_that_is_too_large_is_named() -> None:
    with pytest.raises(PageTooLargeError) as raised:
        _split(_packet(4, heavy={3: 90_000}), 30_000, Stretch("A", 1, 4, (1,)))
    assert raised.value.page == 3


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 12), st.sets(st.integers(2, 12)), st.sets(st.integers(2, 12)), st.integers(9_000, 60_000))
def test_every_page_lies_in_one_file_in_order(pages: int, sections: set[int], starts: set[int], most: int) -> None:
    begins = [1, *sorted(one for one in sections if one <= pages)]
    ends = [*(one - 1 for one in begins[1:]), pages]
    stretches = [
        Stretch(f"S{first}", first, last, (first, *sorted(one for one in starts if first < one <= last)))
        for first, last in zip(begins, ends, strict=True)
    ]
    _check(_split(_packet(pages), most, *stretches), pages, most)
