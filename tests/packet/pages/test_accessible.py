"""The written pages as a screen reader meets them: the structure tree, text for pictures, headings, no warnings."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from desktop.packet.front import FrontPages
from tests.packet.pages.maria import maria_pages
from tests.packet.tagged import tag_faults


@pytest.fixture(scope="module")
def made() -> FrontPages:
    return maria_pages()


@pytest.fixture(scope="module")
def elements(made: FrontPages) -> list[DictionaryObject]:
    root = pypdf.PdfReader(io.BytesIO(made.pdf)).root_object["/StructTreeRoot"].get_object()
    return list(_walk(root))


def _walk(node: PdfObject | None) -> Iterator[DictionaryObject]:
    """Yield every structure element, in reading order."""
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _walk(child.get_object())
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _walk(node["/K"].get_object())


def _kind(element: DictionaryObject) -> str:
    return str(element["/S"])


def test_every_picture_has_words_in_its_place(elements: list[DictionaryObject]) -> None:
    figures = [one for one in elements if _kind(one) == "/Figure"]
    assert len(figures) >= 10
    assert all(str(one.get("/Alt", "")).strip() for one in figures)


def test_headings_begin_with_the_page_and_skip_no_level(elements: list[DictionaryObject], made: FrontPages) -> None:
    levels = [int(_kind(one)[2:]) for one in elements if _kind(one)[:2] == "/H" and _kind(one)[2:].isdigit()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(1) == sum(1 for page in made.pages if not page.continued)


def test_tables_have_heads_and_every_row_has_cells(elements: list[DictionaryObject]) -> None:
    tables = [one for one in elements if _kind(one) == "/Table"]
    assert len(tables) > 15
    for table in tables:
        rows = [one for one in _walk(table) if _kind(one) == "/TR"]
        assert rows
        assert all(any(_kind(cell) in {"/TD", "/TH"} for cell in _walk(row)) for row in rows)


def test_the_tree_holds_together_and_heads_of_tables_say_what_they_head(made: FrontPages) -> None:
    assert tag_faults(made.pdf) == []


def test_links_say_where_they_lead(elements: list[DictionaryObject]) -> None:
    assert sum(_kind(one) == "/Link" for one in elements) > 100


def test_the_document_is_tagged_titled_and_made_without_a_plain_fallback(made: FrontPages) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    root = reader.root_object
    marked = root["/MarkInfo"].get_object()
    assert isinstance(marked, DictionaryObject)
    assert bool(marked["/Marked"])
    metadata = root["/Metadata"].get_object()
    assert isinstance(metadata, pypdf.generic.StreamObject)
    assert b"pdfuaid:part" in metadata.get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Medical records for a second opinion"
