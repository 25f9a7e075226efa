"""The place of source pages in the structure tree: a section a document, and what says that it is a picture."""

from __future__ import annotations

import io

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from desktop.packet.prepare import Wanted, prepare
from desktop.packet.tags import TaggedPage, add_sources, has_words
from tests.packet.sources import saved


def _tagged(pages: int) -> Pdf:
    """Return a tagged file of empty pages."""
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, ParentTree=Dictionary(Nums=Array())))
    document = Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array())
    root.K, root.ParentTreeNextKey = Array([pdf.make_indirect(document)]), 0
    pdf.Root.StructTreeRoot = root
    return pdf


def test_papers_of_one_name_are_sections_of_their_own() -> None:
    with _tagged(4) as pdf:
        begins = (True, False, True, True)
        told = [TaggedPage(at, "Lab report", words=True, begins=first) for at, first in enumerate(begins, start=1)]
        add_sources(pdf, told)
        sections = list(pdf.Root.StructTreeRoot.K[0].K)
        assert [str(one.T) for one in sections] == ["Lab report"] * 3
        assert [len(one.K) for one in sections] == [2, 1, 1]


@pytest.mark.parametrize("written", [False, True])
def test_a_scan_is_a_picture_also_when_its_file_holds_a_font(*, written: bool) -> None:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(b"0 0 90 90 re f" + b" BT /F 9 Tf 99 99 Td (x) Tj ET" * written)
        source = saved(pdf)
    with Pdf.open(io.BytesIO(prepare(source, Wanted(pages=(1,))).pdf)) as made:
        assert has_words(made.pages[0]) is written
